//! What the answer to reset of an ePass2003 tells: whose software formatted it, and the version of its system.
//!
//! ```
//! use tokendesk::token::atr::{Epass2003, Layout};
//!
//! let atr = hex::decode("3B9F958131FE9F006646530501001171DF0000039000FF").unwrap();
//! let told = Epass2003::of(&atr).unwrap();
//! assert_eq!(told.layout, Layout::OpenSc);
//! assert_eq!(told.system, "010011");
//! ```

/// Whose layout a token has: the other's software does not know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// The vendor's software formatted it.
    Vendor,
    /// OpenSC did (PKCS#15).
    OpenSc,
    /// Nobody, or it does not tell.
    Unknown,
}

impl Layout {
    /// The stable word for JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Vendor => "vendor",
            Self::OpenSc => "opensc",
            Self::Unknown => "unknown",
        }
    }
}

/// What an ePass2003 tells in its answer to reset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Epass2003 {
    /// Who formatted it.
    pub layout: Layout,
    /// The version of the card's system, hexadecimal.
    pub system: String,
}

/// Interface bytes and the historical bytes up to "fFS" 05 (OpenSC, `card-epass2003.c`).
const BEGINS: &[u8] = &[
    0x3b, 0x9f, 0x95, 0x81, 0x31, 0xfe, 0x9f, 0x00, 0x66, 0x46, 0x53, 0x05,
];
const AFTER_SYSTEM: &[u8] = &[0x71, 0xdf, 0x00];

impl Epass2003 {
    /// Reads an answer to reset; `None` for another card's.
    #[must_use]
    pub fn of(atr: &[u8]) -> Option<Self> {
        let rest = atr.strip_prefix(BEGINS)?;
        let (system, rest) = rest.split_at_checked(3)?;
        // Card life cycle, three bytes of status, check byte.
        let layout = match rest.strip_prefix(AFTER_SYSTEM)? {
            [_, 0x03, 0x90, 0x00, _] => Layout::OpenSc,
            [_, 0x00, 0x00, 0x00, _] => Layout::Vendor,
            [_, _, _, _, _] => Layout::Unknown,
            _ => return None,
        };
        Some(Self {
            layout,
            system: hex::encode(system),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(atr: &str) -> Option<Epass2003> {
        Epass2003::of(&hex::decode(atr).unwrap())
    }

    #[test]
    fn tells_who_formatted_a_token_of_any_system() {
        let layout = |atr: String| of(&atr).unwrap().layout;
        for system in ["010011", "101131", "105239", "230025"] {
            let begins = format!("3b9f958131fe9f0066465305{system}71df0000");
            assert_eq!(layout(begins.clone() + "039000cc"), Layout::OpenSc);
            assert_eq!(layout(begins.clone() + "000000cc"), Layout::Vendor);
            assert_eq!(layout(begins.clone() + "006a82f8"), Layout::Unknown);
            assert_eq!(of(&(begins + "039000cc")).unwrap().system, system);
        }
    }

    #[test]
    fn says_nothing_of_other_cards_and_of_what_is_cut() {
        assert_eq!(of(""), None);
        assert_eq!(of("3bf81300008131fe454a434f5076323431b7"), None);
        assert_eq!(of("3b9f958131fe9f006646530501001171df0000039000"), None);
    }
}
