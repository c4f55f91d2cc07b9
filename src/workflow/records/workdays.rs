//! Days on which an issuer in Japan works: neither weekends, nor national holidays, nor the turn of the year.
//!
//! The holidays are those of the Act on National Holidays (国民の祝日に関する法律) as it stands since 2022; the two
//! equinoxes are reckoned by the usual formula, good for 1980 to 2099. Holidays that a special act moves once are not known.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Whether an issuer works on that day.
#[must_use]
pub fn is_workday(day: Date) -> bool {
    let is_weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    !is_weekend && !is_holiday(day) && !is_turn_of_the_year(day)
}

/// The last workday from which `count` workdays have passed by `day`: what takes so long is asked for then at the latest.
#[must_use]
pub fn workdays_before(day: Date, count: u32) -> Date {
    let (mut at, mut left) = (day, count);
    while left > 0 || !is_workday(at) {
        let passes = is_workday(at);
        let Ok(yesterday) = at.yesterday() else {
            return at;
        };
        at = yesterday;
        if passes {
            left = left.saturating_sub(1);
        }
    }
    at
}

/// Offices are closed from 29 December to 3 January.
fn is_turn_of_the_year(day: Date) -> bool {
    matches!((day.month(), day.day()), (12, 29..=31) | (1, 1..=3))
}

/// Whether it is a holiday: by its own name, in lieu of one on a Sunday, or between two.
#[must_use]
pub fn is_holiday(day: Date) -> bool {
    is_named(day) || is_in_lieu(day) || is_between(day)
}

/// The first day after a holiday on a Sunday that is none itself (振替休日).
fn is_in_lieu(day: Date) -> bool {
    let mut before = day;
    while let Ok(yesterday) = before.yesterday() {
        if !is_named(yesterday) {
            return false;
        }
        if yesterday.weekday() == Weekday::Sunday {
            return true;
        }
        before = yesterday;
    }
    false
}

/// A day whose neighbours are both holidays (国民の休日).
fn is_between(day: Date) -> bool {
    let is = |day: Result<Date, jiff::Error>| day.is_ok_and(is_named);
    is(day.yesterday()) && is(day.tomorrow())
}

fn is_named(day: Date) -> bool {
    let (year, month, number) = (day.year(), day.month(), day.day());
    let is_monday = |nth: i8| {
        let monday = day.nth_weekday_of_month(nth, Weekday::Monday);
        monday.is_ok_and(|monday| monday == day)
    };
    match month {
        1 => number == 1 || is_monday(2),
        2 => matches!(number, 11 | 23),
        3 => number == equinox(year, 20.8431),
        4 => number == 29,
        5 => matches!(number, 3..=5),
        7 => is_monday(3),
        8 => number == 11,
        9 => is_monday(3) || number == equinox(year, 23.2488),
        10 => is_monday(2),
        11 => matches!(number, 3 | 23),
        _ => false,
    }
}

/// The day of an equinox in Japan; `in_1980` is where it stood in 1980, in days of the month.
fn equinox(year: i16, in_1980: f64) -> i8 {
    let years = f64::from(year) - 1980.0;
    let day = (in_1980 + 0.242_194 * years).floor() - (years / 4.0).floor();
    // Between 19 and 24 in all the years that the formula is good for.
    #[expect(clippy::cast_possible_truncation, reason = "a day of a month")]
    let day = day as i8;
    day
}

/// A month earlier: 31 March becomes 28 or 29 February.
pub(super) fn a_month_before(day: Date) -> Date {
    day.saturating_sub(1.month())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn holidays(year: i16) -> Vec<String> {
        let mut found = Vec::new();
        let mut at = Date::new(year, 1, 1).unwrap();
        while at.year() == year {
            if is_holiday(at) {
                found.push(at.strftime("%m-%d").to_string());
            }
            at = at.tomorrow().unwrap();
        }
        found
    }

    // As the Cabinet Office publishes them (国民の祝日について).
    #[test]
    fn knows_the_holidays_that_are_published() {
        let expected = "01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 \
                        09-21 09-22 09-23 10-12 11-03 11-23";
        assert_eq!(holidays(2026).join(" "), expected);
        let expected = "01-01 01-11 02-11 02-23 03-21 03-22 04-29 05-03 05-04 05-05 07-19 08-11 \
                        09-20 09-23 10-11 11-03 11-23";
        assert_eq!(holidays(2027).join(" "), expected);
    }

    #[test]
    fn five_workdays_reach_back_over_a_weekend_and_the_golden_week() {
        // A Friday: from the Friday before.
        assert_eq!(workdays_before(day("2026-06-19"), 5), day("2026-06-12"));
        // 7 May 2026 is the first workday after the holidays.
        assert_eq!(workdays_before(day("2026-05-07"), 5), day("2026-04-24"));
        assert_eq!(workdays_before(day("2027-01-04"), 1), day("2026-12-28"));
    }

    #[test]
    fn what_is_due_on_a_sunday_is_there_on_the_friday() {
        assert_eq!(workdays_before(day("2026-06-21"), 0), day("2026-06-19"));
        assert_eq!(workdays_before(day("2026-06-21"), 5), day("2026-06-12"));
    }
}
