//! Whether an identity is fit for a token: each reason against it is a finding of its own.
//!
//! ```
//! use tokendesk::bundle::{SealedBundle, fitness};
//! use tokendesk::clock::Now;
//! use tokendesk::secret::{BundlePassword, SecretText};
//!
//! let sealed = SealedBundle::read("fixtures/bundle/openssl-expired.p12".as_ref())?;
//! let password = BundlePassword::new(SecretText::new("password".to_owned()));
//! let opened = sealed.open(&password, &mut |_| {})?;
//! let now = Now::at("2026-04-01T00:00:00Z".parse().unwrap());
//! let findings = fitness::judge(&opened.identities()[0], now);
//! assert_eq!(findings[0].id(), "expired");
//! # Ok::<(), tokendesk::bundle::BundleError>(())
//! ```

use std::fmt;

use jiff::Timestamp;

use super::identity::BundleIdentity;
use crate::certificate::{Certificate, HashStrength, PublicKey, Sha256Digest, Standing};
use crate::clock::Now;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Told for completeness.
    Pass,
    /// Usable, with a reservation.
    Warn,
    /// Not fit to import.
    Fail,
}

/// One thing that was found about an identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The leaf's validity is over.
    Expired {
        /// Its last second, UTC.
        not_after: Timestamp,
    },
    /// The leaf's validity has not begun.
    NotYetValid {
        /// Its first second, UTC.
        not_before: Timestamp,
    },
    /// The leaf is valid.
    Current {
        /// Its last second, UTC.
        not_after: Timestamp,
    },
    /// The leaf is a CA's own certificate.
    LeafIsCa,
    /// Key usage leaves out the digital signature that a TLS client makes.
    NoDigitalSignature,
    /// Extended key usage leaves out client authentication.
    NoClientAuthentication,
    /// The key's kind cannot be imported.
    UnsupportedKey {
        /// Its kind.
        key: String,
    },
    /// An RSA key too short for today.
    WeakKey {
        /// Its length, bits.
        bits: u32,
    },
    /// The leaf, or a CA below the root, is signed over a broken hash.
    WeakHash {
        /// The certificate's subject.
        subject: String,
    },
    /// A signature that cannot be checked here: its issuer was told by the name alone.
    UnverifiedSignature {
        /// The certificate's subject.
        subject: String,
    },
    /// The bundle has no certificate of the leaf's issuer.
    NoChain {
        /// The issuer.
        issuer: String,
    },
    /// The chain ends below a root.
    IncompleteChain {
        /// The issuer of its last certificate.
        issuer: String,
    },
    /// A CA certificate of the chain is expired.
    ChainExpired {
        /// Its subject.
        subject: String,
        /// Its last second, UTC.
        not_after: Timestamp,
    },
    /// A certificate belongs to no identity of the bundle.
    Foreign {
        /// Its subject.
        subject: String,
        /// Its SHA-256.
        sha256: Sha256Digest,
    },
}

impl Finding {
    /// The stable id, as JSON and `explain` use it.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::Expired { .. } => "expired",
            Self::NotYetValid { .. } => "not-yet-valid",
            Self::Current { .. } => "current",
            Self::LeafIsCa => "leaf-is-ca",
            Self::NoDigitalSignature => "no-digital-signature",
            Self::NoClientAuthentication => "no-client-authentication",
            Self::UnsupportedKey { .. } => "unsupported-key",
            Self::WeakKey { .. } => "weak-key",
            Self::WeakHash { .. } => "weak-hash",
            Self::UnverifiedSignature { .. } => "unverified-signature",
            Self::NoChain { .. } => "no-chain",
            Self::IncompleteChain { .. } => "incomplete-chain",
            Self::ChainExpired { .. } => "chain-expired",
            Self::Foreign { .. } => "foreign-certificate",
        }
    }

    /// How much it weighs.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::Expired { .. } | Self::UnsupportedKey { .. } => Severity::Fail,
            Self::NotYetValid { .. }
            | Self::LeafIsCa
            | Self::NoDigitalSignature
            | Self::NoClientAuthentication
            | Self::WeakKey { .. }
            | Self::WeakHash { .. }
            | Self::UnverifiedSignature { .. }
            | Self::NoChain { .. }
            | Self::IncompleteChain { .. }
            | Self::ChainExpired { .. }
            | Self::Foreign { .. } => Severity::Warn,
            Self::Current { .. } => Severity::Pass,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Expired { not_after } => write!(f, "expired at {not_after}"),
            Self::NotYetValid { not_before } => write!(f, "valid only from {not_before}"),
            Self::Current { not_after } => write!(f, "valid until {not_after}"),
            Self::LeafIsCa => f.write_str("the key is that of a CA certificate"),
            Self::NoDigitalSignature => f.write_str("key usage without digital signature"),
            Self::NoClientAuthentication => {
                f.write_str("extended key usage without client authentication")
            }
            Self::UnsupportedKey { key } => {
                write!(f, "keys of this kind cannot be imported: {key}")
            }
            Self::WeakKey { bits } => write!(f, "an RSA key of only {bits} bits"),
            Self::WeakHash { subject } => write!(f, "signed over a broken hash: {subject}"),
            Self::UnverifiedSignature { subject } => {
                write!(f, "a signature that cannot be checked here: {subject}")
            }
            Self::NoChain { issuer } => write!(f, "the issuer is not in the bundle: {issuer}"),
            Self::IncompleteChain { issuer } => write!(f, "the chain ends below {issuer}"),
            Self::ChainExpired { subject, not_after } => {
                write!(f, "a CA expired at {not_after}: {subject}")
            }
            Self::Foreign { subject, .. } => write!(f, "belongs to no identity: {subject}"),
        }
    }
}

