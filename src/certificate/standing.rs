//! Whether a certificate is not yet valid, current or expired, and when it may be removed.

use jiff::Timestamp;

use crate::clock::Now;

/// A certificate's place in time at one [`Now`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Its validity has not begun.
    NotYetValid,
    /// It is valid.
    Current,
    /// Its validity is over.
    Expired,
}

impl Standing {
    /// The stable word for JSON and plans.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NotYetValid => "not-yet-valid",
            Self::Current => "current",
            Self::Expired => "expired",
        }
    }
}

/// How long a certificate must have been expired before it may be removed, whole days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExpiryMargin {
    days: u32,
}

impl ExpiryMargin {
    /// A margin of `days`; 0 removes what has expired a second ago.
    #[must_use]
    pub const fn of_days(days: u32) -> Self {
        Self { days }
    }

    /// The days.
    #[must_use]
    pub fn days(self) -> u32 {
        self.days
    }
}

impl Default for ExpiryMargin {
    /// One day: clocks of two computers differ.
    fn default() -> Self {
        Self::of_days(1)
    }
}

/// The last second that a timestamp holds. 9999-12-31T23:59:59Z, "no well-defined expiration date"
/// (RFC 5280 §4.1.2.5), lies past it and is read as it.
const NO_EXPIRATION: Timestamp = Timestamp::MAX;

/// Judges a validity whose two ends both belong to it.
pub(super) fn judge(not_before: Timestamp, not_after: Timestamp, now: Now) -> Standing {
    let now = now.timestamp().as_second();
    if now > not_after.as_second() && not_after < NO_EXPIRATION {
        Standing::Expired
    } else if now < not_before.as_second() {
        Standing::NotYetValid
    } else {
        Standing::Current
    }
}

/// Whether `not_after` lies before `now` by more than the margin.
pub(super) fn is_expired_beyond(not_after: Timestamp, margin: ExpiryMargin, now: Now) -> bool {
    let margin = i64::from(margin.days).saturating_mul(86_400);
    let bound = not_after.as_second().saturating_add(margin);
    not_after < NO_EXPIRATION && now.timestamp().as_second() > bound
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn standing(now: i64) -> Standing {
        judge(at(100), at(200), Now::at(at(now)))
    }

    #[test]
    fn not_yet_valid_one_second_before_the_start() {
        assert_eq!(standing(99), Standing::NotYetValid);
    }

    #[test]
    fn current_in_the_first_and_the_last_second() {
        assert_eq!(
            (standing(100), standing(200)),
            (Standing::Current, Standing::Current)
        );
    }

    #[test]
    fn expired_one_second_after_the_end() {
        assert_eq!(standing(201), Standing::Expired);
    }

    #[test]
    fn no_well_defined_expiration_never_expires() {
        let far = Now::at(Timestamp::MAX);
        assert_eq!(judge(at(0), NO_EXPIRATION, far), Standing::Current);
        assert!(!is_expired_beyond(
            NO_EXPIRATION,
            ExpiryMargin::of_days(0),
            far
        ));
    }

    #[test]
    fn keeps_a_certificate_that_expires_this_second() {
        let now = Now::at(at(200));
        assert!(!is_expired_beyond(at(200), ExpiryMargin::of_days(0), now));
        assert!(is_expired_beyond(at(199), ExpiryMargin::of_days(0), now));
    }

    #[test]
    fn keeps_a_certificate_that_expired_exactly_the_margin_ago() {
        let margin = ExpiryMargin::default();
        assert!(!is_expired_beyond(
            at(200),
            margin,
            Now::at(at(200 + 86_400))
        ));
        assert!(is_expired_beyond(
            at(200),
            margin,
            Now::at(at(201 + 86_400))
        ));
    }
}
