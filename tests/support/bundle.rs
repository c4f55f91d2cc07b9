//! PKCS#12 files as other programs make them.

use std::path::PathBuf;
use std::process::Command;

use super::authority::Identity;
use super::token::Desk;
use super::tools;

pub const PASSWORD: &str = "bought-2026";

/// A file and its password.
#[derive(Debug, Clone)]
pub struct Bundle {
    pub path: PathBuf,
    pub password: PathBuf,
}

/// What a bundle is made of beside its identity.
#[derive(Debug, Clone, Copy)]
pub struct Recipe<'a> {
    pub file: &'a str,
    pub friendly_name: &'a str,
    pub password: &'a str,
    /// What OpenSSL is told besides, such as `-legacy`.
    pub openssl: &'a [&'a str],
}

impl Default for Recipe<'_> {
    fn default() -> Self {
        Self {
            file: "new.p12",
            friendly_name: "operator",
            password: PASSWORD,
            openssl: &[],
        }
    }
}

/// PEM of one kind of thing, made by OpenSSL's rules: lines of 64.
pub fn pem(name: &str, der: &[u8]) -> String {
    use base64::Engine;
    let text = base64::engine::general_purpose::STANDARD.encode(der);
    let lines: Vec<&str> = (0..text.len())
        .step_by(64)
        .map(|start| &text[start..text.len().min(start + 64)])
        .collect();
    format!(
        "-----BEGIN {name}-----\n{}\n-----END {name}-----\n",
        lines.join("\n")
    )
}

/// The usual bundle: OpenSSL's defaults, the whole chain.
pub fn usual(desk: &Desk, identity: &Identity) -> Bundle {
    openssl(desk, identity, Recipe::default())
}

/// A bundle as OpenSSL makes it.
pub fn openssl(desk: &Desk, identity: &Identity, recipe: Recipe<'_>) -> Bundle {
    let key = desk.write_secret("bundle.key", &pem("PRIVATE KEY", &identity.key));
    let bundle = export(desk, identity, Some(&key), recipe);
    std::fs::remove_file(key).unwrap();
    bundle
}

/// A bundle of certificates without their key.
pub fn without_key(desk: &Desk, identity: &Identity) -> Bundle {
    export(desk, identity, None, Recipe::default())
}

fn export(desk: &Desk, identity: &Identity, key: Option<&PathBuf>, recipe: Recipe<'_>) -> Bundle {
    let password = desk.write_secret(&format!("{}.password", recipe.file), recipe.password);
    let leaf = desk.write("bundle.pem", pem("CERTIFICATE", &identity.certificate));
    let chain: String = identity
        .chain
        .iter()
        .map(|der| pem("CERTIFICATE", der))
        .collect();
    let above = desk.write("bundle.chain", &chain);
    let path = desk.path().join(recipe.file);
    let mut command = desk.tool("openssl");
    command.args(["pkcs12", "-export"]).args(recipe.openssl);
    match key {
        Some(key) => command.arg("-inkey").arg(key),
        None => command.arg("-nokeys"),
    };
    command.arg("-in").arg(leaf);
    if !chain.is_empty() {
        command.arg("-certfile").arg(above);
    }
    command
        .args(["-name", recipe.friendly_name])
        .arg("-passout")
        .arg(format!("file:{}", password.display()))
        .arg("-out")
        .arg(&path);
    let _ = tools::run(&mut command);
    Bundle { path, password }
}

/// Which of its two forms keytool writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keytool {
    Default,
    Legacy,
}

