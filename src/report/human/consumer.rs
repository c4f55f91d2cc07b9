//! How other programs would find each identity, and what to paste into their configuration, for people.

use super::text::Text;
use crate::report::{Outcome, Voice};
use crate::say;
use crate::ui::table::{Cell, Facts, Tone};
use crate::ui::visible::visible;
use crate::workflow::consumer::{Consumer, Finds, Found, WhyNot};

/// Each identity with its URI and who finds it, then the pieces of configuration.
pub(super) fn consumers(text: &mut Text<'_>, outcome: &Outcome) {
    if outcome.snippets.is_empty() {
        return;
    }
    let voice = text.voice();
    let c = voice.catalogue;
    text.heading(&say!(c, "pair-heading"));
    if outcome.found_by_others.is_empty() {
        text.hanging("  ", &say!(c, "report-no-identity"), Tone::Plain);
    }
    for found in &outcome.found_by_others {
        identity(text, found);
    }
    for snippet in &outcome.snippets {
        let heading = match snippet.file {
            "" => say!(c, "snippet-command", program = snippet.program),
            file => say!(c, "snippet-file", program = snippet.program, file = file),
        };
        text.heading(&heading);
        for line in snippet.text.lines() {
            text.verbatim(line);
        }
    }
}

fn identity(text: &mut Text<'_>, found: &Found) {
    let voice = text.voice();
    let c = voice.catalogue;
    text.hanging("  ", &visible(&found.label), Tone::Plain);
    let mut facts = Facts::new();
    facts.fact("URI", found.uri.as_str());
    for (consumer, finds) in &found.by {
        let name = match consumer {
            Consumer::Firefox => "Firefox, NSS".to_owned(),
            Consumer::Chromium => "Chromium".to_owned(),
            Consumer::Java => "Java".to_owned(),
            Consumer::OpenVpn => "OpenVPN".to_owned(),
            Consumer::Uri => say!(c, "pair-by-uri"),
        };
        facts.fact(name, answer(*finds, &voice));
    }
    text.facts(&facts, 4);
}

fn answer(finds: Finds, voice: &Voice<'_>) -> Cell {
    let c = voice.catalogue;
    match finds {
        Finds::Yes => Cell::toned(say!(c, "pair-found"), Tone::Good),
        Finds::Unknown => Cell::toned(say!(c, "report-unknown"), Tone::Plain),
        Finds::No(why) => {
            let why = match why {
                WhyNot::NoId => say!(c, "pair-no-id"),
                WhyNot::NoKeyOfId => say!(c, "pair-no-key-of-id"),
                WhyNot::SeveralOfId => say!(c, "pair-several-of-id"),
                WhyNot::NoLabel => say!(c, "pair-no-label"),
                WhyNot::PrivateCertificate => say!(c, "pair-private-certificate"),
            };
            Cell::toned(why, Tone::Bad)
        }
    }
}
