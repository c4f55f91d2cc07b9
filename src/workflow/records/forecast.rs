//! What falls due: certificates on tokens by the records, when each ends, and by when the next one is to be ordered.

mod ordering;
mod savings;

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::holding::held;
use super::life::life_of;
use super::notice::{Notice, Noticed, compare};
use super::{Records, RunRecord};
use crate::audit::PlannedCertificate;
use crate::clock::Now;

pub use ordering::{EARLIEST_START_DAYS, Moment, ORDERING_WORKDAYS, Ordering};
pub use savings::{Media, Prices, Savings};

/// What a forecast is asked for.
#[derive(Debug, Clone)]
pub struct Horizon {
    /// The instant that everything is counted from.
    pub now: Now,
    /// Where the reader is: days are days there.
    pub zone: TimeZone,
    /// How many days ahead, and back, certificates are told.
    pub days: u32,
}

/// Certificates that end soon, or ended lately, and were not renewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// The day it was made, where the reader is.
    pub today: Date,
    /// How many days ahead, and back.
    pub days: u32,
    /// What falls due, the earliest end first.
    pub due: Vec<Due>,
    /// How many certificates end later.
    pub later: usize,
    /// How many ended longer ago.
    pub long_ended: usize,
    /// How many were renewed: another certificate with the same subject ends later.
    pub renewed: usize,
    /// The tokens of which the records do not tell what is on them: older journals name no certificates.
    pub untold: Vec<String>,
    /// The issuer's list held against this, where one was given.
    pub notice: Option<Noticed>,
    /// What the renewals cost and save, where prices were given.
    pub savings: Option<Savings>,
}

/// A certificate that falls due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The token's serial number.
    pub token: String,
    /// Whether the token is out of use: another one is needed.
    pub is_defective: bool,
    /// The certificate.
    pub certificate: PlannedCertificate,
    /// The last day of its validity, where the reader is.
    pub ends: Date,
    /// How many days are left; negative once it has ended.
    pub left: i32,
    /// When the next one is to be ordered.
    pub ordering: Ordering,
}

/// How soon a certificate ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bracket {
    /// It has ended.
    Ended,
    /// Within 30 days.
    Within30,
    /// Within 60 days.
    Within60,
    /// Within 90 days.
    Within90,
    /// After more than 90 days.
    Later,
}

impl Bracket {
    /// All of them, the soonest first.
    pub const ALL: [Self; 5] = [
        Self::Ended,
        Self::Within30,
        Self::Within60,
        Self::Within90,
        Self::Later,
    ];

    /// The stable word for JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Ended => "ended",
            Self::Within30 => "within-30-days",
            Self::Within60 => "within-60-days",
            Self::Within90 => "within-90-days",
            Self::Later => "later",
        }
    }
}

impl Due {
    /// How soon it ends.
    #[must_use]
    pub fn bracket(&self) -> Bracket {
        match self.left {
            i32::MIN..=-1 => Bracket::Ended,
            0..=30 => Bracket::Within30,
            31..=60 => Bracket::Within60,
            61..=90 => Bracket::Within90,
            91.. => Bracket::Later,
        }
    }
}

/// What falls due by the records; `notice` is the issuer's list.
#[must_use]
pub fn forecast(
    records: &Records,
    horizon: &Horizon,
    notice: Option<&Notice>,
    prices: Option<Prices>,
) -> Forecast {
    let day = |at: Timestamp| at.to_zoned(horizon.zone.clone()).date();
    let now = horizon.now.timestamp();
    let today = day(now);
    let holdings = holdings(records);
    let latest = latest(&holdings);
    let mut forecast = Forecast {
        today,
        days: horizon.days,
        due: Vec::new(),
        later: 0,
        long_ended: 0,
        renewed: 0,
        untold: Vec::new(),
        notice: None,
        savings: None,
    };
    for holding in &holdings {
        if holding.is_untold {
            forecast.untold.push(holding.token.clone());
        }
        for certificate in &holding.held {
            let key = subject(certificate);
            if latest
                .get(&key)
                .is_some_and(|end| *end > certificate.not_after)
            {
                forecast.renewed = forecast.renewed.saturating_add(1);
                continue;
            }
            let ends = day(certificate.not_after);
            let left = match certificate.not_after < now {
                // What ended this morning has ended.
                true => days_between(today, ends).min(-1),
                false => days_between(today, ends),
            };
            let reach = i32::try_from(horizon.days).unwrap_or(i32::MAX);
            if left > reach {
                forecast.later = forecast.later.saturating_add(1);
            } else if left < reach.saturating_neg() {
                forecast.long_ended = forecast.long_ended.saturating_add(1);
            } else {
                forecast.due.push(Due {
                    token: holding.token.clone(),
                    is_defective: holding.is_defective,
                    certificate: certificate.clone(),
                    ends,
                    left,
                    ordering: Ordering::before(ends, today),
                });
            }
        }
    }
    let key = |due: &Due| (due.certificate.not_after, due.token.clone());
    forecast.due.sort_by_key(key);
    let known: Vec<&PlannedCertificate> = holdings.iter().flat_map(|it| &it.held).collect();
    forecast.notice = notice.map(|notice| compare(notice, &forecast.due, &known));
    forecast.savings = prices.map(|prices| Savings::of(forecast.due.len(), prices));
    forecast
}

/// What one token holds by the records.
struct Holding {
    token: String,
    held: Vec<PlannedCertificate>,
    is_defective: bool,
    is_untold: bool,
}

fn holdings(records: &Records) -> Vec<Holding> {
    let mut order: Vec<&str> = Vec::new();
    let mut runs: HashMap<&str, Vec<&RunRecord>> = HashMap::new();
    for run in &records.runs {
        let of_token = runs.entry(&run.serial).or_default();
        if of_token.is_empty() {
            order.push(&run.serial);
        }
        of_token.push(run);
    }
    let holding = |token: &&str| {
        let runs = runs.get(token).map_or(&[][..], Vec::as_slice);
        let is_told = runs.iter().any(|run| !run.certificates.is_empty());
        Holding {
            token: (*token).to_owned(),
            held: held(runs.iter().copied()),
            is_defective: life_of(token, runs).defective.is_some(),
            is_untold: !is_told && runs.iter().any(|run| !run.changes.is_empty()),
        }
    };
    order.iter().map(holding).collect()
}

/// When the last certificate of each subject ends.
fn latest(holdings: &[Holding]) -> HashMap<String, Timestamp> {
    let mut latest = HashMap::new();
    for certificate in holdings.iter().flat_map(|holding| &holding.held) {
        let end = latest
            .entry(subject(certificate))
            .or_insert(certificate.not_after);
        *end = certificate.not_after.max(*end);
    }
    latest
}

/// A subject as it is compared: letters in either case, blanks as one (RFC 5280 §7.1).
fn subject(certificate: &PlannedCertificate) -> String {
    let words: Vec<&str> = certificate.subject.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// How many days lie from one day to another.
fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}
