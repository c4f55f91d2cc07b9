//! Which runs are wanted: by token, operator, certificate and time.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::run::RunRecord;
use crate::audit::PlannedCertificate;

/// What a run must be to be shown; nothing set lets every run pass.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// The token's serial number, as it is.
    pub serial: Option<String>,
    /// The account that ran it, letters in either case.
    pub operator: Option<String>,
    /// A certificate: its SHA-256 or the beginning of it, its serial number in hexadecimal, or a part of its subject.
    pub certificate: Option<String>,
    /// It began then or later, UTC.
    pub from: Option<Timestamp>,
    /// It began before then, UTC.
    pub before: Option<Timestamp>,
}

impl Filter {
    /// Takes runs that began on the days from `since` to `until`, both included, as they are in `zone`.
    #[must_use]
    pub fn on_days(self, since: Option<Date>, until: Option<Date>, zone: &TimeZone) -> Self {
        let start = |day: Date| day.to_zoned(zone.clone()).ok().map(|at| at.timestamp());
        Self {
            from: since.and_then(start),
            before: until.and_then(|day| day.tomorrow().ok()).and_then(start),
            ..self
        }
    }

    /// Whether the run is one of those.
    #[must_use]
    pub fn takes(&self, run: &RunRecord) -> bool {
        let is = |wanted: &Option<String>, matches: &dyn Fn(&str) -> bool| {
            wanted.as_deref().is_none_or(matches)
        };
        is(&self.serial, &|serial| run.serial == serial)
            && is(&self.operator, &|operator| {
                run.operator.to_lowercase() == operator.trim().to_lowercase()
            })
            && is(&self.certificate, &|wanted| {
                run.certificates.iter().any(|one| is_meant(one, wanted))
                    || changes_digest(run, wanted)
            })
            && self.from.is_none_or(|from| run.began >= from)
            && self.before.is_none_or(|before| run.began < before)
    }
}

/// The fewest digits of a SHA-256 that are taken for the beginning of one.
const FEWEST_DIGITS: usize = 8;

fn is_meant(certificate: &PlannedCertificate, wanted: &str) -> bool {
    let digits = digits(wanted);
    let subject = certificate.subject.to_lowercase();
    begins(&certificate.sha256.to_string(), &digits)
        || without_zeros(&certificate.number) == without_zeros(&digits)
        || subject.contains(&wanted.trim().to_lowercase())
}

/// Older journals tell of a certificate only by the digest of what was written or removed.
fn changes_digest(run: &RunRecord, wanted: &str) -> bool {
    let digits = digits(wanted);
    let mut digests = run.changes.iter().filter_map(|change| change.sha256);
    digests.any(|sha256| begins(&sha256.to_string(), &digits))
}

fn begins(digest: &str, digits: &str) -> bool {
    digits.len() >= FEWEST_DIGITS && digest.starts_with(digits)
}

/// Hexadecimal digits without what people write between them.
fn digits(text: &str) -> String {
    let kept = text.chars().filter(|c| !matches!(c, ':' | ' '));
    kept.collect::<String>().to_lowercase()
}

fn without_zeros(number: &str) -> &str {
    number.trim_start_matches('0')
}
