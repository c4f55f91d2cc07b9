//! PKCS#11 URIs to paste into the configuration of other programs.

use std::fmt::Write;

use crate::token::TokenFacts;

/// Names the objects of a token that share a CKA_ID; where there is none, those that share a label.
///
/// Every character that RFC 3986 does not leave unreserved is percent-encoded, so that shells and configuration
/// files take the URI as it is, but for the `;`, which a shell needs quoted. A meaningless serial is left out.
#[must_use]
pub fn object_uri(token: &TokenFacts, id: &[u8], label: &str) -> String {
    let mut uri = String::from("pkcs11:");
    let mut add = |name: &str, value: &str| {
        if !value.is_empty() {
            let separator = if uri.ends_with(':') { "" } else { ";" };
            let value = encoded(value.as_bytes());
            let _ = write!(uri, "{separator}{name}={value}");
        }
    };
    add("model", &token.model);
    add("manufacturer", &token.manufacturer);
    if !token.serial.is_meaningless() {
        add("serial", token.serial.as_str());
    }
    add("token", &token.label);
    if id.is_empty() {
        add("object", label);
    } else {
        // Each byte, whether or not it is a character (RFC 7512 §2.3, `pk11-id`).
        let id: String = id.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "%{byte:02X}");
            text
        });
        let separator = if uri.ends_with(':') { "" } else { ";" };
        let _ = write!(uri, "{separator}id={id}");
    }
    uri
}

fn encoded(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for byte in bytes {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(byte) {
            text.push(char::from(*byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::TokenSerial;
    use crate::token::uri::TokenUri;

    fn token(label: &str, serial: &str) -> TokenFacts {
        TokenFacts {
            serial: TokenSerial::new(serial),
            label: label.to_owned(),
            model: "SoftHSM v2".to_owned(),
            manufacturer: "SoftHSM; project?".to_owned(),
            ..TokenFacts::usual()
        }
    }

    #[test]
    fn is_read_back_as_the_token_that_it_names() {
        let named = token("電力 & 1", "0A1B");
        let uri = object_uri(&named, &[0x00, 0x7f, 0xff], "leaf");
        assert!(uri.ends_with(";id=%00%7F%FF"), "{uri}");
        assert!(uri.contains("model=SoftHSM%20v2;"), "{uri}");
        let read = TokenUri::parse(&uri).unwrap();
        assert!(read.matches(&named));
        assert!(!read.matches(&token("電力 & 1", "0A1C")));
    }

    #[test]
    fn goes_by_the_label_where_there_is_no_id_and_leaves_a_meaningless_serial_out() {
        let uri = object_uri(&token("one", "0000"), &[], "my leaf");
        assert!(uri.ends_with(";token=one;object=my%20leaf"), "{uri}");
        assert!(!uri.contains("serial"), "{uri}");
    }
}
