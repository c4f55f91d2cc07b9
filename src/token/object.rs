//! An object on a token as what it holds.

use crate::certificate::{Certificate, PublicKey, Sha256Digest};

/// A handle: a number that is good in one session of one process and proves nothing by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Handle(pub u64);

/// CKA_CLASS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ObjectClass {
    /// CKO_CERTIFICATE.
    Certificate,
    /// CKO_PRIVATE_KEY.
    PrivateKey,
    /// CKO_PUBLIC_KEY.
    PublicKey,
    /// CKO_SECRET_KEY.
    SecretKey,
    /// CKO_DATA.
    Data,
    /// Any other class, vendors' own included, or one that could not be read (the highest number).
    Other(u64),
}

impl ObjectClass {
    /// The stable word for JSON, plans and the journal.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Certificate => "certificate",
            Self::PrivateKey => "private-key",
            Self::PublicKey => "public-key",
            Self::SecretKey => "secret-key",
            Self::Data => "data",
            Self::Other(_) => "other",
        }
    }
}

/// Flags of a private key as read back; `None` where the module does not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct KeyFlags {
    /// CKA_SENSITIVE.
    pub sensitive: Option<bool>,
    /// CKA_EXTRACTABLE.
    pub extractable: Option<bool>,
    /// CKA_SIGN.
    pub sign: Option<bool>,
}

/// What an object holds, as far as it can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// An X.509 certificate.
    Certificate(Box<Certificate>),
    /// A certificate object whose value is no readable certificate; the value's digest.
    UnreadableCertificate(Sha256Digest),
    /// A private key; the public part where the object shows one.
    PrivateKey {
        /// The public key, where the object shows it.
        public: Option<PublicKey>,
        /// The key's kind, where it is one that signs.
        kind: Option<super::KeyKind>,
        /// Its flags.
        flags: KeyFlags,
    },
    /// A public key; the key itself where it can be read.
    PublicKey {
        /// The public key, where it can be read.
        public: Option<PublicKey>,
    },
    /// Anything else; the digest of the value where there is a readable one.
    Other(Option<Sha256Digest>),
}

/// One object: what it is and where it can be reached now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    /// Where it can be reached in this session.
    pub handle: Handle,
    /// Its class.
    pub class: ObjectClass,
    /// CKA_LABEL, decoded lossily; empty when absent.
    pub label: String,
    /// CKA_ID's bytes; empty when absent.
    pub id: Vec<u8>,
    /// CKA_TOKEN, where the module tells. SoftHSM2's ghosts say false.
    pub is_token_object: Option<bool>,
    /// CKA_PRIVATE, where the module tells.
    pub is_private: Option<bool>,
    /// What it holds.
    pub content: Content,
}

impl Object {
    /// The certificate, where the object holds a readable one.
    #[must_use]
    pub fn certificate(&self) -> Option<&Certificate> {
        match &self.content {
            Content::Certificate(certificate) => Some(certificate),
            _ => None,
        }
    }

    /// The public key that the object itself shows: a certificate's, or a key object's.
    #[must_use]
    pub fn public_key(&self) -> Option<&PublicKey> {
        match &self.content {
            Content::Certificate(certificate) => Some(certificate.public_key()),
            Content::PrivateKey { public, .. } | Content::PublicKey { public } => public.as_ref(),
            Content::UnreadableCertificate(_) | Content::Other(_) => None,
        }
    }

    /// SHA-256 of what the object holds: of a certificate's value, of a key's public material, of a
    /// value; of class and id where nothing else can be read.
    #[must_use]
    pub fn sha256(&self) -> Sha256Digest {
        match &self.content {
            Content::Certificate(certificate) => certificate.sha256(),
            Content::UnreadableCertificate(digest) | Content::Other(Some(digest)) => *digest,
            Content::PrivateKey {
                public: Some(public),
                ..
            }
            | Content::PublicKey {
                public: Some(public),
            } => public.sha256(),
            Content::PrivateKey { public: None, .. }
            | Content::PublicKey { public: None }
            | Content::Other(None) => {
                let mut bytes = format!("{}\0", self.class.word()).into_bytes();
                bytes.extend(&self.id);
                Sha256Digest::of(&bytes)
            }
        }
    }

    /// Whether it is what SoftHSM2 leaves after a creation that was refused or cut off: a key without id, label and
    /// public part, or a certificate without id, label and value.
    #[must_use]
    pub fn looks_like_a_ghost(&self) -> bool {
        let is_hollow = match &self.content {
            Content::Other(None) => self.class == ObjectClass::Certificate,
            Content::PrivateKey { public, .. } => public.is_none(),
            Content::PublicKey { public } => public.is_none(),
            Content::Certificate(_)
            | Content::UnreadableCertificate(_)
            | Content::Other(Some(_)) => false,
        };
        is_hollow && self.id.is_empty() && self.label.is_empty()
    }

    /// Whether it is a ghost that can be told from another program's nameless key: it says that it is no token object.
    #[must_use]
    pub fn is_surely_a_ghost(&self) -> bool {
        self.looks_like_a_ghost() && self.is_token_object == Some(false)
    }
}
