//! Every sentence that a person reads, in the chosen language, checked when the program is built.

mod sentences;

use unic_langid::LanguageIdentifier;

use super::Language;
pub use sentences::Sentences;

const ENGLISH: &str = include_str!("../../i18n/en/tokendesk.ftl");
const JAPANESE: &str = include_str!("../../i18n/ja/tokendesk.ftl");

/// The messages in one language; texts are fetched with [`say!`](crate::say).
#[derive(Debug)]
pub struct Catalogue {
    language: Language,
    sentences: Sentences,
}

impl Catalogue {
    /// Opens the messages of `language`.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let file = match language {
            Language::English => ENGLISH,
            Language::Japanese => JAPANESE,
        };
        let tag = language.tag().parse::<LanguageIdentifier>();
        let sentences = Sentences::new(tag.unwrap_or_default(), file);
        Self {
            language,
            sentences,
        }
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The messages by ids that are put together at run time; [`say!`](crate::say) checks an id
    /// when the program is built.
    #[must_use]
    pub fn sentences(&self) -> &Sentences {
        &self.sentences
    }
}

/// Fetches a message: `say!(catalogue, "message-id", variable = value)`.
///
/// The id and the variables are checked against the English file when the program is built. A value
/// is anything that turns into a `FluentValue`: text and numbers, not references to numbers.
#[macro_export]
macro_rules! say {
    ($catalogue:expr, $($message:tt)+) => {
        ::i18n_embed_fl::fl!($catalogue.sentences(), $($message)+)
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speaks_the_chosen_language() {
        let say_no = |language| say!(Catalogue::new(language), "answer-no");
        assert_eq!(say_no(Language::English), "no");
        assert_eq!(say_no(Language::Japanese), "いいえ");
    }

    #[test]
    fn puts_no_isolation_marks_around_values() {
        let english = Catalogue::new(Language::English);
        let text = say!(english, "prompt-pin", serial = "A1B2");
        assert_eq!(text, "PIN of the token A1B2");
    }
}
