//! A desk with several tokens, each with the expired certificate of its owner, and a CD with their new bundles.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use p12::PFX;
use serde_json::Value;
use tokendesk::report::json::{Document, Event, event};

use crate::support::authority::{self, CURRENT, EXPIRED, Identity, Validity};
use crate::support::fault;
use crate::support::keys::{self, Kind};
use crate::support::program::{self, Run};
use crate::support::token::{self, CERTIFICATE, Desk, PIN, PRIVATE_KEY};
use crate::support::tools;

pub const PASSWORD: &str = "bought-2026";

/// A desk, the serial numbers of its tokens in the order of their owners, and the folder of the bundles.
pub struct Tray {
    pub desk: Desk,
    pub serials: Vec<String>,
}

/// The owner of the n-th token, from 1.
pub fn owner(number: usize) -> String {
    format!("operator {number:04}")
}

fn identity(number: usize, validity: Validity, key: u8) -> Identity {
    authority::issuer().issue(&owner(number), validity, &keys::key(Kind::P256, key))
}

impl Tray {
    /// So many tokens and as many bundles, n-th for n-th. The folder may be copied: serial numbers repeat.
    pub fn of(count: usize) -> Self {
        static DESKS: OnceLock<Desk> = OnceLock::new();
        const MOST: usize = 4;
        assert!(count <= MOST);
        let desk = DESKS.get_or_init(|| {
            let desk = Desk::empty();
            for number in 1..=MOST {
                let label = format!("tray-{number}");
                desk.add_token(&label);
                put(&desk, &label, &identity(number, EXPIRED, 100));
            }
            desk
        });
        let desk = desk.copy();
        let by_label = by_label(&desk);
        let all: Vec<String> = by_label.values().cloned().collect();
        let mut tray = Self {
            desk,
            serials: all.clone(),
        };
        fs::create_dir(tray.cd()).unwrap();
        tray.desk.write_secret("password", PASSWORD);
        for serial in all.iter().skip(count) {
            tray.pull(serial);
        }
        tray.serials.truncate(count);
        for number in 1..=count {
            tray.bundle(number);
        }
        tray
    }

    pub fn cd(&self) -> PathBuf {
        self.desk.path().join("cd")
    }

    /// Puts the new bundle of an owner onto the CD.
    pub fn bundle(&self, number: usize) -> PathBuf {
        let new = identity(number, CURRENT, u8::try_from(number).unwrap());
        self.write_bundle(&new, &format!("{number:04}.p12"))
    }

    pub fn write_bundle(&self, new: &Identity, file: &str) -> PathBuf {
        let issuer = &new.chain[0];
        let bundle = PFX::new(&new.certificate, &new.key, Some(issuer), PASSWORD, "new");
        let path = self.cd().join(file);
        fs::write(&path, bundle.unwrap().to_der()).unwrap();
        path
    }

    fn state(&self, serial: &str) -> PathBuf {
        self.desk.path().join("state").join(serial)
    }

    /// Takes a token out.
    pub fn pull(&self, serial: &str) {
        fs::create_dir_all(self.state(serial)).unwrap();
        fs::write(self.state(serial).join("absent"), "").unwrap();
    }

    /// Puts a token in.
    pub fn insert(&self, serial: &str) {
        fs::create_dir_all(self.state(serial)).unwrap();
        let _ = fs::remove_file(self.state(serial).join("absent"));
        fs::write(
            self.state(serial).join("insertion"),
            format!("{:?}", Instant::now()),
        )
        .unwrap();
    }

    /// Through the training module, so that tokens can come and go.
    fn through_the_trainer(&self, command: &mut Command) {
        let at = |name: &str| self.desk.path().join(name);
        command
            .env("TOKENDESK_MODULE", fault::module())
            .env("EPASS2003_MODULE", token::module())
            .env("EPASS2003_PROFILE", "transparent")
            .env("EPASS2003_STATE", at("state"))
            .env("EPASS2003_FIRED", at("fired"))
            .env("EPASS2003_LOG", at("calls"));
    }

    /// The batch on the CD, PIN and password at hand, without a terminal.
    pub fn batch(&self, more: &[&str]) -> Command {
        let mut command = program::program(&self.desk);
        self.through_the_trainer(&mut command);
        command.args(["batch", "cd", "--password-file", "password"]);
        command.args(more);
        command
    }

    /// The same for a terminal that its caller makes.
    pub fn batch_at_a_terminal(&self, more: &[&str]) -> Command {
        let mut command = program::program_at_a_terminal(&self.desk);
        self.through_the_trainer(&mut command);
        command.args(["batch", "cd", "--password-file", "password"]);
        command.args(more);
        command
    }

