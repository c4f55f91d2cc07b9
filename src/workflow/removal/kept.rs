//! The certificates that stay, found by the key that they need and by the name of their issuer.

use std::collections::HashMap;

use crate::certificate::{CanonicalName, Certificate, PublicKey};

/// The certificates that stay.
pub(super) struct Kept<'a> {
    by_key: HashMap<&'a PublicKey, &'a Certificate>,
    by_issuer: HashMap<CanonicalName, Vec<&'a Certificate>>,
}

impl<'a> Kept<'a> {
    /// Sorts them; where several would do, the first is what is found.
    pub fn of(certificates: impl Iterator<Item = &'a Certificate>) -> Self {
        let mut kept = Self {
            by_key: HashMap::new(),
            by_issuer: HashMap::new(),
        };
        for certificate in certificates {
            let first = kept.by_key.entry(certificate.public_key());
            let _ = first.or_insert(certificate);
            let issued = kept.by_issuer.entry(certificate.issuer().canonical());
            issued.or_default().push(certificate);
        }
        kept
    }

    /// The first certificate of a key.
    pub fn with_key(&self, key: &PublicKey) -> Option<&'a Certificate> {
        self.by_key.get(key).copied()
    }

    /// The first certificate that `issuer` issued, or may have issued, itself apart.
    pub fn issued_by(&self, issuer: &Certificate) -> Option<&'a Certificate> {
        let issued = self.by_issuer.get(&issuer.subject().canonical())?;
        let mut issued = issued.iter().copied();
        issued.find(|certificate| is_from(certificate, issuer))
    }
}

/// Whether `issuer` issued a certificate, or may have, and is not the certificate itself.
pub(super) fn is_from(certificate: &Certificate, issuer: &Certificate) -> bool {
    certificate.sha256() != issuer.sha256() && certificate.may_be_issued_by(issuer)
}
