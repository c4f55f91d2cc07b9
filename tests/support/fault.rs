//! The training module between the program and SoftHSM2, transparent: it counts calls and injects faults.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::bundle::Bundle;
use super::program::{self, Run};
use super::token::{self, Desk};

/// A desk whose tokens are reached through the training module.
pub struct Training {
    pub desk: Desk,
}

/// Where `cargo test` puts the training module: beside the test's own binary.
pub fn module() -> PathBuf {
    let binary = std::env::current_exe().unwrap();
    let module = binary.parent().unwrap().join("libtokendesk_epass2003.so");
    assert!(module.exists(), "{} was not built", module.display());
    module
}

impl Training {
    pub fn beside(desk: Desk) -> Self {
        Self { desk }
    }

    fn log(&self) -> PathBuf {
        self.desk.path().join("calls")
    }

    fn fired(&self) -> PathBuf {
        self.desk.path().join("fired")
    }

    /// The program behind the training module; the log starts empty.
    pub fn program(&self) -> Command {
        for file in [self.log(), self.fired()] {
            let _ = fs::remove_file(file);
        }
        let mut command = program::program(&self.desk);
        command
            .env("TOKENDESK_MODULE", module())
            .env("EPASS2003_MODULE", token::module())
            .env("EPASS2003_PROFILE", "transparent")
            .env("EPASS2003_FIRED", self.fired())
            .env("EPASS2003_LOG", self.log());
        command
    }

    /// The names of the calls of the last run, in order.
    pub fn calls(&self) -> Vec<String> {
        let log = fs::read_to_string(self.log()).expect("calls were logged");
        log.lines()
            .filter_map(|line| line.split(' ').find_map(|field| field.strip_prefix("fn=")))
            .map(str::to_owned)
            .collect()
    }

    /// How many processes made calls in the last run.
    pub fn processes(&self) -> usize {
        let log = fs::read_to_string(self.log()).expect("calls were logged");
        let mut processes: Vec<&str> = log
            .lines()
            .filter_map(|line| line.split(' ').next())
            .collect();
        processes.sort_unstable();
        processes.dedup();
        processes.len()
    }

    /// Reuses the token while the fault of this scenario strikes, which it must.
    pub fn reuse_with_fault(&self, bundle: &Bundle, scenario: &str) -> Run {
        let scenario = self.desk.write("scenario.toml", scenario);
        let serial = program::serial(&self.desk);
        let mut command = self.program();
        command.env("EPASS2003_SCENARIO", scenario);
        command.args(["--pin-file", "pin"]);
        command.args(program::on(
            bundle,
            "reuse",
            &["--json", "--confirm", &serial],
        ));
        let run = program::finish(&mut command);
        let fired = fs::read_to_string(self.fired()).unwrap_or_default();
        assert!(!fired.is_empty(), "the fault did not strike: {run:?}");
        run
    }
}
