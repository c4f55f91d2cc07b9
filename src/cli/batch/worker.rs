//! A worker: this program once more, for one token. PIN and password go through its standard input and nowhere else.

use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::process::{ChildStdin, Command, Stdio};
use std::sync::mpsc::Sender;
use std::thread;

use tokendesk::audit::{Consent, Witnessed};
use tokendesk::report::json::{Document, Event};
use tokendesk::secret::{BundlePassword, Pin};
use tokendesk::token::TokenSerial;
use tokendesk::ui::secret_source::handover;
use tokendesk::workflow::batch::Offer;
use tokendesk::workflow::witness::Witness;

use super::apart;
use super::news::{News, WorkerId};
use crate::cli::arguments::{Common, Custody};
use crate::cli::environment::BATCH_NAME;

/// What a worker has to do.
#[derive(Debug)]
pub struct Task<'a> {
    /// The options of the batch.
    pub common: &'a Common,
    /// The language's tag.
    pub language: &'a str,
    /// The module that shows the token.
    pub module: &'a Path,
    /// The journal, absolute.
    pub journal: &'a Path,
    /// The token.
    pub serial: &'a TokenSerial,
    /// What it gets.
    pub offer: &'a Offer,
    /// The second person who agreed to the whole batch.
    pub witness: Option<&'a Witness>,
    /// How the operator agreed to the batch.
    pub consent: Consent,
    /// The batch's name, for the journal.
    pub batch: &'a str,
    /// The PIN; without one it is typed on the token's pad.
    pub pin: Option<&'a Pin>,
    /// The bundle's password.
    pub password: &'a BundlePassword,
}

/// Starts a worker; what it tells goes to `news` under `id`.
pub fn start(id: WorkerId, task: &Task<'_>, news: &Sender<News>) -> io::Result<()> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(arguments(task));
    // Options of the batch that it must not take from its surroundings.
    for variable in [
        "TOKENDESK_PIN_FILE",
        "TOKENDESK_PASSWORD_FILE",
        "TOKENDESK_SERIAL",
    ] {
        command.env_remove(variable);
    }
    command.env(BATCH_NAME, task.batch);
    apart::from_the_terminal(&mut command);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    if let Some(mut pipe) = child.stdin.take()
        && let Err(error) = hand_over(&mut pipe, task)
    {
        // A worker that died tells so by its end.
        tracing::info!(%error, "a worker took no secrets");
    }
    if let Some(errors) = child.stderr.take() {
        let news = news.clone();
        thread::spawn(move || forward(errors, &news));
    }
    let output = child.stdout.take();
    let news = news.clone();
    thread::spawn(move || {
        if let Some(output) = output {
            listen(id, output, &news);
        }
        // Its status tells nothing that its document does not.
        let _ = child.wait();
        let _ = news.send(News::Ended(id));
    });
    Ok(())
}

fn hand_over(pipe: &mut ChildStdin, task: &Task<'_>) -> io::Result<()> {
    let pin = task.pin.map(Pin::expose).map(std::str::from_utf8);
    let pin = pin.transpose().map_err(io::Error::other)?;
    handover::give(pipe, pin)?;
    handover::give(pipe, Some(task.password.expose()))
}

fn listen(id: WorkerId, output: impl Read, news: &Sender<News>) {
    for line in BufReader::new(output).lines() {
        let Ok(line) = line else { return };
        let told = if let Ok(event) = serde_json::from_str::<Event>(&line) {
            event.as_step().map(|step| News::Step(id, step))
        } else {
            let document = serde_json::from_str::<Document>(&line).ok();
            document.map(|document| News::Document(id, Box::new(document)))
        };
        if let Some(told) = told {
            let _ = news.send(told);
        }
    }
}

fn forward(errors: impl Read, news: &Sender<News>) {
    for line in BufReader::new(errors).lines() {
        let Ok(line) = line else { return };
        let _ = news.send(News::Said(line));
    }
}

fn arguments(task: &Task<'_>) -> Vec<OsString> {
    let common = task.common;
    let mut arguments: Vec<OsString> = vec!["reuse".into()];
    let mut option = |name: &str, value: OsString| {
        // As one word: a value may begin with a hyphen.
        let mut word = OsString::from(format!("--{name}="));
        word.push(value);
        arguments.push(word);
    };
    option("worker", task.offer.bundle.to_string().into());
    option("leaf", task.offer.leaf.to_string().into());
    option("module", task.module.into());
    option("journal", task.journal.into());
    option("serial", task.serial.as_str().into());
    option("confirm", task.serial.as_str().into());
    option("output", "jsonl".into());
    option("lang", task.language.into());
    option("expired-for", common.expired_for.to_string().into());
    let custody = match common.custody {
        Custody::Auto => "auto",
        Custody::Wrapped => "wrapped",
        Custody::Direct => "direct",
    };
    option("custody", custody.into());
    if let Some(witness) = task.witness {
        let name = match witness.how {
            Witnessed::Terminal => "agreed-by",
            Witnessed::Stated => "witnessed-by",
        };
        option(name, witness.name.as_str().into());
    }
    let row = task.offer.row.as_ref();
    if let Some(person) = row.and_then(|row| row.person.as_ref()) {
        option("person", person.into());
    }
    let flags = [
        ("--agreed-at-terminal", task.consent == Consent::Terminal),
        ("--old-first", common.old_first),
        ("--no-root", common.no_root),
        ("--no-handshake", common.no_handshake),
        ("--use-last-try", common.use_last_try),
        ("--quiet", common.quiet),
    ];
    let set = flags.into_iter().filter(|(_, is_set)| *is_set);
    arguments.extend(set.map(|(name, _)| name.into()));
    arguments.extend((0..common.verbose).map(|_| "--verbose".into()));
    arguments.push("--".into());
    arguments.push(task.offer.path.clone().into());
    arguments
}
