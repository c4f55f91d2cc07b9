//! In which language and time zone a sentence is said.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::ui::{Catalogue, words};

/// The language and the time zone that sentences are said in.
#[derive(Debug, Clone)]
pub struct Voice<'a> {
    /// The language.
    pub catalogue: &'a Catalogue,
    /// Where the reader is; JSON is said in UTC.
    pub time_zone: TimeZone,
}

impl Voice<'_> {
    /// A point in time as the reader's clock shows it, with its zone.
    #[must_use]
    pub fn time(&self, instant: Timestamp) -> String {
        words::local_time(instant, self.time_zone.clone())
    }

    /// The day of a point in time where the reader is.
    #[must_use]
    pub fn day(&self, instant: Timestamp) -> String {
        words::local_date(instant, self.time_zone.clone())
    }
}
