//! How a private key can cross into a token encrypted: the transport keys, the mechanisms, the way that worked.

/// The kind of key pair that the token makes for one session, so that an AES key can be shared with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TransportKind {
    /// P-256 and `CKM_ECDH1_DERIVE`: made in milliseconds in software, in under a second on a chip.
    EllipticCurve,
    /// RSA 2048 and an AES key sent under it: up to half a second in software, tens of seconds on a chip.
    Rsa,
}

/// Which transport keys are worth making on a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Transports {
    /// Both kinds: the token is software.
    Any,
    /// Elliptic curves only, unless a wrapped import is insisted on.
    Quick,
    /// None: session keys do not exist there, or a pair asked for as one is kept for good.
    Never,
}

/// How the AES key got into the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Carriage {
    /// Agreed on: `CKM_ECDH1_DERIVE` without a derivation function.
    Agreement,
    /// Sent under `CKM_RSA_PKCS_OAEP` with SHA-1.
    OaepSha1,
    /// Sent under `CKM_RSA_PKCS_OAEP` with SHA-256.
    OaepSha256,
    /// Sent under `CKM_RSA_PKCS`.
    Pkcs1,
}

impl Carriage {
    /// The mechanism's name in the standard.
    #[must_use]
    pub fn mechanism(self) -> &'static str {
        match self {
            Self::Agreement => "CKM_ECDH1_DERIVE",
            Self::OaepSha1 | Self::OaepSha256 => "CKM_RSA_PKCS_OAEP",
            Self::Pkcs1 => "CKM_RSA_PKCS",
        }
    }
}

/// How the private key, as PKCS#8, is encrypted under the AES key; in the order in which they are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Wrapping {
    /// `CKM_AES_KEY_WRAP_KWP` (0x210B): RFC 5649 wherever it is known.
    KeyWrapKwp,
    /// `CKM_AES_KEY_WRAP_PAD` (0x210A) as RFC 5649, which it is on SoftHSM2; NSS takes it for something else.
    KeyWrapPad,
    /// `CKM_AES_KEY_WRAP` (0x2109): RFC 3394 over the PKCS#8, zeros behind it to a multiple of 8 bytes.
    KeyWrap,
    /// `CKM_AES_CBC_PAD`: not authenticated, and openCryptoki ignores the template.
    CbcPad,
    /// `CKM_RSA_AES_KEY_WRAP`: an AES key of its own under the RSA transport key, and RFC 5649.
    RsaAes,
}

impl Wrapping {
    /// The mechanism's name in the standard.
    #[must_use]
    pub fn mechanism(self) -> &'static str {
        match self {
            Self::KeyWrapKwp => "CKM_AES_KEY_WRAP_KWP",
            Self::KeyWrapPad => "CKM_AES_KEY_WRAP_PAD",
            Self::KeyWrap => "CKM_AES_KEY_WRAP",
            Self::CbcPad => "CKM_AES_CBC_PAD",
            Self::RsaAes => "CKM_RSA_AES_KEY_WRAP",
        }
    }
}

/// One way for a key to cross encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WrapPath {
    /// How the AES key got into the token.
    pub carriage: Carriage,
    /// How the private key is encrypted under it.
    pub wrapping: Wrapping,
}

/// Whether a key that was unwrapped is as the template asked (openCryptoki's `CKM_AES_CBC_PAD` ignores it).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is, and the private parts were refused.
    AsAsked,
    /// An attribute reads otherwise, such as `CKA_EXTRACTABLE`, or a private part came out.
    Otherwise {
        /// The attribute's name.
        attribute: &'static str,
    },
}
