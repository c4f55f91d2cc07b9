#!/usr/bin/env bash
# What a wrapped import costs beside a direct one, in calls and time: benches/custody.sh [RUNS]
# Needs SoftHSM2 and openssl; builds the program and the training module, which counts. PROFILE=debug for the unoptimised ones.
. "$(dirname "$0")/../softhsm/setup.sh"
cd "$project"
runs=${1:-11}
profile=${PROFILE:-release}
cargo build --profile "${profile/debug/dev}" --locked --quiet --workspace --bins --lib
program=$PWD/target/$profile/tokendesk
trainer=$PWD/target/$profile/libtokendesk_epass2003.so
work=$(mktemp -d -p /dev/shm tokendesk-custody.XXXXXX)
trap 'rm -rf "$work"' EXIT
cd "$work"
token_folder "$work"
(umask 077 && echo 246810 >pin && echo bench-password >password)
openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out leaf.pem -days 30 -subj /CN=bench \
    -addext basicConstraints=CA:FALSE -addext keyUsage=digitalSignature 2>/dev/null
openssl pkcs12 -export -inkey key.pem -in leaf.pem -out bundle.p12 -passout file:password

median() { sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }

for custody in direct wrapped; do
    : >"calls.$custody"
    : >"total.$custody"
    for _ in $(seq "$runs"); do
        rm -rf tokens && mkdir tokens
        softhsm2-util --init-token --free --label bench --pin 246810 --so-pin 13579113 >/dev/null
        serial=$("$program" list --module "$(module)" --json | sed -n 's/.*"serial": "\([0-9a-f]\{16\}\)".*/\1/p' | head -1)
        rm -f log
        start=$(date +%s%N)
        EPASS2003_PROFILE=transparent EPASS2003_LOG=$work/log "$program" import bundle.p12 --module "$trainer" \
            --serial "$serial" --confirm "$serial" --pin-file pin --password-file password --journal journal \
            --custody "$custody" >/dev/null
        echo $((($(date +%s%N) - start) / 1000)) >>"total.$custody"
        grep -c fn= log >>"count.$custody"
        sed -n 's/.*fn=\(C_[A-Za-z]*\).* us=\([0-9]*\).*/\1 \2/p' log >>"calls.$custody"
    done
    printf '%s: %s calls, %s us the whole run (median of %s)\n' "$custody" "$(median <"count.$custody")" \
        "$(median <"total.$custody")" "$runs"
    for call in C_GetMechanismList C_GenerateKeyPair C_DeriveKey C_UnwrapKey C_WrapKey C_CreateObject C_DestroyObject; do
        if grep -q "^$call " "calls.$custody"; then
            printf '  %-20s %6s us\n' "$call" "$(sed -n "s/^$call //p" "calls.$custody" | median)"
        fi
    done
done
