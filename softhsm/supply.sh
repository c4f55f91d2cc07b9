#!/usr/bin/env bash
# Checks what the program is made of: licences, bans, sources, advisories, the Windows tree, the oldest Rust; writes a bill of materials.
# Usage: softhsm/supply.sh
. "$(dirname "$0")/setup.sh"
cd "$project"

target=${CARGO_TARGET_DIR:-$project/target}
tools=$target/package-tools
PATH=$tools/bin:$PATH
for tool in cargo-deny cargo-cyclonedx; do
    command -v $tool >/dev/null || { say "Installing $tool"; cargo install $tool --locked --quiet --debug --root "$tools"; }
done

say "Licences, bans, sources"
cargo deny --locked check --hide-inclusion-graph licenses bans sources

say "Advisories"
if cargo deny --locked fetch db >/dev/null 2>&1; then
    cargo deny --locked check --hide-inclusion-graph advisories
else
    echo "not checked: the advisory database cannot be reached from here"
fi

say "The Windows tree"
# libc is there by way of crates that use it on Unix alone or for C's own functions; what calls Unix is not.
tree=$(cargo tree --locked --target x86_64-pc-windows-gnu -e normal,build,dev --prefix none --format '{p}')
for crate in rustix nix linux-raw-sys expectrl ptyprocess signal-hook inotify; do
    if grep -q "^$crate v" <<<"$tree"; then echo "$crate is in the Windows tree" >&2; exit 1; fi
done
grep -q '^windows-sys v' <<<"$tree"
echo "no Unix-only crate among $(sort -u <<<"$tree" | wc -l) lines"

say "The oldest Rust"
# No dependency asks for a newer Rust than this project states; this cargo would refuse it, an older one does not know.
stated=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
cargo metadata --locked --format-version 1 | grep -o '"rust_version":"[0-9.]*"' | cut -d'"' -f4 | sort -uV | tail -n 1 >"$target/newest"
newest=$(cat "$target/newest")
[ "$(printf '%s\n%s\n' "$stated" "$newest" | sort -V | tail -n 1)" = "$stated" ] || { echo "a dependency wants Rust $newest, $stated is stated" >&2; exit 1; }
echo "stated $stated; the newest that a dependency asks for is $newest; this is $(rustc --version | cut -d' ' -f2)"

say "The bill of materials"
mkdir -p "$target/package"
cargo cyclonedx --format json --target x86_64-unknown-linux-gnu --override-filename tokendesk.cdx --quiet
mv tokendesk.cdx.json "$target/package/"
rm -f softhsm/epass2003/tokendesk.cdx.json
echo "$target/package/tokendesk.cdx.json: $(grep -c '"bom-ref"' "$target/package/tokendesk.cdx.json") entries"
