//! What a handshake with the token came to, in words.

use super::Voice;
use crate::certificate::SignatureScheme;
use crate::say;
use crate::ui::visible::visible;
use crate::workflow::handshake::{Attempt, BARE_RSA, Handshake, Limit, TlsVerdict, Trust};

/// The verdict and why, without the certificate it is about.
#[must_use]
pub fn verdict(handshake: &Handshake, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    let (tls12, tls13) = (&handshake.tls12, &handshake.tls13);
    match handshake.verdict() {
        TlsVerdict::Both => {
            let mut mechanisms = vec![mechanism(tls12), mechanism(tls13)];
            mechanisms.dedup();
            let mechanisms = voice.list(mechanisms.into_iter().map(str::to_owned));
            say!(c, "handshake-both", mechanisms = mechanisms)
        }
        TlsVerdict::BothWithOwnPadding => {
            say!(
                c,
                "handshake-own-padding",
                mechanism = BARE_RSA,
                missing = "CKM_RSA_PKCS_PSS"
            )
        }
        TlsVerdict::Tls12Only => say!(c, "handshake-tls12-only", why = why(tls13, voice)),
        TlsVerdict::Tls13Only => say!(c, "handshake-tls13-only", why = why(tls12, voice)),
        TlsVerdict::Neither => say!(c, "handshake-neither", why = why(tls12, voice)),
        TlsVerdict::NotTried => {
            let limits = [tls12, tls13].into_iter();
            let mut reasons = limits.filter_map(|attempt| match attempt {
                Attempt::Limit(limit) => Some(self::limit(limit, voice)),
                Attempt::Works { .. } | Attempt::Refused { .. } | Attempt::BadSignature { .. } => {
                    None
                }
            });
            let reason = reasons.next().unwrap_or_default();
            say!(c, "handshake-not-tried", reason = reason)
        }
    }
}

/// The verdict, with the certificate it is about.
#[must_use]
pub fn tell(handshake: &Handshake, voice: &Voice<'_>) -> String {
    say!(
        voice.catalogue,
        "handshake-identity",
        subject = visible(&handshake.subject).into_owned(),
        verdict = verdict(handshake, voice)
    )
}

/// What the server thought of the certificates; nothing where it trusts them.
#[must_use]
pub fn trust(handshake: &Handshake, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    let subject = visible(&handshake.subject).into_owned();
    match &handshake.trust {
        Trust::Trusted => String::new(),
        Trust::NoChain => say!(c, "handshake-no-chain", subject = subject),
        Trust::Purpose => say!(c, "handshake-not-for-clients", subject = subject),
        Trust::Dates => say!(
            c,
            "handshake-not-in-time",
            subject = subject,
            time = voice.time(handshake.at)
        ),
        Trust::Limit { reason } => say!(
            c,
            "handshake-not-judged",
            subject = subject,
            reason = visible(reason).into_owned()
        ),
    }
}

fn mechanism(attempt: &Attempt) -> &'static str {
    match attempt {
        Attempt::Works { mechanism, .. } | Attempt::BadSignature { mechanism, .. } => mechanism,
        Attempt::Refused { .. } | Attempt::Limit(_) => "?",
    }
}

/// Why a version does not work: the part of a sentence.
fn why(attempt: &Attempt, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    match attempt {
        Attempt::Works { .. } => String::new(),
        Attempt::Refused {
            scheme,
            function,
            code,
        } => {
            let answer = say!(
                c,
                "handshake-answer",
                function = function.unwrap_or("?"),
                code = code.map_or_else(|| "?".to_owned(), |code| code.name())
            );
            match scheme {
                SignatureScheme::RsaPss(_) => say!(c, "handshake-why-no-pss", answer = answer),
                SignatureScheme::RsaPkcs1(_) | SignatureScheme::Ecdsa(_) => say!(
                    c,
                    "handshake-why-no-signature",
                    scheme = scheme.name(),
                    answer = answer
                ),
            }
        }
        Attempt::BadSignature { mechanism, .. } => {
            say!(c, "handshake-why-bad-signature", mechanism = (*mechanism))
        }
        Attempt::Limit(limit) => self::limit(limit, voice),
    }
}

/// Why something could not be tried: the part of a sentence.
#[must_use]
pub fn limit(limit: &Limit, voice: &Voice<'_>) -> String {
    match limit {
        Limit::Key { key } => say!(voice.catalogue, "handshake-limit-key", key = key.as_str()),
        Limit::Tls { reason } => visible(reason).into_owned(),
    }
}
