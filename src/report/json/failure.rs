//! A failure as JSON.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::holding::Object;
use crate::report::{Voice, cause, next};
use crate::token::TokenError;
use crate::workflow::{self, Cause};

/// Why a run did not end as planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Failure {
    /// Where in the run.
    #[schemars(extend("enum" = ["command-line", "token", "clock", "bundle", "login", "look", "plan", "consent", "journal", "write", "proof", "handshake", "remove", "verify"]))]
    pub stage: String,
    /// The stable id of the cause.
    pub cause: String,
    /// What has happened to the token.
    #[schemars(extend("enum" = ["untouched", "partial", "unknown", "complete"]))]
    pub effect: String,
    /// What the module answered, such as `CKR_PIN_INCORRECT`; null where it was not the module.
    pub code: Option<String>,
    /// The C function that answered it; null where it was not the module.
    pub function: Option<String>,
    /// What is wrong, in words.
    pub message: String,
    /// What to do about it, in words.
    pub remedy: String,
    /// What the run left behind that should not be there, or could not remove.
    pub left: Vec<Object>,
}

impl Failure {
    pub(super) fn of(failure: &workflow::Failure, voice: &Voice<'_>) -> Self {
        let told = cause::tell(&failure.cause, voice);
        let remedy = next::tell(failure, &told, voice);
        let error = match &failure.cause {
            Cause::Token(error) | Cause::NotRemovable { answer: error, .. } => Some(error),
            _ => None,
        };
        Self {
            stage: failure.stage.word().to_owned(),
            cause: told.id.to_owned(),
            effect: failure.effect.word().to_owned(),
            code: error.and_then(TokenError::code).map(|code| code.name()),
            function: error.and_then(TokenError::function).map(str::to_owned),
            message: told.message,
            remedy,
            left: failure.left.iter().map(Object::from).collect(),
        }
    }
}
