//! `journal verify`: reads the whole journal back and checks its chain.

use tokendesk::audit;
use tokendesk::report::{Outcome, Result as Came};
use tokendesk::workflow::{Failure, Stage};

use crate::cli::desk::Desk;
use crate::cli::opening;

/// Verifies the journal and tells every fault.
pub fn verify(desk: &Desk<'_>, outcome: &mut Outcome) -> Result<Came, Failure> {
    let verification = audit::verify(&opening::journal_path(desk))
        .map_err(|error| Failure::untouched(Stage::Journal, error))?;
    outcome.journal_head = verification.head;
    let is_sound = verification.is_intact();
    outcome.verification = Some(verification);
    Ok(if is_sound { Came::Done } else { Came::Broken })
}
