# shellcheck shell=bash
# What is built before the shop can be served: the server, the gateway, and the site for the browser.
#
# The server is a plain cargo build that shares everything with the tests. Only the site goes through
# cargo-leptos, and only when something that ends up in it has changed: its release build takes minutes.

target_dir=${CARGO_TARGET_DIR:-$root/target}
programs=$target_dir/debug
site=$root/target/site
site_stamp=$root/target/site.stamp
site_hashes=$root/target/site-hash.txt

# Visitors load the standard library too, so it is compiled for size like the rest, and what only a debugger
# would read is left out. Cargo takes these from a nightly compiler, or from one that is told it is one: docs/adr/0007.
# RUSTFLAGS replaces what .cargo/config.toml says, so what must equal the server's stands here once more.
small=(
    RUSTC_BOOTSTRAP=1
    CARGO_UNSTABLE_BUILD_STD=std,panic_abort
    CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size
    "RUSTFLAGS=--cfg=erase_components -Zunstable-options -Cpanic=immediate-abort -Zfmt-debug=none -Zlocation-detail=none"
)

build_programs() {
    say "Building the shop and the sandbox gateway."
    run_beside "cargo build" cargo build --quiet --bins
}

build_site() {
    local wanted
    wanted=$(site_fingerprint)
    if [ "$(cat "$site_stamp" 2>/dev/null)" != "$wanted" ] || [ ! -d "$site/pkg" ] || [ ! -f "$site_hashes" ]; then
        say "Building the site: WebAssembly, styles, static files."
        rm -f "$site_stamp"
        need_library_source
        run_beside "cargo leptos build" env "${small[@]}" \
            cargo leptos build --release --precompress --split --frontend-only
        cp "$target_dir/release/hash.txt" "$site_hashes"
        echo "$wanted" >"$site_stamp"
    fi
    use_site
}

# The server finds the hashed file names in a hash.txt beside its own executable.
use_site() {
    mkdir -p "$programs"
    cmp -s "$site_hashes" "$programs/hash.txt" || cp "$site_hashes" "$programs/hash.txt"
    export LEPTOS_OUTPUT_NAME=stoa LEPTOS_SITE_ROOT=$site LEPTOS_SITE_PKG_DIR=pkg LEPTOS_HASH_FILES=true
}

# Contents, not dates: a fresh clone with a kept target folder builds nothing either.
site_fingerprint() {
    (
        cd "$root" || exit
        {
            rustc --version
            cargo leptos --version
            wasm-bindgen --version
            wasm-opt --version
            git ls-files -z --cached --others --exclude-standard -- \
                app frontend crates/domain style public .cargo Cargo.toml Cargo.lock bin/lib/site.sh |
                sort -z | xargs -0 sha256sum 2>/dev/null || true
        } | sha256sum | cut -d' ' -f1
    )
}
