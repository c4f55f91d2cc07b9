//! One run as a journal tells it.

use jiff::Timestamp;

use crate::audit::{
    Action, CertificatePart, Consent, Custody, FinishedEffect, FinishedOutcome, ObjectClass,
    PlannedCertificate, Purpose, RunId, StepOutcome, Witnessed,
};
use crate::certificate::Sha256Digest;

/// A run: everything that its lines say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunRecord {
    /// Which of the journals tells of it, counted from 0.
    pub journal: usize,
    /// Its name.
    pub run: RunId,
    /// The token's serial number.
    pub serial: String,
    /// The time of its first line, UTC.
    pub began: Timestamp,
    /// The command; empty where the line that begins the run is missing.
    pub command: String,
    /// The name of the account that ran it.
    pub operator: String,
    /// The name of the batch that it belongs to, where it does.
    pub batch: Option<String>,
    /// Who is to use the token, where a list said so.
    pub person: Option<String>,
    /// SHA-256 of the bundle's file, where there was one.
    pub bundle: Option<Sha256Digest>,
    /// The digest of the plan, where one was shown.
    pub plan: Option<Sha256Digest>,
    /// The leaf certificates that the plan spoke of; older journals do not tell.
    pub certificates: Vec<PlannedCertificate>,
    /// Who agreed to the plan, and how.
    pub consent: Option<Consented>,
    /// The changes that were announced, in order.
    pub changes: Vec<Change>,
    /// The last proof.
    pub proof: Option<Proved>,
    /// How the private key crossed into the token.
    pub custody: Option<Crossed>,
    /// How often a PIN was refused in it.
    pub refusals: u32,
    /// Why what it had created was taken back, where it was.
    pub undone: Option<String>,
    /// That the token was taken out of use or put back, where that was the run.
    pub mark: Option<Mark>,
    /// How it ended; `None` for a run that was cut off, or is under way.
    pub ended: Option<Ended>,
    /// How many lines tell of it.
    pub lines: u64,
}

/// Who agreed to a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consented {
    /// How the operator did.
    pub how: Consent,
    /// The second person, where there was one.
    pub witness: Option<String>,
    /// How that person did.
    pub witnessed: Option<Witnessed>,
}

/// A change that was announced, and how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The number of the line that announced it, in its journal.
    pub sequence: u64,
    /// What was to be done.
    pub action: Action,
    /// The kind of object.
    pub class: ObjectClass,
    /// What the content is known by.
    pub sha256: Option<Sha256Digest>,
    /// Why.
    pub purpose: Purpose,
    /// How it ended; `None` where nothing was written of that.
    pub outcome: Option<StepOutcome>,
}

impl Change {
    /// Whether the token is as the change was to make it.
    #[must_use]
    pub fn is_done(&self) -> bool {
        matches!(
            self.outcome,
            Some(StepOutcome::Done | StepOutcome::AlreadyGone | StepOutcome::AlreadyThere)
        )
    }
}

/// A signature that the token made and that was checked outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proved {
    /// When, UTC.
    pub at: Timestamp,
    /// The mechanism.
    pub mechanism: String,
    /// SHA-256 of the challenge.
    pub digest: Sha256Digest,
    /// Whether it verified.
    pub verified: bool,
}

/// How the private key crossed into the token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crossed {
    /// The way; `None` when it was on the token before.
    pub path: Option<Custody>,
    /// The mechanisms of a wrapped key.
    pub mechanism: Option<String>,
}

/// That a token was taken out of use, or put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// Out of use, and why.
    Defective(String),
    /// Back in use, and why, where that was said.
    Cleared(Option<String>),
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// When, UTC.
    pub at: Timestamp,
    /// For the person who ran it.
    pub result: FinishedOutcome,
    /// The exit status.
    pub exit: u8,
    /// For the token.
    pub effect: FinishedEffect,
    /// SHA-256 of the line that says so: the journal's head as the run printed it.
    pub head: Sha256Digest,
}

impl RunRecord {
    /// Whether an identity was written, or found whole, and proved by a signature of the token.
    #[must_use]
    pub fn has_written(&self) -> bool {
        let is_written = |change: &Change| {
            change.action == Action::Create
                && change.purpose == Purpose::Write
                && change.class == ObjectClass::Certificate
                && change.is_done()
        };
        self.verified().is_some() && self.undone.is_none() && self.changes.iter().any(is_written)
    }

    /// The proof that verified, where there was one.
    #[must_use]
    pub fn verified(&self) -> Option<&Proved> {
        self.proof.as_ref().filter(|proof| proof.verified)
    }

    /// The leaf certificate that it wrote, where that was proved and not taken back.
    #[must_use]
    pub fn written(&self) -> Option<&PlannedCertificate> {
        let mut planned = self.certificates.iter();
        let new = planned.find(|one| one.part == CertificatePart::New)?;
        let stands = self.has_written() && self.is_changed(Action::Create, new);
        stands.then_some(new)
    }

    /// The leaf certificates that it removed.
    pub fn removed(&self) -> impl Iterator<Item = &PlannedCertificate> {
        self.certificates.iter().filter(|one| {
            one.part == CertificatePart::Removed && self.is_changed(Action::Destroy, one)
        })
    }

    fn is_changed(&self, action: Action, certificate: &PlannedCertificate) -> bool {
        self.changes.iter().any(|change| {
            change.action == action
                && change.class == ObjectClass::Certificate
                && change.sha256 == Some(certificate.sha256)
                && change.is_done()
        })
    }

    /// Whether it ended in a failure, or did not end.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        self.ended
            .as_ref()
            .is_none_or(|ended| ended.result == FinishedOutcome::Failed)
    }
}
