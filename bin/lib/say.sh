# shellcheck shell=bash
# What the scripts tell a person: one line a step, one line when they can't go on.

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
    bold=$'\e[1m' dim=$'\e[2m' red=$'\e[31m' green=$'\e[32m' plain=$'\e[0m'
else
    bold='' dim='' red='' green='' plain=''
fi

say() { printf '%s\n' "${dim}·${plain} $*"; }
headline() { printf '\n%s\n' "${bold}$*${plain}"; }
complain() { printf '%s\n' "${red}✗${plain} $*" >&2; }

# fail WHAT: the one clear line. Callers put the way out into it.
fail() {
    complain "$*"
    exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# quietly WHAT COMMAND…: runs a noisy command; its output is shown only when it fails.
# In a subshell, so that the redirection is not in force for an exit trap that interrupts it.
quietly() {
    local what=$1 output
    shift
    output=$(mktemp)
    if ("$@") >"$output" 2>&1; then
        rm -f "$output"
        return 0
    fi
    tail -n 25 "$output" >&2
    rm -f "$output"
    complain "$what did not work; the last lines of its output are above."
    return 1
}

# seconds_since START: whole seconds, for the times in the summaries.
seconds_since() { echo $(($(date +%s) - $1)); }
