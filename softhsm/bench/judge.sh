#!/usr/bin/env bash
# judge.sh STATUS FOLDER: prints `done`, or what a route did not do; then what it left, by what other programs find on the token.
set -euo pipefail
status=$1 folder=$2
cd "$folder/run/work"
[ "$status" -eq 0 ] || { echo "failed with status $status"; exit; }
tool() { pkcs11-tool --module "$MODULE" --token-label "$LABEL" --login --pin "$PIN" "$@" 2>/dev/null; }
objects=$(tool --list-objects)
count() { grep -c "$1" <<<"$objects" || true; }

# Certificates are told apart by their content, not by their names; p11tool reads those with long ids too.
export GNUTLS_PIN=$PIN
certificates() { p11tool --provider "$MODULE" --batch --login "$@" 2>/dev/null; }
declare -A held=()
while read -r url; do
    read -r digest _ < <(certificates --export "$url" | openssl x509 -outform DER | sha256sum)
    held[$digest]=1
done < <(certificates --list-all-certs --only-urls "pkcs11:token=$LABEL")
has() {
    local digest
    read -r digest _ < <(openssl x509 -in "$1" -outform DER | sha256sum)
    [ -n "${held[$digest]:-}" ]
}
missing=()
for name in "$NEW" "New Issuing CA" "New Root" valid; do
    has "$folder/$name.pem" || missing+=("lacks $name;")
done
! has "$folder/expired.pem" || missing+=("the expired certificate is still there;")
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
