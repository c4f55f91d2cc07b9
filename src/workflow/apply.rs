//! Carrying out a plan: write, look, prove, remove, look — and undo up to the proof.

use crate::audit::{self, Event};
use crate::bundle::BundleIdentity;
use crate::token::{Content, Exposure, Object, ObjectClass, TokenError};

use super::addition::CreationKind;
use super::consent::{Confirmed, Given};
use super::crossing::Crossing;
use super::failure::{Cause, Effect, Failure, Named, Stage};
use super::handshake::Handshake;
use super::inventory::{Inventory, Pairing, Sight, added, missing, undoubtedly_missing};
use super::plan::{Order, Plan};
use super::ports::{Activity, Ports};
use super::proof::{self, Custody, Proof};
use super::removing::{self, Removed};
use super::trial::{self, HandshakeRule};
use super::undo;
use super::writing;

/// A plan that was carried out whole.
#[derive(Debug)]
pub struct Applied {
    /// The plan.
    pub plan: Plan,
    /// What was created.
    pub created: Vec<Named>,
    /// What was removed.
    pub removed: Vec<Named>,
    /// The proof, where the plan was about a bundle.
    pub proof: Option<Proof>,
    /// How the key is protected, where the plan was about a bundle.
    pub custody: Option<Custody>,
    /// What TLS came to with the new identity, where it was tried.
    pub handshake: Option<Handshake>,
    /// What the token holds now.
    pub after: Inventory,
}

/// What is known once the new identity stands: the commit point has been passed.
struct Proved {
    proof: Proof,
    custody: Custody,
    key: Object,
    objects: Vec<Object>,
    handshake: Option<Handshake>,
}

/// Carries out a confirmed plan. `identity` is the bundle's, where the plan adds or proves one.
///
/// # Errors
/// A [`Failure`] that says what has happened to the token (design, rules 2 to 4).
pub fn apply(
    confirmed: Confirmed,
    identity: Option<&BundleIdentity>,
    ports: &mut Ports<'_>,
) -> Result<Applied, Failure> {
    let given = confirmed.given();
    let plan = confirmed.into_plan();
    let current = recheck(&plan, given, ports)?;
    match (identity, plan.rules.order) {
        (None, _) => {
            let removed = removing::remove(&plan, current, ports);
            finish(plan, None, None, removed, ports)
        }
        (Some(identity), Order::NewFirst) => {
            let proved = add(&plan, identity, &[], ports)?;
            let proved = try_tls(&plan, identity, &[], proved, ports)?;
            let objects = proved.objects.clone();
            let removed = removing::remove(&plan, objects, ports);
            finish(plan, Some(identity), Some(proved), removed, ports)
        }
        (Some(identity), Order::OldFirst) => {
            let removed = removing::remove(&plan, current, ports);
            if removed.cause.is_some() || !removed.left.is_empty() {
                return Err(unfinished(&plan, removed, &[], None));
            }
            let proved = add(&plan, identity, &removed.gone, ports)?;
            let proved = try_tls(&plan, identity, &removed.gone, proved, ports)?;
            finish(plan, Some(identity), Some(proved), removed, ports)
        }
    }
}

/// Reads the serial again right before the first change, and looks whether somebody changed the token.
fn recheck(plan: &Plan, given: Given, ports: &mut Ports<'_>) -> Result<Vec<Object>, Failure> {
    let fail = |cause: Cause| Failure::untouched(Stage::Look, cause);
    ports.watch.sees(Activity::Looking);
    let facts = ports.token.facts().map_err(|error| fail(error.into()))?;
    if facts.serial != plan.serial {
        let cause = Cause::OtherToken {
            given: plan.serial.clone(),
            serial: facts.serial,
        };
        return Err(fail(cause));
    }
    if facts.is_write_protected && !plan.is_empty() {
        return Err(fail(Cause::WriteProtected));
    }
    let before = plan.inventory.objects();
    match given {
        Given::Before => {
            let mut known: Vec<_> = before.iter().map(|object| object.handle).collect();
            let mut handles = ports.token.handles().map_err(|error| fail(error.into()))?;
            known.sort_unstable();
            handles.sort_unstable();
            if known == handles {
                return Ok(before.to_vec());
            }
        }
        Given::Asked => {}
    }
    let found = ports.token.objects().map_err(|error| fail(error.into()))?;
    let all: Vec<&Object> = before.iter().collect();
    if found.len() != before.len() || !missing(&all, &found).is_empty() {
        return Err(fail(Cause::Stale));
    }
    Ok(found)
}

