#!/bin/sh
# Opens the same files with this crate and with OpenSSL's library, turn by turn, and prints medians and ratios.
#
#   benches/bundle.sh PROGRAM      the built bench `bundle_open`
set -eu
here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 30 -subj /CN=ca 2>/dev/null
openssl req -newkey rsa:2048 -nodes -keyout key.pem -out leaf.csr -subj /CN=leaf 2>/dev/null
openssl x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -set_serial 2 -days 30 -out leaf.pem 2>/dev/null
make() {
    name=$1
    shift
    openssl pkcs12 -export -inkey key.pem -in leaf.pem -certfile ca.pem -passout pass:password -out "$name.p12" "$@"
}
make default
make legacy -legacy
make iterations-100000 -iter 100000
make iterations-1000000 -iter 1000000

printf '%-20s %12s %12s %8s\n' file 'ours, us' 'OpenSSL, us' ratio
for line in default:200 legacy:200 iterations-100000:10 iterations-1000000:3; do
    name=${line%:*} times=${line#*:}
    : > ours
    : > theirs
    for _ in 1 2 3 4 5; do
        "$program" "$name.p12" password "$times" 2>/dev/null >> ours
        python3 "$here/bundle_openssl.py" "$name.p12" password "$times" >> theirs
    done
    ours=$(sort -n ours | sed -n 3p) theirs=$(sort -n theirs | sed -n 3p)
    printf '%-20s %12s %12s %8s\n' "$name" "$ours" "$theirs" "$(echo "scale=2; $ours / $theirs" | bc)"
done
