//! From options to an open token: the module, the token, the login, each refused PIN journalled.

use std::path::{Path, PathBuf};

use tokendesk::audit::token_lock::TokenLock;
use tokendesk::audit::{
    Event, FileJournal, Journal, PinRole, RunStart, past, refusals_since_success,
};
use tokendesk::clock::{self, Now};
use tokendesk::report::{Outcome, Result as Came};
use tokendesk::say;
use tokendesk::token::discovery::{self, Candidate, DiscoveryError, Finding};
use tokendesk::token::pkcs11::{Access, Module, PinEntry, Session};
use tokendesk::token::selection::{self, TokenChoice};
use tokendesk::token::uri::TokenUri;
use tokendesk::token::{
    SlotId, TokenError, TokenFacts, TokenReader, TokenSerial, Trouble, observer,
};
use tokendesk::ui::words;
use tokendesk::workflow::login::{self, LastTry};
use tokendesk::workflow::{Cause, Failure, Stage};

use super::desk::Desk;
use super::handed::Handed;
use super::{environment, secrets};

/// The modules that show tokens: the one that was named, or those that are found. For `list`.
pub fn modules(desk: &Desk<'_>) -> Result<Vec<Module>, Failure> {
    if let Some(path) = &desk.common.module {
        return Ok(vec![load(path)?]);
    }
    let candidates = search();
    if !candidates
        .iter()
        .any(|candidate| candidate.finding.starts())
    {
        return Err(Failure::untouched(Stage::Token, DiscoveryError::NoModule));
    }
    candidates
        .iter()
        .filter(|candidate| matches!(candidate.finding, Finding::Shows { .. }))
        .map(|candidate| load(&candidate.path))
        .collect()
}

fn load(path: &Path) -> Result<Module, Failure> {
    Module::load(path).map_err(|error| Failure::untouched(Stage::Token, error))
}

fn search() -> Vec<Candidate> {
    let candidates = discovery::search_apart(&discovery::prospects(discovery::known_places()));
    for candidate in &candidates {
        tracing::info!(path = %candidate.path.display(), finding = ?candidate.finding, "module");
    }
    candidates
}

/// The one module to work with: the one that was named, or the one that shows the token that is meant.
fn module(desk: &Desk<'_>, choice: &TokenChoice) -> Result<Module, Failure> {
    let named = choice.uri.as_ref().and_then(TokenUri::module);
    match desk.common.module.as_deref().or(named) {
        Some(path) => load(path),
        None => {
            let candidates = search();
            let chosen = discovery::choose(&candidates, choice)
                .map_err(|error| Failure::untouched(Stage::Token, error))?;
            load(&chosen.path)
        }
    }
}

/// The module of a tray that may still be empty: the one that was named, or the one that shows tokens, or the only
/// one that there is. It is let go of again: each process of a batch loads it for itself.
pub fn module_of_tray(desk: &Desk<'_>) -> Result<PathBuf, Failure> {
    if let Some(path) = &desk.common.module {
        return load(path).map(|_| path.clone());
    }
    let candidates = search();
    match discovery::choose(&candidates, &choice(desk)?) {
        Ok(chosen) => Ok(chosen.path.clone()),
        Err(DiscoveryError::NoToken { modules }) if modules.len() == 1 => {
            Ok(modules.into_iter().collect())
        }
        Err(error) => Err(Failure::untouched(Stage::Token, error)),
    }
}

/// Which token the options name.
pub fn choice(desk: &Desk<'_>) -> Result<TokenChoice, Failure> {
    let common = desk.common;
    let uri = match &common.uri {
        Some(text) => Some(TokenUri::parse(text).map_err(|error| {
            let cause = Cause::NotAUri {
                reason: error.to_string(),
            };
            Failure::untouched(Stage::CommandLine, cause)
        })?),
        None => None,
    };
    Ok(TokenChoice {
        serial: common.serial.as_deref().map(TokenSerial::new),
        label: common.label.clone(),
        slot: common.slot.map(SlotId),
        uri,
    })
}

