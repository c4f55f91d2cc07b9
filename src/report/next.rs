//! What to do after a failure: first for the sake of the token, then about the cause.

use super::Voice;
use super::cause::Told;
use crate::say;
use crate::workflow::{Effect, Failure};

/// Tells what to do next; `told` is the failure's cause.
#[must_use]
pub fn tell(failure: &Failure, told: &Told, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    // The same command would come to the same end.
    if told.id == "no-tls" {
        return told.remedy.clone();
    }
    let first = match failure.effect {
        Effect::Untouched | Effect::Complete => return told.remedy.clone(),
        Effect::Partial => say!(c, "report-next-partial"),
        Effect::Unknown => say!(c, "report-next-unknown"),
    };
    // A token that was pulled out has its remedy in the first sentence already.
    if matches!(told.id, "token-removed" | "token-gone") {
        return first;
    }
    let remedy = told.remedy.as_str();
    say!(c, "report-two-sentences", one = first, other = remedy)
}
