# shellcheck shell=bash
# What may not be linked into the browser's bundle, because it is large, native, or not the browser's business.
#
# regex and config are a case of their own: leptos_config names them in both builds, uses them only
# to read settings on a server, and the linker drops them. Nobody else may bring them in.

never_in_wasm="tokio hyper reqwest sqlx sqlx-core sea-orm sea-query chrono rand rand_core object_store image argon2"
only_through_leptos_config="regex config"

check_wasm_graph() {
    local crate parents broken=0
    (cd "$root" && cargo tree --locked --package frontend --target "$wasm_target" --edges normal --prefix none) |
        awk '{ print $1 }' | sort -u >"$run_dir/wasm-graph"
    grep -qx leptos "$run_dir/wasm-graph" || fail "The browser's dependency graph could not be read."
    for crate in $never_in_wasm; do
        if grep -qx "$crate" "$run_dir/wasm-graph"; then
            complain "$crate is in the browser's bundle: $(wasm_parents "$crate" | paste -sd ' ' -)"
            broken=1
        fi
    done
    for crate in $only_through_leptos_config; do
        grep -qx "$crate" "$run_dir/wasm-graph" || continue
        parents=$(wasm_parents "$crate" | grep -vx leptos_config || true)
        if [ -n "$parents" ]; then
            complain "$crate reaches the browser's bundle through $parents."
            broken=1
        fi
    done
    [ "$broken" = 0 ] || return 1
    say "The browser's bundle links $(wc -l <"$run_dir/wasm-graph" | tr -d ' ') crates, none of them banned."
}

# Who names it, one level up.
wasm_parents() {
    (cd "$root" && cargo tree --locked --package frontend --target "$wasm_target" --edges normal \
        --invert "$1" --depth 1 --prefix none) | awk 'NR > 1 { print $1 }' | sort -u
}
