//! A token and a bundle whose secrets can be recognised anywhere, reached through the training module.

use std::path::PathBuf;
use std::process::Command;

use crate::support::authority::{CURRENT, Identity, issuer};
use crate::support::bundle::{self, Bundle, Recipe};
use crate::support::keys::{Kind, key};
use crate::support::program::{self, Run};
use crate::support::sentinel::Sentinels;
use crate::support::token::{self, Desk, OFFICER_PIN};
use crate::support::tools;

pub const PIN: &str = "7391-Zq84kT-0x5";
pub const PASSWORD: &str = "mmP-hunter2-Qx77-yy";

pub struct Stage {
    pub desk: Desk,
    pub identity: Identity,
    pub bundle: Bundle,
}

impl Stage {
    pub fn new(kind: Kind) -> Self {
        let desk = Desk::empty();
        let mut command = desk.tool("softhsm2-util");
        command
            .args(["--init-token", "--free", "--label", "desk-01"])
            .args(["--pin", PIN, "--so-pin", OFFICER_PIN]);
        tools::run(&mut command);
        desk.write_secret("pin", PIN);
        let identity = issuer().issue("operator 0007", CURRENT, &key(kind, 77));
        let recipe = Recipe {
            password: PASSWORD,
            ..Recipe::default()
        };
        let bundle = bundle::openssl(&desk, &identity, recipe);
        Self {
            desk,
            identity,
            bundle,
        }
    }

    /// The PIN, the password and the key.
    pub fn sentinels(&self) -> Sentinels {
        self.key_and_password().with_text("PIN", PIN)
    }

    pub fn key_and_password(&self) -> Sentinels {
        Sentinels::new()
            .with_text("password", PASSWORD)
            .with_key(&self.identity.key)
    }

    /// The arguments of an import with consent.
    pub fn import(&self, more: &[&str]) -> Vec<std::ffi::OsString> {
        let serial = program::serial(&self.desk);
        let mut arguments = program::on(
            &self.bundle,
            "import",
            &["--json", "--pin-file", "pin", "--confirm", &serial],
        );
        arguments.extend(more.iter().map(Into::into));
        arguments
    }

    pub fn run(&self, more: &[&str]) -> Run {
        program::finish(program::program(&self.desk).args(self.import(more)))
    }

    /// The program behind the training module in front of `module`, which follows `scenario`.
    pub fn trained(&self, module: PathBuf, profile: &str, scenario: &str) -> Command {
        let _ = std::fs::remove_file(self.fired());
        let scenario = self.desk.write("scenario.toml", scenario);
        let mut command = program::program(&self.desk);
        command
            .env("TOKENDESK_MODULE", training_module())
            .env("EPASS2003_MODULE", module)
            .env("EPASS2003_PROFILE", profile)
            .env("EPASS2003_FIRED", self.fired())
            .env("EPASS2003_LOG", self.desk.path().join("calls"))
            .env("EPASS2003_SCENARIO", scenario);
        command
    }

    /// An import through the training module that follows `scenario`, which must strike.
    pub fn import_with_fault(&self, more: &[&str], scenario: &str) -> Run {
        let mut command = self.trained(token::module(), "transparent", scenario);
        let run = program::finish(command.args(self.import(more)));
        assert!(self.fired().exists(), "the fault did not strike: {run:?}");
        run
    }

    pub fn fired(&self) -> PathBuf {
        self.desk.path().join("fired")
    }
}

/// Where cargo puts the training module: beside the test's own binary, or one folder up.
pub fn training_module() -> PathBuf {
    let binary = std::env::current_exe().unwrap();
    let mut folders = binary.ancestors().skip(1).take(2);
    folders
        .find_map(|folder| {
            let module = folder.join("libtokendesk_epass2003.so");
            module.exists().then_some(module)
        })
        .expect("the training module was built")
}

/// pkcs11-spy, where OpenSC is installed.
pub fn spy() -> Option<PathBuf> {
    [
        "/usr/lib/x86_64-linux-gnu",
        "/usr/lib/aarch64-linux-gnu",
        "/usr/lib64",
        "/usr/lib",
    ]
    .iter()
    .flat_map(|folder| ["pkcs11", ""].map(|sub| PathBuf::from(folder).join(sub)))
    .map(|folder| folder.join("pkcs11-spy.so"))
    .find(|path| path.exists())
}
