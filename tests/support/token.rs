//! SoftHSM2 folders of their own, with tokens in the state that a test needs.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use tempfile::TempDir;

use super::authority::{self, CURRENT, EXPIRED, Identity};
use super::bundle::pem;
use super::keys::{self, Kind};
use super::tools;

/// Long enough for the disguise of the training module, which takes eight characters and more.
pub const PIN: &str = "24681012";
pub const OFFICER_PIN: &str = "13579113";

/// Where SoftHSM2's module is installed.
pub fn module() -> PathBuf {
    [
        "/usr/lib/softhsm/libsofthsm2.so",
        "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
        "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
        "/usr/local/lib/softhsm/libsofthsm2.so",
    ]
    .iter()
    .map(PathBuf::from)
    .find(|path| path.exists())
    .expect("softhsm2 is installed")
}

/// A folder with a SoftHSM2 in it, and whatever else a test puts there.
pub struct Desk {
    folder: TempDir,
}

/// The classes as pkcs11-tool calls them.
pub const CERTIFICATE: &str = "cert";
pub const PRIVATE_KEY: &str = "privkey";
pub const PUBLIC_KEY: &str = "pubkey";

impl Desk {
    /// No token at all.
    pub fn empty() -> Self {
        // In memory where there is such a place: SoftHSM2 flushes every object to the disk.
        let folder = TempDir::new_in("/dev/shm")
            .or_else(|_| TempDir::new())
            .unwrap();
        let desk = Self { folder };
        fs::create_dir(desk.tokens()).unwrap();
        desk.configure();
        desk
    }

    fn configure(&self) {
        let configuration = format!(
            "directories.tokendir = {}\nobjectstore.backend = file\nlog.level = ERROR\n",
            self.tokens().display()
        );
        fs::write(self.configuration(), configuration).unwrap();
        self.write_secret("pin", PIN);
    }

    /// One token without objects, named `desk-01`.
    pub fn blank() -> Self {
        static BLANK: OnceLock<Desk> = OnceLock::new();
        BLANK
            .get_or_init(|| {
                let desk = Self::empty();
                desk.add_token("desk-01");
                desk
            })
            .copy()
    }

    /// One token with an expired and a valid identity, RSA-2048 both: where every reuse begins.
    pub fn usual() -> Self {
        static USUAL: OnceLock<Desk> = OnceLock::new();
        USUAL
            .get_or_init(|| {
                let desk = Self::blank();
                desk.put(&expired(), "operator 0001", "01");
                desk.put(&valid(), "operator 0002", "02");
                desk
            })
            .copy()
    }

    /// The same tokens in another folder.
    pub fn copy(&self) -> Self {
        let copy = Self::empty();
        for token in fs::read_dir(self.tokens()).unwrap() {
            let token = token.unwrap();
            let folder = copy.tokens().join(token.file_name());
            fs::create_dir(&folder).unwrap();
            for file in fs::read_dir(token.path()).unwrap() {
                let file = file.unwrap();
                fs::copy(file.path(), folder.join(file.file_name())).unwrap();
            }
        }
        copy
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn tokens(&self) -> PathBuf {
        self.path().join("tokens")
    }

    pub fn configuration(&self) -> PathBuf {
        self.path().join("softhsm2.conf")
    }

    /// Writes a file that only its owner may read.
    pub fn write_secret(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path().join(name);
        fs::write(&path, text).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        }
        path
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Another program, to be run against this folder's tokens.
    pub fn tool(&self, program: &str) -> Command {
        let mut command = tools::command(program);
        command
            .env("SOFTHSM2_CONF", self.configuration())
            .env("HOME", self.path())
            .current_dir(self.path());
        command
    }

    pub fn add_token(&self, label: &str) {
        let mut command = self.tool("softhsm2-util");
        command
            .args(["--init-token", "--free", "--label", label])
            .args(["--pin", PIN, "--so-pin", OFFICER_PIN]);
        tools::run(&mut command);
    }

    /// `pkcs11-tool`, logged in.
    pub fn pkcs11_tool(&self) -> Command {
        let mut command = self.tool("pkcs11-tool");
        command
            .arg("--module")
            .arg(module())
            .args(["--login", "--pin", PIN]);
        command
    }

    /// Writes one object as another program does.
    pub fn put_object(&self, class: &str, bytes: &[u8], label: &str, id: &str) {
        let file = self.write("object", bytes);
        let mut command = self.pkcs11_tool();
        command
            .args(["--label", label, "--type", class])
            .arg("--write-object")
            .arg(&file);
        if !id.is_empty() {
            command.args(["--id", id]);
        }
        tools::run(&mut command);
        fs::remove_file(file).unwrap();
    }

    /// Writes key and certificate as other programs leave them: no public key, an id as somebody typed it.
    pub fn put(&self, identity: &Identity, label: &str, id: &str) {
        self.put_object(PRIVATE_KEY, &identity.key, label, id);
        self.put_object(CERTIFICATE, &identity.certificate, label, id);
    }

    /// Writes the public key of an identity.
    pub fn put_public(&self, identity: &Identity, label: &str, id: &str) {
        let key = self.write_secret("key.pem", &pem("PRIVATE KEY", &identity.key));
        let public = self.path().join("public.der");
        let mut command = self.tool("openssl");
        command.args(["pkey", "-pubout", "-outform", "DER", "-in"]);
        tools::run(command.arg(key).arg("-out").arg(&public));
        self.put_object(PUBLIC_KEY, &fs::read(public).unwrap(), label, id);
    }

    /// The usual token with public key objects besides.
    pub fn whole() -> Self {
        static WHOLE: OnceLock<Desk> = OnceLock::new();
        WHOLE
            .get_or_init(|| {
                let desk = Self::usual();
                desk.put_public(&expired(), "operator 0001", "01");
                desk.put_public(&valid(), "operator 0002", "02");
                desk
            })
            .copy()
    }

    /// What lies in the token's files, all but its PIN flags: equal before and after means that nothing was
    /// created, changed or removed, however it was undone.
    pub fn contents(&self) -> BTreeMap<String, Vec<u8>> {
        let mut contents = BTreeMap::new();
        for token in fs::read_dir(self.tokens()).unwrap() {
            for file in fs::read_dir(token.unwrap().path()).unwrap() {
                let file = file.unwrap();
                let name = file.file_name().into_string().unwrap();
                if name.ends_with(".object") && name != "token.object" {
                    contents.insert(name, fs::read(file.path()).unwrap());
                }
            }
        }
        contents
    }
}

/// The expired identity of the usual token.
pub fn expired() -> Identity {
    static EXPIRED_IDENTITY: OnceLock<Identity> = OnceLock::new();
    EXPIRED_IDENTITY
        .get_or_init(|| {
            authority::issuer().issue("operator 0001", EXPIRED, &keys::key(Kind::Rsa2048, 1))
        })
        .clone()
}

/// The valid identity of the usual token.
pub fn valid() -> Identity {
    static VALID_IDENTITY: OnceLock<Identity> = OnceLock::new();
    VALID_IDENTITY
        .get_or_init(|| {
            authority::issuer().issue("operator 0002", CURRENT, &keys::key(Kind::Rsa2048, 2))
        })
        .clone()
}

/// A newly bought identity, on no token yet.
pub fn bought() -> Identity {
    static BOUGHT: OnceLock<Identity> = OnceLock::new();
    BOUGHT
        .get_or_init(|| {
            authority::issuer().issue("operator 0003", CURRENT, &keys::key(Kind::Rsa2048, 3))
        })
        .clone()
}
