//! Tokens and bundles broken on purpose: the verdict of `check` is right, what it says to do is named, and doing it helps.

use rcgen::ExtendedKeyUsagePurpose;
use serde_json::Value;

use crate::support::authority::{self, CURRENT, EXPIRED, Identity};
use crate::support::bundle;
use crate::support::fault::{self, Training};
use crate::support::keys::{self, Kind};
use crate::support::program::{finish, run, run_on, serial, text, wipe};
use crate::support::server::{Server, Wanted};
use crate::support::token::{self, CERTIFICATE, Desk, PIN, PRIVATE_KEY};
use crate::support::tools::{self, needs};

fn check(desk: &Desk) -> Value {
    run(desk, ["check", "--json"]).json()
}

/// The status of a finding and what it says to do about it.
#[track_caller]
fn found(document: &Value, id: &str) -> (String, String) {
    let checks = document["checks"].as_array().unwrap();
    let found: Vec<_> = checks.iter().filter(|check| check["id"] == id).collect();
    assert_eq!(found.len(), 1, "{id} in {checks:#?}");
    let remedy = found[0]["remedy"].as_str().unwrap_or_default();
    (text(&found[0]["status"]).to_owned(), remedy.to_owned())
}

#[track_caller]
fn passes(desk: &Desk, id: &str, verdict: &str) {
    let document = check(desk);
    assert_eq!(found(&document, id).0, "pass", "{document:#}");
    assert_eq!(document["verdict"], verdict);
}

/// SHA-256 of the only certificate of an identity on the token.
fn digest(document: &Value, subject: &str) -> String {
    let identities = document["identities"].as_array().unwrap();
    let is_it = |one: &&Value| text(&one["certificate"]["subject"]).contains(subject);
    let one = identities.iter().find(is_it).expect("it is on the token");
    text(&one["certificate"]["sha256"]).to_owned()
}

fn import(desk: &Desk, identity: &Identity) {
    let bundle = bundle::usual(desk, identity);
    let serial = serial(desk);
    run_on(desk, &bundle, "import", &["--json", "--confirm", &serial]).expect(0);
}

#[test]
fn a_key_with_another_id_than_its_certificate_is_not_fit_and_is_written_again() {
    needs!("pkcs11-tool", "openssl");
    let desk = Desk::blank();
    let identity = token::valid();
    desk.put_object(PRIVATE_KEY, &identity.key, "operator 0002", "02");
    desk.put_object(CERTIFICATE, &identity.certificate, "operator 0002", "03");
    let document = check(&desk);
    let (status, remedy) = found(&document, "id-mismatch");
    assert_eq!(
        (status.as_str(), &document["verdict"]),
        ("fail", &"not-fit".into())
    );
    assert!(
        remedy.contains("tokendesk remove --certificate"),
        "{remedy}"
    );
    let digest = digest(&document, "operator 0002");
    let serial = serial(&desk);
    run(
        &desk,
        ["remove", "--certificate", &digest, "--confirm", &serial],
    )
    .expect(0);
    import(&desk, &identity);
    passes(&desk, "id-mismatch", "ready");
}

#[test]
fn a_chain_that_is_not_on_the_token_is_told_and_completed_by_its_bundle() {
    needs!("pkcs11-tool", "openssl");
    let desk = Desk::blank();
    let identity = token::valid();
    desk.put(&identity, "operator 0002", "02");
    let document = check(&desk);
    let (status, remedy) = found(&document, "open-chain");
    assert_eq!(status, "warn");
    assert!(remedy.contains("tokendesk import"), "{remedy}");
    import(&desk, &identity);
    passes(&desk, "open-chain", "ready");
}

#[test]
fn a_lone_key_is_told_and_gets_its_certificate_back_from_its_bundle() {
    needs!("pkcs11-tool", "openssl");
    let desk = Desk::blank();
    let identity = token::valid();
    desk.put_object(PRIVATE_KEY, &identity.key, "operator 0002", "02");
    let document = check(&desk);
    let (status, remedy) = found(&document, "orphans");
    assert_eq!(status, "warn");
    assert!(remedy.contains("Import the bundle"), "{remedy}");
    import(&desk, &identity);
    passes(&desk, "orphans", "ready");
}

#[test]
fn an_expired_twin_of_the_same_key_is_told_and_wiped_and_the_key_stays() {
    needs!("pkcs11-tool", "openssl");
    let desk = Desk::blank();
    let key = keys::key(Kind::Rsa2048, 2);
    let old = authority::issuer().issue("operator 0002", EXPIRED, &key);
    desk.put(&token::valid(), "operator 0002", "02");
    desk.put_object(CERTIFICATE, &old.certificate, "operator 0002", "02");
    let document = check(&desk);
    assert_eq!(document["verdict"], "ready-after-wipe");
    assert_eq!(found(&document, "doubled-ids").0, "warn");
    let (status, remedy) = found(&document, "expired-identities");
    assert_eq!(status, "warn");
    assert!(remedy.contains("tokendesk wipe"), "{remedy}");
    assert_eq!(found(&document, "windows-store").0, "warn");
    wipe(&desk).expect(0);
    let document = check(&desk);
    assert_eq!(document["verdict"], "ready");
    assert_eq!(found(&document, "doubled-ids").0, "pass");
    assert_eq!(found(&document, "orphans").0, "pass");
    assert_eq!(document["identities"][0]["private_key"], true);
}

