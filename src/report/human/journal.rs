//! What reading a journal back found, for people.

use super::text::Text;
use crate::audit::Verification;
use crate::report::{Outcome, Result, fault};
use crate::say;
use crate::ui::table::{Facts, Tone};
use crate::workflow::check::Status;

/// Every fault with its place, and what they come to.
pub(super) fn verification(text: &mut Text<'_>, outcome: &Outcome, found: &Verification) {
    let voice = text.voice();
    let c = voice.catalogue;
    let mut facts = Facts::new();
    let files: Vec<_> = found.files.iter().map(|path| voice.path(path)).collect();
    facts
        .fact(say!(c, "report-field-file"), files.join("\n"))
        .fact(say!(c, "report-field-lines"), found.lines.to_string());
    if let (Some(first), Some(last)) = (found.first_time, found.last_time) {
        let (from, to) = (voice.time(first), voice.time(last));
        let period = say!(c, "date-from-to", from = from, to = to);
        facts.fact(say!(c, "report-field-period"), period);
    }
    text.facts(&facts, 0);
    text.gap();
    for (file, line) in &found.torn {
        let (file, line) = (voice.path(file), *line);
        let torn = say!(c, "report-torn");
        let sentence = say!(c, "report-fault-at", file = file, line = line, fault = torn);
        super::check::line(text, Status::Pass, &sentence);
    }
    for one in &found.faults {
        let (file, line) = (voice.path(&one.file), one.line);
        let what = fault::tell(one, &voice);
        let sentence = say!(c, "report-fault-at", file = file, line = line, fault = what);
        super::check::line(text, Status::Fail, &sentence);
    }
    text.gap();
    match outcome.result {
        Result::Broken => text.sentence(&say!(c, "report-journal-broken"), Tone::Bad),
        Result::Done
        | Result::NothingToDo
        | Result::Ready
        | Result::NotReady
        | Result::Planned
        | Result::Declined
        | Result::Failed => text.sentence(&say!(c, "report-journal-sound"), Tone::Good),
    }
}
