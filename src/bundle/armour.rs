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
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The bytes inside the armour; `None` when `bytes` is no armour around something that begins like a bundle.
pub(super) fn open(bytes: &[u8]) -> Option<(Armour, Zeroizing<Vec<u8>>)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let text = text.trim_start_matches('\u{feff}');
    let (armour, body) = match text.split_once("-----BEGIN ") {
        Some((_, rest)) => {
            let (_, body) = rest.split_once("-----")?;
            let (body, _) = body.split_once("-----END ")?;
            (Armour::Pem, body)
        }
        None => (Armour::Base64, text),
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
