//! What was found about a bundle, in words: findings about an identity, and what was noticed in the file.

use super::Voice;
use crate::bundle::fitness::{Finding, Severity};
use crate::bundle::{Armour, Encoding, PasswordForm, Remark, Spelling};
use crate::say;
use crate::ui::visible::visible;

/// Tells a finding.
#[must_use]
pub fn tell(finding: &Finding, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    let safe = |text: &str| visible(text).into_owned();
    match finding {
        Finding::Expired { not_after } => {
            say!(c, "finding-expired", time = voice.time(*not_after))
        }
        Finding::NotYetValid { not_before } => {
            say!(c, "finding-not-yet-valid", time = voice.time(*not_before))
        }
        Finding::Current { not_after } => {
            say!(c, "finding-current", time = voice.time(*not_after))
        }
        Finding::LeafIsCa => say!(c, "finding-leaf-is-ca"),
        Finding::NoDigitalSignature => say!(c, "finding-no-digital-signature"),
        Finding::NoClientAuthentication => say!(c, "finding-no-client-authentication"),
        Finding::UnsupportedKey { key } => {
            say!(c, "finding-unsupported-key", key = safe(key))
        }
        Finding::WeakKey { bits } => say!(c, "finding-weak-key", bits = (*bits)),
        Finding::WeakHash { subject } => {
            say!(c, "finding-weak-hash", subject = safe(subject))
        }
        Finding::UnverifiedSignature { subject } => {
            say!(c, "finding-unverified-signature", subject = safe(subject))
        }
        Finding::NoChain { issuer } => say!(c, "finding-no-chain", issuer = safe(issuer)),
        Finding::IncompleteChain { issuer } => {
            say!(c, "finding-incomplete-chain", issuer = safe(issuer))
        }
        Finding::ChainExpired { subject, not_after } => say!(
            c,
            "finding-chain-expired",
            subject = safe(subject),
            time = voice.time(*not_after)
        ),
        Finding::Foreign { subject, sha256 } => say!(
            c,
            "finding-foreign-certificate",
            subject = safe(subject),
            sha256 = sha256.to_string()
        ),
    }
}

/// The findings that forbid an import, in one sentence.
#[must_use]
pub fn hindrances(findings: &[Finding], voice: &Voice<'_>) -> String {
    let hindrances = findings
        .iter()
        .filter(|finding| finding.severity() == Severity::Fail);
    voice.list(hindrances.map(|finding| tell(finding, voice)))
}

/// How much something noticed in the file weighs: what says nothing against the file only informs.
#[must_use]
pub fn remark_severity(remark: &Remark) -> Severity {
    match remark {
        Remark::Armoured(_)
        | Remark::PasswordForm(_)
        | Remark::TrailingPadding { .. }
        | Remark::RevocationLists { .. }
        | Remark::Repeated => Severity::Pass,
        Remark::NoMac
        | Remark::TrailingBytes { .. }
        | Remark::Secrets { .. }
        | Remark::UnknownContent { .. }
        | Remark::UnreadableCertificate
        | Remark::LoneKey { .. }
        | Remark::UnmatchableKey { .. }
        | Remark::MisleadingLocalKeyId { .. } => Severity::Warn,
    }
}

/// Tells something noticed in the file.
#[must_use]
pub fn tell_remark(remark: &Remark, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    match remark {
        Remark::Armoured(Armour::Pem) => say!(c, "finding-armoured", form = "PEM"),
        Remark::Armoured(Armour::Base64) => say!(c, "finding-armoured", form = "Base64"),
        Remark::PasswordForm(form) => say!(
            c,
            "finding-password-form",
            form = voice.list(password_form(*form, voice).into_iter())
        ),
        Remark::NoMac => say!(c, "finding-no-mac"),
        Remark::TrailingPadding { bytes } => {
            say!(c, "finding-trailing-padding", bytes = (*bytes))
        }
        Remark::TrailingBytes { bytes } => say!(c, "finding-trailing-bytes", bytes = (*bytes)),
        Remark::RevocationLists { count } => {
            say!(c, "finding-revocation-lists", count = (*count))
        }
        Remark::Secrets { count } => say!(c, "finding-secrets", count = (*count)),
        Remark::UnknownContent { kind } => {
            say!(
                c,
                "finding-unknown-content",
                kind = visible(kind).into_owned()
            )
        }
        Remark::UnreadableCertificate => say!(c, "finding-unreadable-certificate"),
        Remark::LoneKey { key } => {
            say!(c, "finding-lone-key", key = visible(key).into_owned())
        }
        Remark::UnmatchableKey { key } => say!(
            c,
            "finding-unmatchable-key",
            key = visible(key).into_owned()
        ),
        Remark::MisleadingLocalKeyId { certificate } => say!(
            c,
            "finding-misleading-local-key-id",
            sha256 = certificate.to_string()
        ),
        Remark::Repeated => say!(c, "finding-repeated"),
    }
}

/// How the form of the password that opened the file differs from what was typed.
fn password_form(form: PasswordForm, voice: &Voice<'_>) -> Vec<String> {
    let c = voice.catalogue;
    let spelling = match form.spelling {
        Spelling::AsTyped => None,
        Spelling::Absent => Some(say!(c, "finding-password-form-absent")),
        Spelling::Composed => Some(say!(c, "finding-password-form-composed")),
        Spelling::Compatible => Some(say!(c, "finding-password-form-compatible")),
        Spelling::Decomposed => Some(say!(c, "finding-password-form-decomposed")),
        Spelling::FullWidth => Some(say!(c, "finding-password-form-full-width")),
    };
    let encoding = match form.encoding {
        Encoding::Standard => None,
        Encoding::Cp932 => Some(say!(c, "finding-password-form-cp932")),
        Encoding::BmpString => Some(say!(c, "finding-password-form-bmp-string")),
        Encoding::WidenedUtf8 => Some(say!(c, "finding-password-form-widened-utf8")),
        Encoding::WidenedCp932 => Some(say!(c, "finding-password-form-widened-cp932")),
    };
    spelling.into_iter().chain(encoding).collect()
}
