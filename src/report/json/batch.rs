//! The source of a batch as JSON.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::scalar::{Instant, Sha256};
use crate::report::batch::{BatchSight, Gets};
use crate::report::{Voice, flaw};
use crate::workflow::batch::{self, Weight};

/// The source of a batch, checked whole before the first token (`batch`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Batch {
    /// The folder that the bundles lie in.
    pub folder: String,
    /// The list; null without one.
    pub list: Option<String>,
    /// What `--plan` takes: it stands for the bundles, the rules of assignment and the options.
    pub digest: Sha256,
    /// How many bundles were opened.
    pub bundles: usize,
    /// The identities that are handed out.
    pub offers: Vec<Offer>,
    /// What is to be known of the source, the worst first.
    pub flaws: Vec<Flaw>,
    /// What each of the tokens present would get (`--dry-run`); else empty.
    pub tokens: Vec<Turn>,
}

/// An identity that is handed out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// The bundle's file below the folder.
    pub file: String,
    /// SHA-256 of the file.
    pub bundle: Sha256,
    /// SHA-256 of the leaf.
    pub sha256: Sha256,
    /// The leaf's serial number, hexadecimal.
    pub serial: String,
    /// The leaf's subject.
    pub subject: String,
    /// The first second of its validity.
    pub not_before: Instant,
    /// The last second of its validity.
    pub not_after: Instant,
    /// The ids of what was found about it, as `inspect` tells them.
    pub findings: Vec<String>,
    /// The row of the list that names it; null without a list.
    pub row: Option<Row>,
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Its number, from 1.
    pub line: u32,
    /// The issuer's name for the certificate (証明書ID); null where it tells none.
    pub certificate_id: Option<String>,
    /// The token that it is for; null where the token's owner decides.
    pub token: Option<String>,
    /// Who uses it; null where it tells nobody.
    pub person: Option<String>,
}

/// A token present, and what it would get.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Turn {
    /// The token's serial number.
    pub serial: String,
    /// The slot it is in.
    pub slot: u64,
    /// The token's label.
    pub label: String,
    /// SHA-256 of the leaf that it gets; null where it gets nothing, or nothing yet.
    pub gets: Option<Sha256>,
    /// The rule that says so; null where it gets nothing.
    #[schemars(extend("enum" = ["token-serial", "subject", "choice", null]))]
    pub rule: Option<String>,
    /// The stable id of why it gets nothing; null where it gets something.
    pub reason: Option<String>,
    /// The same in words.
    pub message: Option<String>,
}

impl Turn {
    fn of(turn: &crate::report::batch::Turn, voice: &Voice<'_>) -> Self {
        let (gets, why) = match &turn.gets {
            Gets::Identity { offer, by } => (Some((offer.leaf, by.word())), None),
            Gets::Nothing(why) => (None, Some(why)),
        };
        Self {
            serial: turn.facts.serial.to_string(),
            slot: turn.facts.slot.0,
            label: turn.facts.label.clone(),
            gets: gets.map(|(leaf, _)| leaf.into()),
            rule: gets.map(|(_, rule)| rule.to_owned()),
            reason: why.map(|why| why.id().to_owned()),
            message: why.map(|why| why.tell(voice)),
        }
    }
}

/// Something about the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Flaw {
    /// Its stable id.
    pub id: String,
    /// How much it weighs: what is refused is not handed out.
    #[schemars(extend("enum" = ["note", "warn", "refuse"]))]
    pub weight: String,
    /// The bundle's file below the folder; null where it is about none.
    pub file: Option<String>,
    /// The row of the list; null where it is about none.
    pub line: Option<u32>,
    /// In words.
    pub message: String,
    /// What to do; null where nothing needs to be done.
    pub remedy: Option<String>,
}

impl Batch {
    pub(super) fn of(sight: &BatchSight, voice: &Voice<'_>) -> Self {
        let stock = &sight.stock;
        let flaws = stock.flaws.iter().map(|found| Flaw {
            id: found.kind.id().to_owned(),
            weight: Weight::word(found.kind.weight()).to_owned(),
            file: found.bundle.clone(),
            line: found.line,
            message: flaw::tell(found, voice),
            remedy: flaw::advice(found, voice),
        });
        Self {
            folder: stock.folder.to_string_lossy().into_owned(),
            list: stock
                .list
                .as_ref()
                .map(|path| path.to_string_lossy().into_owned()),
            digest: sight.digest.into(),
            bundles: stock.bundles,
            offers: stock.offers.iter().map(|offer| Offer::of(offer)).collect(),
            flaws: flaws.collect(),
            tokens: sight
                .turns
                .iter()
                .map(|turn| Turn::of(turn, voice))
                .collect(),
        }
    }
}

impl Offer {
    fn of(offer: &batch::Offer) -> Self {
        let findings = offer.findings.iter();
        Self {
            file: offer.name.clone(),
            bundle: offer.bundle.into(),
            sha256: offer.leaf.into(),
            serial: offer.serial.to_string(),
            subject: offer.subject.to_string(),
            not_before: offer.not_before.into(),
            not_after: offer.not_after.into(),
            findings: findings.map(|found| found.id().to_owned()).collect(),
            row: offer.row.as_ref().map(|row| Row {
                line: row.line,
                certificate_id: row.certificate_id.clone(),
                token: row.token.as_ref().map(ToString::to_string),
                person: row.person.clone(),
            }),
        }
    }
}
