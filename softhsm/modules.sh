#!/usr/bin/env bash
# Does the whole job on every PKCS#11 module that can be had without hardware, and prints a row of docs/modules.md for
# each: an expired identity is put on an empty token, then check, reuse and check again; then the tests of
# tests/module_contract.rs are asked of it. Needs root: opencryptoki's places are fixed. Usage: softhsm/modules.sh [FOLDER]; KRYOPTIC names kryoptic's module, which kryoptic.sh builds.
. "$(dirname "$0")/setup.sh"
cd "$project"
need python3:python3 softhsm2-util:softhsm2 pkcs11-tool:opensc openssl:openssl pkcsslotd:opencryptoki swtpm:swtpm dbus-daemon:dbus \
    tpm2-abrmd:tpm2-abrmd "/usr/lib/$(uname -m)-linux-gnu/libtss2-tcti-tabrmd.so.0:libtss2-tcti-tabrmd0" \
    tpm2_ptool:libtpm2-pkcs11-tools "/usr/lib/$(uname -m)-linux-gnu/pkcs11/libtpm2_pkcs11.so:libtpm2-pkcs11-1" /usr/libexec/p11-kit/p11-kit-server:p11-kit-modules
cargo build --locked --quiet --bin tokendesk
cargo build --locked --quiet -p tokendesk-epass2003
cargo test --locked --quiet --no-run --test module_contract
built=${CARGO_TARGET_DIR:-$project/target}/debug
program=$built/tokendesk
work=$(mktemp -d "${1:-/tmp}/modules.XXXXXX")
services=()
cleanup() {
    local service
    for service in "${services[@]}"; do kill "$service" 2>/dev/null || true; done
    rm -rf "$work"
}
trap cleanup EXIT

softhsm/scene.sh "$work/scene" "$built/libtokendesk_epass2003.so" >/dev/null
old=(-in "$work/scene/old.p12" -passin "file:$work/scene/password")
softhsm=$(module)
client=$(find /usr/lib /usr/lib64 -name p11-kit-client.so 2>/dev/null | head -1)

# put MODULE PIN [SLOT]: writes the expired identity as another program does.
put() {
    local tool=(pkcs11-tool --module "$1" --login --pin "$2" --label "operator 0003" --id 01)
    [ -n "${3:-}" ] && tool+=(--slot "$3")
    openssl pkcs12 "${old[@]}" -nodes -nocerts 2>/dev/null | openssl pkcs8 -topk8 -nocrypt -outform DER -out "$work/key.der"
    openssl pkcs12 "${old[@]}" -nokeys -clcerts 2>/dev/null | openssl x509 -outform DER -out "$work/leaf.der"
    "${tool[@]}" --type privkey --usage-sign --write-object "$work/key.der" >"$work/put.log" 2>&1 || echo "  key refused"
    "${tool[@]}" --type cert --write-object "$work/leaf.der" >>"$work/put.log" 2>&1 || echo "  certificate refused"
}

# told FIELD: what the last document says.
told() { python3 -c 'import json, sys; d = json.load(open(sys.argv[1])); print(eval("d" + sys.argv[2]))' "$work/out.json" "$1" 2>/dev/null || echo -; }

# contract MODULE PIN: how many of the port's promises hold, and which do not.
contract() {
    TOKENDESK_CONTRACT_MODULE=$1 TOKENDESK_CONTRACT_PIN=$2 cargo test --locked --manifest-path "$project/Cargo.toml" \
        --test module_contract -- --test-threads=1 --nocapture >"$work/contract.log" 2>&1 || true
    local refused
    refused=$(sed -n 's/^test \(.*\) \.\.\. .*FAILED$/\1/p; s/^ \{4\}\([a-z_]*\)$/\1/p' "$work/contract.log" | sort -u | paste -sd, -)
    printf '%s held%s' "$(sed -n 's/^test result.* \([0-9]*\) passed.*/\1/p' "$work/contract.log")" "${refused:+; not: $refused}"
}

# job NAME MODULE PIN: check, reuse, check; prints a row.
job() {
    local name=$1 module=$2 serial slot at status
    printf '%s\n' "$3" >"$work/pin"
    chmod 600 "$work/pin"
    "$program" list --json --module "$module" >"$work/out.json" || true
    serial=$(told "['tokens'][0]['serial']")
    slot=$(told "['tokens'][0]['slot']")
    at=(--module "$module" --slot "$slot" --pin-file "$work/pin" --password-file "$work/scene/password"
        --journal "$work/$name.jsonl" --json)
    "$program" doctor --module "$module" --json --journal "$work/$name.jsonl" >"$work/out.json" || true
    profile=$(told "['doctor']['modules'][0]['tokens'][0]['profile']['name']")
    version=$(told "['doctor']['modules'][0]['library']['version']")
    status=0
    "$program" check "$work/scene/new.p12" "${at[@]}" >"$work/out.json" 2>"$work/error" || status=$?
    before="$(told "['verdict']") ($status)"
    status=0
    "$program" reuse "$work/scene/new.p12" "${at[@]}" --confirm "$serial" >"$work/out.json" 2>"$work/error" || status=$?
    custody=$(told "['custody']['path'] + ' ' + (d['custody']['mechanism'] or d['custody']['reason'] or '')")
    proof=$(told "['proof']['mechanism']")
    cause=$(told "['failure']['cause'] + ' ' + str(d['failure']['code'])")
    reused="$status"
    [ "$cause" = - ] || reused="$status ($cause)"
    status=0
    "$program" check "${at[@]}" >"$work/out.json" 2>"$work/error" || status=$?
    after="$(told "['verdict']") ($status)"
    printf '| %s | %s | %s | %s | %s | %s | %s | %s | %s |\n' "$name" "$version" "$profile" "$before" "$reused" "$custody" "$proof" "$after" \
        "$(contract "$module" "$3")"
}

