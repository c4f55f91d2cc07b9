//! Where the next line goes: its number, and the digest of the line before it.

use jiff::Timestamp;

use super::JournalError;
use super::line::{Entry, FORMAT, Line, RunId};
use super::tail::Last;
use super::wire;
use crate::certificate::Sha256Digest;

/// What the first line of all names as the line before it.
pub(super) const NOTHING_BEFORE: Sha256Digest = Sha256Digest::from_bytes([0; 32]);

/// The run that lines belong to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CurrentRun {
    pub id: RunId,
    pub serial: String,
}

impl CurrentRun {
    /// A new run on the token `serial`.
    pub fn on(serial: &str) -> Result<Self, JournalError> {
        Ok(Self {
            id: RunId::draw()?,
            serial: serial.to_owned(),
        })
    }
}

/// The end of the chain, to which lines are linked one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ChainEnd {
    pub seq: u64,
    pub digest: Sha256Digest,
}

impl ChainEnd {
    /// The end of a chain that has no line yet.
    pub const EMPTY: Self = Self {
        seq: 0,
        digest: NOTHING_BEFORE,
    };

    /// Links one more line; its bytes have no newline.
    pub fn link(
        &mut self,
        run: &CurrentRun,
        time: Timestamp,
        entry: Entry,
    ) -> Result<(Line, Vec<u8>), JournalError> {
        let line = Line {
            version: FORMAT,
            seq: self.seq.saturating_add(1),
            run: run.id.clone(),
            time: wire::cut(time),
            serial: run.serial.clone(),
            entry,
            prev: self.digest,
        };
        let bytes = line.encode()?;
        self.seq = line.seq;
        self.digest = Sha256Digest::of(&bytes);
        Ok((line, bytes))
    }

    /// This end as the last line, written at `time`.
    pub fn last(self, time: Timestamp) -> Last {
        Last {
            seq: self.seq,
            digest: self.digest,
            time: wire::cut(time),
        }
    }
}

impl From<Last> for ChainEnd {
    fn from(last: Last) -> Self {
        Self {
            seq: last.seq,
            digest: last.digest,
        }
    }
}
