//! Why a run did not end as planned: stage, cause, and what has happened to the token.

use std::fmt;

use crate::audit::{Defect, JournalError};
use crate::bundle::BundleError;
use crate::certificate::{PublicKey, Sha256Digest};
use crate::clock::ImplausibleClock;
use crate::token::discovery::DiscoveryError;
use crate::token::selection::SelectionError;
use crate::token::{Object, ObjectClass, PinLimits, TokenError, TokenSerial};
use crate::ui::secret_source::SecretSourceError;

use super::addition::AdditionRefusal;
use super::batch::SourceError;
use super::crossing::WhyDirect;
use super::handshake::Handshake;
use super::proof::{Custody, Proof};
use super::records::notice::NoticeError;

/// Where in a run something failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Reading the command line and the files it names.
    CommandLine,
    /// Finding and loading a module, finding the token.
    Token,
    /// Reading the clock.
    Clock,
    /// Opening the bundle, or judging it.
    Bundle,
    /// Asking for or giving the PIN.
    Login,
    /// Looking at the token.
    Look,
    /// Drawing the plan.
    Plan,
    /// Asking for consent.
    Consent,
    /// Writing the journal.
    Journal,
    /// Writing the new objects.
    Write,
    /// Proving the new key by a signature.
    Proof,
    /// Trying TLS with the new identity.
    Handshake,
    /// Removing the expired objects.
    Remove,
    /// Comparing the token with the plan at the end.
    Verify,
}

impl Stage {
    /// The stable word for JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::CommandLine => "command-line",
            Self::Token => "token",
            Self::Clock => "clock",
            Self::Bundle => "bundle",
            Self::Login => "login",
            Self::Look => "look",
            Self::Plan => "plan",
            Self::Consent => "consent",
            Self::Journal => "journal",
            Self::Write => "write",
            Self::Proof => "proof",
            Self::Handshake => "handshake",
            Self::Remove => "remove",
            Self::Verify => "verify",
        }
    }
}

/// What has happened to the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Effect {
    /// It is as it was.
    Untouched,
    /// Some of the plan was done; the leftovers say what.
    Partial,
    /// It could not be looked at afterwards.
    Unknown,
    /// All of the plan was done.
    Complete,
}

impl Effect {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Untouched,
        Self::Partial,
        Self::Unknown,
        Self::Complete,
    ];

    /// The stable word for JSON and the journal.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Untouched => "untouched",
            Self::Partial => "partial",
            Self::Unknown => "unknown",
            Self::Complete => "complete",
        }
    }
}

/// An object named in a failure: enough to recognise it by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its class.
    pub class: ObjectClass,
    /// Its label.
    pub label: String,
    /// Its CKA_ID.
    pub id: Vec<u8>,
    /// SHA-256 of what it holds.
    pub sha256: Sha256Digest,
}

impl From<&Object> for Named {
    fn from(object: &Object) -> Self {
        Self {
            class: object.class,
            label: object.label.clone(),
            id: object.id.clone(),
            sha256: object.sha256(),
        }
    }
}

