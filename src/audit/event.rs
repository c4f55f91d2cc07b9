//! What the journal records beside changes of objects: runs, PINs, plans, consent, proof.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::line::RunId;
use super::step::HeldObject;
use super::wire;
use crate::certificate::Sha256Digest;
use crate::clock::Now;

/// How a run begins: for which token, by whom, with what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunStart {
    /// The command, such as `reuse`.
    pub command: String,
    /// The token's serial number: its identity.
    pub serial: String,
    /// The slot's number, which consent names where serials repeat.
    pub slot: u64,
    /// Who runs it: the name of the account.
    pub operator: String,
    /// The instant that the run judges by.
    pub now: Now,
    /// The digest of the plan, where it is known by now; else [`Event::PlanShown`] tells it.
    pub plan: Option<Sha256Digest>,
    /// SHA-256 of the bundle's file, where there is one.
    pub bundle: Option<Sha256Digest>,
    /// The module's path.
    pub module: String,
    /// The name of the batch that the run belongs to, where it does.
    pub batch: Option<String>,
    /// Who is to use the token, as the list of the batch says; the certificate names its subject.
    pub person: Option<String>,
    /// What the token held before, where it is known by now; else [`Event::Inventory`] tells it.
    pub inventory: Vec<HeldObject>,
}

impl RunStart {
    /// A run of `command` on the token `serial`, with everything else still to be filled in.
    #[must_use]
    pub fn new(command: &str, serial: &str, now: Now) -> Self {
        Self {
            command: command.to_owned(),
            serial: serial.to_owned(),
            slot: 0,
            operator: String::new(),
            now,
            plan: None,
            bundle: None,
            module: String::new(),
            batch: None,
            person: None,
            inventory: Vec::new(),
        }
    }
}

/// Whose PIN it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PinRole {
    /// The user's PIN.
    User,
    /// The security officer's PIN.
    SecurityOfficer,
}

/// In which order a plan writes and removes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlanOrder {
    /// The new identity is written first.
    NewFirst,
    /// The expired ones are removed first.
    OldFirst,
}

/// How consent was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Consent {
    /// A person answered the question at a terminal.
    Terminal,
    /// `--confirm` named the serial.
    Confirm,
    /// `--plan` named the digest.
    Plan,
    /// It was refused, or nobody was there to ask.
    Declined,
}

/// How the second person agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Witnessed {
    /// That person answered the question at the terminal.
    Terminal,
    /// The operator named that person on the command line: it is the operator's word.
    Stated,
}

/// What a plan does with a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CertificatePart {
    /// It is written.
    New,
    /// It was there and goes.
    Removed,
    /// It was there and stays.
    Kept,
}

/// A leaf certificate that a plan speaks of, with what records show of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedCertificate {
    /// What the plan does with it.
    pub part: CertificatePart,
    /// SHA-256 of its DER.
    #[serde(with = "wire::digest")]
    pub sha256: Sha256Digest,
    /// Its serial number, hexadecimal digits.
    pub number: String,
    /// Its subject, as RFC 4514 text; the end of a very long one is missing.
    pub subject: String,
    /// The common name in it, where there is one.
    pub name: Option<String>,
    /// The first second of its validity, UTC.
    #[serde(with = "wire::time")]
    pub not_before: Timestamp,
    /// The last second of its validity, UTC.
    #[serde(with = "wire::time")]
    pub not_after: Timestamp,
}

/// That a token is out of use: since when, by whom, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Defect {
    /// Why, as a person put it.
    pub reason: String,
    /// When that was journalled, UTC.
    #[serde(with = "wire::time")]
    pub since: Timestamp,
    /// Who marked it: the name of the account.
    pub operator: String,
}

/// How the key crossed into the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Custody {
    /// Encrypted, unwrapped inside the token.
    Wrapped,
    /// As the parts of the key.
    Direct,
}

