//! What reading a journal back found, as JSON.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::scalar::{Instant, Sha256};
use crate::audit;
use crate::report::{Voice, fault};

/// What following the journal's chain found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Verification {
    /// How many readable lines there are.
    pub lines: u64,
    /// SHA-256 of the last readable line; null where there is none.
    pub head: Option<Sha256>,
    /// The time of the first readable line; null where there is none.
    pub first_time: Option<Instant>,
    /// The time of the last readable line; null where there is none.
    pub last_time: Option<Instant>,
    /// What is wrong, in the order in which it stands.
    pub faults: Vec<Fault>,
    /// Lines that a crash or a full disk cut off while they were written: no fault.
    pub torn: Vec<Torn>,
    /// The files that were read, oldest first.
    pub files: Vec<String>,
}

/// Something wrong in a journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// The file.
    pub file: String,
    /// The line's number in it, from 1.
    pub line: u64,
    /// The stable id of what is wrong.
    #[schemars(extend("enum" = ["changed", "missing", "reordered", "cut", "unreadable", "foreign", "clock-went-back"]))]
    pub kind: String,
    /// How many lines it concerns.
    pub lines: u64,
    /// In words.
    pub message: String,
}

/// A line that was cut off while it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Torn {
    /// The file.
    pub file: String,
    /// The line's number in it, from 1.
    pub line: u64,
}

impl Verification {
    pub(super) fn of(found: &audit::Verification, voice: &Voice<'_>) -> Self {
        let faults = found.faults.iter().map(|it| Fault {
            file: it.file.to_string_lossy().into_owned(),
            line: it.line,
            kind: fault::id(it.kind).to_owned(),
            lines: it.lines,
            message: fault::tell(it, voice),
        });
        let torn = found.torn.iter().map(|(file, line)| Torn {
            file: file.to_string_lossy().into_owned(),
            line: *line,
        });
        let files = found.files.iter();
        Self {
            lines: found.lines,
            head: found.head.map(Sha256::from),
            first_time: found.first_time.map(Instant::from),
            last_time: found.last_time.map(Instant::from),
            faults: faults.collect(),
            torn: torn.collect(),
            files: files
                .map(|path| path.to_string_lossy().into_owned())
                .collect(),
        }
    }
}
