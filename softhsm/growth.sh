#!/usr/bin/env bash
# Measures how time grows from 10 to 100 to 1,000 of what there is to work on, and how long the program takes to build.
# Usage: softhsm/growth.sh [--write] [--cold]
#   --write puts the tables into docs/performance.md; without it they are only printed.
#   --cold also builds the program from nothing in a folder of its own: minutes.
. "$(dirname "$0")/setup.sh"
cd "$project"

write= cold=
for word in "$@"; do
    case $word in
    --write) write=1 ;;
    --cold) cold=1 ;;
    *) echo "growth.sh: $word is no option" >&2; exit 2 ;;
    esac
done
need cc:gcc python3:python3-minimal
folder=$(mktemp -d "${TMPDIR:-/tmp}/tokendesk-growth.XXXXXX")
trap 'rm -rf "$folder"' EXIT

say "Measuring growth"
cargo bench --locked --quiet --bench growth >"$folder/said"
python3 softhsm/bench/growth.py "$folder/said" >"$folder/growth.md"
cat "$folder/growth.md"
[ -z "$write" ] || python3 softhsm/bench/insert.py docs/performance.md growth "$folder/growth.md"
[ -n "$cold" ] || exit 0

say "Building from nothing"
cargo fetch --locked --quiet
began=$SECONDS
CARGO_TARGET_DIR=$folder/cold cargo build --locked --quiet --release --bin tokendesk
took=$((SECONDS - began))
size=$(stat -c %s "$folder/cold/release/tokendesk")
{
    echo "- \`cargo build --release\` from nothing, dependencies fetched before: $((took / 60)) min $((took % 60)) s on $(nproc) cores."
    echo "- The program: $(awk "BEGIN { printf \"%.1f\", $size / 1048576 }") MiB."
} >"$folder/build.md"
cat "$folder/build.md"
[ -z "$write" ] || python3 softhsm/bench/insert.py docs/performance.md build "$folder/build.md"
