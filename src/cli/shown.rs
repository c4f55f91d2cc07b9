//! Results to standard output, everything else to standard error.

use std::io::Write;

use tokendesk::report::{self, Outcome};
use tokendesk::ui::Catalogue;

use super::arguments::Output;
use super::desk::Desk;
use super::{exit, help};

/// Writes a line to standard error.
pub fn line(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Shows help, a version, or what is wrong with the command line; returns the exit status.
pub fn usage(error: &clap::Error, catalogue: &Catalogue) -> u8 {
    if error.use_stderr() {
        let _ = write!(std::io::stderr(), "{}", help::usage_error(error, catalogue));
        exit::USAGE
    } else {
        let text = error.render().to_string();
        let _ = write_all(&format!("{}\n", text.trim_end()));
        exit::DONE
    }
}

/// Shows the outcome in the form asked for; returns the exit status.
pub fn outcome(outcome: &Outcome, desk: &Desk<'_>) -> u8 {
    let shown = match desk.output() {
        Output::Human => human(outcome, desk),
        // The lines before it are events.
        Output::Json if outcome.command == "batch" => {
            document(outcome, desk, serde_json::to_string)
        }
        Output::Json => document(outcome, desk, serde_json::to_string_pretty),
        Output::Jsonl => document(outcome, desk, serde_json::to_string),
    };
    match shown {
        Ok(()) => outcome.exit,
        // A reader that went away (`| head`) has seen what it wanted.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => outcome.exit,
        Err(error) => {
            line(&error.to_string());
            if outcome.exit == exit::DONE {
                exit::OUR_FAULT
            } else {
                outcome.exit
            }
        }
    }
}

/// A result goes to standard output; what is said of a failure to standard error.
fn human(outcome: &Outcome, desk: &Desk<'_>) -> std::io::Result<()> {
    if let Some(text) = &outcome.in_place {
        return write_all(text);
    }
    let text = report::human::render(outcome, desk.style);
    if outcome.failure.is_some() {
        line(text.trim_end());
        return Ok(());
    }
    write_all(&text)
}

fn document(
    outcome: &Outcome,
    desk: &Desk<'_>,
    write: fn(&serde_json::Value) -> serde_json::Result<String>,
) -> std::io::Result<()> {
    let document = report::json::document(outcome, desk.catalogue);
    let text = write(&document).map_err(std::io::Error::other)?;
    write_all(&format!("{text}\n"))?;
    if outcome.failure.is_some() {
        line(report::human::render(outcome, desk.style).trim_end());
    }
    Ok(())
}

/// Writes text to standard output and flushes it.
pub fn write_all(text: &str) -> std::io::Result<()> {
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    stdout.flush()
}