/// Finds the one token that the options name, and tells the outcome of it.
pub fn find(desk: &Desk<'_>, outcome: &mut Outcome) -> Result<(Module, TokenFacts), Failure> {
    let fail = |cause: Cause| Failure::untouched(Stage::Token, cause);
    let choice = choice(desk)?;
    let mut module = module(desk, &choice)?;
    outcome.observer = observer(module.facts(), environment::home().as_deref());
    outcome.module = Some(module.facts().clone());
    let tokens = module.tokens().map_err(|error| fail(error.into()))?;
    let token = selection::choose(&tokens, &choice).map_err(|error| fail(error.into()))?;
    outcome.token = Some(token.clone());
    if let Some(serial) = &desk.common.confirm {
        // Consent for another token is refused before anything is asked or read.
        let given = TokenSerial::new(serial);
        if given != token.serial {
            let cause = Cause::OtherToken {
                given,
                serial: token.serial,
            };
            return Err(Failure::untouched(Stage::Consent, cause));
        }
    }
    Ok((module, token))
}

/// How long another run on the same token is waited for.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(10);

/// Holds the token against other runs of this program until it is dropped.
pub fn lock(desk: &Desk<'_>, token: &TokenFacts) -> Result<TokenLock, Failure> {
    let mut name = token.serial.to_string();
    if token.serial.is_meaningless() {
        name = format!("{name} slot {}", token.slot);
    }
    TokenLock::take(&journal_path(desk), &name, PATIENCE)
        .map_err(|error| Failure::untouched(Stage::Journal, error))
}

/// The journal of a run that changes a token, opened and begun, the clock checked against it.
pub fn journal(
    desk: &Desk<'_>,
    outcome: &Outcome,
    bundle: Option<tokendesk::certificate::Sha256Digest>,
) -> Result<FileJournal, Failure> {
    let mut start = RunStart::new(outcome.command, "", desk.now);
    if let Some(token) = &outcome.token {
        start.serial = token.serial.to_string();
        start.slot = token.slot.0;
    }
    if let Some(module) = &outcome.module {
        start.module = module.path.display().to_string();
    }
    start.bundle = bundle;
    begun(desk, start)
}

/// The journal of a run that is about a token and does not touch it, opened and begun.
pub fn journal_of(desk: &Desk<'_>, command: &str, serial: &str) -> Result<FileJournal, Failure> {
    begun(desk, RunStart::new(command, serial, desk.now))
}

fn begun(desk: &Desk<'_>, start: RunStart) -> Result<FileJournal, Failure> {
    let fail = |cause: Cause| Failure::untouched(Stage::Journal, cause);
    let path = journal_path(desk);
    let journal = FileJournal::open(&path, desk.now).map_err(|error| fail(error.into()))?;
    refuse_unsound(desk, &journal)?;
    let mut journal = journal.stamped_by(Box::new(environment::clock));
    // Read again: another run may have added lines while this one waited for the token.
    let current = Now::at(environment::clock());
    clock::trust(current, journal.last_time())
        .map_err(|error| Failure::untouched(Stage::Clock, error))?;
    let start = RunStart {
        operator: environment::operator(),
        batch: environment::batch(),
        person: desk.handed.and_then(Handed::person),
        ..start
    };
    journal.begin(start).map_err(|error| fail(error.into()))?;
    Ok(journal)
}

/// Refuses a token that somebody took out of use, before anything is asked.
pub fn refuse_defective(desk: &Desk<'_>, token: &TokenFacts) -> Result<(), Failure> {
    let past = past(&journal_path(desk), token.serial.as_str())
        .map_err(|error| Failure::untouched(Stage::Journal, error))?;
    match past.defective {
        Some(defect) => {
            let cause = Cause::Defective(Box::new(defect));
            Err(Failure::untouched(Stage::Token, cause))
        }
        None => Ok(()),
    }
}

/// The journal's path, absolute.
pub fn journal_path(desk: &Desk<'_>) -> PathBuf {
    absolute(&environment::journal_path(desk.common))
}

