//! What renewals cost as files, and as tokens bought ready-made.

use std::fmt;
use std::str::FromStr;

/// How the issuer delivers certificates, by its code; tokens bought ready-made (`UT`) are what reuse replaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// Download.
    Dl,
    /// A CD for one certificate.
    Cd,
    /// A CD for several certificates.
    Cm,
    /// A USB memory.
    Um,
}

impl Media {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Dl, Self::Cd, Self::Cm, Self::Um];

    /// The issuer's code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Dl => "DL",
            Self::Cd => "CD",
            Self::Cm => "CM",
            Self::Um => "UM",
        }
    }
}

impl fmt::Display for Media {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Why a text is no media code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected DL, CD, CM or UM")]
pub struct NotAMedium;

impl FromStr for Media {
    type Err = NotAMedium;

    fn from_str(text: &str) -> Result<Self, NotAMedium> {
        let is_meant = |media: &Self| media.code().eq_ignore_ascii_case(text);
        Self::ALL.into_iter().find(is_meant).ok_or(NotAMedium)
    }
}

/// What one certificate costs; the program knows no prices of its own, as they change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prices {
    /// On a token bought ready-made, yen.
    pub token: u32,
    /// As a file, yen.
    pub file: u32,
}

/// What so many renewals cost one way and the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Savings {
    /// How many certificates.
    pub count: usize,
    /// The prices it was reckoned with.
    pub prices: Prices,
    /// As files on tokens that are used again, yen.
    pub files: u64,
    /// On tokens bought ready-made, yen.
    pub tokens: u64,
}

impl Savings {
    pub(super) fn of(count: usize, prices: Prices) -> Self {
        let number = u64::try_from(count).unwrap_or(u64::MAX);
        Self {
            count,
            prices,
            files: number.saturating_mul(u64::from(prices.file)),
            tokens: number.saturating_mul(u64::from(prices.token)),
        }
    }

    /// What is saved, yen; negative where the files cost more.
    #[must_use]
    pub fn saved(&self) -> i64 {
        let yen = |sum: u64| i64::try_from(sum).unwrap_or(i64::MAX);
        yen(self.tokens).saturating_sub(yen(self.files))
    }
}
