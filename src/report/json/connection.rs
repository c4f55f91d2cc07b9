//! Servers that were tried with the token as JSON.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::scalar::Sha256;
use crate::report::{Voice, connection};
use crate::workflow::connection as found;

/// A server that was tried with one of the token's certificates; nothing was sent after the handshake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Connection {
    /// The server, `HOST:PORT`.
    pub server: String,
    /// SHA-256 of our certificate.
    pub certificate: Sha256,
    /// Its subject.
    pub subject: String,
    /// The version of TLS that was agreed; null where it did not come so far.
    #[schemars(extend("enum" = ["1.2", "1.3", null]))]
    pub version: Option<String>,
    /// The cipher suite that was agreed; null where it did not come so far.
    pub suite: Option<String>,
    /// What came of it.
    #[schemars(extend("enum" = ["accepted", "not-asked", "name-not-found", "connection-refused", "unreachable", "timeout", "closed", "not-tls", "server-not-trusted", "no-common-signature", "handshake-refused", "certificate-refused", "not-signed", "bad-signature", "failed"]))]
    pub result: String,
    /// The alert that the server sent; null where it sent none.
    pub alert: Option<String>,
    /// In words.
    pub message: String,
}

impl Connection {
    pub(super) fn of(connection: &found::Connection, voice: &Voice<'_>) -> Self {
        let (result, alert) = match &connection.reception {
            found::Reception::Accepted => ("accepted", None),
            found::Reception::NotAsked => ("not-asked", None),
            found::Reception::Failed(trouble) => (trouble.word(), trouble.alert()),
        };
        Self {
            server: connection.target.to_string(),
            certificate: connection.certificate.into(),
            subject: connection.subject.clone(),
            version: connection.agreed.version.map(str::to_owned),
            suite: connection.agreed.suite.clone(),
            result: result.to_owned(),
            alert: alert.map(str::to_owned),
            message: connection::tell(connection, voice),
        }
    }
}
