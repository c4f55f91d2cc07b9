//! Help in the reader's language: every text comes from the language files.

mod idle;

use clap::{Arg, Command};
use tokendesk::say;
use tokendesk::ui::Catalogue;

/// Puts the texts of `catalogue` into the command line's help.
pub fn translate(command: Command, catalogue: &Catalogue) -> Command {
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(clap::ArgAction::Version)
        .help(say!(catalogue, "help-option-version"))
        .help_heading(say!(catalogue, "help-heading-options"));
    let mut command = texts(command, "tokendesk", catalogue)
        .after_help(say!(catalogue, "help-after"))
        .arg(version);
    // Options that are taken everywhere are handed down here.
    command.build();
    without_idle(command, "tokendesk")
}

/// Hides what does nothing for a command; it is taken all the same.
fn without_idle(command: Command, name: &str) -> Command {
    let shown = if idle::is_group(name) {
        command
    } else {
        command.mut_args(|arg| {
            let is_idle = idle::is_idle(name, arg.get_id().as_str());
            let hides = is_idle || arg.is_hide_set();
            arg.hide(hides)
        })
    };
    shown.mut_subcommands(|below| {
        let name = below.get_name().to_owned();
        without_idle(below, &name)
    })
}

/// The texts of a command and of everything below it.
fn texts(command: Command, name: &str, catalogue: &Catalogue) -> Command {
    let about = text(catalogue, &format!("help-command-{name}"));
    let mut command = command
        .about(about)
        .disable_version_flag(true)
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .help_template(template(catalogue))
        .subcommand_help_heading(say!(catalogue, "help-heading-commands"))
        .mut_args(|arg| heading(described(arg, catalogue), catalogue));
    let below: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    for name in below {
        command = command.mut_subcommand(&name, |sub| texts(sub, &name, catalogue));
    }
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(clap::ArgAction::Help)
        .help(say!(catalogue, "help-option-help"))
        .help_heading(say!(catalogue, "help-heading-options"));
    let command = command.arg(help);
    if idle::is_group(name) {
        return command;
    }
    let heading = say!(catalogue, "help-heading-examples");
    let examples = text(catalogue, &example_id(name)).replace('\n', "\n  ");
    command.after_help(format!("{heading}:\n  {examples}"))
}

fn described(arg: Arg, catalogue: &Catalogue) -> Arg {
    let help = text(catalogue, &option_id(arg.get_id().as_str()));
    arg.help(help)
}

fn example_id(command: &str) -> String {
    format!("help-example-{command}")
}

fn option_id(argument: &str) -> String {
    format!("help-option-{}", argument.replace('_', "-"))
}

fn heading(arg: Arg, catalogue: &Catalogue) -> Arg {
    let translated = match arg.get_help_heading() {
        Some("token") => say!(catalogue, "help-heading-token"),
        Some("secrets") => say!(catalogue, "help-heading-secrets"),
        Some("consent") => say!(catalogue, "help-heading-consent"),
        Some("choices") => say!(catalogue, "help-heading-choices"),
        Some("output") => say!(catalogue, "help-heading-output"),
        None if arg.is_positional() => say!(catalogue, "help-heading-arguments"),
        None => say!(catalogue, "help-heading-options"),
        Some(_) => return arg,
    };
    arg.help_heading(translated)
}

/// clap's own template with the word for usage in the reader's language.
fn template(catalogue: &Catalogue) -> String {
    let usage = say!(catalogue, "help-heading-usage");
    format!("{{about-with-newline}}\n{usage}: {{usage}}\n\n{{all-args}}{{after-help}}")
}

/// Fetches a text by an id that is put together here; a test asks for every one of them.
fn text(catalogue: &Catalogue, id: &str) -> String {
    let sentences = catalogue.sentences();
    if sentences.has(id) {
        sentences.get(id)
    } else {
        String::new()
    }
}

