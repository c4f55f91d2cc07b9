//! The certificates above a leaf, found among those at hand.

use crate::certificate::Certificate;

/// Longer than any chain in use; issuers that go round in a circle end here.
const LONGEST: usize = 10;

/// Follows issuers from `leaf` upwards through `known`, its issuer first, the root last where it is known.
#[must_use]
pub fn path<'a>(
    leaf: &'a Certificate,
    known: impl IntoIterator<Item = &'a Certificate>,
) -> Vec<&'a Certificate> {
    let known: Vec<&Certificate> = known.into_iter().collect();
    let mut path: Vec<&Certificate> = Vec::new();
    let mut current = leaf;
    while !current.is_self_issued() && path.len() < LONGEST {
        let issuers = known
            .iter()
            .filter(|issuer| issuer.sha256() != current.sha256() && current.is_issued_by(issuer));
        // Of several certificates of one CA the one that is valid longest.
        let Some(issuer) = issuers.max_by_key(|issuer| issuer.not_after()) else {
            break;
        };
        path.push(issuer);
        current = issuer;
    }
    path
}