#[test]
fn a_bundle_that_nobody_can_log_in_with_is_not_fit_and_another_one_is() {
    needs!("pkcs11-tool", "openssl");
    let desk = Desk::blank();
    let server = authority::issuer().issue_for(
        "operator 0003",
        CURRENT,
        &keys::key(Kind::Rsa2048, 3),
        ExtendedKeyUsagePurpose::ServerAuth,
    );
    let wrong = bundle::usual(&desk, &server);
    let document = run_on(&desk, &wrong, "check", &["--json"]).expect(1).json();
    assert_eq!(document["verdict"], "not-fit");
    let (status, remedy) = found(&document, "no-client-authentication");
    assert_eq!(status, "fail");
    assert!(remedy.contains("ask the issuer"), "{remedy}");
    let right = bundle::usual(&desk, &token::bought());
    let document = run_on(&desk, &right, "check", &["--json"]).expect(0).json();
    assert_eq!(document["verdict"], "ready");
}

#[test]
fn two_valid_certificates_with_one_label_are_told_and_one_goes_by_name() {
    needs!("pkcs11-tool", "openssl");
    let desk = Desk::blank();
    desk.put(&token::valid(), "operator", "02");
    desk.put(&token::bought(), "operator", "03");
    let document = check(&desk);
    assert_eq!(found(&document, "doubled-labels").0, "warn");
    let digest = digest(&document, "operator 0002");
    let serial = serial(&desk);
    run(
        &desk,
        ["remove", "--certificate", &digest, "--confirm", &serial],
    )
    .expect(0);
    passes(&desk, "doubled-labels", "ready");
}

/// Logs in by NSS through the training module, which refuses RSA-PSS; whether the server let it in.
fn logs_in_without_pss(training: &Training, only: &[&str]) -> bool {
    const NO_PSS: &str = "0xd,0x43,0x44,0x45,0x3";
    let desk = &training.desk;
    let wanted = Wanted {
        trusts: Some(authority::issuer().root_certificate()),
        openssl: only,
        ..Wanted::default()
    };
    let mut server = Server::start(desk, wanted);
    let folder = desk.path().join(format!("nss-{}", server.port));
    std::fs::create_dir(&folder).unwrap();
    let database = format!("sql:{}", folder.display());
    let tool = |name: &str| {
        let mut tool = desk.tool(name);
        tool.env("EPASS2003_MODULE", token::module())
            .env("EPASS2003_PROFILE", "transparent")
            .env("EPASS2003_REFUSE", NO_PSS);
        tool
    };
    tools::run(tool("certutil").args(["-N", "--empty-password", "-d", &database]));
    let mut trust = tool("certutil");
    trust.args(["-A", "-n", "server", "-t", "C,,", "-d", &database, "-i"]);
    tools::run(trust.arg(&server.root));
    let mut add = tool("modutil");
    add.args(["-force", "-dbdir", &database, "-add", "token", "-libfile"]);
    tools::run(add.arg(fault::module()));
    let mut client = tool("timeout");
    client.args(["20", "tstclnt", "-h", "127.0.0.1", "-p"]);
    client.args([&server.port.to_string(), "-d", &database, "-Q"]);
    client.args(["-n", "desk-01:operator 0002", "-w", PIN]);
    let said = client.output().unwrap();
    let log = server.log();
    println!("{}\n{log}", tools::both(&said));
    log.contains("depth=0") && log.contains("operator 0002") && log.contains("CIPHER is")
}

#[test]
fn a_token_without_rsa_pss_logs_in_where_the_server_allows_tls_1_2_as_the_verdict_says() {
    needs!("pkcs11-tool", "openssl", "certutil", "modutil", "tstclnt");
    let desk = Desk::blank();
    import(&desk, &token::valid());
    let training = Training::beside(desk);
    let mut command = training.program();
    command.env("EPASS2003_REFUSE", "0xd,0x43,0x44,0x45,0x3");
    command.args(["--pin-file", "pin", "check", "--handshake", "--json"]);
    let document = finish(&mut command).expect(0).json();
    let told = document["checks"].as_array().unwrap().iter();
    let told = told.filter(|check| check["id"] == "handshake");
    let messages: Vec<_> = told.map(|check| text(&check["message"])).collect();
    assert!(
        messages[0].contains("keep TLS 1.2 allowed at the server"),
        "{messages:?}"
    );
    let by_pkcs1 = ["-tls1_2", "-client_sigalgs", "RSA+SHA256"];
    assert!(logs_in_without_pss(&training, &by_pkcs1));
    assert!(!logs_in_without_pss(&training, &["-tls1_3"]));
}
