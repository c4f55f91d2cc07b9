//! A mutual-TLS handshake inside this process, the client's signature made by the token.
//!
//! Client and server are both ours and speak through memory: no byte leaves the process. What comes of it is what
//! the programs that use the token will meet: TLS 1.3 needs RSA-PSS from an RSA key, which some tokens cannot make.

use jiff::Timestamp;

use crate::certificate::{Certificate, PublicKey, Sha256Digest, SignatureHash, SignatureScheme};
use crate::clock::Now;
use crate::token::{Handle, ReturnCode, TokenError, TokenReader, Trouble};

mod bridge;
mod finding;
mod judge;
mod memory;
mod party;
mod path;

pub(super) use bridge::{Asked, RemoteKey, lend};
pub use finding::findings;
pub(super) use memory::{FixedTime, presented};
pub use path::path;

/// A version of TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TlsVersion {
    /// TLS 1.2 (RFC 5246).
    Tls12,
    /// TLS 1.3 (RFC 8446).
    Tls13,
}

impl TlsVersion {
    /// The version's number, such as `1.3`.
    #[must_use]
    pub fn number(self) -> &'static str {
        match self {
            Self::Tls12 => "1.2",
            Self::Tls13 => "1.3",
        }
    }
}

/// The token's part in a handshake.
#[derive(Debug, Clone)]
pub struct Party<'a> {
    /// The private key.
    pub key: Handle,
    /// Its certificate.
    pub leaf: &'a Certificate,
    /// The certificates above it, its issuer first, as far as they are there.
    pub chain: Vec<&'a Certificate>,
    /// The instant of the run; a certificate that starts later is judged at its first second.
    pub now: Now,
}

/// How a handshake with one version of TLS went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attempt {
    /// The server verified the client's signature.
    Works {
        /// How the client signed.
        scheme: SignatureScheme,
        /// The mechanism that made the signature, such as `CKM_RSA_PKCS_PSS`.
        mechanism: &'static str,
    },
    /// The token does not sign as this version needs it.
    Refused {
        /// How it was to sign.
        scheme: SignatureScheme,
        /// The C function that refused, where a call failed.
        function: Option<&'static str>,
        /// What it answered, where it was a code.
        code: Option<ReturnCode>,
    },
    /// The token signed, and the signature does not verify.
    BadSignature {
        /// How it was to sign.
        scheme: SignatureScheme,
        /// The mechanism.
        mechanism: &'static str,
    },
    /// This program cannot try it: nothing is said of the token.
    Limit(Limit),
}

/// Why this program cannot try a handshake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Limit {
    /// Its TLS takes no such keys.
    Key {
        /// The key's kind and size, such as `RSA 1024`.
        key: String,
    },
    /// Its TLS gave up.
    Tls {
        /// What it said.
        reason: String,
    },
}

/// The bare RSA operation: what signs by it pads for RSA-PSS itself, as few programs do.
pub const BARE_RSA: &str = "CKM_RSA_X_509";

impl Attempt {
    /// Whether the handshake came to its end.
    #[must_use]
    pub fn works(&self) -> bool {
        matches!(self, Self::Works { .. })
    }

    /// The mechanism by which it came to its end; `None` where it did not.
    #[must_use]
    pub fn signed_by(&self) -> Option<&'static str> {
        match self {
            Self::Works { mechanism, .. } => Some(mechanism),
            Self::Refused { .. } | Self::BadSignature { .. } | Self::Limit(_) => None,
        }
    }

    fn is_by_bare_rsa(&self) -> bool {
        matches!(self, Self::Works { mechanism, .. } if *mechanism == BARE_RSA)
    }

    fn is_limit(&self) -> bool {
        matches!(self, Self::Limit(_))
    }
}

/// What the server thinks of the certificates, the top of the chain being its anchor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trust {
    /// It trusts them for logging in.
    Trusted,
    /// Nothing above the leaf is known: the signature alone was verified.
    NoChain,
    /// The leaf, or a CA above it, is not for logging in (extended key usage).
    Purpose,
    /// A certificate is not valid at the leaf's first second, or now.
    Dates,
    /// The verifier cannot judge them; another may.
    Limit {
        /// What it said.
        reason: String,
    },
}

