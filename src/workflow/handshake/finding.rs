//! A handshake as things that were looked at, each with its status.

use super::{Handshake, TlsVerdict, Trust};
use crate::workflow::check::{Check, Status, Subject};

impl TlsVerdict {
    /// How it stands: what works in one version is a reservation, what works in none a hindrance.
    #[must_use]
    pub fn status(self) -> Status {
        match self {
            Self::Both => Status::Pass,
            Self::BothWithOwnPadding | Self::Tls12Only | Self::Tls13Only | Self::NotTried => {
                Status::Warn
            }
            Self::Neither => Status::Fail,
        }
    }
}

impl Trust {
    /// How it stands: what this program cannot judge is no hindrance.
    #[must_use]
    pub fn status(&self) -> Status {
        match self {
            Self::Trusted => Status::Pass,
            Self::NoChain | Self::Limit { .. } => Status::Warn,
            Self::Purpose | Self::Dates => Status::Fail,
        }
    }

    /// The stable word for JSON.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Trusted => "trusted",
            Self::NoChain => "no-chain",
            Self::Purpose => "not-for-clients",
            Self::Dates => "not-in-time",
            Self::Limit { .. } => "not-judged",
        }
    }
}

/// What handshakes found; that there was nothing to try where there are none.
#[must_use]
pub fn findings(handshakes: &[Handshake]) -> Vec<Check> {
    if handshakes.is_empty() {
        return vec![Check {
            subject: Subject::NoHandshake,
            status: Status::Warn,
        }];
    }
    let mut checks = Vec::new();
    for handshake in handshakes {
        let both = Box::new(handshake.clone());
        checks.push(Check {
            subject: Subject::Handshake(both.clone()),
            status: handshake.verdict().status(),
        });
        let status = handshake.trust.status();
        if status != Status::Pass {
            checks.push(Check {
                subject: Subject::HandshakeTrust(both),
                status,
            });
        }
    }
    checks
}
