#!/usr/bin/env bash
# Shows the whole job on a software token: an expired and a valid identity, a newly bought bundle, one command.
# Usage: softhsm/demo.sh [FOLDER]    the token stays in FOLDER (new or empty), to go on playing with
. "$(dirname "$0")/setup.sh"

need softhsm2-util:softhsm2 openssl:openssl cc:gcc /usr/include/stdlib.h:libc6-dev
MODULE=$(module)
folder=${1:-$(mktemp -d "${TMPDIR:-/tmp}/tokendesk-demo.XXXXXX")}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
if [ -n "$(ls -A "$folder")" ]; then
    echo "$folder is not empty: name a new folder, or none" >&2
    exit 2
fi
token_folder "$folder"
# Settings of an earlier demonstration would lead this one to the token of that.
unset "${!TOKENDESK_@}"

say "Building tokendesk"
(cd "$project" && cargo build --release --locked --quiet --bin tokendesk --example known_token)
target=$(cd "$project" && realpath "${CARGO_TARGET_DIR:-target}")
tokendesk=$target/release/tokendesk

say "Making a token with an expired identity and a valid one"
umask 077
printf '123456\n' >"$folder/pin"
printf 'bought-2026\n' >"$folder/password"
softhsm2-util --init-token --free --label desk-01 --pin 123456 --so-pin 12345678 >/dev/null
"$target/release/examples/known_token" "$MODULE" "$folder/pin" "$folder"

say "Obtaining a new bundle"
openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj "/C=JP/O=Example Energy CA/CN=Example Root" \
    -keyout "$folder/root.key" -out "$folder/root.pem" 2>/dev/null
openssl req -newkey rsa:2048 -nodes -subj "/C=JP/O=Example Energy/CN=operator 0004" \
    -keyout "$folder/new.key" -out "$folder/new.csr" 2>/dev/null
printf 'keyUsage=critical,digitalSignature,keyEncipherment\nextendedKeyUsage=clientAuth\nbasicConstraints=critical,CA:false\n' >"$folder/new.ext"
openssl x509 -req -in "$folder/new.csr" -CA "$folder/root.pem" -CAkey "$folder/root.key" -CAcreateserial \
    -days 730 -extfile "$folder/new.ext" -out "$folder/new.pem" 2>/dev/null
openssl pkcs12 -export -inkey "$folder/new.key" -in "$folder/new.pem" -certfile "$folder/root.pem" \
    -name "operator 0004" -passout "file:$folder/password" -out "$folder/new.p12"
rm "$folder/root.key" "$folder/new.key"

export TOKENDESK_MODULE=$MODULE TOKENDESK_PIN_FILE=$folder/pin TOKENDESK_PASSWORD_FILE=$folder/password
export TOKENDESK_JOURNAL=$folder/journal.jsonl
serial=$(softhsm2-util --show-slots | sed -n 's/^ *Serial number: *\([^ ]\{1,\}\) *$/\1/p' | head -n 1)

say "The token before"
"$tokendesk" show

say "tokendesk reuse new.p12"
"$tokendesk" reuse "$folder/new.p12" --confirm "$serial"

say "The token after"
"$tokendesk" show

say "Your token is in $folder. To go on:"
for name in SOFTHSM2_CONF TOKENDESK_MODULE TOKENDESK_PIN_FILE TOKENDESK_PASSWORD_FILE TOKENDESK_JOURNAL; do
    printf 'export %s=%q\n' "$name" "${!name}"
done
for words in list "inspect BUNDLE" "check BUNDLE" "reuse BUNDLE --dry-run"; do
    printf '%q %s\n' "$tokendesk" "${words/BUNDLE/$(printf '%q' "$folder/new.p12")}"
done
