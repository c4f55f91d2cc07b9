//! A PKCS#12 file for people: protection, identities with their findings, chains.

use super::held::{self, Detail};
use super::text::Text;
use crate::bundle::fitness::{self, Finding, Severity};
use crate::report::{BundleSight, Outcome, Voice, finding};
use crate::say;
use crate::ui::table::{Facts, Tone};
use crate::workflow::check::Status;

/// The file whole, and whether it can be imported.
pub(super) fn inspect(text: &mut Text<'_>, outcome: &Outcome) {
    let Some(sight) = &outcome.bundle else { return };
    let voice = text.voice();
    let c = voice.catalogue;
    protection(text, sight, &voice);
    let identities = sight.opened.identities();
    let judged = identities.iter().zip(&sight.findings);
    for (place, (identity, findings)) in judged.enumerate() {
        let leaf = identity.leaf();
        let (nth, of) = (place.saturating_add(1), identities.len());
        let name = held::name(leaf, &voice);
        text.heading(&say!(
            c,
            "report-identity-of-bundle",
            nth = nth,
            of = of,
            name = name
        ));
        let mut facts = Facts::new();
        held::certificate(&mut facts, leaf, outcome.now, Detail::Whole, &voice);
        if let Some(name) = identity.friendly_name() {
            facts.fact(say!(c, "report-field-name"), name);
        }
        let chain: Vec<String> = identity
            .chain()
            .iter()
            .map(|above| above.subject().to_string())
            .collect();
        let chain = if chain.is_empty() {
            say!(c, "report-none")
        } else {
            chain.join("\n")
        };
        facts.fact(say!(c, "report-field-chain"), chain);
        text.facts(&facts, 2);
        text.gap();
        told(
            text,
            findings
                .iter()
                .map(|found| (weight(found), finding::tell(found, &voice))),
        );
    }
    if identities.is_empty() {
        text.gap();
        text.sentence(&say!(c, "report-no-bundle-identity"), Tone::Bad);
    }
    about_file(text, sight, Vec::new(), &voice);
    text.gap();
    if outcome.failure.is_none() {
        match outcome.exit {
            0 => text.sentence(&say!(c, "report-fit"), Tone::Good),
            _ => text.sentence(&say!(c, "report-unfit"), Tone::Bad),
        }
    }
}

fn protection(text: &mut Text<'_>, sight: &BundleSight, voice: &Voice<'_>) {
    let c = voice.catalogue;
    let encryption = sight.opened.encryption();
    let schemes = match encryption.schemes() {
        [] => say!(c, "report-unencrypted"),
        schemes => schemes.join("\n"),
    };
    let mac = encryption
        .mac()
        .map_or_else(|| say!(c, "report-none"), str::to_owned);
    let mut facts = Facts::new();
    facts
        .fact(
            say!(c, "report-field-sha256"),
            sight.opened.sha256().to_string(),
        )
        .fact(say!(c, "report-field-encryption"), schemes)
        .fact(say!(c, "report-field-mac"), mac);
    text.facts(&facts, 0);
}

/// What commands other than `inspect` tell of the file: what was noticed in it, and what speaks against
/// the chosen identity, unless the checks have told that.
pub(super) fn notes(text: &mut Text<'_>, outcome: &Outcome) {
    let Some(sight) = &outcome.bundle else { return };
    let voice = text.voice();
    let judged = sight.opened.identities().iter().zip(&sight.findings);
    let against = judged
        .filter(|(identity, _)| sight.chosen == Some(identity.leaf().sha256()))
        .flat_map(|(_, findings)| findings)
        .filter(|found| found.severity() == Severity::Warn && outcome.checks.is_empty())
        // The plan and the result tell from when it works.
        .filter(|found| !matches!(found, Finding::NotYetValid { .. }))
        .map(|found| (weight(found), finding::tell(found, &voice)));
    about_file(text, sight, against.collect(), &voice);
}

fn about_file(
    text: &mut Text<'_>,
    sight: &BundleSight,
    against: Vec<(Status, String)>,
    voice: &Voice<'_>,
) {
    let remarks = sight.opened.remarks().iter();
    let remarks = remarks.map(|remark| {
        let severity = finding::remark_severity(remark);
        (status(severity), finding::tell_remark(remark, voice))
    });
    let strangers = fitness::judge_strangers(sight.opened.strangers());
    let strangers = strangers
        .iter()
        .map(|found| (weight(found), finding::tell(found, voice)));
    let all: Vec<_> = against
        .into_iter()
        .chain(remarks)
        .chain(strangers)
        .collect();
    if !all.is_empty() {
        text.heading(&say!(voice.catalogue, "report-heading-bundle-findings"));
        told(text, all.into_iter());
    }
}

/// Sentences, each behind the mark of its status.
fn told(text: &mut Text<'_>, findings: impl Iterator<Item = (Status, String)>) {
    for (status, sentence) in findings {
        super::check::line(text, status, &sentence);
    }
}

fn weight(finding: &Finding) -> Status {
    status(finding.severity())
}

fn status(severity: Severity) -> Status {
    match severity {
        Severity::Pass => Status::Pass,
        Severity::Warn => Status::Warn,
        Severity::Fail => Status::Fail,
    }
}
