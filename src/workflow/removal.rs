//! What may be removed and why everything else stays: pure, total, and the heart of the promise.
//!
//! Only what has expired goes (design, rule 1). When in doubt an object is kept, and says why.

use std::collections::HashSet;

use crate::certificate::{Certificate, ExpiryMargin, PublicKey, Sha256Digest, Standing};
use crate::clock::Now;
use crate::token::{Content, Handle, Object, ObjectClass};

use super::inventory::Inventory;

/// Why an object stays on the token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeepReason {
    /// The certificate is valid.
    Current,
    /// The certificate is not valid yet.
    NotYetValid,
    /// The certificate expired, but not longer ago than the margin.
    WithinMargin,
    /// The certificate cannot be read, so nothing is known of its dates.
    Unreadable,
    /// The key belongs to a certificate that stays.
    KeyOfKept(Sha256Digest),
    /// A certificate that stays was issued by this one.
    IssuerOfKept(Sha256Digest),
    /// It cannot be told whose key it is, so neither the key nor what might be its certificate goes.
    CannotPair,
    /// The key has no certificate on the token, so nothing dates it.
    KeyWithoutCertificate,
    /// It is no certificate and no key pair.
    NotAnIdentity,
    /// This command removes nothing that was not named.
    NotNamed,
}

/// What goes and what stays, by handle into the inventory they were drawn from.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// What goes, in the order of going: in each identity the certificate last.
    pub remove: Vec<Object>,
    /// What stays, in the token's order.
    pub keep: Vec<(Object, KeepReason)>,
}

/// Draws what an expiry-driven removal takes away.
///
/// `arriving` are certificates that will be on the token besides: they count as kept.
#[must_use]
pub fn draft(
    inventory: &Inventory,
    arriving: &[&Certificate],
    margin: ExpiryMargin,
    now: Now,
) -> Draft {
    let mut doomed = expired_leaves(inventory, margin, now);
    spare_undecidable(inventory, &mut doomed);
    let expired_chain: Vec<Handle> = inventory
        .chain()
        .into_iter()
        .filter(|(_, certificate)| certificate.is_expired_beyond(margin, now))
        .map(|(object, _)| object.handle)
        .collect();
    let doomed_chain = spare_issuers(inventory, arriving, &doomed, expired_chain);
    order(inventory, arriving, &doomed, &doomed_chain, margin, now)
}

/// Draws a removal of exactly the named objects.
#[must_use]
pub fn draft_named(inventory: &Inventory, named: &[Handle], now: Now) -> Draft {
    let mut draft = Draft::default();
    let rank = |object: &Object| match object.class {
        ObjectClass::PrivateKey => 0,
        ObjectClass::PublicKey => 1,
        _ => 2,
    };
    for object in inventory.objects() {
        if named.contains(&object.handle) {
            draft.remove.push(object.clone());
        } else {
            let reason = match object.certificate() {
                Some(certificate) => match certificate.standing(now) {
                    Standing::Current => KeepReason::Current,
                    Standing::NotYetValid => KeepReason::NotYetValid,
                    Standing::Expired => KeepReason::NotNamed,
                },
                None => KeepReason::NotNamed,
            };
            draft.keep.push((object.clone(), reason));
        }
    }
    draft.remove.sort_by_key(rank);
    draft
}

fn expired_leaves(inventory: &Inventory, margin: ExpiryMargin, now: Now) -> HashSet<Handle> {
    inventory
        .identities()
        .iter()
        .filter(|identity| identity.certificate.is_expired_beyond(margin, now))
        .map(|identity| identity.object.handle)
        .collect()
}

/// Takes out of `doomed` the certificates whose key cannot be told, or might be something kept.
fn spare_undecidable(inventory: &Inventory, doomed: &mut HashSet<Handle>) {
    for identity in inventory.identities() {
        let is_undecidable = if identity.private_keys.is_empty() {
            // Provably absent means: every private key on the token is known to be another one.
            may_have_unpaired_key(inventory, identity.object, identity.certificate)
        } else {
            // A certificate that cannot be read may be a valid one of the same key.
            has_unreadable_twin(inventory, &identity.private_keys)
        };
        if is_undecidable {
            let _ = doomed.remove(&identity.object.handle);
        }
    }
}

/// Whether a private key that could not be paired might belong to this certificate.
fn may_have_unpaired_key(
    inventory: &Inventory,
    object: &Object,
    certificate: &Certificate,
) -> bool {
    let kind = super::pairing::kind_of(certificate.public_key());
    inventory
        .unpaired_keys()
        .into_iter()
        .any(|key| match &key.content {
            _ if !key.id.is_empty() && key.id == object.id => true,
            Content::PrivateKey { kind: found, .. } => {
                found.is_none() || kind.is_none() || *found == kind
            }
            _ => true,
        })
}

