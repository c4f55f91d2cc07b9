//! The JSON document of a run: one value, one published schema, names that never change.
//!
//! What cannot be known is null, never false or empty. Every name is always there but `tokens`
//! (`list`), `verification` (`journal verify`), `history`, `forecast`, `doctor`, `explanation` (`explain`), `found_by` and `snippets`
//! (`check`), and `after`, which is there once the token was changed.

mod bundle;
mod connection;
mod consumer;
mod doctor;
mod explanation;
mod failure;
mod forecast;
mod handshake;
mod history;
mod holding;
mod plan;
mod run;
mod scalar;
mod token;
mod verification;

use jiff::tz::TimeZone;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Outcome, Result, Voice, remark};
use crate::ui::Catalogue;

pub use bundle::{Bundle, BundleIdentity, Encryption, Finding};
pub use connection::Connection;
pub use consumer::{Consumer, Found, Snippet};
pub use doctor::{
    Clock, Doctor, JournalPlace, Place, PluggedIn, Profile, Program, Protection, Reader,
    SeenModule, SeenToken, SilentSlot,
};
pub use explanation::Explanation;
pub use failure::Failure;
pub use forecast::{Due, Forecast, Notice, NoticeRow, Savings};
pub use handshake::{Attempt, Handshake};
pub use history::{Damage, Defect, History, Life, RecordedCertificate, Run};
pub use holding::{Certificate, Entry, Identity, Object};
pub use plan::{Creation, Drift, Kept, Plan};
pub use run::{Check, Custody, Proof, Remark};
pub use scalar::{Day, Hex, Instant, Sha256};
pub use token::{Free, Module, Pin, Token, TokenSight};
pub use verification::{Fault, Torn, Verification};

/// The document, as the schema describes it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The version of this form.
    #[schemars(extend("const" = 1))]
    pub schema: u32,
    /// The command, as typed.
    pub command: String,
    /// What the run came to.
    #[schemars(extend("enum" = ["done", "nothing-to-do", "ready", "not-ready", "planned", "declined", "failed"]))]
    pub outcome: String,
    /// The exit status.
    pub exit: u8,
    /// The instant everything was judged by.
    pub now: Instant,
    /// The PKCS#11 module; null where none was loaded.
    pub module: Option<Module>,
    /// The token; null where none was chosen.
    pub token: Option<Token>,
    /// The tokens present (`list`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tokens: Option<Vec<TokenSight>>,
    /// The leaf certificates as found, with their keys; null where the token was not looked at.
    pub identities: Option<Vec<Identity>>,
    /// The same, once the token was changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Vec<Identity>>,
    /// Keys without certificate and the reverse; null without login.
    pub orphans: Option<Vec<Entry>>,
    /// CA certificates whose key is not on the token.
    pub chain: Option<Vec<Entry>>,
    /// Data objects, secret keys, certificates that cannot be read.
    pub others: Option<Vec<Entry>>,
    /// The PKCS#12 file; null where none was opened.
    pub bundle: Option<Bundle>,
    /// The plan; null where none was drawn.
    pub plan: Option<Plan>,
    /// What was written and stands.
    pub created: Vec<Object>,
    /// What was removed.
    pub removed: Vec<Object>,
    /// What was kept, and why; null where no plan was drawn.
    pub kept: Option<Vec<Kept>>,
    /// How the key is protected; null where none was written or proved.
    pub custody: Option<Custody>,
    /// The proof; null where none was made.
    pub proof: Option<Proof>,
    /// TLS handshakes inside this process, the client's signature made by the token; empty where none were made.
    pub handshake: Vec<Handshake>,
    /// Servers that were tried with the token (`check --connect`); empty where none were.
    pub connection: Vec<Connection>,
    /// What was looked at around the program (`doctor`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doctor: Option<Doctor>,
    /// What a code or an id means (`explain`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Explanation>,
    /// What was looked at.
    pub checks: Vec<Check>,
    /// What the checks come to; null where none were made.
    #[schemars(extend("enum" = ["ready", "ready-after-wipe", "not-fit", null]))]
    pub verdict: Option<String>,
    /// How other programs would find what stays on the token (`check`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found_by: Option<Vec<Found>>,
    /// What to paste into their configuration (`check --snippets`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snippets: Option<Vec<Snippet>>,
    /// What is worth knowing and stopped nothing.
    pub remarks: Vec<Remark>,
    /// Why the run failed; null where it did not.
    pub failure: Option<Failure>,
    /// Files that were written (`show --pem`).
    pub files: Vec<String>,
    /// What reading the journal back found (`journal verify`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification: Option<Verification>,
    /// What journals tell of runs and tokens (`history`, `mark-defective`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub history: Option<History>,
    /// What falls due (`forecast`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forecast: Option<Forecast>,
    /// SHA-256 of the journal's last line after the run; null where there is no journal.
    pub journal_head: Option<Sha256>,
}

