#!/usr/bin/env bash
# Measures tokendesk beside four other ways to do the same job, on equal tokens and one bundle, in one run.
# Usage: softhsm/bench.sh [--write] [RUNS] [ROUTE ...]    RUNS: runs of each route, 10 unless given
#   --write puts the table into docs/performance.md; without it the table is only printed.
# The job: remove the expired identity, import key, leaf and two CA certificates, prove the key by a verified signature.
. "$(dirname "$0")/setup.sh"

write=
[ "${1:-}" = --write ] && { write=1; shift; }
runs=${1:-10}
shift || true
here=$project/softhsm/bench
routes=("$@")
if [ ${#routes[@]} -eq 0 ]; then
    routes=(tokendesk tokendesk-wrapped tokendesk-quick pkcs11-tool p11tool nss keytool)
fi
routes=(nothing "${routes[@]}")
latencies=(${TOKENDESK_BENCH_LATENCIES:-0 20})

need softhsm2-util:softhsm2 pkcs11-tool:opensc p11tool:gnutls-bin certutil:libnss3-tools keytool:default-jre-headless \
    openssl:openssl cc:gcc strace:strace /usr/bin/time:time python3:python3-minimal

say "Building"
(cd "$project" && cargo build --release --locked --quiet --bin tokendesk --example known_token &&
    cargo build --release --locked --quiet -p tokendesk-epass2003)
target=${CARGO_TARGET_DIR:-$project/target}/release
export TOKENDESK=$target/tokendesk
real=$(module)

folder=$(mktemp -d "${TMPDIR:-/tmp}/tokendesk-bench.XXXXXX")
umask 077
export LABEL=desk-01 NEW="operator 0004" LC_ALL=C.UTF-8
export PIN=123456 PIN_FILE=$folder/pin PASSWORD_FILE=$folder/password BUNDLE=$folder/new.p12
export QUICK_BUNDLE=$folder/quick.p12
printf '%s\n' "$PIN" >"$PIN_FILE"
printf 'bought-2026\n' >"$PASSWORD_FILE"

say "Making the token: an expired identity and a valid one, three objects each"
# In memory: how long SoftHSM2 takes to bring its files to this disk is not what is measured. Journals and key files lie on disk.
memory=$folder
[ ! -d /dev/shm ] || memory=$(mktemp -d /dev/shm/tokendesk-bench.XXXXXX)
trap 'rm -rf "$folder" "$memory"' EXIT
token_folder "$memory/template"
softhsm2-util --init-token --free --label "$LABEL" --pin "$PIN" --so-pin 12345678 >/dev/null
"$target/examples/known_token" "$real" "$PIN_FILE" "$folder"
pkcs11-tool --module "$real" --token-label "$LABEL" --login --pin "$PIN" --delete-object --type cert --label "Example Issuer" >/dev/null 2>&1
SERIAL=$(softhsm2-util --show-slots | sed -n 's/^ *Serial number: *\([^ ]\{1,\}\) *$/\1/p' | head -n 1)
export SERIAL

say "Making the bundle: key, leaf, two CA certificates"
certificate() { # NAME ISSUER DAYS EXTENSION...
    local name=$1 issuer=$2 days=$3
    shift 3
    printf '%s\n' "$@" >"$folder/extensions"
    openssl req -newkey rsa:2048 -nodes -subj "/C=JP/O=Example Energy/CN=$name" -keyout "$folder/$name.key" -out "$folder/request" 2>/dev/null
    local signer=(-CA "$folder/$issuer.pem" -CAkey "$folder/$issuer.key" -CAcreateserial)
    [ -n "$issuer" ] || signer=(-signkey "$folder/$name.key")
    openssl x509 -req -in "$folder/request" "${signer[@]}" -days "$days" -extfile "$folder/extensions" -out "$folder/$name.pem" 2>/dev/null
}
ca=(basicConstraints=critical,CA:true keyUsage=critical,keyCertSign,cRLSign subjectKeyIdentifier=hash)
certificate "New Root" "" 3650 "${ca[@]}"
certificate "New Issuing CA" "New Root" 3650 "${ca[@]}"
certificate "$NEW" "New Issuing CA" 730 basicConstraints=critical,CA:false extendedKeyUsage=clientAuth \
    keyUsage=critical,digitalSignature,keyEncipherment
cat "$folder/New Issuing CA.pem" "$folder/New Root.pem" >"$folder/chain.pem"
openssl pkcs12 -export -inkey "$folder/$NEW.key" -in "$folder/$NEW.pem" -certfile "$folder/chain.pem" \
    -name "$NEW" -passout "file:$PASSWORD_FILE" -out "$BUNDLE"
# The same without the work that a password costs by design.
openssl pkcs12 -export -inkey "$folder/$NEW.key" -in "$folder/$NEW.pem" -certfile "$folder/chain.pem" -iter 1 \
    -name "$NEW" -passout "file:$PASSWORD_FILE" -out "$QUICK_BUNDLE"
openssl rsa -in "$folder/$NEW.key" -traditional -outform DER -out "$folder/key.der" 2>/dev/null

# prepare: a fresh copy of the token, a fresh folder to work in, the module that counts calls.
export TOKENDESK_JOURNAL=$folder/state/journal.jsonl
prepare() { # LATENCY
    rm -rf "$folder/run"
    mkdir -p "$folder/run/work"
    rm -rf "$memory/run"
    mkdir "$memory/run"
    cp -r "$memory/template/tokens" "$memory/run/tokens"
    token_folder "$memory/run"
    # Java's temporary files and NSS's database would otherwise lie elsewhere.
    # The log of calls lies in memory: a flush of the journal would bring it to disk as well.
    export HOME=$folder/run/work TMPDIR=$folder/run/work
    export EPASS2003_MODULE=$real EPASS2003_PROFILE=transparent EPASS2003_LATENCY_MS=$1 EPASS2003_LOG=$memory/run/calls
    export MODULE=$target/libtokendesk_epass2003.so
    cd "$folder/run/work"
}

# route NAME COMMAND...: runs a route in the folder prepared; COMMAND goes before it.
route() {
    local name=$1
    shift
    "$@" bash "$here/$name.sh" >"$folder/run/output" 2>&1
}

say "Counting programs and looking for the key in what is written"
declare -A traced
for name in "${routes[@]}"; do
    prepare 0
    if ! route "$name" strace -f -y -xx -s 10000000 -o "$folder/run/trace" -e trace=execve,write,pwrite64,writev,pwritev; then
        say "$name failed:"
        cat "$folder/run/output"
    fi
    traced[$name]=$(python3 "$here/trace.py" "$folder/run/trace" "$folder/key.der")
    echo "$name: programs and bytes of clear key on disk: ${traced[$name]}"
done

say "Measuring: ${runs} runs of each, ${latencies[*]} ms a call"
results=$folder/results.tsv
for latency in "${latencies[@]}"; do
    for ((run = 1; run <= runs; run++)); do
        for name in "${routes[@]}"; do
            prepare "$latency"
            begin=$EPOCHREALTIME
            status=0
            route "$name" /usr/bin/time -v -o "$folder/run/time" || status=$?
            end=$EPOCHREALTIME
            verdict=$(EPASS2003_LATENCY_MS=0 MODULE=$real "$here/judge.sh" "$status" "$folder" || true)
            python3 "$here/row.py" "$name" "$latency" "$((10#${end/./} - 10#${begin/./}))" "$folder/run" "$memory/run/calls" "${traced[$name]}" "$verdict" >>"$results"
        done
        printf '\r%s ms a call: run %s of %s ' "$latency" "$run" "$runs"
    done
    echo
done

table=$folder/table.md
python3 "$here/table.py" "$results" >"$table"
cat "$table"
if [ -n "$write" ]; then
    python3 "$here/insert.py" "$project/docs/performance.md" peers "$table"
    echo "Written to docs/performance.md"
fi

say "Small commands"
[ -n "${TOKENDESK_BENCH_PEERS_ONLY:-}" ] || . "$here/list.sh"