echo '| module | version | profile | check before | reuse | custody | proof | check after | contract |'
echo '| --- | --- | --- | --- | --- | --- | --- | --- | --- |'

# softhsm2 FOLDER: a token of its own.
softhsm2() {
    token_folder "$work/$1"
    softhsm2-util --init-token --free --label reuse --pin 12345678 --so-pin 87654321 >/dev/null
    put "$softhsm" 12345678
}
(softhsm2 local && job SoftHSM2 "$softhsm" 12345678)

(cd "$work/scene" && . ./env && job 'ePass2003 trainer' "$built/libtokendesk_epass2003.so" 12345678)

remote() {
    softhsm2 remote
    /usr/libexec/p11-kit/p11-kit-server -f -n "$work/p11.sock" -p "$softhsm" "pkcs11:token=reuse" >/dev/null 2>&1 &
    services+=($!)
    sleep 1
    export P11_KIT_SERVER_ADDRESS=unix:path=$work/p11.sock
}
(
    remote
    job 'p11-kit remote' "$client" 12345678
    kill "${services[@]}"
)

kryoptic=${KRYOPTIC:-$project/target/kryoptic/module/target/release/libkryoptic_pkcs11.so}
if [ -e "$kryoptic" ]; then
    (
        export KRYOPTIC_CONF=$work/kryoptic.conf
        printf '[[slots]]\nslot = 1\ndbtype = "sqlite"\ndbargs = "%s/token.sql"\n' "$work" >"$KRYOPTIC_CONF"
        pkcs11-tool --module "$kryoptic" --init-token --slot 1 --label reuse --so-pin 13579113 >/dev/null
        pkcs11-tool --module "$kryoptic" --slot 1 --login --login-type so --so-pin 13579113 --init-pin --new-pin 12345678 >/dev/null
        put "$kryoptic" 12345678 1
        job kryoptic "$kryoptic" 12345678
    )
else
    echo "kryoptic: skipped, $kryoptic is not there (softhsm/kryoptic.sh builds it)"
fi

opencryptoki() {
    local tokens=/var/lib/opencryptoki/swtok
    ock=$(find /usr/lib /usr/lib64 -name libopencryptoki.so.0 2>/dev/null | head -1)
    pidof pkcsslotd >/dev/null && { echo "opencryptoki: skipped, its daemon is at work here"; return 1; }
    [ -e "$tokens/NVTOK.DAT" ] && { echo "opencryptoki: skipped, $tokens holds a token"; return 1; }
    cp /etc/opencryptoki/opencryptoki.conf "$work/opencryptoki.conf"
    printf 'version opencryptoki-3.1\nslot 3\n{\nstdll = libpkcs11_sw.so\n}\n' >/etc/opencryptoki/opencryptoki.conf
    pkcsslotd
    sleep 1
    pkcs11-tool --module "$ock" --init-token --slot 3 --label reuse --so-pin 87654321 >/dev/null
    pkcs11-tool --module "$ock" --slot 3 --login --login-type so --so-pin 87654321 --change-pin --new-pin 13579113 >/dev/null
    pkcs11-tool --module "$ock" --slot 3 --login --login-type so --so-pin 13579113 --init-pin --new-pin 12345678 >/dev/null
    put "$ock" 12345678 3
}
if opencryptoki; then
    job openCryptoki "$ock" 12345678 || true
    kill "$(pidof pkcsslotd)"
    cp "$work/opencryptoki.conf" /etc/opencryptoki/opencryptoki.conf
    find /var/lib/opencryptoki/swtok -type f -delete
fi

tpm() {
    mkdir -p "$work/tpm" "$work/store"
    swtpm socket --tpm2 --tpmstate dir="$work/tpm" --ctrl type=tcp,port=22322 --server type=tcp,port=22321 \
        --flags not-need-init,startup-clear >/dev/null 2>&1 &
    services+=($!)
    dbus-daemon --session --nofork --nopidfile --address="unix:path=$work/bus" >/dev/null 2>&1 &
    services+=($!)
    sleep 1
    export DBUS_SESSION_BUS_ADDRESS=unix:path=$work/bus
    tpm2-abrmd --session --allow-root --tcti=swtpm:host=127.0.0.1,port=22321 >/dev/null 2>&1 &
    services+=($!)
    sleep 2
    export TPM2_PKCS11_TCTI=tabrmd:bus_type=session TPM2TOOLS_TCTI=tabrmd:bus_type=session TPM2_PKCS11_STORE=$work/store
    tpm2_ptool init --path "$work/store" >/dev/null
    tpm2_ptool addtoken --pid 1 --label reuse --userpin 12345678 --sopin 87654321 --path "$work/store" >/dev/null
}
(
    # What fails in here must not leave its services to the next run.
    trap 'kill "${services[@]}" 2>/dev/null || true' EXIT
    tpm
    tpm2=$(find /usr/lib /usr/lib64 -name libtpm2_pkcs11.so.1 2>/dev/null | head -1)
    put "$tpm2" 12345678
    job tpm2-pkcs11 "$tpm2" 12345678 || true
)
