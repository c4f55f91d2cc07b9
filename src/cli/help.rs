//! Help in the reader's language: every text comes from the language files.

use clap::{Arg, Command};
use tokendesk::say;
use tokendesk::ui::{Catalogue, Language};

/// Puts the texts of `catalogue` into the command line's help.
pub fn translate(command: Command, catalogue: &Catalogue) -> Command {
    let mut command = texts(command, "tokendesk", catalogue)
        .help_template(template(catalogue))
        .after_help(say!(catalogue, "help-after"));
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    for name in names {
        command = command.mut_subcommand(&name, |sub| {
            texts(sub, &name, catalogue).help_template(template(catalogue))
        });
    }
    command
        .subcommand_help_heading(say!(catalogue, "help-heading-commands"))
        .mut_args(|arg| heading(arg, catalogue))
}

fn texts(command: Command, name: &str, catalogue: &Catalogue) -> Command {
    let about = text(catalogue, &format!("help-command-{name}"));
    let command = command
        .about(about)
        .disable_version_flag(true)
        .disable_help_flag(true);
    let command = command.mut_args(|arg| {
        let id = format!("help-option-{}", arg.get_id().as_str().replace('_', "-"));
        let help = text(catalogue, &id);
        heading(arg.help(help), catalogue)
    });
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(clap::ArgAction::Help)
        .help(say!(catalogue, "help-option-help"))
        .help_heading(say!(catalogue, "help-heading-output"));
    command.arg(help)
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
    let loader = catalogue.loader();
    if loader.has(id) {
        loader.get(id)
    } else {
        String::new()
    }
}

/// Says what is wrong with a command line, in the reader's language.
pub fn usage_error(error: &clap::Error, catalogue: &Catalogue) -> String {
    use clap::error::{ContextKind, ErrorKind};
    if catalogue.language() == Language::English {
        return error.render().to_string();
    }
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
    let hint = say!(catalogue, "usage-hint");
    format!("{what}\n{hint}\n")
}
