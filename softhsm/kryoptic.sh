#!/usr/bin/env bash
# Repeats on kryoptic what the tests show on SoftHSM2: a module that records every argument sees no private number of a
# key that crosses encrypted. Building kryoptic takes several minutes: softhsm/kryoptic.sh [FOLDER], which keeps the build.
. "$(dirname "$0")/setup.sh"
cd "$project"
need pkcs11-tool:opensc openssl:openssl cc:gcc pkg-config:pkg-config /usr/include/openssl/ssl.h:libssl-dev \
    /usr/include/sqlite3.h:libsqlite3-dev /usr/lib/llvm-14/include/clang-c/Index.h:libclang-dev
work=$(realpath -m "${1:-target/kryoptic}")
mkdir -p "$work/module/src"

say "kryoptic as a module"
cat >"$work/module/Cargo.toml" <<'END'
[package]
name = "kryoptic-module"
version = "0.0.0"
edition = "2024"

[lib]
name = "kryoptic_pkcs11"
crate-type = ["cdylib"]

[dependencies]
kryoptic-lib = { version = "=1.5.4", default-features = false, features = ["dynamic", "minimal", "kdf_all"] }

[workspace]
END
cat >"$work/module/src/lib.rs" <<'END'
use kryoptic_lib::pkcs11::{CK_FUNCTION_LIST_PTR_PTR, CK_RV};

#[unsafe(no_mangle)]
pub extern "C" fn C_GetFunctionList(list: CK_FUNCTION_LIST_PTR_PTR) -> CK_RV {
    kryoptic_lib::fns::general::fn_get_function_list(list)
}
END
(cd "$work/module" && cargo build --release --quiet)
kryoptic=$work/module/target/release/libkryoptic_pkcs11.so
cargo build --locked --quiet --bin tokendesk
program=$project/target/debug/tokendesk

spy=$(find /usr/lib /usr/lib64 -name pkcs11-spy.so 2>/dev/null | head -1) || true
desk=$(mktemp -d "$work/desk.XXXXXX")
trap 'rm -rf "$desk"' EXIT
cd "$desk"
export KRYOPTIC_CONF=$desk/kryoptic.conf
printf '[[slots]]\nslot = 1\ndbtype = "sqlite"\ndbargs = "%s/token.sql"\n' "$desk" >kryoptic.conf
pkcs11-tool --module "$kryoptic" --init-token --slot 1 --label kryoptic --so-pin 13579113 >/dev/null
pkcs11-tool --module "$kryoptic" --slot 1 --login --login-type so --so-pin 13579113 --init-pin --new-pin 246810 >/dev/null
(umask 077 && echo 246810 >pin && echo a-password >password)
serial=$(pkcs11-tool --module "$kryoptic" --list-slots | sed -n 's/.*serial num *: *//p' | head -1)

# pieces FILE: the private numbers of an RSA key in pieces of eight bytes, as pkcs11-spy writes them.
pieces() {
    openssl rsa -in "$1" -noout -text 2>/dev/null |
        awk '/^(privateExponent|prime1|prime2|exponent1|exponent2|coefficient):/ { on = 1; number++; next }
             /^[a-z]/ { on = 0 }
             on { gsub(/[ :]/, ""); all[number] = all[number] $0 }
             END { for (n in all) { hex = all[n]; sub(/^00/, "", hex)
                     for (i = 1; i + 15 <= length(hex); i += 16) print toupper(substr(hex, i, 16)) } }'
}

# dumped LOG: the bytes of the spy's dumps in one line.
dumped() {
    sed -n 's/^ *[0-9A-Fa-f]\{8\}  \(\([0-9A-Fa-f]\{2\} \)\{1,16\}\).*/\1/p' "$1" | tr -d ' \n' | tr a-f A-F
}

for custody in wrapped direct; do
    openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out leaf.pem -days 30 -subj "/CN=$custody" \
        -addext basicConstraints=CA:FALSE -addext keyUsage=digitalSignature 2>/dev/null
    openssl pkcs12 -export -inkey key.pem -in leaf.pem -out bundle.p12 -passout file:password
    rm -f spy.log
    PKCS11SPY=$kryoptic PKCS11SPY_OUTPUT=$desk/spy.log "$program" import bundle.p12 --module "$spy" --serial "$serial" \
        --confirm "$serial" --pin-file pin --password-file password --journal journal --custody "$custody" --json >report.json
    dumped spy.log >seen
    pieces key.pem >private
    found=$(grep -cFf private seen || true)
    hits=0
    while read -r piece; do grep -qF "$piece" seen && hits=$((hits + 1)); done <private || true
    say "$custody: $hits of $(wc -l <private) pieces of the private numbers seen; $(grep -c ': C_' spy.log) calls"
    grep -A6 '"custody"' report.json
    case $custody in
    wrapped) [ "$hits" -eq 0 ] && [ "$found" -eq 0 ] ;;
    direct) [ "$hits" -gt 0 ] ;;
    esac
done
say "Nothing was seen of the key that crossed encrypted."
