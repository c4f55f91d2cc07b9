//! What a run did and saw as JSON: custody, proof, checks, remarks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::scalar::Sha256;
use crate::report::{Voice, advice, check, remark};
use crate::token::Exposure;
use crate::workflow::{self, Crossing};

/// How the key crossed into the token and how it is protected there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Custody {
    /// How it crossed: encrypted for the token, or as its numbers; null where it was on the token before.
    #[schemars(extend("enum" = ["wrapped", "direct", null]))]
    pub path: Option<String>,
    /// How the token came to the AES key of a wrapped import, such as `CKM_ECDH1_DERIVE`; else null.
    pub transport: Option<String>,
    /// What the private key was encrypted with in a wrapped import, such as `CKM_AES_KEY_WRAP_KWP`; else null.
    pub mechanism: Option<String>,
    /// Why it did not cross encrypted; null where it did.
    #[schemars(extend("enum" = ["asked", "not-offered", "transport-key-slow", "transport-key-not-made", "refused", "not-kept", null]))]
    pub reason: Option<String>,
    /// Whether the token gives the key out encrypted (C_WrapKey); null where it could not be asked clearly.
    pub wrappable: Option<bool>,
    /// CKA_SENSITIVE as read back; null where the module does not tell.
    pub sensitive: Option<bool>,
    /// CKA_EXTRACTABLE as read back; null where the module does not tell.
    pub extractable: Option<bool>,
    /// Whether a private part could be read.
    pub readable: bool,
}

impl From<&workflow::Custody> for Custody {
    fn from(custody: &workflow::Custody) -> Self {
        let mut shown = Self {
            path: None,
            transport: None,
            mechanism: None,
            reason: None,
            wrappable: None,
            sensitive: custody.sensitive,
            extractable: custody.extractable,
            readable: match custody.exposure {
                Exposure::Readable => true,
                Exposure::Refused => false,
            },
        };
        match custody.crossing {
            None => {}
            Some(Crossing::Wrapped { path, taken_out }) => {
                shown.path = Some("wrapped".to_owned());
                shown.transport = Some(path.carriage.mechanism().to_owned());
                shown.mechanism = Some(path.wrapping.mechanism().to_owned());
                shown.wrappable = taken_out.map(|exposure| exposure == Exposure::Readable);
            }
            Some(Crossing::Direct(why)) => {
                shown.path = Some("direct".to_owned());
                shown.reason = Some(why.word().to_owned());
            }
        }
        shown
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
    /// What to do about it; null where it stands as it should.
    pub remedy: Option<String>,
}

impl Check {
    pub(super) fn of(check: &workflow::check::Check, voice: &Voice<'_>) -> Self {
        Self {
            id: check.subject.id().to_owned(),
            status: check.status.word().to_owned(),
            message: check::tell(check, voice),
            remedy: advice::of(check, voice),
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
