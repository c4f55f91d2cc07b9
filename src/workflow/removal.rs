//! What may be removed and why everything else stays: pure, total, and the heart of the promise.
//!
//! Only what has expired goes (design, rule 1). When in doubt an object is kept, and says why.

mod kept;

use std::collections::{HashMap, HashSet};

use crate::certificate::{CanonicalName, Certificate, ExpiryMargin, Sha256Digest, Standing};
use crate::clock::Now;
use crate::token::{Content, Handle, KeyKind, Object, ObjectClass};

use super::inventory::{Identity, Inventory};
use super::pairing::kind_of;
use kept::{Kept, is_from};

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
    let identities = inventory.identities();
    let mut doomed = expired_leaves(inventory, &identities, margin, now);
    doomed.extend(expired_chain(inventory, arriving, &doomed, margin, now));
    order(inventory, &identities, arriving, &doomed, margin, now)
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

/// The expired leaf certificates, those left out whose key cannot be told, or might be something kept.
fn expired_leaves(
    inventory: &Inventory,
    identities: &[Identity<'_>],
    margin: ExpiryMargin,
    now: Now,
) -> HashSet<Handle> {
    let unpaired = UnpairedKeys::of(inventory);
    let unreadable = unreadable(inventory);
    identities
        .iter()
        .filter(|identity| identity.certificate.is_expired_beyond(margin, now))
        .filter(|identity| {
            if identity.private_keys.is_empty() {
                // Provably absent means: every private key on the token is known to be another one.
                !unpaired.may_belong_to(identity)
            } else {
                // A certificate that cannot be read may be a valid one of the same key.
                !may_share_keys(&unreadable, &identity.private_keys)
            }
        })
        .map(|identity| identity.object.handle)
        .collect()
}

/// The private keys that could not be paired, by what a certificate of theirs could be told by.
struct UnpairedKeys<'a> {
    ids: HashSet<&'a [u8]>,
    /// `None` is a key of a kind that is not known.
    kinds: HashSet<Option<KeyKind>>,
}

impl<'a> UnpairedKeys<'a> {
    fn of(inventory: &'a Inventory) -> Self {
        let keys = inventory.unpaired_keys();
        let kind = |key: &&Object| match &key.content {
            Content::PrivateKey { kind, .. } => *kind,
            _ => None,
        };
        Self {
            kinds: keys.iter().map(kind).collect(),
            ids: ids(keys.into_iter()),
        }
    }

    fn may_belong_to(&self, identity: &Identity<'_>) -> bool {
        match kind_of(identity.certificate.public_key()) {
            _ if self.ids.contains(&identity.object.id[..]) => true,
            None => !self.kinds.is_empty(),
            kind => self.kinds.contains(&kind) || self.kinds.contains(&None),
        }
    }
}

/// The certificates that cannot be read: nothing is known of their dates and their keys.
fn unreadable(inventory: &Inventory) -> Vec<&Object> {
    inventory
        .of_class(ObjectClass::Certificate)
        .filter(|object| object.certificate().is_none())
        .collect()
}

/// Whether one of the certificates may belong to one of the keys: programs join them by CKA_ID.
fn may_share_keys(certificates: &[&Object], keys: &[&Object]) -> bool {
    certificates.iter().any(|certificate| {
        keys.iter()
            .any(|key| key.id.is_empty() || certificate.id.is_empty() || key.id == certificate.id)
    })
}

/// Whether a certificate that cannot be read may be one of the same keys.
pub(super) fn has_unreadable_twin(inventory: &Inventory, keys: &[&Object]) -> bool {
    may_share_keys(&unreadable(inventory), keys)
}

/// The CKA_IDs of objects that have one.
fn ids<'a>(objects: impl Iterator<Item = &'a Object>) -> HashSet<&'a [u8]> {
    let ids = objects.map(|object| &object.id[..]);
    ids.filter(|id| !id.is_empty()).collect()
}

/// The expired CA certificates that no kept certificate chains to, transitively.
fn expired_chain(
    inventory: &Inventory,
    arriving: &[&Certificate],
    doomed: &HashSet<Handle>,
    margin: ExpiryMargin,
    now: Now,
) -> Vec<Handle> {
    let mut expired: HashMap<CanonicalName, Vec<(&Object, &Certificate)>> = HashMap::new();
    let mut going = doomed.clone();
    for (object, certificate) in inventory.chain() {
        if certificate.is_expired_beyond(margin, now) {
            let _ = going.insert(object.handle);
            let alike = expired.entry(certificate.subject().canonical());
            alike.or_default().push((object, certificate));
        }
    }
    let mut kept: Vec<&Certificate> = certificates_but(inventory, &going)
        .chain(arriving.iter().copied())
        .collect();
    // Each issuer of a kept certificate is kept, and what issued it is asked for in its turn.
    while let Some(certificate) = kept.pop() {
        if let Some(alike) = expired.get_mut(&certificate.issuer().canonical()) {
            let issuers = alike.extract_if(.., |(_, issuer)| is_from(certificate, issuer));
            kept.extend(issuers.map(|(_, issuer)| issuer));
        }
    }
    let left = expired.into_values().flatten();
    left.map(|(object, _)| object.handle).collect()
}

fn certificates_but<'a>(
    inventory: &'a Inventory,
    going: &HashSet<Handle>,
) -> impl Iterator<Item = &'a Certificate> {
    let objects = inventory.objects().iter();
    objects
        .filter(|object| !going.contains(&object.handle))
        .filter_map(Object::certificate)
}

fn order(
    inventory: &Inventory,
    identities: &[Identity<'_>],
    arriving: &[&Certificate],
    doomed: &HashSet<Handle>,
    margin: ExpiryMargin,
    now: Now,
) -> Draft {
    let staying = certificates_but(inventory, doomed);
    let kept = Kept::of(staying.chain(arriving.iter().copied()));
    let mut draft = Draft::default();
    let mut gone: HashSet<Handle> = HashSet::new();
    for identity in identities {
        let key = identity.certificate.public_key();
        if !doomed.contains(&identity.object.handle) || kept.with_key(key).is_some() {
            continue;
        }
        for object in identity.private_keys.iter().chain(&identity.public_keys) {
            if gone.insert(object.handle) {
                draft.remove.push((*object).clone());
            }
        }
    }
    // All keys of one public key before all its certificates: the certificate is what dates the key.
    let leaves = identities.iter().map(|identity| identity.object);
    let chain = inventory.chain().into_iter().map(|(object, _)| object);
    for object in leaves.chain(chain) {
        if doomed.contains(&object.handle) {
            draft.remove.push(object.clone());
        }
    }
    for object in inventory.objects() {
        if !doomed.contains(&object.handle) && !gone.contains(&object.handle) {
            let reason = reason(inventory, object, &kept, margin, now);
            draft.keep.push((object.clone(), reason));
        }
    }
    draft
}

fn reason(
    inventory: &Inventory,
    object: &Object,
    kept: &Kept<'_>,
    margin: ExpiryMargin,
    now: Now,
) -> KeepReason {
    match &object.content {
        Content::Certificate(certificate) => match certificate.standing(now) {
            Standing::Current => KeepReason::Current,
            Standing::NotYetValid => KeepReason::NotYetValid,
            Standing::Expired => match kept.issued_by(certificate) {
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
            match kept.with_key(key) {
                Some(keeper) => KeepReason::KeyOfKept(keeper.sha256()),
                None => KeepReason::KeyWithoutCertificate,
            }
        }
        Content::Other(_) => KeepReason::NotAnIdentity,
    }
}
