# OpenSC's pkcs11-tool for the token, openssl for the bundle, the dates and the verification.
set -euo pipefail
tool() { pkcs11-tool --module "$MODULE" --token-label "$LABEL" "$@"; }
logged_in() { tool --login --pin "$PIN" "$@"; }
bundle() { openssl pkcs12 -in "$BUNDLE" -passin "file:$PASSWORD_FILE" "$@"; }
id=a4

# Which one has expired? It lists no dates, so each certificate is read and asked.
expired=
while read -r word value; do
    [ "$word" = ID: ] || continue
    tool --read-object --type cert --id "$value" --output-file found.der
    openssl x509 -inform DER -in found.der -noout -checkend 0 >checked || expired=$value
done < <(tool --list-objects --type cert)
[ -n "$expired" ]

bundle -nocerts -noenc -out key.pem
bundle -clcerts -nokeys -out leaf.pem
bundle -cacerts -nokeys -out chain.pem
openssl pkey -in key.pem -outform DER -out key.der
openssl pkey -in key.pem -pubout -outform DER -out public.der
openssl x509 -in leaf.pem -outform DER -out leaf.der

logged_in --write-object key.der --type privkey --id "$id" --label "$NEW"
logged_in --write-object public.der --type pubkey --id "$id" --label "$NEW"
number=0
while read -r line; do
    [ "$line" = "-----BEGIN CERTIFICATE-----" ] && number=$((number + 1)) && : >"ca$number.pem"
    [ "$number" -eq 0 ] || printf '%s\n' "$line" >>"ca$number.pem"
done <chain.pem
for ((ca = 1; ca <= number; ca++)); do
    openssl x509 -in "ca$ca.pem" -outform DER -out "ca$ca.der"
    logged_in --write-object "ca$ca.der" --type cert --id "c$ca" --label "CA $ca"
done
logged_in --write-object leaf.der --type cert --id "$id" --label "$NEW"

printf 'challenge %s %s' "$SRANDOM" "$SRANDOM" >challenge
logged_in --sign --mechanism SHA256-RSA-PKCS --id "$id" --input-file challenge --output-file signature
openssl x509 -in leaf.pem -pubkey -noout -out leaf.pub
openssl dgst -sha256 -verify leaf.pub -signature signature challenge

for type in privkey pubkey cert; do
    logged_in --delete-object --type "$type" --id "$expired"
done
shred -u key.pem key.der
