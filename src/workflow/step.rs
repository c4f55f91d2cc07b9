//! The only caller of token writes: each one is in the journal, on disk, before the token hears of it.

use crate::audit;
use crate::audit::{Action, Intent, Journal, JournalError, Purpose, Step, StepOutcome};
use crate::secret::SecretBytes;
use crate::token::{
    Handle, Leanness, NewObject, Object, ObjectClass, TokenError, TokenWriter, Trouble, WrapPath,
};

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
    let intent = journal
        .intend(&creating(creation))
        .map_err(StepError::Journal)?;
    let result = token.create(object, leanness);
    settle(journal, intent, outcome(&result));
    result.map_err(StepError::Token)
}

/// Has the token unwrap the private key; the intent to create it is flushed first.
pub(super) fn unwrap(
    token: &mut dyn TokenWriter,
    journal: &mut dyn Journal,
    creation: &Creation,
    object: &NewObject<'_>,
    sealing: (WrapPath, &SecretBytes, Leanness),
) -> Result<Handle, StepError> {
    let intent = journal
        .intend(&creating(creation))
        .map_err(StepError::Journal)?;
    let (path, pkcs8, leanness) = sealing;
    let result = token.unwrap_key(path, object, pkcs8, leanness);
    settle(journal, intent, outcome(&result));
    result.map_err(StepError::Token)
}

/// Destroys one object that the plan removes; its intent is flushed first.
pub(super) fn remove(
    token: &mut dyn TokenWriter,
    journal: &mut dyn Journal,
    object: &Object,
    purpose: Purpose,
) -> Result<(), StepError> {
    let step = destruction(object, purpose);
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
    purpose: Purpose,
) -> Result<(), TokenError> {
    let intent = journal.intend(&destruction(object, purpose));
    if let Err(error) = &intent {
        tracing::warn!(%error, "the undo of an object could not be journalled");
    }
    let result = token.destroy(object);
    if let Ok(intent) = intent {
        settle(journal, intent, outcome(&result));
    }
    result
}

fn creating(creation: &Creation) -> Step {
    Step {
        action: Action::Create,
        class: class(creation.class()),
        label: creation.label.clone(),
        cka_id: creation.id.clone(),
        sha256: Some(creation.sha256),
        purpose: Purpose::Write,
    }
}

fn destruction(object: &Object, purpose: Purpose) -> Step {
    Step {
        action: Action::Destroy,
        class: class(object.class),
        label: object.label.clone(),
        cka_id: object.id.clone(),
        sha256: Some(object.sha256()),
        purpose,
    }
}

/// The class of an object as the journal names it.
#[must_use]
pub fn class(class: ObjectClass) -> audit::ObjectClass {
    match class {
        ObjectClass::Certificate => audit::ObjectClass::Certificate,
        ObjectClass::PrivateKey => audit::ObjectClass::PrivateKey,
        ObjectClass::PublicKey => audit::ObjectClass::PublicKey,
        ObjectClass::SecretKey => audit::ObjectClass::SecretKey,
        ObjectClass::Data => audit::ObjectClass::Data,
        ObjectClass::Other(_) => audit::ObjectClass::Other,
    }
}

fn outcome<T>(result: &Result<T, TokenError>) -> StepOutcome {
    match result {
        Ok(_) => StepOutcome::Done,
        Err(error) if error.trouble() == Trouble::NoSuchObject => StepOutcome::AlreadyGone,
        Err(error) => match (error.code(), error.function()) {
            (Some(code), Some(function)) => StepOutcome::Failed {
                code: code.name(),
                function: function.to_owned(),
            },
            (code, function) => StepOutcome::Unknown {
                code: code.map(crate::token::ReturnCode::name),
                function: function.map(str::to_owned),
            },
        },
    }
}

/// An outcome that cannot be written leaves its intent unsettled, which the next run looks into.
fn settle(journal: &mut dyn Journal, intent: Intent, outcome: StepOutcome) {
    if let Err(error) = journal.settle(intent, &outcome) {
        tracing::warn!(%error, "the outcome of a step could not be journalled");
    }
}
