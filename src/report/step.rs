//! What a run is doing, in words and as one word: for progress lines and for the lines of `--output jsonl`.

use crate::say;
use crate::ui::Catalogue;
use crate::workflow::Activity;

/// A step of a run on one token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// The PIN was accepted.
    LoggedIn,
    /// The plan is drawn; nothing was changed yet.
    Planned,
    /// What the run does now.
    Doing(Activity),
}

impl Step {
    /// The stable word for JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::LoggedIn => "logged-in",
            Self::Planned => "planned",
            Self::Doing(Activity::Looking) => "looking",
            Self::Doing(Activity::Writing { .. }) => "writing",
            Self::Doing(Activity::Proving) => "proving",
            Self::Doing(Activity::Handshaking) => "handshaking",
            Self::Doing(Activity::Removing { .. }) => "removing",
            Self::Doing(Activity::Undoing) => "undoing",
        }
    }

    /// Which object of how many, where the step goes through some.
    #[must_use]
    pub fn count(self) -> Option<(usize, usize)> {
        match self {
            Self::Doing(Activity::Writing { nth, of } | Activity::Removing { nth, of }) => {
                Some((nth, of))
            }
            Self::LoggedIn
            | Self::Planned
            | Self::Doing(
                Activity::Looking | Activity::Proving | Activity::Handshaking | Activity::Undoing,
            ) => None,
        }
    }

    /// Reads what [`Step::word`] and [`Step::count`] gave.
    #[must_use]
    pub fn parse(word: &str, count: Option<(usize, usize)>) -> Option<Self> {
        Some(match (word, count) {
            ("logged-in", None) => Self::LoggedIn,
            ("planned", None) => Self::Planned,
            ("looking", None) => Self::Doing(Activity::Looking),
            ("writing", Some((nth, of))) => Self::Doing(Activity::Writing { nth, of }),
            ("proving", None) => Self::Doing(Activity::Proving),
            ("handshaking", None) => Self::Doing(Activity::Handshaking),
            ("removing", Some((nth, of))) => Self::Doing(Activity::Removing { nth, of }),
            ("undoing", None) => Self::Doing(Activity::Undoing),
            _ => return None,
        })
    }
}

/// Tells a step in the reader's language.
#[must_use]
pub fn tell(step: Step, catalogue: &Catalogue) -> String {
    match step {
        Step::LoggedIn => say!(catalogue, "progress-logged-in"),
        Step::Planned => say!(catalogue, "progress-planned"),
        Step::Doing(Activity::Looking) => say!(catalogue, "progress-looking"),
        Step::Doing(Activity::Writing { nth, of }) => {
            say!(catalogue, "progress-writing", nth = nth, of = of)
        }
        Step::Doing(Activity::Proving) => say!(catalogue, "progress-proving"),
        Step::Doing(Activity::Handshaking) => say!(catalogue, "progress-handshaking"),
        Step::Doing(Activity::Removing { nth, of }) => {
            say!(catalogue, "progress-removing", nth = nth, of = of)
        }
        Step::Doing(Activity::Undoing) => say!(catalogue, "progress-undoing"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_read_back_as_it_was_written() {
        let steps = [
            Step::LoggedIn,
            Step::Planned,
            Step::Doing(Activity::Looking),
            Step::Doing(Activity::Writing { nth: 2, of: 5 }),
            Step::Doing(Activity::Proving),
            Step::Doing(Activity::Handshaking),
            Step::Doing(Activity::Removing { nth: 1, of: 3 }),
            Step::Doing(Activity::Undoing),
        ];
        for step in steps {
            assert_eq!(Step::parse(step.word(), step.count()), Some(step));
        }
    }

    #[test]
    fn a_word_that_lacks_its_numbers_is_no_step() {
        assert_eq!(Step::parse("writing", None), None);
        assert_eq!(Step::parse("proving", Some((1, 2))), None);
        assert_eq!(Step::parse("dancing", None), None);
    }
}
