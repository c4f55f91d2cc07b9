//! The runs of journals as a table for spreadsheets.

use super::{Cell, Csv};
use crate::audit::CertificatePart;
use crate::report::{Voice, history as words};
use crate::say;
use crate::ui::visible::visible;
use crate::workflow::records::{Records, RunRecord};

/// A row a run; times are in the voice's zone, which the heading names.
#[must_use]
pub fn history(records: &Records, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    let zone = words::zone(records.runs.last().map(|run| run.began), voice);
    let mut csv = Csv::new([
        say!(c, "csv-began", zone = zone.as_str()),
        say!(c, "csv-ended", zone = zone.as_str()),
        say!(c, "history-column-token"),
        say!(c, "history-column-command"),
        say!(c, "history-column-operator"),
        say!(c, "csv-witness"),
        say!(c, "csv-consent"),
        say!(c, "history-column-result"),
        say!(c, "csv-exit"),
        say!(c, "history-column-what"),
        say!(c, "csv-name"),
        say!(c, "csv-subject"),
        say!(c, "csv-number"),
        say!(c, "csv-sha256"),
        say!(c, "csv-not-before", zone = zone.as_str()),
        say!(c, "csv-not-after", zone = zone.as_str()),
        say!(c, "csv-removed"),
        say!(c, "csv-proof"),
        say!(c, "csv-custody"),
        say!(c, "csv-head"),
        say!(c, "csv-run"),
        say!(c, "history-column-desk"),
    ]);
    for run in &records.runs {
        csv.row(row(run, records, voice));
    }
    csv.finish()
}

fn row(run: &RunRecord, records: &Records, voice: &Voice<'_>) -> [Cell; 22] {
    let text = |text: &str| Cell::Text(visible(text).into_owned());
    let number = |text: String| Cell::Number(visible(&text).into_owned());
    let new = run.written();
    let removed = run.certificates.iter();
    let removed: Vec<String> = removed
        .filter(|one| one.part == CertificatePart::Removed)
        .map(|one| one.sha256.to_string())
        .collect();
    let journal = records.journals.get(run.journal);
    let journal = journal.map_or_else(String::new, |path| voice.path(path));
    [
        Cell::time(Some(run.began), voice),
        Cell::time(run.ended.as_ref().map(|ended| ended.at), voice),
        number(run.serial.clone()),
        text(&run.command),
        text(&run.operator),
        Cell::Text(words::witness(run, voice).unwrap_or_default()),
        Cell::Text(words::consent(run, voice).unwrap_or_default()),
        Cell::Text(words::result(run, voice)),
        Cell::Value(
            run.ended
                .as_ref()
                .map_or_else(String::new, |ended| ended.exit.to_string()),
        ),
        Cell::Text(words::what(run, voice)),
        text(new.map_or("", |one| one.name.as_deref().unwrap_or_default())),
        text(new.map_or("", |one| one.subject.as_str())),
        number(new.map_or_else(String::new, |one| one.number.clone())),
        number(new.map_or_else(String::new, |one| one.sha256.to_string())),
        Cell::time(new.map(|one| one.not_before), voice),
        Cell::time(new.map(|one| one.not_after), voice),
        number(removed.join(" ")),
        number(
            run.proof
                .as_ref()
                .map_or_else(String::new, |proof| proof.digest.to_string()),
        ),
        Cell::Text(words::custody(run, voice).unwrap_or_default()),
        number(
            run.ended
                .as_ref()
                .map_or_else(String::new, |ended| ended.head.to_string()),
        ),
        number(run.run.to_string()),
        Cell::Text(journal),
    ]
}
