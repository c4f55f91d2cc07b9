//! What the environment asks for, read once.

use std::env;
use std::path::PathBuf;
use std::time::Duration;

use cryptoki_sys::CK_MECHANISM_TYPE;

use crate::state::TokenSettings;

/// How much of the real module shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Looks and behaves like an ePass2003 under the vendor's module.
    Epass2003,
    /// Exactly the answers of the real module, whichever it is.
    Transparent,
}

/// All switches that a process starts with.
#[derive(Debug)]
pub struct Settings {
    /// The real module, when named.
    pub module: Option<PathBuf>,
    /// How much of it shows.
    pub profile: Profile,
    /// File that receives one line a call.
    pub log: Option<PathBuf>,
    /// Time added to every call.
    pub latency: Duration,
    /// File with the faults to inject.
    pub scenario: Option<PathBuf>,
    /// File that receives one line a fault that really happened.
    pub fired: Option<PathBuf>,
    /// Folder where what outlives a process is kept.
    pub state: Option<PathBuf>,
    /// What people type at the token's PIN pad; no pad when `None`.
    pub pin_pad: Option<String>,
    /// The new PIN that they type there.
    pub pin_pad_new: Option<String>,
    /// Mechanisms that are listed and refused.
    pub refused: Vec<CK_MECHANISM_TYPE>,
    /// What holds for every token that has no file of its own.
    pub token: TokenSettings,
}

impl Settings {
    /// Reads the `EPASS2003_…` variables.
    ///
    /// # Errors
    ///
    /// A sentence that names the variable that cannot be understood.
    pub fn from_environment() -> Result<Self, String> {
        let profile = match text("EPASS2003_PROFILE").as_deref() {
            None | Some("epass2003") => Profile::Epass2003,
            Some("transparent") => Profile::Transparent,
            Some(other) => {
                return Err(format!(
                    "EPASS2003_PROFILE={other}: epass2003 or transparent"
                ));
            }
        };
        Ok(Self {
            module: path("EPASS2003_MODULE"),
            profile,
            log: path("EPASS2003_LOG"),
            latency: Duration::from_millis(number("EPASS2003_LATENCY_MS")?.unwrap_or(0)),
            scenario: path("EPASS2003_SCENARIO"),
            fired: path("EPASS2003_FIRED"),
            state: path("EPASS2003_STATE"),
            pin_pad: text("EPASS2003_PIN_PAD"),
            pin_pad_new: text("EPASS2003_PIN_PAD_NEW"),
            refused: mechanisms("EPASS2003_REFUSE")?,
            token: TokenSettings {
                absent: None,
                write_protected: word("EPASS2003_WRITE_PROTECTED")?,
                pin: word("EPASS2003_PIN")?,
                so_pin: word("EPASS2003_SO_PIN")?,
                user_tries: number("EPASS2003_USER_TRIES")?,
                so_tries: number("EPASS2003_SO_TRIES")?,
                counters: word("EPASS2003_COUNTERS")?,
                public_memory: number("EPASS2003_PUBLIC_MEMORY")?,
                private_memory: number("EPASS2003_PRIVATE_MEMORY")?,
                latency_ms: None,
            },
        })
    }
}

/// A variable that is set and not empty.
fn text(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

fn path(name: &str) -> Option<PathBuf> {
    env::var_os(name)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
}

fn number(name: &str) -> Result<Option<u64>, String> {
    text(name)
        .map(|value| {
            value
                .parse()
                .map_err(|_| format!("{name}={value}: not a number"))
        })
        .transpose()
}

/// Mechanisms by their numbers, `0x` before hexadecimal ones, comma between.
fn mechanisms(name: &str) -> Result<Vec<CK_MECHANISM_TYPE>, String> {
    let Some(list) = text(name) else {
        return Ok(Vec::new());
    };
    list.split(',')
        .map(|word| {
            let word = word.trim();
            match word.strip_prefix("0x") {
                Some(digits) => CK_MECHANISM_TYPE::from_str_radix(digits, 16),
                None => word.parse(),
            }
            .map_err(|_| format!("{name}={list}: {word} is no mechanism's number"))
        })
        .collect()
}

/// A word that one of the enums, or a boolean, knows.
fn word<T: serde::de::DeserializeOwned>(name: &str) -> Result<Option<T>, String> {
    text(name)
        .map(|value| {
            let json = match value.as_str() {
                "true" | "false" => value.clone(),
                _ => format!("{value:?}"),
            };
            serde_json::from_str(&json).map_err(|reason| format!("{name}={value}: {reason}"))
        })
        .transpose()
}
