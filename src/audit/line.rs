//! One line of the journal: who, when, what, and the digest of the line before.

use std::fmt;

use jiff::Timestamp;
use memchr::memmem::Finder;
use serde::{Deserialize, Serialize};

use super::JournalError;
use super::event::{Defect, Event, RunStart};
use super::past::TokenPast;
use super::step::{HeldObject, Step, StepOutcome};
use super::wire;
use crate::certificate::Sha256Digest;

/// The version of the line format that is written.
pub const FORMAT: u32 = 1;

/// The name of a run: 16 hexadecimal digits, drawn at random.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RunId(String);

impl RunId {
    /// Draws a name that no other run has.
    ///
    /// # Errors
    /// [`JournalError::Line`] when the system has no randomness to give.
    pub(super) fn draw() -> Result<Self, JournalError> {
        let mut bytes = [0; 8];
        aws_lc_rs::rand::fill(&mut bytes).map_err(|_| JournalError::Line {
            reason: "the system gave no random numbers".to_owned(),
        })?;
        Ok(Self(hex::encode(bytes)))
    }

    /// The name as the file shows it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RunId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A line as it was read; fields of newer programs are passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The format's version.
    #[serde(rename = "v")]
    pub version: u32,
    /// The line's number in the whole chain, from 1, going on across rotated files.
    pub seq: u64,
    /// The run that wrote it.
    pub run: RunId,
    /// When it was written, UTC, milliseconds.
    #[serde(with = "wire::time")]
    pub time: Timestamp,
    /// The token's serial number.
    pub serial: String,
    /// What it says.
    #[serde(flatten)]
    pub entry: Entry,
    /// SHA-256 of the line before, without its newline; zeros in the first line of all.
    #[serde(with = "wire::digest")]
    pub prev: Sha256Digest,
}

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Entry {
    /// A run begins.
    Begin(Opening),
    /// A change is announced.
    Intent(Step),
    /// An announced change ended.
    Settled {
        /// The sequence number of the line that announced it.
        intent: u64,
        /// How it ended.
        #[serde(flatten)]
        outcome: StepOutcome,
    },
    /// The bytes right before this line are no lines of this journal and were left as they are.
    Damaged {
        /// How many bytes, from the line before them to this one, the last newline not counted.
        damaged_bytes: u64,
        /// Their SHA-256.
        #[serde(with = "wire::digest")]
        damaged_sha256: Sha256Digest,
        /// Whether they ended without a newline, as a line does whose writing was cut off.
        torn: bool,
    },
    /// The file was full and renamed; the chain goes on here.
    Rotated {
        /// The name of the renamed file, in the same folder.
        rotated_file: String,
        /// SHA-256 of its last line.
        #[serde(with = "wire::digest")]
        rotated_head: Sha256Digest,
    },
    /// Anything else that happened.
    #[serde(untagged)]
    Noted(Event),
}

/// The first line of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// The command.
    pub command: String,
    /// The slot's number.
    pub slot: u64,
    /// Who ran it.
    pub operator: String,
    /// The instant that the run judged by, UTC.
    #[serde(with = "wire::time")]
    pub now: Timestamp,
    /// The digest of the plan, where it was known.
    #[serde(with = "wire::digest_option")]
    pub plan: Option<Sha256Digest>,
    /// SHA-256 of the bundle's file, where there was one.
    #[serde(with = "wire::digest_option")]
    pub bundle: Option<Sha256Digest>,
    /// The module's path.
    pub module: String,
    /// The version of the program that wrote it.
    pub program: String,
    /// What the token held before.
    pub inventory: Vec<HeldObject>,
    /// Earlier runs on this token that were still open: a reader going back can stop here.
    pub open: Vec<RunId>,
    /// Refused user PINs since the last accepted one, before this run.
    pub refusals: u32,
    /// The name of the batch that the run belongs to; left out where it belongs to none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<String>,
    /// Who is to use the token, as a list said; left out where none did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// That the token was marked as defective before this run; left out where it was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub defective: Option<Box<Defect>>,
}

impl Opening {
    pub(super) fn of(run: RunStart, past: &TokenPast) -> Self {
        Self {
            command: run.command,
            slot: run.slot,
            operator: run.operator,
            now: wire::cut(run.now.timestamp()),
            plan: run.plan,
            bundle: run.bundle,
            module: run.module,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            inventory: run.inventory,
            open: past.unsettled.iter().map(|run| run.run.clone()).collect(),
            refusals: past.refusals_since_success,
            batch: run.batch,
            person: run.person,
            defective: past.defective.clone().map(Box::new),
        }
    }
}

impl Line {
    /// The line as it goes into the file, without its newline.
    pub(super) fn encode(&self) -> Result<Vec<u8>, JournalError> {
        serde_json::to_vec(self).map_err(|error| JournalError::Line {
            reason: error.to_string(),
        })
    }
}

/// Finds the lines of the token `serial` by how it stands in them: lines without it need not even be parsed.
///
/// # Errors
/// [`JournalError::Line`] when the serial cannot be written as JSON.
pub(super) fn finder_of(serial: &str) -> Result<Finder<'static>, JournalError> {
    let quoted = serde_json::to_string(serial).map_err(|error| JournalError::Line {
        reason: error.to_string(),
    })?;
    Ok(Finder::new(&format!("\"serial\":{quoted}")).into_owned())
}
