//! A key with its certificate, and the chain above it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::chain::Chain;
use super::error::Candidate;
use super::key::PrivateKey;
use crate::certificate::{Certificate, PublicKey};

/// What may be told of a private key, long after it was forgotten.
#[derive(Debug, Clone)]
pub struct KeyFacts {
    public: PublicKey,
    description: String,
    is_importable: bool,
}

impl KeyFacts {
    /// Its public key; for a kind that is not imported, as much of it as could be told.
    #[must_use]
    pub fn public_key(&self) -> &PublicKey {
        &self.public
    }

    /// The kind and size, such as `RSA 2048`, `EC P-256` or `Ed25519`.
    #[must_use]
    pub fn description(&self) -> String {
        self.description.clone()
    }

    /// Whether it is of a kind that can be imported.
    #[must_use]
    pub fn is_importable(&self) -> bool {
        self.is_importable
    }
}

/// A private key, the certificate of its public key, and that certificate's chain.
#[derive(Debug, Clone)]
pub struct BundleIdentity {
    leaf: Certificate,
    chain: Chain,
    facts: KeyFacts,
    /// Shared by every copy of this identity, so that the key is forgotten in all of them.
    key: Arc<Mutex<Option<Arc<PrivateKey>>>>,
    friendly_name: Option<String>,
}

impl BundleIdentity {
    pub(super) fn new(
        leaf: Certificate,
        chain: Chain,
        key: Arc<PrivateKey>,
        friendly_name: Option<String>,
    ) -> Self {
        Self {
            leaf,
            chain,
            facts: KeyFacts {
                public: key.public_key(),
                description: key.description(),
                is_importable: !matches!(*key, PrivateKey::Other(_)),
            },
            key: Arc::new(Mutex::new(Some(key))),
            friendly_name,
        }
    }

    /// The certificate of the key.
    #[must_use]
    pub fn leaf(&self) -> &Certificate {
        &self.leaf
    }

    /// The certificates above it as far as the bundle has them: its issuer first, the root last.
    #[must_use]
    pub fn chain(&self) -> &[Certificate] {
        &self.chain.above
    }

    /// The subjects of those in leaf and chain whose signature cannot be checked here: their issuer was
    /// told by the name alone.
    #[must_use]
    pub fn unverified(&self) -> &[String] {
        &self.chain.unverified
    }

    /// What may be told of the private key.
    #[must_use]
    pub fn key(&self) -> &KeyFacts {
        &self.facts
    }

    /// The private key, until it is forgotten; whoever takes it lets it go as soon as it can.
    #[must_use]
    pub fn private_key(&self) -> Option<Arc<PrivateKey>> {
        self.held().clone()
    }

    /// Lets the private key go; it is wiped when nobody has it any more.
    pub fn forget_key(&self) {
        drop(self.held().take());
    }

    fn held(&self) -> MutexGuard<'_, Option<Arc<PrivateKey>>> {
        self.key.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The name its maker gave it, where there is one.
    #[must_use]
    pub fn friendly_name(&self) -> Option<&str> {
        self.friendly_name.as_deref()
    }

    pub(super) fn candidate(&self) -> Candidate {
        candidate(&self.leaf)
    }
}

pub(super) fn candidate(leaf: &Certificate) -> Candidate {
    Candidate {
        subject: leaf.subject().to_string(),
        sha256: leaf.sha256(),
        not_after: leaf.not_after(),
    }
}
