//! The command line: arguments as typed, then as meant; the real ports; what is shown; the exit status.

mod arguments;
mod batch;
mod command;
mod desk;
mod environment;
mod exit;
mod handed;
mod help;
mod opening;
mod papers;
mod secrets;
mod shown;
mod watch;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, FromArgMatches};
use tokendesk::audit::Consent;
use tokendesk::protection::{self, Protection};
use tokendesk::report::{Outcome, Result as Came};
use tokendesk::say;
use tokendesk::token::discovery::probe;
use tokendesk::ui::terminal::{Chatter, Manners};
use tokendesk::ui::{Catalogue, Quiet, Terminal, Ui, words};
use tokendesk::workflow::{Cause, Failure};

use arguments::{Arguments, Command, Common, JournalCommand};
use desk::Desk;
use environment::Environment;
use handed::{Handed, Work};

/// Runs the program and returns its exit status.
pub fn main() -> ExitCode {
    let protection = protection::harden();
    let typed: Vec<_> = std::env::args_os().collect();
    if let [_, argument, file] = typed.as_slice()
        && argument == probe::ARGUMENT
    {
        // Not for people: one of this program's own processes.
        return match probe::answer(Path::new(file), &mut std::io::stdout()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::from(exit::OUR_FAULT),
        };
    }
    let environment = Environment::read();
    let language = environment.language(environment::language_option(&typed).as_deref());
    let catalogue = Catalogue::new(language);
    protection::hide_panic_payloads(words::panic_line(&catalogue));
    let arguments = match read(&typed, &catalogue) {
        Ok(arguments) => arguments,
        Err(error) => return ExitCode::from(shown::usage(&error, &catalogue)),
    };
    trace(&arguments.common);
    tracing::debug!(?protection, "process protection");
    let run = || run(&arguments, &environment, &catalogue, &protection);
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)) {
        Ok(status) => ExitCode::from(status),
        Err(_) => {
            shown::line(&say!(catalogue, "notice-our-fault"));
            ExitCode::from(exit::OUR_FAULT)
        }
    }
}

/// Reads the command line; what clap then shows of itself is in the reader's language.
///
/// clap copies every common option into every command, and putting every help text there takes longer still: together
/// more than most else at the start. So it is read with the one command that is probably meant and without texts
/// first, and with everything where that does not do.
fn read(typed: &[OsString], catalogue: &Catalogue) -> Result<Arguments, clap::Error> {
    match read_as(only_meant(Arguments::command(), typed), typed) {
        Err(error) if error.kind() != ErrorKind::DisplayVersion => {
            read_as(help::translate(Arguments::command(), catalogue), typed)
        }
        plain => plain,
    }
}

fn read_as(command: clap::Command, typed: &[OsString]) -> Result<Arguments, clap::Error> {
    // Never taken apart: wiping and freeing each of its thousands of pieces takes as long as putting it together.
    let command = Box::leak(Box::new(command));
    Arguments::from_arg_matches(&command.try_get_matches_from_mut(typed)?)
}

/// The command line with the first command alone whose name was typed. It takes nothing that the whole one does not.
fn only_meant(whole: clap::Command, typed: &[OsString]) -> clap::Command {
    let meant = typed
        .iter()
        .skip(1)
        .find_map(|word| whole.find_subcommand(word));
    let version = whole.get_version().unwrap_or_default().to_owned();
    let command = clap::Command::new(whole.get_name().to_owned())
        .version(version)
        .subcommand_required(true)
        .subcommands(meant.cloned());
    let command = Common::augment_args(command);
    // As above.
    Box::leak(Box::new(whole));
    command
}

