//! `pin change` and `pin unblock`: the token's limits are checked first, the new PIN is asked twice, and proved.

use tokendesk::audit::{
    Action, Event, FileJournal, Journal, ObjectClass, PinRole, Purpose, Step, StepOutcome,
    UnsettledRun,
};
use tokendesk::report::{Outcome, Result as Came};
use tokendesk::secret::Pin;
use tokendesk::token::pkcs11::{Access, PinEntry, Session};
use tokendesk::token::profile::SoLogin;
use tokendesk::token::{PinState, TokenError, TokenFacts, TokenReader, TokenWriter, Trouble};
use tokendesk::ui::words;
use tokendesk::workflow::login::{self, LastTry};
use tokendesk::workflow::{Cause, Effect, Failure, Stage};

use super::record::{finish, note, open_runs};
use crate::cli::arguments::{NewPin, Pin as PinCommand};
use crate::cli::desk::Desk;
use crate::cli::{opening, secrets, watch};

/// Changes or unblocks the user's PIN.
pub fn pin(desk: &Desk<'_>, what: &PinCommand, outcome: &mut Outcome) -> Result<Came, Failure> {
    watch::heed_signals();
    let (mut module, token) = opening::find(desk, outcome)?;
    let _lock = opening::lock(desk, &token)?;
    let mut journal = opening::journal(desk, outcome, None)?;
    let session = module
        .open(&token, Access::ReadWrite)
        .map_err(|error| Failure::untouched(Stage::Login, error));
    let result = session.and_then(|mut session| {
        let result = match what {
            PinCommand::Change(new) => change(desk, &token, new, &mut session, &mut journal),
            PinCommand::Unblock(new) => unblock(desk, &token, new, &mut session, &mut journal),
        };
        if let Err(error) = session.close() {
            tracing::info!(%error, "the session could not be closed");
        }
        if result.is_ok() {
            close_changes(&mut journal, token.serial.as_str());
        }
        result
    });
    finish(&mut journal, &result);
    outcome.journal_head = journal.head();
    result
}

fn change(
    desk: &Desk<'_>,
    token: &TokenFacts,
    new: &NewPin,
    session: &mut Session,
    journal: &mut FileJournal,
) -> Result<Came, Failure> {
    let fail = |cause: Cause| Failure::untouched(Stage::Login, cause);
    let last_try = last_try(desk);
    login::admit(token, last_try).map_err(fail)?;
    let past = journal
        .past(token.serial.as_str())
        .map_err(|error| fail(error.into()))?;
    login::admit_by_journal(token, past.refusals_since_success, last_try).map_err(fail)?;
    let (old, new) = if token.has_pin_pad {
        (PinEntry::Pad, PinEntry::Pad)
    } else {
        let prompt = words::pin_prompt(desk.catalogue, token.serial.as_str());
        let old = secrets::pin(desk, &prompt).map_err(fail)?;
        login::admit_length(token, old.expose().len()).map_err(fail)?;
        (
            PinEntry::Pin(old),
            PinEntry::Pin(new_pin(desk, token, new)?),
        )
    };
    // Time passed at the prompts: tries may have gone, or the token.
    let facts = session.facts().map_err(|error| fail(error.into()))?;
    login::admit(&facts, last_try).map_err(fail)?;
    let changed = announced(journal, PinRole::User, || session.change_pin(&old, &new));
    match changed {
        Ok(()) => {
            prove(session, new, journal).or_else(|failure| doubt(session, old, journal, failure))
        }
        Err(failure) if failure.effect == Effect::Unknown => {
            find_out(session, [old, new], failure, journal)
        }
        Err(failure) => Err(failure),
    }
}

