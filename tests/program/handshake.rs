//! What `check --handshake` finds out: TLS inside the process, the client's signature made by the token.

use rcgen::ExtendedKeyUsagePurpose;
use serde_json::Value;

use crate::support::authority::{
    self, Authority, CURRENT, EXPIRED, Identity, LONG, NOT_YET_VALID, Validity,
};
use crate::support::bundle::{self, Bundle};
use crate::support::fault::Training;
use crate::support::keys::{self, Kind};
use crate::support::program::{Run, column, finish, journal, on, run, serial, show, text};
use crate::support::token::{self, CERTIFICATE, Desk};
use crate::support::tools::needs;

/// A token with one identity and the CA certificates above it.
fn desk_with(identity: &Identity) -> Desk {
    let desk = Desk::blank();
    desk.put(identity, "operator", "01");
    for (number, above) in identity.chain.iter().enumerate() {
        let id = format!("a{number}");
        desk.put_object(CERTIFICATE, above, "CA", &id);
    }
    desk
}

fn issued(kind: Kind, validity: Validity) -> Identity {
    authority::issuer().issue("operator", validity, &keys::key(kind, 31))
}

/// The document of `check --handshake`, and the finding with this id.
#[track_caller]
fn checked(desk: &Desk, status: i32) -> Value {
    run(desk, ["check", "--handshake", "--json"])
        .expect(status)
        .json()
}

#[track_caller]
fn finding<'a>(document: &'a Value, id: &str) -> Option<&'a Value> {
    let checks = document["checks"].as_array().unwrap();
    checks.iter().find(|check| check["id"] == id)
}

#[track_caller]
fn only(document: &Value) -> &Value {
    let handshakes = document["handshake"].as_array().unwrap();
    assert_eq!(handshakes.len(), 1, "{handshakes:?}");
    &handshakes[0]
}

fn works_both_ways(kind: Kind, tls12: [&str; 2], tls13: [&str; 2]) {
    needs!("pkcs11-tool");
    let desk = desk_with(&issued(kind, CURRENT));
    let document = checked(&desk, 0);
    let came = only(&document);
    assert_eq!(came["verdict"], "tls-1.2-and-1.3", "{came}");
    assert_eq!(came["trust"], "trusted", "{came}");
    for (version, [scheme, mechanism]) in [("tls12", tls12), ("tls13", tls13)] {
        assert_eq!(came[version]["works"], true, "{came}");
        assert_eq!(came[version]["scheme"], scheme, "{came}");
        assert_eq!(came[version]["mechanism"], mechanism, "{came}");
    }
    let found = finding(&document, "handshake").unwrap();
    assert_eq!(found["status"], "pass", "{found}");
    let message = text(&found["message"]);
    assert!(
        message.contains("operator") && message.contains("works with TLS 1.2 and 1.3"),
        "{message}"
    );
    assert_eq!(finding(&document, "handshake-trust"), None);
}

#[test]
fn rsa_keys_log_in_by_pkcs_1_and_by_pss() {
    for kind in [Kind::Rsa2048, Kind::Rsa3072] {
        works_both_ways(
            kind,
            ["rsa_pkcs1_sha256", "CKM_RSA_PKCS"],
            ["rsa_pss_rsae_sha256", "CKM_RSA_PKCS_PSS"],
        );
    }
}

#[test]
fn elliptic_curve_keys_log_in() {
    for (kind, scheme) in [
        (Kind::P256, "ecdsa_secp256r1_sha256"),
        (Kind::P384, "ecdsa_secp384r1_sha384"),
        (Kind::P521, "ecdsa_secp521r1_sha512"),
    ] {
        works_both_ways(kind, [scheme, "CKM_ECDSA"], [scheme, "CKM_ECDSA"]);
    }
}

#[test]
fn a_certificate_that_starts_later_is_judged_at_its_first_second() {
    needs!("pkcs11-tool");
    let desk = desk_with(&issued(Kind::P256, NOT_YET_VALID));
    let document = checked(&desk, 0);
    let came = only(&document);
    assert_eq!(came["verdict"], "tls-1.2-and-1.3");
    assert_eq!(came["trust"], "trusted");
    let start = &document["identities"][0]["certificate"]["not_before"];
    assert_eq!(&came["at"], start);
}

