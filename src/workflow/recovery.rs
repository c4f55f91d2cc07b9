//! What an interrupted run left on a token: told by the journal, found by looking. Pure.

use std::collections::{HashMap, HashSet};

use crate::audit::{self, Action, HeldObject, Purpose, UnsettledRun};
use crate::bundle::BundleIdentity;
use crate::certificate::{Certificate, ExpiryMargin};
use crate::clock::Now;
use crate::token::{Content, Handle, Object, ObjectClass};

use super::failure::Named;
use super::inventory::Inventory;
use super::removal;
use super::step;

/// What an interrupted run left, sorted by what becomes of it.
#[derive(Debug, Clone, Default)]
pub struct Recovery {
    /// What is taken back: announced by the run, not there before it, and no certificate that stays needs it.
    pub take_back: Vec<Object>,
    /// What has expired, where a run had begun to remove it: half an identity is not left behind.
    pub finish: Vec<Object>,
    /// The leaf of an identity that was written whole: it stays if the token proves it.
    pub whole: Option<Object>,
    /// Whether the token had proved that identity already: then nothing takes it back.
    pub was_proved: bool,
}

/// The objects on the token that a run announced to create and that were not there before it.
#[must_use]
pub fn leftovers<'a>(inventory: &'a Inventory, run: &UnsettledRun) -> Vec<&'a Object> {
    let announced: Vec<_> = run
        .intents
        .iter()
        .map(|intent| &intent.step)
        .filter(|step| step.action == Action::Create)
        .collect();
    if announced.is_empty() {
        return Vec::new();
    }
    let mut before: HashMap<&HeldObject, usize> = HashMap::new();
    for held in &run.inventory {
        let count = before.entry(held).or_default();
        *count = count.saturating_add(1);
    }
    let mut left = Vec::new();
    for object in inventory.objects() {
        let class = step::class(object.class);
        let sha256 = object.sha256();
        let known = before.get_mut(&HeldObject { class, sha256 });
        if let Some(count) = known.filter(|count| **count > 0) {
            *count = count.saturating_sub(1);
            continue;
        }
        let is_announced = announced.iter().any(|step| {
            let is_blind_key = matches!(object.content, Content::PrivateKey { public: None, .. });
            step.class == class
                && (step.sha256 == Some(sha256) || (is_blind_key && step.cka_id == object.id))
        });
        let is_ghost = object.is_surely_a_ghost() && announced.iter().any(|s| s.class == class);
        if is_announced || is_ghost {
            left.push(object);
        }
    }
    left
}

/// What creations of open runs were cut off at: hollow objects, and private keys that neither show a public part nor
/// sign as any that is known. Nothing can be decided by them, so a plan is drawn without them and then told to
/// remove them.
#[must_use]
pub fn ghosts(inventory: &Inventory, open: &[UnsettledRun]) -> Vec<Object> {
    let mut ghosts: Vec<Object> = Vec::new();
    for object in open.iter().flat_map(|run| leftovers(inventory, run)) {
        let is_ghost = object.is_surely_a_ghost() || is_unfinished_key(inventory, object);
        if is_ghost && !ghosts.contains(object) {
            ghosts.push(object.clone());
        }
    }
    ghosts
}

/// SoftHSM2 gives an unwrapped key its id and label first and what it holds afterwards.
fn is_unfinished_key(inventory: &Inventory, object: &Object) -> bool {
    let has_certificate = inventory
        .of_class(ObjectClass::Certificate)
        .any(|certificate| certificate.id == object.id);
    object.class == ObjectClass::PrivateKey
        && inventory.public_key_of(object).is_none()
        && !has_certificate
}

/// The leftovers that are no part of `identity`: another bundle's, which this one must not be written beside.
#[must_use]
pub fn foreign<'a>(
    inventory: &'a Inventory,
    run: &UnsettledRun,
    identity: &BundleIdentity,
) -> Vec<&'a Object> {
    let leaf = identity.leaf();
    let is_own = |object: &&Object| match object.certificate() {
        Some(found) => {
            found.sha256() == leaf.sha256()
                || identity
                    .chain()
                    .iter()
                    .any(|known| known.sha256() == found.sha256())
        }
        None => inventory.public_key_of(object) == Some(leaf.public_key()),
    };
    leftovers(inventory, run)
        .into_iter()
        .filter(|object| !is_own(object))
        .filter(|object| !object.is_surely_a_ghost() && !is_unfinished_key(inventory, object))
        .collect()
}

