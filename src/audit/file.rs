//! The journal in a file: appended under a lock, flushed before each change, never overwritten.

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;

use super::append::{Appended, Flush, append};
use super::chain::CurrentRun;
use super::event::{Event, RunStart};
use super::head::HeadFile;
use super::line::{Entry, Opening};
use super::past::TokenPast;
use super::step::{Step, StepOutcome};
use super::tail::Last;
use super::{Intent, Journal, JournalError, append, disk, rotation};
use crate::certificate::Sha256Digest;
use crate::clock::Now;

/// Gives the moment a line is written at.
pub type Clock = Box<dyn Fn() -> Timestamp + Send + Sync>;

/// The length from which a journal file is renamed and a new one begun, bytes.
pub const ROTATION_BYTES: u64 = 64 * 1024 * 1024;

/// How long another program may hold the lock; a line takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(10);

/// Something at the journal's end that a person should know; it was left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// The last line was cut off while it was written: a crash, a power cut, a full disk.
    Torn {
        /// How many bytes are no readable line.
        bytes: u64,
    },
    /// What follows the last readable line was not written by this program.
    Damaged {
        /// How many bytes are no readable line.
        bytes: u64,
    },
    /// Lines that were written are gone from the end.
    Cut {
        /// How many.
        lines: u64,
    },
    /// The last line is not as it was written.
    Changed,
}

/// The journal in a file of one JSON object a line.
pub struct FileJournal {
    path: PathBuf,
    head: HeadFile,
    clock: Clock,
    rotation_bytes: u64,
    run: Option<CurrentRun>,
    last: Option<Last>,
    findings: Vec<Finding>,
    flush_failed: bool,
}

impl fmt::Debug for FileJournal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileJournal")
            .field("path", &self.path)
            .field("run", &self.run)
            .field("last", &self.last)
            .finish_non_exhaustive()
    }
}

impl FileJournal {
    /// Opens the journal at `path` for appending, its folder and itself made when missing, and
    /// reads its end; lines are stamped with `now` unless [`Self::stamped_by`] says otherwise.
    ///
    /// # Errors
    /// [`JournalError`] when it cannot be made, opened, locked or read, or is no journal.
    pub fn open(path: impl Into<PathBuf>, now: Now) -> Result<Self, JournalError> {
        let path = path.into();
        let folder = rotation::folder_of(&path);
        disk::create_private_folder(folder).map_err(|source| JournalError::Folder {
            path: folder.to_owned(),
            source,
        })?;
        // Before the lock file is made: nothing is left beside a file that is no journal.
        append::refuse_other_files(&path)?;
        let head = HeadFile::open(&path)?;
        let state = {
            let _held = head.lock(PATIENCE)?;
            append::look(&path, &head)?
        };
        Ok(Self {
            path,
            head,
            clock: Box::new(move || now.timestamp()),
            rotation_bytes: ROTATION_BYTES,
            run: None,
            last: state.last,
            findings: state.findings,
            flush_failed: false,
        })
    }

    /// Stamps lines with what `clock` gives, asked once a line, under the lock.
    #[must_use]
    pub fn stamped_by(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// Renames the file once it is longer than `bytes`, instead of [`ROTATION_BYTES`].
    #[must_use]
    pub fn rotated_beyond(mut self, bytes: u64) -> Self {
        self.rotation_bytes = bytes;
        self
    }

    /// Where it lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What was wrong with its end when it was opened.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    fn add(&mut self, entry: Entry) -> Result<u64, JournalError> {
        let run = self.run.as_ref().ok_or(JournalError::NoRun)?;
        let flush = Flush::of(&entry);
        let appended = {
            let _held = self.head.lock(PATIENCE)?;
            append(&Appended {
                path: &self.path,
                head: &self.head,
                clock: &self.clock,
                rotation_bytes: self.rotation_bytes,
                run,
                entry,
                flush,
            })
        };
        if matches!(appended, Err(JournalError::Flush { .. })) {
            self.flush_failed = true;
        }
        let last = appended?;
        self.last = Some(last);
        Ok(last.seq)
    }

    /// A change needs a disk that keeps what it is told; a system reports a lost line only once.
    fn refuse_after_failed_flush(&self) -> Result<(), JournalError> {
        if self.flush_failed {
            let path = self.path.clone();
            return Err(JournalError::Unreliable { path });
        }
        Ok(())
    }
}

impl Journal for FileJournal {
    fn begin(&mut self, run: RunStart) -> Result<(), JournalError> {
        self.refuse_after_failed_flush()?;
        let past = self.past(&run.serial)?;
        self.run = Some(CurrentRun::on(&run.serial)?);
        let opening = Opening::of(run, &past);
        let begun = self.add(Entry::Begin(opening));
        if begun.is_err() {
            self.run = None;
        }
        begun.map(|_| ())
    }

    fn intend(&mut self, step: &Step) -> Result<Intent, JournalError> {
        self.refuse_after_failed_flush()?;
        let sequence = self.add(Entry::Intent(step.clone()))?;
        let run = self.run.as_ref().ok_or(JournalError::NoRun)?.id.clone();
        Ok(Intent { sequence, run })
    }

    fn settle(&mut self, intent: Intent, outcome: &StepOutcome) -> Result<(), JournalError> {
        if self.run.as_ref().map(|run| &run.id) != Some(&intent.run) {
            return Err(JournalError::NoRun);
        }
        let outcome = outcome.clone();
        let intent = intent.sequence;
        self.add(Entry::Settled { intent, outcome }).map(|_| ())
    }

    fn note(&mut self, event: &Event) -> Result<(), JournalError> {
        self.add(Entry::Noted(event.clone())).map(|_| ())
    }

    fn past(&self, serial: &str) -> Result<TokenPast, JournalError> {
        super::past::past(&self.path, serial)
    }

    fn last_time(&self) -> Option<Timestamp> {
        self.last.map(|last| last.time)
    }

    fn head(&self) -> Option<Sha256Digest> {
        self.last.map(|last| last.digest)
    }
}