/// Whether a certificate that cannot be read may be one of the same keys: programs join them by CKA_ID.
pub(super) fn has_unreadable_twin(inventory: &Inventory, keys: &[&Object]) -> bool {
    inventory
        .of_class(ObjectClass::Certificate)
        .filter(|object| object.certificate().is_none())
        .any(|object| {
            keys.iter()
                .any(|key| key.id.is_empty() || object.id.is_empty() || key.id == object.id)
        })
}

/// Takes out of the expired CA certificates those that a kept certificate chains to, transitively.
fn spare_issuers(
    inventory: &Inventory,
    arriving: &[&Certificate],
    doomed: &HashSet<Handle>,
    mut expired: Vec<Handle>,
) -> Vec<Handle> {
    loop {
        let kept: Vec<&Certificate> = inventory
            .objects()
            .iter()
            .filter(|object| !doomed.contains(&object.handle) && !expired.contains(&object.handle))
            .filter_map(Object::certificate)
            .chain(arriving.iter().copied())
            .collect();
        let before = expired.len();
        expired.retain(|handle| {
            let issuer = certificate_at(inventory, *handle);
            issuer.is_some_and(|issuer| issued_by(&kept, issuer).is_none())
        });
        if expired.len() == before {
            return expired;
        }
    }
}

fn certificate_at(inventory: &Inventory, handle: Handle) -> Option<&Certificate> {
    let object = inventory
        .objects()
        .iter()
        .find(|object| object.handle == handle)?;
    object.certificate()
}

/// The first of `certificates` that `issuer` issued, or may have issued, itself apart.
fn issued_by<'a>(
    certificates: &[&'a Certificate],
    issuer: &Certificate,
) -> Option<&'a Certificate> {
    certificates.iter().copied().find(|certificate| {
        certificate.sha256() != issuer.sha256() && certificate.may_be_issued_by(issuer)
    })
}

fn order(
    inventory: &Inventory,
    arriving: &[&Certificate],
    doomed: &HashSet<Handle>,
    doomed_chain: &[Handle],
    margin: ExpiryMargin,
    now: Now,
) -> Draft {
    let is_doomed =
        |object: &Object| doomed.contains(&object.handle) || doomed_chain.contains(&object.handle);
    let kept: Vec<&Certificate> = inventory
        .objects()
        .iter()
        .filter(|object| !is_doomed(object))
        .filter_map(Object::certificate)
        .chain(arriving.iter().copied())
        .collect();
    let keeper = |key: &PublicKey| kept.iter().find(|kept| kept.public_key() == key);
    let mut draft = Draft::default();
    let mut gone: HashSet<Handle> = HashSet::new();
    for identity in inventory.identities() {
        if !doomed.contains(&identity.object.handle) {
            continue;
        }
        let key = identity.certificate.public_key();
        if keeper(key).is_none() {
            for object in identity.private_keys.iter().chain(&identity.public_keys) {
                if gone.insert(object.handle) {
                    draft.remove.push((*object).clone());
                }
            }
        }
    }
    // All keys of one public key before all its certificates: the certificate is what dates the key.
    let leaves = inventory
        .objects()
        .iter()
        .filter(|object| doomed.contains(&object.handle));
    let chain = inventory
        .objects()
        .iter()
        .filter(|object| doomed_chain.contains(&object.handle));
    draft.remove.extend(leaves.chain(chain).cloned());
    for object in inventory.objects() {
        if !is_doomed(object) && !gone.contains(&object.handle) {
            let reason = reason(inventory, object, &kept, margin, now);
            draft.keep.push((object.clone(), reason));
        }
    }
    draft
}

fn reason(
    inventory: &Inventory,
    object: &Object,
    kept: &[&Certificate],
    margin: ExpiryMargin,
    now: Now,
) -> KeepReason {
    match &object.content {
        Content::Certificate(certificate) => match certificate.standing(now) {
            Standing::Current => KeepReason::Current,
            Standing::NotYetValid => KeepReason::NotYetValid,
            Standing::Expired => match issued_by(kept, certificate) {
                _ if !certificate.is_expired_beyond(margin, now) => KeepReason::WithinMargin,
                Some(issued) if certificate.is_ca() => KeepReason::IssuerOfKept(issued.sha256()),
                _ => KeepReason::CannotPair,
            },
        },
        Content::UnreadableCertificate(_) => KeepReason::Unreadable,
        Content::Other(_) if object.class == ObjectClass::Certificate => KeepReason::Unreadable,
        Content::PrivateKey { .. } | Content::PublicKey { .. } => {
            let Some(key) = inventory.public_key_of(object) else {
                return KeepReason::CannotPair;
            };
            match kept.iter().find(|kept| kept.public_key() == key) {
                Some(keeper) => KeepReason::KeyOfKept(keeper.sha256()),
                None => KeepReason::KeyWithoutCertificate,
            }
        }
        Content::Other(_) => KeepReason::NotAnIdentity,
    }
}
