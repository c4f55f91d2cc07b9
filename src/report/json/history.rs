//! What journals tell of runs and tokens, as JSON.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::scalar::{Instant, Sha256};
use crate::audit;
use crate::report::history::HistorySight;
use crate::report::{Voice, history as words};
use crate::workflow::records;

/// What journals tell (`history`, `mark-defective`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct History {
    /// The journals that were read.
    pub journals: Vec<String>,
    /// The life of the one token that was asked for; null where none was.
    pub life: Option<Life>,
    /// The runs, in the order asked for.
    pub runs: Vec<Run>,
    /// What in the journals could not be read.
    pub damage: Vec<Damage>,
}

/// A token's life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Life {
    /// The token's serial number.
    pub serial: String,
    /// When its first run began; null where no journal knows it.
    pub first: Option<Instant>,
    /// When its last run began.
    pub last: Option<Instant>,
    /// How many runs there were.
    pub runs: usize,
    /// How often an identity was written and proved.
    pub written: usize,
    /// How many runs failed or were cut off.
    pub failed: usize,
    /// How often a PIN was refused.
    pub refusals: u32,
    /// That it is out of use; null where it is not.
    pub defective: Option<Defect>,
    /// The leaf certificates on it after its last run.
    pub held: Vec<RecordedCertificate>,
}

/// That a token is out of use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Defect {
    /// Why.
    pub reason: String,
    /// Since when.
    pub since: Instant,
    /// Who marked it.
    pub operator: String,
}

/// A certificate as a journal tells of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordedCertificate {
    /// SHA-256 of its DER.
    pub sha256: Sha256,
    /// Its serial number, hexadecimal digits.
    pub serial: String,
    /// Its subject.
    pub subject: String,
    /// The common name in it; null where there is none.
    pub name: Option<String>,
    /// The first second of its validity.
    pub not_before: Instant,
    /// The last second of its validity.
    pub not_after: Instant,
}

/// A run as a journal tells of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// Its name: 16 hexadecimal digits.
    pub run: String,
    /// Which of the journals tells of it, counted from 0.
    pub journal: usize,
    /// The token's serial number.
    pub token: String,
    /// The command; empty where the journal lacks the line.
    pub command: String,
    /// The name of the batch that it belongs to; null where it belongs to none.
    pub batch: Option<String>,
    /// Who is to use the token, as a list said; null where none did.
    pub person: Option<String>,
    /// Who ran it.
    pub operator: String,
    /// When it began.
    pub began: Instant,
    /// When it ended; null where it was cut off.
    pub ended: Option<Instant>,
    /// What it came to; null where it was cut off.
    #[schemars(extend("enum" = ["done", "nothing-to-do", "ready", "not-ready", "planned", "declined", "failed", null]))]
    pub outcome: Option<String>,
    /// The exit status; null where it was cut off.
    pub exit: Option<u8>,
    /// What had happened to the token; null where it was cut off.
    #[schemars(extend("enum" = ["untouched", "partial", "unknown", "complete", null]))]
    pub effect: Option<String>,
    /// How consent was given; null where nobody was asked.
    #[schemars(extend("enum" = ["terminal", "confirm", "plan", "declined", null]))]
    pub consent: Option<String>,
    /// The second person; null where there was none.
    pub witness: Option<String>,
    /// How that person agreed: at the terminal, or as the operator stated; null where there was none.
    #[schemars(extend("enum" = ["terminal", "stated", null]))]
    pub witnessed: Option<String>,
    /// The leaf certificate that was written, and stands; null where none was.
    pub written: Option<RecordedCertificate>,
    /// The leaf certificates that were removed.
    pub removed: Vec<RecordedCertificate>,
    /// SHA-256 of the challenge that the token signed; null where no signature was verified.
    pub proof: Option<Sha256>,
    /// How the key crossed; null where none did.
    #[schemars(extend("enum" = ["wrapped", "direct", null]))]
    pub custody: Option<String>,
    /// How often a PIN was refused.
    pub refusals: u32,
    /// Why the token was marked as defective; null where it was not in this run.
    pub marked_defective: Option<String>,
    /// Whether an earlier mark was taken back in this run.
    pub cleared_defective: bool,
    /// The journal's head as the run printed it; null where it was cut off.
    pub journal_head: Option<Sha256>,
}

