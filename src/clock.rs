//! The one instant a run judges by: read once at the edge, passed down, never read again.

use jiff::Timestamp;

/// The instant, UTC, that every certificate of a run is judged by.
///
/// The library takes it as an argument, so that a test suite can put a token into a state that
/// would otherwise take two years to reach; the command line reads it from the system once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Now(Timestamp);

impl Now {
    /// Makes the instant that everything in this run is judged by.
    #[must_use]
    pub fn at(instant: Timestamp) -> Self {
        Self(instant)
    }

    /// The instant itself.
    #[must_use]
    pub fn timestamp(self) -> Timestamp {
        self.0
    }
}

/// Why a clock is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ImplausibleClock {
    /// The clock shows a time before this program was built.
    #[error("the clock shows {now}, before this program was built ({built})")]
    BeforeBuild {
        /// What the clock shows.
        now: Timestamp,
        /// When this program was built.
        built: Timestamp,
    },
    /// The clock shows a time more than ten years after this program was built.
    #[error("the clock shows {now}, more than ten years after this program was built ({built})")]
    FarAfterBuild {
        /// What the clock shows.
        now: Timestamp,
        /// When this program was built.
        built: Timestamp,
    },
    /// The clock shows a time before the journal's last line.
    #[error("the clock shows {now}, before the last line of the journal ({last})")]
    BeforeJournal {
        /// What the clock shows.
        now: Timestamp,
        /// The time of the journal's last line.
        last: Timestamp,
    },
}

/// Ten years in seconds, leap days included.
const TEN_YEARS: i64 = 3_653 * 86_400;

/// When this program was built, UTC: the bounds a clock is checked against.
#[must_use]
pub fn built() -> Timestamp {
    let seconds = env!("TOKENDESK_BUILT").parse().unwrap_or(0);
    Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Says whether a clock may decide what is destroyed (design, rule 1).
///
/// # Errors
/// [`ImplausibleClock`] when `now` lies before the build, before the journal's last line, or more
/// than ten years after the build.
pub fn trust(now: Now, journal_last: Option<Timestamp>) -> Result<(), ImplausibleClock> {
    let (now, built) = (now.timestamp(), built());
    if now < built {
        return Err(ImplausibleClock::BeforeBuild { now, built });
    }
    if now.as_second().saturating_sub(built.as_second()) > TEN_YEARS {
        return Err(ImplausibleClock::FarAfterBuild { now, built });
    }
    match journal_last {
        Some(last) if now < last => Err(ImplausibleClock::BeforeJournal { now, last }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after_build(seconds: i64) -> Now {
        Now::at(Timestamp::from_second(built().as_second() + seconds).unwrap())
    }

    #[test]
    fn refuses_a_clock_before_the_build() {
        let verdict = trust(after_build(-1), None);
        assert!(matches!(verdict, Err(ImplausibleClock::BeforeBuild { .. })));
    }

    #[test]
    fn refuses_a_clock_ten_years_past_the_build() {
        assert!(trust(after_build(TEN_YEARS), None).is_ok());
        let verdict = trust(after_build(TEN_YEARS + 1), None);
        assert!(matches!(
            verdict,
            Err(ImplausibleClock::FarAfterBuild { .. })
        ));
    }

    #[test]
    fn refuses_a_clock_before_the_journals_last_line() {
        let last = after_build(100).timestamp();
        assert!(trust(after_build(100), Some(last)).is_ok());
        let verdict = trust(after_build(99), Some(last));
        assert!(matches!(
            verdict,
            Err(ImplausibleClock::BeforeJournal { .. })
        ));
    }
}
