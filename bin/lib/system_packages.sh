# shellcheck shell=bash
# Debian and Ubuntu packages, for whoever may install them: root, or sudo that asks no password.

may_install_packages() {
    have apt-get || return 1
    [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# install_packages NAME…: fails quietly enough for the caller to say what the user can do instead.
install_packages() {
    may_install_packages || return 1
    if [ -z "${package_lists_fresh:-}" ]; then
        quietly "apt-get update" as_root apt-get update -qq || return 1
        package_lists_fresh=yes
    fi
    quietly "apt-get install $*" \
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}
