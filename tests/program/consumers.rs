//! What `check --snippets` says of other programs is what these programs do, and what it gives to paste works in them.

use std::io::Write;
use std::process::Stdio;

use serde_json::Value;

use crate::support::bundle::{self, keytool_command};
use crate::support::program::{reuse, run, serial, snippet, text};
use crate::support::token::{self, CERTIFICATE, Desk, PIN, PRIVATE_KEY};
use crate::support::tools::{self, needs};

fn snippets(desk: &Desk) -> Value {
    run(desk, ["check", "--snippets", "--json"])
        .expect(0)
        .json()
}

fn reused() -> Desk {
    let desk = Desk::blank();
    let bundle = bundle::usual(&desk, &token::bought());
    let _ = reuse(&desk, &bundle).expect(0);
    desk
}

fn answers(found: &Value) -> Vec<(String, Value, Value)> {
    let by = found["by"].as_array().unwrap().iter();
    by.map(|one| {
        let program = text(&one["program"]).to_owned();
        (program, one["finds"].clone(), one["reason"].clone())
    })
    .collect()
}

#[test]
fn everybody_finds_what_was_reused_and_the_uri_names_exactly_it() {
    needs!("openssl", "pkcs11-tool", "p11tool");
    let desk = reused();
    let document = snippets(&desk);
    let [found] = document["found_by"].as_array().unwrap().as_slice() else {
        panic!("{document:#}");
    };
    for (program, finds, _) in answers(found) {
        assert_eq!(finds, true, "{program}");
    }
    let mut command = desk.tool("p11tool");
    command.arg("--provider").arg(token::module());
    command.args(["--login", "--list-all", "--batch"]);
    command.env("GNUTLS_PIN", PIN).arg(text(&found["uri"]));
    let listed = tools::run(&mut command);
    for class in ["X.509 Certificate", "Private key"] {
        assert_eq!(listed.matches(class).count(), 1, "{listed}");
    }
    assert!(!listed.contains("Example Issuing CA"), "{listed}");
}

#[test]
fn java_takes_its_piece_and_names_the_key_by_the_label() {
    needs!("openssl", "pkcs11-tool", "keytool");
    let desk = reused();
    let document = snippets(&desk);
    let configuration = desk.write("pkcs11.cfg", snippet(&desk, "java"));
    let mut command = keytool_command(&desk);
    command.args(["-list", "-storetype", "PKCS11", "-keystore", "NONE"]);
    command.args(["-providerClass", "sun.security.pkcs11.SunPKCS11"]);
    command.arg("-providerArg").arg(configuration);
    command.arg("-storepass:file").arg(desk.path().join("pin"));
    let listed = tools::run(&mut command);
    let alias = text(&document["found_by"][0]["label"]).to_owned();
    assert!(
        listed.contains(&format!("{alias}, PrivateKeyEntry")),
        "{listed}"
    );
}

#[test]
fn nss_takes_its_command() {
    needs!("openssl", "pkcs11-tool", "modutil", "certutil");
    let desk = reused();
    let folder = desk.path().join(".pki/nssdb");
    std::fs::create_dir_all(&folder).unwrap();
    let database = format!("sql:{}", folder.display());
    let mut make = desk.tool("certutil");
    tools::run(make.args(["-N", "--empty-password", "-d", &database]));
    let mut shell = desk.tool("sh");
    shell.args(["-c", &snippet(&desk, "nss")]);
    let mut child = shell
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    // It asks for the Enter key, in case a browser is running.
    child.stdin.take().unwrap().write_all(b"\n").unwrap();
    assert!(child.wait().unwrap().success());
    let mut list = desk.tool("certutil");
    list.args(["-K", "-h", "all", "-d", &database, "-f"]);
    let keys = tools::run(list.arg(desk.path().join("pin")));
    assert!(keys.contains("operator 0003"), "{keys}");
}

#[test]
fn ssh_takes_its_command() {
    needs!("openssl", "pkcs11-tool", "ssh-keygen");
    let desk = reused();
    let command = snippet(&desk, "ssh");
    let first = command.lines().next().unwrap();
    let mut shell = desk.tool("sh");
    let keys = tools::run(shell.args(["-c", first]));
    assert!(keys.contains("ssh-rsa "), "{keys}");
}

#[test]
fn firefoxs_piece_is_the_policy_for_this_module() {
    needs!("openssl", "pkcs11-tool");
    let policy: Value = serde_json::from_str(&snippet(&reused(), "firefox")).unwrap();
    let added = &policy["policies"]["SecurityDevices"]["Add"]["tokendesk"];
    assert_eq!(text(added), token::module().to_str().unwrap());
}

#[test]
fn a_key_with_another_id_is_found_by_nobody_that_pairs_by_id() {
    needs!("openssl", "pkcs11-tool");
    let desk = Desk::blank();
    let identity = token::valid();
    desk.put_object(PRIVATE_KEY, &identity.key, "operator 0002", "02");
    desk.put_object(CERTIFICATE, &identity.certificate, "operator 0002", "03");
    let document = run(&desk, ["check", "--json"]).expect(1).json();
    for (program, finds, reason) in answers(&document["found_by"][0]) {
        assert_eq!(
            (finds, reason),
            (false.into(), "no-key-of-id".into()),
            "{program}"
        );
    }
}

#[test]
fn without_a_login_nothing_is_said_of_who_finds_the_key() {
    needs!("openssl", "pkcs11-tool");
    let desk = Desk::usual();
    let mut command = crate::support::program::program(&desk);
    command.args(["check", "--json", "--serial", &serial(&desk)]);
    let document = crate::support::program::finish(&mut command).json();
    let found = &document["found_by"][0];
    assert!(answers(found).iter().all(|(_, finds, _)| finds.is_null()));
    assert!(text(&found["uri"]).starts_with("pkcs11:model=SoftHSM%20v2;"));
}
