# GnuTLS's p11tool for the token, openssl for the bundle.
set -euo pipefail
export GNUTLS_PIN=$PIN
tool() { p11tool --provider "$MODULE" --batch "$@"; }
bundle() { openssl pkcs12 -in "$BUNDLE" -passin "file:$PASSWORD_FILE" "$@"; }
token="pkcs11:token=$LABEL"
id=a4

# Its list shows dates.
expired= url=
while read -r line; do
    case $line in
        URL:*) url=${line#URL: } ;;
        Expires:*) [ "$(date -d "${line#Expires: }" +%s)" -gt "$EPOCHSECONDS" ] || expired=$url ;;
    esac
done < <(tool --list-all-certs "$token")
[ -n "$expired" ]

bundle -nocerts -noenc -out key.pem
bundle -clcerts -nokeys -out leaf.pem
bundle -cacerts -nokeys -out chain.pem
openssl x509 -in leaf.pem -pubkey -noout -out leaf.pub

tool --login --write --load-privkey key.pem --load-certificate leaf.pem --id "$id" --label "$NEW" "$token"
tool --login --write --load-pubkey leaf.pub --id "$id" --label "$NEW" "$token"
number=0
while read -r line; do
    [ "$line" = "-----BEGIN CERTIFICATE-----" ] && number=$((number + 1)) && : >"ca$number.pem"
    [ "$number" -eq 0 ] || printf '%s\n' "$line" >>"ca$number.pem"
done <chain.pem
for ((ca = 1; ca <= number; ca++)); do
    tool --login --write --load-certificate "ca$ca.pem" --mark-ca --label "CA $ca" "$token"
done

# It looks for the public key object and says so when it finds none, with exit status 0.
tool --login --test-sign "$token;id=%$id;type=private" >tested 2>&1
cat tested
[[ $(<tested) == *"Verifying against public key in the token... ok"* ]]

# Without its type the address means key, public key and certificate.
[[ $expired =~ id=([^;]*) ]]
tool --login --delete "$token;id=${BASH_REMATCH[1]}"
shred -u key.pem