/// How a run ended for the person who ran it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FinishedOutcome {
    /// What was asked is done.
    Done,
    /// There was nothing to do.
    NothingToDo,
    /// The answer is yes.
    Ready,
    /// The answer is no.
    NotReady,
    /// Stopped after the plan, as asked.
    Planned,
    /// Consent was not given.
    Declined,
    /// It failed.
    Failed,
}

/// What has happened to the token when a run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FinishedEffect {
    /// Nothing.
    Untouched,
    /// A part of the plan.
    Partial,
    /// It cannot be told.
    Unknown,
    /// All of the plan.
    Complete,
}

/// Something that happened in a run and is no change of an object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// The token refused a PIN.
    PinRefused {
        /// Whose PIN.
        role: PinRole,
        /// The return code, such as `CKR_PIN_INCORRECT`.
        code: String,
    },
    /// The token accepted a PIN: earlier refusals no longer count.
    LoggedIn {
        /// Whose PIN.
        role: PinRole,
    },
    /// The user's PIN was set anew: earlier refusals no longer count.
    PinReset,
    /// What the token held once everything could be seen; takes the place of an earlier list.
    Inventory {
        /// The objects, by content.
        inventory: Vec<HeldObject>,
    },
    /// The plan was shown.
    PlanShown {
        /// The plan's digest.
        #[serde(with = "wire::digest")]
        plan: Sha256Digest,
        /// In which order it writes and removes.
        order: PlanOrder,
        /// The leaf certificates that it writes, removes and keeps; older lines lack them.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        certificates: Vec<PlannedCertificate>,
    },
    /// The question was answered.
    Consent {
        /// How.
        consent: Consent,
        /// The second person, where one was asked for.
        witness: Option<String>,
        /// How that person agreed; left out where there was none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        witnessed: Option<Witnessed>,
    },
    /// How the key crossed, and how it is kept.
    Custody {
        /// The way it took; `None` when it was on the token before.
        path: Option<Custody>,
        /// The mechanisms of a wrapped key, such as `CKM_ECDH1_DERIVE, CKM_AES_KEY_WRAP_KWP`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mechanism: Option<String>,
        /// Why a key did not cross wrapped, such as `not-offered`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        /// CKA_SENSITIVE as the token shows it; `None` when it does not.
        sensitive: Option<bool>,
        /// CKA_EXTRACTABLE as the token shows it; `None` when it does not.
        extractable: Option<bool>,
        /// Whether the private parts could be read; `None` when it was not tried.
        readable: Option<bool>,
    },
    /// The token signed a challenge and the signature was checked outside.
    Proof {
        /// The mechanism, such as `CKM_RSA_PKCS`.
        mechanism: String,
        /// SHA-256 of the challenge.
        #[serde(with = "wire::digest")]
        digest: Sha256Digest,
        /// Whether the signature verified.
        verified: bool,
    },
    /// TLS was tried with the new identity, before anything was removed.
    Handshake {
        /// SHA-256 of the certificate.
        #[serde(with = "wire::digest")]
        certificate: Sha256Digest,
        /// What it came to, such as `tls-1.2-and-1.3`.
        verdict: String,
        /// The mechanism that signed for TLS 1.2; `None` where it did not come to its end.
        tls12: Option<String>,
        /// The mechanism that signed for TLS 1.3; `None` where it did not come to its end.
        tls13: Option<String>,
        /// What the server thought of the certificates, such as `trusted`.
        trust: String,
    },
    /// What this run created is being taken back, and why.
    Undo {
        /// The cause, in English.
        cause: String,
    },
    /// An earlier run's open steps were looked into: it is no longer open.
    Resolved {
        /// The earlier run.
        resolved: RunId,
        /// What was found and done, in English.
        finding: String,
    },
    /// A person took this token out of use.
    MarkedDefective {
        /// Why.
        reason: String,
    },
    /// A person took an earlier mark back: the token is in use again.
    ClearedDefective {
        /// Why, where it was said.
        reason: Option<String>,
    },
    /// The run ended; the last line of every run that was not killed.
    Finished {
        /// How.
        result: FinishedOutcome,
        /// The exit status.
        exit: u8,
        /// What has happened to the token.
        effect: FinishedEffect,
    },
}
