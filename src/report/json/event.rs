//! One line of `--output jsonl`: what happens while a command runs. The document comes last.

use jiff::Timestamp;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Failure;
use super::scalar::{Instant, Sha256};
use crate::report::step::Step;

/// Something that happened. What an event does not tell has no name in its line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The version of this form.
    #[schemars(extend("const" = 1))]
    pub schema: u32,
    /// What happened.
    #[schemars(extend("enum" = ["step", "batch", "waiting", "inserted", "assigned", "passed-over", "finished", "taken-out", "stopped"]))]
    pub event: String,
    /// When.
    pub time: Instant,
    /// The token's serial number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serial: Option<String>,
    /// The slot it is in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<u64>,
    /// The token's label (`inserted`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What is done to the token now (`step`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["looking", "logged-in", "planned", "writing", "proving", "handshaking", "removing", "undoing", null]))]
    pub step: Option<String>,
    /// Which object, from 1 (`step`: `writing`, `removing`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nth: Option<u64>,
    /// Of how many (`step`: `writing`, `removing`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<u64>,
    /// The identity that the token gets (`assigned`, `finished`), or holds already (`passed-over`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<EventIdentity>,
    /// The digest that consents to the batch (`batch`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<Sha256>,
    /// How many identities have no token yet (`batch`, `waiting`, `stopped`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending: Option<u64>,
    /// What the token's run came to (`finished`), as in its document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["done", "nothing-to-do", "declined", "failed", null]))]
    pub outcome: Option<String>,
    /// The exit status of the token's run (`finished`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exit: Option<u8>,
    /// Whether the token is ready to hand over (`finished`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["ready", "ready-after-wipe", "not-fit", null]))]
    pub verdict: Option<String>,
    /// Why the token's run failed (`finished`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
    /// The stable id of why a token gets nothing (`passed-over`) or the batch stops (`stopped`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The same in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// An identity, told briefly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EventIdentity {
    /// SHA-256 of the leaf certificate.
    pub sha256: Sha256,
    /// The leaf's subject.
    pub subject: String,
    /// The file it comes from.
    pub file: String,
}

impl Event {
    /// An event of which nothing more is told; the other fields are filled in by name.
    #[must_use]
    pub fn new(event: &str, time: Timestamp) -> Self {
        Self {
            schema: 1,
            event: event.to_owned(),
            time: time.into(),
            serial: None,
            slot: None,
            label: None,
            step: None,
            nth: None,
            of: None,
            identity: None,
            digest: None,
            pending: None,
            outcome: None,
            exit: None,
            verdict: None,
            failure: None,
            reason: None,
            message: None,
        }
    }

    /// A step of the run on the token `serial`.
    #[must_use]
    pub fn step(step: Step, serial: Option<&str>, time: Timestamp) -> Self {
        let number = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        Self {
            serial: serial.map(str::to_owned),
            step: Some(step.word().to_owned()),
            nth: step.count().map(|(nth, _)| number(nth)),
            of: step.count().map(|(_, of)| number(of)),
            ..Self::new("step", time)
        }
    }

    /// The step that a `step` line tells.
    #[must_use]
    pub fn as_step(&self) -> Option<Step> {
        let number = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        let count = self.nth.map(number).zip(self.of.map(number));
        Step::parse(self.step.as_deref()?, count)
    }

    /// The event as one line, without its end.
    #[must_use]
    pub fn line(&self) -> String {
        // Every field is a plain value with text keys, which always has a JSON form.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// The JSON Schema of one event (2020-12), as `docs/tokendesk-event.schema.json` publishes it.
#[must_use]
pub fn schema() -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<Event>();
    schema.to_value()
}
