//! Serial numbers of certificates: as a certificate has them, and as a list of the issuer spells them.

use std::fmt;

/// A certificate's serial number as a magnitude: big-endian bytes without leading zeros.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SerialNumber(Vec<u8>);

impl SerialNumber {
    /// Takes big-endian bytes; leading zeros say nothing.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
        Self(bytes.get(zeros..).unwrap_or_default().to_vec())
    }

    /// Reads hexadecimal digits.
    fn from_hex(digits: &str) -> Option<Self> {
        let even = if digits.len().is_multiple_of(2) {
            digits.to_owned()
        } else {
            format!("0{digits}")
        };
        Some(Self::of(&hex::decode(even).ok()?))
    }

    /// Reads decimal digits, as many as there are.
    fn from_decimal(digits: &str) -> Option<Self> {
        let mut little_endian: Vec<u8> = Vec::new();
        for digit in digits.chars() {
            let mut carry = digit.to_digit(10)?;
            for byte in &mut little_endian {
                let value = u32::from(*byte).saturating_mul(10).saturating_add(carry);
                let [low, high, ..] = value.to_le_bytes();
                *byte = low;
                carry = u32::from(high);
            }
            if carry > 0 {
                little_endian.push(u8::try_from(carry).ok()?);
            }
        }
        little_endian.reverse();
        Some(Self::of(&little_endian))
    }
}

impl fmt::Display for SerialNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("00");
        }
        f.write_str(&hex::encode(&self.0))
    }
}

impl fmt::Debug for SerialNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The longest spelling of a serial number that is read: RFC 5280 allows 20 octets, 49 decimal digits;
/// the colons of a hexadecimal spelling are not counted.
const MOST_DIGITS: usize = 80;

/// A serial number as a list spells it: digits alone may be hexadecimal or decimal, and mean either.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeltSerial {
    text: String,
    readings: Vec<SerialNumber>,
}

impl SpeltSerial {
    /// Reads hexadecimal (`0x`, colons, blanks and hyphens between the digits passed over) or decimal digits, half-width.
    ///
    /// `None` when it is neither, or longer than any serial number.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let bare = text.trim();
        let prefixed = bare.strip_prefix("0x").or_else(|| bare.strip_prefix("0X"));
        let is_between = |c: &char| matches!(c, ':' | ' ' | '-');
        let has_separators = bare.contains(|c| is_between(&c));
        let digits: String = prefixed
            .unwrap_or(bare)
            .chars()
            .filter(|c| !is_between(c))
            .collect();
        if digits.is_empty() || digits.len() > MOST_DIGITS {
            return None;
        }
        let mut readings = vec![SerialNumber::from_hex(&digits)?];
        if prefixed.is_none() && !has_separators {
            readings.extend(SerialNumber::from_decimal(&digits));
            readings.dedup();
        }
        Some(Self {
            text: bare.to_owned(),
            readings,
        })
    }

    /// Whether `serial` is one of the numbers that the spelling may mean.
    #[must_use]
    pub fn may_be(&self, serial: &SerialNumber) -> bool {
        self.readings.contains(serial)
    }

    /// The numbers that the spelling may mean: one, or two for digits that are both.
    #[must_use]
    pub fn readings(&self) -> &[SerialNumber] {
        &self.readings
    }

    /// The text as it was spelt.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn may_be(text: &str, bytes: &[u8]) -> bool {
        SpeltSerial::read(text).is_some_and(|it| it.may_be(&SerialNumber::of(bytes)))
    }

    #[test]
    fn reads_one_serial_in_all_its_spellings() {
        let serial = [0x01, 0xab, 0xcd];
        for text in [
            "01ABCD", "1abcd", "0x1ABCD", "01:AB:CD", "01 ab cd", "109517",
        ] {
            assert!(may_be(text, &serial), "{text}");
        }
    }

    #[test]
    fn takes_digits_for_hexadecimal_and_for_decimal() {
        assert!(may_be("1000", &[0x10, 0x00]));
        assert!(may_be("1000", &[0x03, 0xe8]));
        assert!(!may_be("10:00", &[0x03, 0xe8]));
    }

    #[test]
    fn reads_twenty_octets_in_decimal() {
        let text = "1461501637330902918203684832716283019655932542975";
        assert!(may_be(text, &[0xff; 20]));
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in ["", "n/a", "1.23457E+15", "-", "0x", "12g4"] {
            assert_eq!(SpeltSerial::read(text), None, "{text}");
        }
    }
}
