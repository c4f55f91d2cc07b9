//! The [`Ui`] of a program without a person: never asks, shows nothing.

use super::{Answer, NoAnswer, Progress, Ui};
use crate::secret::SecretText;

/// Answers every question with [`Answer::Nobody`] and swallows what it is told.
#[derive(Debug, Clone, Copy, Default)]
pub struct Quiet;

/// A step that nobody sees.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unseen;

impl Progress for Unseen {
    fn say(&self, _text: &str) {}

    fn reach(&self, _done: u64, _of: u64) {}

    fn finish(self: Box<Self>) {}
}

impl Ui for Quiet {
    fn notice(&self, _text: &str) {}

    fn warn(&self, _text: &str) {}

    fn start(&self, _step: &str) -> Box<dyn Progress> {
        Box::new(Unseen)
    }

    fn confirm(&self, _question: &str) -> Answer {
        Answer::Nobody
    }

    fn ask_secret(&self, _prompt: &str) -> Result<SecretText, NoAnswer> {
        Err(NoAnswer::NobodyToAsk)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_answers_and_nobody_types_a_secret() {
        assert_eq!(Quiet.confirm("Remove everything?"), Answer::Nobody);
        let refusal = Quiet.ask_secret("PIN");
        assert!(matches!(refusal, Err(NoAnswer::NobodyToAsk)));
    }
}
