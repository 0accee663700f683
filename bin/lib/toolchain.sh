# shellcheck shell=bash
# A Rust compiler that can also build for the browser.
#
# Three ways, first that works: the toolchain in use already has wasm32; rustup adds it; or, where
# rustup can't download, Debian's own compiler with its standard library built from source once.

# The shop itself builds with 1.95; cargo-leptos does not.
oldest_rust=1.96
wasm_target=wasm32-unknown-unknown
debian_library=/usr/lib/rustlib/$wasm_target/lib
debian_packages="rustc-web cargo-web rust-web-src rust-web-llvm lld-22 rust-web-clippy"

# Long enough for a slow line, short enough for no line at all.
rustup_patience=180

need_rust() {
    have cargo || fail "cargo is missing: install Rust $oldest_rust or newer with rustup (https://rustup.rs)."
    if ! rust_is_new_enough || ! builds_for_browser; then
        { rust_is_new_enough && add_wasm_with_rustup; } || use_debian_toolchain || ! rust_is_new_enough ||
            fail "No compiler for $wasm_target: run 'rustup target add $wasm_target' with a network, or install Debian's ${debian_packages%% *} as root."
    fi
    rust_is_new_enough ||
        fail "Rust $oldest_rust or newer is needed, $(rustc --version | cut -d' ' -f2) is in use: run 'rustup update stable'."
}

builds_for_browser() {
    local library
    library=$(rustc --print target-libdir --target "$wasm_target" 2>/dev/null) || return 1
    compgen -G "$library/libstd-*.rlib" >/dev/null
}

rust_is_new_enough() {
    local version
    version=$(rustc --version | cut -d' ' -f2)
    [ "$(printf '%s\n' "$oldest_rust" "${version%%-*}" | sort -V | head -n 1)" = "$oldest_rust" ]
}

add_wasm_with_rustup() {
    have rustup || return 1
    # A toolchain that Debian's compiler was linked in as knows no targets to add.
    [ "$(active_toolchain)" != debian ] || return 1
    ! debian_toolchain_ready || return 1
    say "Adding $wasm_target to the Rust toolchain: the pages run in the browser too."
    if have timeout; then
        timeout "$rustup_patience" rustup target add "$wasm_target" >/dev/null 2>&1
    else
        rustup target add "$wasm_target" >/dev/null 2>&1
    fi && builds_for_browser
}

active_toolchain() { rustup show active-toolchain 2>/dev/null | cut -d' ' -f1; }

debian_toolchain_ready() {
    rustup toolchain list 2>/dev/null | grep -q '^debian' &&
        compgen -G "$debian_library/libstd-*.rlib" >/dev/null
}

use_debian_toolchain() {
    if ! debian_toolchain_ready; then
        install_debian_toolchain || return 1
    fi
    export RUSTUP_TOOLCHAIN=debian
    rust_is_new_enough && builds_for_browser
}

install_debian_toolchain() {
    may_install_packages || return 1
    # Debian's rustup package and its compiler exclude each other; apt would take the first away.
    ! dpkg -s rustup >/dev/null 2>&1 || return 1
    say "Installing Debian's Rust compiler: rustup can't download the browser target here."
    # shellcheck disable=SC2086 # a list of package names
    install_packages $debian_packages || return 1
    build_debian_library || return 1
    ! have rustup || rustup toolchain link debian /usr
}

# Debian ships the standard library's source but no build of it for the browser.
# The scratch crate's own link may fail; only the library files that were built before it count.
build_debian_library() {
    local scratch file
    say "Building the standard library for the browser from Debian's source, once."
    scratch=$(mktemp -d)
    mkdir "$scratch/src"
    printf '[package]\nname = "std-scratch"\nversion = "0.0.0"\nedition = "2021"\n' >"$scratch/Cargo.toml"
    echo 'fn main() {}' >"$scratch/src/main.rs"
    (
        cd "$scratch" || exit 1
        env -u RUSTUP_TOOLCHAIN -u RUSTFLAGS -u CARGO_TARGET_DIR \
            RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc /usr/bin/cargo build --quiet --release \
            -Z build-std=std,panic_abort,panic_unwind,proc_macro --target "$wasm_target" 2>/dev/null
    ) || true
    as_root mkdir -p "$debian_library"
    for file in "$scratch/target/$wasm_target"/release/deps/*.rlib; do
        case $file in
        *std_scratch*) ;;
        *) as_root cp "$file" "$debian_library/" ;;
        esac
    done
    rm -rf "$scratch"
    compgen -G "$debian_library/libstd-*.rlib" >/dev/null
}

# The site is built with a standard library of its own.
need_library_source() {
    local library
    library=$(rustc --print sysroot)/lib/rustlib/src/rust/library
    [ ! -f "$library/Cargo.lock" ] || return 0
    say "Adding the source of Rust's standard library: the site compiles it for size."
    if [ "$(active_toolchain)" = debian ]; then
        install_packages rust-web-src || true
    elif have rustup; then
        quietly "rustup component add rust-src" rustup component add rust-src || true
    fi
    [ -f "$library/Cargo.lock" ] ||
        fail "The standard library's source is missing: run 'rustup component add rust-src' with a network."
}

# rustfmt comes with rustup's toolchains, not with Debian's compiler.
format_command() {
    if cargo fmt --version >/dev/null 2>&1; then
        echo "cargo fmt"
    elif cargo +stable fmt --version >/dev/null 2>&1; then
        echo "cargo +stable fmt"
    else
        return 1
    fi
}