/// The token answered an error to the change: the old PIN tells whether it was made, and if it was refused the
/// new one. At most one try is spent, and given back by the success.
fn find_out(
    session: &mut Session,
    [old, new]: [PinEntry; 2],
    mut failure: Failure,
    journal: &mut FileJournal,
) -> Result<Came, Failure> {
    if !has_tries_to_spend(session) || matches!(old, PinEntry::Pad) {
        return Err(failure);
    }
    match session.login(old) {
        Ok(()) => {
            note_login(journal);
            failure.effect = Effect::Untouched;
            Err(failure)
        }
        Err(error) if error.trouble() == Trouble::PinRefused => prove(session, new, journal),
        Err(_) => Err(failure),
    }
}

/// The token answered OK to the change and then refused the new PIN: the old one tells whether nothing was done.
fn doubt(
    session: &mut Session,
    old: PinEntry,
    journal: &mut FileJournal,
    mut failure: Failure,
) -> Result<Came, Failure> {
    let is_refused =
        matches!(&failure.cause, Cause::Token(error) if error.trouble() == Trouble::PinRefused);
    if is_refused
        && !matches!(old, PinEntry::Pad)
        && has_tries_to_spend(session)
        && session.login(old).is_ok()
    {
        note_login(journal);
        failure.effect = Effect::Untouched;
        failure.cause = Cause::Token(TokenError::Nonsense {
            function: "C_SetPIN",
            reason: "success, and the PIN is the old one",
        });
    }
    Err(failure)
}

/// The old PIN was accepted: refusals before it no longer count.
fn note_login(journal: &mut FileJournal) {
    let role = PinRole::User;
    note(journal, &Event::LoggedIn { role });
}

/// Starts afresh and reads the flags: whether a refusal would leave more than the last try.
fn has_tries_to_spend(session: &mut Session) -> bool {
    let facts = session.reconnect().and_then(|()| session.facts());
    facts.is_ok_and(|facts| match facts.pin_state {
        PinState::Ok | PinState::Low | PinState::ToBeChanged => true,
        PinState::Hidden | PinState::Final | PinState::Locked | PinState::Unset => false,
    })
}

fn unblock(
    desk: &Desk<'_>,
    token: &TokenFacts,
    new: &NewPin,
    session: &mut Session,
    journal: &mut FileJournal,
) -> Result<Came, Failure> {
    let fail = |cause: Cause| Failure::untouched(Stage::Login, cause);
    match session.profile().so_login {
        SoLogin::Checked => {}
        // It would take any SO PIN for right, and change nothing.
        SoLogin::MeansNothing => return Err(fail(Cause::NoSoPin)),
    }
    let last_try = last_try(desk);
    let admitted = |session: &mut Session| {
        let state = session
            .officer_pin_state()
            .map_err(|error| fail(error.into()))?;
        login::admit_officer(state, last_try).map_err(fail)
    };
    admitted(session)?;
    let (officer, new) = if token.has_pin_pad {
        (PinEntry::Pad, PinEntry::Pad)
    } else {
        let prompt = words::puk_prompt(desk.catalogue, token.serial.as_str());
        let officer = secrets::officer_pin(desk, new, &prompt).map_err(fail)?;
        (
            PinEntry::Pin(officer),
            PinEntry::Pin(new_pin(desk, token, new)?),
        )
    };
    admitted(session)?;
    announced(journal, PinRole::SecurityOfficer, || {
        session.unblock_pin(&officer, &new)
    })?;
    prove(session, new, journal)
}

fn last_try(desk: &Desk<'_>) -> LastTry {
    if desk.common.use_last_try {
        LastTry::Use
    } else {
        LastTry::Spare
    }
}

/// The new PIN: from its source, or asked twice; within the token's limits.
fn new_pin(desk: &Desk<'_>, token: &TokenFacts, new: &NewPin) -> Result<Pin, Failure> {
    let fail = |cause: Cause| Failure::untouched(Stage::Login, cause);
    let [once, again] = words::new_pin_prompts(desk.catalogue);
    let pin = secrets::new_pin(desk, new, &once).map_err(fail)?;
    login::admit_length(token, pin.expose().len()).map_err(fail)?;
    if !secrets::has_new_pin_source(new) {
        let second = secrets::new_pin(desk, new, &again).map_err(fail)?;
        if second.expose() != pin.expose() {
            return Err(fail(Cause::PinsDiffer));
        }
    }
    Ok(pin)
}

