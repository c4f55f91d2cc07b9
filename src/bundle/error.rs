//! Why a bundle is refused.

use std::io;

use jiff::Timestamp;

use super::ber::BerError;
use super::looks::LooksLike;
use super::oid::Oid;
use crate::certificate::Sha256Digest;

/// What told that a password is the wrong one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordCheck {
    /// The file's MAC did not come out under any spelling of the password.
    Mac,
    /// The file has no MAC; nothing in it could be decrypted.
    Decryption,
}

/// What an algorithm that is not here is needed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NeededFor {
    /// Opening the file: its encryption, its MAC, the way it is put together.
    Opening,
    /// Using the private key in it.
    Key,
}

/// What opening a file costs too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CostUnit {
    /// Iterations of a key derivation; scrypt's are N·r·p.
    Rounds,
    /// Bytes of memory at once.
    Bytes,
}

/// One identity of a bundle, as a refusal lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The leaf's subject, as text.
    pub subject: String,
    /// SHA-256 of the leaf.
    pub sha256: Sha256Digest,
    /// The last second of the leaf's validity, UTC.
    pub not_after: Timestamp,
}

/// Why a bundle, or an identity of it, cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// The file could not be read.
    #[error("the bundle could not be read")]
    Unreadable {
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// There is not one byte.
    #[error("the bundle is empty")]
    Empty,
    /// More bytes than any bundle has.
    #[error("the bundle has {bytes} bytes; at most {limit} are read")]
    TooLarge {
        /// Its size, bytes.
        bytes: u64,
        /// The most that is read, bytes.
        limit: u64,
    },
    /// The bytes are something else.
    #[error("not a PKCS#12 file{}", .looks_like.map_or_else(String::new, |it| format!(": it looks like {it}")))]
    NotPkcs12 {
        /// What they look like, where that can be told.
        looks_like: Option<LooksLike>,
    },
    /// A PKCS#12 file whose structure is broken.
    #[error("damaged at byte {at}: {reason}")]
    Damaged {
        /// The offset in the file (inside its armour, where it has one), bytes.
        at: usize,
        /// What is wrong there.
        reason: &'static str,
    },
    /// The password is not the file's.
    #[error("wrong password")]
    WrongPassword {
        /// What told so.
        check: PasswordCheck,
    },
    /// The password is right, and what it protects is broken.
    #[error("the password is right, but the content is damaged: {reason}")]
    ContentDamaged {
        /// What is wrong.
        reason: &'static str,
    },
    /// The file needs an algorithm that is not here.
    #[error("needs {name} ({oid})")]
    NeedsAlgorithm {
        /// The algorithm's usual name.
        name: String,
        /// Its object identifier, dotted.
        oid: String,
        /// What it is needed for.
        needed_for: NeededFor,
    },
    /// Opening would take longer, or more memory, than any honest file asks for.
    #[error("too costly to open: {cost} {} asked for, at most {limit} done", match .unit {
        CostUnit::Rounds => "rounds",
        CostUnit::Bytes => "bytes of memory",
    })]
    TooCostly {
        /// What the file asks for, in `unit`.
        cost: u64,
        /// The most that is done, in `unit`.
        limit: u64,
        /// What both count.
        unit: CostUnit,
    },
    /// There is no private key in it.
    #[error("the bundle holds no private key")]
    NoKey,
    /// There is no certificate in it.
    #[error("the bundle holds no certificate")]
    NoCertificate,
    /// It holds keys and certificates, and none of them belong together.
    #[error("the bundle's key and certificates do not belong together")]
    KeyMismatch {
        /// The keys' kinds and sizes.
        keys: Vec<String>,
        /// The certificates.
        certificates: Vec<Candidate>,
    },
    /// Several identities, none of which was chosen.
    #[error("the bundle holds {} identities; choose one", .candidates.len())]
    Ambiguous {
        /// The identities.
        candidates: Vec<Candidate>,
    },
    /// No identity is the one that was chosen.
    #[error("no identity in the bundle is the one chosen")]
    NoSuchLeaf {
        /// The identities there are.
        candidates: Vec<Candidate>,
    },
}

impl BundleError {
    /// The refusal's stable id; where JSON calls it by another one, `docs/pkcs12.md` says so.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "unreadable",
            Self::Empty => "empty",
            Self::TooLarge { .. } => "too-large",
            Self::NotPkcs12 { .. } => "not-pkcs12",
            Self::Damaged { .. } => "damaged",
            Self::WrongPassword { .. } => "wrong-password",
            Self::ContentDamaged { .. } => "content-damaged",
            Self::NeedsAlgorithm { .. } => "needs-algorithm",
            Self::TooCostly { .. } => "too-costly",
            Self::NoKey => "no-key",
            Self::NoCertificate => "no-certificate",
            Self::KeyMismatch { .. } => "key-mismatch",
            Self::Ambiguous { .. } => "ambiguous",
            Self::NoSuchLeaf { .. } => "no-such-leaf",
        }
    }

    pub(super) fn needs(oid: &Oid) -> Self {
        Self::NeedsAlgorithm {
            name: oid.name(),
            oid: oid.dotted(),
            needed_for: NeededFor::Opening,
        }
    }

    pub(super) fn needs_for_key(name: String, oid: String) -> Self {
        Self::NeedsAlgorithm {
            name,
            oid,
            needed_for: NeededFor::Key,
        }
    }
}

impl From<BerError> for BundleError {
    fn from(error: BerError) -> Self {
        Self::Damaged {
            at: error.at,
            reason: error.reason,
        }
    }
}
