# Sourced by bench.sh: start-up, `list` beside `pkcs11-tool -O` on one token, and the calls of `list` over fifty.

small_runs=$((2 * runs))
prepare 0
unset EPASS2003_LOG
{
    echo "| command | median | ratio |"
    echo "| --- | ---: | ---: |"
    python3 "$here/compare.py" "$small_runs" '`tokendesk --version`' "$TOKENDESK --version" 'a process that does nothing (`true`)' /bin/true
    python3 "$here/compare.py" "$small_runs" '`tokendesk list`, one token' "$TOKENDESK list --module $real" \
        '`pkcs11-tool -O`, the same token' "pkcs11-tool --module $real --token-label $LABEL -O"
} >"$folder/small.md"

say "Making fifty tokens of four visible objects"
token_folder "$memory/fifty"
for number in {1..50}; do
    label=$(printf 'fifty-%02d' "$number")
    softhsm2-util --init-token --free --label "$label" --pin "$PIN" --so-pin 12345678 >/dev/null
done
for name in "$NEW" valid; do
    openssl x509 -in "$folder/$name.pem" -outform DER -out "$folder/fifty.$name.der"
    openssl x509 -in "$folder/$name.pem" -pubkey -noout | openssl pkey -pubin -outform DER -out "$folder/fifty.$name.pub"
done
for number in {1..50}; do
    label=$(printf 'fifty-%02d' "$number")
    for name in "$NEW" valid; do
        for type in cert:der pubkey:pub; do
            pkcs11-tool --module "$real" --token-label "$label" --login --pin "$PIN" --id 01 --label "$name" \
                --write-object "$folder/fifty.$name.${type#*:}" --type "${type%:*}" >/dev/null 2>&1
        done
    done
done
EPASS2003_LOG=$folder/fifty.calls "$TOKENDESK" list --module "$MODULE" >/dev/null
calls=$(grep -c ' seq=' "$folder/fifty.calls")
{
    echo
    echo "- \`list\` over 50 tokens of 4 visible objects: $calls C calls, $(awk "BEGIN { printf \"%.1f\", $calls / 50 }") a token."
    echo "- Medians of $small_runs runs each, taking turns."
    echo "- The program: $(stat -c %s "$TOKENDESK" | awk '{ printf "%.1f", $1 / 1048576 }') MiB."
} >>"$folder/small.md"
cat "$folder/small.md"
[ -z "$write" ] || python3 "$here/insert.py" "$project/docs/performance.md" small "$folder/small.md"
