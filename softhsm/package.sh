#!/usr/bin/env bash
# Builds what is handed out: a .deb and a tarball for Linux, in target/package.
# Usage: softhsm/package.sh [--test]    --test installs both in a clean Debian, uses them there, removes them (root only)
. "$(dirname "$0")/setup.sh"
cd "$project"

need dpkg-shlibdeps:dpkg-dev cc:gcc
target=${CARGO_TARGET_DIR:-$project/target}
out=$target/package
tools=$target/package-tools
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)

say "Building"
cargo build --release --locked --bin tokendesk
tokendesk=$target/release/tokendesk
rm -rf "$out"
mkdir -p "$out/completions"
for language in en ja; do
    "$tokendesk" man --lang $language --dir "$out/man/$language"
done
"$tokendesk" completions bash >"$out/completions/tokendesk"
"$tokendesk" completions zsh >"$out/completions/_tokendesk"
"$tokendesk" completions fish >"$out/completions/tokendesk.fish"

say "The .deb"
PATH=$tools/bin:$PATH
command -v cargo-deb >/dev/null || cargo install cargo-deb --locked --quiet --root "$tools"
cargo deb --no-build --no-strip --quiet --output "$out/"
deb=$(echo "$out"/tokendesk_*.deb)

say "The tarball"
# The same files as in the .deb, below /usr/local: dynamic, because a static program cannot load modules.
tree=$out/tokendesk-$version-$(uname -m)-linux-gnu
mkdir "$tree"
dpkg-deb -x "$deb" "$out/unpacked"
mv "$out/unpacked/usr/"* "$tree/"
rmdir "$out/unpacked/usr" "$out/unpacked"
cp LICENSE "$tree/share/doc/tokendesk/"
tarball=$tree.tar.gz
tar -C "$out" --sort=name --owner=0 --group=0 --numeric-owner -czf "$tarball" "$(basename "$tree")"
rm -r "$tree"
ls -l "$deb" "$tarball"

[ "${1:-}" = --test ] || exit 0

say "A clean Debian"
need debootstrap:debootstrap softhsm2-util:softhsm2 pkcs11-tool:opensc openssl:openssl
[ "$(id -u)" -eq 0 ] || { echo "--test needs root: it makes a Debian of its own and enters it" >&2; exit 1; }
clean=$(mktemp -d "${TMPDIR:-/tmp}/tokendesk-clean.XXXXXX")
trap 'rm -rf "$clean"' EXIT
# SoftHSM2 stands for the vendor's module; the rest is what every Debian has.
debootstrap --variant=minbase --include=softhsm2 "$(. /etc/os-release; echo "$VERSION_CODENAME")" "$clean/root" >"$clean/log" ||
    { tail -n 20 "$clean/log" >&2; exit 1; }
inside() { chroot "$clean/root" env -i PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 "$@"; }
# Everything below / but what programs note of themselves: dpkg's own state, logs, caches.
files() { (cd "$clean/root" && find . -xdev \( -path ./var/lib/dpkg -o -path ./var/log -o -path ./var/cache -o -path ./desk \) -prune -o -print | sort); }

# use: the whole job with the installed program, on a software token in the clean root.
use() {
    rm -rf "$clean/root/desk"
    TMPDIR=$clean "$project/softhsm/scene.sh" "$clean/root/desk" "$target/debug/libtokendesk_epass2003.so"
    printf 'directories.tokendir = /desk/tokens\nobjectstore.backend = file\nlog.level = ERROR\n' >"$clean/root/desk/softhsm2.conf"
    local serial
    inside tokendesk --version
    at_desk() { inside SOFTHSM2_CONF=/desk/softhsm2.conf TOKENDESK_JOURNAL=/desk/journal.jsonl "$@"; }
    at_desk tokendesk list | grep -q 'operator 0003'
    serial=$(at_desk tokendesk list --json | sed -n 's/.*"serial": "\([0-9a-f]\{16\}\)".*/\1/p' | head -n 1)
    at_desk tokendesk reuse /desk/new.p12 --pin-file /desk/pin --password-file /desk/password --confirm "$serial" >"$clean/said"
    grep -q 'operator 0004' "$clean/said"
    at_desk tokendesk list --lang ja | grep -q '有効'
    if at_desk tokendesk list | grep -q 'operator 0003'; then echo "the expired identity is still there" >&2; return 1; fi
    rm -rf "$clean/root/desk"
}
cargo build --locked --quiet --package tokendesk-epass2003

say "The .deb in it: installed, used, removed"
files >"$clean/before"
cp "$deb" "$clean/root/tmp/tokendesk.deb"
inside dpkg --install /tmp/tokendesk.deb
rm "$clean/root/tmp/tokendesk.deb"
files >"$clean/installed"
for path in usr/bin/tokendesk usr/share/man/man1/tokendesk-reuse.1.gz usr/share/man/ja/man1/tokendesk-reuse.1.gz \
    usr/share/bash-completion/completions/tokendesk usr/share/zsh/vendor-completions/_tokendesk usr/share/fish/vendor_completions.d/tokendesk.fish \
    usr/share/doc/tokendesk/docs/operator.md usr/share/doc/tokendesk/docs/operator.ja.md; do
    grep -qxE "\./$path(\.gz)?" "$clean/installed" || { echo "the package lacks $path" >&2; exit 1; }
done
use
inside dpkg --purge tokendesk
files >"$clean/after"
diff "$clean/before" "$clean/after" || { echo "removing the package left or took something" >&2; exit 1; }

say "The tarball in it: unpacked, used, removed"
tar -xzf "$tarball" -C "$clean/root/usr/local" --strip-components=1
use
tar -tzf "$tarball" | sed 's#^[^/]*/##' | grep -v -e '/$' -e '^$' | while read -r file; do rm "$clean/root/usr/local/$file"; done
diff "$clean/before" <(files) >"$clean/left" || true
if grep '^[<>]' "$clean/left" | cut -c3- | while read -r path; do [ -d "$clean/root/$path" ] || echo "$path"; done | grep .; then
    echo "that was left" >&2
    exit 1
fi

say "Packages built, installed, used and removed."
