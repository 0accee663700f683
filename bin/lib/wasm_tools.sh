# shellcheck shell=bash
# What turns Rust into the browser's bundle: cargo-leptos, wasm-bindgen, wasm-opt, and Node to run the last.

leptos_version=0.3.11
binaryen_version=132
oldest_wasm_opt=120
oldest_node=20
own_tools=$root/.stoa/tools

# The tools are run a few times and thrown away: a fast build of them beats fast tools.
cheap_build=(
    env -u CARGO_TARGET_DIR -u RUSTFLAGS
    CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=0
)

need_wasm_tools() {
    PATH=$own_tools/bin:$own_tools/node_modules/.bin:$PATH:${CARGO_HOME:-$HOME/.cargo}/bin
    export PATH
    need_node
    need_wasm_bindgen
    need_wasm_opt
    need_cargo_leptos
}

need_node() {
    have node || fail "Node is missing: install Node $oldest_node or newer (https://nodejs.org)."
    local version
    version=$(node --version | tr -d v | cut -d. -f1)
    [ "$oldest_node" -le "$version" ] ||
        fail "Node $oldest_node or newer is needed, $(node --version) is on the path (https://nodejs.org)."
}

# The program and the crate must be the same version: the crate's is in Cargo.lock.
wasm_bindgen_version() {
    awk '/^name = "wasm-bindgen"$/ { getline; gsub(/"/, "", $3); print $3; exit }' "$root/Cargo.lock"
}

need_wasm_bindgen() {
    local version
    version=$(wasm_bindgen_version)
    [ "$(wasm-bindgen --version 2>/dev/null)" != "wasm-bindgen $version" ] || return 0
    say "Installing wasm-bindgen $version: it joins the WebAssembly and its JavaScript."
    # Into the checkout, so that another project's version on this machine stays what it is.
    mkdir -p "$own_tools"
    binstall wasm-bindgen-cli "$version" --root "$own_tools" ||
        quietly "cargo install wasm-bindgen-cli" \
            "${cheap_build[@]}" cargo install wasm-bindgen-cli --version "$version" --root "$own_tools" ||
        fail "wasm-bindgen $version could not be installed: run 'cargo install wasm-bindgen-cli --version $version'."
}

need_cargo_leptos() {
    local found
    found=$(cargo leptos --version 2>/dev/null | awk '{ print $NF }' || true)
    [ -z "$found" ] || [ "$(printf '%s\n' "$leptos_version" "$found" | sort -V | head -n 1)" != "$leptos_version" ] ||
        return 0
    say "Installing cargo-leptos $leptos_version: it builds the browser's bundle. From source this takes a while."
    binstall cargo-leptos "$leptos_version" ||
        quietly "cargo install cargo-leptos" \
            "${cheap_build[@]}" cargo install cargo-leptos --version "$leptos_version" --locked --features no_downloads ||
        fail "cargo-leptos could not be installed: run 'cargo install cargo-leptos --version $leptos_version --locked'."
}

need_wasm_opt() {
    local found
    found=$(wasm-opt --version 2>/dev/null | awk '{ print $3 }' || true)
    [ "${found:-0}" -lt "$oldest_wasm_opt" ] || return 0
    say "Installing binaryen $binaryen_version: its wasm-opt makes the bundle smaller."
    mkdir -p "$own_tools"
    quietly "npm install binaryen" \
        npm install --prefix "$own_tools" --no-save --no-audit --no-fund "binaryen@$binaryen_version" ||
        fail "wasm-opt is missing: install binaryen $oldest_wasm_opt or newer and put wasm-opt on the path."
}

# binstall CRATE VERSION [OPTION…]: a ready-made program, where cargo-binstall is there to fetch one.
binstall() {
    local crate=$1 version=$2
    shift 2
    have cargo-binstall || return 1
    cargo binstall --no-confirm --quiet --disable-strategies compile "$@" "$crate@$version" 2>/dev/null
}
