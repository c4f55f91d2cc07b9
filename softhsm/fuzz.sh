#!/bin/sh
# The long runs of the PKCS#12 reader: every byte of every corpus file flipped and cut, then fuzzing.
#
#   softhsm/fuzz.sh [MINUTES]      minutes for each fuzz target, 30 unless told
#
# What a fuzz target learns goes to fuzz/corpus, minimized; what breaks one stays in fuzz/artifacts.
set -eu
cd "$(dirname "$0")/.."
minutes=${1:-30}

# Not linked as one piece: a tenth of a release's build time, the same speed where it counts.
cargo test --release --config 'profile.release.lto="off"' --config profile.release.codegen-units=16 \
    --test bundle_mutations -- --ignored --nocapture

command -v cargo-fuzz >/dev/null || cargo install cargo-fuzz --locked
for target in ber name bundle; do
    kept=fuzz/corpus/$target
    work=fuzz/target/work/$target
    mkdir -p "$work" "$kept"
    cp -f "$kept"/* "$work"/ 2>/dev/null || true
    if [ "$target" != name ]; then
        find fixtures/bundle -name '*.p12' -size -10k -exec cp -f {} "$work"/ \;
    fi
    (
        cd fuzz
        cargo fuzz run --sanitizer none "$target" "target/work/$target" -- \
            -max_total_time="$((minutes * 60))" -max_len=6000 -timeout=10 -rss_limit_mb=1024 \
            -print_final_stats=1
    )
    rm -rf "$kept"
    mkdir -p "$kept"
    (cd fuzz && cargo fuzz run --sanitizer none "$target" "corpus/$target" -- -merge=1 "target/work/$target")
done
