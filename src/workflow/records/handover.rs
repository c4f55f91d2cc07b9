//! What is handed over: the runs that put a proved identity on a token, with what was there before.

use super::Records;
use super::holding::held;
use super::run::RunRecord;
use crate::audit::{CertificatePart, FinishedOutcome, PlannedCertificate};

/// Which runs are handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// The last one on this token, where what it wrote is still there.
    Token(String),
    /// This one, by its name or the beginning of it.
    Run(String),
    /// Every one of this batch.
    Batch(String),
    /// Every one that passes the filter, such as those of a day.
    Filtered(super::Filter),
}

/// One token as it is handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    /// The run.
    pub run: RunRecord,
    /// The certificate that it wrote.
    pub new: PlannedCertificate,
    /// The certificates that were there before, and whether each is gone; the one that ended last first.
    pub old: Vec<(PlannedCertificate, Fate)>,
}

/// What became of a certificate that was there before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It was removed.
    Removed,
    /// It is still there.
    Kept,
}

impl Handover {
    /// Whether the run ended as planned: a token whose run did not is not to be handed over as it is.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        let ended = self.run.ended.as_ref();
        ended.is_some_and(|ended| ended.result == FinishedOutcome::Done)
    }
}

/// The tokens that are handed over, oldest run first.
#[must_use]
pub fn handovers(records: &Records, wanted: &Wanted) -> Vec<Handover> {
    let written = records.runs.iter().filter(|run| run.written().is_some());
    let chosen: Vec<&RunRecord> = match wanted {
        Wanted::Token(serial) => {
            let of_token = |run: &&RunRecord| run.serial == *serial;
            let held = held(records.runs.iter().filter(of_token));
            let is_held = |run: &&RunRecord| {
                let new = run.written();
                new.is_some_and(|new| held.iter().any(|one| one.sha256 == new.sha256))
            };
            let last = written.filter(of_token).rfind(is_held);
            last.into_iter().collect()
        }
        Wanted::Run(name) => {
            let name = name.to_lowercase();
            written
                .filter(|run| run.run.as_str().starts_with(&name))
                .collect()
        }
        Wanted::Batch(batch) => written
            .filter(|run| run.batch.as_ref() == Some(batch))
            .collect(),
        Wanted::Filtered(filter) => written.filter(|run| filter.takes(run)).collect(),
    };
    chosen.into_iter().filter_map(handover).collect()
}

fn handover(run: &RunRecord) -> Option<Handover> {
    let new = run.written()?.clone();
    let is_removed =
        |one: &PlannedCertificate| run.removed().any(|removed| removed.sha256 == one.sha256);
    let before = run.certificates.iter();
    let mut old: Vec<(PlannedCertificate, Fate)> = before
        .filter(|one| one.part != CertificatePart::New)
        .map(|one| match is_removed(one) {
            true => (one.clone(), Fate::Removed),
            false => (one.clone(), Fate::Kept),
        })
        .collect();
    old.sort_by_key(|(one, _)| std::cmp::Reverse((one.not_after, one.sha256)));
    Some(Handover {
        run: run.clone(),
        new,
        old,
    })
}
