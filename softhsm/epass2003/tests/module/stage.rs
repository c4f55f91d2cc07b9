//! A SoftHSM2 of its own for each test, and a child process for each run.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// Return values as the driver prints them.
pub const OK: &str = "0x0";
pub const GENERAL_ERROR: &str = "0x5";
pub const DEVICE_MEMORY: &str = "0x31";
pub const DEVICE_REMOVED: &str = "0x32";
pub const NOT_SUPPORTED: &str = "0x54";
pub const PIN_INCORRECT: &str = "0xA0";
pub const PIN_LEN_RANGE: &str = "0xA2";
pub const PIN_EXPIRED: &str = "0xA3";
pub const PIN_LOCKED: &str = "0xA4";
pub const SESSION_INVALID: &str = "0xB3";
pub const TOKEN_NOT_PRESENT: &str = "0xE0";
pub const WRITE_PROTECTED: &str = "0xE2";
pub const NOT_LOGGED_IN: &str = "0x101";

/// The user PIN of every token here.
pub const PIN: &str = "12345678";

/// A folder with a SoftHSM2 token store, a state folder and the files that a run leaves.
pub struct Stage {
    folder: TempDir,
}

/// One answer of the driver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub command: String,
    pub code: String,
    pub told: String,
}

impl Stage {
    /// A store with initialised tokens of these labels.
    pub fn with_tokens(labels: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        let store = folder.path().join("tokens");
        fs::create_dir(&store).unwrap();
        fs::write(
            folder.path().join("softhsm2.conf"),
            format!(
                "directories.tokendir = {}\nobjectstore.backend = file\nlog.level = ERROR\n",
                store.display()
            ),
        )
        .unwrap();
        let stage = Self { folder };
        for label in labels {
            let arguments = [
                "--init-token",
                "--free",
                "--label",
                label,
                "--so-pin",
                "87654321",
                "--pin",
                PIN,
            ];
            let done = stage.command("softhsm2-util").args(arguments).output();
            let done = done.expect("softhsm2-util is needed: install SoftHSM2");
            assert!(done.status.success(), "{done:?}");
        }
        stage
    }

    /// A store with one token.
    pub fn new() -> Self {
        Self::with_tokens(&["T"])
    }

    /// A file or folder of this stage.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A file's text; empty when there is none.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    /// Writes the scenario that later runs with `play` meet.
    pub fn scenario(&self, toml: &str) {
        fs::write(self.path("scenario.toml"), toml).unwrap();
    }

    /// A command that finds this store.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env("SOFTHSM2_CONF", self.path("softhsm2.conf"));
        command
    }

    /// The same, for programs that load the module, with the switches given.
    pub fn tool(&self, program: impl AsRef<std::ffi::OsStr>, switches: &[(&str, &str)]) -> Command {
        let mut command = self.command(program);
        command
            .env("EPASS2003_LOG", self.path("calls"))
            .envs(switches.iter().copied());
        command
    }

    /// Runs a script in a child process; one answer a line.
    pub fn drive(&self, switches: &[(&str, &str)], script: &str) -> Vec<Answer> {
        answers(&self.output(switches, script))
    }

    /// The same, with the exit status to look at.
    pub fn output(&self, switches: &[(&str, &str)], script: &str) -> Output {
        let mut child = self
            .tool(driver(), switches)
            .arg(module())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A child that dies early closes its end: no failure of ours.
        let _ = child.stdin.take().unwrap().write_all(script.as_bytes());
        child.wait_with_output().unwrap()
    }

    /// Runs a script under the scenario, with state folder and fired file.
    pub fn play(&self, script: &str) -> Vec<Answer> {
        answers(&self.play_output("epass2003", script))
    }

    /// The same, with the profile to choose and the exit status to look at.
    pub fn play_output(&self, profile: &str, script: &str) -> Output {
        let [scenario, fired, state] =
            ["scenario.toml", "fired", "state"].map(|name| self.path(name).display().to_string());
        self.output(
            &[
                ("EPASS2003_PROFILE", profile),
                ("EPASS2003_SCENARIO", &scenario),
                ("EPASS2003_FIRED", &fired),
                ("EPASS2003_STATE", &state),
            ],
            script,
        )
    }

    /// The serial that the module shows in a slot.
    pub fn serial(&self, slot: usize) -> String {
        let answers = self.drive(&[], &format!("initialize\ntoken {slot}"));
        field(&answers[1].told, "serial").to_owned()
    }
}

/// The driver's lines, taken apart.
pub fn answers(output: &Output) -> Vec<Answer> {
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| {
            let mut parts = line.splitn(3, ' ').map(str::to_owned);
            Answer {
                command: parts.next().unwrap_or_default(),
                code: parts.next().unwrap_or_default(),
                told: parts.next().unwrap_or_default(),
            }
        })
        .collect()
}

/// The codes alone.
pub fn codes(answers: &[Answer]) -> Vec<&str> {
    answers.iter().map(|answer| answer.code.as_str()).collect()
}

/// The last answer to a command.
pub fn last<'a>(answers: &'a [Answer], command: &str) -> &'a Answer {
    answers
        .iter()
        .rev()
        .find(|answer| answer.command == command)
        .unwrap_or_else(|| panic!("{command} was not answered: {answers:?}"))
}

/// The value of `name=value` in a text.
pub fn field<'a>(text: &'a str, name: &str) -> &'a str {
    text.split(' ')
        .find_map(|word| word.strip_prefix(name)?.strip_prefix('='))
        .unwrap_or_else(|| panic!("no {name} in {text}"))
}

/// The module under test: cargo puts it beside the test program.
pub fn module() -> PathBuf {
    let folder = std::env::current_exe().unwrap();
    let folder = folder.parent().unwrap();
    let module = folder.join(format!(
        "{}tokendesk_epass2003{}",
        std::env::consts::DLL_PREFIX,
        std::env::consts::DLL_SUFFIX
    ));
    assert!(module.exists(), "{} is missing", module.display());
    module
}

/// The real module, where this system has it.
pub fn softhsm() -> &'static str {
    [
        "/usr/lib/softhsm/libsofthsm2.so",
        "/usr/lib64/pkcs11/libsofthsm2.so",
        "/usr/lib/pkcs11/libsofthsm2.so",
    ]
    .into_iter()
    .find(|place| Path::new(place).exists())
    .expect("SoftHSM2 is installed")
}

fn driver() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let folder = test.parent().and_then(Path::parent).unwrap();
    let driver = folder.join(format!("examples/drive{}", std::env::consts::EXE_SUFFIX));
    assert!(
        driver.exists(),
        "build it: cargo build -p tokendesk-epass2003 --examples"
    );
    driver
}
