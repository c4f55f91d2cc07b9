//! What falls due, for people: a table for each month ahead, and what the issuer's list says.

use super::text::Text;
use super::{counted, history};
use crate::report::forecast::{self as words, ForecastSight};
use crate::report::history::name;
use crate::say;
use crate::ui::table::{Cell, Table, Tone};
use crate::ui::visible::visible;
use crate::workflow::records::forecast::{Bracket, Due, Forecast, Moment};
use crate::workflow::records::notice::{NoticeRow, Noticed};

/// What falls due, what does not, and what the issuer's list lacks.
pub(super) fn forecast(text: &mut Text<'_>, sight: &ForecastSight) {
    let voice = text.voice();
    let c = voice.catalogue;
    let forecast = &sight.forecast;
    let today = words::date(forecast.today);
    text.sentence(
        &say!(c, "forecast-title", today = today, days = forecast.days),
        Tone::Plain,
    );
    for bracket in Bracket::ALL {
        let due = forecast.due.iter();
        let due: Vec<&Due> = due.filter(|due| due.bracket() == bracket).collect();
        if !due.is_empty() {
            let heading = words::bracket(bracket, &voice);
            text.heading(&counted(&heading, due.len(), &voice));
            table(text, &due);
        }
    }
    text.gap();
    if forecast.due.is_empty() {
        text.sentence(&say!(c, "forecast-nothing"), Tone::Good);
    } else {
        text.sentence(&say!(c, "forecast-workdays"), Tone::Faint);
    }
    others(text, forecast);
    if let Some(savings) = &forecast.savings {
        text.sentence(&words::savings(savings, sight.media, &voice), Tone::Plain);
    }
    if let Some(noticed) = &forecast.notice {
        notice(text, noticed, forecast);
    }
    history::gaps(text, &sight.damage);
}

fn table(text: &mut Text<'_>, due: &[&Due]) {
    let voice = text.voice();
    let c = voice.catalogue;
    let mut table = Table::new([
        say!(c, "forecast-column-ends"),
        say!(c, "forecast-column-left"),
        say!(c, "forecast-column-certificate"),
        say!(c, "history-column-token"),
        say!(c, "forecast-column-order"),
    ]);
    for one in due {
        let mut token = visible(&one.token).into_owned();
        if one.is_defective {
            token = say!(c, "forecast-defective", token = token);
        }
        let tone = match one.ordering.moment {
            Moment::Early => Tone::Plain,
            Moment::Open => Tone::Warning,
            Moment::Late => Tone::Bad,
        };
        let cells: [Cell; 5] = [
            words::date(one.ends).into(),
            words::left(one, &voice).into(),
            name(&one.certificate, &voice).into(),
            token.into(),
            Cell::toned(words::ordering(&one.ordering, &voice), tone),
        ];
        table.row(cells);
    }
    text.table(&table);
}

/// What is known and not in the tables.
fn others(text: &mut Text<'_>, forecast: &Forecast) {
    let voice = text.voice();
    let c = voice.catalogue;
    let counts = [
        (
            forecast.later,
            say!(c, "forecast-count-later", count = forecast.later),
        ),
        (
            forecast.renewed,
            say!(c, "forecast-count-renewed", count = forecast.renewed),
        ),
        (
            forecast.long_ended,
            say!(c, "forecast-count-long-ended", count = forecast.long_ended),
        ),
    ];
    for (count, sentence) in counts {
        if count > 0 {
            text.sentence(&sentence, Tone::Plain);
        }
    }
    if !forecast.untold.is_empty() {
        let tokens = forecast.untold.iter();
        let list = voice.list(tokens.map(|token| visible(token).into_owned()));
        text.sentence(&say!(c, "forecast-untold", list = list), Tone::Warning);
    }
}

/// What the issuer's list has that the journals lack, and the reverse.
fn notice(text: &mut Text<'_>, noticed: &Noticed, forecast: &Forecast) {
    let voice = text.voice();
    let c = voice.catalogue;
    let count = noticed.rows;
    text.heading(&say!(c, "forecast-notice", count = count));
    let due = noticed.due.len();
    text.hanging(
        "  ",
        &say!(c, "forecast-notice-due", count = due),
        Tone::Good,
    );
    let told = |row: &NoticeRow| {
        let name = visible(&row.name).into_owned();
        let id = row.id.as_deref().unwrap_or("?");
        let id = visible(id).into_owned();
        say!(
            c,
            "forecast-notice-row",
            line = row.line,
            name = name,
            id = id
        )
    };
    for row in &noticed.renewed {
        let sentence = say!(c, "forecast-notice-renewed", row = told(row));
        text.hanging("  ", &sentence, Tone::Plain);
    }
    for row in &noticed.unknown {
        let sentence = say!(c, "forecast-notice-unknown", row = told(row));
        text.hanging("  ", &sentence, Tone::Warning);
    }
    for line in &noticed.nameless {
        let sentence = say!(c, "forecast-notice-nameless", line = (*line));
        text.hanging("  ", &sentence, Tone::Warning);
    }
    for due in noticed
        .unlisted
        .iter()
        .filter_map(|it| forecast.due.get(*it))
    {
        let sentence = say!(
            c,
            "forecast-notice-unlisted",
            name = name(&due.certificate, &voice),
            token = visible(&due.token).into_owned(),
            day = words::date(due.ends)
        );
        text.hanging("  ", &sentence, Tone::Warning);
    }
}
