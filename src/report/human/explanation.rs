//! What a code or an id means, for people.

use super::text::Text;
use crate::report::Outcome;
use crate::say;
use crate::ui::table::Tone;
use crate::ui::visible::{pad, width};

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
    let meaning = say!(c, "report-field-meaning");
    let next = say!(c, "report-failure-remedy");
    let column = width(&meaning).max(width(&next));
    for (name, sentence) in [(meaning, &found.meaning), (next, &found.remedy)] {
        let name = pad(&name, column);
        text.hanging(&format!("  {name}  "), sentence, Tone::Plain);
    }
}
