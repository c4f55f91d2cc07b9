//! PINs: the last try, hidden counters, PINs to be changed or expired, pads, and where a PIN comes from.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use expectrl::{Expect, Session};

use super::sight::opens;
use super::stage::{Desk, NEW_PIN, PIN, Run, stage};

/// A desk behind the disguise of the real token, whose counters outlive the process.
struct Guarded {
    desk: Desk,
    serial: String,
    switches: Vec<(&'static str, String)>,
}

impl Guarded {
    fn new(switches: &[(&'static str, &str)]) -> Self {
        let desk = stage().desk();
        std::fs::create_dir(desk.path("state")).unwrap();
        let switches = switches
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()));
        Self {
            desk,
            serial: stage().serial.to_uppercase(),
            switches: switches.collect(),
        }
    }

    fn log(&self) -> PathBuf {
        self.desk.path("calls")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut arguments: Vec<String> = arguments.iter().map(|one| (*one).to_owned()).collect();
        if arguments[0] == "wipe" {
            arguments.extend(["--confirm".to_owned(), self.serial.clone()]);
        }
        let mut command = self.desk.command(&arguments);
        command
            .env("EPASS2003_PROFILE", "epass2003")
            .env("EPASS2003_STATE", self.desk.path("state"))
            .env("EPASS2003_LOG", self.log())
            .envs(self.switches.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Runs; with it how often a PIN was sent.
    fn run(&self, arguments: &[&str]) -> (Run, usize) {
        let _ = std::fs::remove_file(self.log());
        let mut arguments = arguments.to_vec();
        arguments.push("--json");
        let run = Run::of(&self.command(&arguments).output().unwrap());
        (run, self.sent())
    }

    fn sent(&self) -> usize {
        let log = std::fs::read_to_string(self.log()).unwrap_or_default();
        let sends = ["fn=C_Login ", "fn=C_SetPIN ", "fn=C_InitPIN "];
        log.lines()
            .filter(|line| sends.iter().any(|name| line.contains(name)))
            .count()
    }

    /// Has every later run read another PIN than the token's.
    fn with_wrong_pin(&self, arguments: &[&str]) -> (Run, usize) {
        let mut command = self.command(&[arguments, &["--json"]].concat());
        let _ = std::fs::remove_file(self.log());
        command.env("TOKENDESK_PIN_FILE", stage().path("new-pin"));
        (Run::of(&command.output().unwrap()), self.sent())
    }
}

fn cause(run: &Run) -> &str {
    run.report["failure"]["cause"].as_str().unwrap_or("nothing")
}

#[test]
fn spends_the_last_try_only_when_told() {
    let token = Guarded::new(&[("EPASS2003_USER_TRIES", "3")]);
    for _ in 0..2 {
        let (run, sent) = token.with_wrong_pin(&["wipe"]);
        assert_eq!((run.status, sent), (Some(7), 1), "{}", run.stderr);
    }
    let (run, sent) = token.run(&["wipe"]);
    assert_eq!(
        (run.status, sent, cause(&run)),
        (Some(7), 0, "last-try"),
        "{}",
        run.stderr
    );
    let (run, _) = token.run(&["wipe", "--use-last-try"]);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
}

#[test]
fn counts_in_the_journal_what_a_token_hides() {
    let token = Guarded::new(&[("EPASS2003_COUNTERS", "hidden")]);
    for _ in 0..2 {
        let (run, sent) = token.with_wrong_pin(&["wipe"]);
        assert_eq!((run.status, sent), (Some(7), 1), "{}", run.stderr);
    }
    let (run, sent) = token.run(&["wipe"]);
    assert_eq!((run.status, sent), (Some(7), 0), "{}", run.stderr);
    let (run, sent) = token.run(&["pin", "change", "--new-pin-file", &new_pin()]);
    assert_eq!((run.status, sent), (Some(7), 0), "{}", run.stderr);
    let (run, _) = token.run(&["wipe", "--use-last-try"]);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    let (run, _) = token.run(&["wipe"]);
    assert_eq!(
        run.status,
        Some(0),
        "an accepted PIN ends the count: {}",
        run.stderr
    );
}

fn new_pin() -> String {
    stage().path("new-pin").display().to_string()
}

#[test]
fn warns_of_a_pin_that_is_to_be_changed() {
    let token = Guarded::new(&[("EPASS2003_PIN", "flagged")]);
    let (run, _) = token.run(&["wipe"]);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    let remarks = run.report["remarks"].to_string();
    assert!(remarks.contains("\"pin\""), "{remarks}");
}

#[test]
fn leads_from_an_expired_pin_to_changing_it() {
    for state in ["expired", "to-be-changed"] {
        let token = Guarded::new(&[("EPASS2003_PIN", state)]);
        let (run, _) = token.run(&["wipe"]);
        assert_eq!(run.status, Some(7), "{state}: {}", run.stderr);
        let remedy = run.report["failure"]["remedy"].to_string();
        assert!(remedy.contains("pin change"), "{remedy}");
        let (run, _) = token.run(&["pin", "change", "--new-pin-file", &new_pin()]);
        assert_eq!(run.status, Some(0), "{state}: {}", run.stderr);
        assert!(opens(&token.desk.tokens(), NEW_PIN));
    }
}

#[test]
fn checks_the_limits_before_a_new_pin_is_sent() {
    let token = Guarded::new(&[]);
    let short = token.desk.path("short");
    std::fs::write(&short, "1234\n").unwrap();
    std::fs::set_permissions(&short, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    let short = short.display().to_string();
    let (run, sent) = token.run(&["pin", "change", "--new-pin-file", &short]);
    assert_eq!(
        (run.status, sent, cause(&run)),
        (Some(7), 0, "pin-length"),
        "{}",
        run.stderr
    );
    let officer = stage().path("officer-pin").display().to_string();
    let (run, sent) = token.run(&[
        "pin",
        "unblock",
        "--so-pin-file",
        &officer,
        "--new-pin-file",
        &short,
    ]);
    assert_eq!(
        (run.status, sent, cause(&run)),
        (Some(7), 0, "pin-length"),
        "{}",
        run.stderr
    );
    assert!(opens(&token.desk.tokens(), PIN));
}

#[test]
fn unblocks_a_locked_pin() {
    let token = Guarded::new(&[("EPASS2003_USER_TRIES", "2")]);
    let _ = token.with_wrong_pin(&["wipe"]);
    let _ = token.with_wrong_pin(&["wipe", "--use-last-try"]);
    let (run, sent) = token.run(&["wipe", "--use-last-try"]);
    assert_eq!((run.status, sent), (Some(7), 0), "locked: {}", run.stderr);
    let officer = stage().path("officer-pin").display().to_string();
    let (run, _) = token.run(&[
        "pin",
        "unblock",
        "--so-pin-file",
        &officer,
        "--new-pin-file",
        &new_pin(),
    ]);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    assert!(opens(&token.desk.tokens(), NEW_PIN));
    let mut command = token.command(&["wipe"]);
    command.env("TOKENDESK_PIN_FILE", stage().path("new-pin"));
    assert!(command.output().unwrap().status.success());
}

#[test]
fn uses_the_pad_of_a_token_that_has_one() {
    let token = Guarded::new(&[
        ("EPASS2003_PIN_PAD", PIN),
        ("EPASS2003_PIN_PAD_NEW", NEW_PIN),
    ]);
    let mut command = token.command(&["wipe", "--json"]);
    command.env_remove("TOKENDESK_PIN_FILE");
    let run = Run::of(&command.output().unwrap());
    assert_eq!(run.status, Some(0), "{}", run.stderr);
}

#[test]
fn takes_the_pin_from_a_command_or_a_descriptor() {
    let token = Guarded::new(&[]);
    let mut command = token.command(&["wipe", "--json", "--pin-command", &format!("echo {PIN}")]);
    command.env_remove("TOKENDESK_PIN_FILE");
    let run = Run::of(&command.output().unwrap());
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    let mut command = token.command(&["wipe", "--json", "--pin-fd", "0"]);
    command
        .env_remove("TOKENDESK_PIN_FILE")
        .stdin(std::fs::File::open(stage().path("pin")).unwrap());
    let run = Run::of(&command.output().unwrap());
    assert_eq!(run.status, Some(0), "{}", run.stderr);
}

#[test]
fn asks_twice_for_a_new_pin_and_sends_nothing_when_the_answers_differ() {
    for (second, status, sent) in [("11111111", 7, 0), (NEW_PIN, 0, 2)] {
        let token = Guarded::new(&[]);
        let mut command = token.command(&["pin", "change"]);
        command
            .stdin(Stdio::inherit())
            .stdout(Stdio::inherit())
            .stderr(Stdio::inherit());
        let mut session = Session::spawn(command).unwrap();
        session.set_expect_timeout(Some(std::time::Duration::from_secs(60)));
        for answer in [NEW_PIN, second] {
            session.expect("PIN").unwrap();
            std::thread::sleep(std::time::Duration::from_millis(400));
            session.send_line(answer).unwrap();
        }
        session.expect(expectrl::Eof).unwrap();
        let ended = session.get_process().wait().unwrap();
        assert!(
            format!("{ended:?}").contains(&format!(", {status})")),
            "{ended:?}"
        );
        assert_eq!(token.sent(), sent);
        assert_eq!(opens(&token.desk.tokens(), NEW_PIN), status == 0);
    }
}
