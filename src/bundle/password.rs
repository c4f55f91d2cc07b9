//! The forms in which one password may have been used: spellings, encodings, and the order they are tried in.

use encoding_rs::SHIFT_JIS;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// How the password that opened a bundle was spelt, seen from the one that was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// As typed.
    AsTyped,
    /// No password at all, where an empty one was typed.
    Absent,
    /// Composed (Unicode NFC).
    Composed,
    /// Compatibility characters replaced, full-width letters made half-width (Unicode NFKC).
    Compatible,
    /// Decomposed (Unicode NFD), as some systems of Apple write it.
    Decomposed,
    /// Half-width letters made full-width.
    FullWidth,
}

/// How the password's characters became bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// As the standard says: BMPString for the PKCS#12 derivation, UTF-8 for PBES2.
    Standard,
    /// The bytes of Windows code page 932 (Shift_JIS).
    Cp932,
    /// BMPString with its final zeros where UTF-8 belongs, as old NSS did.
    BmpString,
    /// Each byte of the UTF-8 form as one character, as old OpenSSL did.
    WidenedUtf8,
    /// Each byte of the CP932 form as one character, as old OpenSSL on Windows did.
    WidenedCp932,
}

/// The form of the password that opened a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasswordForm {
    /// Its spelling.
    pub spelling: Spelling,
    /// Its encoding.
    pub encoding: Encoding,
}

impl PasswordForm {
    /// The form that is tried first.
    pub const STANDARD: Self = Self {
        spelling: Spelling::AsTyped,
        encoding: Encoding::Standard,
    };

    /// The form's stable id, such as `composed/standard`.
    #[must_use]
    pub fn id(self) -> String {
        let spelling = match self.spelling {
            Spelling::AsTyped => "as-typed",
            Spelling::Absent => "absent",
            Spelling::Composed => "composed",
            Spelling::Compatible => "compatible",
            Spelling::Decomposed => "decomposed",
            Spelling::FullWidth => "full-width",
        };
        let encoding = match self.encoding {
            Encoding::Standard => "standard",
            Encoding::Cp932 => "cp932",
            Encoding::BmpString => "bmp-string",
            Encoding::WidenedUtf8 => "widened-utf8",
            Encoding::WidenedCp932 => "widened-cp932",
        };
        format!("{spelling}/{encoding}")
    }
}

/// Which key derivation the bytes are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum For {
    /// The PKCS#12 derivation: a BMPString with two zero bytes at its end.
    Pkcs12,
    /// PBKDF2 and scrypt: UTF-8.
    Pbes2,
}

/// One form with its bytes.
pub(super) struct Attempt {
    pub form: PasswordForm,
    pub bytes: Zeroizing<Vec<u8>>,
}

/// All forms of `password` in the order they are tried, equal bytes once; those of `first` come first.
pub(super) fn attempts(password: &str, purpose: For, first: Option<PasswordForm>) -> Vec<Attempt> {
    let mut all: Vec<Attempt> = Vec::new();
    let spellings = spellings(password);
    let encodings: &[Encoding] = match purpose {
        For::Pkcs12 => &[
            Encoding::Standard,
            Encoding::WidenedUtf8,
            Encoding::WidenedCp932,
        ],
        For::Pbes2 => &[Encoding::Standard, Encoding::Cp932, Encoding::BmpString],
    };
    for encoding in encodings {
        for (spelling, text) in &spellings {
            // Tools that encode in their own way get what was typed as it is, or composed.
            let plain = matches!(
                spelling,
                Spelling::AsTyped | Spelling::Absent | Spelling::Composed | Spelling::Compatible
            );
            if *encoding != Encoding::Standard && !plain {
                continue;
            }
            let bytes = match (purpose, *spelling) {
                (For::Pkcs12, Spelling::Absent) => Some(Zeroizing::new(Vec::new())),
                _ => encode(text, purpose, *encoding),
            };
            let Some(bytes) = bytes else { continue };
            if all.iter().all(|known| known.bytes != bytes) {
                all.push(Attempt {
                    form: PasswordForm {
                        spelling: *spelling,
                        encoding: *encoding,
                    },
                    bytes,
                });
            }
        }
    }
    if let Some(first) = first {
        all.sort_by_key(|attempt| {
            (
                attempt.form.encoding != first.encoding
                    && attempt.form.encoding != Encoding::Standard,
                attempt.form.spelling != first.spelling,
            )
        });
    }
    all
}