    /// The digest that consents to the batch.
    pub fn digest(&self, more: &[&str]) -> String {
        let run = program::finish(self.batch(&["--dry-run", "--json"]).args(more)).expect(0);
        program::text(&run.json()["batch"]["digest"]).to_owned()
    }

    /// The batch with consent and the shared PIN, to its end.
    pub fn serve(&self, more: &[&str]) -> Served {
        let mut command = self.serving(more);
        Served::of(program::finish(&mut command))
    }

    /// The batch with consent and the shared PIN.
    pub fn serving(&self, more: &[&str]) -> Command {
        // Of the options, those that the digest covers.
        let rules: &[&str] = match more.contains(&"--custody") {
            true => &["--custody", "direct"],
            false => &[],
        };
        let digest = self.digest(rules);
        let mut command = self.batch(&["--json", "--pin-file", "pin", "--plan", &digest]);
        command.args(more);
        command
    }

    /// The same while the module does `fault`: the lines of an entry of its scenario.
    pub fn serving_under(&self, fault: &str, more: &[&str]) -> Command {
        let scenario = format!("[[fault]]\n{fault}");
        let scenario = self.desk.write("scenario.toml", scenario);
        let mut command = self.serving(more);
        command.env("EPASS2003_SCENARIO", scenario);
        command
    }

    /// Starts the batch and goes on.
    pub fn begin(&self, more: &[&str]) -> Child {
        start(self.serving(more))
    }

    /// Starts the batch under a fault and goes on.
    pub fn begin_under(&self, fault: &str, more: &[&str]) -> Child {
        start(self.serving_under(fault, more))
    }

    /// What the journal tells of the runs on the tokens.
    pub fn history(&self) -> Vec<Value> {
        let mut command = program::program(&self.desk);
        let told = program::finish(command.args(["history", "--json"])).expect(0);
        told.json()["history"]["runs"].as_array().unwrap().clone()
    }

    /// How often C functions were called, all processes together.
    pub fn calls(&self, function: &str) -> usize {
        let log = fs::read_to_string(self.desk.path().join("calls")).unwrap_or_default();
        log.matches(&format!("fn={function} ")).count()
    }

    /// Waits until so many calls of a function were answered.
    #[track_caller]
    pub fn waits_for(&self, function: &str, calls: usize) {
        until(&format!("{calls} calls of {function}"), || {
            self.calls(function) >= calls
        });
    }

    /// How many runs on tokens have ended, as the journal tells.
    pub fn finished(&self) -> usize {
        let journal = fs::read_to_string(program::journal(&self.desk)).unwrap_or_default();
        journal.matches("\"finished\"").count()
    }

    /// Waits until so many runs on tokens have ended.
    #[track_caller]
    pub fn waits_until_finished(&self, runs: usize) {
        until(&format!("{runs} finished runs"), || self.finished() >= runs);
    }

    /// What the tokens hold, read by the program without the training module: by serial number.
    pub fn held(&self) -> BTreeMap<String, Vec<String>> {
        let run = program::finish(program::program(&self.desk).args(["list", "--json"])).expect(0);
        let tokens = run.json()["tokens"].as_array().unwrap().clone();
        tokens
            .iter()
            .map(|token| {
                let serial = program::text(&token["serial"]).to_owned();
                let held = token["identities"].as_array().unwrap().iter().map(|one| {
                    let certificate = &one["certificate"];
                    let standing = program::text(&certificate["standing"]);
                    let subject = program::text(&certificate["subject"]);
                    let name = subject.split("CN=").nth(1).unwrap();
                    format!("{} {standing}", name.split(',').next().unwrap())
                });
                (serial, held.collect())
            })
            .collect()
    }

    /// What the n-th token holds.
    pub fn holds(&self, number: usize) -> Vec<String> {
        self.held().remove(&self.serials[number - 1]).unwrap()
    }

    /// Whether the n-th token holds its new identity and nothing expired.
    #[track_caller]
    pub fn is_served(&self, number: usize) {
        assert_eq!(
            self.holds(number),
            [format!("{} current", owner(number))],
            "token {number}"
        );
    }

    /// Whether the n-th token is as it was.
    #[track_caller]
    pub fn is_untouched(&self, number: usize) {
        assert_eq!(
            self.holds(number),
            [format!("{} expired", owner(number))],
            "token {number}"
        );
    }
}

