//! What journals tell of a run, in words: what it did, who agreed, how it ended.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Voice;
use crate::audit::{Consent, Custody, FinishedOutcome, PlannedCertificate, Witnessed};
use crate::say;
use crate::ui::visible::visible;
use crate::workflow::records::{Damage, DamageKind, Life, Mark, Records, RunRecord};

/// What `history` and `mark-defective` show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HistorySight {
    /// The runs that were asked for, in the order in which they are shown.
    pub records: Records,
    /// The whole life of the one token that was asked for.
    pub life: Option<Life>,
}

/// The zone that times are told in, as its abbreviation at `at`: `JST`.
#[must_use]
pub fn zone(at: Option<Timestamp>, voice: &Voice<'_>) -> String {
    let at = at.unwrap_or(Timestamp::UNIX_EPOCH);
    zoned(at, voice.time_zone.clone())
}

fn zoned(at: Timestamp, zone: TimeZone) -> String {
    at.to_zoned(zone).strftime("%Z").to_string()
}

/// A certificate by its common name, or its subject.
#[must_use]
pub fn name(certificate: &PlannedCertificate, voice: &Voice<'_>) -> String {
    let named = certificate.name.as_deref().filter(|name| !name.is_empty());
    match named.unwrap_or(&certificate.subject) {
        "" => say!(voice.catalogue, "report-unnamed"),
        name => visible(name).into_owned(),
    }
}

/// A certificate by its name, with the day on which it ends.
#[must_use]
pub fn dated(certificate: &PlannedCertificate, voice: &Voice<'_>) -> String {
    say!(
        voice.catalogue,
        "history-held",
        name = name(certificate, voice),
        until = voice.day(certificate.not_after)
    )
}

/// What the run did to the token; empty where it changed nothing that is told.
#[must_use]
pub fn what(run: &RunRecord, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    match &run.mark {
        Some(Mark::Defective(reason)) => {
            let reason = visible(reason).into_owned();
            return say!(c, "history-what-marked", reason = reason);
        }
        Some(Mark::Cleared(Some(reason))) => {
            let reason = visible(reason).into_owned();
            return say!(c, "history-what-cleared-reason", reason = reason);
        }
        Some(Mark::Cleared(None)) => return say!(c, "history-what-cleared"),
        None => {}
    }
    let written = run.written().map(|new| {
        let certificate = dated(new, voice);
        say!(c, "history-what-new", certificate = certificate)
    });
    let removed = run.removed().map(|old| {
        let certificate = dated(old, voice);
        say!(c, "history-what-removed", certificate = certificate)
    });
    let undone = run.undone.as_ref().map(|_| say!(c, "history-what-undone"));
    let refused = (run.refusals > 0).then(|| say!(c, "history-what-refused"));
    let told: Vec<String> = written
        .into_iter()
        .chain(removed)
        .chain(undone)
        .chain(refused)
        .collect();
    if told.is_empty() {
        return String::new();
    }
    voice.list(told.into_iter())
}

/// How the run ended.
#[must_use]
pub fn result(run: &RunRecord, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    let Some(ended) = &run.ended else {
        return say!(c, "history-result-cut-off");
    };
    match ended.result {
        FinishedOutcome::Done | FinishedOutcome::Ready | FinishedOutcome::NotReady => {
            say!(c, "history-result-done")
        }
        FinishedOutcome::NothingToDo => say!(c, "history-result-nothing-to-do"),
        FinishedOutcome::Planned => say!(c, "history-result-planned"),
        FinishedOutcome::Declined => say!(c, "history-result-declined"),
        FinishedOutcome::Failed => say!(c, "history-result-failed", exit = ended.exit),
    }
}

/// The operator, and the second person where there was one.
#[must_use]
pub fn people(run: &RunRecord, voice: &Voice<'_>) -> String {
    let operator = visible(&run.operator).into_owned();
    match witness(run, voice) {
        Some(witness) => say!(
            voice.catalogue,
            "history-operator-and-witness",
            operator = operator,
            witness = witness
        ),
        None => operator,
    }
}

/// The second person, with a word where only the operator says so.
#[must_use]
pub fn witness(run: &RunRecord, voice: &Voice<'_>) -> Option<String> {
    let consent = run.consent.as_ref()?;
    let witness = visible(consent.witness.as_deref()?).into_owned();
    Some(match consent.witnessed {
        Some(Witnessed::Stated) => {
            say!(voice.catalogue, "history-witness-stated", witness = witness)
        }
        Some(Witnessed::Terminal) | None => witness,
    })
}

/// How consent was given.
#[must_use]
pub fn consent(run: &RunRecord, voice: &Voice<'_>) -> Option<String> {
    let c = voice.catalogue;
    Some(match run.consent.as_ref()?.how {
        Consent::Terminal => say!(c, "history-consent-terminal"),
        Consent::Confirm => say!(c, "history-consent-confirm"),
        Consent::Plan => say!(c, "history-consent-plan"),
        Consent::Declined => say!(c, "history-result-declined"),
    })
}

/// How the private key crossed into the token.
#[must_use]
pub fn custody(run: &RunRecord, voice: &Voice<'_>) -> Option<String> {
    let c = voice.catalogue;
    let crossed = run.custody.as_ref()?;
    Some(match (crossed.path, &crossed.mechanism) {
        (Some(Custody::Wrapped), Some(mechanism)) => {
            let mechanism = visible(mechanism).into_owned();
            say!(c, "history-custody-wrapped", mechanism = mechanism)
        }
        (Some(Custody::Wrapped), None) => say!(c, "history-custody-wrapped", mechanism = "?"),
        (Some(Custody::Direct), _) => say!(c, "history-custody-direct"),
        (None, _) => say!(c, "history-custody-before"),
    })
}

/// What of a journal could not be read, with its place.
#[must_use]
pub fn damage(damage: &Damage, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    let fault = match &damage.kind {
        DamageKind::Unreadable => say!(c, "report-fault-unreadable", lines = 1),
        DamageKind::Foreign => say!(c, "report-fault-foreign", lines = 1),
        DamageKind::Torn => say!(c, "report-torn"),
        DamageKind::File { reason } => {
            say!(c, "history-unreadable-file", reason = reason.as_str())
        }
    };
    say!(
        c,
        "report-fault-at",
        file = voice.path(&damage.file),
        line = damage.line,
        fault = fault
    )
}
