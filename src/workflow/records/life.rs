//! A token's life: how often it was used again, what went wrong, since when it is known.

use jiff::Timestamp;

use super::Records;
use super::holding::held;
use super::run::{Mark, RunRecord};
use crate::audit::{Defect, PlannedCertificate};

/// What the records tell of one token as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Life {
    /// Its serial number.
    pub serial: String,
    /// When its first run began, UTC; `None` where no journal knows the token.
    pub first: Option<Timestamp>,
    /// When its last run began, UTC.
    pub last: Option<Timestamp>,
    /// How many runs there were.
    pub runs: usize,
    /// How often an identity was written to it and proved.
    pub written: usize,
    /// How many runs failed, or were cut off.
    pub failed: usize,
    /// How often it refused a PIN.
    pub refusals: u32,
    /// That it is out of use, where it is.
    pub defective: Option<Defect>,
    /// The leaf certificates on it after its last run, the one that ends last first.
    pub held: Vec<PlannedCertificate>,
}

/// The life of the token `serial`.
#[must_use]
pub fn life(records: &Records, serial: &str) -> Life {
    let runs = records.runs.iter().filter(|run| run.serial == serial);
    life_of(serial, &runs.collect::<Vec<_>>())
}

/// The life of a token whose `runs` are these, oldest first.
pub(super) fn life_of(serial: &str, runs: &[&RunRecord]) -> Life {
    let refusals = runs.iter().map(|run| run.refusals);
    Life {
        serial: serial.to_owned(),
        first: runs.first().map(|run| run.began),
        last: runs.last().map(|run| run.began),
        runs: runs.len(),
        written: runs.iter().filter(|run| run.has_written()).count(),
        failed: runs.iter().filter(|run| run.has_failed()).count(),
        refusals: refusals.fold(0, u32::saturating_add),
        defective: runs.iter().rev().find_map(|run| mark(run)).flatten(),
        held: held(runs.iter().copied()),
    }
}

/// What the run says of the token's use, if anything.
fn mark(run: &RunRecord) -> Option<Option<Defect>> {
    run.mark.as_ref().map(|mark| match mark {
        Mark::Defective(reason) => Some(Defect {
            reason: reason.clone(),
            since: run.began,
            operator: run.operator.clone(),
        }),
        Mark::Cleared(_) => None,
    })
}
