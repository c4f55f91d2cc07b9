//! Taking back what a run created, found by content after the module was started afresh.

use crate::audit::{Event, PinRole, Purpose};
use crate::token::{Content, Object, TokenError, Trouble};

use super::addition::Creation;
use super::failure::{Effect, Named};
use super::inventory::{added, undoubtedly_missing};
use super::plan::Plan;
use super::ports::{Activity, Ports};
use super::step;

/// How the token was left by an undo.
#[derive(Debug)]
pub(super) struct Undone {
    /// What has happened to the token.
    pub effect: Effect,
    /// What could not be taken back.
    pub left: Vec<Named>,
    /// What was there before and is gone.
    pub lost: Vec<Named>,
}

impl Undone {
    fn unknown() -> Self {
        Self {
            effect: Effect::Unknown,
            left: Vec::new(),
            lost: Vec::new(),
        }
    }
}

/// Takes back every object the plan creates, as far as it is there.
///
/// `expected` is what the token should hold afterwards. The module is finalized and initialized first: a failed
/// write breaks some modules (OpenSC) so that cleaning up in the same session does harm.
pub(super) fn undo(plan: &Plan, expected: &[&Object], ports: &mut Ports<'_>) -> Undone {
    ports.watch.sees(Activity::Undoing);
    // More rounds, each after another fresh start, for what could not be taken back or was not listed.
    for _ in 0..2 {
        match round(plan, expected, ports) {
            Some(undone) if undone.left.is_empty() && undone.lost.is_empty() => return undone,
            _ => {}
        }
    }
    round(plan, expected, ports).unwrap_or_else(Undone::unknown)
}

/// One fresh start, one look, the removals, one more look.
fn round(plan: &Plan, expected: &[&Object], ports: &mut Ports<'_>) -> Option<Undone> {
    if let Err(error) = ports.token.reconnect() {
        tracing::warn!(%error, "the token cannot be reached for an undo");
        note_refusal(&error, ports);
        return None;
    }
    let found = ports.token.objects().ok()?;
    if found.is_empty() && !expected.is_empty() {
        // An empty inventory after an error is no inventory.
        return None;
    }
    let ours = ours(plan, &found);
    // The certificate first: without it no program takes a half-removed identity for a whole one.
    for object in ours.iter().rev() {
        if let Err(error) = step::undo(ports.token, ports.journal, object, Purpose::Undo) {
            tracing::warn!(%error, "an object could not be taken back");
        }
    }
    let found = if ours.is_empty() {
        found
    } else {
        ports.token.objects().ok()?
    };
    if found.is_empty() && !expected.is_empty() {
        return None;
    }
    let left: Vec<Named> = self::ours(plan, &found)
        .into_iter()
        .map(Named::from)
        .collect();
    let lost: Vec<Named> = undoubtedly_missing(expected, &found)
        .into_iter()
        .map(Named::from)
        .collect();
    let effect = if left.is_empty() && lost.is_empty() {
        Effect::Untouched
    } else {
        Effect::Partial
    };
    Some(Undone { effect, left, lost })
}

/// What the token holds now, did not hold when the plan was drawn, and the plan creates; ghosts with it.
pub(super) fn ours<'a>(plan: &Plan, found: &'a [Object]) -> Vec<&'a Object> {
    added(plan.inventory.objects(), found)
        .into_iter()
        .filter(|object| object.looks_like_a_ghost() || is_created(plan, object))
        .collect()
}

/// Whether the plan creates this object: same class and content; by id where a key shows no public part.
pub(super) fn is_created(plan: &Plan, object: &Object) -> bool {
    plan.create.iter().any(|creation| is_of(creation, object))
}

/// Whether an object is what was to be created: same class and content; by id where a key shows no public part.
pub(super) fn is_of(creation: &Creation, object: &Object) -> bool {
    let is_blind_key = matches!(object.content, Content::PrivateKey { public: None, .. });
    creation.class() == object.class
        && (creation.sha256 == object.sha256() || (is_blind_key && creation.id == object.id))
}

/// A PIN that was accepted in this run and is refused now counts like any other refusal.
fn note_refusal(error: &TokenError, ports: &mut Ports<'_>) {
    let (Trouble::PinRefused | Trouble::PinLocked, Some(code)) = (error.trouble(), error.code())
    else {
        return;
    };
    let event = Event::PinRefused {
        role: PinRole::User,
        code: code.name(),
    };
    if let Err(error) = ports.journal.note(&event) {
        tracing::warn!(%error, "the refused PIN could not be journalled");
    }
}
