#!/usr/bin/env bash
# Makes the token and the bundles that the manual speaks of in FOLDER, which must not exist.
# Usage: softhsm/scene.sh FOLDER [MODULE]; then: . FOLDER/env
# The token is the training token of softhsm/epass2003, and looks like a real one. Its PIN is 12345678, its SO PIN 87654321.
set -euo pipefail
umask 077

here=$(cd "$(dirname "$0")" && pwd)
project=$(cd "$here/.." && pwd)
module=${2:-${CARGO_TARGET_DIR:-$project/target}/debug/libtokendesk_epass2003.so}
mkdir "$1"
folder=$(cd "$1" && pwd)
cd "$folder"
mkdir tokens state made
export SOFTHSM2_CONF=$folder/softhsm2.conf
printf 'directories.tokendir = %s/tokens\nobjectstore.backend = file\nlog.level = ERROR\n' "$folder" >softhsm2.conf
printf '12345678\n' >pin
printf '87654321\n' >so-pin
printf 'bought-now\n' >password

# A day as OpenSSL takes it, counted from today.
day() { date -u -d "$1 days" +%y%m%d000000Z; }

: >made/index
echo 1A01 >made/serial
cat >made/ca.conf <<END
[ca]
default_ca = it
[it]
database = made/index
new_certs_dir = made
serial = made/serial
default_md = sha256
policy = any
unique_subject = no
[any]
countryName = optional
organizationName = optional
commonName = supplied
[authority]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[leaf]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature, keyEncipherment
extendedKeyUsage = clientAuth
[req]
distinguished_name = name
[name]
END

request() { # NAME COMMON_NAME
    openssl req -new -newkey rsa:2048 -nodes -config made/ca.conf -subj "/C=JP/O=Example Energy/CN=$2" \
        -keyout "made/$1.key" -out "made/$1.csr" 2>/dev/null
}
issue() { # NAME EXTENSIONS ISSUER FROM TO, days from today
    local issuer=(-keyfile "made/$3.key")
    if [ "$1" = "$3" ]; then issuer+=(-selfsign); else issuer+=(-cert "made/$3.pem"); fi
    openssl ca -batch -notext -config made/ca.conf -extensions "$2" "${issuer[@]}" -in "made/$1.csr" \
        -startdate "$(day "$4")" -enddate "$(day "$5")" -out "made/$1.pem" 2>/dev/null
}
identity() { # NAME ID LABEL: written to the store itself
    local class file
    openssl x509 -in "made/$1.pem" -outform DER -out made/cert
    openssl rsa -in "made/$1.key" -outform DER -out made/privkey 2>/dev/null
    openssl rsa -in "made/$1.key" -pubout -outform DER -out made/pubkey 2>/dev/null
    for class in privkey pubkey cert; do
        local sensitive=()
        [ $class = privkey ] && sensitive=(--sensitive)
        EPASS2003_PROFILE=transparent pkcs11-tool --module "$module" --token-label ePass2003 --login --pin 12345678 \
            --write-object "made/$class" --type $class --id "$2" --label "$3" "${sensitive[@]}" >/dev/null 2>&1
    done
}
bundle() { # NAME FRIENDLY_NAME
    cat made/issuing.pem made/root.pem >made/chain
    openssl pkcs12 -export -inkey "made/$1.key" -in "made/$1.pem" -certfile made/chain -name "$2" \
        -passout file:password -out "$1.p12"
}

softhsm2-util --init-token --free --label ePass2003 --pin 12345678 --so-pin 87654321 >/dev/null
request root "Example Root"
issue root authority root -3000 3000
request issuing "Example Issuing CA"
issue issuing authority root -2000 2000
for leaf in "old 0003 -760 -30" "valid 0002 -640 90" "new 0004 -1 729" "later 0005 60 790"; do
    set -- $leaf
    request "$1" "operator $2"
    issue "$1" leaf issuing "$3" "$4"
done
identity old 0a03 "operator 0003"
identity valid 0a02 "operator 0002"
bundle old "operator 0003"
bundle new "operator 0004"
bundle later "operator 0005"
cp made/new.pem new.cer
rm -r made

cat >env <<END
export SOFTHSM2_CONF='$folder/softhsm2.conf' EPASS2003_STATE='$folder/state'
export TOKENDESK_MODULE='$module' TOKENDESK_JOURNAL='$folder/journal.jsonl'
END