/// Renders an outcome as the document that the schema describes; messages are in the catalogue's
/// language, times in them UTC.
#[must_use]
pub fn document(outcome: &Outcome, catalogue: &Catalogue) -> Value {
    // Every field is a plain value with text keys, which always has a JSON form.
    serde_json::to_value(mirror(outcome, catalogue)).unwrap_or(Value::Null)
}

/// The JSON Schema of the document (2020-12), as `docs/tokendesk.schema.json` publishes it.
#[must_use]
pub fn schema() -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<Document>();
    schema.to_value()
}

fn mirror(outcome: &Outcome, catalogue: &Catalogue) -> Document {
    let voice = Voice {
        catalogue,
        time_zone: TimeZone::UTC,
    };
    let now = outcome.now;
    let before = outcome.before.as_ref();
    let text = |path: &std::path::PathBuf| path.to_string_lossy().into_owned();
    Document {
        schema: 1,
        command: outcome.command.to_owned(),
        outcome: word(outcome.result).to_owned(),
        exit: outcome.exit,
        now: now.timestamp().into(),
        module: outcome.module.as_ref().map(Module::from),
        token: outcome.token.as_ref().map(Token::from),
        tokens: outcome
            .tokens
            .as_ref()
            .map(|tokens| tokens.iter().map(|one| TokenSight::of(one, now)).collect()),
        identities: before.map(|before| holding::identities(before, now)),
        after: outcome
            .after
            .as_ref()
            .map(|after| holding::identities(after, now)),
        orphans: before.and_then(|before| holding::orphans(before, now)),
        chain: before.map(|before| holding::chain(before, now)),
        others: before.map(|before| holding::others(before, now)),
        bundle: outcome
            .bundle
            .as_ref()
            .map(|bundle| Bundle::of(bundle, now, &voice)),
        plan: outcome.plan.as_ref().map(|plan| Plan::of(plan, &voice)),
        created: outcome.created.iter().map(Object::from).collect(),
        removed: outcome.removed.iter().map(Object::from).collect(),
        kept: outcome.plan.as_ref().map(|plan| plan::kept(plan, &voice)),
        custody: outcome.custody.as_ref().map(Custody::from),
        proof: outcome.proof.as_ref().map(Proof::from),
        handshake: outcome
            .handshakes
            .iter()
            .map(|one| Handshake::of(one, &voice))
            .collect(),
        connection: outcome
            .connections
            .iter()
            .map(|one| Connection::of(one, &voice))
            .collect(),
        doctor: outcome.surroundings.as_ref().map(Doctor::from),
        explanation: outcome.explanation.as_ref().map(Explanation::from),
        checks: outcome
            .checks
            .iter()
            .map(|check| Check::of(check, &voice))
            .collect(),
        verdict: outcome.verdict.map(|verdict| verdict.word().to_owned()),
        found_by: (outcome.command == "check" && before.is_some())
            .then(|| outcome.found_by_others.iter().map(Found::from).collect()),
        snippets: (!outcome.snippets.is_empty())
            .then(|| outcome.snippets.iter().map(Snippet::from).collect()),
        remarks: remark::of(outcome)
            .iter()
            .map(|remark| Remark::of(remark, &voice))
            .collect(),
        failure: outcome
            .failure
            .as_ref()
            .map(|failure| Failure::of(failure, &voice)),
        files: outcome.written.iter().map(text).collect(),
        verification: outcome
            .verification
            .as_ref()
            .map(|found| Verification::of(found, &voice)),
        history: outcome
            .history
            .as_ref()
            .map(|sight| History::of(sight, &voice)),
        forecast: outcome
            .forecast
            .as_ref()
            .map(|sight| Forecast::of(sight, &voice)),
        journal_head: outcome.journal_head.map(Sha256::from),
    }
}

/// The stable word for what a run came to.
fn word(result: Result) -> &'static str {
    match result {
        Result::Done => "done",
        Result::NothingToDo => "nothing-to-do",
        Result::Ready => "ready",
        Result::NotReady => "not-ready",
        Result::Planned => "planned",
        Result::Declined => "declined",
        Result::Broken | Result::Failed => "failed",
    }
}
