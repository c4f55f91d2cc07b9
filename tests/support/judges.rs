//! Four programs that users have, asked what they see on a token, and OpenSSL on what the token signs.

use std::path::PathBuf;

use super::bundle::{keytool_command, pem};
use super::token::{Desk, PIN, module};
use super::tools;

/// What one program says of a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Testimony {
    /// The labels of the certificates whose private key the program finds too, sorted.
    pub pairs: Vec<String>,
    /// Everything it said.
    pub text: String,
}

/// One object as a program lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub class: String,
    pub label: String,
    pub id: String,
}

fn pairs(objects: &[Listed], certificate: &str, key: &str) -> Vec<String> {
    let is_paired = |object: &&Listed| {
        let keys = objects
            .iter()
            .filter(|other| other.class.starts_with(key) && other.id == object.id);
        object.class.starts_with(certificate) && !object.id.is_empty() && keys.count() == 1
    };
    let mut pairs: Vec<String> = objects
        .iter()
        .filter(is_paired)
        .map(|object| object.label.clone())
        .collect();
    pairs.sort();
    pairs
}

/// The objects that `pkcs11-tool -O` lists after login.
pub fn objects(desk: &Desk) -> Vec<Listed> {
    listed(&tools::run(desk.pkcs11_tool().arg("--list-objects")))
}

fn listed(text: &str) -> Vec<Listed> {
    let mut objects: Vec<Listed> = Vec::new();
    for line in text.lines() {
        if let Some((class, _)) = line.split_once(" Object") {
            objects.push(Listed {
                class: class.to_owned(),
                label: String::new(),
                id: String::new(),
            });
        } else if let (Some(object), Some((name, value))) =
            (objects.last_mut(), line.trim().split_once(':'))
        {
            match name.trim() {
                "label" => object.label = value.trim().to_owned(),
                "ID" => object.id = value.trim().to_owned(),
                _ => {}
            }
        }
    }
    objects
}

pub fn pkcs11_tool(desk: &Desk) -> Testimony {
    let text = tools::run(desk.pkcs11_tool().arg("--list-objects"));
    Testimony {
        pairs: pairs(&listed(&text), "Certificate", "Private Key"),
        text,
    }
}

pub fn p11tool(desk: &Desk) -> Testimony {
    let mut command = desk.tool("p11tool");
    command.arg("--provider").arg(module());
    command
        .args(["--login", "--list-all", "--batch"])
        .env("GNUTLS_PIN", PIN);
    command.arg("pkcs11:manufacturer=SoftHSM%20project");
    let text = tools::run(&mut command);
    let mut objects: Vec<Listed> = Vec::new();
    for line in text.lines() {
        match line.trim().split_once(": ") {
            Some(("Type", class)) => objects.push(Listed {
                class: class.to_owned(),
                label: String::new(),
                id: String::new(),
            }),
            Some(("Label", label)) => objects.last_mut().unwrap().label = label.to_owned(),
            Some(("ID", id)) => objects.last_mut().unwrap().id = id.to_owned(),
            _ => {}
        }
    }
    Testimony {
        pairs: pairs(&objects, "X.509", "Private key"),
        text,
    }
}

/// NSS: a database that knows the module, made once a folder.
pub fn nss(desk: &Desk) -> String {
    let folder = desk.path().join("nss");
    let database = format!("sql:{}", folder.display());
    if !folder.exists() {
        std::fs::create_dir(&folder).unwrap();
        let mut make = desk.tool("certutil");
        tools::run(make.args(["-N", "--empty-password", "-d", &database]));
        let mut add = desk.tool("modutil");
        add.args(["-force", "-dbdir", &database, "-add", "token", "-libfile"]);
        tools::run(add.arg(module()));
    }
    database
}

