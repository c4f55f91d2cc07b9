//! Tokens for people: the short list, and one token whole.

use super::held::{self, Detail};
use super::text::Text;
use crate::clock::Now;
use crate::report::{Outcome, TokenSight, Voice, check};
use crate::say;
use crate::token::{ModuleFacts, PinState, TokenFacts};
use crate::ui::table::{Cell, Facts, Tone};

/// One block for each token present.
pub(super) fn list(text: &mut Text<'_>, tokens: &[TokenSight], now: Now) {
    let voice = text.voice();
    let c = voice.catalogue;
    if tokens.is_empty() {
        text.sentence(&say!(c, "report-no-token"), Tone::Plain);
    }
    for token in tokens {
        title(text, &token.facts);
        let mut facts = Facts::new();
        brief(&mut facts, &token.facts, &voice);
        facts.fact(
            say!(c, "report-field-module"),
            voice.path(&token.module.path),
        );
        text.facts(&facts, 2);
        match &token.inventory {
            Some(inventory) => held::identities(text, inventory, now, Detail::Brief),
            None => {
                text.gap();
                text.hanging("  ", &say!(c, "report-nothing-seen"), Tone::Warning);
            }
        }
    }
}

/// One token with everything on it.
pub(super) fn show(text: &mut Text<'_>, outcome: &Outcome) {
    let voice = text.voice();
    let c = voice.catalogue;
    if let Some(token) = &outcome.token {
        title(text, token);
        let mut facts = Facts::new();
        brief(&mut facts, token, &voice);
        whole(&mut facts, token, &voice);
        text.facts(&facts, 2);
    }
    if let Some(module) = &outcome.module {
        text.heading(&say!(c, "report-heading-module"));
        text.facts(&module_facts(module, &voice), 2);
    }
    if let Some(inventory) = &outcome.before {
        text.heading(&say!(c, "report-heading-identities"));
        held::identities(text, inventory, outcome.now, Detail::Whole);
        held::rest(text, inventory, outcome.now);
    }
}

fn title(text: &mut Text<'_>, token: &TokenFacts) {
    let voice = text.voice();
    let serial = token.serial.as_str();
    text.heading(&say!(voice.catalogue, "report-token", serial = serial));
}

fn brief(facts: &mut Facts, token: &TokenFacts, voice: &Voice<'_>) {
    let c = voice.catalogue;
    facts
        .fact(say!(c, "report-field-label"), token.label.as_str())
        .fact(say!(c, "report-field-model"), token.model.as_str())
        .fact(say!(c, "report-field-slot"), token.slot.to_string());
    let tone = match token.pin_state {
        PinState::Ok | PinState::Hidden => return,
        PinState::Low | PinState::ToBeChanged => Tone::Warning,
        PinState::Final | PinState::Locked | PinState::Unset => Tone::Bad,
    };
    let state = Cell::toned(check::pin(token.pin_state, voice), tone);
    facts.fact(say!(c, "report-field-pin"), state);
}

fn whole(facts: &mut Facts, token: &TokenFacts, voice: &Voice<'_>) {
    let c = voice.catalogue;
    let told = |number: Option<u64>| number.map_or_else(|| "?".to_owned(), |it| it.to_string());
    facts
        .fact(
            say!(c, "report-field-manufacturer"),
            token.manufacturer.as_str(),
        )
        .fact(say!(c, "report-field-firmware"), token.firmware.as_str());
    if token.is_write_protected {
        let yes = Cell::toned(say!(c, "report-yes"), Tone::Warning);
        facts.fact(say!(c, "report-field-write-protection"), yes);
    }
    let limits = token.pin_limits;
    if limits.min.is_some() || limits.max.is_some() {
        let (min, max) = (told(limits.min), told(limits.max));
        let lengths = say!(c, "report-pin-lengths-of", min = min, max = max);
        facts.fact(say!(c, "report-field-pin-lengths"), lengths);
    }
    let free = token.free;
    if free.public.is_some() || free.private.is_some() {
        let (public, private) = (told(free.public), told(free.private));
        let memory = say!(c, "report-memory-of", public = public, private = private);
        facts.fact(say!(c, "report-field-memory"), memory);
    }
}

fn module_facts(module: &ModuleFacts, voice: &Voice<'_>) -> Facts {
    let c = voice.catalogue;
    let mut facts = Facts::new();
    let name = format!("{} {}", module.description, module.version);
    facts
        .fact(say!(c, "report-field-file"), voice.path(&module.path))
        .fact(say!(c, "report-field-module"), name)
        .fact(
            say!(c, "report-field-manufacturer"),
            module.manufacturer.as_str(),
        )
        .fact(say!(c, "report-field-cryptoki"), module.cryptoki.as_str());
    facts
}