/// A bundle as keytool writes it, read from one that OpenSSL wrote.
pub fn keytool(desk: &Desk, identity: &Identity, form: Keytool, file: &str) -> Bundle {
    let source = usual(desk, identity);
    let path = desk.path().join(file);
    let mut command = keytool_command(desk);
    if form == Keytool::Legacy {
        command.arg("-J-Dkeystore.pkcs12.legacy");
    }
    command
        .args(["-importkeystore", "-noprompt", "-srcstoretype", "PKCS12"])
        .arg("-srckeystore")
        .arg(&source.path)
        .arg("-srcstorepass:file")
        .arg(&source.password)
        .args(["-deststoretype", "PKCS12", "-destkeystore"])
        .arg(&path)
        .arg("-deststorepass:file")
        .arg(&source.password);
    let _ = tools::run(&mut command);
    Bundle {
        path,
        password: source.password,
    }
}

/// A bundle as NSS writes it from its own database, into which it reads one that OpenSSL wrote.
pub fn pk12util(desk: &Desk, identity: &Identity, more: &[&str]) -> Bundle {
    let source = usual(desk, identity);
    let path = desk.path().join("pk12util.p12");
    let folder = desk.path().join("pk12util");
    std::fs::create_dir(&folder).unwrap();
    let database = format!("sql:{}", folder.display());
    let mut make = desk.tool("certutil");
    let _ = tools::run(make.args(["-N", "--empty-password", "-d", &database]));
    let mut import = desk.tool("pk12util");
    import.arg("-i").arg(&source.path);
    let _ = tools::run(import.args(["-d", &database, "-w"]).arg(&source.password));
    let mut export = desk.tool("pk12util");
    export.arg("-o").arg(&path).args(["-n", "operator"]);
    export.args(["-d", &database, "-w"]).arg(&source.password);
    let _ = tools::run(export.args(more));
    Bundle {
        path,
        password: source.password,
    }
}

/// A bundle as GnuTLS writes it.
pub fn certtool(desk: &Desk, identity: &Identity, more: &[&str]) -> Bundle {
    let key = desk.write_secret("certtool.key", &pem("PRIVATE KEY", &identity.key));
    let leaf = desk.write("certtool.pem", pem("CERTIFICATE", &identity.certificate));
    let above = identity.chain.iter().map(|der| pem("CERTIFICATE", der));
    let above = desk.write("certtool.chain", above.collect::<String>());
    let path = desk.path().join("certtool.p12");
    let mut command = desk.tool("certtool");
    command.args(["--to-p12", "--outder", "--p12-name", "operator"]);
    command.arg("--load-privkey").arg(&key);
    command.arg("--load-certificate").arg(leaf);
    command.arg("--load-ca-certificate").arg(above);
    // certtool has no file for it; the password is this test's own.
    command.args(["--password", PASSWORD]).args(more);
    let _ = tools::run(command.arg("--outfile").arg(&path));
    std::fs::remove_file(key).unwrap();
    Bundle {
        path,
        password: desk.write_secret("certtool.password", PASSWORD),
    }
}

/// keytool with a small Java: most of its time is the start.
pub fn keytool_command(desk: &Desk) -> Command {
    let mut command = desk.tool("keytool");
    command.args([
        "-J-XX:TieredStopAtLevel=1",
        "-J-XX:+UseSerialGC",
        "-J-Dfile.encoding=UTF-8",
    ]);
    command
}

/// A bundle with two identities, as keytool keeps them.
pub fn keytool_of_two(desk: &Desk, one: &Identity, other: &Identity) -> Bundle {
    let first = keytool(desk, one, Keytool::Default, "two.p12");
    let recipe = Recipe {
        file: "other.p12",
        friendly_name: "other",
        ..Recipe::default()
    };
    let second = openssl(desk, other, recipe);
    let mut command = keytool_command(desk);
    command
        .args(["-importkeystore", "-noprompt", "-srcstoretype", "PKCS12"])
        .arg("-srckeystore")
        .arg(&second.path)
        .arg("-srcstorepass:file")
        .arg(&second.password)
        .args(["-deststoretype", "PKCS12", "-destkeystore"])
        .arg(&first.path)
        .arg("-deststorepass:file")
        .arg(&first.password);
    let _ = tools::run(&mut command);
    first
}
