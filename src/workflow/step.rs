//! The only caller of token writes: each one is in the journal, on disk, before the token hears of it.

use crate::audit::{Intent, Journal, JournalError, Purpose, Step, StepAction, StepOutcome};
use crate::token::{Handle, Leanness, NewObject, Object, TokenError, TokenWriter, Trouble};

use super::addition::Creation;

/// Why a step was not done.
#[derive(Debug)]
pub(super) enum StepError {
    /// The journal could not take the intent; the token was not asked.
    Journal(JournalError),
    /// The token did not do it, or says so.
    Token(TokenError),
}

/// Creates one object; its intent is flushed first.
pub(super) fn create(
    token: &mut dyn TokenWriter,
    journal: &mut dyn Journal,
    creation: &Creation,
    object: &NewObject<'_>,
    leanness: Leanness,
) -> Result<Handle, StepError> {
    let step = Step {
        action: StepAction::Create,
        class: creation.class().word().to_owned(),
        label: creation.label.clone(),
        cka_id: hex::encode(&creation.id),
        sha256: creation.sha256,
        purpose: Purpose::Write,
    };
    let intent = journal.intend(&step).map_err(StepError::Journal)?;
    let result = token.create(object, leanness);
    settle(journal, intent, outcome(&result));
    result.map_err(StepError::Token)
}

/// Destroys one object that the plan removes; its intent is flushed first.
pub(super) fn remove(
    token: &mut dyn TokenWriter,
    journal: &mut dyn Journal,
    object: &Object,
) -> Result<(), StepError> {
    let step = destruction(object, Purpose::Remove);
    let intent = journal.intend(&step).map_err(StepError::Journal)?;
    let result = token.destroy(object);
    settle(journal, intent, outcome(&result));
    result.map_err(StepError::Token)
}

/// Destroys one object that this run created. The flushed intent to create it licenses this, so that a
/// journal that cannot be written any more never blocks an undo.
pub(super) fn undo(
    token: &mut dyn TokenWriter,
    journal: &mut dyn Journal,
    object: &Object,
) -> Result<(), TokenError> {
    let intent = journal.intend(&destruction(object, Purpose::Undo));
    if let Err(error) = &intent {
        tracing::warn!(%error, "the undo of an object could not be journalled");
    }
    let result = token.destroy(object);
    if let Ok(intent) = intent {
        settle(journal, intent, outcome(&result));
    }
    result
}

fn destruction(object: &Object, purpose: Purpose) -> Step {
    Step {
        action: StepAction::Destroy,
        class: object.class.word().to_owned(),
        label: object.label.clone(),
        cka_id: hex::encode(&object.id),
        sha256: object.sha256(),
        purpose,
    }
}

fn outcome<T>(result: &Result<T, TokenError>) -> StepOutcome {
    match result {
        Ok(_) => StepOutcome::Done,
        Err(error) if error.trouble() == Trouble::NoSuchObject => StepOutcome::AlreadyGone,
        Err(error) => match (error.code(), error.function()) {
            (Some(code), Some(function)) => {
                StepOutcome::Failed { code: code.name(), function: function.to_owned() }
            }
            _ => StepOutcome::Unknown { reason: error.to_string() },
        },
    }
}

/// An outcome that cannot be written leaves its intent unsettled, which the next run looks into.
fn settle(journal: &mut dyn Journal, intent: Intent, outcome: StepOutcome) {
    if let Err(error) = journal.settle(intent, &outcome) {
        tracing::warn!(%error, "the outcome of a step could not be journalled");
    }
}