#[test]
fn the_top_of_a_chain_without_root_is_the_anchor() {
    needs!("pkcs11-tool");
    let mut identity = issued(Kind::Rsa2048, CURRENT);
    identity.chain.truncate(1);
    let document = checked(&desk_with(&identity), 0);
    assert_eq!(only(&document)["trust"], "trusted");
}

#[test]
fn a_leaf_without_any_chain_is_tried_and_the_lack_is_told() {
    needs!("pkcs11-tool");
    let mut identity = issued(Kind::Rsa2048, CURRENT);
    identity.chain.clear();
    let document = checked(&desk_with(&identity), 0);
    assert_eq!(only(&document)["verdict"], "tls-1.2-and-1.3");
    let found = finding(&document, "handshake-trust").unwrap();
    assert_eq!(found["status"], "warn");
    assert!(text(&found["message"]).contains("issuer is not on the token"));
}

#[test]
fn a_certificate_for_other_purposes_is_not_fit_to_log_in() {
    needs!("pkcs11-tool");
    let key = keys::key(Kind::Rsa2048, 31);
    let identity = authority::issuer().issue_for(
        "operator",
        CURRENT,
        &key,
        ExtendedKeyUsagePurpose::EmailProtection,
    );
    let document = checked(&desk_with(&identity), 1);
    assert_eq!(document["verdict"], "not-fit");
    assert_eq!(only(&document)["trust"], "not-for-clients");
    let found = finding(&document, "handshake-trust").unwrap();
    assert_eq!(found["status"], "fail");
    assert!(text(&found["message"]).contains("Ask the issuer for a certificate"));
}

#[test]
fn an_expired_ca_certificate_in_between_is_told() {
    needs!("pkcs11-tool");
    let root = Authority::root("Old Root", LONG, keys::key(Kind::P256, 32));
    let below = root.below("Old CA", EXPIRED, keys::key(Kind::P256, 33));
    let identity = below.issue("operator", CURRENT, &keys::key(Kind::P256, 31));
    let document = checked(&desk_with(&identity), 1);
    assert_eq!(only(&document)["trust"], "not-in-time");
}

#[test]
fn a_token_without_rsa_pss_is_for_tls_1_2_only() {
    needs!("pkcs11-tool");
    let training = Training::beside(desk_with(&issued(Kind::Rsa2048, CURRENT)));
    let mut command = training.program();
    command
        .env("EPASS2003_REFUSE", "0xd,0x43,0x44,0x45,0x3")
        .args(["--pin-file", "pin", "check", "--handshake", "--json"]);
    let document = finish(&mut command).expect(0).json();
    let came = only(&document);
    assert_eq!(came["verdict"], "tls-1.2-only");
    assert_eq!(came["tls13"]["works"], false);
    assert_eq!(came["tls13"]["code"], "CKR_MECHANISM_INVALID");
    let found = finding(&document, "handshake").unwrap();
    assert_eq!(found["status"], "warn");
    let message = text(&found["message"]);
    assert!(
        message.contains("TLS 1.2 only: this token has no RSA-PSS"),
        "{message}"
    );
}

#[test]
fn the_bare_rsa_operation_is_not_taken_for_rsa_pss() {
    needs!("pkcs11-tool");
    let training = Training::beside(desk_with(&issued(Kind::Rsa2048, CURRENT)));
    let mut command = training.program();
    // The vendor's module of the ePass2003 as the disguise shows it: no RSA-PSS, the bare operation.
    command.env("EPASS2003_PROFILE", "epass2003");
    command.args(["--pin-file", "pin", "check", "--handshake", "--json"]);
    let document = finish(&mut command).expect(0).json();
    let came = only(&document);
    assert_eq!(came["verdict"], "tls-1.3-with-own-padding", "{came}");
    assert_eq!(came["tls13"]["mechanism"], "CKM_RSA_X_509");
    assert_eq!(finding(&document, "handshake").unwrap()["status"], "warn");
}

