//! What a token or its module answers when it does not do what was asked: code and function kept verbatim.

use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::TokenSerial;

mod code;

pub use code::RETURN_CODES;

/// A CKR_ value as the module gave it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ReturnCode(pub u64);

impl ReturnCode {
    /// The standard's name, such as `CKR_PIN_INCORRECT`; the number in hexadecimal for a vendor's own code.
    #[must_use]
    pub fn name(self) -> String {
        code::name(self.0).map_or_else(|| format!("0x{:08X}", self.0), str::to_owned)
    }

    /// The code that the standard gives this name, such as `CKR_PIN_INCORRECT`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        code::value(name).map(Self)
    }

    /// What kind of trouble the code means.
    #[must_use]
    pub fn trouble(self) -> Trouble {
        code::trouble(self.0)
    }
}

impl fmt::Display for ReturnCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}

impl fmt::Debug for ReturnCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}

/// The few kinds of trouble that people and workflows can act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trouble {
    /// The token was pulled out, or its session is gone with it.
    Removed,
    /// The PIN is wrong.
    PinRefused,
    /// The PIN is locked.
    PinLocked,
    /// The PIN has expired and must be changed.
    PinExpired,
    /// The PIN is too short, too long or of forbidden characters; no try was counted.
    PinForm,
    /// The token or the session refuses writing.
    WriteProtected,
    /// The token has no room.
    Full,
    /// The module refuses an attribute or the template: a leaner one may pass.
    Template,
    /// The module or the token cannot do this.
    Unsupported,
    /// The data were refused without a try being counted (OpenSC: CKR_DATA_INVALID from a login).
    DataInvalid,
    /// The object is not there (any more).
    NoSuchObject,
    /// Nobody is logged in (any more).
    NotLoggedIn,
    /// Anything else.
    Other,
}

/// Why something asked of a token was not done.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// A Cryptoki call failed.
    #[error("{function} answered {code}")]
    Call {
        /// The C function, such as `C_CreateObject`.
        function: &'static str,
        /// What it answered.
        code: ReturnCode,
    },
    /// The file cannot be loaded as a library.
    #[error("{path} cannot be loaded: {reason}")]
    NotLoadable {
        /// The file.
        path: PathBuf,
        /// What the system's loader said.
        reason: String,
    },
    /// The file is a library but no PKCS#11 module.
    #[error("{path} is no PKCS#11 module: {reason}")]
    NotAModule {
        /// The file.
        path: PathBuf,
        /// What is missing.
        reason: String,
    },
    /// The token with this serial is not there any more.
    #[error("the token with serial {serial} is not there")]
    Gone {
        /// The serial that was looked for.
        serial: TokenSerial,
    },
    /// Another object, or another token, is where the expected one was.
    #[error("{what} is not what it was")]
    Changed {
        /// What changed.
        what: &'static str,
    },
    /// The module's answer contradicts the standard so that it cannot be used.
    #[error("{function} answered nonsense: {reason}")]
    Nonsense {
        /// The C function.
        function: &'static str,
        /// What is wrong with the answer.
        reason: &'static str,
    },
}

impl TokenError {
    /// What kind of trouble it is.
    #[must_use]
    pub fn trouble(&self) -> Trouble {
        match self {
            Self::Call { code, .. } => code.trouble(),
            Self::Gone { .. } => Trouble::Removed,
            Self::NotLoadable { .. }
            | Self::NotAModule { .. }
            | Self::Changed { .. }
            | Self::Nonsense { .. } => Trouble::Other,
        }
    }

    /// The CKR_ value, where a call answered one.
    #[must_use]
    pub fn code(&self) -> Option<ReturnCode> {
        match self {
            Self::Call { code, .. } => Some(*code),
            _ => None,
        }
    }

    /// The C function, where a call failed.
    #[must_use]
    pub fn function(&self) -> Option<&'static str> {
        match self {
            Self::Call { function, .. } | Self::Nonsense { function, .. } => Some(function),
            _ => None,
        }
    }
}
