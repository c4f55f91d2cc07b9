//! What is to be written: the content of an object before a template is made of it.

use crate::certificate::{Certificate, Curve, PublicKey};

/// What a key may be used for beyond signing, from the certificate's key usage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct KeyUse {
    /// CKA_DECRYPT and CKA_UNWRAP (RSA: keyEncipherment or dataEncipherment).
    pub decrypts: bool,
    /// CKA_DERIVE (EC: keyAgreement).
    pub derives: bool,
}

/// The private numbers of a key, borrowed from memory that wipes itself. No `Debug` of its own bytes.
#[derive(Clone, Copy)]
pub enum PrivateMaterial<'a> {
    /// All eight parts, unsigned big-endian without leading zeros (some modules demand the CRT parts).
    Rsa {
        /// CKA_MODULUS.
        modulus: &'a [u8],
        /// CKA_PUBLIC_EXPONENT.
        public_exponent: &'a [u8],
        /// CKA_PRIVATE_EXPONENT.
        private_exponent: &'a [u8],
        /// CKA_PRIME_1.
        prime_1: &'a [u8],
        /// CKA_PRIME_2.
        prime_2: &'a [u8],
        /// CKA_EXPONENT_1.
        exponent_1: &'a [u8],
        /// CKA_EXPONENT_2.
        exponent_2: &'a [u8],
        /// CKA_COEFFICIENT.
        coefficient: &'a [u8],
    },
    /// A scalar on a named curve.
    Ec {
        /// The curve: CKA_EC_PARAMS.
        curve: Curve,
        /// CKA_VALUE, unsigned big-endian.
        scalar: &'a [u8],
    },
}

impl std::fmt::Debug for PrivateMaterial<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PrivateMaterial")
    }
}

/// One object to be created.
#[derive(Debug, Clone, Copy)]
pub enum NewObject<'a> {
    /// A private key: CKA_TOKEN, CKA_PRIVATE, CKA_SENSITIVE and CKA_SIGN true, CKA_EXTRACTABLE false.
    PrivateKey {
        /// Its numbers.
        material: PrivateMaterial<'a>,
        /// CKA_LABEL.
        label: &'a str,
        /// CKA_ID.
        id: &'a [u8],
        /// What else it may do.
        key_use: KeyUse,
    },
    /// A public key: CKA_TOKEN and CKA_VERIFY true, CKA_PRIVATE false.
    PublicKey {
        /// The key.
        key: &'a PublicKey,
        /// CKA_LABEL.
        label: &'a str,
        /// CKA_ID.
        id: &'a [u8],
        /// What the private half may do besides signing.
        key_use: KeyUse,
    },
    /// A certificate: CKA_TOKEN true, CKA_PRIVATE false.
    Certificate {
        /// The certificate.
        certificate: &'a Certificate,
        /// CKA_LABEL.
        label: &'a str,
        /// CKA_ID.
        id: &'a [u8],
    },
}

/// How much of an optional template is left out, tried in this order after a refusal of the template.
///
/// CKA_TOKEN, CKA_PRIVATE, CKA_SENSITIVE and CKA_SIGN are never left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leanness {
    /// Everything that the profile takes.
    Usual,
    /// Without usage flags but CKA_SIGN or CKA_VERIFY.
    WithoutUsage,
    /// Without usage flags and CKA_EXTRACTABLE: what the module makes of it is read back and judged.
    Leanest,
}

/// What a key's template says beside what it must, where the module takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Optional {
    /// CKA_EXTRACTABLE false.
    Extractable,
    /// CKA_DECRYPT, CKA_UNWRAP and CKA_ENCRYPT of RSA keys, CKA_DERIVE of EC keys: said when false too, as
    /// SoftHSM2 takes silence for true.
    Usage,
}

impl Optional {
    /// The stable word for JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Extractable => "extractable",
            Self::Usage => "usage",
        }
    }
}

impl Leanness {
    /// Whether a template this lean says it.
    #[must_use]
    pub fn says(self, optional: Optional) -> bool {
        match (self, optional) {
            (Self::Usual, _) | (Self::WithoutUsage, Optional::Extractable) => true,
            (Self::WithoutUsage, Optional::Usage) | (Self::Leanest, _) => false,
        }
    }

    /// The next leaner template, where there is one.
    #[must_use]
    pub fn leaner(self) -> Option<Self> {
        match self {
            Self::Usual => Some(Self::WithoutUsage),
            Self::WithoutUsage => Some(Self::Leanest),
            Self::Leanest => None,
        }
    }
}
