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
    let (armour, body) = match text.split_once("-----BEGIN ") {
        Some((_, rest)) => {
            let (_, body) = rest.split_once("-----")?;
            let (body, _) = body.split_once("-----END ")?;
            (Armour::Pem, body)
        }
        None => (Armour::Base64, text.as_str()),
    };
    let digits: Zeroizing<Vec<u8>> = Zeroizing::new(
        body.lines()
            .filter(|line| !line.contains(':'))
            .flat_map(str::bytes)
            .filter(|byte| !byte.is_ascii_whitespace() && *byte != 0)
            .collect(),
    );
    let inside = Zeroizing::new(LENIENT.decode(digits.as_slice()).ok()?);
    (inside.first() == Some(&0x30)).then_some((armour, inside))
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
