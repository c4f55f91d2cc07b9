//! Takes the text armour off: PEM or bare base64 around a PKCS#12 file.

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use zeroize::Zeroizing;

/// The armour that was around a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Armour {
    /// `-----BEGIN …-----` and `-----END …-----`.
    Pem,
    /// Base64 and nothing else.
    Base64,
}

const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The bytes inside the armour; `None` when `bytes` is no armour around a DER or BER SEQUENCE.
pub(super) fn open(bytes: &[u8]) -> Option<(Armour, Zeroizing<Vec<u8>>)> {
    let text = text(bytes)?;
    let (armour, body) = match pem_body(&text) {
        Some(body) => (Armour::Pem, body),
        None => (Armour::Base64, text.as_str()),
    };
    let digits: Zeroizing<Vec<u8>> = Zeroizing::new(
        body.lines()
            .filter(|line| !line.contains(':'))
            .flat_map(str::bytes)
            .filter(|byte| !byte.is_ascii_whitespace() && *byte != 0)
            .map(standard_digit)
            .collect(),
    );
    let inside = Zeroizing::new(LENIENT.decode(digits.as_slice()).ok()?);
    (inside.first() == Some(&0x30)).then_some((armour, inside))
}

/// What stands in the PEM block that calls itself a PKCS#12, else in the first one.
fn pem_body(text: &str) -> Option<&str> {
    let mut first = None;
    for block in text.split("-----BEGIN ").skip(1) {
        let Some((label, rest)) = block.split_once("-----") else {
            continue;
        };
        // Without its end it was cut; where, its bytes tell.
        let body = rest.split_once("-----END").map_or(rest, |(body, _)| body);
        if label.contains("PKCS12") || label.contains("PKCS #12") || label.contains("PFX") {
            return Some(body);
        }
        first = first.or(Some(body));
    }
    first
}

/// The digit of the usual alphabet for one of the alphabet for web addresses (RFC 4648 §5).
fn standard_digit(digit: u8) -> u8 {
    match digit {
        b'-' => b'+',
        b'_' => b'/',
        other => other,
    }
}

/// The text that `bytes` are, in UTF-8 or, after a byte order mark, in UTF-16.
fn text(bytes: &[u8]) -> Option<Zeroizing<String>> {
    let wide = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = rest.chunks_exact(2).map(|pair| match pair {
            [a, b] => unit([*a, *b]),
            _ => 0,
        });
        char::decode_utf16(units).collect::<Result<_, _>>().ok()
    };
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => std::str::from_utf8(rest).ok().map(str::to_owned),
        _ => std::str::from_utf8(bytes).ok().map(str::to_owned),
    };
    text.map(Zeroizing::new)
}