/// Writes, looks and proves; whatever fails is undone. `gone` was removed before (old first).
fn add(
    plan: &Plan,
    identity: &BundleIdentity,
    gone: &[Object],
    ports: &mut Ports<'_>,
) -> Result<Proved, Failure> {
    let expected = expected(plan, gone);
    let (stage, cause) = match attempt(plan, identity, &expected, ports) {
        Ok(proved) => return Ok(proved),
        Err(failed) => failed,
    };
    let mut failure = Failure::untouched(stage, cause);
    failure.removed = gone.iter().map(Named::from).collect();
    if !plan.create.is_empty() {
        note_undo(&failure.cause, ports);
        let undone = undo::undo(plan, &expected, ports);
        failure.effect = undone.effect;
        failure.left = undone.left;
        if !undone.lost.is_empty() {
            failure.cause = Cause::Lost(undone.lost);
        }
    }
    if !gone.is_empty() && failure.effect == Effect::Untouched {
        failure.effect = Effect::Partial;
    }
    Err(failure)
}

/// What was there before and was not removed.
fn expected<'a>(plan: &'a Plan, gone: &[Object]) -> Vec<&'a Object> {
    plan.inventory
        .objects()
        .iter()
        .filter(|object| !gone.iter().any(|gone| gone.handle == object.handle))
        .collect()
}

/// Tries TLS with what was proved, where the plan's rules ask for it. Nothing is undone: the proof was passed.
fn try_tls(
    plan: &Plan,
    identity: &BundleIdentity,
    gone: &[Object],
    mut proved: Proved,
    ports: &mut Ports<'_>,
) -> Result<Proved, Failure> {
    match plan.rules.handshake {
        HandshakeRule::Skip => return Ok(proved),
        HandshakeRule::Try => ports.watch.sees(Activity::Handshaking),
    }
    let came =
        trial::shake(proved.key.handle, identity, &proved.objects, plan, ports).or_else(|_| {
            // The token or its login got lost, which says nothing of what it can do: once more, after a fresh start.
            ports.token.reconnect()?;
            let look = look_at_written(plan, identity, &expected(plan, gone), ports)?;
            (proved.objects, proved.key) = look;
            let key = proved.key.handle;
            Ok(trial::shake(key, identity, &proved.objects, plan, ports)?)
        });
    if let Ok(handshake) = &came {
        trial::record(handshake, ports);
    }
    let cause = match came {
        Ok(handshake) if trial::admits_removal(&handshake) => {
            proved.handshake = Some(handshake);
            return Ok(proved);
        }
        Ok(handshake) => Cause::NoTls(Box::new(handshake)),
        Err(cause) => cause,
    };
    let shown = (proved.proof, proved.custody);
    Err(trial::stopped(plan, created(plan), gone, shown, cause))
}

fn attempt(
    plan: &Plan,
    identity: &BundleIdentity,
    expected: &[&Object],
    ports: &mut Ports<'_>,
) -> Result<Proved, (Stage, Cause)> {
    let crossing = writing::write(plan, identity, expected, ports)
        .map_err(|cause| (stage_of(&cause), cause))?;
    ports.watch.sees(Activity::Looking);
    let (objects, key) = look_at_written(plan, identity, expected, ports)
        // A listing that failed or ended early says nothing: only one after a fresh start is believed.
        .or_else(|_| {
            ports.token.reconnect()?;
            look_at_written(plan, identity, expected, ports)
        })
        .map_err(|cause| (Stage::Look, cause))?;
    ports.watch.sees(Activity::Proving);
    let mut custody = proof::custody(ports.token, &key).map_err(|cause| (Stage::Look, cause))?;
    custody.crossing = crossing;
    let public = identity.leaf().public_key();
    let proof = proof::prove(ports.token, &key, public).map_err(|cause| (Stage::Proof, cause))?;
    record(&custody, &proof, ports);
    if ports.watch.is_interrupted() && !plan.create.is_empty() {
        return Err((Stage::Proof, Cause::Interrupted));
    }
    Ok(Proved {
        proof,
        custody,
        key,
        objects,
        handshake: None,
    })
}

