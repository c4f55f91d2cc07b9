//! What falls due as a table for spreadsheets.

use super::{Cell, Csv};
use crate::report::forecast::{self as words, ForecastSight};
use crate::report::{Voice, history};
use crate::say;
use crate::ui::visible::visible;

/// A row a certificate that falls due, the earliest end first.
#[must_use]
pub fn forecast(sight: &ForecastSight, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    let ends = sight.forecast.due.first();
    let zone = history::zone(ends.map(|due| due.certificate.not_after), voice);
    let mut csv = Csv::new([
        say!(c, "forecast-column-ends"),
        say!(c, "csv-left"),
        say!(c, "csv-bracket"),
        say!(c, "csv-name"),
        say!(c, "history-column-token"),
        say!(c, "csv-defective"),
        say!(c, "csv-order-from"),
        say!(c, "csv-order-by"),
        say!(c, "csv-start"),
        say!(c, "csv-media"),
        say!(c, "csv-subject"),
        say!(c, "csv-number"),
        say!(c, "csv-sha256"),
        say!(c, "csv-not-after", zone = zone),
    ]);
    for due in &sight.forecast.due {
        let certificate = &due.certificate;
        let name = certificate.name.as_deref().unwrap_or_default();
        let defective = match due.is_defective {
            true => say!(c, "csv-yes"),
            false => String::new(),
        };
        csv.row([
            Cell::Value(words::date(due.ends)),
            Cell::Value(due.left.to_string()),
            Cell::Text(words::bracket(due.bracket(), voice)),
            Cell::Text(visible(name).into_owned()),
            Cell::Number(visible(&due.token).into_owned()),
            Cell::Text(defective),
            Cell::Value(words::date(due.ordering.from)),
            Cell::Value(words::date(due.ordering.by)),
            Cell::Value(words::date(due.ordering.start)),
            Cell::Text(sight.media.map_or_else(String::new, |it| it.to_string())),
            Cell::Text(visible(&certificate.subject).into_owned()),
            Cell::Number(visible(&certificate.number).into_owned()),
            Cell::Number(certificate.sha256.to_string()),
            Cell::time(Some(certificate.not_after), voice),
        ]);
    }
    csv.finish()
}
