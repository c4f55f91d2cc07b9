//! `mark-defective`: takes a token out of use, or back into use, in the journal alone.

use std::time::Duration;

use tokendesk::audit::token_lock::TokenLock;
use tokendesk::audit::{self, Event, FinishedEffect, FinishedOutcome, Journal};
use tokendesk::report::history::HistorySight;
use tokendesk::report::{Outcome, Result as Came};
use tokendesk::say;
use tokendesk::token::TokenSerial;
use tokendesk::workflow::records::{self, Records};
use tokendesk::workflow::{Cause, Failure, Stage};

use super::history;
use crate::cli::arguments::MarkDefective;
use crate::cli::desk::Desk;
use crate::cli::{exit, opening};

/// How long a run on the token is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// Journals the mark, or that it is taken back. The token need not be there: it may not work any more.
pub fn mark_defective(
    desk: &Desk<'_>,
    wanted: &MarkDefective,
    outcome: &mut Outcome,
) -> Result<Came, Failure> {
    let fail = |error| Failure::untouched(Stage::Journal, error);
    let serial = desk.common.serial.as_deref().map(TokenSerial::new);
    let Some(serial) = serial.filter(|serial| !serial.is_meaningless()) else {
        return Err(Failure::untouched(Stage::CommandLine, Cause::SerialNeeded));
    };
    let path = opening::journal_path(desk);
    let _lock = TokenLock::take(&path, serial.as_str(), PATIENCE).map_err(fail)?;
    let past = audit::past(&path, serial.as_str()).map_err(fail)?;
    let event = match (&wanted.reason, wanted.clear) {
        (reason, true) => past.defective.map(|_| Event::ClearedDefective {
            reason: reason.clone(),
        }),
        (reason, false) => Some(Event::MarkedDefective {
            reason: reason.clone().unwrap_or_default(),
        }),
    };
    let came = match event {
        None => Came::NothingToDo,
        Some(event) => {
            let mut journal = opening::journal_of(desk, outcome.command, serial.as_str())?;
            journal.note(&event).map_err(fail)?;
            let finished = Event::Finished {
                result: FinishedOutcome::Done,
                exit: exit::DONE,
                effect: FinishedEffect::Untouched,
            };
            journal.note(&finished).map_err(fail)?;
            outcome.journal_head = journal.head();
            Came::Done
        }
    };
    let mut records = match path.exists() {
        true => history::read(desk, &[], Some(serial.as_str()))?,
        false => Records::default(),
    };
    let life = records::life(&records, serial.as_str());
    if came == Came::Done && life.runs == 1 {
        let serial = serial.to_string();
        desk.ui.warn(&say!(
            desk.catalogue,
            "notice-unknown-serial",
            serial = serial
        ));
    }
    records.runs.reverse();
    outcome.history = Some(Box::new(HistorySight {
        life: Some(life),
        records,
    }));
    Ok(came)
}
