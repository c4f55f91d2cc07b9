//! A token of a desk, made once and copied for every run; the product run on it as a process of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use cryptoki::object::{Attribute, CertificateType, ObjectClass};
use tempfile::TempDir;

use super::papers::{self, Identity, PASSWORD, Years};
use super::sentinel::Sentinels;
use super::sight::{self, Sight};

/// The user's PIN and what it is changed to.
pub const PIN: &str = "pin-7Kq4Zx";
pub const NEW_PIN: &str = "new-9Rw2Vb";
pub const OFFICER_PIN: &str = "officer-1";
/// The name and label of the expired identity and of the valid one beside it.
pub const NAME: &str = "operator 0001";

/// What all runs share: the papers and the token as it was prepared.
pub struct Stage {
    folder: TempDir,
    pub serial: String,
    /// What the token holds, and what of it has expired.
    pub before: Sight,
    pub expired: Vec<sight::Thing>,
    /// The digest of the valid certificate of the same name.
    pub valid: String,
    /// PINs, password and key, which nothing may tell.
    pub secrets: Sentinels,
}

/// A copy of a prepared token, with a journal of its own.
pub struct Desk {
    folder: TempDir,
}

/// What a run of the product left to look at.
#[derive(Debug)]
pub struct Run {
    pub status: Option<i32>,
    pub report: serde_json::Value,
    pub stderr: String,
    /// Everything it wrote to standard output and standard error.
    pub output: Vec<u8>,
}

/// Writes SoftHSM2's settings for a token store.
pub fn write_settings(file: &Path, tokens: &Path) {
    let text = format!(
        "directories.tokendir = {}\nobjectstore.backend = file\nlog.level = ERROR\n",
        tokens.display()
    );
    std::fs::write(file, text).unwrap();
}

/// The training module that was built along with this test.
fn training_module() -> PathBuf {
    let here = std::env::current_exe().unwrap();
    let beside = here.parent().unwrap().join("libtokendesk_epass2003.so");
    assert!(beside.exists(), "{} was not built", beside.display());
    beside
}

fn in_memory() -> TempDir {
    TempDir::new_in("/dev/shm")
        .or_else(|_| TempDir::new())
        .unwrap()
}

/// The stage, prepared at first use.
pub fn stage() -> &'static Stage {
    static STAGE: OnceLock<Stage> = OnceLock::new();
    STAGE.get_or_init(Stage::prepare)
}

impl Stage {
    fn prepare() -> Self {
        let folder = in_memory();
        let at = |name: &str| folder.path().join(name);
        // Copies: a build while the sweep runs does not change what is swept.
        std::fs::copy(env!("CARGO_BIN_EXE_tokendesk"), at("tokendesk")).unwrap();
        std::fs::copy(training_module(), at("training.so")).unwrap();
        let gone = papers::authority("Root of old", Years(2018, 2024));
        let root = papers::authority("Root of today", Years(2020, 2120));
        let expired = papers::rsa(NAME, Years(2022, 2024), &gone);
        let valid = papers::rsa(NAME, Years(2025, 2120), &root);
        let future = papers::ec("operator 0002", Years(2100, 2120), &root);
        let lone = papers::rsa("operator 0003", Years(2025, 2120), &root);
        let bought_root = papers::authority("Root of the new", Years(2025, 2120));
        let bought = papers::rsa("operator 0004", Years(2026, 2120), &bought_root);
        write_secret(&at("pin"), PIN);
        write_secret(&at("new-pin"), NEW_PIN);
        write_secret(&at("officer-pin"), OFFICER_PIN);
        write_secret(&at("password"), PASSWORD);
        let bundle = papers::bundle(&bought, &bought_root, "operator 0004");
        std::fs::write(at("new.p12"), bundle).unwrap();
        let tokens = at("tokens");
        std::fs::create_dir(&tokens).unwrap();
        write_settings(&at("softhsm2.conf"), &tokens);
        init_token(&at("softhsm2.conf"), "DESK");
        for (identity, label, id) in [
            (&expired, NAME, "01"),
            (&valid, NAME, "02"),
            (&future, "operator 0002", "03"),
            (&lone, "operator 0003", "04"),
        ] {
            import_key(folder.path(), identity, label, id);
        }
        sight::at(&tokens, Some(PIN), |session| {
            for (der, label, id) in [
                (expired.certificate.as_slice(), NAME, 1),
                (valid.certificate.as_slice(), NAME, 2),
                (future.certificate.as_slice(), "operator 0002", 3),
                (gone.as_ref().der().as_ref(), "Root of old", 9),
            ] {
                session
                    .create_object(&certificate(der, label, &[id]))
                    .unwrap();
            }
            session.create_object(&data()).unwrap();
        })
        .unwrap();
        let before = sight::look(&tokens, PIN).unwrap();
        let digest = |der: &[u8]| tokendesk::certificate::Sha256Digest::of(der).to_string();
        let key_of = |identity: &Identity| {
            let certificate =
                tokendesk::certificate::Certificate::from_der(&identity.certificate).unwrap();
            certificate.public_key().sha256().to_string()
        };
        let doomed = [
            digest(&expired.certificate),
            key_of(&expired),
            digest(gone.as_ref().der()),
        ];
        let gone = before.0.iter();
        let gone = gone.filter(|thing| doomed.contains(&thing.sha256));
        Self {
            expired: gone.cloned().collect(),
            before: before.clone(),
            valid: digest(&valid.certificate),
            secrets: Sentinels::new()
                .with_text("PIN", PIN)
                .with_text("new PIN", NEW_PIN)
                .with_text("officer's PIN", OFFICER_PIN)
                .with_text("password", PASSWORD)
                .with_key(&bought.key.serialize_der()),
            serial: serial_of(&tokens),
            folder,
        }
    }

