//! The built program, run as its users run it: arguments in, exit status and texts out.

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tokendesk::report::json::Document;

use super::bundle::Bundle;
use super::token::{self, Desk};
use super::tools;

/// A run that has ended.
#[derive(Debug)]
pub struct Run {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    pub fn of(output: Output) -> Self {
        Self {
            status: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
        }
    }

    /// The JSON document on standard output: as the schema has it, and of the process's own exit status.
    #[track_caller]
    pub fn json(&self) -> Value {
        let strict: Result<Document, _> = serde_json::from_str(&self.stdout);
        assert!(strict.is_ok(), "{strict:?}: {self:?}");
        let document: Value = serde_json::from_str(&self.stdout).unwrap();
        assert_eq!(document["exit"], self.status, "{self:?}");
        document
    }

    #[track_caller]
    pub fn expect(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{self:?}");
        self
    }
}

/// The program with a clean environment: SoftHSM2 and this folder are all it knows of.
pub fn program(desk: &Desk) -> Command {
    let mut command = program_at_a_terminal(desk);
    detach(&mut command);
    command
}

/// The same for a terminal that its caller makes.
pub fn program_at_a_terminal(desk: &Desk) -> Command {
    let mut command = tools::command(env!("CARGO_BIN_EXE_tokendesk"));
    for (name, value) in environment(desk) {
        command.env(name, value);
    }
    command.env("TERM", "xterm-256color");
    command.current_dir(desk.path()).stdin(Stdio::null());
    command
}

/// Takes the terminal away that the tests may have been started at: the program would ask there.
fn detach(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    // SAFETY: setsid is a single system call that may be made between fork and exec.
    let _ = unsafe {
        command.pre_exec(|| {
            let _ = rustix::process::setsid();
            Ok(())
        })
    };
}

/// What the program's environment consists of, beside PATH.
pub fn environment(desk: &Desk) -> Vec<(&'static str, PathBuf)> {
    vec![
        ("SOFTHSM2_CONF", desk.configuration()),
        ("HOME", desk.path().to_path_buf()),
        ("USER", "tester".into()),
        ("LC_ALL", "en_US.UTF-8".into()),
        ("TZ", "UTC".into()),
        ("TOKENDESK_MODULE", token::module()),
        ("TOKENDESK_JOURNAL", journal(desk)),
    ]
}

pub fn journal(desk: &Desk) -> PathBuf {
    desk.path().join("journal.jsonl")
}

/// Runs the program with the PIN at hand.
pub fn run<I, S>(desk: &Desk, arguments: I) -> Run
where
    I: IntoIterator<Item = S>,
    S: AsRef<std::ffi::OsStr>,
{
    let mut command = program(desk);
    command.arg("--pin-file").arg(desk.path().join("pin"));
    command.args(arguments);
    finish(&mut command)
}

/// Runs the program on a bundle, PIN and password at hand.
pub fn run_on(desk: &Desk, bundle: &Bundle, command: &str, more: &[&str]) -> Run {
    run(desk, on(bundle, command, more))
}

/// The arguments of a command on a bundle.
pub fn on(bundle: &Bundle, command: &str, more: &[&str]) -> Vec<std::ffi::OsString> {
    let mut arguments: Vec<std::ffi::OsString> = vec![command.into(), bundle.path.clone().into()];
    arguments.push("--password-file".into());
    arguments.push(bundle.password.clone().into());
    arguments.extend(more.iter().map(Into::into));
    arguments
}

/// Runs a command to its end.
pub fn finish(command: &mut Command) -> Run {
    Run::of(command.output().expect("the program starts"))
}

/// The serial number of the only token, as pkcs11-tool tells it.
pub fn serial(desk: &Desk) -> String {
    let serials = serials(desk);
    assert_eq!(serials.len(), 1, "{serials:?}");
    serials[0].clone()
}

/// The serial numbers of all tokens, as pkcs11-tool tells them.
pub fn serials(desk: &Desk) -> Vec<String> {
    let mut command = desk.tool("pkcs11-tool");
    command
        .arg("--module")
        .arg(token::module())
        .arg("--list-slots");
    tools::run(&mut command)
        .lines()
        .filter_map(|line| line.trim().strip_prefix("serial num"))
        .map(|rest| rest.trim_start_matches([' ', ':']).trim().to_owned())
        .filter(|serial| !serial.is_empty())
        .collect()
}

/// Reads the token again, logged in.
pub fn show(desk: &Desk) -> Value {
    run(desk, ["show", "--json"]).expect(0).json()
}

/// What `check --snippets` prints for a program.
#[track_caller]
pub fn snippet(desk: &Desk, program: &str) -> String {
    let run = run(desk, ["check", "--snippets", "--json"]).expect(0);
    let document = run.json();
    let snippets = document["snippets"].as_array().unwrap();
    let found = snippets.iter().find(|one| one["program"] == program);
    text(&found.expect(program)["text"]).to_owned()
}

/// Writes a bundle to the token and removes what has expired, with consent for this token.
pub fn reuse(desk: &Desk, bundle: &Bundle) -> Run {
    let serial = serial(desk);
    run_on(desk, bundle, "reuse", &["--json", "--confirm", &serial])
}

/// Removes what has expired, with consent for this token.
pub fn wipe(desk: &Desk) -> Run {
    let serial = serial(desk);
    run(desk, ["wipe", "--json", "--confirm", &serial])
}

#[track_caller]
pub fn text(value: &Value) -> &str {
    value
        .as_str()
        .unwrap_or_else(|| panic!("{value} is no text"))
}

/// The values of one field in a list of objects, sorted.
#[track_caller]
pub fn column(list: &Value, field: &str) -> Vec<String> {
    let list = list
        .as_array()
        .unwrap_or_else(|| panic!("{list} is no list"));
    let mut values: Vec<String> = list
        .iter()
        .map(|row| text(&row[field]).to_owned())
        .collect();
    values.sort();
    values
}
