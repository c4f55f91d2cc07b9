//! The scenes in which the manuals' commands are run: the token of `softhsm/scene.sh`, with one trouble each.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use tempfile::TempDir;

/// The module's name in a scene's folder.
const MODULE: &str = "libcastle.so.1.0.0";

/// The variable that names the scenario in a scene.
const SCENARIO: &str = "EPASS2003_REHEARSE";

/// A folder with a token, its files, and what the shell has to know.
pub struct Scene {
    folder: TempDir,
    /// Variables beside the usual ones.
    pub variables: Vec<(&'static str, String)>,
    pub typed_pin: &'static str,
    pub typed_password: &'static str,
    pub typed_answer: &'static str,
}

/// Whether the programs are here that scenes are made with.
pub fn can_be_made() -> bool {
    let missing: Vec<&str> = ["softhsm2-util", "pkcs11-tool", "openssl", "bash"]
        .into_iter()
        .filter(|program| {
            let path = std::env::var_os("PATH").unwrap_or_default();
            !std::env::split_paths(&path).any(|folder| folder.join(program).exists())
        })
        .collect();
    assert!(
        missing.is_empty() || std::env::var_os("TOKENDESK_TESTS_REQUIRE_TOOLS").is_none(),
        "{missing:?} must be installed here"
    );
    if !missing.is_empty() {
        println!("skipped: {missing:?} is not installed");
    }
    missing.is_empty()
}

impl Scene {
    /// The scene of that name.
    pub fn of(name: &str) -> Option<Self> {
        let mut scene = Self::usual();
        match name {
            "usual" => {}
            "declined" => scene.typed_answer = "n",
            "no-token" => scene.pull(),
            "wrong-pin" => scene.typed_pin = "99999999",
            "wrong-password" => scene.typed_password = "not-this-one",
            "locked" => {
                scene.set("EPASS2003_USER_TRIES", "2");
                scene.typed_pin = "99999999";
                scene.quietly(&["wipe"]);
                scene.quietly(&["wipe", "--use-last-try"]);
                scene.typed_pin = "12345678";
            }
            "full" => scene.set("EPASS2003_PUBLIC_MEMORY", "6500"),
            "pulled" => scene.pulled_while_writing(),
            "interrupted" => {
                scene.pulled_while_writing();
                scene.quietly(&["reuse", "new.p12"]);
                scene.variables.clear();
                scene.insert();
            }
            "reused" => scene.quietly(&["reuse", "new.p12"]),
            "altered-journal" => {
                scene.quietly(&["reuse", "new.p12"]);
                let journal = scene.path().join("journal.jsonl");
                let text = fs::read_to_string(&journal).unwrap();
                fs::write(journal, text.replacen("operator 0003", "operator 0009", 1)).unwrap();
            }
            "two-tokens" => scene.add_token(),
            "disc" => {
                scene.lay_disc();
                scene.pull();
            }
            _ => return None,
        }
        Some(scene)
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn module(&self) -> PathBuf {
        self.path().join(MODULE)
    }

    fn usual() -> Self {
        static MADE: OnceLock<TempDir> = OnceLock::new();
        let made = MADE.get_or_init(|| {
            let folder = TempDir::new().unwrap();
            let mut script = Command::new("softhsm/scene.sh");
            script.arg(folder.path().join("desk")).arg(module());
            assert!(script.status().unwrap().success());
            fs::write(folder.path().join("desk").join(MODULE), disguised()).unwrap();
            folder
        });
        let folder = TempDir::new().unwrap();
        copy(&made.path().join("desk"), folder.path());
        let configuration = format!(
            "directories.tokendir = {}\nobjectstore.backend = file\nlog.level = ERROR\n",
            folder.path().join("tokens").display()
        );
        fs::write(folder.path().join("softhsm2.conf"), configuration).unwrap();
        Self {
            folder,
            variables: Vec::new(),
            typed_pin: "12345678",
            typed_password: "bought-now",
            typed_answer: "y",
        }
    }

    fn set(&mut self, name: &'static str, value: &str) {
        self.variables.push((name, value.to_owned()));
    }

    fn quietly(&self, arguments: &[&str]) {
        let command = format!("tokendesk {}", arguments.join(" "));
        let _ = super::typist::perform(self, &[command], "en_US.UTF-8");
    }

    fn pulled_while_writing(&mut self) {
        let scenario = fs::canonicalize("softhsm/epass2003/scenarios/pulled-while-writing.toml");
        self.set(SCENARIO, &scenario.unwrap().display().to_string());
    }

    fn pull(&self) {
        self.plug("pull");
    }

    fn insert(&self) {
        self.plug("insert");
    }

    fn plug(&self, what: &str) {
        let serial = self.serial();
        let mut plug = Command::new("softhsm/epass2003/plug");
        plug.arg(self.path().join("state")).args([what, &serial]);
        assert!(plug.status().unwrap().success());
    }

    /// The token's serial number, in the capitals that the training module shows it in.
    fn serial(&self) -> String {
        let mut list = Command::new("softhsm2-util");
        list.arg("--show-slots")
            .env("SOFTHSM2_CONF", self.path().join("softhsm2.conf"));
        let text = String::from_utf8(list.output().unwrap().stdout).unwrap();
        let serial = text
            .lines()
            .filter_map(|line| line.trim().strip_prefix("Serial number:"))
            .map(str::trim)
            .find(|serial| !serial.is_empty());
        serial.unwrap().to_uppercase()
    }

    /// A disc of three bundles, one of which has expired, and the list that the issuer returned.
    fn lay_disc(&self) {
        let disc = self.path().join("cd");
        fs::create_dir(&disc).unwrap();
        for bundle in ["old.p12", "new.p12", "later.p12"] {
            let _ = fs::copy(self.path().join(bundle), disc.join(bundle)).unwrap();
        }
        let list = "証明書ID,証明書シリアル,氏名\n\
                    E2026-0101,1A05,電力 花子\n\
                    E2026-0102,1A06,瓦斯 一郎\n\
                    E2026-0103,1A07,配電 次郎\n";
        fs::write(disc.join("list.csv"), list).unwrap();
    }

    fn add_token(&self) {
        let mut util = Command::new("softhsm2-util");
        util.args(["--init-token", "--free", "--label", "ePass2003"])
            .args(["--pin", "12345678", "--so-pin", "87654321"])
            .env("SOFTHSM2_CONF", self.path().join("softhsm2.conf"));
        assert!(util.output().unwrap().status.success());
    }
}

/// The training module as the scenes have it. The program warns of a training module, and knows it by the name of a
/// variable; the manuals' readers have the vendor's, of which there is nothing to warn.
fn disguised() -> Vec<u8> {
    let (mark, other) = ("EPASS2003_SCENARIO".as_bytes(), SCENARIO.as_bytes());
    let mut bytes = fs::read(module()).unwrap();
    let places: Vec<usize> = memchr::memmem::find_iter(&bytes, mark).collect();
    assert!(!places.is_empty());
    for place in places {
        bytes[place..place + mark.len()].copy_from_slice(other);
    }
    bytes
}

/// The training module that was built along with this test.
fn module() -> PathBuf {
    let this = std::env::current_exe().unwrap();
    this.with_file_name("libtokendesk_epass2003.so")
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let there = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            fs::create_dir(&there).unwrap();
            copy(&entry.path(), &there);
        } else {
            let _ = fs::copy(entry.path(), there).unwrap();
        }
    }
}