    /// A paper of the stage.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The files of the expired objects, by their place in the token store.
    pub fn expired_files(&self) -> Vec<PathBuf> {
        let wiped = self.desk();
        let arguments = ["wipe", "--confirm", &self.serial, "--json"].map(str::to_owned);
        assert_eq!(wiped.run(&arguments).status, Some(0));
        let token = folder_of(&self.path("tokens"), &self.serial);
        let name = token.file_name().unwrap();
        let files = std::fs::read_dir(&token).unwrap();
        files
            .map(|file| Path::new(name).join(file.unwrap().file_name()))
            .filter(|file| !wiped.tokens().join(file).exists())
            .collect()
    }

    /// A fresh copy of the prepared token with an empty journal.
    pub fn desk(&self) -> Desk {
        let folder = in_memory();
        copy(&self.path("tokens"), &folder.path().join("tokens"));
        std::fs::create_dir(folder.path().join("journal")).unwrap();
        Desk { folder }.settled()
    }
}

impl Desk {
    fn settled(self) -> Self {
        write_settings(&self.path("softhsm2.conf"), &self.tokens());
        self
    }

    /// The same token and the same journal once more.
    pub fn twin(&self) -> Self {
        let folder = in_memory();
        for part in ["tokens", "journal"] {
            copy(&self.path(part), &folder.path().join(part));
        }
        Self { folder }.settled()
    }

    /// A file or folder of this desk.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The token store.
    pub fn tokens(&self) -> PathBuf {
        self.path("tokens")
    }

    /// The journal's file.
    pub fn journal(&self) -> PathBuf {
        self.path("journal").join("journal.jsonl")
    }

    /// The journal's length, bytes; none is as long as nothing.
    pub fn journal_length(&self) -> u64 {
        std::fs::metadata(self.journal()).map_or(0, |journal| journal.len())
    }

    /// What the token holds, by the real module and whichever PIN opens it.
    pub fn look(&self) -> Sight {
        let found = sight::look(&self.tokens(), PIN);
        let found = found.or_else(|_| sight::look(&self.tokens(), NEW_PIN));
        found.expect("the real module shows the token")
    }

    /// The product with `arguments` on this token, through the training module.
    pub fn command(&self, arguments: &[String]) -> Command {
        let stage = stage();
        let mut command = Command::new(stage.path("tokendesk"));
        command
            .args(arguments)
            .arg("-vvv")
            .env_clear()
            .env("LC_ALL", "C")
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.folder.path())
            .env("SOFTHSM2_CONF", self.path("softhsm2.conf"))
            .env("EPASS2003_PROFILE", "transparent")
            .env("TOKENDESK_MODULE", stage.path("training.so"))
            .env("TOKENDESK_PIN_FILE", stage.path("pin"))
            .env("TOKENDESK_PASSWORD_FILE", stage.path("password"))
            .env("TOKENDESK_JOURNAL", self.journal())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs the product with nothing in its way.
    pub fn run(&self, arguments: &[String]) -> Run {
        Run::of(&self.command(arguments).output().unwrap())
    }

