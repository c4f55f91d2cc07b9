//! What a batch came to, for people: a line for each token, and the list of what is still to do.

use super::counted;
use super::text::Text;
use crate::report::batch::BatchSight;
use crate::report::json::Failure;
use crate::report::tray::{Line, Stop, Tray};
use crate::report::{Outcome, Voice};
use crate::say;
use crate::ui::Catalogue;
use crate::ui::table::Tone;
use crate::ui::visible::visible;
use crate::workflow::check::Status;

/// Every token that was worked on or passed over, and the pending list.
pub(super) fn tray(text: &mut Text<'_>, outcome: &Outcome) {
    let Some(tray) = &outcome.tray else { return };
    let voice = text.voice();
    let c = voice.catalogue;
    if !tray.lines.is_empty() {
        text.heading(&counted(
            &say!(c, "tray-heading-tokens"),
            tray.lines.len(),
            &voice,
        ));
    }
    for line in &tray.lines {
        let status = match line.end.exit {
            0 => Status::Pass,
            _ => Status::Fail,
        };
        super::check::line(text, status, &ended(line, &voice));
    }
    let count = tray.passed_over.len();
    if count > 0 {
        text.heading(&counted(
            &say!(c, "tray-heading-passed-over"),
            count,
            &voice,
        ));
    }
    for token in &tray.passed_over {
        let sentence = match &token.serial {
            Some(serial) => say!(
                c,
                "tray-of-token",
                serial = visible(serial.as_str()).into_owned(),
                what = token.why.tell(&voice)
            ),
            None => say!(
                c,
                "tray-of-slot",
                slot = token.slot.to_string(),
                what = token.why.tell(&voice)
            ),
        };
        super::check::line(text, token.why.status(), &sentence);
    }
    pending(text, tray, &voice);
    text.gap();
    if let Some(stop) = tray.stopped {
        text.sentence(&stop.tell(&voice), Tone::Bad);
    }
    let is_untold = tray.lines.is_empty() && tray.passed_over.is_empty();
    let refused = outcome.batch.as_ref().map_or(0, BatchSight::refused);
    match tray.stopped {
        // What the PIN is has to be looked at first.
        Some(Stop::SharedPinRefused | Stop::SharedPinUnknown) => {}
        _ if !tray.pending.is_empty() => {
            if is_untold && tray.stopped.is_none() {
                text.sentence(&say!(c, "tray-no-token"), Tone::Bad);
            }
            text.sentence(&say!(c, "tray-again"), Tone::Plain);
        }
        _ if refused > 0 => {
            text.sentence(&say!(c, "tray-some-refused", count = refused), Tone::Bad);
        }
        _ if is_untold => text.sentence(&say!(c, "tray-nothing-left"), Tone::Good),
        _ if tray.has_all() => text.sentence(&say!(c, "tray-all-done"), Tone::Good),
        _ => {}
    }
    if tray.lines.iter().any(|line| line.end.exit == 0) {
        let batch = visible(&tray.name).into_owned();
        text.sentence(&say!(c, "tray-sheets", batch = batch), Tone::Plain);
    }
}

/// How the run on one token ended, as a sentence that names it.
pub fn ended(line: &Line, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    let what = match (&line.end.failure, line.end.outcome.as_str()) {
        (Some(failure), _) => {
            let effect = line
                .end
                .effect()
                .map(|effect| super::failure::effect(effect, c));
            say!(
                c,
                "tray-ended-failed",
                message = message(failure, c),
                effect = effect.unwrap_or_default(),
                remedy = failure.remedy.as_str()
            )
        }
        (None, "nothing-to-do") => say!(c, "tray-ended-nothing-to-do"),
        (None, _) if line.end.exit == 0 => say!(c, "tray-ended-done"),
        (None, _) => say!(c, "tray-ended-without-a-word"),
    };
    say!(
        c,
        "tray-of-token-and-owner",
        serial = visible(line.serial.as_str()).into_owned(),
        subject = visible(&line.offer.owner()).into_owned(),
        what = what
    )
}

/// What is wrong, with the code and the C function where the module answered one.
fn message(failure: &Failure, c: &Catalogue) -> String {
    let message = failure.message.as_str();
    match (&failure.code, &failure.function) {
        (Some(code), Some(function)) => say!(
            c,
            "report-failure-code",
            message = message,
            code = code.as_str(),
            function = function.as_str()
        ),
        _ => message.to_owned(),
    }
}

fn pending(text: &mut Text<'_>, tray: &Tray, voice: &Voice<'_>) {
    if tray.pending.is_empty() {
        return;
    }
    let heading = say!(voice.catalogue, "tray-heading-pending");
    text.heading(&counted(&heading, tray.pending.len(), voice));
    for offer in &tray.pending {
        let file = visible(&offer.name).into_owned();
        let subject = visible(&offer.owner()).into_owned();
        let line = say!(
            voice.catalogue,
            "tray-pending",
            subject = subject,
            file = file
        );
        super::check::line(text, Status::Warn, &line);
    }
}
