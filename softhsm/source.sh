#!/usr/bin/env bash
# Measures how long `tokendesk batch FOLDER --dry-run` checks a folder of bundles, on one core and on more.
# Usage: softhsm/source.sh [--write] [BUNDLES] [RUNS]     2,000 bundles, 3 runs each unless given
#   --write puts the table into docs/performance.md; without it the table is only printed.
. "$(dirname "$0")/setup.sh"

write=
[ "${1:-}" = --write ] && { write=1; shift; }
bundles=${1:-2000} runs=${2:-3}
need openssl:openssl python3:python3-minimal taskset:util-linux

say "Building"
(cd "$project" && cargo build --release --locked --quiet --bin tokendesk)
program=${CARGO_TARGET_DIR:-$project/target}/release/tokendesk

folder=$(mktemp -d "${TMPDIR:-/tmp}/tokendesk-source.XXXXXX")
trap 'rm -rf "$folder"' EXIT
umask 077
mkdir "$folder/cd" "$folder/made"
printf 'bought-2026\n' >"$folder/password"

say "Making $bundles bundles, as OpenSSL makes them"
openssl req -x509 -newkey rsa:2048 -nodes -keyout "$folder/made/ca.key" -out "$folder/made/ca.pem" -days 3000 \
    -subj '/C=JP/O=Example Energy/CN=Example Issuing CA' 2>/dev/null
openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$folder/made/key" 2>/dev/null
bundle() { # FOLDER NUMBER
    local made=$1/made/$2
    openssl req -x509 -new -key "$1/made/key" -CA "$1/made/ca.pem" -CAkey "$1/made/ca.key" -set_serial "$((1000 + 10#$2))" \
        -subj "/C=JP/O=Example Energy/CN=operator $2" -days 730 -out "$made.pem" 2>/dev/null
    openssl pkcs12 -export -inkey "$1/made/key" -in "$made.pem" -certfile "$1/made/ca.pem" \
        -passout "file:$1/password" -out "$1/cd/$2.p12"
    rm "$made.pem"
}
export -f bundle
seq -w 1 "$bundles" | xargs -P "$(nproc)" -I{} bash -c 'bundle "$@"' - "$folder" {}

say "Checking them"
table=$folder/table.md
python3 "$project/softhsm/bench/source.py" "$program" "$folder" "$runs" >"$table"
cat "$table"
if [ -n "$write" ]; then
    python3 "$project/softhsm/bench/insert.py" "$project/docs/performance.md" source "$table"
    echo "Written to docs/performance.md"
fi
