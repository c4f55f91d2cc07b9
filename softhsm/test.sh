#!/usr/bin/env bash
# Installs what the tests need and runs them all: formatting, clippy, rustdoc, every test, every example.
. "$(dirname "$0")/setup.sh"
cd "$project"

need softhsm2-util:softhsm2 pkcs11-tool:opensc p11tool:gnutls-bin certutil:libnss3-tools javac:default-jdk-headless \
    openssl:openssl curl:curl "/usr/lib/$(uname -m)-linux-gnu/engines-3/pkcs11.so:libengine-pkcs11-openssl" \
    cc:gcc /usr/include/stdlib.h:libc6-dev faketime:faketime strace:strace \
    /usr/lib/firefox-esr/firefox-esr:firefox-esr chromium:chromium Xvfb:xvfb xdotool:xdotool openvpn:openvpn pdfinfo:poppler-utils \
    /usr/share/fonts/opentype/ipafont-gothic/ipag.ttf:fonts-ipafont-gothic
need_components rustfmt clippy

say "Formatting"
cargo fmt --all --check

say "Clippy, warnings denied"
cargo clippy --workspace --all-targets --locked --quiet -- -D warnings

say "The modules and programs that the tests run"
cargo build --workspace --locked --quiet
# With the example that the demonstration needs: two links side by side.
cargo build --release --locked --quiet --bin tokendesk --example known_token

say "Tests"
CI=${CI:-} TOKENDESK_TESTS_REQUIRE_TOOLS=1 cargo test --workspace --locked --no-fail-fast

say "Documentation, warnings denied"
RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --document-private-items --locked --quiet

say "The demonstration"
demo=$(mktemp -d "${TMPDIR:-/tmp}/tokendesk-test.XXXXXX")
trap 'rm -rf "$demo"' EXIT
softhsm/demo.sh "$demo/folder" >"$demo/output"
grep -q 'operator 0004' "$demo/output"

say "All passed."