/// What both handshakes come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TlsVerdict {
    /// TLS 1.2 and 1.3.
    Both,
    /// TLS 1.2; TLS 1.3 in programs that make the padding of RSA-PSS themselves.
    BothWithOwnPadding,
    /// TLS 1.2 alone.
    Tls12Only,
    /// TLS 1.3 alone.
    Tls13Only,
    /// Neither.
    Neither,
    /// It could not be tried.
    NotTried,
}

impl TlsVerdict {
    /// The stable word for JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Both => "tls-1.2-and-1.3",
            Self::BothWithOwnPadding => "tls-1.3-with-own-padding",
            Self::Tls12Only => "tls-1.2-only",
            Self::Tls13Only => "tls-1.3-only",
            Self::Neither => "no-tls",
            Self::NotTried => "not-tried",
        }
    }
}

/// What the handshakes with one key and its certificate came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handshake {
    /// SHA-256 of the certificate.
    pub certificate: Sha256Digest,
    /// Its subject.
    pub subject: String,
    /// With TLS 1.2.
    pub tls12: Attempt,
    /// With TLS 1.3.
    pub tls13: Attempt,
    /// What the server thought of the certificates.
    pub trust: Trust,
    /// The instant the certificates were judged at, UTC: now, or the leaf's first second where that is later.
    pub at: Timestamp,
}

impl Handshake {
    /// What both come to.
    #[must_use]
    pub fn verdict(&self) -> TlsVerdict {
        match (self.tls12.works(), self.tls13.works()) {
            (true, true) if self.tls13.is_by_bare_rsa() => TlsVerdict::BothWithOwnPadding,
            (true, true) => TlsVerdict::Both,
            (true, false) => TlsVerdict::Tls12Only,
            (false, true) => TlsVerdict::Tls13Only,
            (false, false) if self.tls12.is_limit() || self.tls13.is_limit() => {
                TlsVerdict::NotTried
            }
            (false, false) => TlsVerdict::Neither,
        }
    }

    /// The schemes that the token can be expected to sign by, the one for TLS 1.3 first: those that worked, with
    /// any hash.
    #[must_use]
    pub fn offers(&self) -> Vec<SignatureScheme> {
        use SignatureHash::{Sha256, Sha384, Sha512};
        let mut offers = Vec::new();
        for attempt in [&self.tls13, &self.tls12] {
            match attempt {
                Attempt::Works { scheme, .. } => offers.extend(match scheme {
                    SignatureScheme::RsaPss(_) => [Sha256, Sha384, Sha512]
                        .map(SignatureScheme::RsaPss)
                        .to_vec(),
                    SignatureScheme::RsaPkcs1(_) => [Sha256, Sha384, Sha512]
                        .map(SignatureScheme::RsaPkcs1)
                        .to_vec(),
                    SignatureScheme::Ecdsa(_) => vec![*scheme],
                }),
                Attempt::Refused { .. } | Attempt::BadSignature { .. } | Attempt::Limit(_) => {}
            }
        }
        offers
    }
}

/// Tries TLS 1.2 and 1.3. Each handshake that works costs one signature.
///
/// # Errors
/// [`TokenError`] when the token is gone or nobody is logged in any more: then nothing is said of it.
pub fn shake(token: &mut dyn TokenReader, party: &Party<'_>) -> Result<Handshake, TokenError> {
    let at = party.now.timestamp().max(party.leaf.not_before());
    let mut trust = None;
    let tls13 = attempt(token, party, TlsVersion::Tls13, at, &mut trust)?;
    let tls12 = attempt(token, party, TlsVersion::Tls12, at, &mut trust)?;
    Ok(Handshake {
        certificate: party.leaf.sha256(),
        subject: party.leaf.subject().to_string(),
        tls12,
        tls13,
        trust: trust.unwrap_or_else(|| Trust::Limit {
            reason: "no handshake came so far".to_owned(),
        }),
        at,
    })
}

