//! Module and token as JSON.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::holding::{self, Entry, Identity};
use crate::clock::Now;
use crate::token::{ModuleFacts, TokenFacts};

/// The PKCS#11 module (`C_GetInfo`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Module {
    /// The file it was loaded from.
    pub path: String,
    /// Who made it.
    pub manufacturer: String,
    /// What it is.
    pub description: String,
    /// Its version, `major.minor`.
    pub version: String,
    /// The version of Cryptoki it answers to, `major.minor`.
    pub cryptoki: String,
}

impl From<&ModuleFacts> for Module {
    fn from(facts: &ModuleFacts) -> Self {
        Self {
            path: facts.path.to_string_lossy().into_owned(),
            manufacturer: facts.manufacturer.clone(),
            description: facts.description.clone(),
            version: facts.version.clone(),
            cryptoki: facts.cryptoki.clone(),
        }
    }
}

/// Free memory, bytes; null where the token does not tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Free {
    /// For public objects.
    pub public: Option<u64>,
    /// For private objects.
    pub private: Option<u64>,
}

/// The user PIN.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pin {
    /// The shortest, bytes; null where the token tells nothing sensible.
    pub min: Option<u64>,
    /// The longest, bytes; null where the token tells nothing sensible.
    pub max: Option<u64>,
    /// What the token's flags say.
    #[schemars(extend("enum" = ["ok", "low", "final", "locked", "to-be-changed", "unset", "hidden"]))]
    pub state: String,
}

/// The token (`C_GetTokenInfo`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Token {
    /// The serial number.
    pub serial: String,
    /// The slot it is in now.
    pub slot: u64,
    /// The label.
    pub label: String,
    /// The model.
    pub model: String,
    /// Who made it.
    pub manufacturer: String,
    /// The firmware's version, `major.minor`.
    pub firmware: String,
    /// Whether it was initialised.
    pub initialised: bool,
    /// Whether it refuses all writing.
    pub write_protected: bool,
    /// Free memory.
    pub free: Free,
    /// The user PIN.
    pub pin: Pin,
}

impl From<&TokenFacts> for Token {
    fn from(facts: &TokenFacts) -> Self {
        Self {
            serial: facts.serial.to_string(),
            slot: facts.slot.0,
            label: facts.label.clone(),
            model: facts.model.clone(),
            manufacturer: facts.manufacturer.clone(),
            firmware: facts.firmware.clone(),
            initialised: facts.is_initialised,
            write_protected: facts.is_write_protected,
            free: Free {
                public: facts.free.public,
                private: facts.free.private,
            },
            pin: Pin {
                min: facts.pin_limits.min,
                max: facts.pin_limits.max,
                state: facts.pin_state.word().to_owned(),
            },
        }
    }
}

/// One token of `list`: what [`Token`] tells of it, and what could be seen on it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TokenSight {
    /// The serial number.
    pub serial: String,
    /// The slot it is in now.
    pub slot: u64,
    /// The label.
    pub label: String,
    /// The model.
    pub model: String,
    /// Who made it.
    pub manufacturer: String,
    /// The firmware's version, `major.minor`.
    pub firmware: String,
    /// Whether it was initialised.
    pub initialised: bool,
    /// Whether it refuses all writing.
    pub write_protected: bool,
    /// Free memory.
    pub free: Free,
    /// The user PIN.
    pub pin: Pin,
    /// The module it was seen through.
    pub module: Module,
    /// Its leaf certificates; null where it could not be looked at.
    pub identities: Option<Vec<Identity>>,
    /// Keys without certificate and the reverse; null without login.
    pub orphans: Option<Vec<Entry>>,
    /// CA certificates whose key is not on the token.
    pub chain: Option<Vec<Entry>>,
    /// Data objects, secret keys, certificates that cannot be read.
    pub others: Option<Vec<Entry>>,
}

impl TokenSight {
    pub(super) fn of(sight: &crate::report::TokenSight, now: Now) -> Self {
        let inventory = sight.inventory.as_ref();
        let token = Token::from(&sight.facts);
        Self {
            serial: token.serial,
            slot: token.slot,
            label: token.label,
            model: token.model,
            manufacturer: token.manufacturer,
            firmware: token.firmware,
            initialised: token.initialised,
            write_protected: token.write_protected,
            free: token.free,
            pin: token.pin,
            module: Module::from(&sight.module),
            identities: inventory.map(|found| holding::identities(found, now)),
            orphans: inventory.and_then(|found| holding::orphans(found, now)),
            chain: inventory.map(|found| holding::chain(found, now)),
            others: inventory.map(|found| holding::others(found, now)),
        }
    }
}