#[test]
fn a_key_that_does_not_sign_is_not_fit() {
    needs!("pkcs11-tool");
    let training = Training::beside(desk_with(&issued(Kind::Rsa2048, CURRENT)));
    let mut command = training.program();
    command
        .env("EPASS2003_REFUSE", "0x1,0x40,0xd,0x43,0x3")
        .args(["--pin-file", "pin", "check", "--handshake", "--json"]);
    let document = finish(&mut command).expect(1).json();
    assert_eq!(document["verdict"], "not-fit");
    assert_eq!(only(&document)["verdict"], "no-tls");
    let found = finding(&document, "handshake").unwrap();
    assert_eq!(found["status"], "fail");
    let message = text(&found["message"]);
    assert!(
        message.contains("does not sign by rsa_pkcs1_sha256"),
        "{message}"
    );
}

#[test]
fn every_signature_that_does_not_verify_is_a_hindrance() {
    needs!("pkcs11-tool");
    let training = Training::beside(desk_with(&issued(Kind::Rsa2048, CURRENT)));
    let scenario = training.desk.write(
        "scenario.toml",
        "[[fault]]\nfunction = \"C_Sign\"\nwhen = \"after\"\naction = \"bad-signature\"\n",
    );
    let mut command = training.program();
    command.env("EPASS2003_SCENARIO", scenario).args([
        "--pin-file",
        "pin",
        "check",
        "--handshake",
        "--json",
    ]);
    let document = finish(&mut command).expect(1).json();
    assert_eq!(only(&document)["verdict"], "no-tls");
    let found = finding(&document, "handshake").unwrap();
    assert!(text(&found["message"]).contains("does not verify"));
}

#[test]
fn each_valid_identity_is_tried_and_no_expired_one() {
    needs!("pkcs11-tool");
    let desk = Desk::usual();
    let more = authority::issuer().issue("operator 0009", CURRENT, &keys::key(Kind::P256, 34));
    desk.put(&more, "operator 0009", "09");
    let document = run(&desk, ["check", "--handshake", "--json"])
        .expect(1)
        .json();
    let tried = column(&document["handshake"], "subject");
    assert_eq!(tried.len(), 2, "{tried:?}");
    assert!(tried.iter().all(|subject| !subject.contains("0001")));
    let leaf = tokendesk::certificate::Sha256Digest::of(&token::valid().certificate).to_string();
    let document = run(&desk, ["check", "--handshake", "--leaf", &leaf, "--json"])
        .expect(1)
        .json();
    assert_eq!(only(&document)["certificate"], leaf.as_str());
}

#[test]
fn a_token_without_a_valid_identity_says_so() {
    needs!("pkcs11-tool");
    let document = checked(&desk_with(&issued(Kind::P256, EXPIRED)), 1);
    assert_eq!(document["handshake"].as_array().unwrap().len(), 0);
    let found = finding(&document, "handshake").unwrap();
    assert_eq!(found["status"], "warn");
}

/// What the usual token's expired identity consists of: two objects.
const EXPIRED_OBJECTS: usize = 2;

/// Reuses the usual token through the training module.
fn reuse(training: &Training, bundle: &Bundle, more: &[&str], scenario: &str) -> Run {
    let serial = serial(&training.desk);
    let scenario = training.desk.write("scenario.toml", scenario);
    let mut command = training.program();
    command
        .env("EPASS2003_SCENARIO", scenario)
        .args(["--pin-file", "pin"]);
    let consent = [&["--json", "--confirm", serial.as_str()], more].concat();
    finish(command.args(on(bundle, "reuse", &consent)))
}

fn usual() -> (Training, Bundle) {
    let training = Training::beside(Desk::usual());
    let bundle = bundle::usual(&training.desk, &token::bought());
    (training, bundle)
}

/// The first signature proves the key; every later one is spoiled.
const NO_TLS: &str = "[[fault]]\nfunction = \"C_Sign\"\ncall = 2\ntimes = \"always\"\nwhen = \"after\"\n\
                      action = \"bad-signature\"\n";

