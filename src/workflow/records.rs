//! What journals tell of tokens over the years: runs, a token's life, what falls due, what is handed over.
//!
//! Everything here is pure: lines go in as they were read, the instant and the time zone are passed in.

mod filter;
pub mod forecast;
mod gathering;
pub mod handover;
mod holding;
mod life;
pub mod notice;
mod planned;
mod run;
mod workdays;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use filter::Filter;
pub use forecast::{Forecast, Horizon, forecast};
pub use gathering::Gathering;
pub use life::{Life, life};
pub use notice::Notice;
pub use planned::planned;
pub use run::{Change, Consented, Crossed, Ended, Mark, Proved, RunRecord};

/// Everything that one or several journals tell, put together into runs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Records {
    /// The journals that were read, in the order they were named.
    pub journals: Vec<PathBuf>,
    /// The runs, oldest first; of a run that stands in several journals, the fullest one.
    pub runs: Vec<RunRecord>,
    /// What in the journals is no line of one; everything else is in `runs`.
    pub damage: Vec<Damage>,
}

/// Something in a journal that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// The file.
    pub file: Arc<Path>,
    /// The line's number in that file, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub kind: DamageKind,
}

/// Why something in a journal could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DamageKind {
    /// No JSON object.
    Unreadable,
    /// JSON that is no line of this format, or of a newer one.
    Foreign,
    /// It was cut off while it was written, and the line after it tells so: nothing that was confirmed is lost.
    Torn,
    /// The file cannot be read on.
    File {
        /// What the system said.
        reason: String,
    },
}

impl DamageKind {
    /// The stable word for JSON.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Foreign => "foreign",
            Self::Torn => "torn",
            Self::File { .. } => "file",
        }
    }
}

impl Records {
    /// Whether something may be missing because a part of a journal could not be read.
    #[must_use]
    pub fn has_gaps(&self) -> bool {
        let is_gap = |damage: &Damage| damage.kind != DamageKind::Torn;
        self.damage.iter().any(is_gap)
    }
}
