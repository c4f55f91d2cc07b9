//! Which way the key takes, what the report says of it, and what a refusal leaves.

use serde_json::Value;

use super::stage::{Stage, spy, training_module};
use crate::support::keys::Kind;
use crate::support::program::{self, program};
use crate::support::token;
use crate::support::tools::needs;

const REFUSE: &str = r#"
[[fault]]
function = "C_UnwrapKey"
action = "error"
code = "CKR_MECHANISM_INVALID"
"#;

#[test]
fn the_key_crosses_encrypted_where_the_token_can_take_it() {
    for kind in [
        Kind::Rsa2048,
        Kind::Rsa4096,
        Kind::P256,
        Kind::P384,
        Kind::P521,
    ] {
        let stage = Stage::new(kind);
        let document = stage.run(&[]).expect(0).json();
        let custody = &document["custody"];
        assert_eq!(custody["path"], "wrapped", "{kind:?}");
        assert_eq!(custody["transport"], "CKM_ECDH1_DERIVE");
        assert_eq!(custody["mechanism"], "CKM_AES_KEY_WRAP_PAD");
        assert_eq!(custody["reason"], Value::Null);
        for (flag, expected) in [
            ("sensitive", true),
            ("extractable", false),
            ("readable", false),
            ("wrappable", false),
        ] {
            assert_eq!(custody[flag], expected, "{kind:?} {flag}");
        }
        assert_eq!(document["proof"]["verified"], true);
        // Three objects and two CA certificates; nothing of the transport key.
        assert_eq!(stage.desk.contents().len(), 5);
    }
}

#[test]
fn direct_is_what_was_asked_for() {
    let document = Stage::new(Kind::P256)
        .run(&["--custody", "direct"])
        .expect(0)
        .json();
    assert_eq!(document["custody"]["path"], "direct");
    assert_eq!(document["custody"]["reason"], "asked");
}

#[test]
fn a_token_that_refuses_every_way_gets_the_key_directly() {
    let stage = Stage::new(Kind::Rsa2048);
    let document = stage.import_with_fault(&[], REFUSE).expect(0).json();
    assert_eq!(document["custody"]["path"], "direct");
    assert_eq!(document["custody"]["reason"], "refused");
    assert_eq!(stage.desk.contents().len(), 5);
}

#[test]
fn wrapped_refuses_to_fall_back_and_leaves_the_token_as_it_was() {
    let stage = Stage::new(Kind::Rsa2048);
    let run = stage.import_with_fault(&["--custody", "wrapped"], REFUSE);
    let document = run.expect(4).json();
    assert_eq!(document["failure"]["cause"], "not-wrapped");
    assert_eq!(document["failure"]["effect"], "untouched");
    assert!(
        document["failure"]["remedy"]
            .as_str()
            .unwrap()
            .contains("--custody")
    );
    assert_eq!(stage.desk.contents().len(), 0);
}

#[test]
fn without_elliptic_curves_an_rsa_pair_is_made_in_software() {
    let stage = Stage::new(Kind::Rsa2048);
    let scenario = r#"
[[fault]]
function = "C_DeriveKey"
action = "error"
code = "CKR_MECHANISM_INVALID"
"#;
    let document = stage.import_with_fault(&[], scenario).expect(0).json();
    assert_eq!(document["custody"]["path"], "wrapped");
    assert_eq!(document["custody"]["transport"], "CKM_RSA_PKCS_OAEP");
    assert_eq!(stage.desk.contents().len(), 5);
}

#[test]
fn on_a_chip_no_rsa_pair_is_made_unless_insisted_on() {
    let stage = Stage::new(Kind::Rsa2048);
    let trained = |more: &[&str]| {
        let mut command = stage.trained(token::module(), "epass2003", "");
        command.args(["--serial", &program::serial(&stage.desk).to_uppercase()]);
        let mut arguments = stage.import(more);
        for argument in &mut arguments {
            if argument.to_str() == Some(&program::serial(&stage.desk)) {
                *argument = program::serial(&stage.desk).to_uppercase().into();
            }
        }
        program::finish(command.args(arguments))
    };
    // The chip lists CBC_PAD, and SoftHSM2 behind it refuses it.
    let refused = trained(&["--custody", "wrapped"]).expect(4).json();
    assert_eq!(refused["failure"]["cause"], "not-wrapped");
    assert_eq!(stage.desk.contents().len(), 0);
    let document = trained(&[]).expect(0).json();
    assert_eq!(document["custody"]["path"], "direct");
    assert_eq!(document["custody"]["reason"], "transport-key-slow");
}