/// Journals the change before it is made, and how it ended; a refused PIN is counted.
fn announced(
    journal: &mut FileJournal,
    role: PinRole,
    make: impl FnOnce() -> Result<(), TokenError>,
) -> Result<(), Failure> {
    let step = Step {
        action: Action::PinChange,
        class: ObjectClass::Token,
        label: String::new(),
        cka_id: Vec::new(),
        sha256: None,
        purpose: Purpose::PinChange,
    };
    watch::stop_before(Stage::Login)?;
    let intent = journal
        .intend(&step)
        .map_err(|error| Failure::untouched(Stage::Journal, error))?;
    let answer = make();
    let settled = match &answer {
        Ok(()) => StepOutcome::Done,
        Err(error) => StepOutcome::Failed {
            code: error.code().map_or_else(String::new, |code| code.name()),
            function: error.function().unwrap_or_default().to_owned(),
        },
    };
    let noted = journal
        .settle(intent, &settled)
        .and_then(|()| match &answer {
            // The new PIN counts once it was accepted.
            Ok(()) => Ok(()),
            Err(error) if is_counted(error) => {
                let code = error.code().map_or_else(String::new, |code| code.name());
                journal.note(&Event::PinRefused { role, code })
            }
            Err(_) => Ok(()),
        });
    if let Err(error) = noted {
        tracing::warn!(%error, "the change of the PIN could not be journalled");
    }
    answer.map_err(|error| {
        let is_refusal = is_refusal(&error);
        let mut failure = Failure::untouched(Stage::Login, error);
        if !is_refusal {
            // The module says that it failed; whether it did only a login would tell, at the cost of a try.
            failure.effect = Effect::Unknown;
        }
        failure
    })
}

/// Whether the token counted a try.
fn is_counted(error: &TokenError) -> bool {
    matches!(error.trouble(), Trouble::PinRefused | Trouble::PinLocked)
}

fn is_refusal(error: &TokenError) -> bool {
    matches!(
        error.trouble(),
        Trouble::PinRefused | Trouble::PinLocked | Trouble::PinExpired | Trouble::PinForm
    )
}

/// Closes the earlier runs that did not know whether their change of the PIN was made: the PIN is known now.
fn close_changes(journal: &mut FileJournal, serial: &str) {
    let is_change = |run: &&UnsettledRun| {
        let mut intents = run.intents.iter();
        intents.all(|intent| intent.step.action == Action::PinChange)
    };
    let open = match open_runs(journal, serial) {
        Ok(open) => open,
        Err(error) => return tracing::warn!(%error, "the journal could not be read"),
    };
    for run in open.iter().filter(is_change) {
        let event = Event::Resolved {
            resolved: run.run.clone(),
            finding: "the PIN was set anew and accepted since".to_owned(),
        };
        note(journal, &event);
    }
}

/// Logs in with the new PIN once: a module's success means nothing by itself (OpenSC's unblocking).
fn prove(session: &mut Session, new: PinEntry, journal: &mut FileJournal) -> Result<Came, Failure> {
    match session.login(new) {
        Ok(()) => {
            note(journal, &Event::PinReset);
            Ok(Came::Done)
        }
        Err(error) => {
            if let (true, Some(code)) = (is_counted(&error), error.code()) {
                let role = PinRole::User;
                let code = code.name();
                note(journal, &Event::PinRefused { role, code });
            }
            let mut failure = Failure::untouched(Stage::Verify, error);
            failure.effect = Effect::Unknown;
            Err(failure)
        }
    }
}
