//! What was looked at around the program, for people: the program, the modules, and what it all comes to.

use super::text::Text;
use crate::report::{Outcome, Result, Voice};
use crate::say;
use crate::token::discovery::{Finding, Place};
use crate::token::profile::{Field, Recognition};
use crate::token::{ModuleFacts, Profile, TokenFacts};
use crate::ui::table::{Facts, Tone};
use crate::ui::visible::visible;
use crate::workflow::doctor::{SeenModule, Surroundings};

/// Everything, and in one sentence whether work can be done.
pub(super) fn doctor(text: &mut Text<'_>, outcome: &Outcome) {
    let Some(around) = &outcome.surroundings else {
        return;
    };
    let voice = text.voice();
    let c = voice.catalogue;
    program(text, around);
    text.heading(&say!(c, "report-heading-modules"));
    for seen in &around.modules {
        module(text, seen);
    }
    if let Some(rest) = places(around, &voice) {
        text.hanging("  ", &rest, Tone::Faint);
    }
    text.heading(&say!(c, "report-heading-findings"));
    super::check::listed(text, &outcome.checks);
    text.gap();
    if outcome.result == Result::Ready {
        text.sentence(&say!(c, "report-doctor-usable"), Tone::Good);
    } else {
        text.sentence(&say!(c, "report-doctor-unusable"), Tone::Bad);
    }
}

fn program(text: &mut Text<'_>, around: &Surroundings) {
    let voice = text.voice();
    let c = voice.catalogue;
    let program = &around.program;
    text.heading(&format!("tokendesk {}", program.version));
    let system = format!("{}, {}", program.system, program.architecture);
    let zone = around.clock.zone.as_deref().unwrap_or("?");
    let now = voice.time(around.clock.now.timestamp());
    let mut facts = Facts::new();
    facts
        .fact(
            say!(c, "report-field-system"),
            visible(&system).into_owned(),
        )
        .fact(say!(c, "report-field-cryptoki"), program.cryptoki.as_str())
        .fact(say!(c, "report-field-clock"), format!("{now} ({zone})"))
        .fact(
            say!(c, "report-field-journal"),
            voice.path(&around.journal.path),
        );
    text.facts(&facts, 2);
}

fn module(text: &mut Text<'_>, seen: &SeenModule) {
    let voice = text.voice();
    let c = voice.catalogue;
    text.hanging("  ", &voice.path(&seen.candidate.path), Tone::Plain);
    let mut facts = Facts::new();
    if let Some(product) = seen.product {
        facts.fact(say!(c, "report-field-product"), product);
    }
    match &seen.candidate.finding {
        Finding::SameAs(path) => {
            let path = voice.path(path);
            let same = say!(c, "report-module-same-as", path = path);
            facts.fact(say!(c, "report-field-library"), same);
        }
        Finding::NotNeeded => {
            let not_needed = say!(c, "report-module-not-needed");
            facts.fact(say!(c, "report-field-library"), not_needed);
        }
        Finding::Failed(_) | Finding::Died(_) => {
            let failed = say!(c, "report-module-failed");
            facts.fact(say!(c, "report-field-library"), failed);
        }
        Finding::NoToken {
            module,
            uninitialised,
            ..
        } => library(&mut facts, module, uninitialised, &voice),
        Finding::Shows { module, tokens, .. } => library(&mut facts, module, tokens, &voice),
    }
    text.facts(&facts, 4);
}

fn library(facts: &mut Facts, module: &ModuleFacts, tokens: &[TokenFacts], voice: &Voice<'_>) {
    let c = voice.catalogue;
    let said = format!(
        "{}, {} {}, Cryptoki {}",
        module.manufacturer, module.description, module.version, module.cryptoki
    );
    facts.fact(say!(c, "report-field-library"), visible(&said).into_owned());
    if tokens.is_empty() {
        let none = say!(c, "report-none");
        facts.fact(say!(c, "report-field-token"), none);
    }
    for token in tokens {
        if !token.is_initialised {
            let slot = token.slot.to_string();
            let shown = say!(c, "report-token-uninitialised", slot = slot);
            facts.fact(say!(c, "report-field-token"), shown);
            continue;
        }
        let serial = visible(token.serial.as_str()).into_owned();
        let label = visible(&token.label).into_owned();
        let slot = token.slot.to_string();
        let shown = say!(
            c,
            "report-token-in-a-list",
            serial = serial,
            label = label,
            slot = slot
        );
        facts.fact(say!(c, "report-field-token"), shown);
        let recognition = Profile::recognise(module, token);
        facts.fact(
            say!(c, "report-field-profile"),
            profile(&recognition, voice),
        );
    }
}

/// The profile's name, and why it was chosen.
fn profile(recognition: &Recognition, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    let name = recognition.profile.name;
    if recognition.known_by.is_empty() {
        return say!(c, "report-profile-unknown", name = name);
    }
    let why = recognition.known_by.iter().map(|evidence| {
        let value = visible(&evidence.value).into_owned();
        match evidence.field {
            Field::Model => say!(c, "report-known-by-model", value = value),
            Field::TokenManufacturer => {
                say!(c, "report-known-by-token-manufacturer", value = value)
            }
            Field::ModuleManufacturer => {
                say!(c, "report-known-by-module-manufacturer", value = value)
            }
            Field::ModuleFile => say!(c, "report-known-by-module-file", value = value),
            Field::ModuleDescription => {
                say!(c, "report-known-by-module-description", value = value)
            }
        }
    });
    let why = voice.list(why);
    say!(c, "report-profile-known", name = name, why = why)
}

/// The places where nothing is, by product.
fn places(around: &Surroundings, voice: &Voice<'_>) -> Option<String> {
    let is_empty = |place: &&Place| {
        !around
            .modules
            .iter()
            .any(|seen| seen.product == Some(place.product))
    };
    let mut products: Vec<&str> = around
        .places
        .iter()
        .filter(is_empty)
        .map(|place| place.product)
        .collect();
    let mut known = std::collections::HashSet::new();
    products.retain(|product| known.insert(*product));
    if products.is_empty() {
        return None;
    }
    let list = voice.list(products.into_iter().map(str::to_owned));
    Some(say!(voice.catalogue, "report-places-empty", list = list))
}
