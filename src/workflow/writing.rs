//! The writing phase: every new object in order, each refusal of a template looked into at once.

use crate::audit::Purpose;
use crate::bundle::BundleIdentity;
use crate::token::{Handle, Leanness, NewObject, Object, TokenError, Trouble};

use super::addition::{self, Creation, CreationKind};
use super::failure::Cause;
use super::plan::Plan;
use super::ports::{Activity, Ports};
use super::step::{self, StepError};

/// Writes everything the plan creates. On an error nothing is undone here.
pub(super) fn write(
    plan: &Plan,
    identity: &BundleIdentity,
    ports: &mut Ports<'_>,
) -> Result<(), Cause> {
    let mut leanness = ports.token.profile().first_template;
    let mut known: Vec<Handle> = plan
        .inventory
        .objects()
        .iter()
        .map(|found| found.handle)
        .collect();
    let of = plan.create.len();
    for (place, creation) in plan.create.iter().enumerate() {
        if ports.watch.is_interrupted() {
            return Err(Cause::Interrupted);
        }
        ports.watch.sees(Activity::Writing {
            nth: place.saturating_add(1),
            of,
        });
        let object = new_object(creation, identity)?;
        let handle = write_one(creation, &object, &mut leanness, &known, ports)?;
        known.push(handle);
    }
    Ok(())
}

/// Writes one object, from leaner and leaner templates while it is the template that is refused.
fn write_one(
    creation: &Creation,
    object: &NewObject<'_>,
    leanness: &mut Leanness,
    known: &[Handle],
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
        remove_ghosts(known, ports)?;
        match leanness.leaner() {
            Some(leaner) => *leanness = leaner,
            None => return Err(refusal.into()),
        }
    }
}

/// Removes what a refused creation left: every object that this session had not seen before.
fn remove_ghosts(known: &[Handle], ports: &mut Ports<'_>) -> Result<(), TokenError> {
    let objects = ports.token.objects()?;
    let ghosts: Vec<&Object> = objects
        .iter()
        .filter(|object| !known.contains(&object.handle))
        .collect();
    for ghost in ghosts {
        step::undo(ports.token, ports.journal, ghost, Purpose::ClearGhost)?;
    }
    Ok(())
}

fn new_object<'a>(
    creation: &'a Creation,
    identity: &'a BundleIdentity,
) -> Result<NewObject<'a>, Cause> {
    let leaf = identity.leaf();
    let key_use = addition::key_use(leaf);
    let (label, id) = (creation.label.as_str(), creation.id.as_slice());
    Ok(match &creation.kind {
        CreationKind::PrivateKey => {
            let material =
                addition::material(identity.key()).ok_or_else(|| Cause::KeyNotTaken {
                    key: leaf.public_key().clone(),
                    largest: None,
                })?;
            NewObject::PrivateKey {
                material,
                label,
                id,
                key_use,
            }
        }
        CreationKind::PublicKey => NewObject::PublicKey {
            key: leaf.public_key(),
            label,
            id,
            key_use,
        },
        CreationKind::Leaf => NewObject::Certificate {
            certificate: leaf,
            label,
            id,
        },
        CreationKind::Chain(certificate) => NewObject::Certificate {
            certificate,
            label,
            id,
        },
    })
}
