//! After the proof: TLS tried with the new identity, before anything is removed.

use crate::audit::Event;
use crate::bundle::BundleIdentity;
use crate::token::{Handle, Object, TokenError};

use super::failure::{Cause, Effect, Failure, Named, Stage};
use super::handshake::{self, Attempt, Handshake, Party, TlsVerdict};
use super::plan::{Order, Plan};
use super::ports::Ports;
use super::proof::{Custody, Proof};

/// Whether TLS is tried with a new identity before the old one goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HandshakeRule {
    /// It is not.
    #[default]
    Skip,
    /// It is, and the old stays where the new turns out to work with no version of TLS.
    Try,
}

/// Tries TLS with `key`, which the certificate on the token belongs to.
pub(super) fn shake(
    key: Handle,
    identity: &BundleIdentity,
    objects: &[Object],
    plan: &Plan,
    ports: &mut Ports<'_>,
) -> Result<Handshake, TokenError> {
    let party = Party::new(key, identity.leaf(), objects, plan.now);
    handshake::shake(ports.token, &party)
}

/// Journals what it came to. A journal that cannot take it stops the next step.
pub(super) fn record(handshake: &Handshake, ports: &mut Ports<'_>) {
    let mechanism = |attempt: &Attempt| attempt.signed_by().map(str::to_owned);
    let event = Event::Handshake {
        certificate: handshake.certificate,
        verdict: handshake.verdict().word().to_owned(),
        tls12: mechanism(&handshake.tls12),
        tls13: mechanism(&handshake.tls13),
        trust: handshake.trust.word().to_owned(),
    };
    if let Err(error) = ports.journal.note(&event) {
        tracing::warn!(%error, "the handshake could not be journalled");
    }
}

/// Whether the old may go after this: a version of TLS that works suffices, and what could not be tried says nothing.
pub(super) fn admits_removal(handshake: &Handshake) -> bool {
    match handshake.verdict() {
        TlsVerdict::Both
        | TlsVerdict::BothWithOwnPadding
        | TlsVerdict::Tls12Only
        | TlsVerdict::Tls13Only
        | TlsVerdict::NotTried => true,
        TlsVerdict::Neither => false,
    }
}

/// A run that stops here: the new identity stands, and what was to be removed is still there.
pub(super) fn stopped(
    plan: &Plan,
    created: Vec<Named>,
    gone: &[Object],
    proved: (Proof, Custody),
    cause: Cause,
) -> Failure {
    let left: Vec<Named> = match plan.rules.order {
        Order::NewFirst => plan.remove.iter().map(Named::from).collect(),
        Order::OldFirst => Vec::new(),
    };
    let effect = match &cause {
        Cause::NoTls(_) if created.is_empty() && gone.is_empty() => Effect::Untouched,
        Cause::NoTls(_) if left.is_empty() => Effect::Complete,
        Cause::NoTls(_) => Effect::Partial,
        // The token answered no more, not even after a fresh start.
        _ => Effect::Unknown,
    };
    Failure {
        stage: Stage::Handshake,
        cause,
        effect,
        left,
        created,
        removed: gone.iter().map(Named::from).collect(),
        proved: Some(Box::new(proved)),
    }
}
