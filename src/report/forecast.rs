//! What falls due, in words: how soon, and by when to order.

use jiff::civil::Date;

use super::Voice;
use crate::say;
use crate::workflow::records::Damage;
use crate::workflow::records::forecast::{
    Bracket, Due, Forecast, Media, Moment, Ordering, Savings,
};

/// What `forecast` shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForecastSight {
    /// The journals that were read.
    pub journals: Vec<std::path::PathBuf>,
    /// What in them could not be read.
    pub damage: Vec<Damage>,
    /// What falls due.
    pub forecast: Forecast,
    /// How the next certificates are to be ordered, where it was said.
    pub media: Option<Media>,
}

/// The heading over those that end so soon.
#[must_use]
pub fn bracket(bracket: Bracket, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    match bracket {
        Bracket::Ended => say!(c, "forecast-ended"),
        Bracket::Within30 => say!(c, "forecast-within", days = 30),
        Bracket::Within60 => say!(c, "forecast-within", days = 60),
        Bracket::Within90 => say!(c, "forecast-within", days = 90),
        Bracket::Later => say!(c, "forecast-later"),
    }
}

/// How many days are left, or have passed.
#[must_use]
pub fn left(due: &Due, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    let days = due.left.unsigned_abs();
    if due.left < 0 {
        say!(c, "forecast-days-ago", days = days)
    } else {
        say!(c, "forecast-days-left", days = days)
    }
}

/// What to do about ordering.
#[must_use]
pub fn ordering(ordering: &Ordering, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    match ordering.moment {
        Moment::Early => say!(c, "forecast-order-from", day = date(ordering.from)),
        Moment::Open => say!(c, "forecast-order-by", day = date(ordering.by)),
        Moment::Late => say!(c, "forecast-order-now", day = date(ordering.by)),
    }
}

/// What the renewals cost and save.
#[must_use]
pub fn savings(savings: &Savings, media: Option<Media>, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    let saved = savings.saved();
    let yen = |sum: u64| grouped(sum);
    let medium = media.map_or_else(|| say!(c, "forecast-file"), |media| media.to_string());
    let sentence = say!(
        c,
        "forecast-cost",
        count = savings.count,
        medium = medium,
        file = yen(savings.prices.file.into()),
        files = yen(savings.files),
        token = yen(savings.prices.token.into()),
        tokens = yen(savings.tokens)
    );
    let sum = yen(saved.unsigned_abs());
    let result = if saved < 0 {
        say!(c, "forecast-costs-more", sum = sum)
    } else {
        say!(c, "forecast-saves", sum = sum)
    };
    say!(c, "report-two-sentences", one = sentence, other = result)
}

/// A day: `2026-11-22`.
#[must_use]
pub fn date(day: Date) -> String {
    day.to_string()
}

/// Digits in groups of three: `10,500`.
fn grouped(sum: u64) -> String {
    let digits = sum.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        let behind = digits.len().saturating_sub(place);
        if place > 0 && behind.is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn digits_are_grouped_by_thousands() {
        let shown = [0, 999, 4_900, 10_500, 1_000_000].map(grouped);
        assert_eq!(shown, ["0", "999", "4,900", "10,500", "1,000,000"]);
    }
}