/// One whole look: everything that was written is there, and everything that was there before. With the key.
fn look_at_written(
    plan: &Plan,
    identity: &BundleIdentity,
    expected: &[&Object],
    ports: &mut Ports<'_>,
) -> Result<(Vec<Object>, Object), Cause> {
    let objects = ports.token.objects()?;
    let key = find_written(plan, identity, &objects)?.clone();
    let lost = lost(expected, &objects);
    if !lost.is_empty() {
        return Err(Cause::Lost(lost));
    }
    // Public keys apart, which a driver may derive from certificates.
    let is_counted = |class: ObjectClass| class != ObjectClass::PublicKey;
    let written = undo::ours(plan, &objects);
    let written = written.iter().filter(|object| is_counted(object.class));
    let wanted = plan.create.iter();
    let wanted = wanted.filter(|creation| is_counted(creation.class()));
    if written.count() > wanted.count() {
        // A creation that was refused was done all the same, and the one after it too.
        let doubled = TokenError::Nonsense {
            function: "C_CreateObject",
            reason: "more was written than was asked for",
        };
        return Err(doubled.into());
    }
    Ok((objects, key))
}

/// Journals that what was written is taken back, and why.
fn note_undo(cause: &Cause, ports: &mut Ports<'_>) {
    let event = Event::Undo {
        cause: cause.to_string(),
    };
    if let Err(error) = ports.journal.note(&event) {
        tracing::warn!(%error, "the undo could not be journalled");
    }
}

/// Journals the commit point before anything is removed. A journal that cannot take it stops the next step.
fn record(custody: &Custody, proof: &Proof, ports: &mut Ports<'_>) {
    let (path, mechanism, reason) = match custody.crossing {
        None => (None, None, None),
        Some(Crossing::Wrapped { path, .. }) => {
            let mechanisms = [path.carriage.mechanism(), path.wrapping.mechanism()];
            let path = Some(audit::Custody::Wrapped);
            (path, Some(mechanisms.join(", ")), None)
        }
        Some(Crossing::Direct(why)) => {
            let path = Some(audit::Custody::Direct);
            (path, None, Some(why.word().to_owned()))
        }
    };
    let events = [
        Event::Custody {
            path,
            mechanism,
            reason,
            sensitive: custody.sensitive,
            extractable: custody.extractable,
            readable: Some(custody.exposure == Exposure::Readable),
        },
        Event::Proof {
            mechanism: proof.mechanism.to_owned(),
            digest: proof.challenge,
            verified: true,
        },
    ];
    for event in &events {
        if let Err(error) = ports.journal.note(event) {
            tracing::warn!(%error, "the proof could not be journalled");
        }
    }
}

fn stage_of(cause: &Cause) -> Stage {
    match cause {
        Cause::Journal(_) => Stage::Journal,
        _ => Stage::Write,
    }
}

/// Finds every object that was written, by content, and returns the private key that is to be proved.
fn find_written<'a>(
    plan: &Plan,
    identity: &BundleIdentity,
    objects: &'a [Object],
) -> Result<&'a Object, Cause> {
    let public = identity.leaf().public_key();
    for creation in &plan.create {
        let is_there = objects.iter().any(|object| {
            object.class == creation.class()
                && object.id == creation.id
                // An object of the session would be gone with it.
                && object.is_token_object != Some(false)
                && (object.sha256() == creation.sha256
                    || (is_blind_key(object) && creation.kind == CreationKind::PrivateKey))
        });
        if !is_there {
            return Err(Cause::NotWritten(Named {
                class: creation.class(),
                label: creation.label.clone(),
                id: creation.id.clone(),
                sha256: creation.sha256,
            }));
        }
    }
    let leaf_id = objects
        .iter()
        .find(|object| {
            object
                .certificate()
                .is_some_and(|found| found.sha256() == identity.leaf().sha256())
        })
        .map(|object| object.id.clone());
    let shows_key = |object: &&Object| {
        object.class == ObjectClass::PrivateKey && object.public_key() == Some(public)
    };
    let is_joined = |object: &&Object| is_blind_key(object) && Some(&object.id) == leaf_id.as_ref();
    objects
        .iter()
        .find(shows_key)
        .or_else(|| objects.iter().find(is_joined))
        .ok_or_else(|| {
            Cause::NotWritten(Named {
                class: ObjectClass::PrivateKey,
                label: String::new(),
                id: leaf_id.clone().unwrap_or_default(),
                sha256: public.sha256(),
            })
        })
}

fn is_blind_key(object: &Object) -> bool {
    matches!(object.content, Content::PrivateKey { public: None, .. })
}