fn run(
    arguments: &Arguments,
    environment: &Environment,
    catalogue: &Catalogue,
    protection: &Protection,
) -> u8 {
    let common = &arguments.common;
    match &arguments.command {
        Command::Completions(wanted) => return command::completions(wanted.shell, catalogue),
        Command::Man(wanted) => return command::man(wanted.dir.as_deref(), catalogue),
        _ => {}
    }
    let manners = Manners {
        chatter: if common.quiet {
            Chatter::Quiet
        } else {
            Chatter::Normal
        },
        colour: environment::colour(common),
        no_color: environment.no_color.as_deref(),
        term: environment.term.as_deref(),
    };
    let terminal = Terminal::new(catalogue, &manners);
    // A worker of a batch leaves every word, and every question, to the process that started it.
    let worker = worker(&arguments.command);
    let ui: &dyn Ui = if worker.is_some() { &Quiet } else { &terminal };
    if worker.is_some() {
        watch::heed_signals();
    }
    let (handed, broken) = match worker.map(|work| Handed::read(&work, common)) {
        None => (None, None),
        Some(Ok(handed)) => (Some(handed), None),
        Some(Err(failure)) => (None, Some(failure)),
    };
    let layout = tokendesk::ui::terminal::standard_output(&manners);
    let style = tokendesk::report::human::Style {
        catalogue,
        time_zone: environment::time_zone(),
        width: layout.columns,
        colour: layout.colour,
    };
    let desk = Desk {
        common,
        catalogue,
        ui,
        now: environment.now,
        style: &style,
        handed: handed.as_ref(),
    };
    let mut outcome = Outcome::begin(arguments.command.name(), environment.now);
    outcome.protection = Some(protection.clone());
    if let Some(failure) = broken {
        settle(&mut outcome, Err(failure));
        return shown::outcome(&outcome, &desk);
    }
    let came = match &arguments.command {
        Command::List => command::list(&desk, &mut outcome),
        Command::Show(show) => command::show(&desk, show.pem.as_deref(), &mut outcome),
        Command::Inspect(file) => command::inspect(&desk, &file.bundle, &mut outcome),
        Command::Check(wanted) => command::check(&desk, wanted, &mut outcome),
        Command::Wipe => command::wipe(&desk, &mut outcome),
        Command::Import(file) => command::import(&desk, &file.bundle, &mut outcome),
        Command::Reuse(file) => command::reuse(&desk, &file.file.bundle, &mut outcome),
        Command::Batch(wanted) => command::batch(&desk, wanted, &mut outcome),
        Command::Remove(what) => command::remove(&desk, what, &mut outcome),
        Command::Recover => command::recover(&desk, &mut outcome),
        Command::Pin(what) => command::pin(&desk, what, &mut outcome),
        Command::Journal(JournalCommand::Verify) => command::verify(&desk, &mut outcome),
        Command::History(wanted) => command::history(&desk, wanted, &mut outcome),
        Command::Report(wanted) => command::report(&desk, wanted, &mut outcome),
        Command::Forecast(wanted) => command::forecast(&desk, wanted, &mut outcome),
        Command::MarkDefective(wanted) => command::mark_defective(&desk, wanted, &mut outcome),
        Command::Doctor => command::doctor(&desk, protection, &mut outcome),
        Command::Watch(wanted) => command::watch(&desk, wanted.slot),
        Command::Explain(what) => command::explain(&desk, &what.code, &mut outcome),
        Command::Completions(_) | Command::Man(_) => Ok(Came::Done),
    };
    settle(&mut outcome, came);
    shown::outcome(&outcome, &desk)
}

/// What a worker of a batch was told on its command line; `None` for everybody else.
fn worker(command: &Command) -> Option<Work<'_>> {
    let Command::Reuse(reuse) = command else {
        return None;
    };
    Some(Work {
        bundle: reuse.worker.as_deref()?,
        agreed_by: reuse.agreed_by.as_deref(),
        consent: match reuse.agreed_at_terminal {
            true => Consent::Terminal,
            false => Consent::Plan,
        },
        person: reuse.person.as_deref(),
    })
}

/// Decides result and exit status from what the command came to.
fn settle(outcome: &mut Outcome, came: Result<Came, Failure>) {
    match came {
        Ok(came) => {
            outcome.result = came;
            outcome.exit = match (&outcome.tray, came) {
                (Some(tray), _) => {
                    exit::worse(exit::of_tray(tray), exit::of_source(outcome.batch.as_ref()))
                }
                (None, Came::NotReady) => exit::NO,
                (None, Came::Planned) => exit::of_source(outcome.batch.as_ref()),
                (None, Came::Broken) => exit::JOURNAL,
                (None, Came::Done | Came::NothingToDo | Came::Ready) => exit::DONE,
                (None, Came::Declined | Came::Failed) => exit::OUR_FAULT,
            };
        }
        Err(failure) => {
            outcome.exit = exit::of_failure(&failure);
            outcome.result = match failure.cause {
                _ if failure.cause.is_declined() => Came::Declined,
                Cause::OtherToken { .. } if outcome.exit == exit::DECLINED => Came::Declined,
                _ => Came::Failed,
            };
            outcome.created.clone_from(&failure.created);
            outcome.removed.clone_from(&failure.removed);
            if let Some(proved) = &failure.proved {
                let (proof, custody) = proved.as_ref();
                outcome.proof = Some(proof.clone());
                outcome.custody = Some(*custody);
            }
            if let Cause::NoTls(handshake) = &failure.cause {
                outcome.handshakes = vec![handshake.as_ref().clone()];
            }
            outcome.failure = Some(failure);
        }
    }
}

/// Diagnostics to standard error; no level shows a secret.
fn trace(common: &Common) {
    let level = match common.verbose {
        0 if common.quiet => tracing::level_filters::LevelFilter::ERROR,
        0 => tracing::level_filters::LevelFilter::OFF,
        1 => tracing::level_filters::LevelFilter::INFO,
        2 => tracing::level_filters::LevelFilter::DEBUG,
        _ => tracing::level_filters::LevelFilter::TRACE,
    };
    tracing_subscriber::fmt()
        .with_max_level(level)
        .with_writer(std::io::stderr)
        .with_target(false)
        .init();
}
