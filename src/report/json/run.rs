//! What a run did and saw as JSON: custody, proof, checks, remarks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::scalar::Sha256;
use crate::report::{Voice, check, remark};
use crate::token::Exposure;
use crate::workflow;

/// How the key crossed into the token and how it is protected there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Custody {
    /// How it crossed.
    #[schemars(extend("enum" = ["wrapped", "direct"]))]
    pub path: String,
    /// CKA_SENSITIVE as read back; null where the module does not tell.
    pub sensitive: Option<bool>,
    /// CKA_EXTRACTABLE as read back; null where the module does not tell.
    pub extractable: Option<bool>,
    /// Whether a private part could be read.
    pub readable: bool,
}

impl From<&workflow::Custody> for Custody {
    fn from(custody: &workflow::Custody) -> Self {
        Self {
            path: "direct".to_owned(),
            sensitive: custody.sensitive,
            extractable: custody.extractable,
            readable: match custody.exposure {
                Exposure::Readable => true,
                Exposure::Refused => false,
            },
        }
    }
}

/// A signature made inside the token and verified outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    /// The mechanism, such as `CKM_RSA_PKCS`.
    pub mechanism: String,
    /// The hash, such as `SHA-256`.
    pub digest: String,
    /// SHA-256 of the challenge that was signed.
    pub challenge: Sha256,
    /// Always true: a signature that does not verify is a failure.
    pub verified: bool,
}

impl From<&workflow::Proof> for Proof {
    fn from(proof: &workflow::Proof) -> Self {
        Self {
            mechanism: proof.mechanism.to_owned(),
            digest: proof.digest.to_owned(),
            challenge: proof.challenge.into(),
            verified: true,
        }
    }
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// Its stable id.
    pub id: String,
    /// How it stands.
    #[schemars(extend("enum" = ["pass", "warn", "fail"]))]
    pub status: String,
    /// In words.
    pub message: String,
}

impl Check {
    pub(super) fn of(check: &workflow::check::Check, voice: &Voice<'_>) -> Self {
        Self {
            id: check.subject.id().to_owned(),
            status: check.status.word().to_owned(),
            message: check::tell(check, voice),
        }
    }
}

/// Something worth knowing that stopped nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Remark {
    /// Its stable id.
    pub id: String,
    /// Whether it needs attention.
    #[schemars(extend("enum" = ["pass", "warn"]))]
    pub status: String,
    /// In words.
    pub message: String,
}

impl Remark {
    pub(super) fn of(remark: &remark::Remark, voice: &Voice<'_>) -> Self {
        Self {
            id: remark.id().to_owned(),
            status: remark.status().word().to_owned(),
            message: remark.tell(voice),
        }
    }
}