/// What was to stay and is gone; public keys that a driver derives from certificates come and go.
fn lost(expected: &[&Object], found: &[Object]) -> Vec<Named> {
    undoubtedly_missing(expected, found)
        .into_iter()
        .map(Named::from)
        .collect()
}

/// What the plan creates, by name.
fn created(plan: &Plan) -> Vec<Named> {
    let created = plan.create.iter().map(|creation| Named {
        class: creation.class(),
        label: creation.label.clone(),
        id: creation.id.clone(),
        sha256: creation.sha256,
    });
    created.collect()
}

/// The last look: what went is gone, what stays is there, what is new stands.
fn finish(
    plan: Plan,
    identity: Option<&BundleIdentity>,
    proved: Option<Proved>,
    mut removed: Removed,
    ports: &mut Ports<'_>,
) -> Result<Applied, Failure> {
    let created = created(&plan);
    if removed.is_lost_sight_of {
        return Err(unfinished(&plan, removed, &created, proved.as_ref()));
    }
    let is_old_first = plan.rules.order == Order::OldFirst;
    let mut objects = match &proved {
        // Nothing was done since the look that found the new identity.
        Some(proved) if plan.remove.is_empty() || is_old_first => proved.objects.clone(),
        _ => match look(&mut removed, ports) {
            Some(objects) => objects,
            None => return Err(unfinished(&plan, removed, &created, proved.as_ref())),
        },
    };
    let back: Vec<Object> = still_there(&plan, &removed.gone, &objects);
    let mut unasked: Vec<Object> = Vec::new();
    let is_safe = lost_at_last(&plan, proved.as_ref(), &objects).is_empty();
    if !back.is_empty() && removed.cause.is_none() && is_safe {
        // The module answered OK and did nothing: once more, after a fresh start. One that took something else
        // instead is not asked again.
        match again(&plan, &back, &mut removed, ports) {
            Some(found) => objects = found,
            None => return Err(unfinished(&plan, removed, &created, proved.as_ref())),
        }
    } else if removed.cause.is_none() {
        unasked = back;
    }
    let mut lost = lost_at_last(&plan, proved.as_ref(), &objects);
    if !lost.is_empty() {
        match fresh_look(ports) {
            Some(found) if !found.is_empty() => {
                lost = lost_at_last(&plan, proved.as_ref(), &found);
                objects = found;
            }
            // What a first look misses may be there: without a second one nobody knows.
            _ => removed.is_lost_sight_of = true,
        }
    }
    if !lost.is_empty() {
        let mut failure = unfinished(&plan, removed, &created, proved.as_ref());
        failure.stage = Stage::Verify;
        if failure.effect != Effect::Unknown {
            failure.effect = Effect::Partial;
        }
        failure.created.retain(|created| !lost.contains(created));
        failure.removed.retain(|gone| !is_among(gone, &unasked));
        failure.left.extend(unasked.iter().map(Named::from));
        failure.cause = Cause::Lost(lost);
        return Err(failure);
    }
    if removed.cause.is_some() || !removed.left.is_empty() {
        return Err(unfinished(&plan, removed, &created, proved.as_ref()));
    }
    let pairings = pairings(&plan, identity, &objects);
    let after = Inventory::new(objects, pairings, Sight::Whole);
    let (proof, custody, handshake) = proved.map_or((None, None, None), |proved| {
        (Some(proved.proof), Some(proved.custody), proved.handshake)
    });
    Ok(Applied {
        removed: removed.gone_names(),
        plan,
        created,
        proof,
        custody,
        handshake,
        after,
    })
}

/// Which keys without a public part are known: those that were paired for the plan, and the one just proved.
fn pairings(plan: &Plan, identity: Option<&BundleIdentity>, objects: &[Object]) -> Vec<Pairing> {
    let public_of = |object: &Object| {
        let before = plan.inventory.same_as(object);
        let known = before.and_then(|before| plan.inventory.public_key_of(before));
        let proved = || {
            let leaf = identity?.leaf();
            let found = objects.iter().find(|other| {
                other
                    .certificate()
                    .is_some_and(|found| found.sha256() == leaf.sha256())
            })?;
            (found.id == object.id).then(|| leaf.public_key())
        };
        known.or_else(proved).cloned()
    };
    objects
        .iter()
        .filter(|object| is_blind_key(object))
        .filter_map(|object| {
            Some(Pairing {
                key: object.handle,
                public: public_of(object)?,
            })
        })
        .collect()
}

