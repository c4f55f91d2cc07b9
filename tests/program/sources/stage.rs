//! A disc with bundles on it, and the program run on it.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tokendesk::certificate::Certificate;

use crate::support::authority::{self, Validity};
use crate::support::bundle::{self, Recipe};
use crate::support::keys::{self, Kind};
use crate::support::program::{finish, program, text};
use crate::support::token::Desk;

/// A folder of bundles on a desk.
pub struct Cd {
    pub desk: Desk,
    folder: &'static str,
}

impl Cd {
    pub fn empty() -> Self {
        Self::at(Desk::empty())
    }

    /// An empty disc on this desk.
    pub fn at(desk: Desk) -> Self {
        let cd = Self { desk, folder: "cd" };
        fs::create_dir(cd.path()).unwrap();
        cd
    }

    pub fn path(&self) -> PathBuf {
        self.desk.path().join(self.folder)
    }

    /// The same disc in another place.
    pub fn moved(self) -> Self {
        fs::rename(self.path(), self.desk.path().join("media")).unwrap();
        Self {
            folder: "media",
            ..self
        }
    }

    /// A bundle with its password beside it; returns the leaf.
    pub fn bundle(&self, file: &str, name: &str, validity: Validity) -> Certificate {
        let key = keys::key(Kind::P256, 60);
        let identity = authority::issuer().issue(name, validity, &key);
        let file = format!("{}/{file}", self.folder);
        let folder = self.desk.path().join(&file);
        fs::create_dir_all(folder.parent().unwrap()).unwrap();
        let recipe = Recipe {
            file: &file,
            ..Recipe::default()
        };
        let _ = bundle::openssl(&self.desk, &identity, recipe);
        Certificate::from_der(&identity.certificate).unwrap()
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        self.desk.write(&format!("{}/{name}", self.folder), bytes)
    }

    pub fn secret(&self, name: &str, text: &str) -> PathBuf {
        self.desk
            .write_secret(&format!("{}/{name}", self.folder), text)
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    pub fn remove(&self, name: &str) {
        fs::remove_file(self.path().join(name)).unwrap();
    }

    /// Checks the disc; returns what the document tells of it.
    #[track_caller]
    pub fn checks(&self, more: &[&str], status: i32) -> Value {
        self.checks_source(&self.path(), more, status)
    }

    /// Checks a list or a folder.
    #[track_caller]
    pub fn checks_source(&self, source: &Path, more: &[&str], status: i32) -> Value {
        let mut command = program(&self.desk);
        command
            .arg("batch")
            .arg(source)
            .args(["--dry-run", "--json"]);
        let run = finish(command.args(more)).expect(status);
        let document = run.json();
        assert_eq!(document["outcome"], "planned");
        let people = self.people(source, more, "ja");
        for flaw in document["batch"]["flaws"].as_array().unwrap() {
            let id = text(&flaw["id"]);
            assert!(!text(&flaw["message"]).is_empty(), "{id}");
            assert!(
                flaw["weight"] != "refuse" || flaw["remedy"].is_string(),
                "{id}"
            );
        }
        for offer in document["batch"]["offers"].as_array().unwrap() {
            assert!(people.contains(text(&offer["file"])), "{people}");
        }
        assert!(
            people.contains(text(&document["batch"]["digest"])),
            "{people}"
        );
        document["batch"].clone()
    }

    fn people(&self, source: &Path, more: &[&str], language: &str) -> String {
        let mut command = program(&self.desk);
        command
            .arg("batch")
            .arg(source)
            .args(["--dry-run", "--lang", language]);
        finish(command.args(more)).stdout
    }

    /// Is refused as a whole, and says so in both languages; returns the failure.
    #[track_caller]
    pub fn refuses(&self, more: &[&str], status: i32) -> Value {
        self.refuses_source(&self.path(), more, status)
    }

    /// Is refused as a whole, and says so in both languages; returns the failure.
    #[track_caller]
    pub fn refuses_source(&self, source: &Path, more: &[&str], status: i32) -> Value {
        let told = ["en", "ja"].map(|language| {
            let mut command = program(&self.desk);
            command
                .arg("batch")
                .arg(source)
                .args(["--dry-run", "--json"]);
            command.args(["--lang", language]);
            let run = finish(command.args(more)).expect(status);
            let failure = run.json()["failure"].clone();
            assert!(run.stderr.contains(text(&failure["message"])), "{run:?}");
            assert!(run.stderr.contains(text(&failure["remedy"])), "{run:?}");
            failure
        });
        assert_ne!(told[0]["message"], told[1]["message"]);
        assert_eq!(told[0]["cause"], told[1]["cause"]);
        assert_eq!(told[0]["effect"], "untouched");
        told[0].clone()
    }
}

/// The ids of what is told of a source.
pub fn ids(batch: &Value) -> Vec<String> {
    let flaws = batch["flaws"].as_array().unwrap().iter();
    flaws.map(|flaw| text(&flaw["id"]).to_owned()).collect()
}

/// The flaw of this id.
#[track_caller]
pub fn flaw<'a>(batch: &'a Value, id: &str) -> &'a Value {
    let mut flaws = batch["flaws"].as_array().unwrap().iter();
    let found = flaws.find(|flaw| flaw["id"] == id);
    found.unwrap_or_else(|| panic!("{id} is not told: {batch:#}"))
}