#[test]
fn an_unwrap_that_fails_without_saying_why_is_looked_into() {
    for when in ["before", "after"] {
        let stage = Stage::new(Kind::P256);
        let scenario = format!(
            "[[fault]]\nfunction = \"C_UnwrapKey\"\ncall = 1\nwhen = \"{when}\"\naction = \"error\"\n\
             code = \"CKR_FUNCTION_FAILED\"\n"
        );
        let document = stage.import_with_fault(&[], &scenario).expect(0).json();
        assert_eq!(document["custody"]["path"], "direct", "{when}");
        assert_eq!(document["custody"]["reason"], "refused");
        assert_eq!(stage.desk.contents().len(), 5, "{when}");
    }
}

#[test]
fn a_key_that_reads_otherwise_than_asked_is_not_believed() {
    let stage = Stage::new(Kind::P256);
    // The first look at the key shows it extractable, as openCryptoki's does; what comes later tells the truth.
    let scenario = r#"
[[fault]]
function = "C_GetAttributeValue"
call = 5
action = "show"
attributes = { CKA_EXTRACTABLE = true }
"#;
    let calls = |stage: &Stage| std::fs::read_to_string(stage.desk.path().join("calls")).unwrap();
    let mut command = stage.trained(token::module(), "transparent", "");
    program::finish(command.args(stage.import(&[]))).expect(0);
    let log = calls(&stage);
    let place = log
        .lines()
        .take_while(|line| !line.contains("fn=C_WrapKey"))
        .filter(|line| line.contains("fn=C_GetAttributeValue"))
        .count();
    let stage = Stage::new(Kind::P256);
    let scenario = scenario.replace("call = 5", &format!("call = {place}"));
    let document = stage.import_with_fault(&[], &scenario).expect(0).json();
    assert_ne!(
        document["custody"]["mechanism"], "CKM_AES_KEY_WRAP_PAD",
        "{document}"
    );
    assert_eq!(stage.desk.contents().len(), 5);
}

#[test]
fn a_run_killed_while_the_key_crosses_leaves_no_transport_key() {
    let stage = Stage::new(Kind::P256);
    let scenario = r#"
[[fault]]
function = "C_UnwrapKey"
call = 1
action = "exit"
"#;
    let mut command = stage.trained(token::module(), "transparent", scenario);
    let run = program::finish(command.args(stage.import(&[])));
    assert_eq!(run.status, 99);
    assert_eq!(stage.desk.contents().len(), 0);
}

#[test]
fn the_digest_of_a_plan_covers_how_the_key_crosses() {
    let stage = Stage::new(Kind::P256);
    let digest = |custody: &str| {
        let mut command = program(&stage.desk);
        command.args(program::on(
            &stage.bundle,
            "import",
            &["--json", "--dry-run"],
        ));
        command.args(["--pin-file", "pin", "--custody", custody]);
        let document = program::finish(&mut command).expect(0).json();
        document["plan"]["digest"].as_str().unwrap().to_owned()
    };
    assert_ne!(digest("auto"), digest("direct"));
    assert_ne!(digest("auto"), digest("wrapped"));
}

#[test]
fn the_report_says_where_the_bundle_still_lies() {
    let stage = Stage::new(Kind::P256);
    let document = stage.run(&[]).expect(0).json();
    let path = stage.bundle.path.to_str().unwrap();
    assert_eq!(document["bundle"]["path"], path);
    let remarks = document["remarks"].as_array().unwrap();
    let remark = remarks.iter().find(|remark| remark["id"] == "bundle-stays");
    let message = remark.unwrap()["message"].as_str().unwrap();
    let digest = document["bundle"]["sha256"].as_str().unwrap();
    assert!(
        message.contains(path) && message.contains(digest),
        "{message}"
    );
}

#[test]
fn a_module_that_records_is_warned_about() {
    needs!("pkcs11-tool");
    let stage = Stage::new(Kind::P256);
    let warned = |module: std::path::PathBuf, observer: &str| {
        let mut command = program(&stage.desk);
        command.env("PKCS11SPY", token::module());
        command.env("PKCS11SPY_OUTPUT", stage.desk.path().join("spy"));
        command.env("EPASS2003_PROFILE", "transparent");
        command.env("TOKENDESK_MODULE", module);
        command.args(["show", "--json", "--pin-file", "pin"]);
        let document = program::finish(&mut command).expect(0).json();
        let remarks = document["remarks"].as_array().unwrap().clone();
        let remark = remarks
            .into_iter()
            .find(|remark| remark["id"] == "observed");
        let remark = remark.unwrap_or_else(|| panic!("no warning: {document}"));
        assert_eq!(remark["status"], "warn");
        assert!(remark["message"].as_str().unwrap().contains(observer));
    };
    warned(spy().expect("opensc is installed"), "pkcs11-spy");
    warned(training_module(), "tokendesk-epass2003");
    let document =
        program::finish(program(&stage.desk).args(["show", "--json", "--pin-file", "pin"]))
            .expect(0)
            .json();
    assert!(!document["remarks"].to_string().contains("observed"));
}
