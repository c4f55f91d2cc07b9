//! By when the next certificate is to be ordered, and from when it can be.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::workflow::records::workdays::{a_month_before, workdays_before};

/// How many workdays the issuer takes.
pub const ORDERING_WORKDAYS: u32 = 5;

/// How many days ahead a certificate may begin at most.
pub const EARLIEST_START_DAYS: i64 = 180;

/// When the next certificate is to be ordered, so that it is there a month before the old one ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ordering {
    /// The first day of the new one: a month before the last day of the old one.
    pub start: Date,
    /// From when it can be ordered: not more than 180 days before it begins.
    pub from: Date,
    /// By when it is to be ordered: five workdays before it begins.
    pub by: Date,
    /// Where today stands to that.
    pub moment: Moment,
}

/// Where a day stands to the days on which to order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// It cannot be ordered yet.
    Early,
    /// It can be ordered, and there is time.
    Open,
    /// It should have been ordered: there will be less than a month of overlap, or none.
    Late,
}

impl Moment {
    /// The stable word for JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Early => "early",
            Self::Open => "open",
            Self::Late => "late",
        }
    }
}

impl Ordering {
    /// When the successor of what ends on the day `ends` is to be ordered, seen from `today`.
    #[must_use]
    pub fn before(ends: Date, today: Date) -> Self {
        let start = a_month_before(ends);
        let from = start.saturating_sub(EARLIEST_START_DAYS.days());
        let by = workdays_before(start, ORDERING_WORKDAYS);
        let moment = if today < from {
            Moment::Early
        } else if today <= by {
            Moment::Open
        } else {
            Moment::Late
        };
        Self {
            start,
            from,
            by,
            moment,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_of_overlap_and_five_workdays_of_the_issuer() {
        let ordering = Ordering::before(day("2027-02-21"), day("2026-11-23"));
        assert_eq!(ordering.start, day("2027-01-21"));
        assert_eq!(ordering.by, day("2027-01-14"));
        assert_eq!(ordering.from, day("2026-07-25"));
        assert_eq!(ordering.moment, Moment::Open);
    }

    #[test]
    fn the_day_itself_is_in_time_and_the_day_after_is_late() {
        let on = |today: &str| Ordering::before(day("2027-02-21"), day(today)).moment;
        assert_eq!(on("2026-07-24"), Moment::Early);
        assert_eq!(on("2026-07-25"), Moment::Open);
        assert_eq!(on("2027-01-14"), Moment::Open);
        assert_eq!(on("2027-01-15"), Moment::Late);
    }
}
