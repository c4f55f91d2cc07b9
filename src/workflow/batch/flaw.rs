//! What may be wrong with a source, told before the first token is touched.

use crate::bundle::BundleError;
use crate::bundle::fitness::Finding;
use crate::token::TokenSerial;
use crate::ui::secret_source::{SecretFileWarning, SecretSourceError};

use super::row::Row;

/// How much a flaw weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Worth knowing; nothing is held back for it.
    Note,
    /// Something expected is not there, or must be asked about.
    Warn,
    /// An identity or a row is refused, and the batch ends with the bundle's exit status whatever becomes of the others.
    Refuse,
}

impl Weight {
    /// The stable word for JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warn => "warn",
            Self::Refuse => "refuse",
        }
    }
}

/// Something about a source that a person must know.
#[derive(Debug)]
pub struct Flaw {
    /// The bundle below the source's folder, where it is about one.
    pub bundle: Option<String>,
    /// The line of the list, from 1, where it is about one.
    pub line: Option<u32>,
    /// What it is.
    pub kind: FlawKind,
}

/// What may be wrong with a source.
#[derive(Debug)]
pub enum FlawKind {
    /// A file in the folder is no bundle; passed over.
    NotABundle,
    /// A bundle cannot be opened.
    Unreadable(BundleError),
    /// The password of a bundle cannot be had from its file.
    NoPassword(SecretSourceError),
    /// The PIN of a token cannot be had from the file that the list names.
    NoPin(SecretSourceError),
    /// The password's file lies where anybody may read it.
    PasswordFile(SecretFileWarning),
    /// An identity is not fit to import: expired, or of a kind that cannot be written.
    Unfit {
        /// Its subject.
        subject: String,
        /// What was found about it.
        findings: Vec<Finding>,
    },
    /// An identity is not on the list.
    Stranger {
        /// Its subject.
        subject: String,
        /// Its serial number, hexadecimal.
        serial: String,
    },
    /// No bundle holds what the list names.
    Missing(Box<Row>),
    /// The same identity lies in another bundle already; this copy is passed over.
    SameIdentity {
        /// The bundle that is used.
        first: String,
    },
    /// Other identities on offer have the same subject: a token's owner alone does not say which one it gets.
    SameSubject {
        /// The subject.
        subject: String,
        /// The other bundles.
        others: Vec<String>,
    },
    /// A number in the list was rounded by a spreadsheet.
    LostDigits {
        /// The column's heading.
        heading: String,
        /// The number as it is shown.
        shown: String,
    },
    /// The certificate's serial number in the list is no number.
    NotASerial {
        /// What stands there.
        text: String,
    },
    /// A row names neither a certificate nor a file.
    NothingNamed,
    /// Several rows name the same token.
    TokenTwice {
        /// The token.
        token: TokenSerial,
        /// The rows' lines.
        lines: Vec<u32>,
    },
    /// Several rows name the same identity.
    IdentityTwice {
        /// The rows' lines.
        lines: Vec<u32>,
    },
    /// One row names several identities: it cannot be told which one it means.
    Ambiguous {
        /// The bundles they are in.
        bundles: Vec<String>,
    },
}

impl FlawKind {
    /// The stable id for JSON and `explain`.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::NotABundle => "not-a-bundle",
            Self::Unreadable(_) => "bundle-not-opened",
            Self::NoPassword(_) => "no-password",
            Self::NoPin(_) => "no-pin",
            Self::PasswordFile(_) => "password-without-modes",
            Self::Unfit { .. } => "bundle-unfit",
            Self::Stranger { .. } => "stranger",
            Self::Missing(_) => "missing-bundle",
            Self::SameIdentity { .. } => "same-identity",
            Self::SameSubject { .. } => "same-subject",
            Self::LostDigits { .. } => "lost-digits",
            Self::NotASerial { .. } => "not-a-serial",
            Self::NothingNamed => "nothing-named",
            Self::TokenTwice { .. } => "token-twice",
            Self::IdentityTwice { .. } => "identity-twice",
            Self::Ambiguous { .. } => "ambiguous-row",
        }
    }

    /// How much it weighs.
    #[must_use]
    pub fn weight(&self) -> Weight {
        match self {
            Self::NotABundle | Self::SameIdentity { .. } => Weight::Note,
            Self::Missing(_) | Self::SameSubject { .. } | Self::PasswordFile(_) => Weight::Warn,
            Self::Unreadable(_)
            | Self::NoPassword(_)
            | Self::NoPin(_)
            | Self::Unfit { .. }
            | Self::Stranger { .. }
            | Self::LostDigits { .. }
            | Self::NotASerial { .. }
            | Self::NothingNamed
            | Self::TokenTwice { .. }
            | Self::IdentityTwice { .. }
            | Self::Ambiguous { .. } => Weight::Refuse,
        }
    }
}