fn spellings(password: &str) -> Vec<(Spelling, Zeroizing<String>)> {
    let mut all = vec![(Spelling::AsTyped, Zeroizing::new(password.to_owned()))];
    if password.is_empty() {
        all.push((Spelling::Absent, Zeroizing::new(String::new())));
        return all;
    }
    let compatible: Zeroizing<String> = Zeroizing::new(password.nfkc().collect());
    let wide = Zeroizing::new(compatible.chars().map(full_width).collect());
    all.push((Spelling::Composed, Zeroizing::new(password.nfc().collect())));
    all.push((Spelling::Compatible, compatible));
    all.push((
        Spelling::Decomposed,
        Zeroizing::new(password.nfd().collect()),
    ));
    all.push((Spelling::FullWidth, wide));
    all
}

/// The full-width form of a printable ASCII character; any other is left.
fn full_width(character: char) -> char {
    match character {
        ' ' => '\u{3000}',
        '!'..='~' => {
            char::from_u32(u32::from(character).saturating_add(0xfee0)).unwrap_or(character)
        }
        other => other,
    }
}

fn encode(text: &str, purpose: For, encoding: Encoding) -> Option<Zeroizing<Vec<u8>>> {
    Some(match (purpose, encoding) {
        (For::Pbes2, Encoding::Standard) => Zeroizing::new(text.as_bytes().to_vec()),
        (_, Encoding::Cp932) => cp932(text)?,
        (For::Pkcs12, Encoding::Standard) | (_, Encoding::BmpString) => {
            bmp_string(text.encode_utf16())
        }
        (_, Encoding::WidenedUtf8) => bmp_string(text.bytes().map(u16::from)),
        (_, Encoding::WidenedCp932) => {
            let narrow = cp932(text)?;
            bmp_string(narrow.iter().map(|byte| u16::from(*byte)))
        }
    })
}

fn cp932(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let (bytes, _, unmappable) = SHIFT_JIS.encode(text);
    let bytes = Zeroizing::new(bytes.into_owned());
    (!unmappable).then_some(bytes)
}

/// Big-endian 16-bit units and two zero bytes (RFC 7292 appendix B.1).
fn bmp_string(units: impl Iterator<Item = u16>) -> Zeroizing<Vec<u8>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(64));
    for unit in units {
        bytes.extend_from_slice(&unit.to_be_bytes());
    }
    bytes.extend_from_slice(&[0, 0]);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(password: &str, purpose: For) -> Vec<String> {
        let all = attempts(password, purpose, None);
        all.iter().map(|attempt| attempt.form.id()).collect()
    }

    #[test]
    fn tries_what_was_typed_first_and_equal_bytes_once() {
        assert_eq!(
            forms("abc", For::Pkcs12),
            ["as-typed/standard", "full-width/standard"]
        );
        assert_eq!(
            forms("abc", For::Pbes2),
            [
                "as-typed/standard",
                "full-width/standard",
                "as-typed/bmp-string"
            ]
        );
    }

    #[test]
    fn an_empty_password_may_be_an_absent_one() {
        assert_eq!(
            forms("", For::Pkcs12),
            ["as-typed/standard", "absent/standard"]
        );
    }

    #[test]
    fn the_form_that_fitted_before_comes_first() {
        let fitted = PasswordForm {
            spelling: Spelling::Decomposed,
            encoding: Encoding::Standard,
        };
        let all = attempts("が", For::Pbes2, Some(fitted));
        let first = all.first().map(|attempt| attempt.form);
        assert_eq!(first, Some(fitted));
    }

    #[test]
    fn a_password_outside_cp932_has_no_form_in_it() {
        let all = forms("鍵🔑", For::Pbes2);
        assert!(all.iter().all(|form| !form.ends_with("cp932")), "{all:?}");
    }
}
