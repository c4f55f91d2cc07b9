//! `history`: what was done to which token, when and by whom, and a token's life.

use std::path::PathBuf;

use tokendesk::audit;
use tokendesk::report::history::HistorySight;
use tokendesk::report::{Outcome, Result as Came, csv};
use tokendesk::workflow::records::{self, Filter, Gathering, Records};
use tokendesk::workflow::{Failure, Stage};

use crate::cli::arguments::History;
use crate::cli::desk::Desk;
use crate::cli::{opening, papers};

/// Reads the journals and shows the runs that were asked for.
pub fn history(desk: &Desk<'_>, wanted: &History, outcome: &mut Outcome) -> Result<Came, Failure> {
    let serial = desk.common.serial.clone();
    let mut records = read(desk, &wanted.journals, serial.as_deref())?;
    let life = serial.as_deref().map(|it| records::life(&records, it));
    let filter = Filter {
        serial,
        operator: wanted.by_operator.clone(),
        certificate: wanted.of_certificate.clone(),
        ..Filter::default()
    };
    let filter = filter.on_days(wanted.since, wanted.until, &desk.style.time_zone);
    records.runs.retain(|run| filter.takes(run));
    if !wanted.oldest_first {
        records.runs.reverse();
    }
    let came = came(&records);
    if let Some(path) = &wanted.csv {
        let table = csv::history(&records, &desk.style.voice());
        papers::write(path, &table, &records.journals, outcome)?;
    }
    outcome.history = Some(Box::new(HistorySight { records, life }));
    Ok(came)
}

/// Reads the journals that are named, or this desk's own; only the lines of `serial`, where there is one.
pub fn read(
    desk: &Desk<'_>,
    journals: &[PathBuf],
    serial: Option<&str>,
) -> Result<Records, Failure> {
    let fail = |error| Failure::untouched(Stage::Journal, error);
    let own = [opening::journal_path(desk)];
    let named = if journals.is_empty() { &own } else { journals };
    if journals.is_empty() && desk.common.journal.is_none() && !own.iter().all(|it| it.exists()) {
        // A desk that has changed no token yet.
        return Ok(Records::default());
    }
    let mut gathering = Gathering::default();
    for path in distinct(named) {
        match serial {
            Some(serial) => {
                let lines = audit::read_of(&path, serial).map_err(fail)?;
                gathering.add(&path, lines);
            }
            None => gathering.add(&path, audit::read(&path).map_err(fail)?),
        }
    }
    Ok(gathering.finish())
}

/// Each file once, whatever it is called.
fn distinct(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut seen = Vec::new();
    let mut distinct = Vec::new();
    for path in paths {
        let real = path.canonicalize().unwrap_or_else(|_| path.clone());
        if !seen.contains(&real) {
            seen.push(real);
            distinct.push(path.clone());
        }
    }
    distinct
}

/// What reading came to: records with gaps are shown, and are not called whole.
pub fn came(records: &Records) -> Came {
    if records.has_gaps() {
        Came::Broken
    } else {
        Came::Done
    }
}
