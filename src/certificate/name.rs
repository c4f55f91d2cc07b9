//! Distinguished names: shown as text, compared as RFC 5280 says.

use std::fmt;

use x509_parser::asn1_rs::{Any, Oid, Tag};
use x509_parser::prelude::X509Name;

/// A distinguished name: its DER bytes and its attributes decoded one by one.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Name {
    der: Vec<u8>,
    relative: Vec<Vec<Attribute>>,
}

/// One attribute of a name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Attribute {
    oid: String,
    text: String,
}

impl Name {
    /// Decodes a parsed name; a string that cannot be decoded is shown as `#` and its hexadecimal bytes.
    pub(super) fn read(name: &X509Name<'_>) -> Self {
        let relative = name
            .iter_rdn()
            .map(|set| {
                set.iter()
                    .map(|attribute| Attribute {
                        oid: oid_text(attribute.attr_type()),
                        text: decode(attribute.attr_value()),
                    })
                    .collect()
            })
            .collect();
        Self {
            der: name.as_raw().to_vec(),
            relative,
        }
    }

    /// The name's DER bytes, as CKA_SUBJECT and CKA_ISSUER hold them.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The last common name, the most specific one, where there is one.
    #[must_use]
    pub fn common_name(&self) -> Option<&str> {
        self.relative
            .iter()
            .flatten()
            .rfind(|attribute| attribute.oid == COMMON_NAME)
            .map(|attribute| attribute.text.as_str())
    }

    /// Whether two names are the same by RFC 5280 §7.1: case folded, runs of white space as one.
    #[must_use]
    pub fn matches(&self, other: &Name) -> bool {
        self.der == other.der || self.canonical() == other.canonical()
    }

    /// The name in the form in which equal names are equal: a key to find names by that [`matches`](Self::matches) would find.
    #[must_use]
    pub fn canonical(&self) -> CanonicalName {
        let mut name = self.relative.clone();
        for set in &mut name {
            for attribute in set.iter_mut() {
                let words: Vec<&str> = attribute.text.split_whitespace().collect();
                attribute.text = words.join(" ").to_lowercase();
            }
            set.sort();
        }
        CanonicalName(name)
    }
}

/// A name with case folded and runs of white space as one (RFC 5280 §7.1): two are equal when the names match.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CanonicalName(Vec<Vec<Attribute>>);

const COMMON_NAME: &str = "2.5.4.3";

/// The short names people know; others are shown by their number (RFC 4514 §3).
const SHORT_NAMES: [(&str, &str); 14] = [
    (COMMON_NAME, "CN"),
    ("2.5.4.4", "SN"),
    ("2.5.4.5", "serialNumber"),
    ("2.5.4.6", "C"),
    ("2.5.4.7", "L"),
    ("2.5.4.8", "ST"),
    ("2.5.4.9", "street"),
    ("2.5.4.10", "O"),
    ("2.5.4.11", "OU"),
    ("2.5.4.12", "title"),
    ("2.5.4.42", "GN"),
    ("0.9.2342.19200300.100.1.1", "UID"),
    ("0.9.2342.19200300.100.1.25", "DC"),
    ("1.2.840.113549.1.9.1", "emailAddress"),
];

fn oid_text(oid: &Oid<'_>) -> String {
    oid.to_id_string()
}

fn decode(value: &Any<'_>) -> String {
    let bytes = value.data;
    let decoded = match value.tag() {
        Tag::BmpString => decode_units(bytes.chunks_exact(2).map(|unit| match unit {
            [high, low] => u16::from_be_bytes([*high, *low]),
            _ => 0,
        })),
        Tag::UniversalString => bytes
            .chunks_exact(4)
            .map(|unit| match unit {
                [a, b, c, d] => char::from_u32(u32::from_be_bytes([*a, *b, *c, *d])),
                _ => None,
            })
            .collect(),
        // T.61 in the field is Latin-1, or UTF-8 by mistake.
        Tag::T61String | Tag::Utf8String => Some(std::str::from_utf8(bytes).map_or_else(
            |_| bytes.iter().map(|byte| char::from(*byte)).collect(),
            str::to_owned,
        )),
        Tag::PrintableString | Tag::Ia5String | Tag::NumericString | Tag::VisibleString => {
            Some(String::from_utf8_lossy(bytes).into_owned())
        }
        _ => None,
    };
    decoded.unwrap_or_else(|| format!("#{}", hex::encode(bytes)))
}

fn decode_units(units: impl Iterator<Item = u16>) -> Option<String> {
    char::decode_utf16(units).collect::<Result<_, _>>().ok()
}

impl fmt::Display for Name {
    /// The attributes in the certificate's order, `CN=…, O=…, C=JP`, most specific first.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, set) in self.relative.iter().rev().enumerate() {
            if place > 0 {
                f.write_str(", ")?;
            }
            for (position, attribute) in set.iter().enumerate() {
                let short = SHORT_NAMES.iter().find(|(oid, _)| *oid == attribute.oid);
                let key = short.map_or(attribute.oid.as_str(), |(_, short)| short);
                let plus = if position > 0 { "+" } else { "" };
                write!(f, "{plus}{key}=")?;
                write_visibly(f, &attribute.text)?;
            }
        }
        Ok(())
    }
}

/// Writes text from a certificate so that it can neither move the cursor nor pass for another attribute.
fn write_visibly(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    for character in text.chars() {
        match character {
            ',' | '+' | '\\' => write!(f, "\\{character}")?,
            c if c.is_control() || is_format_control(c) => write!(f, "\\u{{{:x}}}", u32::from(c))?,
            c => write!(f, "{c}")?,
        }
    }
    Ok(())
}

/// Bidirectional overrides and invisible characters, which can make one name look like another.
fn is_format_control(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
