//! Which language a person reads: chosen from settings that are passed in, never read here.

use std::str::FromStr;

/// A language that everything is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// English, and the language of everybody whose own is not here.
    #[default]
    English,
    /// Japanese.
    Japanese,
}

/// Where a language may be told, as the edge of the program found it.
///
/// An empty value counts as unset (POSIX, Base Definitions §8.2).
#[derive(Debug, Clone, Copy, Default)]
pub struct LocaleSettings<'a> {
    /// What `--lang` said.
    pub option: Option<Language>,
    /// The variable `LC_ALL`.
    pub lc_all: Option<&'a str>,
    /// The variable `LC_MESSAGES`.
    pub lc_messages: Option<&'a str>,
    /// The variable `LANG`.
    pub lang: Option<&'a str>,
    /// The locale that Windows or macOS reports, where no variable is set.
    pub system: Option<&'a str>,
}

/// A language tag that names no language of this program.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no such language here: {tag:?} (en or ja)")]
pub struct UnknownLanguage {
    /// The tag as it was given.
    pub tag: String,
}

impl Language {
    /// Every language, in the order that help texts list them.
    pub const ALL: [Self; 2] = [Self::English, Self::Japanese];

    /// Chooses: the option, else the first variable that is set, else the system's locale.
    ///
    /// The first one set decides even where it names a language not here: `LC_ALL=C` asks for
    /// English on a computer whose `LANG` is Japanese.
    #[must_use]
    pub fn choose(settings: &LocaleSettings<'_>) -> Self {
        if let Some(language) = settings.option {
            return language;
        }
        let LocaleSettings {
            lc_all,
            lc_messages,
            lang,
            system,
            ..
        } = *settings;
        [lc_all, lc_messages, lang, system]
            .into_iter()
            .flatten()
            .find(|value| !value.is_empty())
            .map_or(Self::English, Self::of_locale)
    }

    /// The tag: `en` or `ja`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Japanese => "ja",
        }
    }

    /// Reads `ja_JP.UTF-8`, `ja-JP`, `ja`; everything else, `C` and `POSIX` too, is English.
    fn of_locale(locale: &str) -> Self {
        let language = locale.split(['_', '-', '.', '@']).next().unwrap_or("");
        if language.eq_ignore_ascii_case("ja") {
            Self::Japanese
        } else {
            Self::English
        }
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Reads the value of `--lang`.
    fn from_str(tag: &str) -> Result<Self, UnknownLanguage> {
        Self::ALL
            .into_iter()
            .find(|language| language.tag() == tag)
            .ok_or_else(|| UnknownLanguage {
                tag: tag.to_owned(),
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_setting_that_is_set_decides() {
        use Language::{English, Japanese};
        // --lang, LC_ALL, LC_MESSAGES, LANG, system
        let table = [
            (None, "", "", "", "", English),
            (None, "", "", "ja_JP.UTF-8", "", Japanese),
            (None, "", "", "ja_JP.eucJP@x", "", Japanese),
            (None, "", "", "ja", "", Japanese),
            (None, "", "", "C", "ja-JP", English),
            (None, "", "", "", "ja-JP", Japanese),
            (None, "", "ja_JP.UTF-8", "en_US.UTF-8", "", Japanese),
            (None, "C", "ja_JP.UTF-8", "ja_JP.UTF-8", "ja-JP", English),
            (None, "C.UTF-8", "", "ja_JP.UTF-8", "", English),
            (None, "POSIX", "", "ja_JP.UTF-8", "", English),
            (None, "ja_JP.UTF-8", "C", "C", "en-US", Japanese),
            (None, "", "", "jam_XX.UTF-8", "", English),
            (None, "", "", "de_DE.UTF-8", "ja-JP", English),
            (Some(English), "ja_JP.UTF-8", "", "", "ja-JP", English),
            (Some(Japanese), "C", "C", "C", "en-US", Japanese),
        ];
        for row @ (option, lc_all, lc_messages, lang, system, expected) in table {
            let settings = LocaleSettings {
                option,
                lc_all: Some(lc_all),
                lc_messages: Some(lc_messages),
                lang: Some(lang),
                system: Some(system),
            };
            assert_eq!(Language::choose(&settings), expected, "{row:?}");
        }
    }

    #[test]
    fn nothing_set_is_english() {
        let chosen = Language::choose(&LocaleSettings::default());
        assert_eq!(chosen, Language::English);
    }

    #[test]
    fn the_option_takes_the_two_tags_only() {
        assert_eq!("ja".parse(), Ok(Language::Japanese));
        assert_eq!("en".parse(), Ok(Language::English));
        assert!("ja_JP".parse::<Language>().is_err());
    }
}
