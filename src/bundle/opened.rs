//! An opened bundle: what it held, and the choice of one identity.

use std::fmt;
use std::sync::Arc;

use super::bag::Attributes;
use super::chain::Pool;
use super::choice::LeafChoice;
use super::error::BundleError;
use super::identity::{self, BundleIdentity};
use super::key::PrivateKey;
use super::remark::Remark;
use crate::certificate::{Certificate, Sha256Digest};

/// How a bundle was protected: each scheme as text, the MAC last, where there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encryption {
    pub(super) schemes: Vec<String>,
    pub(super) mac: Option<String>,
}

impl Encryption {
    /// The encryption schemes, such as `PBES2 AES-256-CBC, HMAC-SHA256, 2048`, each once.
    #[must_use]
    pub fn schemes(&self) -> &[String] {
        &self.schemes
    }

    /// The MAC, such as `MAC SHA256, 2048`.
    #[must_use]
    pub fn mac(&self) -> Option<&str> {
        self.mac.as_deref()
    }
}

impl fmt::Display for Encryption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts: Vec<&str> = self.schemes.iter().map(String::as_str).collect();
        if parts.is_empty() {
            parts.push("not encrypted");
        }
        parts.push(self.mac.as_deref().unwrap_or("no MAC"));
        f.write_str(&parts.join("; "))
    }
}

/// A bundle with its one chosen identity.
#[derive(Debug)]
pub struct Bundle {
    /// The identity.
    pub identity: BundleIdentity,
    /// SHA-256 of the file.
    pub sha256: Sha256Digest,
    /// How it was protected.
    pub encryption: Encryption,
    /// Certificates that belong to none of its identities.
    pub strangers: Vec<Certificate>,
    /// What was noticed.
    pub remarks: Vec<Remark>,
}

/// A bundle whose content is decrypted, keys and certificates joined.
#[derive(Debug)]
pub struct OpenedBundle {
    sha256: Sha256Digest,
    identities: Vec<BundleIdentity>,
    lone_keys: Vec<Arc<PrivateKey>>,
    strangers: Vec<Certificate>,
    encryption: Encryption,
    remarks: Vec<Remark>,
}

/// What was found in the bags.
pub(super) struct Found {
    pub keys: Vec<(PrivateKey, Attributes)>,
    pub certificates: Vec<(Certificate, Attributes)>,
}

impl OpenedBundle {
    pub(super) fn join(
        sha256: Sha256Digest,
        found: Found,
        encryption: Encryption,
        mut remarks: Vec<Remark>,
    ) -> Self {
        let certificates = without_repeats(found.certificates, &mut remarks, |a, b| a == b);
        let keys = without_repeats(found.keys, &mut remarks, |a, b| {
            a.public_key() == b.public_key() && a.pkcs8().expose() == b.pkcs8().expose()
        });
        let mut pool = Pool::new(certificates.iter().map(|(it, _)| it));
        let mut opened = Self {
            sha256,
            identities: Vec::new(),
            lone_keys: Vec::new(),
            strangers: Vec::new(),
            encryption,
            remarks,
        };
        for (key, attributes) in keys {
            opened.join_key(Arc::new(key), &attributes, &certificates, &mut pool);
        }
        opened.strangers = certificates
            .into_iter()
            .map(|(it, _)| it)
            .filter(|it| !opened.identities.iter().any(|identity| holds(identity, it)))
            .collect();
        opened
    }

    fn join_key(
        &mut self,
        key: Arc<PrivateKey>,
        attributes: &Attributes,
        certificates: &[(Certificate, Attributes)],
        pool: &mut Pool,
    ) {
        let before = self.identities.len();
        for (place, (certificate, its)) in certificates.iter().enumerate() {
            if key.belongs_to(certificate.public_key()) {
                let name = its.friendly_name.clone();
                self.identities.push(BundleIdentity::new(
                    certificate.clone(),
                    pool.chain(place),
                    Arc::clone(&key),
                    name.or_else(|| attributes.friendly_name.clone()),
                ));
            } else if key.is_matchable()
                && its.local_key_id.is_some()
                && its.local_key_id == attributes.local_key_id
            {
                self.remarks.push(Remark::MisleadingLocalKeyId {
                    certificate: certificate.sha256(),
                });
            }
        }
        if self.identities.len() == before {
            let description = key.description();
            self.remarks.push(if key.is_matchable() {
                Remark::LoneKey { key: description }
            } else {
                Remark::UnmatchableKey { key: description }
            });
            self.lone_keys.push(key);
        }
    }

    /// SHA-256 of the file.
    #[must_use]
    pub fn sha256(&self) -> Sha256Digest {
        self.sha256
    }

