//! The journal: every change is on disk before it is made, and its outcome is written after.
//!
//! ```
//! use tokendesk::audit::{Event, Journal, MemoryJournal, ObjectClass, RunStart, Step, StepOutcome};
//! use tokendesk::audit::{Action, Purpose};
//! use tokendesk::clock::Now;
//!
//! let now = Now::at("2026-11-22T00:00:00Z".parse()?);
//! let mut journal = MemoryJournal::new(now);
//! journal.begin(RunStart::new("import", "0123456789ABCDEF", now))?;
//! let intent = journal.intend(&Step {
//!     action: Action::Create,
//!     class: ObjectClass::PrivateKey,
//!     label: "DESK 1".to_owned(),
//!     cka_id: vec![1, 2, 3],
//!     sha256: None,
//!     purpose: Purpose::Write,
//! })?;
//! // The object is created here, and nowhere before.
//! journal.settle(intent, &StepOutcome::Done)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod append;
mod chain;
mod damage;
mod disk;
mod error;
mod event;
mod file;
mod head;
mod line;
mod link;
mod memory;
mod past;
mod place;
mod reading;
mod rotation;
mod step;
mod tail;
pub mod token_lock;
mod verify;
mod wire;

use jiff::Timestamp;

pub use error::JournalError;
pub use event::{
    CertificatePart, Consent, Custody, Defect, Event, FinishedEffect, FinishedOutcome, PinRole,
    PlanOrder, PlannedCertificate, RunStart, Witnessed,
};
pub use file::{Clock, FileJournal, Finding, ROTATION_BYTES};
pub use line::{Entry, FORMAT, Line, Opening, RunId};
pub use memory::MemoryJournal;
pub use past::{
    TokenPast, UnsettledIntent, UnsettledRun, lines_of, past, refusals_since_success, unsettled,
};
pub use place::writable;
pub use reading::{ReadLine, UnreadableLine, UnreadableReason, read, read_of};
pub use step::{Action, HeldObject, ObjectClass, Purpose, Step, StepOutcome};
pub use verify::{Fault, FaultKind, Verification, verify, verify_from};

use crate::certificate::Sha256Digest;

/// A step that is on disk and not yet made, or made and not yet settled.
///
/// Its existence is the licence to make the change, and to undo it: it is handed out only after
/// the line was flushed.
#[must_use = "a change that was announced must be settled"]
#[derive(Debug)]
pub struct Intent {
    sequence: u64,
    run: RunId,
}

impl Intent {
    /// The sequence number of the line that announced the step.
    #[must_use]
    pub fn sequence(&self) -> u64 {
        self.sequence
    }
}

/// The port through which a workflow records what it does.
pub trait Journal {
    /// Opens a run for one token; every later line belongs to it until the next `begin`.
    ///
    /// # Errors
    /// [`JournalError`] when the line is not on disk; then nothing may be changed.
    fn begin(&mut self, run: RunStart) -> Result<(), JournalError>;

    /// Announces a change and returns once it is flushed to disk.
    ///
    /// # Errors
    /// [`JournalError`] when the line is not on disk; then the change may not be made.
    fn intend(&mut self, step: &Step) -> Result<Intent, JournalError>;

    /// Records how an announced change ended; the next line that is flushed brings it to disk.
    ///
    /// # Errors
    /// [`JournalError`] when the line was not written; the intent then stays open for the next run.
    fn settle(&mut self, intent: Intent, outcome: &StepOutcome) -> Result<(), JournalError>;

    /// Records something that is no change of an object; flushed at once when it is a refused or reset PIN, a
    /// proof, an undo, something about another run, or the end of this one, else with the next line that is.
    ///
    /// # Errors
    /// [`JournalError`] when the line was not written, or could not be flushed.
    fn note(&mut self, event: &Event) -> Result<(), JournalError>;

    /// What the journal knows of a token: runs left open and refused PINs.
    ///
    /// # Errors
    /// [`JournalError`] when the journal cannot be read.
    fn past(&self, serial: &str) -> Result<TokenPast, JournalError>;

    /// The time of the last readable line, UTC; `None` for an empty journal.
    fn last_time(&self) -> Option<Timestamp>;

    /// SHA-256 of the last readable line: what a run prints so that a cut can be found later.
    fn head(&self) -> Option<Sha256Digest>;
}
