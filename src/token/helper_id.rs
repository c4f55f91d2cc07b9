//! What pkcs11-helper calls the "serialized id" of a certificate: how OpenVPN is told which one to use.

use std::fmt::Write;

use super::TokenFacts;

/// What `_pkcs11h_util_escapeString` writes as `\xHH` besides what is not printable ASCII (pkcs11-helper,
/// `_pkcs11h-util.h`, `__PKCS11H_SERIALIZE_INVALID_CHARS`).
const ESCAPED: &[u8] = b"\\/\"'%&#@!?$* <>{}[]()`|:;,.+-";

/// The id of the certificate with this CKA_ID: `manufacturer/model/serial/label/ID`, as
/// `openvpn --show-pkcs11-ids` lists it.
///
/// Releases that know PKCS#11 URIs read it as well; older ones read nothing else.
#[must_use]
pub fn helper_id(token: &TokenFacts, id: &[u8]) -> String {
    let serial = token.serial.as_str();
    let fields: [&str; 4] = [&token.manufacturer, &token.model, serial, &token.label];
    let mut text = String::new();
    for field in fields {
        for byte in field.bytes() {
            if byte.is_ascii_graphic() && !ESCAPED.contains(&byte) {
                text.push(char::from(byte));
            } else {
                let _ = write!(text, "\\x{byte:02X}");
            }
        }
        text.push('/');
    }
    text + &hex::encode_upper(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::TokenSerial;

    #[test]
    fn escapes_what_pkcs11_helper_escapes() {
        let token = TokenFacts {
            serial: TokenSerial::new("6487844f849a205f"),
            label: "desk-01 電".to_owned(),
            model: "SoftHSM v2".to_owned(),
            manufacturer: "SoftHSM project".to_owned(),
            ..TokenFacts::usual()
        };
        assert_eq!(
            helper_id(&token, &[0xab, 0x01]),
            r"SoftHSM\x20project/SoftHSM\x20v2/6487844f849a205f/desk\x2D01\x20\xE9\x9B\xBB/AB01"
        );
    }
}
