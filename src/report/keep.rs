//! Why an object stays on the token, in words.

use super::Voice;
use crate::certificate::{ExpiryMargin, Sha256Digest};
use crate::say;
use crate::workflow::removal::KeepReason;

/// The stable id of a reason.
#[must_use]
pub fn id(reason: &KeepReason) -> &'static str {
    match reason {
        KeepReason::Current => "current",
        KeepReason::NotYetValid => "not-yet-valid",
        KeepReason::WithinMargin => "within-margin",
        KeepReason::Unreadable => "unreadable",
        KeepReason::KeyOfKept(_) => "key-of-kept",
        KeepReason::IssuerOfKept(_) => "issuer-of-kept",
        KeepReason::CannotPair => "cannot-pair",
        KeepReason::KeyWithoutCertificate => "key-without-certificate",
        KeepReason::NotAnIdentity => "not-an-identity",
        KeepReason::NotNamed => "not-named",
    }
}

/// The certificate for whose sake the object stays, where there is one.
#[must_use]
pub fn certificate(reason: &KeepReason) -> Option<Sha256Digest> {
    match reason {
        KeepReason::KeyOfKept(sha256) | KeepReason::IssuerOfKept(sha256) => Some(*sha256),
        KeepReason::Current
        | KeepReason::NotYetValid
        | KeepReason::WithinMargin
        | KeepReason::Unreadable
        | KeepReason::CannotPair
        | KeepReason::KeyWithoutCertificate
        | KeepReason::NotAnIdentity
        | KeepReason::NotNamed => None,
    }
}

/// Tells a reason; `margin` is the plan's.
#[must_use]
pub fn tell(reason: &KeepReason, margin: ExpiryMargin, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    match reason {
        KeepReason::Current => say!(c, "keep-current"),
        KeepReason::NotYetValid => say!(c, "keep-not-yet-valid"),
        KeepReason::WithinMargin => say!(c, "keep-within-margin", days = margin.days()),
        KeepReason::Unreadable => say!(c, "keep-unreadable"),
        KeepReason::KeyOfKept(_) => say!(c, "keep-key-of-kept"),
        KeepReason::IssuerOfKept(_) => say!(c, "keep-issuer-of-kept"),
        KeepReason::CannotPair => say!(c, "keep-cannot-pair"),
        KeepReason::KeyWithoutCertificate => say!(c, "keep-key-without-certificate"),
        KeepReason::NotAnIdentity => say!(c, "keep-not-an-identity"),
        KeepReason::NotNamed => say!(c, "keep-not-named"),
    }
}

/// The first 16 of a digest's 64 digits: enough to find it in a list by eye.
#[must_use]
pub fn short(sha256: Sha256Digest) -> String {
    sha256.to_string().chars().take(16).collect()
}
