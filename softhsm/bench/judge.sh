#!/usr/bin/env bash
# judge.sh STATUS FOLDER: prints `done`, or what a route did not do; then what it left, by what pkcs11-tool finds on the token.
set -euo pipefail
status=$1 folder=$2
cd "$folder/run/work"
[ "$status" -eq 0 ] || { echo "failed with status $status"; exit; }
tool() { pkcs11-tool --module "$MODULE" --token-label "$LABEL" --login --pin "$PIN" "$@" 2>/dev/null; }
objects=$(tool --list-objects)
count() { grep -c "$1" <<<"$objects" || true; }

# Certificates are told apart by their content, not by their names.
declare -A held=()
while read -r id; do
    tool --read-object --type cert --id "$id" --output-file judged.der >judged.text
    read -r digest _ < <(sha256sum judged.der)
    held[$digest]=1
done < <(awk '/^[A-Z]/ { kind = $1 } kind == "Certificate" && /^ *ID:/ { print $2 }' <<<"$objects" | sort -u)
has() {
    local digest
    read -r digest _ < <(openssl x509 -in "$1" -outform DER | sha256sum)
    [ -n "${held[$digest]:-}" ]
}
missing=()
for name in "$NEW" "New Issuing CA" "New Root" "operator 0002"; do
    has "$folder/$name.pem" || missing+=("lacks $name;")
done
! has "$folder/$EXPIRED.pem" || missing+=("$EXPIRED is still there;")
keys=$(count '^Private Key Object')
[ "$keys" -eq 2 ] || missing+=("$keys private keys instead of 2;")
if [ ${#missing[@]} -gt 0 ]; then
    echo "not done: ${missing[*]}"
    exit
fi
remarks=()
publics=$(count '^Public Key Object')
[ "$publics" -eq 2 ] || remarks+=("$publics public keys instead of 2")
insensitive=$(awk '/^[A-Z]/ { kind = $1 } kind == "Private" && /Access:/ && !/sensitive/ { n++ } END { print n + 0 }' <<<"$objects")
[ "$insensitive" -eq 0 ] || remarks+=("CKA_SENSITIVE false")
printf 'done'
for remark in "${remarks[@]}"; do printf '; %s' "$remark"; done
echo
