//! Every sentence that a person reads, in the chosen language, checked when the program is built.

use i18n_embed::LanguageLoader;
use i18n_embed::fluent::{FluentLanguageLoader, fluent_language_loader};
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

use super::Language;

/// The Fluent files of `i18n/`, inside the program.
#[derive(RustEmbed)]
#[folder = "i18n/"]
struct Files;

/// The messages in one language; texts are fetched with [`say!`](crate::say).
#[derive(Debug)]
pub struct Catalogue {
    language: Language,
    loader: FluentLanguageLoader,
}

impl Catalogue {
    /// Opens the messages of `language`.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let loader = fluent_language_loader!();
        let wanted = language.tag().parse::<LanguageIdentifier>();
        let wanted = wanted.unwrap_or_else(|_| loader.fallback_language().clone());
        // The files are embedded and a test opens both languages; were one missing all the same,
        // messages would show their ids, and no operation on a token hangs on it.
        let _ = loader.load_languages(&Files, &[wanted]);
        // Terminals and logs show the isolation marks as garbage; both languages run left to right.
        loader.set_use_isolating(false);
        Self { language, loader }
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// What [`say!`](crate::say) asks; nothing else calls it.
    #[doc(hidden)]
    #[must_use]
    pub fn loader(&self) -> &FluentLanguageLoader {
        &self.loader
    }
}

/// Fetches a message: `say!(catalogue, "message-id", variable = value)`.
///
/// The id, the attribute (`say!(catalogue, "message-id", "attribute", variable = value)`) and the
/// variables are checked against the English file when the program is built. A value is anything
/// that turns into a `FluentValue`: text and numbers, not references to numbers.
#[macro_export]
macro_rules! say {
    ($catalogue:expr, $($message:tt)+) => {
        ::i18n_embed_fl::fl!($catalogue.loader(), $($message)+)
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