/// Draws what becomes of everything that open runs left.
#[must_use]
pub fn draft(
    inventory: &Inventory,
    open: &[UnsettledRun],
    margin: ExpiryMargin,
    now: Now,
) -> Recovery {
    let mut known: HashSet<Handle> = HashSet::new();
    let left: Vec<&Object> = open
        .iter()
        .flat_map(|run| leftovers(inventory, run))
        .filter(|object| known.insert(object.handle))
        .collect();
    let whole = left
        .iter()
        .copied()
        .find(|object| is_whole(inventory, object))
        .cloned();
    // What a proved run wrote is no leftover: it stands, whatever can be seen of it now.
    let standing: HashSet<Handle> = open
        .iter()
        .filter(|run| run.is_proved)
        .flat_map(|run| leftovers(inventory, run))
        .map(|object| object.handle)
        .collect();
    let was_proved = whole
        .as_ref()
        .is_some_and(|leaf| standing.contains(&leaf.handle));
    let finish = if open.iter().any(has_begun_removing) {
        removal::draft(inventory, &[], margin, now).remove
    } else {
        Vec::new()
    };
    let left: Vec<&Object> = left
        .into_iter()
        .filter(|object| !standing.contains(&object.handle))
        .collect();
    let take_back = match &whole {
        Some(leaf) => beside(inventory, &left, leaf),
        None => left.into_iter().cloned().collect(),
    };
    Recovery {
        take_back: unneeded(inventory, take_back),
        finish,
        whole,
        was_proved,
    }
}

/// Whether a leaf that was written has its private key on the token.
fn is_whole(inventory: &Inventory, object: &Object) -> bool {
    object.certificate().is_some_and(|certificate| {
        !certificate.is_ca()
            && !inventory
                .with_key(ObjectClass::PrivateKey, certificate.public_key())
                .is_empty()
    })
}

/// What is left besides a whole identity and the chain above it.
fn beside(inventory: &Inventory, left: &[&Object], leaf: &Object) -> Vec<Object> {
    let key = leaf.certificate().map(Certificate::public_key);
    left.iter()
        .filter(|object| object.handle != leaf.handle)
        .filter(|object| match object.certificate() {
            Some(certificate) => !certificate.is_ca(),
            None => inventory.public_key_of(object) != key,
        })
        .map(|object| (*object).clone())
        .collect()
}

/// Takes out what a certificate that stays needs: its keys, and the CA certificates above it.
fn unneeded(inventory: &Inventory, mut going: Vec<Object>) -> Vec<Object> {
    let handles: HashSet<Handle> = going.iter().map(|object| object.handle).collect();
    let kept: Vec<&Certificate> = inventory
        .objects()
        .iter()
        .filter(|object| !handles.contains(&object.handle))
        .filter_map(Object::certificate)
        .collect();
    going.retain(|object| match object.certificate() {
        Some(certificate) => !kept.iter().any(|kept| kept.may_be_issued_by(certificate)),
        None => match inventory.public_key_of(object) {
            Some(key) => !kept.iter().any(|kept| kept.public_key() == key),
            None => true,
        },
    });
    // Certificates first: without one no program takes a half-removed identity for a whole one.
    going.sort_by_key(|object| object.class != ObjectClass::Certificate);
    going
}

/// What was there before the open runs, is not there now, and no run on this token announced to remove.
///
/// A driver derives public keys from certificates: those that a certificate here has come and go.
#[must_use]
pub fn gone_since(inventory: &Inventory, open: &[UnsettledRun]) -> Vec<Named> {
    let is_announced = |held: &HeldObject| {
        open.iter().flat_map(|run| &run.intents).any(|intent| {
            intent.step.action == Action::Destroy
                && intent.step.class == held.class
                && intent.step.sha256 == Some(held.sha256)
        })
    };
    let may_be_derived = |held: &HeldObject| {
        let mut certificates = inventory.objects().iter().filter_map(Object::certificate);
        held.class == audit::ObjectClass::PublicKey
            && certificates.any(|found| found.public_key().sha256() == held.sha256)
    };
    let mut gone: Vec<Named> = Vec::new();
    for run in open {
        let mut here: Vec<_> = inventory
            .objects()
            .iter()
            .map(|object| (object.class, object.sha256()))
            .collect();
        for held in &run.inventory {
            let is_it = |(class, sha256): &(ObjectClass, _)| {
                step::class(*class) == held.class && *sha256 == held.sha256
            };
            if let Some(place) = here.iter().position(is_it) {
                let _ = here.swap_remove(place);
                continue;
            }
            let Some(class) = class(held.class) else {
                continue;
            };
            let is_known = gone.iter().any(|known| known.sha256 == held.sha256);
            if !is_known && !is_announced(held) && !may_be_derived(held) {
                gone.push(Named {
                    class,
                    label: String::new(),
                    id: Vec::new(),
                    sha256: held.sha256,
                });
            }
        }
    }
    gone
}

fn class(class: audit::ObjectClass) -> Option<ObjectClass> {
    match class {
        audit::ObjectClass::Certificate => Some(ObjectClass::Certificate),
        audit::ObjectClass::PrivateKey => Some(ObjectClass::PrivateKey),
        audit::ObjectClass::PublicKey => Some(ObjectClass::PublicKey),
        audit::ObjectClass::SecretKey => Some(ObjectClass::SecretKey),
        audit::ObjectClass::Data => Some(ObjectClass::Data),
        audit::ObjectClass::Other | audit::ObjectClass::Token => None,
    }
}

/// Whether a run had begun to remove what has expired.
///
/// Which objects its plan named is not in the journal, but the plan of such a run names every expired one.
fn has_begun_removing(run: &UnsettledRun) -> bool {
    run.intents.iter().any(|intent| {
        intent.step.action == Action::Destroy && intent.step.purpose == Purpose::RemoveExpired
    })
}
