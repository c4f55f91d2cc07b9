//! Secrets that a test plants, and the search for them in every form that a leak may take.

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;

/// The shortest needle, bytes: what is shorter turns up by chance.
const SHORTEST: usize = 8;

/// Where a secret was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The secret and the form it was in, such as `PIN as hex`.
    pub what: String,
    /// The offset into what was searched, bytes.
    pub at: usize,
}

/// Secrets to be searched for.
#[derive(Default)]
pub struct Sentinels {
    needles: Vec<(String, Vec<u8>)>,
    /// The needles that begin with these bytes.
    index: HashMap<[u8; SHORTEST], Vec<usize>>,
    /// The pairs of bytes that any needle begins with.
    starts: Vec<bool>,
}

impl Sentinels {
    pub fn new() -> Self {
        Self {
            starts: vec![false; 1 << 16],
            ..Self::default()
        }
    }

    fn add(&mut self, what: String, needle: Vec<u8>) {
        let start: [u8; SHORTEST] = needle[..SHORTEST].try_into().expect("long enough");
        self.starts[usize::from(start[0]) << 8 | usize::from(start[1])] = true;
        self.index
            .entry(start)
            .or_default()
            .push(self.needles.len());
        self.needles.push((what, needle));
    }

    /// A PIN or a password.
    pub fn with_text(mut self, name: &str, text: &str) -> Self {
        self.add_bytes(name, text.as_bytes());
        let wide: Vec<u16> = text.encode_utf16().collect();
        let units = |bytes: fn(u16) -> [u8; 2]| wide.iter().flat_map(|unit| bytes(*unit)).collect();
        self.add(format!("{name} as UTF-16LE"), units(u16::to_le_bytes));
        self.add(format!("{name} as UTF-16BE"), units(u16::to_be_bytes));
        self
    }

    /// A private key, PKCS#8: each of its private numbers, whole or in pieces of eight bytes.
    pub fn with_key(mut self, pkcs8: &[u8]) -> Self {
        for (name, number) in private_numbers(pkcs8) {
            for (place, piece) in number.chunks_exact(SHORTEST).enumerate() {
                self.add_bytes(&format!("{name}[{place}]"), piece);
            }
            self.add_base64(name, &number);
            let digits = decimal(&number);
            for piece in digits.as_bytes().chunks_exact(20) {
                self.add(format!("{name} as a number"), piece.to_vec());
            }
        }
        self
    }

    /// Bytes as they are, the other way round (as big numbers lie in memory), as hex, and as lists of numbers.
    fn add_bytes(&mut self, name: &str, bytes: &[u8]) {
        self.add(format!("{name} as it is"), bytes.to_vec());
        let reversed: Vec<u8> = bytes.iter().rev().copied().collect();
        self.add(format!("{name} reversed"), reversed);
        let lower = hex::encode(bytes);
        let upper = lower.to_uppercase();
        self.add(format!("{name} as hex"), lower.into_bytes());
        self.add(format!("{name} as HEX"), upper.into_bytes());
        let spaced: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        for joint in [" ", ":"] {
            self.add(
                format!("{name} as hex by {joint:?}"),
                spaced.join(joint).into_bytes(),
            );
        }
        let list: Vec<String> = bytes.iter().map(u8::to_string).collect();
        for joint in [", ", ",", " "] {
            self.add(format!("{name} as a list"), list.join(joint).into_bytes());
        }
        if bytes.len() < 16 && name.contains('[') {
            return;
        }
        self.add_base64(name, bytes);
    }

    /// Every inner stretch of the base64 text, however what is encoded begins.
    fn add_base64(&mut self, name: &str, bytes: &[u8]) {
        for skipped in 0..3 {
            let text = STANDARD_NO_PAD.encode(&bytes[skipped..]);
            let length = if bytes.len() < 24 { SHORTEST } else { 16 };
            // The last characters depend on what follows.
            let inner = &text.as_bytes()[..text.len() - 2];
            for piece in inner.chunks_exact(length) {
                self.add(format!("{name} as base64"), piece.to_vec());
            }
        }
    }

    /// Every place where a secret lies.
    pub fn search(&self, haystack: &[u8]) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (at, window) in haystack.windows(SHORTEST).enumerate() {
            if !self.starts[usize::from(window[0]) << 8 | usize::from(window[1])] {
                continue;
            }
            let Some(places) = self.index.get(window) else {
                continue;
            };
            for (what, needle) in places.iter().map(|place| &self.needles[*place]) {
                if haystack[at..].starts_with(needle) {
                    let what = what.clone();
                    hits.push(Hit { what, at });
                }
            }
        }
        hits
    }
}

/// The private numbers of an RSA key by name, unsigned big-endian, or the scalar of an EC key.
pub fn private_numbers(pkcs8: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let fields = children(&children(pkcs8)[0].1);
    let inner = children(&children(&fields[2].1)[0].1);
    let unsigned = |number: &[u8]| {
        let zeros = number.iter().take_while(|byte| **byte == 0).count();
        number[zeros..].to_vec()
    };
    if inner.len() < 9 {
        return vec![("scalar", inner[1].1.clone())];
    }
    let names = ["d", "p", "q", "dp", "dq", "qi"];
    names
        .into_iter()
        .zip(&inner[3..9])
        .map(|(name, (_, number))| (name, unsigned(number)))
        .collect()
}

/// The elements of DER in a row: tags and contents.
fn children(mut der: &[u8]) -> Vec<(u8, Vec<u8>)> {
    let mut found = Vec::new();
    while let [tag, length, ..] = *der {
        let (start, length) = match length {
            0..=0x7f => (2, usize::from(length)),
            0x81 => (3, usize::from(der[2])),
            0x82 => (4, usize::from(der[2]) << 8 | usize::from(der[3])),
            other => panic!("length form {other:#x}"),
        };
        found.push((tag, der[start..start + length].to_vec()));
        der = &der[start + length..];
    }
    found
}

/// A big-endian number in decimal digits.
fn decimal(number: &[u8]) -> String {
    let mut digits = vec![0_u8];
    for byte in number {
        let mut carry = u32::from(*byte);
        for digit in &mut digits {
            let value = u32::from(*digit) * 256 + carry;
            *digit = u8::try_from(value % 10).unwrap();
            carry = value / 10;
        }
        while carry > 0 {
            digits.push(u8::try_from(carry % 10).unwrap());
            carry /= 10;
        }
    }
    digits
        .iter()
        .rev()
        .map(|digit| char::from(b'0' + digit))
        .collect()
}