/// What is gone of that which stays: what was to be kept, and what this run wrote.
fn lost_at_last(plan: &Plan, proved: Option<&Proved>, objects: &[Object]) -> Vec<Named> {
    let written = proved.map_or(&[][..], |proved| proved.objects.as_slice());
    let stays: Vec<&Object> = plan
        .keep
        .iter()
        .map(|(object, _)| object)
        .chain(added(plan.inventory.objects(), written))
        .collect();
    lost(&stays, objects)
}

fn is_among(named: &Named, objects: &[Object]) -> bool {
    objects.iter().any(|object| Named::from(object) == *named)
}

fn fresh_look(ports: &mut Ports<'_>) -> Option<Vec<Object>> {
    let start = ports.token.reconnect();
    start.and_then(|()| ports.token.objects()).ok()
}

fn look(removed: &mut Removed, ports: &mut Ports<'_>) -> Option<Vec<Object>> {
    ports.watch.sees(Activity::Looking);
    let found = match ports.token.objects() {
        Ok(objects) => Ok(objects),
        Err(_) => ports.token.reconnect().and_then(|()| ports.token.objects()),
    };
    match found {
        Ok(objects) => Some(objects),
        Err(error) => {
            removed.is_lost_sight_of = true;
            let _ = removed.cause.get_or_insert(error.into());
            None
        }
    }
}

fn still_there(plan: &Plan, gone: &[Object], objects: &[Object]) -> Vec<Object> {
    // What stays may look the same as what went, as two EC keys under one CKA_ID do.
    let stays: Vec<Object> = plan.keep.iter().map(|(object, _)| object.clone()).collect();
    let besides: Vec<Object> = added(&stays, objects).into_iter().cloned().collect();
    let gone_refs: Vec<&Object> = gone.iter().collect();
    let absent = missing(&gone_refs, &besides);
    gone.iter()
        .filter(|object| !absent.iter().any(|absent| absent.handle == object.handle))
        .cloned()
        .collect()
}

/// Repeats removals that were answered OK and not done; returns the look after them.
fn again(
    plan: &Plan,
    back: &[Object],
    removed: &mut Removed,
    ports: &mut Ports<'_>,
) -> Option<Vec<Object>> {
    removed
        .gone
        .retain(|gone| !back.iter().any(|back| back.handle == gone.handle));
    let start = ports.token.reconnect().and_then(|()| ports.token.objects());
    let current = match start {
        Ok(objects) => objects,
        Err(error) => {
            removed.is_lost_sight_of = true;
            removed.left.extend_from_slice(back);
            let _ = removed.cause.get_or_insert(error.into());
            return None;
        }
    };
    let rest = Plan {
        remove: back.to_vec(),
        ..plan.clone()
    };
    let second = removing::remove(&rest, current, ports);
    removed.gone.extend(second.gone);
    removed.left.extend(second.left);
    removed.is_lost_sight_of |= second.is_lost_sight_of;
    removed.cause = removed.cause.take().or(second.cause);
    let objects = look(removed, ports)?;
    let stayed = still_there(plan, &removed.gone, &objects);
    if !stayed.is_empty() {
        removed
            .gone
            .retain(|gone| !stayed.iter().any(|stayed| stayed.handle == gone.handle));
        let names = stayed.iter().map(Named::from).collect();
        let _ = removed.cause.get_or_insert(Cause::NotRemoved(names));
        removed.left.extend(stayed);
    }
    Some(objects)
}

/// A run whose removals did not all succeed: what is new stands, and what is left is named.
fn unfinished(
    plan: &Plan,
    removed: Removed,
    created: &[Named],
    proved: Option<&Proved>,
) -> Failure {
    let is_untouched = removed.gone.is_empty() && created.is_empty();
    let effect = if removed.is_lost_sight_of {
        Effect::Unknown
    } else if is_untouched {
        Effect::Untouched
    } else if removed.left.is_empty() && plan.remove.len() == removed.gone.len() {
        Effect::Complete
    } else {
        Effect::Partial
    };
    Failure {
        stage: Stage::Remove,
        effect,
        left: removed.left_names(),
        created: created.to_vec(),
        removed: removed.gone_names(),
        proved: proved.map(|proved| Box::new((proved.proof.clone(), proved.custody))),
        cause: removed.cause.unwrap_or(Cause::NotRemoved(Vec::new())),
    }
}
