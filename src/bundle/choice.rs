//! Which identity of a bundle is meant: by the digest of its leaf, by its name.

use crate::certificate::{Certificate, Sha256Digest};

/// Which identity of a bundle is meant; empty when the only one is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeafChoice {
    /// SHA-256 of the leaf.
    pub sha256: Option<Sha256Digest>,
    /// The leaf's whole subject, its common name, or a part of its subject; case does not matter.
    pub subject: Option<String>,
}

impl LeafChoice {
    /// Which of `leaves` are meant, by their places: one whose name is the wanted one goes before all
    /// that only hold it, so that `端末 1` is not `端末 10` as well.
    pub(super) fn meant(&self, leaves: &[&Certificate]) -> Vec<usize> {
        let is_digest = |leaf: &Certificate| self.sha256.is_none_or(|it| it == leaf.sha256());
        let places = |is_named: &dyn Fn(&Certificate) -> bool| -> Vec<usize> {
            let meant = |(place, leaf): (usize, &&Certificate)| {
                (is_digest(leaf) && is_named(leaf)).then_some(place)
            };
            leaves.iter().enumerate().filter_map(meant).collect()
        };
        let Some(wanted) = self.subject.as_deref().map(str::to_lowercase) else {
            return places(&|_| true);
        };
        let whole = places(&|leaf| {
            let common = leaf.subject().common_name().map(str::to_lowercase);
            common.as_ref() == Some(&wanted) || leaf.subject().to_string().to_lowercase() == wanted
        });
        if !whole.is_empty() {
            return whole;
        }
        places(&|leaf| leaf.subject().to_string().to_lowercase().contains(&wanted))
    }
}