/// Waits until something is so.
#[track_caller]
pub fn until(what: &str, is_so: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !is_so() {
        assert!(Instant::now() < deadline, "never: {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Writes key and certificate of an identity to the token with a label.
pub fn put(desk: &Desk, label: &str, identity: &Identity) {
    for (class, bytes) in [
        (PRIVATE_KEY, &identity.key),
        (CERTIFICATE, &identity.certificate),
    ] {
        let file = desk.write("object", bytes);
        let mut command = desk.tool("pkcs11-tool");
        command
            .arg("--module")
            .arg(token::module())
            .args(["--login", "--pin", PIN, "--token-label", label])
            .args(["--label", "as it was", "--id", "01", "--type", class])
            .arg("--write-object")
            .arg(&file);
        tools::run(&mut command);
        fs::remove_file(file).unwrap();
    }
}

fn start(mut command: Command) -> Child {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

fn by_label(desk: &Desk) -> BTreeMap<String, String> {
    let run = program::finish(program::program(desk).args(["list", "--json"])).expect(0);
    let tokens = run.json()["tokens"].as_array().unwrap().clone();
    let text = |value: &Value| program::text(value).to_owned();
    tokens
        .iter()
        .map(|token| (text(&token["label"]), text(&token["serial"])))
        .collect()
}

/// A batch that has ended: its events and its document.
pub struct Served {
    pub status: i32,
    pub events: Vec<Value>,
    pub document: Value,
    pub stderr: String,
}

impl std::fmt::Display for Served {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (tray, failure) = (&self.document["tray"], &self.document["failure"]);
        write!(
            f,
            "status {}\n{tray:#}\n{failure:#}\n{}",
            self.status, self.stderr
        )
    }
}

impl Served {
    /// Reads the lines: each an event as the schema has it, the last one the document.
    #[track_caller]
    pub fn of(run: Run) -> Self {
        let mut lines: Vec<&str> = run.stdout.lines().collect();
        let last = lines.pop().unwrap_or_else(|| panic!("{run:?}"));
        let strict: Result<Document, _> = serde_json::from_str(last);
        assert!(strict.is_ok(), "{strict:?}: {run:?}");
        let document: Value = serde_json::from_str(last).unwrap();
        assert_eq!(document["exit"], run.status, "{run:?}");
        let schema = event::schema();
        let events: Vec<Value> = lines
            .iter()
            .map(|line| {
                let strict: Result<Event, _> = serde_json::from_str(line);
                assert!(strict.is_ok(), "{line}: {strict:?}");
                serde_json::from_str(line).unwrap()
            })
            .collect();
        for event in &events {
            let faults = crate::events::faults(&schema, event);
            assert!(faults.is_empty(), "{faults:#?}");
        }
        Self {
            status: run.status,
            events,
            document,
            stderr: run.stderr,
        }
    }

    #[track_caller]
    pub fn expect(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{self}");
        self
    }

    /// The batch's lines, each token's exit status by its serial number.
    pub fn exits(&self) -> BTreeMap<String, u64> {
        let lines = self.document["tray"]["lines"].as_array().unwrap();
        lines
            .iter()
            .map(|line| {
                let serial = program::text(&line["serial"]).to_owned();
                (serial, line["exit"].as_u64().unwrap())
            })
            .collect()
    }

    /// The tokens that were left as they are, each with the reason.
    pub fn passed_over(&self) -> BTreeMap<String, String> {
        let tokens = self.document["tray"]["passed_over"].as_array().unwrap();
        tokens
            .iter()
            .map(|token| {
                let text = |name: &str| program::text(&token[name]).to_owned();
                (text("serial"), text("reason"))
            })
            .collect()
    }

    /// The owners on the pending list.
    pub fn pending(&self) -> Vec<String> {
        let pending = self.document["tray"]["pending"].as_array().unwrap();
        let subjects = pending.iter().map(|one| program::text(&one["subject"]));
        subjects
            .map(|subject| subject.split("CN=").nth(1).unwrap().to_owned())
            .collect()
    }

    /// The events of one kind.
    pub fn events_of(&self, kind: &str) -> Vec<&Value> {
        self.events
            .iter()
            .filter(|event| event["event"] == kind)
            .collect()
    }
}

/// Waits for the end of a batch that was begun.
pub fn ended(child: Child) -> Served {
    Served::of(Run::of(child.wait_with_output().unwrap()))
}

/// Sends a signal to one process.
pub fn signal(name: &str, process: u32) {
    let mut kill = Command::new("kill");
    let sent = kill.args([name, &process.to_string()]).status().unwrap();
    assert!(sent.success());
}
