//! The removals: each looked at when it fails, repeated once, and then told exactly.

use crate::audit::Purpose;
use crate::token::{Object, ObjectClass, TokenError, Trouble};

use super::failure::{Cause, Named};
use super::inventory::is_same;
use super::pairing::is_key_of;
use super::plan::Plan;
use super::ports::{Activity, Ports};
use super::step::{self, StepError};

/// How the removals went.
#[derive(Debug, Default)]
pub(super) struct Removed {
    /// What is gone.
    pub gone: Vec<Object>,
    /// What should be gone and is still there.
    pub left: Vec<Object>,
    /// The first trouble that kept something from going.
    pub cause: Option<Cause>,
    /// Whether the token could not be looked at any more.
    pub is_lost_sight_of: bool,
}

impl Removed {
    pub(super) fn gone_names(&self) -> Vec<Named> {
        self.gone.iter().map(Named::from).collect()
    }

    pub(super) fn left_names(&self) -> Vec<Named> {
        self.left.iter().map(Named::from).collect()
    }

    fn keep(&mut self, object: &Object, cause: Cause) {
        self.left.push(object.clone());
        let _ = self.cause.get_or_insert(cause);
    }
}

/// How one removal ended.
enum End {
    Gone,
    Stayed(Cause),
    OutOfSight(Cause),
}

/// Removes everything the plan removes, in its order. `current` is the latest whole look.
pub(super) fn remove(plan: &Plan, mut current: Vec<Object>, ports: &mut Ports<'_>) -> Removed {
    let mut removed = Removed::default();
    let of = plan.remove.len();
    for (place, object) in plan.remove.iter().enumerate() {
        if removed.is_lost_sight_of {
            removed.left.push(object.clone());
            continue;
        }
        if ports.watch.is_interrupted() {
            removed.keep(object, Cause::Interrupted);
            continue;
        }
        if dates_a_key_that_stayed(plan, object, &removed.left) {
            // An expired certificate is what dates its key: it stays while the key does.
            removed.left.push(object.clone());
            continue;
        }
        ports.watch.sees(Activity::Removing {
            nth: place.saturating_add(1),
            of,
        });
        match remove_one(plan, object, &mut current, ports) {
            End::Gone => removed.gone.push(object.clone()),
            End::Stayed(cause) => removed.keep(object, cause),
            End::OutOfSight(cause) => {
                removed.is_lost_sight_of = true;
                removed.keep(object, cause);
            }
        }
    }
    removed
}

fn dates_a_key_that_stayed(plan: &Plan, object: &Object, left: &[Object]) -> bool {
    let Some(certificate) = object.certificate() else {
        return false;
    };
    left.iter().any(|stayed| {
        stayed.class == ObjectClass::PrivateKey
            && plan.inventory.public_key_of(stayed) == Some(certificate.public_key())
    })
}

fn remove_one(
    plan: &Plan,
    object: &Object,
    current: &mut Vec<Object>,
    ports: &mut Ports<'_>,
) -> End {
    let mut trouble: Option<TokenError> = None;
    for _ in 0..2 {
        let place = match place_of(plan, object, current, ports) {
            Ok(Some(place)) => place,
            Ok(None) => return End::Gone,
            Err(end) => return end,
        };
        let found = current.swap_remove(place);
        let purpose = if found.is_surely_a_ghost() {
            Purpose::ClearGhost
        } else {
            plan.purpose
        };
        let error = match step::remove(ports.token, ports.journal, &found, purpose) {
            Ok(()) => return End::Gone,
            Err(StepError::Journal(error)) => {
                current.push(found);
                return End::Stayed(error.into());
            }
            Err(StepError::Token(error)) => error,
        };
        // Whatever the answer was, only a look tells whether the object is gone.
        match look_again(&error, current, ports) {
            Ok(()) => trouble = Some(error),
            Err(lost) => return End::OutOfSight(lost.into()),
        }
    }
    match place_of(plan, object, current, ports) {
        Ok(Some(_)) => End::Stayed(trouble.map_or_else(
            || Cause::NotRemoved(vec![object.into()]),
            |answer| stayed(object, answer),
        )),
        Ok(None) => End::Gone,
        Err(end) => end,
    }
}

/// Where the object is among `current`. Keys that show no public part look the same under one CKA_ID;
/// where not all of them go, a signature tells which one does.
fn place_of(
    plan: &Plan,
    object: &Object,
    current: &[Object],
    ports: &mut Ports<'_>,
) -> Result<Option<usize>, End> {
    let same = |objects: &[Object]| objects.iter().filter(|it| is_same(it, object)).count();
    let is_mistakable = object.class == ObjectClass::PrivateKey
        && same(plan.inventory.objects()) > same(&plan.remove);
    for (place, candidate) in current.iter().enumerate() {
        if !is_same(candidate, object) {
            continue;
        }
        if !is_mistakable {
            return Ok(Some(place));
        }
        let Some(public) = plan.inventory.public_key_of(object) else {
            return Err(End::Stayed(Cause::NotRemoved(vec![object.into()])));
        };
        match is_key_of(ports.token, candidate, public) {
            Ok(true) => return Ok(Some(place)),
            Ok(false) => {}
            Err(error) if error.trouble() == Trouble::Removed => {
                return Err(End::OutOfSight(error.into()));
            }
            Err(error) => return Err(End::Stayed(error.into())),
        }
    }
    Ok(None)
}

/// Why an object stayed: the token as a whole refuses changes, or just this one.
fn stayed(object: &Object, answer: TokenError) -> Cause {
    match answer.trouble() {
        Trouble::Removed
        | Trouble::WriteProtected
        | Trouble::NotLoggedIn
        | Trouble::PinRefused
        | Trouble::PinLocked
        | Trouble::PinExpired
        | Trouble::PinForm
        | Trouble::Full => answer.into(),
        Trouble::Template
        | Trouble::Unsupported
        | Trouble::DataInvalid
        | Trouble::NoSuchObject
        | Trouble::Other => Cause::NotRemovable {
            object: object.into(),
            answer,
        },
    }
}

/// Looks at the whole token again, after a fresh start unless the object was merely not there.
fn look_again(
    error: &TokenError,
    current: &mut Vec<Object>,
    ports: &mut Ports<'_>,
) -> Result<(), TokenError> {
    let is_harmless =
        error.trouble() == Trouble::NoSuchObject || matches!(error, TokenError::Changed { .. });
    if !is_harmless {
        ports.token.reconnect()?;
    }
    let found = ports.token.objects()?;
    if found.is_empty() && !current.is_empty() {
        return Err(TokenError::Nonsense {
            function: "C_FindObjects",
            reason: "nothing is listed after an error",
        });
    }
    *current = found;
    Ok(())
}
