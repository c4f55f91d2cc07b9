//! Handshakes with the token as JSON.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::scalar::{Instant, Sha256};
use crate::report::{Voice, handshake};
use crate::workflow::handshake as found;

/// What TLS handshakes inside this process came to, the client's signature made by the token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Handshake {
    /// SHA-256 of the certificate that was used.
    pub certificate: Sha256,
    /// Its subject.
    pub subject: String,
    /// With TLS 1.2.
    pub tls12: Attempt,
    /// With TLS 1.3.
    pub tls13: Attempt,
    /// What the server thought of the certificates, the top of the chain being its anchor.
    #[schemars(extend("enum" = ["trusted", "no-chain", "not-for-clients", "not-in-time", "not-judged"]))]
    pub trust: String,
    /// The instant the certificates were judged at.
    pub at: Instant,
    /// What both versions come to.
    #[schemars(extend("enum" = ["tls-1.2-and-1.3", "tls-1.3-with-own-padding", "tls-1.2-only", "tls-1.3-only", "no-tls", "not-tried"]))]
    pub verdict: String,
    /// The verdict in words.
    pub message: String,
}

/// A handshake with one version of TLS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attempt {
    /// Whether it came to its end; null where it could not be tried.
    pub works: Option<bool>,
    /// How the client signed or was to sign, such as `rsa_pss_rsae_sha256`; null where it could not be tried.
    pub scheme: Option<String>,
    /// The mechanism of the signature, such as `CKM_RSA_PKCS_PSS`; null where there was none.
    pub mechanism: Option<String>,
    /// What the module answered instead of signing; null where it signed.
    pub code: Option<String>,
    /// The C function that answered it; null where it signed.
    pub function: Option<String>,
    /// Why it could not be tried; null where it was.
    pub reason: Option<String>,
}

impl Handshake {
    pub(super) fn of(handshake: &found::Handshake, voice: &Voice<'_>) -> Self {
        Self {
            certificate: handshake.certificate.into(),
            subject: handshake.subject.clone(),
            tls12: Attempt::of(&handshake.tls12, voice),
            tls13: Attempt::of(&handshake.tls13, voice),
            trust: handshake.trust.word().to_owned(),
            at: handshake.at.into(),
            verdict: handshake.verdict().word().to_owned(),
            message: handshake::verdict(handshake, voice),
        }
    }
}

impl Attempt {
    fn of(attempt: &found::Attempt, voice: &Voice<'_>) -> Self {
        let mut shown = Self {
            works: Some(false),
            scheme: None,
            mechanism: None,
            code: None,
            function: None,
            reason: None,
        };
        match attempt {
            found::Attempt::Works { scheme, mechanism } => {
                shown.works = Some(true);
                shown.scheme = Some(scheme.name().to_owned());
                shown.mechanism = Some((*mechanism).to_owned());
            }
            found::Attempt::BadSignature { scheme, mechanism } => {
                shown.scheme = Some(scheme.name().to_owned());
                shown.mechanism = Some((*mechanism).to_owned());
            }
            found::Attempt::Refused {
                scheme,
                function,
                code,
            } => {
                shown.scheme = Some(scheme.name().to_owned());
                shown.code = code.map(|code| code.name());
                shown.function = function.map(str::to_owned);
            }
            found::Attempt::Limit(limit) => {
                shown.works = None;
                shown.reason = Some(handshake::limit(limit, voice));
            }
        }
        shown
    }
}
