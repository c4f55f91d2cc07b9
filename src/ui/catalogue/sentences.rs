//! The messages of one Fluent file, each parsed when it is first asked for: parsing all of them takes longer than a whole short run.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// The messages of one language, with the questions that `i18n_embed_fl::fl!` puts to a loader.
///
/// It reads files as a test keeps them (`tests/i18n_parity.rs`): one message begins at the start of
/// a line and goes on in indented lines; there are no attributes, no terms and no references.
pub struct Sentences {
    /// Each message's lines, by its id.
    entries: HashMap<&'static str, &'static str>,
    /// What has been asked for so far.
    parsed: Mutex<FluentBundle<FluentResource>>,
}

impl Sentences {
    /// Takes the text of a Fluent file apart into messages; parses none yet.
    #[must_use]
    pub(super) fn new(language: LanguageIdentifier, file: &'static str) -> Self {
        let mut parsed = FluentBundle::new_concurrent(vec![language]);
        // Terminals and logs show the isolation marks as garbage; both languages run left to right.
        parsed.set_use_isolating(false);
        Self {
            entries: entries(file).collect(),
            parsed: Mutex::new(parsed),
        }
    }

    /// Tells whether there is a message of this id.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.entries.contains_key(id)
    }

    /// Returns a message; variables in it stand as their names in braces.
    #[must_use]
    pub fn get(&self, id: &str) -> String {
        self.format(id, None)
    }

    /// Returns a message with its variables filled in.
    #[must_use]
    pub fn get_args_concrete<'a>(
        &self,
        id: &str,
        arguments: HashMap<&'a str, FluentValue<'a>>,
    ) -> String {
        let arguments: FluentArgs<'a> = arguments.into_iter().collect();
        self.format(id, Some(&arguments))
    }

    /// Returns the ids of all messages, in no order.
    pub fn ids(&self) -> impl Iterator<Item = &'static str> {
        self.entries.keys().copied()
    }

    fn format(&self, id: &str, arguments: Option<&FluentArgs<'_>>) -> String {
        let mut parsed = self.parsed.lock().unwrap_or_else(PoisonError::into_inner);
        if !parsed.has_message(id) {
            self.parse(id, &mut parsed);
        }
        let Some(pattern) = parsed.get_message(id).and_then(|message| message.value()) else {
            // A test asks for every id there is; were one missing all the same, no operation on a token hangs on it.
            tracing::error!(id, "there is no such message");
            return id.to_owned();
        };
        let mut errors = Vec::new();
        let text = parsed.format_pattern(pattern, arguments, &mut errors);
        // `explain` asks for messages without their variables.
        if arguments.is_some() && !errors.is_empty() {
            tracing::error!(id, ?errors, "the message could not be put together");
        }
        text.into_owned()
    }

    fn parse(&self, id: &str, parsed: &mut FluentBundle<FluentResource>) {
        let Some(entry) = self.entries.get(id) else {
            return;
        };
        let resource = match FluentResource::try_new((*entry).to_owned()) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                tracing::error!(id, ?errors, "the message is malformed");
                resource
            }
        };
        if let Err(errors) = parsed.add_resource(resource) {
            tracing::error!(id, ?errors, "the message is there twice");
        }
    }
}

/// Cuts a Fluent file into its messages: the id, and the lines from it to the next message or remark.
fn entries(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let is_begin = |line: &str| line.starts_with(|first: char| first.is_ascii_lowercase());
    let mut rest = file;
    std::iter::from_fn(move || {
        let before = length_while(rest, |line| !is_begin(line));
        let entry = rest.get(before..)?;
        let (id, _) = entry.split_once(" =")?;
        let first = entry
            .find('\n')
            .map_or(entry.len(), |end| end.saturating_add(1));
        let more = length_while(entry.get(first..)?, |line| {
            line.starts_with([' ', '}', '\n'])
        });
        let (entry, after) = entry.split_at_checked(first.saturating_add(more))?;
        rest = after;
        Some((id, entry))
    })
}

/// How many bytes the lines take, from the first on, that are so.
fn length_while(text: &str, is_so: impl Fn(&str) -> bool) -> usize {
    let lines = text.split_inclusive('\n').take_while(|line| is_so(line));
    lines.map(str::len).sum()
}

impl std::fmt::Debug for Sentences {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Sentences").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# Remarks.\n\n## a: section\n\na-one = One.\na-one-more = { $count ->\n    [one] One more.\n   *[other] { $count } more.\n}\n\n## b: section\n\nb = Last { $what }.\n";

    fn sentences() -> Sentences {
        Sentences::new("en".parse().unwrap(), FILE)
    }

    #[test]
    fn tells_ids_apart_that_begin_alike() {
        assert_eq!(sentences().get("a-one"), "One.");
        assert!(!sentences().has("a"));
        assert!(!sentences().has("a-on"));
    }

    #[test]
    fn reads_a_message_of_several_lines_to_its_end() {
        let many = |count: usize| {
            let arguments = HashMap::from([("count", count.into())]);
            sentences().get_args_concrete("a-one-more", arguments)
        };
        assert_eq!(many(1), "One more.");
        assert_eq!(many(3), "3 more.");
    }

    #[test]
    fn leaves_a_variable_that_nobody_gave_as_its_name() {
        assert_eq!(sentences().get("b"), "Last {$what}.");
    }

    #[test]
    fn names_every_message() {
        let mut ids: Vec<_> = sentences().ids().collect();
        ids.sort_unstable();
        assert_eq!(ids, ["a-one", "a-one-more", "b"]);
    }
}