    /// The identities, in the order of their keys in the bundle.
    #[must_use]
    pub fn identities(&self) -> &[BundleIdentity] {
        &self.identities
    }

    /// Lets go of the private key of every identity.
    pub fn forget_keys(&self) {
        for identity in &self.identities {
            identity.forget_key();
        }
    }

    /// Lets go of every private key but the one of the identity at `place`.
    pub fn forget_other_keys(&mut self, place: usize) {
        for (other, identity) in self.identities.iter().enumerate() {
            if other != place {
                identity.forget_key();
            }
        }
        self.lone_keys.clear();
    }

    /// Keys for which there is no certificate.
    #[must_use]
    pub fn lone_keys(&self) -> &[Arc<PrivateKey>] {
        &self.lone_keys
    }

    /// Certificates that belong to no identity and to no identity's chain.
    #[must_use]
    pub fn strangers(&self) -> &[Certificate] {
        &self.strangers
    }

    /// How the bundle was protected.
    #[must_use]
    pub fn encryption(&self) -> &Encryption {
        &self.encryption
    }

    /// What was noticed.
    #[must_use]
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// Finds the one identity that `choice` means: its place among [`OpenedBundle::identities`].
    ///
    /// # Errors
    /// [`BundleError::NoKey`], [`BundleError::NoCertificate`], [`BundleError::KeyMismatch`], and
    /// [`BundleError::NeedsAlgorithm`] for a key of a kind that cannot be matched here, when there
    /// is no identity at all; [`BundleError::NoSuchLeaf`] when none is meant;
    /// [`BundleError::Ambiguous`] when more than one is.
    pub fn place(&self, choice: &LeafChoice) -> Result<usize, BundleError> {
        if self.identities.is_empty() {
            return Err(self.without_identity());
        }
        let leaves: Vec<&Certificate> = self.identities.iter().map(BundleIdentity::leaf).collect();
        let meant = choice.meant(&leaves);
        match meant.as_slice() {
            [place] => Ok(*place),
            [] => Err(BundleError::NoSuchLeaf {
                candidates: self
                    .identities
                    .iter()
                    .map(BundleIdentity::candidate)
                    .collect(),
            }),
            several => Err(BundleError::Ambiguous {
                candidates: several
                    .iter()
                    .filter_map(|place| self.identities.get(*place))
                    .map(BundleIdentity::candidate)
                    .collect(),
            }),
        }
    }

    /// Takes the one identity that `choice` means.
    ///
    /// # Errors
    /// As [`OpenedBundle::place`].
    pub fn choose(mut self, choice: &LeafChoice) -> Result<Bundle, BundleError> {
        let identity = self.identities.swap_remove(self.place(choice)?);
        Ok(Bundle {
            identity,
            sha256: self.sha256,
            encryption: self.encryption,
            strangers: self.strangers,
            remarks: self.remarks,
        })
    }

    fn without_identity(&self) -> BundleError {
        let unmatched = self.lone_keys.iter().find_map(|key| match &**key {
            PrivateKey::Other(key) => key.unmatched(),
            PrivateKey::Rsa(_) | PrivateKey::Ec(_) => None,
        });
        if let Some(refusal) = unmatched {
            return refusal;
        }
        let has_unreadable = self.remarks.contains(&Remark::UnreadableCertificate);
        match (self.lone_keys.is_empty(), self.strangers.is_empty()) {
            (true, _) => BundleError::NoKey,
            // It may well be the key's own.
            (false, _) if has_unreadable => BundleError::ContentDamaged {
                reason: "a certificate in it cannot be read",
            },
            (false, true) => BundleError::NoCertificate,
            (false, false) => BundleError::KeyMismatch {
                keys: self.lone_keys.iter().map(|key| key.description()).collect(),
                certificates: self.strangers.iter().map(identity::candidate).collect(),
            },
        }
    }
}

fn holds(identity: &BundleIdentity, certificate: &Certificate) -> bool {
    identity.leaf() == certificate || identity.chain().contains(certificate)
}

/// Keeps the first of those that are the same; its missing attributes are taken from the others.
fn without_repeats<T>(
    all: Vec<(T, Attributes)>,
    remarks: &mut Vec<Remark>,
    same: impl Fn(&T, &T) -> bool,
) -> Vec<(T, Attributes)> {
    let mut kept: Vec<(T, Attributes)> = Vec::new();
    for (it, attributes) in all {
        match kept.iter_mut().find(|(known, _)| same(known, &it)) {
            Some((_, known)) => {
                if known.friendly_name.is_none() {
                    known.friendly_name = attributes.friendly_name;
                }
                if !remarks.contains(&Remark::Repeated) {
                    remarks.push(Remark::Repeated);
                }
            }
            None => kept.push((it, attributes)),
        }
    }
    kept
}
