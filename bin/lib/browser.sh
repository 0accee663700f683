# shellcheck shell=bash
# The browser that the end-to-end gate drives, as STOA_CHROMIUM.

need_browser() {
    if [ -n "${STOA_CHROMIUM:-}" ]; then
        [ -x "$STOA_CHROMIUM" ] || fail "STOA_CHROMIUM is $STOA_CHROMIUM, which is not a program."
        return 0
    fi
    if ! find_browser; then
        say "Installing Chromium: the end-to-end gate drives the shop in it."
        install_packages chromium || fail "No browser found: install Chromium or Chrome, or set STOA_CHROMIUM to its path."
        find_browser || fail "Chromium was installed but is not on the path: set STOA_CHROMIUM to it."
    fi
    export STOA_CHROMIUM
}

find_browser() {
    local name
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        if STOA_CHROMIUM=$(command -v "$name"); then return 0; fi
    done
    STOA_CHROMIUM="/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    [ -x "$STOA_CHROMIUM" ]
}
