//! What the journal knows of one token, read backwards and only as far as needed.

mod gather;
mod scan;

use std::path::Path;

use jiff::Timestamp;

pub(super) use gather::gather;

use super::JournalError;
use super::event::{Defect, FinishedEffect};
use super::line::{Line, RunId};
use super::step::{HeldObject, Step, StepOutcome};
use crate::certificate::Sha256Digest;

/// What the journal knows of a token.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TokenPast {
    /// The runs that left the token open, oldest first.
    pub unsettled: Vec<UnsettledRun>,
    /// How often the user's PIN was refused since it was last accepted.
    pub refusals_since_success: u32,
    /// That somebody took it out of use and nobody took that back.
    pub defective: Option<Defect>,
}

/// A run that announced changes and did not end, or ended without knowing or finishing them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsettledRun {
    /// The run.
    pub run: RunId,
    /// Its command, such as `reuse`.
    pub command: String,
    /// When it began, UTC.
    pub began: Timestamp,
    /// The slot that the token was in.
    pub slot: u64,
    /// SHA-256 of its bundle's file, where there was one.
    pub bundle: Option<Sha256Digest>,
    /// The digest of its plan, where it came as far.
    pub plan: Option<Sha256Digest>,
    /// What the token held before it: what is not in here, the run created.
    pub inventory: Vec<HeldObject>,
    /// All that it announced, in order.
    pub intents: Vec<UnsettledIntent>,
    /// Whether the token had proved the new identity: from then on nothing takes it back.
    pub is_proved: bool,
    /// What it said of the token when it ended; `None` when it was cut off.
    pub finished: Option<FinishedEffect>,
}

/// A change that an open run announced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsettledIntent {
    /// The sequence number of the line that announced it.
    pub sequence: u64,
    /// The change.
    pub step: Step,
    /// How it ended; `None` when nothing was written of that.
    pub outcome: Option<StepOutcome>,
}

impl UnsettledIntent {
    /// Whether the journal cannot tell if the change was made.
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        matches!(self.outcome, None | Some(StepOutcome::Unknown { .. }))
    }
}

/// What the journal at `path`, its renamed files included, knows of the token `serial`.
///
/// A run is open when it announced changes, no later run resolved it
/// ([`Event::Resolved`](super::Event::Resolved)), and it ended neither untouched nor complete.
/// Lines that cannot be read are passed over. A missing journal knows nothing.
///
/// # Errors
/// [`JournalError::Read`] when a file cannot be read.
pub fn past(path: &Path, serial: &str) -> Result<TokenPast, JournalError> {
    let lines = scan::LinesOfToken::open(path, serial)?;
    gather(lines)
}

/// The runs that left the token `serial` open, oldest first; see [`past`].
///
/// # Errors
/// [`JournalError::Read`] when a file cannot be read.
pub fn unsettled(path: &Path, serial: &str) -> Result<Vec<UnsettledRun>, JournalError> {
    Ok(past(path, serial)?.unsettled)
}

/// How often the token `serial` refused the user's PIN since it last accepted it; see [`past`].
///
/// # Errors
/// [`JournalError::Read`] when a file cannot be read.
pub fn refusals_since_success(path: &Path, serial: &str) -> Result<u32, JournalError> {
    Ok(past(path, serial)?.refusals_since_success)
}

/// The lines of the token `serial` in the journal at `path` and its renamed files, newest first.
///
/// Lines that cannot be read are passed over; a missing journal has none.
///
/// # Errors
/// [`JournalError::Read`] when a file cannot be read; as an item, then the last one.
pub fn lines_of(
    path: &Path,
    serial: &str,
) -> Result<impl Iterator<Item = Result<Line, JournalError>> + use<>, JournalError> {
    scan::LinesOfToken::open(path, serial)
}
