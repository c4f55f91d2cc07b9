#!/bin/sh
# Makes a training token in FOLDER, or makes the one that is there as good as new.
# Usage: softhsm/epass2003/rehearse.sh FOLDER [MODULE]; then: . FOLDER/env
set -eu
umask 077

[ $# -eq 1 ] || [ $# -eq 2 ] || {
    echo "usage: rehearse.sh FOLDER [MODULE]" >&2
    exit 2
}
here=$(cd "$(dirname "$0")" && pwd)
project=$(cd "$here/../.." && pwd)
for program in softhsm2-util pkcs11-tool openssl; do
    command -v "$program" >/dev/null || {
        echo "$program is missing; on Debian and Ubuntu: apt install softhsm2 opensc openssl" >&2
        exit 1
    }
done
mkdir -p "$1"
folder=$(cd "$1" && pwd)
if [ ! -e "$folder/training-token" ] && [ -n "$(ls -A "$folder")" ]; then
    echo "$folder is neither empty nor a training token's folder; nothing was touched" >&2
    exit 1
fi
: >"$folder/training-token"
cd "$folder"

# The lines that are not obvious: OpenSSL before 3.4 dates a certificate in the past only as a CA.
certificate() { # NAME COMMON_NAME FROM TO, dates as YYMMDDHHMMSSZ
    mkdir -p made
    : >made/index
    cat >made/ca.conf <<END
[ca]
default_ca = it
[it]
database = made/index
new_certs_dir = made
rand_serial = yes
default_md = sha256
policy = any
x509_extensions = leaf
unique_subject = no
[any]
commonName = supplied
[leaf]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature, keyEncipherment
extendedKeyUsage = clientAuth
[req]
distinguished_name = name
[name]
END
    openssl req -new -newkey rsa:2048 -nodes -config made/ca.conf -subj "/CN=$2" \
        -keyout "made/$1.key" -out "made/$1.csr" 2>/dev/null
    openssl ca -batch -notext -selfsign -config made/ca.conf -keyfile "made/$1.key" \
        -in "made/$1.csr" -startdate "$3" -enddate "$4" -out "made/$1.pem" 2>/dev/null
}

# Written to the store itself: what stands in front of it is for the rehearsal.
identity() { # NAME ID LABEL
    openssl x509 -in "made/$1.pem" -outform DER -out "made/$1.cer"
    openssl rsa -in "made/$1.key" -outform DER -out "made/$1.der" 2>/dev/null
    openssl rsa -in "made/$1.key" -pubout -outform DER -out "made/$1.pub" 2>/dev/null
    for object in "cert $1.cer" "pubkey $1.pub" "privkey $1.der"; do
        set -- "$1" "$2" "$3" ${object}
        sensitive=
        [ "$4" = privkey ] && sensitive=--sensitive
        EPASS2003_PROFILE=transparent pkcs11-tool --module "$module" --token-label TRAINING \
            --login --pin 12345678 --write-object "made/$5" --type "$4" --id "$2" --label "$3" \
            $sensitive >/dev/null 2>&1
    done
}

module=${2:-${CARGO_TARGET_DIR:-$project/target}/debug/libtokendesk_epass2003.so}
[ -e "$module" ] || (cd "$project" && cargo build --quiet -p tokendesk-epass2003)
# A rehearsal that is under way in this shell must not meddle.
unset EPASS2003_SCENARIO EPASS2003_STATE EPASS2003_LOG EPASS2003_FIRED EPASS2003_PIN \
    EPASS2003_WRITE_PROTECTED EPASS2003_LATENCY_MS EPASS2003_PROFILE EPASS2003_MODULE
export SOFTHSM2_CONF="$folder/softhsm2.conf"
printf 'directories.tokendir = %s/tokens\nobjectstore.backend = file\nlog.level = ERROR\n' \
    "$folder" >softhsm2.conf

if [ ! -d fresh ]; then
    mkdir -p tokens
    softhsm2-util --init-token --free --label TRAINING --pin 12345678 --so-pin 87654321 >/dev/null
    certificate old "Training (expired)" 220101000000Z 240101000000Z
    certificate valid "Training (still valid)" 240101000000Z 491231235959Z
    certificate new "Training (new)" 240101000000Z 491231235959Z
    identity old 0a01 "Training (expired)"
    identity valid 0a02 "Training (still valid)"
    printf '12345678\n' >pin
    printf 'bought\n' >password
    openssl pkcs12 -export -inkey made/new.key -in made/new.pem -name "Training (new)" \
        -passout file:password -out new.p12
    rm -r made
    cp -R tokens fresh
fi

rm -rf tokens state
rm -f calls fired journal.jsonl*
cp -R fresh tokens
mkdir state
serial=$(pkcs11-tool --module "$module" -L 2>/dev/null | sed -n 's/^  serial num *: //p')
cat >env <<END
export SOFTHSM2_CONF='$folder/softhsm2.conf'
export TOKENDESK_MODULE='$module' TOKENDESK_JOURNAL='$folder/journal.jsonl'
export TOKENDESK_PIN_FILE='$folder/pin' TOKENDESK_PASSWORD_FILE='$folder/password'
export EPASS2003_STATE='$folder/state' EPASS2003_LOG='$folder/calls' EPASS2003_FIRED='$folder/fired'
TRAINING='$folder' TRAINER='$here' SERIAL='$serial'
END
echo "Training token $serial is in $folder. Now: . $folder/env"
