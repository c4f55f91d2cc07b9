//! `report`: hand-over sheets of what was written to tokens, as a page to print and as a table.

use tokendesk::report::history::HistorySight;
use tokendesk::report::{Outcome, Result as Came, csv, handover};
use tokendesk::workflow::records::handover::{Wanted, handovers};
use tokendesk::workflow::records::{Filter, Records};
use tokendesk::workflow::{Cause, Failure, Stage};

use super::history::{came, read};
use crate::cli::arguments::Report;
use crate::cli::desk::Desk;
use crate::cli::papers;

/// Writes the sheets of the runs that were asked for.
pub fn report(desk: &Desk<'_>, wanted: &Report, outcome: &mut Outcome) -> Result<Came, Failure> {
    let serial = desk.common.serial.clone();
    let records = read(desk, &wanted.journals, serial.as_deref())?;
    let found = handovers(&records, &chosen(desk, wanted, serial));
    if found.is_empty() {
        return Err(Failure::untouched(Stage::Look, Cause::NothingWritten));
    }
    let voice = desk.style.voice();
    if let Some(path) = &wanted.html {
        let page = handover::page(&found, desk.now, &voice);
        papers::write(path, &page, &records.journals, outcome)?;
    }
    let runs = found.into_iter().map(|handover| handover.run).collect();
    let shown = Records { runs, ..records };
    if let Some(path) = &wanted.csv {
        let table = csv::history(&shown, &voice);
        papers::write(path, &table, &shown.journals, outcome)?;
    }
    let came = came(&shown);
    outcome.history = Some(Box::new(HistorySight {
        records: shown,
        life: None,
    }));
    Ok(came)
}

/// By run, batch, day or token, in this order; today's without any of them.
fn chosen(desk: &Desk<'_>, wanted: &Report, serial: Option<String>) -> Wanted {
    if let Some(run) = &wanted.run {
        return Wanted::Run(run.clone());
    }
    if let Some(batch) = &wanted.batch {
        return Wanted::Batch(batch.clone());
    }
    let zone = &desk.style.time_zone;
    let today = desk.now.timestamp().to_zoned(zone.clone()).date();
    match (wanted.day, serial) {
        (None, Some(serial)) => Wanted::Token(serial),
        (day, serial) => {
            let day = Some(day.unwrap_or(today));
            let filter = Filter {
                serial,
                ..Filter::default()
            };
            Wanted::Filtered(filter.on_days(day, day, zone))
        }
    }
}