/// Says what is wrong with a command line, in the reader's language.
pub fn usage_error(error: &clap::Error, catalogue: &Catalogue) -> String {
    use clap::error::{ContextKind, ContextValue, ErrorKind};
    let context = |kind: ContextKind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let what = match error.kind() {
        ErrorKind::UnknownArgument => {
            say!(catalogue, "usage-unknown-argument", argument = argument)
        }
        ErrorKind::InvalidSubcommand => {
            let command = context(ContextKind::InvalidSubcommand);
            say!(catalogue, "usage-unknown-command", command = command)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => {
            say!(catalogue, "usage-value-missing", argument = argument)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            say!(
                catalogue,
                "usage-invalid-value",
                argument = argument,
                value = value
            )
        }
        ErrorKind::MissingRequiredArgument => {
            say!(catalogue, "usage-argument-missing", argument = argument)
        }
        ErrorKind::ArgumentConflict => {
            let other = context(ContextKind::PriorArg);
            say!(
                catalogue,
                "usage-conflict",
                argument = argument,
                other = other
            )
        }
        ErrorKind::MissingSubcommand => say!(catalogue, "usage-command-missing"),
        _ => return error.render().to_string(),
    };
    let meant = [
        (ContextKind::SuggestedSubcommand, "'"),
        (ContextKind::SuggestedArg, ""),
        (ContextKind::SuggestedValue, "'"),
    ];
    let meant = meant.into_iter().find_map(|(kind, quote)| {
        let first = match error.get(kind)? {
            ContextValue::String(one) => one,
            ContextValue::Strings(several) => several.first()?,
            _ => return None,
        };
        let meant = format!("{quote}{first}{quote}");
        Some(say!(catalogue, "usage-suggestion", meant = meant))
    });
    let possible = match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(values)) if meant.is_none() && !values.is_empty() => {
            let values = values.join(", ");
            Some(say!(catalogue, "usage-possible-values", values = values))
        }
        _ => None,
    };
    let hint = say!(catalogue, "usage-hint");
    let lines = [Some(what), meant, possible, Some(hint)];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    format!("{}\n", lines.join("\n"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::BTreeSet;

    use clap::CommandFactory;

    use super::*;
    use crate::cli::arguments::Arguments;
    use tokendesk::ui::Language;

    fn wanted(command: &Command, name: &str, ids: &mut BTreeSet<String>) {
        let _ = ids.insert(format!("help-command-{name}"));
        if !idle::is_group(name) {
            let _ = ids.insert(example_id(name));
        }
        for argument in command.get_arguments().filter(|one| !one.is_hide_set()) {
            let _ = ids.insert(option_id(argument.get_id().as_str()));
        }
        for sub in command.get_subcommands().filter(|one| !one.is_hide_set()) {
            wanted(sub, sub.get_name(), ids);
        }
    }

    #[test]
    fn every_command_and_option_has_its_help_and_no_help_is_left_over() {
        let mut ids: BTreeSet<String> = ["help-option-help", "help-option-version"]
            .map(String::from)
            .into();
        wanted(&Arguments::command(), "tokendesk", &mut ids);
        for language in Language::ALL {
            let file = std::fs::read_to_string(format!("i18n/{}/tokendesk.ftl", language.tag()));
            let said: BTreeSet<String> = file
                .unwrap()
                .lines()
                .filter_map(|line| line.split_once(" ="))
                .map(|(id, _)| id.to_owned())
                .filter(|id| {
                    ["help-command-", "help-example-", "help-option-"]
                        .iter()
                        .any(|kind| id.starts_with(kind))
                })
                .collect();
            assert_eq!(said, ids, "{language:?}");
        }
    }

    #[test]
    fn every_example_is_a_command_line() {
        for language in Language::ALL {
            let catalogue = Catalogue::new(language);
            let command = translate(Arguments::command(), &catalogue);
            let mut ids = BTreeSet::new();
            wanted(&Arguments::command(), "tokendesk", &mut ids);
            let examples = ids.iter().filter(|id| id.starts_with("help-example-"));
            for line in examples.flat_map(|id| {
                let text = text(&catalogue, id);
                text.lines().map(str::to_owned).collect::<Vec<_>>()
            }) {
                if !line.starts_with("tokendesk ") {
                    assert!(line.starts_with("    "), "{line}");
                    continue;
                }
                let typed = line.split(" > ").next().unwrap().split(' ');
                let parsed = command.clone().try_get_matches_from(typed);
                assert!(parsed.is_ok(), "{line}: {:?}", parsed.err());
            }
        }
    }

    #[test]
    fn an_option_that_does_nothing_is_not_shown_and_taken_all_the_same() {
        let catalogue = Catalogue::new(Language::English);
        let mut command = translate(Arguments::command(), &catalogue);
        let help = |command: &mut Command, name: &str| {
            let below = command.find_subcommand_mut(name).unwrap();
            below.render_help().to_string()
        };
        assert!(help(&mut command, "reuse").contains("--old-first"));
        assert!(!help(&mut command, "wipe").contains("--old-first"));
        assert!(!help(&mut command, "inspect").contains("--pin-file"));
        assert!(help(&mut command, "inspect").contains("--password-file"));
        let taken = command.try_get_matches_from(["tokendesk", "wipe", "--old-first"]);
        assert!(taken.is_ok());
    }

    #[test]
    fn the_command_line_is_consistent() {
        translate(Arguments::command(), &Catalogue::new(Language::Japanese)).debug_assert();
    }
}
