# Java's keytool with the SunPKCS11 provider; openssl to verify.
set -euo pipefail
printf 'name = desk\nlibrary = %s\nslotListIndex = 0\n' "$MODULE" >pkcs11.cfg
provider=(-providerClass sun.security.pkcs11.SunPKCS11 -providerArg pkcs11.cfg)
on_token() { keytool "$@" -keystore NONE -storetype PKCS11 -storepass:file "$PIN_FILE" "${provider[@]}"; }

# Its long list shows dates.
expired= alias=
while read -r line; do
    case $line in
        "Alias name: "*) alias=${line#Alias name: } ;;
        "Certificate["*) [ "$line" = "Certificate[1]:" ] || alias= ;;
        *" until: "*)
            [ -z "$alias" ] || [ "$(date -d "${line#* until: }" +%s)" -gt "$EPOCHSECONDS" ] || expired=$alias
            ;;
    esac
done < <(on_token -list -v)
[ -n "$expired" ]

keytool -importkeystore -noprompt -srckeystore "$BUNDLE" -srcstoretype PKCS12 -srcstorepass:file "$PASSWORD_FILE" \
    -destkeystore NONE -deststoretype PKCS11 -deststorepass:file "$PIN_FILE" "${provider[@]}"

on_token -certreq -alias "$NEW" -file request.pem
openssl req -in request.pem -verify -noout

on_token -delete -alias "$expired"