/// Something in a journal that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Damage {
    /// The file.
    pub file: String,
    /// The line's number in it, from 1.
    pub line: u64,
    /// The stable id of what is wrong; a torn line is no fault.
    #[schemars(extend("enum" = ["unreadable", "foreign", "torn", "file"]))]
    pub kind: String,
    /// In words.
    pub message: String,
}

impl History {
    pub(super) fn of(sight: &HistorySight, voice: &Voice<'_>) -> Self {
        let records = &sight.records;
        Self {
            journals: paths(&records.journals),
            life: sight.life.as_ref().map(Life::from),
            runs: records.runs.iter().map(Run::from).collect(),
            damage: damage(&records.damage, voice),
        }
    }
}

/// The journals that were read.
pub(super) fn paths(journals: &[std::path::PathBuf]) -> Vec<String> {
    journals
        .iter()
        .map(|path| path.to_string_lossy().into_owned())
        .collect()
}

/// What in them could not be read.
pub(super) fn damage(damage: &[records::Damage], voice: &Voice<'_>) -> Vec<Damage> {
    let damage = damage.iter().map(|one| Damage {
        file: one.file.to_string_lossy().into_owned(),
        line: one.line,
        kind: one.kind.word().to_owned(),
        message: words::damage(one, voice),
    });
    damage.collect()
}

impl From<&records::Life> for Life {
    fn from(life: &records::Life) -> Self {
        Self {
            serial: life.serial.clone(),
            first: life.first.map(Instant::from),
            last: life.last.map(Instant::from),
            runs: life.runs,
            written: life.written,
            failed: life.failed,
            refusals: life.refusals,
            defective: life.defective.as_ref().map(|defect| Defect {
                reason: defect.reason.clone(),
                since: defect.since.into(),
                operator: defect.operator.clone(),
            }),
            held: life.held.iter().map(RecordedCertificate::from).collect(),
        }
    }
}

impl From<&audit::PlannedCertificate> for RecordedCertificate {
    fn from(certificate: &audit::PlannedCertificate) -> Self {
        Self {
            sha256: certificate.sha256.into(),
            serial: certificate.number.clone(),
            subject: certificate.subject.clone(),
            name: certificate.name.clone(),
            not_before: certificate.not_before.into(),
            not_after: certificate.not_after.into(),
        }
    }
}

/// The word that the journal itself has for a value.
fn journalled(value: impl Serialize) -> Option<String> {
    let value = serde_json::to_value(value).ok()?;
    value.as_str().map(str::to_owned)
}

impl From<&records::RunRecord> for Run {
    fn from(run: &records::RunRecord) -> Self {
        let ended = run.ended.as_ref();
        let consent = run.consent.as_ref();
        let marked = match &run.mark {
            Some(records::Mark::Defective(reason)) => Some(reason.clone()),
            Some(records::Mark::Cleared(_)) | None => None,
        };
        Self {
            run: run.run.to_string(),
            journal: run.journal,
            token: run.serial.clone(),
            command: run.command.clone(),
            batch: run.batch.clone(),
            person: run.person.clone(),
            operator: run.operator.clone(),
            began: run.began.into(),
            ended: ended.map(|ended| ended.at.into()),
            outcome: ended.and_then(|ended| journalled(ended.result)),
            exit: ended.map(|ended| ended.exit),
            effect: ended.and_then(|ended| journalled(ended.effect)),
            consent: consent.and_then(|consent| journalled(consent.how)),
            witness: consent.and_then(|consent| consent.witness.clone()),
            witnessed: consent
                .and_then(|consent| consent.witnessed)
                .and_then(journalled),
            written: run.written().map(RecordedCertificate::from),
            removed: run.removed().map(RecordedCertificate::from).collect(),
            proof: run.verified().map(|proof| proof.digest.into()),
            custody: run
                .custody
                .as_ref()
                .and_then(|crossed| crossed.path)
                .and_then(journalled),
            refusals: run.refusals,
            marked_defective: marked,
            cleared_defective: matches!(run.mark, Some(records::Mark::Cleared(_))),
            journal_head: ended.map(|ended| ended.head.into()),
        }
    }
}
