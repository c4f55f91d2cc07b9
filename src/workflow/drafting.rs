//! Drawing the plan of each command from one look: pure, and every refusal comes before the first write.

use crate::audit::Purpose;
use crate::bundle::BundleIdentity;
use crate::certificate::{Certificate, Sha256Digest};
use crate::clock::Now;
use crate::token::profile::SameId;
use crate::token::{KeyRange, Object, ObjectClass, Profile, TokenFacts};

use super::addition::{self, Naming, RootRule};
use super::failure::{Cause, Failure, Stage};
use super::inventory::Inventory;
use super::pairing::kind_of;
use super::plan::{Order, Plan, Rules};
use super::removal;

/// Which objects a command removes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removal {
    /// None.
    Nothing,
    /// The expired identities and what belongs to them.
    Expired,
    /// One certificate by its digest, with its keys when no other certificate has them.
    Certificate(Sha256Digest),
    /// One key pair without a certificate, by the digest of its public material.
    LoneKey(Sha256Digest),
}

/// What a command wants of a token.
#[derive(Debug, Clone)]
pub struct Wish<'a> {
    /// The identity to add, where there is one.
    pub identity: Option<&'a BundleIdentity>,
    /// What to remove.
    pub removal: Removal,
    /// The choices.
    pub rules: Rules,
    /// The label asked for, instead of the certificate's common name.
    pub label: Option<String>,
}

/// What a plan is drawn from: one look and what the token says of itself.
#[derive(Debug, Clone)]
pub struct Ground<'a> {
    /// The token.
    pub facts: &'a TokenFacts,
    /// The look, after login.
    pub inventory: Inventory,
    /// The quirks of the module.
    pub profile: &'static Profile,
    /// The sizes the token takes of the bundle's kind of key; `None` when it takes none, or there is no bundle.
    pub key_range: Option<KeyRange>,
}

/// Draws the plan.
///
/// # Errors
/// A [`Failure`] of stage plan or bundle, token untouched: the key is too large, there is no room, the id is
/// taken, the named object is not there.
pub fn draft(ground: Ground<'_>, wish: &Wish<'_>, now: Now) -> Result<Plan, Failure> {
    let inventory = &ground.inventory;
    if let Some(identity) = wish.identity {
        refuse_key(&ground, identity)?;
    }
    let arriving = arriving(wish);
    let removal = match wish.removal {
        Removal::Expired => removal::draft(inventory, &arriving, wish.rules.margin, now),
        Removal::Nothing => removal::draft_named(inventory, &[], now),
        Removal::Certificate(sha256) => {
            removal::draft_named(inventory, &certificate_and_keys(inventory, sha256)?, now)
        }
        Removal::LoneKey(sha256) => {
            removal::draft_named(inventory, &lone_key(inventory, sha256)?, now)
        }
    };
    let naming = Naming {
        label: wish.label.clone(),
        root: wish.rules.root,
    };
    let addition = match wish.identity {
        Some(identity) => addition::draft(
            inventory,
            &removal.remove,
            identity,
            &naming,
            ground.profile,
        )
        .map_err(|refusal| Failure::untouched(Stage::Plan, refusal))?,
        None => addition::Draft::default(),
    };
    let plan = Plan {
        serial: ground.facts.serial.clone(),
        slot: ground.facts.slot,
        now,
        rules: wish.rules,
        purpose: match wish.removal {
            Removal::Nothing | Removal::Expired => Purpose::RemoveExpired,
            Removal::Certificate(_) | Removal::LoneKey(_) => Purpose::RemoveNamed,
        },
        create: addition.create,
        remove: removal.remove,
        keep: removal.keep,
        drift: addition.drift,
        inventory: ground.inventory,
    };
    if ground.facts.is_write_protected && !plan.is_empty() {
        return Err(Failure::untouched(Stage::Plan, Cause::WriteProtected));
    }
    refuse_overflow(&plan, ground.profile)?;
    refuse_same_id(&plan, ground.profile)?;
    Ok(plan)
}

/// The certificates that will be on the token besides what it holds: they count as kept.
fn arriving<'a>(wish: &Wish<'a>) -> Vec<&'a Certificate> {
    let Some(identity) = wish.identity else {
        return Vec::new();
    };
    let chain = identity
        .chain()
        .iter()
        .filter(|certificate| match wish.rules.root {
            RootRule::WithRoot => true,
            RootRule::WithoutRoot => !certificate.is_self_issued(),
        });
    std::iter::once(identity.leaf()).chain(chain).collect()
}

fn refuse_key(ground: &Ground<'_>, identity: &BundleIdentity) -> Result<(), Failure> {
    let key = identity.leaf().public_key();
    let kind = kind_of(key);
    let is_imported = kind.is_some_and(|kind| ground.profile.imports.contains(&kind));
    let fits = match (kind, ground.key_range, key.bits()) {
        (Some(kind), Some(range), Some(bits)) => {
            range.admits(bits) && ground.profile.takes(kind, bits)
        }
        _ => false,
    };
    if is_imported && fits {
        return Ok(());
    }
    let largest = if is_imported {
        ground.key_range.and_then(|range| range.max)
    } else {
        None
    };
    let cause = Cause::KeyNotTaken {
        key: key.clone(),
        largest,
    };
    Err(Failure::untouched(Stage::Bundle, cause))
}