/// The shortest RSA modulus that is not called weak, bits.
const SOUND_RSA_BITS: u32 = 2_048;

/// Judges `identity` at `now`; the leaf's place in time comes first, always.
#[must_use]
pub fn judge(identity: &BundleIdentity, now: Now) -> Vec<Finding> {
    let leaf = identity.leaf();
    let mut findings = vec![match leaf.standing(now) {
        Standing::Expired => Finding::Expired {
            not_after: leaf.not_after(),
        },
        Standing::NotYetValid => Finding::NotYetValid {
            not_before: leaf.not_before(),
        },
        Standing::Current => Finding::Current {
            not_after: leaf.not_after(),
        },
    }];
    judge_key(identity, &mut findings);
    judge_purpose(leaf, &mut findings);
    judge_chain(identity, now, &mut findings);
    findings
}

/// Names the certificates that belong to no identity.
#[must_use]
pub fn judge_strangers(strangers: &[Certificate]) -> Vec<Finding> {
    strangers
        .iter()
        .map(|stranger| Finding::Foreign {
            subject: stranger.subject().to_string(),
            sha256: stranger.sha256(),
        })
        .collect()
}

fn judge_key(identity: &BundleIdentity, findings: &mut Vec<Finding>) {
    let key = identity.key();
    if !key.is_importable() {
        findings.push(Finding::UnsupportedKey {
            key: key.description(),
        });
    }
    if let (PublicKey::Rsa { .. }, Some(bits)) = (key.public_key(), key.public_key().bits())
        && bits < SOUND_RSA_BITS
    {
        findings.push(Finding::WeakKey { bits });
    }
}

fn judge_purpose(leaf: &Certificate, findings: &mut Vec<Finding>) {
    if leaf.is_ca() {
        findings.push(Finding::LeafIsCa);
    }
    if leaf.key_usage().is_some_and(|usage| !usage.signs) {
        findings.push(Finding::NoDigitalSignature);
    }
    if leaf
        .purposes()
        .is_some_and(|purposes| !purposes.authenticates_clients)
    {
        findings.push(Finding::NoClientAuthentication);
    }
}

fn judge_chain(identity: &BundleIdentity, now: Now, findings: &mut Vec<Finding>) {
    let (leaf, chain) = (identity.leaf(), identity.chain());
    let below_root = std::iter::once(leaf)
        .chain(chain)
        .filter(|it| !it.is_self_issued());
    for certificate in below_root {
        if certificate.signature_hash() == HashStrength::Broken {
            findings.push(Finding::WeakHash {
                subject: certificate.subject().to_string(),
            });
        }
    }
    for subject in identity.unverified() {
        findings.push(Finding::UnverifiedSignature {
            subject: subject.clone(),
        });
    }
    match chain.last() {
        None if leaf.is_self_issued() => {}
        None => findings.push(Finding::NoChain {
            issuer: leaf.issuer().to_string(),
        }),
        Some(last) if last.is_self_issued() => {}
        Some(last) => findings.push(Finding::IncompleteChain {
            issuer: last.issuer().to_string(),
        }),
    }
    for certificate in chain {
        if certificate.standing(now) == Standing::Expired {
            findings.push(Finding::ChainExpired {
                subject: certificate.subject().to_string(),
                not_after: certificate.not_after(),
            });
        }
    }
}
