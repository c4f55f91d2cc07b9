//! `explain`: what a CKR_ value or the id of a finding means, and what to do.

use tokendesk::report::{Outcome, Result as Came, explain};
use tokendesk::workflow::{Cause, Failure, Stage};

use crate::cli::desk::Desk;

/// Looks the code or id up; nothing but the catalogue is needed.
pub fn explain(desk: &Desk<'_>, code: &str, outcome: &mut Outcome) -> Result<Came, Failure> {
    let found = explain::explain(code, desk.catalogue).map_err(|similar| {
        let cause = Cause::UnknownCode {
            text: code.to_owned(),
            similar,
        };
        Failure::untouched(Stage::CommandLine, cause)
    })?;
    outcome.explanation = Some(found);
    Ok(Came::Done)
}
