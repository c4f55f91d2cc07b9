#!/usr/bin/env bash
# Measures `tokendesk batch` on many SoftHSM2 tokens: memory, time a token, throughput of one and of several at once.
# Usage: softhsm/batch.sh [--write] [TOKENS] [JOBS] [LATENCY_MS]     200 tokens, 8 at once, 20 ms a C call unless given
#   --write puts the table into docs/performance.md; without it the table is only printed.
# A program plays the operator: it takes a token out when it is done, and puts the next one in.
. "$(dirname "$0")/setup.sh"

write=
[ "${1:-}" = --write ] && { write=1; shift; }
tokens=${1:-200} jobs=${2:-8} latency=${3:-20}
here=$project/softhsm/bench

need softhsm2-util:softhsm2 pkcs11-tool:opensc openssl:openssl cc:gcc python3:python3-minimal

say "Building"
(cd "$project" && cargo build --release --locked --quiet --bin tokendesk &&
    cargo build --release --locked --quiet -p tokendesk-epass2003)
target=${CARGO_TARGET_DIR:-$project/target}/release

folder=$(mktemp -d "${TMPDIR:-/tmp}/tokendesk-batch.XXXXXX")
# In memory: how long SoftHSM2 takes to bring its files to this disk is not what is measured.
memory=$folder
[ ! -d /dev/shm ] || memory=$(mktemp -d /dev/shm/tokendesk-batch.XXXXXX)
trap 'rm -rf "$folder" "$memory"' EXIT
umask 077
mkdir "$memory/cd"
printf '123456\n' >"$folder/pin"
printf 'bought-2026\n' >"$folder/password"

say "Making $tokens tokens, each with an expired identity, and $tokens bundles"
token_folder "$memory/template"
python3 "$here/batch_tray.py" "$memory" "$folder" "$tokens" "$(module)"

table=$folder/table.md
python3 "$here/batch.py" "$target/tokendesk" "$target/libtokendesk_epass2003.so" "$(module)" "$memory" "$folder" \
    "$jobs" "$latency" >"$table"
cat "$table"
if [ -n "$write" ]; then
    python3 "$here/insert.py" "$project/docs/performance.md" batch "$table"
    echo "Written to docs/performance.md"
fi
