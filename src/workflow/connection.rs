//! A real server, tried with the token: its certificate verified, ours from the token, nothing said afterwards.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use crate::certificate::Sha256Digest;
use crate::token::{TokenError, TokenReader};

use super::check::{Check, Status, Subject};
use super::handshake::{self, Asked, Handshake, Party, lend};

mod conversation;
mod roots;
mod trouble;

pub use roots::{RootFileError, Roots};
pub use trouble::{ConnectTrouble, Distrust};

/// A server: its name or address, and its port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The name or address.
    pub host: String,
    /// The port.
    pub port: u16,
}

/// Text that names no server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not HOST:PORT")]
pub struct NotATarget;

impl FromStr for Target {
    type Err = NotATarget;

    /// Reads `HOST:PORT`; an IPv6 address stands in brackets.
    fn from_str(text: &str) -> Result<Self, NotATarget> {
        let (host, port) = text.rsplit_once(':').ok_or(NotATarget)?;
        let bare = host
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'));
        let host = bare.unwrap_or(host);
        let port = port.parse().map_err(|_| NotATarget)?;
        let is_name = rustls::pki_types::ServerName::try_from(host).is_ok();
        let is_bare_v6 = bare.is_none() && host.contains(':');
        if !is_name || is_bare_v6 || port == 0 {
            return Err(NotATarget);
        }
        let host = host.to_owned();
        Ok(Self { host, port })
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.host.contains(':') {
            write!(f, "[{}]:{}", self.host, self.port)
        } else {
            write!(f, "{}:{}", self.host, self.port)
        }
    }
}

/// How long things are waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For the connection, and for each answer of the server.
    pub answer: Duration,
    /// For a refusal after the handshake: in TLS 1.3 the server judges our certificate only then.
    pub refusal: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            answer: Duration::from_secs(10),
            refusal: Duration::from_secs(3),
        }
    }
}

/// What was agreed with a server.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Agreed {
    /// The version, such as `1.3`; `None` where it did not come so far.
    pub version: Option<&'static str>,
    /// The cipher suite, such as `TLS13_AES_256_GCM_SHA384`.
    pub suite: Option<String>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reception {
    /// The server took our certificate.
    Accepted,
    /// The handshake ended well, and the server did not ask for a certificate.
    NotAsked,
    /// It did not end well.
    Failed(ConnectTrouble),
}

/// A server that was tried with one of the token's certificates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    /// The server.
    pub target: Target,
    /// SHA-256 of our certificate.
    pub certificate: Sha256Digest,
    /// Its subject.
    pub subject: String,
    /// What was agreed.
    pub agreed: Agreed,
    /// What came of it.
    pub reception: Reception,
}

/// Connects to `target` with the token's certificate, signing as `known` found the token to sign. One signature.
///
/// # Errors
/// [`TokenError`] when the token is gone or nobody is logged in any more.
pub fn connect(
    token: &mut dyn TokenReader,
    party: &Party<'_>,
    known: &Handshake,
    target: &Target,
    roots: &Roots,
    patience: Patience,
) -> Result<Connection, TokenError> {
    let call = conversation::Call {
        target: target.clone(),
        roots: roots.clone(),
        patience,
        presented: handshake::presented(party),
        now: party.now,
    };
    let public = party.leaf.public_key();
    let schemes = known.offers();
    let lent = lend(token, party.key, public, &schemes, |key| call.make(key));
    let (came, asked) = lent.unwrap_or_else(|error| {
        let reason = error.to_string();
        (
            conversation::Came::failed(ConnectTrouble::Other { reason }),
            Vec::new(),
        )
    });
    let mut reception = came.reception;
    for one in asked {
        // The token's own trouble is what ended the handshake, whatever the other end made of it.
        match one {
            Asked::Signed { .. } => {}
            Asked::Unverified { mechanism } => {
                reception = Reception::Failed(ConnectTrouble::BadSignature { mechanism });
            }
            Asked::Refused(error) if handshake::is_lost(&error) => return Err(error),
            Asked::Refused(error) => {
                reception = Reception::Failed(ConnectTrouble::NoSignature {
                    function: error.function(),
                    code: error.code(),
                });
            }
        }
    }
    Ok(Connection {
        target: target.clone(),
        certificate: party.leaf.sha256(),
        subject: party.leaf.subject().to_string(),
        agreed: came.agreed,
        reception,
    })
}

/// What was found, as something that was looked at.
#[must_use]
pub fn finding(connection: &Connection) -> Check {
    let status = match connection.reception {
        Reception::Accepted => Status::Pass,
        Reception::NotAsked => Status::Warn,
        Reception::Failed(_) => Status::Fail,
    };
    Check {
        subject: Subject::Connection(Box::new(connection.clone())),
        status,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_names_and_addresses_with_their_ports() {
        for (text, host, port) in [
            ("grid.example:443", "grid.example", 443),
            ("127.0.0.1:8443", "127.0.0.1", 8443),
            ("[::1]:443", "::1", 443),
        ] {
            let target: Target = text.parse().unwrap();
            assert_eq!((target.host.as_str(), target.port), (host, port));
            assert_eq!(target.to_string(), text);
        }
    }

    #[test]
    fn refuses_what_names_no_server() {
        for text in [
            "",
            "grid.example",
            "grid.example:",
            ":443",
            "grid.example:0",
            "grid.example:70000",
            "::1",
            "https://grid.example:443",
        ] {
            assert_eq!(text.parse::<Target>(), Err(NotATarget), "{text}");
        }
    }
}
