//! What is wrong in a journal, in words.

use super::Voice;
use crate::audit::{Fault, FaultKind};
use crate::say;

/// The stable id of a fault.
#[must_use]
pub fn id(kind: FaultKind) -> &'static str {
    match kind {
        FaultKind::Changed => "changed",
        FaultKind::Missing => "missing",
        FaultKind::Reordered => "reordered",
        FaultKind::Cut => "cut",
        FaultKind::Unreadable => "unreadable",
        FaultKind::Foreign => "foreign",
        FaultKind::ClockWentBack => "clock-went-back",
    }
}

/// Tells a fault, without its place.
#[must_use]
pub fn tell(fault: &Fault, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    let lines = fault.lines;
    match fault.kind {
        FaultKind::Changed => say!(c, "report-fault-changed", lines = lines),
        FaultKind::Missing => say!(c, "report-fault-missing", lines = lines),
        FaultKind::Reordered => say!(c, "report-fault-reordered", lines = lines),
        FaultKind::Cut => say!(c, "report-fault-cut", lines = lines),
        FaultKind::Unreadable => say!(c, "report-fault-unreadable", lines = lines),
        FaultKind::Foreign => say!(c, "report-fault-foreign", lines = lines),
        FaultKind::ClockWentBack => say!(c, "report-fault-clock-went-back"),
    }
}
