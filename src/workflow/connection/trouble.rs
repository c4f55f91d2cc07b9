//! Why a connection did not end well: each case that a person can do something about.

use std::io;

use rustls::{AlertDescription, CertificateError, Error};

use crate::token::ReturnCode;

/// Why the server's certificate is not trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Distrust {
    /// Nobody that is trusted issued it.
    Issuer,
    /// It is for another name.
    Name,
    /// It is expired, or not valid yet.
    Dates,
    /// Something else.
    Other {
        /// What the verifier said.
        reason: String,
    },
}

/// Why a connection did not end well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConnectTrouble {
    /// The name leads to no address.
    Name {
        /// What the system said.
        reason: String,
    },
    /// Nobody listens at the port.
    Refused,
    /// The server cannot be reached.
    Unreachable {
        /// What the system said.
        reason: String,
    },
    /// The server did not answer in time.
    Timeout,
    /// The server ended the connection without a word, before the handshake was over or right after it.
    Closed,
    /// What answered speaks no TLS.
    NotTls,
    /// The server's certificate is not trusted: nothing was signed for it.
    Server(Distrust),
    /// The server speaks only a version of TLS that this token cannot sign for, or wants another kind of key.
    NoScheme,
    /// The server ended the handshake before it asked for a certificate.
    Alert {
        /// The alert, such as `HandshakeFailure`.
        alert: String,
    },
    /// The server refused our certificate.
    RefusedUs {
        /// The alert, such as `UnknownCA`.
        alert: String,
    },
    /// The token did not sign.
    NoSignature {
        /// The C function, where a call failed.
        function: Option<&'static str>,
        /// What it answered.
        code: Option<ReturnCode>,
    },
    /// The token's signature does not verify; it was not sent.
    BadSignature {
        /// The mechanism.
        mechanism: &'static str,
    },
    /// Anything else.
    Other {
        /// What is known of it.
        reason: String,
    },
}

impl ConnectTrouble {
    /// The stable word for JSON.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Name { .. } => "name-not-found",
            Self::Refused => "connection-refused",
            Self::Unreachable { .. } => "unreachable",
            Self::Timeout => "timeout",
            Self::Closed => "closed",
            Self::NotTls => "not-tls",
            Self::Server(_) => "server-not-trusted",
            Self::NoScheme => "no-common-signature",
            Self::Alert { .. } => "handshake-refused",
            Self::RefusedUs { .. } => "certificate-refused",
            Self::NoSignature { .. } => "not-signed",
            Self::BadSignature { .. } => "bad-signature",
            Self::Other { .. } => "failed",
        }
    }

    /// The alert that the server sent, where it sent one.
    #[must_use]
    pub fn alert(&self) -> Option<&str> {
        match self {
            Self::Alert { alert } | Self::RefusedUs { alert } => Some(alert),
            _ => None,
        }
    }

    /// What a failed connection attempt means.
    pub(super) fn of_connecting(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::ConnectionRefused => Self::Refused,
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Self::Timeout,
            _ => Self::Unreachable {
                reason: error.to_string(),
            },
        }
    }

    /// What an error during or after the handshake means; `is_presented` when our certificate was on its way.
    pub(super) fn of_speaking(error: &io::Error, is_presented: bool) -> Self {
        match error.kind() {
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => return Self::Timeout,
            io::ErrorKind::UnexpectedEof
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::BrokenPipe => return Self::Closed,
            _ => {}
        }
        let inner = error.get_ref();
        match inner.and_then(|inner| inner.downcast_ref::<Error>()) {
            Some(error) => Self::of_tls(error, is_presented),
            None => Self::Other {
                reason: error.to_string(),
            },
        }
    }

    /// What an error of the protocol means.
    pub(super) fn of_tls(error: &Error, is_presented: bool) -> Self {
        match error {
            Error::AlertReceived(alert) if is_presented || is_about_us(*alert) => Self::RefusedUs {
                alert: format!("{alert:?}"),
            },
            Error::AlertReceived(alert) => Self::Alert {
                alert: format!("{alert:?}"),
            },
            Error::InvalidCertificate(reason) => Self::Server(distrust(reason)),
            Error::InvalidMessage(_) => Self::NotTls,
            other => Self::Other {
                reason: other.to_string(),
            },
        }
    }
}

/// Alerts that speak of the client's certificate, whenever they come.
fn is_about_us(alert: AlertDescription) -> bool {
    matches!(
        alert,
        AlertDescription::CertificateRequired
            | AlertDescription::UnknownCA
            | AlertDescription::BadCertificate
            | AlertDescription::UnsupportedCertificate
            | AlertDescription::CertificateRevoked
            | AlertDescription::CertificateExpired
            | AlertDescription::CertificateUnknown
            | AlertDescription::AccessDenied
    )
}

fn distrust(reason: &CertificateError) -> Distrust {
    match reason {
        CertificateError::UnknownIssuer => Distrust::Issuer,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            Distrust::Name
        }
        CertificateError::Expired
        | CertificateError::ExpiredContext { .. }
        | CertificateError::NotValidYet
        | CertificateError::NotValidYetContext { .. } => Distrust::Dates,
        other => Distrust::Other {
            reason: other.to_string(),
        },
    }
}
