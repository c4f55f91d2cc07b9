//! A journal that lives as long as its value: for programs that need no record, and for tests.

use jiff::Timestamp;

use super::chain::{ChainEnd, CurrentRun};
use super::event::{Event, RunStart};
use super::line::{Entry, Line, Opening};
use super::past::{TokenPast, gather};
use super::step::{Step, StepOutcome};
use super::{Intent, Journal, JournalError};
use crate::certificate::Sha256Digest;
use crate::clock::Now;

/// A journal in memory; its lines are linked as in a file.
#[derive(Debug)]
pub struct MemoryJournal {
    now: Now,
    end: ChainEnd,
    run: Option<CurrentRun>,
    lines: Vec<Line>,
}

impl MemoryJournal {
    /// An empty journal whose lines are all stamped with `now`.
    #[must_use]
    pub fn new(now: Now) -> Self {
        Self {
            now,
            end: ChainEnd::EMPTY,
            run: None,
            lines: Vec::new(),
        }
    }

    /// Its lines, oldest first.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    fn add(&mut self, entry: Entry) -> Result<u64, JournalError> {
        let run = self.run.as_ref().ok_or(JournalError::NoRun)?;
        let (line, _) = self.end.link(run, self.now.timestamp(), entry)?;
        self.lines.push(line);
        Ok(self.end.seq)
    }
}

impl Journal for MemoryJournal {
    fn begin(&mut self, run: RunStart) -> Result<(), JournalError> {
        let past = self.past(&run.serial)?;
        self.run = Some(CurrentRun::on(&run.serial)?);
        let opening = Opening::of(run, &past);
        self.add(Entry::Begin(opening)).map(|_| ())
    }

    fn intend(&mut self, step: &Step) -> Result<Intent, JournalError> {
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
        let newest_first = self.lines.iter().rev();
        gather(
            newest_first
                .filter(|line| line.serial == serial)
                .cloned()
                .map(Ok),
        )
    }

    fn last_time(&self) -> Option<Timestamp> {
        self.lines.last().map(|line| line.time)
    }

    fn head(&self) -> Option<Sha256Digest> {
        self.lines.last().map(|_| self.end.digest)
    }
}