/// Refuses a plan that would hold more objects of a class, at any moment, than the token can without harm.
fn refuse_overflow(plan: &Plan, profile: &Profile) -> Result<(), Failure> {
    let Some(most) = profile.most_of_a_class() else {
        return Ok(());
    };
    for class in [
        ObjectClass::PrivateKey,
        ObjectClass::PublicKey,
        ObjectClass::Certificate,
    ] {
        let count = |objects: &[Object]| {
            objects
                .iter()
                .filter(|object| object.class == class)
                .count()
        };
        let new = plan
            .create
            .iter()
            .filter(|creation| creation.class() == class)
            .count();
        let before = count(plan.inventory.objects());
        let beside = match plan.rules.order {
            Order::NewFirst => before,
            Order::OldFirst => before.saturating_sub(count(&plan.remove)),
        };
        let held = beside.saturating_add(new);
        if new > 0 && held > most {
            let cause = Cause::NoRoom { class, held, most };
            return Err(Failure::untouched(Stage::Plan, cause));
        }
    }
    Ok(())
}

/// Refuses a plan that would write an object beside one of its class and CKA_ID, where the token takes no second one:
/// a renewal with the same key, beside the expired certificate.
fn refuse_same_id(plan: &Plan, profile: &Profile) -> Result<(), Failure> {
    match profile.same_id {
        SameId::Allowed => return Ok(()),
        SameId::Refused => {}
    }
    let is_gone = |object: &Object| {
        let mut leaving = plan.remove.iter();
        plan.rules.order == Order::OldFirst && leaving.any(|gone| gone.handle == object.handle)
    };
    let twin = plan.create.iter().find(|creation| {
        let mut held = plan.inventory.of_class(creation.class());
        held.any(|object| object.id == creation.id && !is_gone(object))
    });
    match twin {
        Some(creation) => Err(Failure::untouched(
            Stage::Plan,
            Cause::SameIdRefused {
                class: creation.class(),
                id: hex::encode(&creation.id),
            },
        )),
        None => Ok(()),
    }
}

/// A named certificate and, when no other certificate has the same key, its keys.
fn certificate_and_keys(
    inventory: &Inventory,
    sha256: Sha256Digest,
) -> Result<Vec<crate::token::Handle>, Failure> {
    let missing = || Failure::untouched(Stage::Plan, Cause::NoSuchObject { sha256 });
    let object = inventory.certificate(sha256).ok_or_else(missing)?;
    let certificate = object.certificate().ok_or_else(missing)?;
    let key = certificate.public_key();
    let twins = inventory.objects().iter().filter(|other| {
        other
            .certificate()
            .is_some_and(|other| other.sha256() != sha256 && other.public_key() == key)
    });
    let doubles = inventory.objects().iter().filter(|other| {
        other
            .certificate()
            .is_some_and(|other| other.sha256() == sha256)
    });
    let mut handles: Vec<_> = doubles.map(|object| object.handle).collect();
    let keys: Vec<&Object> = [ObjectClass::PrivateKey, ObjectClass::PublicKey]
        .into_iter()
        .flat_map(|class| inventory.with_key(class, key))
        .collect();
    if twins.count() == 0 && !removal::has_unreadable_twin(inventory, &keys) {
        handles.extend(keys.iter().map(|object| object.handle));
    }
    Ok(handles)
}

/// A named key without a certificate, both halves.
fn lone_key(
    inventory: &Inventory,
    sha256: Sha256Digest,
) -> Result<Vec<crate::token::Handle>, Failure> {
    let is_key = |object: &&Object| {
        matches!(
            object.class,
            ObjectClass::PrivateKey | ObjectClass::PublicKey
        )
    };
    let named = |object: &&Object| {
        inventory
            .public_key_of(object)
            .map_or_else(|| object.sha256(), |key| key.sha256())
            == sha256
    };
    let found: Vec<&Object> = inventory
        .objects()
        .iter()
        .filter(is_key)
        .filter(named)
        .collect();
    if found.is_empty() {
        return Err(Failure::untouched(
            Stage::Plan,
            Cause::NoSuchObject { sha256 },
        ));
    }
    let owner = found
        .iter()
        .filter_map(|object| inventory.public_key_of(object))
        .find_map(|key| {
            inventory
                .with_key(ObjectClass::Certificate, key)
                .first()
                .and_then(|object| object.certificate())
        });
    if let Some(certificate) = owner {
        let cause = Cause::KeyIsNotLone {
            certificate: certificate.sha256(),
        };
        return Err(Failure::untouched(Stage::Plan, cause));
    }
    Ok(found.into_iter().map(|object| object.handle).collect())
}
