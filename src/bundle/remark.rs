//! What was noticed while a bundle was opened and did not stop it.

use super::armour::Armour;
use super::password::PasswordForm;
use crate::certificate::Sha256Digest;

/// Something a person may want to know about an opened bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// There was text armour around it.
    Armoured(Armour),
    /// Another form of the password than the one typed opened it.
    PasswordForm(PasswordForm),
    /// It has no MAC: nothing tells whether it was changed on its way.
    NoMac,
    /// Zeros or line ends follow its end.
    TrailingPadding {
        /// How many, bytes.
        bytes: usize,
    },
    /// Something else follows its end.
    TrailingBytes {
        /// How many bytes.
        bytes: usize,
    },
    /// Revocation lists were passed over.
    RevocationLists {
        /// How many.
        count: usize,
    },
    /// Secrets that are no private keys were passed over.
    Secrets {
        /// How many.
        count: usize,
    },
    /// Bags, or certificates of a kind, that are not known here were passed over.
    UnknownContent {
        /// Their usual name or dotted number.
        kind: String,
    },
    /// A certificate bag held something that is no readable X.509 certificate.
    UnreadableCertificate,
    /// A private key has no certificate in the bundle.
    LoneKey {
        /// The key's kind and size.
        key: String,
    },
    /// A private key is of a kind whose certificate cannot be found here.
    UnmatchableKey {
        /// The key's kind.
        key: String,
    },
    /// localKeyID joins a key with a certificate of another key; the public keys were believed.
    MisleadingLocalKeyId {
        /// SHA-256 of the certificate.
        certificate: Sha256Digest,
    },
    /// The same key, or the same certificate, is in it more than once.
    Repeated,
}

impl Remark {
    /// The remark's stable id, as JSON uses it.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::Armoured(_) => "armoured",
            Self::PasswordForm(_) => "password-form",
            Self::NoMac => "no-mac",
            Self::TrailingPadding { .. } => "trailing-padding",
            Self::TrailingBytes { .. } => "trailing-bytes",
            Self::RevocationLists { .. } => "revocation-lists",
            Self::Secrets { .. } => "secrets",
            Self::UnknownContent { .. } => "unknown-content",
            Self::UnreadableCertificate => "unreadable-certificate",
            Self::LoneKey { .. } => "lone-key",
            Self::UnmatchableKey { .. } => "unmatchable-key",
            Self::MisleadingLocalKeyId { .. } => "misleading-local-key-id",
            Self::Repeated => "repeated",
        }
    }
}
