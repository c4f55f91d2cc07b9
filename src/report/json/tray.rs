//! What a batch came to as JSON.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Failure;
use super::event::EventIdentity;
use crate::report::{Voice, tray};
use crate::workflow::batch::Offer;

/// The tokens of a batch: worked on, passed over; and what is still to do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tray {
    /// The tokens that were worked on, in the order in which they ended.
    pub lines: Vec<TrayLine>,
    /// The tokens that were left as they are.
    pub passed_over: Vec<TrayPassedOver>,
    /// The identities that are on no token yet, or not wholly.
    pub pending: Vec<EventIdentity>,
    /// The stable id of what stopped the batch; null where nothing did.
    #[schemars(extend("enum" = ["batch-interrupted", "shared-pin-refused", "shared-pin-unknown", "no-lookout", null]))]
    pub stopped: Option<String>,
}

/// A token that was worked on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TrayLine {
    /// The token's serial number.
    pub serial: String,
    /// The slot it was in.
    pub slot: u64,
    /// The identity that it was to get.
    pub identity: EventIdentity,
    /// The rule that said so.
    #[schemars(extend("enum" = ["token-serial", "subject", "choice"]))]
    pub by: String,
    /// What its run came to.
    #[schemars(extend("enum" = ["done", "nothing-to-do", "declined", "failed"]))]
    pub outcome: String,
    /// The exit status of its run.
    pub exit: u8,
    /// Whether it is ready to hand over; null where that was not reached.
    #[schemars(extend("enum" = ["ready", "ready-after-wipe", "not-fit", null]))]
    pub verdict: Option<String>,
    /// Why its run failed; null where it did not.
    pub failure: Option<Failure>,
}

/// A token that was left as it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TrayPassedOver {
    /// The token's serial number; null where it told none.
    pub serial: Option<String>,
    /// The slot it is in.
    pub slot: u64,
    /// The stable id of why.
    pub reason: String,
    /// The same in words.
    pub message: String,
}

impl From<&Offer> for EventIdentity {
    fn from(offer: &Offer) -> Self {
        Self {
            sha256: offer.leaf.into(),
            subject: offer.subject.to_string(),
            file: offer.name.clone(),
        }
    }
}

impl Tray {
    pub(super) fn of(tray: &tray::Tray, voice: &Voice<'_>) -> Self {
        let lines = tray.lines.iter().map(|line| TrayLine {
            serial: line.serial.to_string(),
            slot: line.slot.0,
            identity: EventIdentity::from(line.offer.as_ref()),
            by: line.by.word().to_owned(),
            outcome: line.end.outcome.clone(),
            exit: line.end.exit,
            verdict: line.end.verdict.clone(),
            failure: line.end.failure.clone(),
        });
        let passed_over = tray.passed_over.iter().map(|token| TrayPassedOver {
            serial: token.serial.as_ref().map(ToString::to_string),
            slot: token.slot.0,
            reason: token.why.id().to_owned(),
            message: token.why.tell(voice),
        });
        let pending = tray.pending.iter();
        Self {
            lines: lines.collect(),
            passed_over: passed_over.collect(),
            pending: pending.map(|offer| offer.as_ref().into()).collect(),
            stopped: tray.stopped.map(|stop| stop.id().to_owned()),
        }
    }
}
