# Sourced by demo.sh and test.sh: installs what is missing, finds SoftHSM2, makes token folders.
# Works on Debian and Ubuntu; needs Rust and, to install packages, root or sudo.

set -euo pipefail

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }

# need PROGRAM:PACKAGE ... installs the packages whose program is missing, by the system's package manager.
need() {
    local missing=() pair
    for pair in "$@"; do
        command -v "${pair%%:*}" >/dev/null 2>&1 || [ -e "${pair%%:*}" ] || missing+=("${pair#*:}")
    done
    [ ${#missing[@]} -eq 0 ] && return
    local root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { echo "As root, install: ${missing[*]}" >&2; exit 1; }
        root=(sudo)
    fi
    say "Installing ${missing[*]}"
    "${root[@]}" apt-get update -qq
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# need_components NAME ... adds what a minimal installation of Rust leaves out.
need_components() {
    local name
    for name in "$@"; do
        "cargo-$name" --version >/dev/null 2>&1 || "$name" --version >/dev/null 2>&1 || rustup component add "$name"
    done
}

# module: prints where SoftHSM2's module lies.
module() {
    local place
    for place in /usr/lib/softhsm/libsofthsm2.so /usr/lib/*/softhsm/libsofthsm2.so /usr/local/lib/softhsm/libsofthsm2.so; do
        [ -e "$place" ] && { printf '%s\n' "$place"; return; }
    done
    echo "SoftHSM2's module was not found" >&2
    return 1
}

# token_folder DIR: makes an empty SoftHSM2 in DIR and points this shell at it.
token_folder() {
    mkdir -p "$1/tokens"
    printf 'directories.tokendir = %s/tokens\nobjectstore.backend = file\nlog.level = ERROR\n' "$1" >"$1/softhsm2.conf"
    export SOFTHSM2_CONF="$1/softhsm2.conf"
}