/// Why it failed.
#[derive(Debug, thiserror::Error)]
pub enum Cause {
    /// A call failed, a module does not load, the token is gone.
    #[error(transparent)]
    Token(#[from] TokenError),
    /// The journal cannot be written or does not verify.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// Lines are gone from the journal, or one was changed: it does not verify.
    #[error("the journal {} does not verify", path.display())]
    JournalUnsound {
        /// The journal.
        path: std::path::PathBuf,
    },
    /// The bundle cannot be opened.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// The bundle opened and its identity is not fit to import; the findings say why.
    #[error("the bundle's identity is not fit to import")]
    Unfit(Vec<crate::bundle::fitness::Finding>),
    /// The clock is not believed.
    #[error(transparent)]
    Clock(#[from] ImplausibleClock),
    /// The bundle's identity cannot stand beside what the token holds.
    #[error(transparent)]
    Addition(#[from] AdditionRefusal),
    /// The token takes no keys of this kind or size.
    #[error("the token takes no {key}", key = .key.description())]
    KeyNotTaken {
        /// The bundle's public key.
        key: PublicKey,
        /// The largest size of this kind that the token takes, bits, where it takes any.
        largest: Option<u64>,
    },
    /// The token holds as many objects of a class as it can without harm.
    #[error("the token holds {held} of at most {most} objects of class {}", class.word())]
    NoRoom {
        /// The class.
        class: ObjectClass,
        /// How many it would hold.
        held: usize,
        /// How many it can.
        most: usize,
    },
    /// The token takes no second object of a class and CKA_ID, and holds one.
    #[error("the token holds an object of class {} with CKA_ID {id} and takes no second one", class.word())]
    SameIdRefused {
        /// The class.
        class: ObjectClass,
        /// The id, hexadecimal.
        id: String,
    },
    /// An SO login means nothing on this token: there is no SO PIN to unblock the user's with.
    #[error("the token has no SO PIN")]
    NoSoPin,
    /// The token refuses all writing.
    #[error("the token is write-protected")]
    WriteProtected,
    /// The PIN's length lies outside the token's limits; it was not sent.
    #[error("the PIN's length is outside the token's limits")]
    PinLength(PinLimits),
    /// One try is left, and leave to use it was not given.
    #[error("one PIN try is left")]
    LastTry,
    /// The token says that its PIN is locked; it was not sent.
    #[error("the PIN is locked")]
    PinLocked,
    /// The new PIN was typed differently the second time; nothing was sent.
    #[error("the new PIN was typed differently the second time")]
    PinsDiffer,
    /// No user PIN was ever set.
    #[error("no user PIN is set")]
    PinUnset,
    /// A PIN or password could not be had from where it should come from.
    #[error(transparent)]
    SecretSource(#[from] SecretSourceError),
    /// An option's value is no SHA-256 digest.
    #[error("{option} takes 64 hexadecimal digits, not {text:?}")]
    NotADigest {
        /// The option.
        option: &'static str,
        /// What was given.
        text: String,
    },
    /// A PKCS#11 URI in an option cannot be read.
    #[error("not a PKCS#11 URI: {reason}")]
    NotAUri {
        /// What is wrong with it.
        reason: String,
    },
    /// A file that should hold root certificates holds none that can be used.
    #[error("{path} holds no root certificates: {reason}")]
    NotRoots {
        /// The file.
        path: std::path::PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// What was to be explained is no code and no id.
    #[error("{text:?} is no code and no id")]
    UnknownCode {
        /// What was given.
        text: String,
        /// The names that are most like it.
        similar: Vec<String>,
    },
    /// The journals tell of no identity that was written in the runs that were asked for.
    #[error("no identity was written in the runs that were asked for")]
    NothingWritten,
    /// The issuer's list of what ends cannot be used.
    #[error("the list {} cannot be used: {error}", path.display())]
    Notice {
        /// The file.
        path: std::path::PathBuf,
        /// Why.
        #[source]
        error: Box<NoticeError>,
    },
    /// A file that was asked for cannot be written.
    #[error("{path} cannot be written")]
    NotWritable {
        /// The file.
        path: std::path::PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// No token, or more than one candidate.
    #[error(transparent)]
    Selection(#[from] SelectionError),
    /// No module was found that shows a token.
    #[error(transparent)]
    Discovery(#[from] DiscoveryError),
    /// The source of a batch gives nothing.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The token was changed by somebody else since the plan was drawn.
    #[error("the token was changed since the plan was drawn")]
    Stale,
    /// The plan is not the one that was consented to.
    #[error("the plan's digest is {found}, not the {wanted} that was consented to")]
    OtherPlan {
        /// The digest consented to.
        wanted: String,
        /// The digest of the plan as drawn.
        found: Sha256Digest,
    },
    /// The file is not the bundle that the batch checked.
    #[error("the bundle's digest is {found}, the one that was checked had {wanted}")]
    OtherBundle {
        /// The digest of the file that was checked.
        wanted: Sha256Digest,
        /// The digest of the file as it is now.
        found: Sha256Digest,
    },
    /// Consent was given for another token.
    #[error("consent was given for serial {given}, this token is {serial}")]
    OtherToken {
        /// The serial consented to.
        given: TokenSerial,
        /// This token's.
        serial: TokenSerial,
    },
    /// Somebody marked the token as defective: nothing is written to it.
    #[error("the token is marked as defective since {}: {}", .0.since, .0.reason)]
    Defective(Box<Defect>),
    /// A token that need not be present must be named by its serial, and a serial that tells it from others.
    #[error("the token must be named by a serial number of its own")]
    SerialNeeded,
    /// The person said no.
    #[error("declined")]
    Declined,
    /// The second person said no, or gave no name.
    #[error("the second person did not agree")]
    WitnessDeclined,
    /// The second person would be the operator.
    #[error("{name:?} is the operator, not a second person")]
    WitnessIsOperator {
        /// The name that was given.
        name: String,
    },
    /// A second person was named who must be there to answer.
    #[error("the second person must answer at the terminal")]
    WitnessNotPresent,
    /// A second person is needed, and there is no terminal to ask at.
    #[error("there is no second person to ask")]
    NobodyToWitness,
    /// There was nobody to ask.
    #[error("there is nobody to ask")]
    NobodyToAsk,
    /// There was nobody to ask whether a batch may begin.
    #[error("there is nobody to ask for the batch")]
    NobodyToAskForBatch,
    /// An earlier run with another bundle was interrupted, and what it left is still on the token.
    #[error("an interrupted `{command}` of another bundle left {} objects", left.len())]
    LeftOpen {
        /// The earlier run's command.
        command: String,
        /// What it left.
        left: Vec<Named>,
    },
    /// The PIN of a token that hides its counter was refused too often, by the journal's count.
    #[error("the PIN was refused {refused} times since it was last accepted")]
    RefusedBefore {
        /// How often.
        refused: u32,
    },
    /// Stopped by a signal.
    #[error("interrupted")]
    Interrupted,
    /// The module answered OK and the object is not there, or not as it was written.
    #[error("a written object is not on the token")]
    NotWritten(Named),
    /// An object that was to stay is gone.
    #[error("an object that was to stay is gone")]
    Lost(Vec<Named>),
    /// An object that was to go is still there.
    #[error("an object that was to go is still there")]
    NotRemoved(Vec<Named>),
    /// The key cannot cross encrypted, and it was not to cross otherwise.
    #[error("the token does not take the key encrypted: {}", .0.word())]
    NotWrapped(WhyDirect),
    /// An object that was to go was refused twice, the second time after a fresh start, and is still there.
    #[error("an object that was to go cannot be removed")]
    NotRemovable {
        /// The object.
        object: Named,
        /// What the token answered.
        #[source]
        answer: TokenError,
    },
    /// The private parts of the key can be read, or the key may be taken out.
    #[error("the token does not protect the private key")]
    Exposed,
    /// The token signed, and the signature does not verify with the certificate's key.
    #[error("the token's signature by {mechanism} does not verify")]
    BadSignature {
        /// The mechanism.
        mechanism: &'static str,
    },
    /// The new identity works with no version of TLS.
    #[error("the new identity works with no version of TLS")]
    NoTls(Box<Handshake>),
    /// No object on the token has the digest that was named.
    #[error("no object has the digest {sha256}")]
    NoSuchObject {
        /// The digest.
        sha256: Sha256Digest,
    },
    /// The key that was named belongs to a certificate on the token.
    #[error("the key belongs to a certificate on the token")]
    KeyIsNotLone {
        /// The certificate's digest.
        certificate: Sha256Digest,
    },
}

impl Cause {
    /// Whether somebody who had to agree did not, or was not there.
    #[must_use]
    pub fn is_declined(&self) -> bool {
        matches!(
            self,
            Self::Declined
                | Self::NobodyToAsk
                | Self::NobodyToAskForBatch
                | Self::WitnessDeclined
                | Self::WitnessIsOperator { .. }
                | Self::WitnessNotPresent
                | Self::NobodyToWitness
        )
    }
}

/// A run that did not end as planned.
#[derive(Debug)]
pub struct Failure {
    /// Where it failed.
    pub stage: Stage,
    /// Why.
    pub cause: Cause,
    /// What has happened to the token.
    pub effect: Effect,
    /// What the run left behind that should not be there, or could not remove.
    pub left: Vec<Named>,
    /// What the run created and did not undo.
    pub created: Vec<Named>,
    /// What the run removed.
    pub removed: Vec<Named>,
    /// The proof and the custody of an identity that stands although the run failed after it.
    pub proved: Option<Box<(Proof, Custody)>>,
}

impl Failure {
    /// A failure that left the token as it was.
    #[must_use]
    pub fn untouched(stage: Stage, cause: impl Into<Cause>) -> Self {
        Self {
            stage,
            cause: cause.into(),
            effect: Effect::Untouched,
            left: Vec::new(),
            created: Vec::new(),
            removed: Vec::new(),
            proved: None,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} failed: {} (token {})",
            self.stage.word(),
            self.cause,
            self.effect.word()
        )
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}
