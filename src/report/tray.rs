//! What a batch came to: a line for each token that was worked on, what was passed over, and what is still to do.

use std::sync::Arc;

use super::Voice;
use super::json::Failure;
use crate::say;
use crate::token::{SlotId, TokenSerial};
use crate::ui::visible::visible;
use crate::ui::words;
use crate::workflow::Effect;
use crate::workflow::batch::{By, Offer, Refusal};
use crate::workflow::check::Status;

/// What a batch came to.
#[derive(Debug, Default)]
pub struct Tray {
    /// What the journal calls the batch.
    pub name: String,
    /// The tokens that were worked on, in the order in which they ended.
    pub lines: Vec<Line>,
    /// The tokens that were left as they are.
    pub passed_over: Vec<PassedOver>,
    /// The identities that are on no token yet, or not wholly.
    pub pending: Vec<Arc<Offer>>,
    /// Why it ended before everything was done, where something stopped it.
    pub stopped: Option<Stop>,
}

impl Tray {
    /// Whether every token that was seen has what it was to get.
    #[must_use]
    pub fn has_all(&self) -> bool {
        self.lines.iter().all(|line| line.end.is_done())
            && (self.passed_over.iter()).all(|token| token.why.status() == Status::Pass)
    }
}

/// A token that was worked on.
#[derive(Debug)]
pub struct Line {
    /// The token.
    pub serial: TokenSerial,
    /// The slot it was in.
    pub slot: SlotId,
    /// The identity that it was to get.
    pub offer: Arc<Offer>,
    /// The rule that said so.
    pub by: By,
    /// What came of it.
    pub end: End,
}

/// How a worker ended, as its document tells.
#[derive(Debug, Clone, PartialEq)]
pub struct End {
    /// The outcome's stable word.
    pub outcome: String,
    /// The exit status.
    pub exit: u8,
    /// The verdict's stable word, where one was reached.
    pub verdict: Option<String>,
    /// Why it failed, where it did.
    pub failure: Option<Failure>,
}

impl End {
    /// What has happened to the token, where the run told; a run that died without a word tells by its status.
    #[must_use]
    pub fn effect(&self) -> Option<Effect> {
        let word = self.failure.as_ref()?.effect.as_str();
        Effect::ALL.into_iter().find(|effect| effect.word() == word)
    }

    /// Whether the token has wholly what it was to get.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.exit == 0
    }
}

/// A token that was left as it is.
#[derive(Debug)]
pub struct PassedOver {
    /// Its serial number; `None` where it told none.
    pub serial: Option<TokenSerial>,
    /// The slot it is in.
    pub slot: SlotId,
    /// Why.
    pub why: Why,
}

/// Why a token is left as it is.
#[derive(Debug, Clone)]
pub enum Why {
    /// It has its identity: an earlier run, or this one, finished it.
    Done(Arc<Offer>),
    /// A rule refuses it.
    Refused(Refusal),
    /// Several identities have its owner's subject, and nobody said which one it is to get.
    Tie(usize),
    /// No rule says whose it is, and nobody said so.
    Nobody,
    /// Another token present has the same serial number.
    SameSerial,
    /// What it holds could not be looked at.
    NotLookedAt,
    /// It refused this PIN before, in this run.
    PinRefused,
    /// It does not answer.
    Silent(String),
}

impl Why {
    /// The stable id for JSON and `explain`.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::Done(_) => "token-finished",
            Self::Refused(refusal) => refusal.id(),
            Self::Tie(_) => "token-tie",
            Self::Nobody => "token-of-nobody",
            Self::SameSerial => "token-same-serial",
            Self::NotLookedAt => "token-not-looked-at",
            Self::PinRefused => "token-refused-pin",
            Self::Silent(_) => "token-silent",
        }
    }

    /// How it weighs: a finished token is as it should be.
    #[must_use]
    pub fn status(&self) -> Status {
        match self {
            Self::Done(_) => Status::Pass,
            Self::Refused(_)
            | Self::Tie(_)
            | Self::Nobody
            | Self::SameSerial
            | Self::NotLookedAt
            | Self::PinRefused
            | Self::Silent(_) => Status::Warn,
        }
    }

    /// Whether nobody was there to say what was to be said.
    #[must_use]
    pub fn wants_an_answer(&self) -> bool {
        matches!(self, Self::Tie(_) | Self::Nobody)
    }

    /// Tells it in the reader's language.
    #[must_use]
    pub fn tell(&self, voice: &Voice<'_>) -> String {
        let c = voice.catalogue;
        match self {
            Self::Done(offer) => say!(
                c,
                "tray-token-finished",
                subject = visible(&offer.owner()).into_owned()
            ),
            Self::Refused(Refusal::NoSerial) => say!(c, "tray-token-without-serial"),
            Self::Refused(Refusal::Defective { reason }) => say!(
                c,
                "tray-token-defective",
                reason = visible(reason).into_owned()
            ),
            Self::Refused(Refusal::SomeoneElses { subject, not_after }) => say!(
                c,
                "tray-token-of-someone-else",
                subject = visible(subject).into_owned(),
                until = words::local_date(*not_after, voice.time_zone.clone())
            ),
            Self::Refused(Refusal::AlreadyServed { .. }) => say!(c, "tray-token-already-served"),
            Self::Refused(Refusal::OnAnotherToken { subject, token }) => say!(
                c,
                "tray-identity-on-another-token",
                subject = visible(subject).into_owned(),
                serial = visible(token.as_str()).into_owned()
            ),
            Self::Tie(count) => say!(c, "tray-token-tie", count = (*count)),
            Self::Nobody => say!(c, "tray-token-of-nobody"),
            Self::SameSerial => say!(c, "tray-token-same-serial"),
            Self::NotLookedAt => say!(c, "tray-token-not-looked-at"),
            Self::PinRefused => say!(c, "tray-token-refused-pin"),
            Self::Silent(answer) => say!(
                c,
                "tray-token-silent",
                answer = visible(answer).into_owned()
            ),
        }
    }
}

/// Why a batch ended early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// Somebody wanted it to stop.
    Interrupted,
    /// A token refused the PIN that all share.
    SharedPinRefused,
    /// The worker that tried the shared PIN first died before it told whether the token took it.
    SharedPinUnknown,
    /// The process that looks for tokens died again and again.
    NoLookout,
}

impl Stop {
    /// The stable id for JSON and `explain`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Interrupted => "batch-interrupted",
            Self::SharedPinRefused => "shared-pin-refused",
            Self::SharedPinUnknown => "shared-pin-unknown",
            Self::NoLookout => "no-lookout",
        }
    }

    /// Tells it in the reader's language.
    #[must_use]
    pub fn tell(self, voice: &Voice<'_>) -> String {
        let c = voice.catalogue;
        match self {
            Self::Interrupted => say!(c, "tray-batch-interrupted"),
            Self::SharedPinRefused => say!(c, "tray-shared-pin-refused"),
            Self::SharedPinUnknown => say!(c, "tray-shared-pin-unknown"),
            Self::NoLookout => say!(c, "tray-no-lookout"),
        }
    }
}