/// How a key signs with a version, the most usual first. In TLS 1.2 an RSA key may sign either way, and Chromium
/// does it by PKCS#1.
fn schemes(key: &PublicKey, version: TlsVersion) -> Vec<SignatureScheme> {
    let hash = SignatureHash::Sha256;
    match (key, version) {
        (PublicKey::Rsa { .. }, TlsVersion::Tls12) => vec![
            SignatureScheme::RsaPkcs1(hash),
            SignatureScheme::RsaPss(hash),
        ],
        (PublicKey::Rsa { .. }, TlsVersion::Tls13) => vec![SignatureScheme::RsaPss(hash)],
        (PublicKey::Ec { curve, .. }, _) => vec![SignatureScheme::Ecdsa(*curve)],
        (PublicKey::Other { .. }, _) => Vec::new(),
    }
}

/// The smallest RSA key that the verifiers here take, bits.
const SMALLEST_RSA: u32 = 2048;

fn attempt(
    token: &mut dyn TokenReader,
    party: &Party<'_>,
    version: TlsVersion,
    at: Timestamp,
    trust: &mut Option<Trust>,
) -> Result<Attempt, TokenError> {
    let key = party.leaf.public_key();
    let is_short = matches!(key, PublicKey::Rsa { .. }) && key.bits() < Some(SMALLEST_RSA);
    let schemes = schemes(key, version);
    if is_short || schemes.is_empty() {
        let key = key.description();
        return Ok(Attempt::Limit(Limit::Key { key }));
    }
    let mut first = None;
    for scheme in schemes {
        let came = with(token, party, version, scheme, at, trust)?;
        if came.works() {
            return Ok(came);
        }
        first.get_or_insert(came);
    }
    let key = key.description();
    Ok(first.unwrap_or(Attempt::Limit(Limit::Key { key })))
}

fn with(
    token: &mut dyn TokenReader,
    party: &Party<'_>,
    version: TlsVersion,
    scheme: SignatureScheme,
    at: Timestamp,
    trust: &mut Option<Trust>,
) -> Result<Attempt, TokenError> {
    let public = party.leaf.public_key();
    let ends = memory::Ends::new(party, version, at);
    let lent = lend(token, party.key, public, &[scheme], |key| ends.meet(key));
    let (came, asked) = match lent {
        Ok(lent) => lent,
        Err(error) => {
            let reason = error.to_string();
            return Ok(Attempt::Limit(Limit::Tls { reason }));
        }
    };
    if let Some(found) = came.trust {
        trust.get_or_insert(found);
    }
    for one in asked {
        match one {
            Asked::Signed { mechanism } => {
                if came.error.is_none() {
                    return Ok(Attempt::Works { scheme, mechanism });
                }
            }
            Asked::Unverified { mechanism } => {
                return Ok(Attempt::BadSignature { scheme, mechanism });
            }
            Asked::Refused(error) if is_lost(&error) => return Err(error),
            Asked::Refused(error) => {
                return Ok(Attempt::Refused {
                    scheme,
                    function: error.function(),
                    code: error.code(),
                });
            }
        }
    }
    let reason = came.error;
    let reason = reason.unwrap_or_else(|| "the client was not asked to sign".to_owned());
    Ok(Attempt::Limit(Limit::Tls { reason }))
}

/// Whether an answer says that the token, its session or its login is gone: nothing about what it can do.
pub(super) fn is_lost(error: &TokenError) -> bool {
    match error.trouble() {
        Trouble::Removed
        | Trouble::NotLoggedIn
        | Trouble::NoSuchObject
        | Trouble::PinRefused
        | Trouble::PinLocked
        | Trouble::PinExpired
        | Trouble::PinForm => true,
        Trouble::WriteProtected
        | Trouble::Full
        | Trouble::Template
        | Trouble::Unsupported
        | Trouble::DataInvalid
        | Trouble::Other => false,
    }
}
