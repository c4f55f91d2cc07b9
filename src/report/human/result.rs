//! What a run did, for people: written, removed, kept, proved, and what is worth knowing.

use super::text::Text;
use super::{counted, held, plan};
use crate::report::remark::{self, Remark};
use crate::report::{Outcome, Result, crossing, handshake, keep};
use crate::say;
use crate::ui::table::Tone;
use crate::ui::visible::visible;
use crate::workflow::check::Status;
use crate::workflow::{Handshake, Named, TlsVerdict};

/// What came of a plan.
pub(super) fn result(text: &mut Text<'_>, outcome: &Outcome) {
    match outcome.result {
        Result::Planned => planned(text, outcome),
        Result::Done | Result::NothingToDo => done(text, outcome),
        // A failure tells what was written and removed beside its effect.
        Result::Failed | Result::Declined | Result::Ready | Result::NotReady | Result::Broken => {}
    }
    objects(text, outcome);
}

/// Files that were written where they were asked for.
pub(super) fn files(text: &mut Text<'_>, outcome: &Outcome) {
    if outcome.written.is_empty() {
        return;
    }
    let voice = text.voice();
    text.heading(&say!(voice.catalogue, "report-heading-written-files"));
    for path in &outcome.written {
        text.hanging("  ", &path.to_string_lossy(), Tone::Plain);
    }
}

fn planned(text: &mut Text<'_>, outcome: &Outcome) {
    let Some(drawn) = &outcome.plan else { return };
    let voice = text.voice();
    let c = voice.catalogue;
    plan::plan(text, drawn);
    text.gap();
    if drawn.is_empty() {
        text.sentence(&say!(c, "report-planned-empty"), Tone::Plain);
    } else {
        let digest = drawn.digest().to_string();
        text.sentence(&say!(c, "report-planned", digest = digest), Tone::Plain);
    }
}

fn done(text: &mut Text<'_>, outcome: &Outcome) {
    let Some(token) = &outcome.token else { return };
    let voice = text.voice();
    let c = voice.catalogue;
    let token = visible(token.serial.as_str()).into_owned();
    let is_unchanged = outcome.created.is_empty() && outcome.removed.is_empty();
    let sentence = match (
        &outcome.proof,
        outcome.created.is_empty(),
        outcome.removed.is_empty(),
    ) {
        _ if outcome.command.starts_with("pin ") => say!(c, "report-done-pin", token = token),
        _ if outcome.command == "recover" && is_unchanged => {
            say!(c, "report-nothing-to-recover", token = token)
        }
        _ if outcome.command == "recover" => say!(c, "report-done-recover", token = token),
        (Some(_), true, true) => say!(c, "report-nothing-to-do-proved", token = token),
        (Some(_), _, false) => say!(c, "report-done-reuse", token = token),
        (Some(_), false, true) => say!(c, "report-done-import", token = token),
        (None, true, true) => say!(c, "report-nothing-to-do", token = token),
        (None, _, _) => say!(c, "report-done-remove", token = token),
    };
    text.gap();
    text.sentence(&sentence, Tone::Good);
    if let Some(proof) = &outcome.proof {
        let (mechanism, digest) = (proof.mechanism, proof.digest);
        text.sentence(
            &say!(c, "report-proof", mechanism = mechanism, digest = digest),
            Tone::Plain,
        );
    }
    // What works with a reservation is told among what is worth knowing.
    let works = |tried: &&Handshake| tried.verdict() == TlsVerdict::Both;
    for tried in outcome.handshakes.iter().filter(works) {
        let verdict = handshake::verdict(tried, &voice);
        text.sentence(&say!(c, "report-handshake", verdict = verdict), Tone::Plain);
    }
    if let Some(crossing) = outcome.custody.and_then(|custody| custody.crossing) {
        text.sentence(&crossing::tell(crossing, &voice), Tone::Plain);
    }
    if outcome.custody.is_some() && !outcome.created.is_empty() {
        for remark in remark::of(outcome) {
            if matches!(
                remark,
                Remark::CopiesOutside | Remark::BundleStays { .. } | Remark::WrapNotRefusedClearly
            ) {
                text.sentence(&remark.tell(&voice), Tone::Plain);
            }
        }
    }
}

/// What was written, removed and kept.
fn objects(text: &mut Text<'_>, outcome: &Outcome) {
    let voice = text.voice();
    let c = voice.catalogue;
    named(text, &say!(c, "report-heading-created"), &outcome.created);
    named(text, &say!(c, "report-heading-removed"), &outcome.removed);
    let kept = outcome.plan.as_ref().map_or(0, |plan| plan.keep.len());
    if kept > 0 && outcome.result == Result::Done {
        text.gap();
        text.sentence(&say!(c, "report-kept-count", count = kept), Tone::Plain);
    }
}

/// Objects by name under a heading; nothing where there are none.
pub(super) fn named(text: &mut Text<'_>, heading: &str, objects: &[Named]) {
    if objects.is_empty() {
        return;
    }
    let voice = text.voice();
    text.heading(&counted(heading, objects.len(), &voice));
    let rows = objects.iter().map(|object| {
        let class = voice.class(object.class).into();
        (
            class,
            object.label.clone(),
            None,
            keep::short(object.sha256),
        )
    });
    text.table(&held::named_table(rows, None, &voice));
}

/// What is worth knowing and stopped nothing.
pub(super) fn remarks(text: &mut Text<'_>, outcome: &Outcome) {
    let mut remarks = remark::of(outcome);
    // What only informs was told as a sentence; what `show` tells of the PIN stands among its facts.
    remarks.retain(|one| {
        let is_told = matches!(one, Remark::Pin(_)) && outcome.command == "show";
        one.status() != Status::Pass && !is_told
    });
    if remarks.is_empty() {
        return;
    }
    let voice = text.voice();
    text.heading(&say!(voice.catalogue, "report-heading-remarks"));
    for one in &remarks {
        super::check::line(text, one.status(), &one.tell(&voice));
    }
}

/// The journal's head: noted down elsewhere, it shows a cut journal.
pub(super) fn journal(text: &mut Text<'_>, outcome: &Outcome) {
    let Some(head) = outcome.journal_head else {
        return;
    };
    let voice = text.voice();
    let head = head.to_string();
    text.gap();
    text.sentence(
        &say!(voice.catalogue, "report-journal-head", sha256 = head),
        Tone::Faint,
    );
}
