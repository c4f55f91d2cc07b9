//! How other programs would find an identity, and what to paste into their configuration, as JSON.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::scalar::{Hex, Sha256};
use crate::report::snippet;
use crate::workflow::consumer::{self, Finds};

/// How other programs would find an identity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Found {
    /// SHA-256 of the certificate.
    pub certificate: Sha256,
    /// Its label: Java's alias and NSS's nickname.
    pub label: String,
    /// Its CKA_ID.
    pub cka_id: Hex,
    /// The URI that names key and certificate (RFC 7512).
    pub uri: String,
    /// What each program makes of it.
    pub by: Vec<Consumer>,
}

/// What a program makes of an identity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Consumer {
    /// The program.
    #[schemars(extend("enum" = ["firefox", "chromium", "java", "openvpn", "uri"]))]
    pub program: String,
    /// Whether it finds key and certificate; null without login.
    pub finds: Option<bool>,
    /// Why it does not; else null.
    #[schemars(extend("enum" = ["no-id", "no-key-of-id", "several-of-id", "no-label", "private-certificate", null]))]
    pub reason: Option<String>,
}

/// A piece of configuration, or a command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Snippet {
    /// The program.
    pub program: String,
    /// The file that it belongs into; null for commands.
    pub file: Option<String>,
    /// What is to be pasted.
    pub text: String,
}

impl From<&consumer::Found> for Found {
    fn from(found: &consumer::Found) -> Self {
        let by = found.by.iter().map(|(consumer, finds)| {
            let (finds, reason) = match finds {
                Finds::Yes => (Some(true), None),
                Finds::No(why) => (Some(false), Some(why.word().to_owned())),
                Finds::Unknown => (None, None),
            };
            Consumer {
                program: consumer.word().to_owned(),
                finds,
                reason,
            }
        });
        Self {
            certificate: found.certificate.into(),
            label: found.label.clone(),
            cka_id: Hex::from(found.id.as_slice()),
            uri: found.uri.clone(),
            by: by.collect(),
        }
    }
}

impl From<&snippet::Snippet> for Snippet {
    fn from(snippet: &snippet::Snippet) -> Self {
        Self {
            program: snippet.program.to_owned(),
            file: Some(snippet.file)
                .filter(|file| !file.is_empty())
                .map(str::to_owned),
            text: snippet.text.clone(),
        }
    }
}