#[test]
fn a_reuse_tries_tls_after_the_proof_and_before_the_removal() {
    needs!("openssl", "pkcs11-tool");
    let (training, bundle) = usual();
    let document = reuse(&training, &bundle, &[], "").expect(0).json();
    let came = only(&document);
    assert_eq!(came["verdict"], "tls-1.2-and-1.3");
    assert_eq!(came["trust"], "trusted");
    let calls = training.calls();
    let place = |name: &str| calls.iter().position(|call| call == name).unwrap();
    let signatures = calls.iter().filter(|call| *call == "C_Sign").count();
    assert_eq!(signatures, 3, "the proof and two handshakes");
    let last = calls.iter().rposition(|call| call == "C_Sign").unwrap();
    assert!(place("C_Sign") < last);
    // The transport key goes before the proof; what has expired goes last.
    let removals = calls.iter().rposition(|call| call == "C_DestroyObject");
    assert!(last < removals.unwrap());

    let (training, bundle) = usual();
    let document = reuse(&training, &bundle, &["--no-handshake"], "")
        .expect(0)
        .json();
    assert_eq!(document["handshake"].as_array().unwrap().len(), 0);
    assert_eq!(training.calls().len() + 4, calls.len());
}

/// The lines of the journal from the proof on, up to the end of the run.
fn journalled(training: &Training) -> Vec<Value> {
    let journal = std::fs::read_to_string(journal(&training.desk)).unwrap();
    let lines = journal
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    let lines: Vec<Value> = lines.collect();
    let proof = lines.iter().rposition(|line| line["event"] == "proof");
    lines[proof.unwrap()..].to_vec()
}

#[test]
fn a_reuse_journals_the_handshake_before_the_first_removal() {
    needs!("openssl", "pkcs11-tool");
    let (training, bundle) = usual();
    let document = reuse(&training, &bundle, &[], "").expect(0).json();
    let lines = journalled(&training);
    assert_eq!(lines[1]["event"], "handshake", "{lines:#?}");
    assert_eq!(lines[1]["verdict"], "tls-1.2-and-1.3");
    assert_eq!(lines[1]["certificate"], only(&document)["certificate"]);
    assert_eq!(lines[1]["tls12"], "CKM_RSA_PKCS");
    assert_eq!(lines[1]["tls13"], "CKM_RSA_PKCS_PSS");
    assert_eq!(lines[1]["trust"], "trusted");
    assert_eq!(lines[2]["action"], "destroy");
    run(&training.desk, ["journal", "verify"]).expect(0);

    let (training, bundle) = usual();
    let _ = reuse(&training, &bundle, &[], NO_TLS).expect(5);
    let lines = journalled(&training);
    assert_eq!(lines[1]["verdict"], "no-tls", "{lines:#?}");
    assert_eq!(lines[1]["tls12"], Value::Null);
    assert_eq!(lines[2]["event"], "finished");

    let (training, bundle) = usual();
    let _ = reuse(&training, &bundle, &["--no-handshake"], "").expect(0);
    let lines = journalled(&training);
    assert!(lines.iter().all(|line| line["event"] != "handshake"));
}

#[test]
fn a_reuse_of_a_token_without_rsa_pss_goes_on_and_says_so() {
    needs!("openssl", "pkcs11-tool");
    let (training, bundle) = usual();
    let serial = serial(&training.desk);
    let mut command = training.program();
    command
        .env("EPASS2003_REFUSE", "0xd,0x43,0x3")
        .args(["--pin-file", "pin"])
        .args(on(&bundle, "reuse", &["--json", "--confirm", &serial]));
    let document = finish(&mut command).expect(0).json();
    assert_eq!(document["verdict"], "ready");
    assert_eq!(
        document["removed"].as_array().unwrap().len(),
        EXPIRED_OBJECTS
    );
    assert_eq!(only(&document)["verdict"], "tls-1.2-only");
    let remarks = document["remarks"].as_array().unwrap();
    let told = remarks.iter().find(|remark| remark["id"] == "handshake");
    assert!(text(&told.unwrap()["message"]).contains("TLS 1.2 only"));
}

