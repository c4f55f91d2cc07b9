//! What a module, a slot and a token say of themselves, lies sorted out.

use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// A slot's number in its module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SlotId(pub u64);

impl fmt::Display for SlotId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A token's serial number, trailing blanks and NULs cut: what a token *is* (design, rule 7).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TokenSerial(String);

impl TokenSerial {
    /// Takes a serial as a person or a token gives it.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.trim_matches([' ', '\0']).to_owned())
    }

    /// The serial's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it tells nothing: blank, or all zeros (tpm2-pkcs11, NSS).
    #[must_use]
    pub fn is_meaningless(&self) -> bool {
        self.0.chars().all(|character| character == '0')
    }
}

impl fmt::Display for TokenSerial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What the module says of itself (`C_GetInfo`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModuleFacts {
    /// The file it was loaded from.
    #[serde(skip)]
    pub path: PathBuf,
    /// Who made the module.
    pub manufacturer: String,
    /// What the module is.
    pub description: String,
    /// The module's version, `major.minor`.
    pub version: String,
    /// The version of Cryptoki it answers to, `major.minor`.
    pub cryptoki: String,
}

/// What the token's flags say of the user PIN (PKCS#11, token information).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PinState {
    /// No sign of trouble.
    Ok,
    /// At least one try was wrong since the last success.
    Low,
    /// One try is left.
    Final,
    /// No try is left.
    Locked,
    /// Login works, and then the PIN must be changed before anything else.
    ToBeChanged,
    /// No user PIN was ever set.
    Unset,
    /// The module never tells (OpenSC).
    Hidden,
}

impl PinState {
    /// The stable word for JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Low => "low",
            Self::Final => "final",
            Self::Locked => "locked",
            Self::ToBeChanged => "to-be-changed",
            Self::Unset => "unset",
            Self::Hidden => "hidden",
        }
    }
}

/// The lengths of a PIN that the token takes, bytes; `None` where what it says makes no sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PinLimits {
    /// The shortest.
    pub min: Option<u64>,
    /// The longest.
    pub max: Option<u64>,
}

impl PinLimits {
    /// Takes the two figures of the token; limits that contradict each other are no limits
    /// (kryoptic shows 8..0).
    #[must_use]
    pub fn sensible(min: u64, max: u64) -> Self {
        if max == 0 || min > max {
            return Self::default();
        }
        Self {
            min: Some(min),
            max: Some(max),
        }
    }

    /// Whether a PIN of `length` bytes lies within the limits.
    #[must_use]
    pub fn admit(self, length: usize) -> bool {
        let length = u64::try_from(length).unwrap_or(u64::MAX);
        self.min.is_none_or(|min| length >= min) && self.max.is_none_or(|max| length <= max)
    }
}

/// Free memory as the token tells it, bytes; `None` where it does not or the figure means nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FreeMemory {
    /// For public objects.
    pub public: Option<u64>,
    /// For private objects.
    pub private: Option<u64>,
}

/// What the token says of itself (`C_GetTokenInfo`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenFacts {
    /// The serial number.
    pub serial: TokenSerial,
    /// The slot it is in now.
    pub slot: SlotId,
    /// The label, decoded lossily.
    pub label: String,
    /// The model.
    pub model: String,
    /// Who made it.
    pub manufacturer: String,
    /// The firmware's version, `major.minor`.
    pub firmware: String,
    /// Whether the token has been initialised.
    pub is_initialised: bool,
    /// Whether the token refuses all writing.
    pub is_write_protected: bool,
    /// Whether private objects need a login.
    pub needs_login: bool,
    /// Whether the PIN is typed on the token or its reader, never sent by us.
    pub has_pin_pad: bool,
    /// What the flags say of the user PIN.
    pub pin_state: PinState,
    /// The PIN's lengths.
    pub pin_limits: PinLimits,
    /// Free memory.
    pub free: FreeMemory,
}

/// A slot that says to hold a token which then does not tell what it is.
#[derive(Debug)]
pub struct SlotFailure {
    /// The slot.
    pub slot: SlotId,
    /// What was answered instead.
    pub error: super::TokenError,
}

/// The kinds of key that can be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// RSA.
    Rsa,
    /// Elliptic curve over a prime field.
    Ec,
}

/// Key sizes that a mechanism takes, bits, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyRange {
    /// The smallest, where the token tells one that makes sense.
    pub min: Option<u64>,
    /// The largest, where the token tells one that makes sense.
    pub max: Option<u64>,
}

impl KeyRange {
    /// Whether a key of `bits` lies within the range.
    #[must_use]
    pub fn admits(self, bits: u32) -> bool {
        let bits = u64::from(bits);
        self.min.is_none_or(|min| bits >= min) && self.max.is_none_or(|max| bits <= max)
    }
}

#[cfg(test)]
impl TokenFacts {
    /// A token like any other, for tests to change what they are about.
    pub(crate) fn usual() -> Self {
        Self {
            serial: TokenSerial::new("A1"),
            slot: SlotId(1),
            label: "token".to_owned(),
            model: String::new(),
            manufacturer: String::new(),
            firmware: String::new(),
            is_initialised: true,
            is_write_protected: false,
            needs_login: true,
            has_pin_pad: false,
            pin_state: PinState::Ok,
            pin_limits: PinLimits::default(),
            free: FreeMemory::default(),
        }
    }
}