    /// Runs the product in a scenario; with it comes how often a fault fired.
    pub fn run_in(&self, scenario: &str, arguments: &[String]) -> (Run, usize) {
        let fired = self.path("fired");
        let _ = std::fs::remove_file(&fired);
        std::fs::write(self.path("scenario.toml"), scenario).unwrap();
        let mut command = self.command(arguments);
        command
            .env("EPASS2003_SCENARIO", self.path("scenario.toml"))
            .env("EPASS2003_FIRED", &fired);
        let run = Run::of(&command.output().unwrap());
        let fired = std::fs::read_to_string(&fired).unwrap_or_default();
        (run, fired.lines().count())
    }

    /// The calls that a run without faults makes, in order, and how it ended.
    pub fn calls(&self, arguments: &[String]) -> (Run, Vec<String>) {
        let log = self.path("calls");
        let mut command = self.command(arguments);
        command.env("EPASS2003_LOG", &log);
        let run = Run::of(&command.output().unwrap());
        let log = std::fs::read_to_string(&log).unwrap_or_default();
        let name = |line: &str| {
            let field = line.split(' ').find_map(|field| field.strip_prefix("fn="));
            field.map(str::to_owned)
        };
        (run, log.lines().filter_map(name).collect())
    }
}

impl Run {
    /// What a finished process left.
    pub fn of(output: &Output) -> Self {
        Self {
            status: output.status.code(),
            report: serde_json::from_slice(&output.stdout).unwrap_or_default(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
            output: [output.stdout.as_slice(), &output.stderr].concat(),
        }
    }
}

/// Copies a folder of files and folders.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Makes a token in the store of these settings.
pub fn init_token(settings: &Path, label: &str) {
    let output = Command::new("softhsm2-util")
        .args(["--init-token", "--free", "--label", label])
        .args(["--pin", PIN, "--so-pin", OFFICER_PIN])
        .env("SOFTHSM2_CONF", settings)
        .output()
        .expect("softhsm2-util is installed");
    assert!(output.status.success(), "{output:?}");
}

fn import_key(folder: &Path, identity: &Identity, label: &str, id: &str) {
    let file = folder.join("key.pem");
    std::fs::write(&file, identity.key.serialize_pem()).unwrap();
    let output = Command::new("softhsm2-util")
        .arg("--import")
        .arg(&file)
        .args(["--token", "DESK", "--label", label, "--id", id])
        .args(["--pin", PIN])
        .env("SOFTHSM2_CONF", folder.join("softhsm2.conf"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    std::fs::remove_file(file).unwrap();
}

fn certificate(der: &[u8], label: &str, id: &[u8]) -> Vec<Attribute> {
    let (_, parsed) = x509_parser::parse_x509_certificate(der).unwrap();
    vec![
        Attribute::Class(ObjectClass::CERTIFICATE),
        Attribute::CertificateType(CertificateType::X_509),
        Attribute::Token(true),
        Attribute::Private(false),
        Attribute::Subject(parsed.subject().as_raw().to_vec()),
        Attribute::Label(label.as_bytes().to_vec()),
        Attribute::Id(id.to_vec()),
        Attribute::Value(der.to_vec()),
    ]
}

fn data() -> Vec<Attribute> {
    vec![
        Attribute::Class(ObjectClass::DATA),
        Attribute::Token(true),
        Attribute::Private(false),
        Attribute::Label(b"note".to_vec()),
        Attribute::Value(b"belongs to somebody else".to_vec()),
    ]
}

/// SoftHSM2's serial number is the end of its folder's name.
fn serial_of(tokens: &Path) -> String {
    serials_of(tokens).pop().expect("there is a token")
}

/// The serial numbers of all tokens in a store.
pub fn serials_of(tokens: &Path) -> Vec<String> {
    let folders = std::fs::read_dir(tokens).unwrap();
    folders
        .map(|folder| {
            let name = folder.unwrap().file_name();
            let name = name.to_string_lossy().replace('-', "");
            name[name.len() - 16..].to_owned()
        })
        .collect()
}

/// The folder of a token in a store.
pub fn folder_of(tokens: &Path, serial: &str) -> PathBuf {
    let mut folders = std::fs::read_dir(tokens)
        .unwrap()
        .map(|folder| folder.unwrap().path());
    let is_its = |path: &PathBuf| path.to_string_lossy().replace('-', "").ends_with(serial);
    folders.find(is_its).expect("the token has a folder")
}

fn write_secret(path: &Path, text: &str) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::write(path, format!("{text}\n")).unwrap();
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).unwrap();
}