/// Refuses a journal from which lines are gone or in which one was changed; tells of a torn or foreign end.
fn refuse_unsound(desk: &Desk<'_>, journal: &FileJournal) -> Result<(), Failure> {
    use tokendesk::audit::Finding as Found;
    let is_torn = |finding: &Found| matches!(finding, Found::Torn { .. });
    let has_torn = journal.findings().iter().any(is_torn);
    for finding in journal.findings() {
        match finding {
            Found::Torn { bytes } | Found::Damaged { bytes } => {
                let file = journal.path().display().to_string();
                let bytes = bytes.to_string();
                let text = say!(
                    desk.catalogue,
                    "notice-journal-damaged",
                    file = file,
                    bytes = bytes
                );
                desk.ui.warn(&text);
            }
            // The line that is missing is the torn one.
            Found::Cut { lines: 1 } if has_torn => {}
            Found::Cut { .. } | Found::Changed => {
                let path = journal.path().to_path_buf();
                return Err(Failure::untouched(
                    Stage::Journal,
                    Cause::JournalUnsound { path },
                ));
            }
        }
    }
    Ok(())
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

/// Opens a session and logs in; the flags are read first, and a refused PIN is journalled.
pub fn log_in(
    desk: &Desk<'_>,
    module: &mut Module,
    token: &TokenFacts,
    access: Access,
    journal: Option<&mut dyn Journal>,
) -> Result<Session, Failure> {
    let fail = |cause: Cause| Failure::untouched(Stage::Login, cause);
    let mut journal = journal;
    let last_try = if desk.common.use_last_try {
        LastTry::Use
    } else {
        LastTry::Spare
    };
    login::admit(token, last_try).map_err(fail)?;
    if let Some(journal) = &journal {
        let past = journal
            .past(token.serial.as_str())
            .map_err(|error| fail(error.into()))?;
        login::admit_by_journal(token, past.refusals_since_success, last_try).map_err(fail)?;
    }
    let entry = if token.has_pin_pad && !secrets::has_pin(desk) {
        PinEntry::Pad
    } else {
        let prompt = words::pin_prompt(desk.catalogue, token.serial.as_str());
        let pin = secrets::pin(desk, &prompt).map_err(fail)?;
        login::admit_length(token, pin.expose().len()).map_err(fail)?;
        PinEntry::Pin(pin)
    };
    let mut session = module
        .open(token, access)
        .map_err(|error| fail(error.into()))?;
    // Time passed since the flags were read, for a lock, a prompt or a command: tries may have gone, or the token.
    let facts = session.facts().map_err(|error| fail(error.into()))?;
    login::admit(&facts, last_try).map_err(fail)?;
    let answer = session.login(entry);
    if let Some(journal) = &mut journal {
        record(*journal, &answer);
    }
    answer.map_err(|error| fail(error.into()))?;
    Ok(session)
}

/// Logs in to read only. Nothing is journalled of it but a refusal, and the success that ends a count of them.
pub fn log_in_to_look(
    desk: &Desk<'_>,
    module: &mut Module,
    token: &TokenFacts,
    outcome: &Outcome,
) -> Result<Session, Failure> {
    let fail = |cause: Cause| Failure::untouched(Stage::Login, cause);
    let last_try = if desk.common.use_last_try {
        LastTry::Use
    } else {
        LastTry::Spare
    };
    let refused = refusals_since_success(&journal_path(desk), token.serial.as_str());
    let refused = refused.map_err(|error| fail(error.into()))?;
    login::admit_by_journal(token, refused, last_try).map_err(fail)?;
    let answer = log_in(desk, module, token, Access::ReadOnly, None);
    let told = match &answer {
        Ok(_) if refused > 0 => Some(Event::LoggedIn {
            role: PinRole::User,
        }),
        Ok(_) => None,
        Err(failure) => match &failure.cause {
            Cause::Token(error) => event(Err(error)),
            _ => None,
        },
    };
    if let Some(told) = told {
        let noted = journal(desk, outcome, None).map(|mut journal| {
            let noted = journal.note(&told);
            super::command::finish(&mut journal, &Ok(Came::NothingToDo));
            noted
        });
        if !matches!(noted, Ok(Ok(()))) {
            tracing::warn!("the login could not be journalled");
        }
    }
    answer
}

/// What the journal is told of a login, if anything.
fn event(answer: Result<(), &TokenError>) -> Option<Event> {
    let role = PinRole::User;
    match answer {
        Ok(()) => Some(Event::LoggedIn { role }),
        Err(error) => match (error.trouble(), error.code()) {
            (Trouble::PinRefused | Trouble::PinLocked, Some(code)) => Some(Event::PinRefused {
                role,
                code: code.name(),
            }),
            _ => None,
        },
    }
}

fn record(journal: &mut dyn Journal, answer: &Result<(), TokenError>) {
    let Some(event) = event(answer.as_ref().copied()) else {
        return;
    };
    if let Err(error) = journal.note(&event) {
        tracing::warn!(%error, "the login could not be journalled");
    }
}

/// Reads the token's facts again, for the report.
pub fn refresh(session: &mut Session, outcome: &mut Outcome) {
    if let Ok(facts) = session.facts() {
        outcome.token = Some(facts);
    }
}
