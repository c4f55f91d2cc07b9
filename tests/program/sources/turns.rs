//! Who would get what: the tokens present are looked at, and nothing on them or in the journal changes.

use serde_json::Value;

use super::stage::Cd;
use crate::support::authority::CURRENT;
use crate::support::program::{self, finish, journal, program as run};
use crate::support::token::{Desk, expired};
use crate::support::tools::needs;

/// A desk with one token whose only identity, operator 0001's, has expired.
fn with_expired() -> Desk {
    let desk = Desk::empty();
    desk.add_token("desk-01");
    desk.put(&expired(), "operator 0001", "01");
    desk
}

/// What the only token would get.
#[track_caller]
fn turn(cd: &Cd, more: &[&str]) -> Value {
    let before = cd.desk.contents();
    let tokens = cd.checks(more, 0)["tokens"].clone();
    assert_eq!(cd.desk.contents(), before, "a dry run only looks");
    assert_eq!(tokens.as_array().unwrap().len(), 1, "{tokens}");
    tokens[0].clone()
}

#[test]
fn no_token_is_no_hindrance_for_a_check() {
    needs!("openssl");
    let cd = Cd::empty();
    cd.bundle("a.p12", "operator 0001", CURRENT);
    assert_eq!(cd.checks(&[], 0)["tokens"], serde_json::json!([]));
}

#[test]
fn the_owners_new_identity_by_the_name_of_the_expired_one() {
    needs!("openssl", "pkcs11-tool", "softhsm2-util");
    let cd = Cd::at(with_expired());
    cd.bundle("a.p12", "Operator  0001", CURRENT);
    cd.bundle("b.p12", "operator 00010", CURRENT);
    let batch = cd.checks(&[], 0);
    let turn = turn(&cd, &[]);
    assert_eq!(turn["rule"], "subject", "{turn}");
    assert_eq!(turn["gets"], batch["offers"][0]["sha256"]);
    assert!(
        !journal(&cd.desk).exists(),
        "nothing is written of a dry run"
    );
}

#[test]
fn what_the_list_says_for_its_serial() {
    needs!("openssl", "pkcs11-tool", "softhsm2-util");
    let cd = Cd::at(with_expired());
    let one = cd.bundle("a.p12", "operator 0001", CURRENT);
    let other = cd.bundle("b.p12", "somebody else", CURRENT);
    let serial = program::serial(&cd.desk);
    let list = format!(
        "証明書シリアル,トークン番号\n{},\n{},{serial}\n",
        one.serial_hex(),
        other.serial_hex()
    );
    let list = cd.desk.write("list.csv", list);
    let turn = turn(&cd, &["--list", list.to_str().unwrap()]);
    assert_eq!(turn["rule"], "token-serial", "{turn}");
    assert_eq!(turn["gets"], other.sha256().to_string());
}

#[test]
fn two_bundles_for_its_owner_are_a_tie() {
    needs!("openssl", "pkcs11-tool", "softhsm2-util");
    let cd = Cd::at(with_expired());
    cd.bundle("a.p12", "operator 0001", CURRENT);
    cd.bundle("b.p12", "operator 0001", CURRENT);
    assert_eq!(turn(&cd, &[])["reason"], "token-tie");
}

#[test]
fn a_token_that_is_nobodys() {
    needs!("openssl", "pkcs11-tool", "softhsm2-util");
    let cd = Cd::at(with_expired());
    cd.bundle("a.p12", "somebody else", CURRENT);
    assert_eq!(turn(&cd, &[])["reason"], "token-of-nobody");
}

#[test]
fn a_token_with_a_valid_identity_of_someone_else() {
    needs!("openssl", "pkcs11-tool", "softhsm2-util");
    let cd = Cd::at(Desk::usual());
    cd.bundle("a.p12", "operator 0001", CURRENT);
    let turn = turn(&cd, &[]);
    assert_eq!(turn["reason"], "token-of-someone-else");
    let message = turn["message"].as_str().unwrap();
    assert!(message.contains("operator 0002"), "{message}");
}

#[test]
fn a_finished_token_and_another_one_for_the_same_identity() {
    needs!("openssl", "pkcs11-tool", "softhsm2-util");
    let cd = Cd::at(with_expired());
    cd.bundle("a.p12", "operator 0001", CURRENT);
    let serial = program::serial(&cd.desk);
    let mut reuse = run(&cd.desk);
    reuse.args([
        "reuse",
        "cd/a.p12",
        "--pin-file",
        "pin",
        "--confirm",
        &serial,
    ]);
    reuse.args(["--password-file", "cd/a.p12.password"]);
    finish(&mut reuse).expect(0);
    assert_eq!(turn(&cd, &[])["reason"], "token-finished");

    let other = Cd::at(with_expired());
    std::fs::copy(cd.path().join("a.p12"), other.path().join("a.p12")).unwrap();
    other.secret("a.p12.password", &cd.read("a.p12.password"));
    let journal = journal(&cd.desk);
    let turn = turn(&other, &["--journal", journal.to_str().unwrap()]);
    assert_eq!(turn["reason"], "identity-on-another-token", "{turn}");
    assert!(
        turn["message"].as_str().unwrap().contains(&serial),
        "{turn}"
    );
}
