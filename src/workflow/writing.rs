//! The writing phase: every new object in order, each refusal of a template looked into at once.

use crate::audit::Purpose;
use crate::bundle::BundleIdentity;
use crate::token::{Handle, Leanness, NewObject, Object, TokenError, Trouble};

use super::addition::{self, Creation, CreationKind};
use super::crossing::{self, Crossing, Traveller};
use super::failure::Cause;
use super::plan::Plan;
use super::ports::{Activity, Ports};
use super::step::{self, StepError};
use super::undo;

/// Writes everything the plan creates, the private key first, and forgets it. On an error nothing is undone here.
///
/// `expected` is what the token holds before. Returns how the private key crossed, where it was written.
pub(super) fn write(
    plan: &Plan,
    identity: &BundleIdentity,
    expected: &[&Object],
    ports: &mut Ports<'_>,
) -> Result<Option<Crossing>, Cause> {
    let writes_key = |creation: &Creation| creation.kind == CreationKind::PrivateKey;
    if !plan.create.iter().any(writes_key) {
        identity.forget_key();
    }
    let mut crossing = None;
    let mut leanness = Leanness::Usual;
    let of = plan.create.len();
    for (place, creation) in plan.create.iter().enumerate() {
        if ports.watch.is_interrupted() {
            return Err(Cause::Interrupted);
        }
        ports.watch.sees(Activity::Writing {
            nth: place.saturating_add(1),
            of,
        });
        let written = plan.create.get(..place).unwrap_or_default();
        let before = Before { plan, written };
        match &creation.kind {
            CreationKind::PrivateKey => {
                let lean = &mut leanness;
                let crossed = write_key(before, creation, identity, expected, lean, ports);
                // Nobody needs it any more, whatever came of it.
                identity.forget_key();
                crossing = Some(crossed?);
            }
            kind @ (CreationKind::PublicKey | CreationKind::Leaf | CreationKind::Chain(_)) => {
                let object = public_object(kind, creation, identity);
                let _ = write_one(before, creation, &object, &mut leanness, ports)?;
            }
        }
    }
    Ok(crossing)
}

/// What the token holds before an object is written: what the plan found, and what this run has written.
#[derive(Clone, Copy)]
pub(super) struct Before<'a> {
    pub(super) plan: &'a Plan,
    pub(super) written: &'a [Creation],
}

fn write_key(
    before: Before<'_>,
    creation: &Creation,
    identity: &BundleIdentity,
    expected: &[&Object],
    leanness: &mut Leanness,
    ports: &mut Ports<'_>,
) -> Result<Crossing, Cause> {
    let leaf = identity.leaf();
    let key = identity.private_key();
    let key = key.as_deref();
    let (Some(key), Some(material)) = (key, key.and_then(addition::material)) else {
        return Err(Cause::KeyNotTaken {
            key: leaf.public_key().clone(),
            largest: None,
        });
    };
    let object = NewObject::PrivateKey {
        material,
        label: &creation.label,
        id: &creation.id,
        key_use: addition::key_use(leaf),
    };
    let traveller = Traveller {
        creation,
        object: &object,
        key,
    };
    crossing::cross(before, &traveller, expected, leanness, ports)
}

/// Writes one object, from leaner and leaner templates while it is the template that is refused.
pub(super) fn write_one(
    before: Before<'_>,
    creation: &Creation,
    object: &NewObject<'_>,
    leanness: &mut Leanness,
    ports: &mut Ports<'_>,
) -> Result<Handle, Cause> {
    loop {
        let refusal = match step::create(ports.token, ports.journal, creation, object, *leanness) {
            Ok(handle) => return Ok(handle),
            Err(StepError::Journal(error)) => return Err(error.into()),
            Err(StepError::Token(error)) => error,
        };
        if refusal.trouble() != Trouble::Template {
            return Err(refusal.into());
        }
        // SoftHSM2 keeps a ghost of what it refused, hidden from a search for token objects.
        remove_ghosts(before, ports)?;
        match leanness.leaner() {
            Some(leaner) => *leanness = leaner,
            None => return Err(refusal.into()),
        }
    }
}

/// Removes what a refused creation left, known by its content: handles may be renumbered at every search, and what
/// another program writes meanwhile is not ours.
pub(super) fn remove_ghosts(before: Before<'_>, ports: &mut Ports<'_>) -> Result<(), TokenError> {
    let objects = ports.token.objects()?;
    let mut ghosts = undo::ours(before.plan, &objects);
    for creation in before.written {
        if let Some(place) = ghosts
            .iter()
            .position(|object| undo::is_of(creation, object))
        {
            let _ = ghosts.swap_remove(place);
        }
    }
    for ghost in ghosts {
        step::undo(ports.token, ports.journal, ghost, Purpose::ClearGhost)?;
    }
    Ok(())
}

fn public_object<'a>(
    kind: &'a CreationKind,
    creation: &'a Creation,
    identity: &'a BundleIdentity,
) -> NewObject<'a> {
    let leaf = identity.leaf();
    let (label, id) = (creation.label.as_str(), creation.id.as_slice());
    let certificate = match kind {
        CreationKind::PrivateKey | CreationKind::PublicKey => {
            return NewObject::PublicKey {
                key: leaf.public_key(),
                label,
                id,
                key_use: addition::key_use(leaf),
            };
        }
        CreationKind::Leaf => leaf,
        CreationKind::Chain(certificate) => certificate,
    };
    NewObject::Certificate {
        certificate,
        label,
        id,
    }
}