pub fn certutil(desk: &Desk) -> Testimony {
    let database = nss(desk);
    let ask = |what: &str| {
        let mut command = desk.tool("certutil");
        command.args([what, "-h", "all", "-d", &database, "-f"]);
        tools::run(command.arg(desk.path().join("pin")))
    };
    let (certificates, keys) = (ask("-L"), ask("-K"));
    // "u": the certificate's private key was found.
    let mut pairs: Vec<String> = certificates
        .lines()
        .filter(|line| line.trim_end().ends_with("u,u,u"))
        .filter_map(|line| line.trim_end().strip_suffix("u,u,u"))
        .filter_map(|line| line.trim().split_once(':'))
        .map(|(_, label)| label.to_owned())
        .collect();
    pairs.sort();
    Testimony {
        pairs,
        text: certificates + &keys,
    }
}

/// How many private keys NSS lists.
pub fn certutil_keys(testimony: &Testimony) -> usize {
    testimony
        .text
        .lines()
        .filter(|line| line.starts_with('<'))
        .count()
}

/// The settings by which Java finds the token.
pub fn keytool_configuration(desk: &Desk) -> PathBuf {
    let configuration = format!(
        "name = Token\nlibrary = {}\nslotListIndex = 0\n",
        module().display()
    );
    desk.write("sunpkcs11.cfg", configuration)
}

pub fn keytool(desk: &Desk) -> Testimony {
    let configuration = keytool_configuration(desk);
    let mut command = keytool_command(desk);
    command
        .args(["-list", "-storetype", "PKCS11", "-keystore", "NONE"])
        .args([
            "-providerClass",
            "sun.security.pkcs11.SunPKCS11",
            "-providerArg",
        ])
        .arg(configuration)
        .arg("-storepass:file")
        .arg(desk.path().join("pin"));
    let text = tools::run(&mut command);
    let mut pairs: Vec<String> = text
        .lines()
        .filter_map(|line| line.split_once(", PrivateKeyEntry"))
        .map(|(label, _)| label.to_owned())
        .collect();
    pairs.sort();
    Testimony { pairs, text }
}

/// Has the token sign by pkcs11-tool with the key of this id, and OpenSSL verify with the certificate.
pub fn openssl_verifies(desk: &Desk, certificate: &[u8], id: &str) -> bool {
    let data = desk.write("challenge", b"signed by the token, verified by OpenSSL");
    let signature = desk.path().join("signature");
    let is_ec = public_key_algorithm(desk, certificate).contains("id-ecPublicKey");
    let mut sign = desk.pkcs11_tool();
    sign.args(["--sign", "--id", id, "--output-file"])
        .arg(&signature);
    if is_ec {
        // SoftHSM2 has no mechanism that hashes for EC keys.
        let digest = desk.path().join("digest");
        let mut hash = desk.tool("openssl");
        hash.args(["dgst", "-sha256", "-binary", "-out"])
            .arg(&digest);
        tools::run(hash.arg(&data));
        sign.args(["--mechanism", "ECDSA", "--signature-format", "openssl"]);
        sign.arg("--input-file").arg(&digest);
    } else {
        sign.args(["--mechanism", "SHA256-RSA-PKCS", "--input-file"])
            .arg(&data);
    }
    tools::run(&mut sign);
    let mut verify = desk.tool("openssl");
    verify
        .args(["dgst", "-sha256", "-verify"])
        .arg(public_key(desk, certificate));
    verify.arg("-signature").arg(&signature).arg(&data);
    tools::run(&mut verify).contains("Verified OK")
}

fn public_key_algorithm(desk: &Desk, certificate: &[u8]) -> String {
    let file = desk.write("signer.pem", pem("CERTIFICATE", certificate));
    let mut command = desk.tool("openssl");
    tools::run(command.args(["x509", "-noout", "-text", "-in"]).arg(file))
}

fn public_key(desk: &Desk, certificate: &[u8]) -> PathBuf {
    let file = desk.write("signer.pem", pem("CERTIFICATE", certificate));
    let mut command = desk.tool("openssl");
    let text = tools::run(command.args(["x509", "-noout", "-pubkey", "-in"]).arg(file));
    desk.write("signer.pub", text)
}
