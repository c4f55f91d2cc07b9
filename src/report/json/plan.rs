//! A plan as JSON.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::holding::{Certificate, Entry};
use super::scalar::{Hex, Sha256};
use crate::report::{Voice, keep};
use crate::workflow;
use crate::workflow::addition::{self, RootRule};

/// What is to be written, removed and kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// What `--plan` takes.
    pub digest: Sha256,
    /// The token's serial number.
    pub serial: String,
    /// The slot the token is in.
    pub slot: u64,
    /// Which comes first.
    #[schemars(extend("enum" = ["new-first", "old-first"]))]
    pub order: String,
    /// How many days a certificate must have been expired.
    pub expired_for: u32,
    /// Whether the root is written too.
    pub root: bool,
    /// What is written, in order.
    pub create: Vec<Creation>,
    /// What is removed, in order.
    pub remove: Vec<Entry>,
    /// What stays, and why.
    pub keep: Vec<Kept>,
    /// How what is there already differs from what would be written.
    pub drift: Vec<Drift>,
}

/// An object that is to be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Creation {
    /// Its class.
    #[schemars(extend("enum" = ["certificate", "private-key", "public-key"]))]
    pub class: String,
    /// CKA_LABEL.
    pub label: String,
    /// CKA_ID.
    pub cka_id: Hex,
    /// SHA-256 of the certificate, or of the key's public material.
    pub sha256: Sha256,
}

/// An object that stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// Its class.
    #[schemars(extend("enum" = ["certificate", "private-key", "public-key", "secret-key", "data", "other"]))]
    pub class: String,
    /// CKA_LABEL.
    pub label: String,
    /// CKA_ID.
    pub cka_id: Hex,
    /// SHA-256 of a certificate, of a key's public material, of a value.
    pub sha256: Sha256,
    /// The certificate; null where the object holds none, or none that can be read.
    pub certificate: Option<Certificate>,
    /// The stable id of the reason.
    #[schemars(extend("enum" = ["current", "not-yet-valid", "within-margin", "unreadable", "key-of-kept", "issuer-of-kept", "cannot-pair", "key-without-certificate", "not-an-identity", "not-named"]))]
    pub reason: String,
    /// The certificate for whose sake it stays; null where there is none.
    pub kept_for: Option<Sha256>,
    /// The reason in words.
    pub message: String,
}

/// How something that is there already differs from what would be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Drift {
    /// The class of the object.
    #[schemars(extend("enum" = ["certificate", "private-key", "public-key", "secret-key", "data", "other"]))]
    pub class: String,
    /// The attribute.
    #[schemars(extend("enum" = ["cka_id", "label"]))]
    pub attribute: String,
    /// What it is: hexadecimal digits of an id, or a label.
    pub found: String,
}

impl From<&addition::Drift> for Drift {
    fn from(drift: &addition::Drift) -> Self {
        let (class, attribute, found) = match drift {
            addition::Drift::Id { class, found } => (class, "cka_id", found),
            addition::Drift::Label { class, found } => (class, "label", found),
        };
        Self {
            class: class.word().to_owned(),
            attribute: attribute.to_owned(),
            found: found.clone(),
        }
    }
}

impl Plan {
    pub(super) fn of(plan: &workflow::Plan, voice: &Voice<'_>) -> Self {
        let creation = |creation: &addition::Creation| Creation {
            class: creation.class().word().to_owned(),
            label: creation.label.clone(),
            cka_id: creation.id.as_slice().into(),
            sha256: creation.sha256.into(),
        };
        Self {
            digest: plan.digest().into(),
            serial: plan.serial.to_string(),
            slot: plan.slot.0,
            order: plan.rules.order.word().to_owned(),
            expired_for: plan.rules.margin.days(),
            root: match plan.rules.root {
                RootRule::WithRoot => true,
                RootRule::WithoutRoot => false,
            },
            create: plan.create.iter().map(creation).collect(),
            remove: plan
                .remove
                .iter()
                .map(|object| Entry::of(object, plan.now))
                .collect(),
            keep: kept(plan, voice),
            drift: plan.drift.iter().map(Drift::from).collect(),
        }
    }
}

pub(super) fn kept(plan: &workflow::Plan, voice: &Voice<'_>) -> Vec<Kept> {
    let kept = plan.keep.iter().map(|(object, reason)| {
        let entry = Entry::of(object, plan.now);
        Kept {
            class: entry.class,
            label: entry.label,
            cka_id: entry.cka_id,
            sha256: entry.sha256,
            certificate: entry.certificate,
            reason: keep::id(reason).to_owned(),
            kept_for: keep::certificate(reason).map(Sha256::from),
            message: keep::tell(reason, plan.rules.margin, voice),
        }
    });
    kept.collect()
}
