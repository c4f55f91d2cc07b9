//! Checks for people: a mark and a sentence each, and what all come to.

use super::text::Text;
use crate::report::{Outcome, Voice, advice, check};
use crate::say;
use crate::ui::table::Tone;
use crate::ui::visible::{pad, width};
use crate::workflow::check::{Check, Status, Verdict};

/// Each thing that was looked at.
pub(super) fn checks(text: &mut Text<'_>, outcome: &Outcome) {
    let voice = text.voice();
    if let Some(token) = &outcome.token {
        let serial = token.serial.as_str();
        text.heading(&say!(voice.catalogue, "report-token", serial = serial));
    }
    listed(text, &outcome.checks);
}

/// Each of them with its mark, and under what does not stand as it should what to do.
pub(super) fn listed(text: &mut Text<'_>, checks: &[Check]) {
    let voice = text.voice();
    for checked in checks {
        line(text, checked.status, &check::tell(checked, &voice));
        if let Some(advice) = advice::of(checked, &voice) {
            advised(text, &advice);
        }
    }
}

/// What to do, under the sentence that says what is wrong.
pub(super) fn advised(text: &mut Text<'_>, advice: &str) {
    let margin = " ".repeat(mark_column(&text.voice()).saturating_add(4));
    text.hanging(&margin, &format!("→ {advice}"), Tone::Plain);
}

fn mark_column(voice: &Voice<'_>) -> usize {
    let marks = [Status::Pass, Status::Warn, Status::Fail].map(|one| check::mark(one, voice));
    marks.iter().map(|mark| width(mark)).max().unwrap_or(0)
}

/// A sentence behind the mark of a status.
pub(super) fn line(text: &mut Text<'_>, status: Status, sentence: &str) {
    let voice = text.voice();
    let mark = pad(&check::mark(status, &voice), mark_column(&voice));
    text.hanging(&format!("  {mark}  "), sentence, tone(status));
}

fn tone(status: Status) -> Tone {
    match status {
        Status::Pass => Tone::Good,
        Status::Warn => Tone::Warning,
        Status::Fail => Tone::Bad,
    }
}

/// What the checks come to, and what to do.
pub(super) fn verdict(text: &mut Text<'_>, outcome: &Outcome) {
    let Some(verdict) = outcome.verdict else {
        return;
    };
    let voice = text.voice();
    let c = voice.catalogue;
    let (word, hint, tone) = match verdict {
        Verdict::Ready => (
            say!(c, "report-verdict-ready"),
            say!(c, "report-verdict-ready-hint"),
            Tone::Good,
        ),
        Verdict::ReadyAfterWipe => (
            say!(c, "report-verdict-ready-after-wipe"),
            say!(c, "report-verdict-ready-after-wipe-hint"),
            Tone::Warning,
        ),
        Verdict::NotFit => (
            say!(c, "report-verdict-not-fit"),
            say!(c, "report-verdict-not-fit-hint"),
            Tone::Bad,
        ),
    };
    text.gap();
    text.sentence(&word, tone);
    // After `reuse` there is nothing left to be run.
    if outcome.command == "check" {
        text.sentence(&hint, Tone::Plain);
    }
}
