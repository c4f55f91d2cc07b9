//! Joins keys with certificates by public key, and orders each identity's chain.

use std::sync::Arc;

use super::error::Candidate;
use super::key::PrivateKey;
use super::limits;
use crate::certificate::Certificate;

/// A private key, the certificate of its public key, and that certificate's chain.
#[derive(Debug, Clone)]
pub struct BundleIdentity {
    leaf: Certificate,
    chain: Vec<Certificate>,
    key: Arc<PrivateKey>,
    friendly_name: Option<String>,
}

impl BundleIdentity {
    pub(super) fn new(
        leaf: Certificate,
        chain: Vec<Certificate>,
        key: Arc<PrivateKey>,
        friendly_name: Option<String>,
    ) -> Self {
        Self {
            leaf,
            chain,
            key,
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
        &self.chain
    }

    /// The private key.
    #[must_use]
    pub fn key(&self) -> &PrivateKey {
        &self.key
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

/// Builds the chain above `leaf` from `pool`: each next one has the issuer's name and made the signature.
///
/// `questions` is what is left of the file's allowance: hostile names and signatures take long.
pub(super) fn chain(
    leaf: &Certificate,
    pool: &[Certificate],
    questions: &mut u32,
) -> Vec<Certificate> {
    let mut chain: Vec<Certificate> = Vec::new();
    let mut last = leaf;
    loop {
        if chain.len() >= limits::MAX_CHAIN || (last.is_self_issued() && last.is_issued_by(last)) {
            return chain;
        }
        let issuer = pool
            .iter()
            .filter(|candidate| *candidate != leaf && !chain.contains(candidate))
            .filter(|candidate| {
                let may_ask = questions.checked_sub(1);
                *questions = may_ask.unwrap_or(0);
                may_ask.is_some() && last.is_issued_by(candidate)
            })
            // Of two certificates of one CA the one that is valid longer serves longer.
            .max_by_key(|candidate| candidate.not_after());
        let Some(issuer) = issuer else {
            return chain;
        };
        chain.push(issuer.clone());
        last = issuer;
    }
}
