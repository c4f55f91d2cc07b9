//! `forecast`: which certificates on the tokens seen so far fall due, and by when to order the next ones.

use tokendesk::report::forecast::ForecastSight;
use tokendesk::report::{Outcome, Result as Came, calendar, csv};
use tokendesk::workflow::records::forecast::{Horizon, Prices, forecast as draw};
use tokendesk::workflow::records::notice::Notice;
use tokendesk::workflow::{Cause, Failure, Stage};

use super::history::{came, read};
use crate::cli::arguments::Forecast;
use crate::cli::desk::Desk;
use crate::cli::papers;

/// Reads the journals, and the issuer's list where there is one, and shows what falls due.
pub fn forecast(
    desk: &Desk<'_>,
    wanted: &Forecast,
    outcome: &mut Outcome,
) -> Result<Came, Failure> {
    let notice = match &wanted.notice {
        Some(path) => Some(Notice::read(path).map_err(|error| {
            let path = path.clone();
            let cause = Cause::Notice {
                path,
                error: Box::new(error),
            };
            Failure::untouched(Stage::CommandLine, cause)
        })?),
        None => None,
    };
    let records = read(desk, &wanted.journals, None)?;
    let came = came(&records);
    let horizon = Horizon {
        now: desk.now,
        zone: desk.style.time_zone.clone(),
        days: wanted.within,
    };
    let prices = wanted.token_price.zip(wanted.file_price);
    let prices = prices.map(|(token, file)| Prices { token, file });
    let sight = ForecastSight {
        forecast: draw(&records, &horizon, notice.as_ref(), prices),
        journals: records.journals,
        damage: records.damage,
        media: wanted.media,
    };
    let voice = desk.style.voice();
    if let Some(path) = &wanted.csv {
        let table = csv::forecast(&sight, &voice);
        papers::write(path, &table, &sight.journals, outcome)?;
    }
    if let Some(path) = &wanted.ics {
        let text = calendar::calendar(&sight, desk.now, &voice);
        papers::write(path, &text, &sight.journals, outcome)?;
    }
    outcome.forecast = Some(Box::new(sight));
    Ok(came)
}
