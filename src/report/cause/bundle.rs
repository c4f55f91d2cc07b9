//! Why a bundle is refused, in words; identities to choose from are listed.

use super::{Told, Voice};
use crate::bundle::{BundleError, Candidate, CostUnit, LooksLike, NeededFor, PasswordCheck};
use crate::say;
use crate::ui::visible::visible;

pub(super) fn tell(error: &BundleError, voice: &Voice<'_>) -> Told {
    let c = voice.catalogue;
    match error {
        BundleError::Unreadable { source } => Told::new(
            "bundle-unreadable",
            say!(c, "cause-bundle-unreadable", reason = source.to_string()),
            say!(c, "remedy-bundle-unreadable"),
        ),
        BundleError::Empty => Told::new(
            "bundle-empty",
            say!(c, "cause-bundle-empty"),
            say!(c, "remedy-bundle-empty"),
        ),
        BundleError::TooLarge { bytes, limit } => Told::new(
            "bundle-too-large",
            say!(
                c,
                "cause-bundle-too-large",
                bytes = (*bytes),
                limit = (*limit)
            ),
            say!(c, "remedy-bundle-too-large"),
        ),
        BundleError::NotPkcs12 { looks_like: None } => Told::new(
            "not-pkcs12",
            say!(c, "cause-not-pkcs12"),
            say!(c, "remedy-not-pkcs12"),
        ),
        BundleError::NotPkcs12 {
            looks_like: Some(like),
        } => Told::new(
            "not-pkcs12",
            say!(c, "cause-not-pkcs12-but", looks = looks_like(*like, voice)),
            say!(c, "remedy-not-pkcs12-but"),
        ),
        BundleError::Damaged { at, reason } => Told::new(
            "bundle-damaged",
            say!(c, "cause-bundle-damaged", at = (*at), reason = (*reason)),
            say!(c, "remedy-bundle-damaged"),
        ),
        BundleError::WrongPassword {
            check: PasswordCheck::Mac,
        } => Told::new(
            "wrong-password",
            say!(c, "cause-wrong-password"),
            say!(c, "remedy-wrong-password"),
        ),
        BundleError::WrongPassword {
            check: PasswordCheck::Decryption,
        } => Told::new(
            "wrong-password",
            say!(c, "cause-wrong-password-or-damaged"),
            say!(c, "remedy-wrong-password-or-damaged"),
        ),
        BundleError::ContentDamaged { reason } => Told::new(
            "bundle-content-damaged",
            say!(c, "cause-bundle-content-damaged", reason = (*reason)),
            say!(c, "remedy-bundle-content-damaged"),
        ),
        BundleError::NeedsAlgorithm {
            name,
            oid,
            needed_for,
        } => {
            let (name, oid) = (visible(name).into_owned(), visible(oid).into_owned());
            let (cause, remedy) = match needed_for {
                NeededFor::Opening => (
                    say!(c, "cause-needs-algorithm", name = name, oid = oid),
                    say!(c, "remedy-needs-algorithm"),
                ),
                NeededFor::Key => (
                    say!(c, "cause-needs-algorithm-for-key", name = name, oid = oid),
                    say!(c, "remedy-needs-algorithm-for-key"),
                ),
            };
            Told::new("needs-algorithm", cause, remedy)
        }
        BundleError::TooCostly { cost, limit, unit } => {
            let cause = match unit {
                CostUnit::Rounds => {
                    say!(c, "cause-too-costly", cost = (*cost), limit = (*limit))
                }
                CostUnit::Bytes => {
                    say!(
                        c,
                        "cause-too-costly-memory",
                        cost = (*cost),
                        limit = (*limit)
                    )
                }
            };
            Told::new("too-costly", cause, say!(c, "remedy-too-costly"))
        }
        BundleError::NoKey => {
            Told::new("no-key", say!(c, "cause-no-key"), say!(c, "remedy-no-key"))
        }
        BundleError::NoCertificate => Told::new(
            "no-certificate",
            say!(c, "cause-no-certificate"),
            say!(c, "remedy-no-certificate"),
        ),
        BundleError::KeyMismatch { keys, certificates } => Told::new(
            "key-mismatch",
            say!(
                c,
                "cause-key-mismatch",
                keys = voice.list(keys.iter().cloned()),
                certificates = candidates(certificates, voice)
            ),
            say!(c, "remedy-key-mismatch"),
        ),
        BundleError::Ambiguous { candidates: list } => Told::new(
            "several-identities",
            say!(
                c,
                "cause-several-identities",
                list = candidates(list, voice)
            ),
            say!(c, "remedy-several-identities"),
        ),
        BundleError::NoSuchLeaf { candidates: list } => Told::new(
            "no-such-leaf",
            say!(c, "cause-no-such-leaf", list = candidates(list, voice)),
            say!(c, "remedy-no-such-leaf"),
        ),
    }
}

/// Each on a line of its own, with the digest that `--leaf` takes.
fn candidates(candidates: &[Candidate], voice: &Voice<'_>) -> String {
    let one = |candidate: &Candidate| {
        say!(
            voice.catalogue,
            "report-candidate",
            subject = visible(&candidate.subject).into_owned(),
            time = voice.time(candidate.not_after),
            sha256 = candidate.sha256.to_string()
        )
    };
    voice.list(candidates.iter().map(one))
}

fn looks_like(like: LooksLike, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    match like {
        LooksLike::Certificate => say!(c, "looks-certificate"),
        LooksLike::PrivateKey => say!(c, "looks-private-key"),
        LooksLike::CertificateCollection => say!(c, "looks-certificate-collection"),
        LooksLike::CertificateRequest => say!(c, "looks-certificate-request"),
        LooksLike::JavaKeystore => say!(c, "looks-java-keystore"),
        LooksLike::ZipArchive => say!(c, "looks-zip-archive"),
        LooksLike::WebPage => say!(c, "looks-web-page"),
        LooksLike::PdfDocument => say!(c, "looks-pdf-document"),
        LooksLike::SshKey => say!(c, "looks-ssh-key"),
        LooksLike::Zeros => say!(c, "looks-zeros"),
    }
}
