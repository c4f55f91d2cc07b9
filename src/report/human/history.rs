//! What journals tell of runs and tokens, for people.

use super::text::Text;
use crate::report::history as words;
use crate::report::history::HistorySight;
use crate::say;
use crate::ui::table::{Cell, Facts, Table, Tone};
use crate::ui::visible::visible;
use crate::workflow::check::Status;
use crate::workflow::records::{Damage, DamageKind, Life, Records, RunRecord};

/// A token's life, where one was asked for, and the runs.
pub(super) fn history(text: &mut Text<'_>, sight: &HistorySight) {
    if let Some(life) = &sight.life {
        token(text, life);
    }
    runs(text, &sight.records, sight.life.is_none());
    gaps(text, &sight.records.damage);
}

/// Places in a journal that could not be read.
pub(super) fn gaps(text: &mut Text<'_>, damage: &[Damage]) {
    let voice = text.voice();
    if damage.is_empty() {
        return;
    }
    text.gap();
    for one in damage {
        let status = match one.kind {
            DamageKind::Torn => Status::Pass,
            DamageKind::Unreadable | DamageKind::Foreign | DamageKind::File { .. } => Status::Fail,
        };
        super::check::line(text, status, &words::damage(one, &voice));
    }
    if damage.iter().any(|one| one.kind != DamageKind::Torn) {
        text.sentence(&say!(voice.catalogue, "history-gaps"), Tone::Bad);
    }
}

/// What the journals tell of one token as a whole.
fn token(text: &mut Text<'_>, life: &Life) {
    let voice = text.voice();
    let c = voice.catalogue;
    let serial = visible(&life.serial).into_owned();
    let (Some(first), Some(last)) = (life.first, life.last) else {
        text.sentence(
            &say!(c, "history-unknown-token", serial = serial),
            Tone::Plain,
        );
        return;
    };
    text.heading(&say!(c, "report-token", serial = serial));
    let held: Vec<String> = life
        .held
        .iter()
        .map(|held| words::dated(held, &voice))
        .collect();
    let held = match held.is_empty() {
        true => say!(c, "report-none"),
        false => held.join("\n"),
    };
    let mut facts = Facts::new();
    facts
        .fact(say!(c, "history-field-use"), in_use(life, text))
        .fact(say!(c, "history-field-written"), life.written.to_string())
        .fact(say!(c, "history-field-held"), held)
        .fact(say!(c, "history-field-runs"), life.runs.to_string())
        .fact(say!(c, "history-field-failed"), life.failed.to_string())
        .fact(say!(c, "history-field-refusals"), life.refusals.to_string())
        .fact(say!(c, "history-field-first"), voice.time(first))
        .fact(say!(c, "history-field-last"), voice.time(last));
    text.facts(&facts, 2);
}

fn in_use(life: &Life, text: &Text<'_>) -> Cell {
    let voice = text.voice();
    let c = voice.catalogue;
    match &life.defective {
        None => Cell::toned(say!(c, "history-in-use"), Tone::Good),
        Some(defect) => Cell::toned(
            say!(
                c,
                "history-defective",
                since = voice.time(defect.since),
                operator = visible(&defect.operator).into_owned(),
                reason = visible(&defect.reason).into_owned()
            ),
            Tone::Bad,
        ),
    }
}

/// A row a run; the token is named where there may be several.
fn runs(text: &mut Text<'_>, records: &Records, names_token: bool) {
    let voice = text.voice();
    let c = voice.catalogue;
    text.gap();
    if records.runs.is_empty() {
        text.sentence(&say!(c, "history-nothing"), Tone::Plain);
        return;
    }
    let names_journal = records.journals.len() > 1;
    let headings = [
        (true, say!(c, "history-column-when")),
        (names_token, say!(c, "history-column-token")),
        (true, say!(c, "history-column-command")),
        (true, say!(c, "history-column-what")),
        (true, say!(c, "history-column-operator")),
        (true, say!(c, "history-column-result")),
        (names_journal, say!(c, "history-column-desk")),
    ];
    let shown = headings.clone().map(|(shown, _)| shown);
    let mut table = Table::new(headings.into_iter().filter(|it| it.0).map(|it| it.1));
    for run in &records.runs {
        let journal = records.journals.get(run.journal);
        let cells: [Cell; 7] = [
            voice.time(run.began).into(),
            run.serial.as_str().into(),
            run.command.as_str().into(),
            words::what(run, &voice).into(),
            words::people(run, &voice).into(),
            Cell::toned(words::result(run, &voice), tone(run)),
            journal
                .map_or_else(String::new, |path| voice.path(path))
                .into(),
        ];
        let cells = cells.into_iter().zip(shown);
        table.row(cells.filter(|(_, shown)| *shown).map(|(cell, _)| cell));
    }
    text.table(&table);
    text.gap();
    let count = records.runs.len();
    text.sentence(&say!(c, "history-count", count = count), Tone::Plain);
}

fn tone(run: &RunRecord) -> Tone {
    if run.has_failed() {
        Tone::Bad
    } else {
        Tone::Plain
    }
}
