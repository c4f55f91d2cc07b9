# NSS's pk12util, certutil and modutil; openssl for the CA certificates and to verify.
set -euo pipefail
db=sql:$PWD/db
mkdir db
nss() { "$1" -d "$db" "${@:2}"; }
on_token() { nss certutil "$@" -h "$LABEL" -f "$PIN_FILE"; }

nss certutil -N --empty-password
modutil -dbdir "$db" -add desk -libfile "$MODULE" -force

# Which one has expired? It lists names; each is read and asked.
expired=
while read -r line; do
    [[ $line =~ ^$LABEL:(.*[^\ ])\ +u,u,u$ ]] || continue
    name=${BASH_REMATCH[1]}
    on_token -L -n "$LABEL:$name" -a >found.pem
    openssl x509 -in found.pem -noout -checkend 0 >checked || expired=$name
done < <(on_token -L)
[ -n "$expired" ]

# The bundle's CA certificates would go into the database on this computer: they are written by hand.
nss pk12util -i "$BUNDLE" -h "$LABEL" -k "$PIN_FILE" -w "$PASSWORD_FILE"
openssl pkcs12 -in "$BUNDLE" -passin "file:$PASSWORD_FILE" -cacerts -nokeys -out chain.pem
number=0
while read -r line; do
    [ "$line" = "-----BEGIN CERTIFICATE-----" ] && number=$((number + 1)) && : >"ca$number.pem"
    [ "$number" -eq 0 ] || printf '%s\n' "$line" >>"ca$number.pem"
done <chain.pem
for ((ca = 1; ca <= number; ca++)); do
    on_token -A -n "CA $ca" -t ,, -i "ca$ca.pem"
done

# A certificate request is what it signs with a key of the token; the key goes by its id, not by its name.
key=
while read -r line; do
    [[ $line =~ rsa\ +([0-9a-f]+)\ .*$NEW ]] && key=${BASH_REMATCH[1]}
done < <(on_token -K)
[ -n "$key" ]
on_token -R -k "$key" -s "CN=proof" -o request.der
openssl req -inform DER -in request.der -verify -noout

nss certutil -F -n "$LABEL:$expired" -f "$PIN_FILE"