#[test]
fn a_reuse_keeps_the_old_where_the_new_works_with_no_tls() {
    needs!("openssl", "pkcs11-tool");
    let (training, bundle) = usual();
    let document = reuse(&training, &bundle, &[], NO_TLS).expect(5).json();
    let failure = &document["failure"];
    assert_eq!(failure["stage"], "handshake");
    assert_eq!(failure["cause"], "no-tls");
    assert_eq!(failure["effect"], "partial");
    assert!(text(&failure["remedy"]).contains("--no-handshake"));
    assert_eq!(failure["left"].as_array().unwrap().len(), EXPIRED_OBJECTS);
    assert_eq!(document["removed"].as_array().unwrap().len(), 0);
    assert_eq!(only(&document)["verdict"], "no-tls");
    let shown = show(&training.desk);
    let subjects = shown["identities"].as_array().unwrap().len();
    assert_eq!(subjects, 3, "the expired, the valid and the new one");

    let document = reuse(&training, &bundle, &[], NO_TLS).expect(4).json();
    assert_eq!(document["failure"]["effect"], "untouched");
    let document = reuse(&training, &bundle, &["--no-handshake"], NO_TLS)
        .expect(0)
        .json();
    assert_eq!(
        document["removed"].as_array().unwrap().len(),
        EXPIRED_OBJECTS
    );
}

#[test]
fn a_reuse_that_removed_first_says_that_the_new_works_with_no_tls() {
    needs!("openssl", "pkcs11-tool");
    let (training, bundle) = usual();
    let document = reuse(&training, &bundle, &["--old-first"], NO_TLS)
        .expect(5)
        .json();
    assert_eq!(document["failure"]["effect"], "complete");
    assert_eq!(
        document["removed"].as_array().unwrap().len(),
        EXPIRED_OBJECTS
    );
}

#[test]
fn a_token_that_is_pulled_during_the_handshake_and_put_back_is_finished() {
    needs!("openssl", "pkcs11-tool");
    let (training, bundle) = usual();
    let pulled = "[[fault]]\nfunction = \"C_SignInit\"\ncall = 3\naction = \"removal\"\n";
    let back = format!("{pulled}reinsert_after = 1\n");
    let document = reuse(&training, &bundle, &[], &back).expect(0).json();
    assert_eq!(only(&document)["verdict"], "tls-1.2-and-1.3");
    assert_eq!(
        document["removed"].as_array().unwrap().len(),
        EXPIRED_OBJECTS
    );

    let (training, bundle) = usual();
    let document = reuse(&training, &bundle, &[], pulled).expect(6).json();
    assert_eq!(document["failure"]["stage"], "handshake");
    assert_eq!(document["failure"]["effect"], "unknown");
    let document = reuse(&training, &bundle, &[], "").expect(0).json();
    assert_eq!(
        document["removed"].as_array().unwrap().len(),
        EXPIRED_OBJECTS
    );
}

#[test]
fn a_reuse_with_a_certificate_for_other_purposes_is_done_and_not_called_ready() {
    needs!("openssl", "pkcs11-tool");
    let desk = Desk::usual();
    let key = keys::key(Kind::Rsa2048, 31);
    let purpose = ExtendedKeyUsagePurpose::EmailProtection;
    let identity = authority::issuer().issue_for("operator", CURRENT, &key, purpose);
    let bundle = bundle::usual(&desk, &identity);
    let serial = serial(&desk);
    let document = run(
        &desk,
        on(&bundle, "reuse", &["--json", "--confirm", &serial]),
    )
    .expect(0)
    .json();
    assert_eq!(document["verdict"], "not-fit");
    assert_eq!(
        document["removed"].as_array().unwrap().len(),
        EXPIRED_OBJECTS
    );
    let remarks = document["remarks"].as_array().unwrap();
    assert!(
        remarks
            .iter()
            .any(|remark| remark["id"] == "handshake-trust")
    );
}

#[test]
fn an_import_tries_no_handshake() {
    needs!("openssl", "pkcs11-tool");
    let desk = Desk::usual();
    let bundle = bundle::usual(&desk, &token::bought());
    let serial = serial(&desk);
    let arguments = on(&bundle, "import", &["--json", "--confirm", &serial]);
    let document = run(&desk, arguments).expect(0).json();
    assert_eq!(document["handshake"].as_array().unwrap().len(), 0);
}

#[test]
fn two_handshakes_cost_two_signatures() {
    needs!("pkcs11-tool");
    let training = Training::beside(desk_with(&issued(Kind::Rsa2048, CURRENT)));
    let calls = |more: &[&str]| {
        let mut command = training.program();
        command
            .args(["--pin-file", "pin", "check", "--json"])
            .args(more);
        finish(&mut command).expect(0);
        training.calls().len()
    };
    let without = calls(&[]);
    assert_eq!(calls(&["--handshake"]), without + 4);
}
