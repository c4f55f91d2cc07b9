//! What is wrong with the source of a batch, in words.

use super::{Voice, cause, explain, finding};
use crate::say;
use crate::ui::secret_source::SecretFileWarning;
use crate::ui::visible::visible;
use crate::workflow::batch::{Flaw, FlawKind, Row, Weight};

/// Tells a flaw, with the bundle and the row it is about.
#[must_use]
pub fn tell(flaw: &Flaw, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    let what = what(&flaw.kind, voice);
    let bundle = flaw.bundle.as_deref().map(|it| visible(it).into_owned());
    match (bundle, flaw.line) {
        (Some(bundle), Some(line)) => say!(
            c,
            "flaw-of-bundle-and-line",
            bundle = bundle,
            line = line.to_string(),
            what = what
        ),
        (Some(bundle), None) => say!(c, "flaw-of-bundle", bundle = bundle, what = what),
        (None, Some(line)) => {
            say!(c, "flaw-of-line", line = line.to_string(), what = what)
        }
        (None, None) => what,
    }
}

/// What to do about it; `None` where nothing needs to be done.
#[must_use]
pub fn advice(flaw: &Flaw, voice: &Voice<'_>) -> Option<String> {
    match &flaw.kind {
        FlawKind::Unreadable(error) => Some(cause::of_bundle(error, voice).remedy),
        FlawKind::NoPassword(error) | FlawKind::NoPin(error) => {
            Some(cause::of_secret(error, voice).remedy)
        }
        kind if kind.weight() == Weight::Note => None,
        kind => explain::advice(kind.id(), voice.catalogue),
    }
}

fn what(kind: &FlawKind, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    let safe = |text: &str| visible(text).into_owned();
    let all = |texts: &[String]| voice.list(texts.iter().map(|text| safe(text)));
    match kind {
        FlawKind::NotABundle => say!(c, "flaw-not-a-bundle"),
        FlawKind::Unreadable(error) => cause::of_bundle(error, voice).message,
        FlawKind::NoPassword(error) | FlawKind::NoPin(error) => {
            cause::of_secret(error, voice).message
        }
        FlawKind::PasswordFile(SecretFileWarning::NoModes { path, medium }) => say!(
            c,
            "notice-secret-without-modes",
            file = voice.path(path),
            medium = (*medium).to_owned()
        ),
        FlawKind::Unfit { subject, findings } => say!(
            c,
            "flaw-bundle-unfit",
            subject = safe(subject),
            findings = finding::hindrances(findings, voice)
        ),
        FlawKind::Stranger { subject, serial } => say!(
            c,
            "flaw-stranger",
            subject = safe(subject),
            serial = serial.as_str()
        ),
        FlawKind::Missing(row) => say!(c, "flaw-missing-bundle", what = named(row, voice)),
        FlawKind::SameIdentity { first } => {
            say!(c, "flaw-same-identity", first = safe(first))
        }
        FlawKind::SameSubject { subject, others } => say!(
            c,
            "flaw-same-subject",
            subject = safe(subject),
            others = all(others)
        ),
        FlawKind::LostDigits { heading, shown } => say!(
            c,
            "flaw-lost-digits",
            heading = safe(heading),
            shown = safe(shown)
        ),
        FlawKind::NotASerial { text } => say!(c, "flaw-not-a-serial", text = safe(text)),
        FlawKind::NothingNamed => say!(c, "flaw-nothing-named"),
        FlawKind::TokenTwice { token, lines } => say!(
            c,
            "flaw-token-twice",
            token = safe(token.as_str()),
            lines = numbers(lines)
        ),
        FlawKind::IdentityTwice { lines } => {
            say!(c, "flaw-identity-twice", lines = numbers(lines))
        }
        FlawKind::Ambiguous { bundles } => {
            say!(c, "flaw-ambiguous-row", list = all(bundles))
        }
    }
}

/// What a row names, all of it.
fn named(row: &Row, voice: &Voice<'_>) -> String {
    let serial = row.certificate.as_ref().map(|it| it.as_str().to_owned());
    let bundle = row.bundle.as_ref().map(|it| it.display().to_string());
    let texts = [
        row.certificate_id.clone(),
        serial,
        bundle,
        row.person.clone(),
    ];
    let texts = texts.into_iter().flatten();
    voice.list(texts.map(|text| visible(&text).into_owned()))
}

fn numbers(lines: &[u32]) -> String {
    let lines: Vec<String> = lines.iter().map(u32::to_string).collect();
    lines.join(", ")
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;
    use crate::bundle::BundleError;
    use crate::ui::{Catalogue, Language};

    #[test]
    fn a_flaw_names_the_bundle_and_the_row() {
        let catalogue = Catalogue::new(Language::English);
        let voice = Voice {
            catalogue: &catalogue,
            time_zone: TimeZone::UTC,
        };
        let flaw = Flaw {
            bundle: Some("a/b.p12".to_owned()),
            line: Some(7),
            kind: FlawKind::Unreadable(BundleError::Empty),
        };
        let told = tell(&flaw, &voice);
        assert_eq!(told, "a/b.p12, row 7 of the list: The bundle is empty.");
        assert!(advice(&flaw, &voice).is_some());
    }
}
