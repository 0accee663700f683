# shellcheck shell=bash
# The rules of STYLE.md that a search can hold. Each prints what breaks it, as file:line: text.

longest_file=400
code_files=('*.rs' '*.ts' '*.mjs' '*.js' '*.css' '*.sh' 'bin/dev' 'bin/test')

check_rules() {
    broken=0
    rule "app has one cfg, and it is the ssr gate in lib.rs" cfg_outside_the_gate
    rule "no file of code over $longest_file lines" long_files
    rule "every Rust file says on top what it is for" files_without_purpose
    rule "nothing is left for later" left_for_later
    rule "no code in comments" commented_out_code
    rule "no test is skipped, none waits for a fixed time" skipped_tests
    [ "$broken" = 0 ]
}

# rule SENTENCE CHECK: the check prints offenders, one a line.
rule() {
    local found
    found=$("$2")
    if [ -z "$found" ]; then
        say "$1"
    else
        complain "$1:"
        printf '%s\n' "$found" | cut -c1-200 | sed 's/^/    /' >&2
        broken=1
    fi
}

# What git knows or would: nothing that was built or downloaded.
tracked() { git -C "$root" ls-files --cached --others --exclude-standard -- "$@" | while read -r file; do [ ! -f "$file" ] || echo "$file"; done; }

# search PATTERN FILE-PATTERN…: grep over tracked files; finding nothing is no error.
search() {
    local pattern=$1 files
    shift
    files=$(tracked "$@")
    [ -z "$files" ] || printf '%s\n' "$files" | xargs grep -nHE "$pattern" || true
}

cfg_outside_the_gate() {
    search 'cfg(!|_attr)?\((all\(|any\(|not\()*(feature|target_arch|target_family)' 'app/src/*.rs' |
        awk -F: '$1 == "app/src/lib.rs" && /#\[cfg\(feature = "ssr"\)\]/ && !seen++ { next } { print }'
}

long_files() {
    tracked "${code_files[@]}" | while read -r file; do
        lines=$(wc -l <"$file")
        [ "$lines" -le "$longest_file" ] || echo "$file: $lines lines"
    done
}

files_without_purpose() {
    tracked '*/src/*.rs' | while read -r file; do
        head -n 1 "$file" | grep -q '^//!' || echo "$file"
    done
}

# The words are spelt in two halves so that this file does not break its own rule.
left_for_later() {
    search "\b(TO""DO|FIX""ME|XX""X|HA""CK)\b|\b(to""do|unimple""mented)!\(" "${code_files[@]}"
}

# Comments that end like a statement and begin like one. Documentation (/// and //!) may show code.
commented_out_code() {
    search '^[[:space:]]*// ?(let|fn|pub|use|if|for|while|match|return|struct|enum|impl|mod|#\[)[ ([].*[;{}]$' '*.rs'
    search '^[[:space:]]*// ?(const|let|await|import|export|return|if|for|function|expect|test)[ (].*[;{}]$' '*.ts' '*.mjs' '*.js'
    search '^[[:space:]]*/\*[^*]*[a-z-]+:[^*;]*;[[:space:]]*\*/' '*.css'
    search '^[[:space:]]*<!--.*</' '*.html'
}

skipped_tests() {
    search '#\[ignore' '*.rs'
    search '\b(test|describe|it)\.(only|skip|fixme)\b|waitForTimeout|force: true' 'end2end/*.ts'
}
