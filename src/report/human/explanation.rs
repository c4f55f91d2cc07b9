//! What a code or an id means, for people.

use super::text::Text;
use crate::report::Outcome;
use crate::say;
use crate::ui::table::{Facts, Tone};

/// The name, the number, the meaning, what to do.
pub(super) fn explanation(text: &mut Text<'_>, outcome: &Outcome) {
    let Some(found) = &outcome.explanation else {
        return;
    };
    let voice = text.voice();
    let c = voice.catalogue;
    match found.value {
        Some(value) => text.heading(&format!("{} (0x{value:08X}, {value})", found.id)),
        None => text.heading(&found.id),
    }
    let mut facts = Facts::new();
    facts
        .fact(say!(c, "report-field-meaning"), found.meaning.as_str())
        .fact(say!(c, "report-failure-remedy"), found.remedy.as_str());
    text.facts(&facts, 2);
    text.sentence("", Tone::Plain);
}
