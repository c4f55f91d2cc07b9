//! What is shown of a run: one value, rendered for people or as JSON.

pub mod advice;
pub mod batch;
pub mod calendar;
pub mod cause;
pub mod check;
pub mod connection;
pub mod crossing;
pub mod csv;
pub mod doctor;
pub mod explain;
pub mod fault;
pub mod finding;
pub mod flaw;
pub mod forecast;
pub mod handover;
pub mod handshake;
pub mod history;
pub mod human;
pub mod json;
pub mod keep;
pub mod next;
pub mod presence;
pub mod remark;
pub mod snippet;
pub mod step;
pub mod tray;
mod voice;

pub use voice::Voice;

use crate::audit::Verification;
use crate::bundle::OpenedBundle;
use crate::bundle::fitness::Finding;
use crate::certificate::Sha256Digest;
use crate::clock::Now;
use crate::protection::Protection;
use crate::token::{ModuleFacts, Observer, TokenFacts};
use crate::workflow::check::{Check, Verdict};
use crate::workflow::connection::Connection;
use crate::workflow::consumer::Found;
use crate::workflow::doctor::Surroundings;
use crate::workflow::{Custody, Failure, Handshake, Inventory, Named, Plan, Proof};

/// What a run came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Result {
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
    /// The journal does not verify.
    Broken,
    /// It failed.
    Failed,
}

/// One token as `list` shows it.
#[derive(Debug)]
pub struct TokenSight {
    /// The module it was seen through.
    pub module: ModuleFacts,
    /// The token.
    pub facts: TokenFacts,
    /// What could be seen without login; `None` when it could not be looked at.
    pub inventory: Option<Inventory>,
}

/// A bundle as it was opened and judged.
#[derive(Debug)]
pub struct BundleSight {
    /// The file, as it was named.
    pub path: std::path::PathBuf,
    /// What it holds.
    pub opened: std::rc::Rc<OpenedBundle>,
    /// The findings of each of its identities, in their order.
    pub findings: Vec<Vec<Finding>>,
    /// SHA-256 of the leaf that was chosen, where one was.
    pub chosen: Option<Sha256Digest>,
}

/// Everything that can be told of a run. What a command has nothing to say about is `None` or empty.
#[derive(Debug)]
pub struct Outcome {
    /// The command, as typed.
    pub command: &'static str,
    /// What it came to.
    pub result: Result,
    /// The exit status.
    pub exit: u8,
    /// The instant everything was judged by.
    pub now: Now,
    /// The module.
    pub module: Option<ModuleFacts>,
    /// The token, as last read.
    pub token: Option<TokenFacts>,
    /// All tokens present (`list`).
    pub tokens: Option<Vec<TokenSight>>,
    /// What the token held at first.
    pub before: Option<Inventory>,
    /// What it holds now, where it was changed.
    pub after: Option<Inventory>,
    /// The bundle.
    pub bundle: Option<BundleSight>,
    /// A module in between that can record every call.
    pub observer: Option<Observer>,
    /// What guards the process; `None` where it was not asked for.
    pub protection: Option<Protection>,
    /// The plan.
    pub plan: Option<Plan>,
    /// What was created.
    pub created: Vec<Named>,
    /// What was removed.
    pub removed: Vec<Named>,
    /// What was there before an earlier run that was cut off or failed, and is gone without having been announced.
    pub gone_since: Vec<Named>,
    /// How the key is protected.
    pub custody: Option<Custody>,
    /// The proof.
    pub proof: Option<Proof>,
    /// What handshakes with the token came to.
    pub handshakes: Vec<Handshake>,
    /// Servers that were tried with the token.
    pub connections: Vec<Connection>,
    /// The source of a batch, checked whole.
    pub batch: Option<batch::BatchSight>,
    /// What was looked at around the program (`doctor`).
    pub surroundings: Option<Surroundings>,
    /// What became of the tokens (`batch`).
    pub tray: Option<tray::Tray>,
    /// What a code or an id means (`explain`).
    pub explanation: Option<explain::Explanation>,
    /// What was looked at.
    pub checks: Vec<Check>,
    /// What that came to.
    pub verdict: Option<Verdict>,
    /// How other programs would find what stays on the token (`check`).
    pub found_by_others: Vec<Found>,
    /// What to paste into their configuration (`check --snippets`).
    pub snippets: Vec<snippet::Snippet>,
    /// Why it failed.
    pub failure: Option<Failure>,
    /// Where certificates were written as PEM (`show --pem`).
    pub written: Vec<std::path::PathBuf>,
    /// What goes to standard output instead of the result: a table, a page.
    pub in_place: Option<String>,
    /// What reading the journal back found (`journal verify`).
    pub verification: Option<Verification>,
    /// What journals tell of runs and tokens (`history`, `mark-defective`).
    pub history: Option<Box<history::HistorySight>>,
    /// What falls due (`forecast`).
    pub forecast: Option<Box<forecast::ForecastSight>>,
    /// The journal's head after the run: noted down elsewhere, it shows a cut journal.
    pub journal_head: Option<Sha256Digest>,
}

impl Outcome {
    /// An outcome about which nothing is known yet but that it has not failed.
    #[must_use]
    pub fn begin(command: &'static str, now: Now) -> Self {
        Self {
            command,
            result: Result::Done,
            exit: 0,
            now,
            module: None,
            token: None,
            tokens: None,
            before: None,
            after: None,
            bundle: None,
            observer: None,
            protection: None,
            plan: None,
            created: Vec::new(),
            removed: Vec::new(),
            gone_since: Vec::new(),
            custody: None,
            proof: None,
            handshakes: Vec::new(),
            connections: Vec::new(),
            batch: None,
            surroundings: None,
            tray: None,
            explanation: None,
            checks: Vec::new(),
            verdict: None,
            found_by_others: Vec::new(),
            snippets: Vec::new(),
            failure: None,
            written: Vec::new(),
            in_place: None,
            verification: None,
            history: None,
            forecast: None,
            journal_head: None,
        }
    }
}
