//! The source of a batch for people: what is handed out, and what is to be known before.

use super::text::Text;
use super::{check, counted};
use crate::report::batch::{BatchSight, Gets};
use crate::report::{Voice, flaw};
use crate::say;
use crate::ui::table::{Cell, Facts, Table, Tone};
use crate::ui::visible::visible;
use crate::workflow::Order;
use crate::workflow::batch::{By, Weight};
use crate::workflow::check::Status;

/// The source whole: where it lies, what it gives, what is wrong with it.
pub(super) fn source(text: &mut Text<'_>, sight: &BatchSight) {
    let voice = text.voice();
    let c = voice.catalogue;
    let stock = &sight.stock;
    let mut facts = Facts::new();
    facts.fact(
        say!(c, "report-batch-field-folder"),
        voice.path(&stock.folder),
    );
    if let Some(list) = &stock.list {
        facts.fact(say!(c, "report-batch-field-list"), voice.path(list));
    }
    let (bundles, offers) = (stock.bundles, stock.offers.len());
    facts.fact(
        say!(c, "report-batch-field-bundles"),
        say!(
            c,
            "report-batch-bundles",
            bundles = bundles,
            offers = offers
        ),
    );
    if sight.order == Order::OldFirst {
        let order = Cell::toned(say!(c, "report-order-old-first"), Tone::Bad);
        facts.fact(say!(c, "report-field-order"), order);
    }
    text.facts(&facts, 0);
    if offers > 0 {
        let heading = say!(c, "report-batch-heading-offers");
        text.heading(&counted(&heading, offers, &voice));
        self::offers(text, sight);
    }
    flaws(text, sight);
}

fn offers(text: &mut Text<'_>, sight: &BatchSight) {
    let voice = text.voice();
    let c = voice.catalogue;
    let offers = &sight.stock.offers;
    let is_listed = sight.stock.list.is_some();
    let mut headings = vec![
        say!(c, "report-batch-column-owner"),
        say!(c, "report-batch-column-serial"),
        say!(c, "report-batch-column-until"),
        say!(c, "report-batch-column-file"),
    ];
    if is_listed {
        headings.push(say!(c, "report-batch-column-token"));
        headings.push(say!(c, "report-batch-column-person"));
    }
    let mut table = Table::new(headings);
    for offer in offers {
        let mut row = vec![
            offer.owner(),
            offer.serial.to_string(),
            voice.day(offer.not_after),
            offer.name.clone(),
        ];
        if is_listed {
            let token = offer.listed_token().map(ToString::to_string);
            row.push(token.unwrap_or_else(|| say!(c, "report-batch-owners-token")));
            let person = offer.row.as_ref().and_then(|row| row.person.clone());
            row.push(person.unwrap_or_default());
        }
        table.row(row);
    }
    text.table(&table);
}

fn flaws(text: &mut Text<'_>, sight: &BatchSight) {
    let flaws = &sight.stock.flaws;
    if flaws.is_empty() {
        return;
    }
    let voice = text.voice();
    let heading = say!(voice.catalogue, "report-batch-heading-flaws");
    text.heading(&counted(&heading, flaws.len(), &voice));
    for found in flaws {
        let status = match found.kind.weight() {
            Weight::Note => Status::Pass,
            Weight::Warn => Status::Warn,
            Weight::Refuse => Status::Fail,
        };
        check::line(text, status, &flaw::tell(found, &voice));
        if let Some(advice) = flaw::advice(found, &voice) {
            check::advised(text, &advice);
        }
    }
}

/// What each of the tokens present would get.
fn turns(text: &mut Text<'_>, sight: &BatchSight) {
    let voice = text.voice();
    let c = voice.catalogue;
    text.heading(&say!(c, "report-batch-heading-tokens"));
    if sight.turns.is_empty() {
        text.hanging("  ", &say!(c, "report-batch-tokens-none"), Tone::Plain);
    }
    for turn in &sight.turns {
        let serial = visible(turn.facts.serial.as_str()).into_owned();
        let (status, sentence) = match &turn.gets {
            Gets::Identity { offer, by } => (
                Status::Pass,
                say!(
                    c,
                    "report-batch-token-gets",
                    serial = serial,
                    subject = visible(&offer.subject.to_string()).into_owned(),
                    rule = rule(*by, &voice)
                ),
            ),
            Gets::Nothing(why) => (
                why.status(),
                say!(c, "tray-of-token", serial = serial, what = why.tell(&voice)),
            ),
        };
        check::line(text, status, &sentence);
    }
}

fn rule(by: By, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    match by {
        By::TokenSerial => say!(c, "report-batch-rule-token-serial"),
        By::Subject => say!(c, "report-batch-rule-subject"),
        By::Choice => say!(c, "report-batch-rule-choice"),
    }
}

/// What a dry run ends with: who gets what, what is left out, and the digest.
pub(super) fn planned(text: &mut Text<'_>, sight: &BatchSight) {
    let voice = text.voice();
    let c = voice.catalogue;
    turns(text, sight);
    text.gap();
    let refused = sight.refused();
    if refused > 0 {
        text.sentence(&say!(c, "report-batch-refused", count = refused), Tone::Bad);
    }
    let digest = sight.digest.to_string();
    text.sentence(
        &say!(
            c,
            "report-batch-planned",
            digest = visible(&digest).into_owned()
        ),
        Tone::Plain,
    );
}
