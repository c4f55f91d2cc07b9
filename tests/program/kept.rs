//! What stays on a token and what goes with an expired identity, on real tokens.

use serde_json::Value;

use crate::support::authority::{self, Authority, CURRENT, EXPIRED, LONG, NOT_YET_VALID, Validity};
use crate::support::bundle;
use crate::support::judges;
use crate::support::keys::{self, Kind};
use crate::support::program::{column, reuse, run, serial, show, text, wipe};
use crate::support::token::{self, CERTIFICATE, Desk, PRIVATE_KEY};
use crate::support::tools::{self, needs};

fn kept_for(document: &Value, label: &str, class: &str) -> String {
    let kept = document["kept"].as_array().unwrap();
    let found = kept
        .iter()
        .find(|kept| kept["label"] == label && kept["class"] == class)
        .unwrap_or_else(|| panic!("{label} in {document}"));
    text(&found["reason"]).to_owned()
}

#[test]
fn a_renewal_with_the_same_key_writes_no_key() {
    needs!("openssl", "pkcs11-tool");
    let desk = Desk::blank();
    desk.put(&token::expired(), "operator 0001", "01");
    let before = desk.contents();
    let key = keys::key(Kind::Rsa2048, 1);
    let renewed = authority::issuer().issue("operator 0001", CURRENT, &key);
    let document = reuse(&desk, &bundle::usual(&desk, &renewed))
        .expect(0)
        .json();
    let created = column(&document["created"], "class");
    assert!(!created.contains(&"private-key".to_owned()), "{created:?}");
    assert_eq!(column(&document["removed"], "class"), ["certificate"]);
    assert_eq!(document["proof"]["verified"], true);
    let identity = &show(&desk)["identities"];
    assert_eq!(identity.as_array().unwrap().len(), 1);
    assert_eq!(
        identity[0]["cka_id"], "01",
        "the leaf takes the id of the key that is there"
    );
    assert!(judges::openssl_verifies(&desk, &renewed.certificate, "01"));
    let after = desk.contents();
    let untouched = before
        .iter()
        .filter(|(name, bytes)| after.get(*name) == Some(bytes));
    assert_eq!(untouched.count(), 1, "the key lies in its file as before");
}

#[test]
fn a_lone_expired_certificate_goes_alone() {
    needs!("pkcs11-tool");
    let desk = Desk::blank();
    desk.put(&token::valid(), "operator 0002", "02");
    desk.put_object(CERTIFICATE, &token::expired().certificate, "lone", "01");
    let document = wipe(&desk).expect(0).json();
    assert_eq!(column(&document["removed"], "label"), ["lone"]);
    assert_eq!(judges::pkcs11_tool(&desk).pairs, ["operator 0002"]);
}

#[test]
fn a_key_without_certificate_stays() {
    needs!("pkcs11-tool");
    let desk = Desk::usual();
    let lone = keys::key(Kind::Rsa2048, 5).serialize_der();
    desk.put_object(PRIVATE_KEY, &lone, "lone key", "05");
    let document = wipe(&desk).expect(0).json();
    assert_eq!(
        kept_for(&document, "lone key", "private-key"),
        "key-without-certificate"
    );
    assert!(judges::pkcs11_tool(&desk).text.contains("lone key"));
    // Its one way out is by name.
    let orphan = show(&desk)["orphans"][0].clone();
    let (digest, serial) = (text(&orphan["sha256"]).to_owned(), serial(&desk));
    run(&desk, ["remove", "--key", &digest, "--confirm", &serial]).expect(0);
    assert!(!judges::pkcs11_tool(&desk).text.contains("lone key"));
}

#[test]
fn a_data_object_stays() {
    needs!("pkcs11-tool", "openssl");
    let desk = Desk::usual();
    let file = desk.write("note", "something that somebody keeps here");
    let mut write = desk.pkcs11_tool();
    write.args(["--type", "data", "--label", "operator 0001", "--private"]);
    tools::run(write.arg("--write-object").arg(file));
    let document = reuse(&desk, &bundle::usual(&desk, &token::bought()))
        .expect(0)
        .json();
    assert_eq!(
        kept_for(&document, "operator 0001", "data"),
        "not-an-identity"
    );
    assert_eq!(
        column(&document["removed"], "class"),
        ["certificate", "private-key"]
    );
    let mut read = desk.pkcs11_tool();
    read.args([
        "--read-object",
        "--type",
        "data",
        "--label",
        "operator 0001",
    ]);
    assert!(tools::run(&mut read).contains("something that somebody keeps here"));
}

#[test]
fn the_public_key_of_an_expired_identity_goes_with_it() {
    needs!("pkcs11-tool", "openssl");
    let desk = Desk::whole();
    let document = wipe(&desk).expect(0).json();
    let removed: Vec<&str> = document["removed"]
        .as_array()
        .unwrap()
        .iter()
        .map(|removed| text(&removed["class"]))
        .collect();
    assert_eq!(
        removed.last(),
        Some(&"certificate"),
        "it is what dates the key"
    );
    assert_eq!(removed.len(), 3);
}

#[test]
fn a_not_yet_valid_identity_stays() {
    needs!("pkcs11-tool");
    let desk = Desk::blank();
    let future =
        authority::issuer().issue("operator 0005", NOT_YET_VALID, &keys::key(Kind::P256, 5));
    desk.put(&future, "operator 0005", "05");
    desk.put(&token::expired(), "operator 0001", "01");
    let document = wipe(&desk).expect(0).json();
    assert_eq!(
        kept_for(&document, "operator 0005", "certificate"),
        "not-yet-valid"
    );
    assert_eq!(judges::pkcs11_tool(&desk).pairs, ["operator 0005"]);
}

#[test]
fn a_bundle_that_is_not_yet_valid_is_written_and_says_from_when() {
    needs!("openssl");
    let desk = Desk::usual();
    let key = keys::key(Kind::Rsa2048, 3);
    let future = authority::issuer().issue("operator 0003", NOT_YET_VALID, &key);
    let document = reuse(&desk, &bundle::usual(&desk, &future))
        .expect(0)
        .json();
    let remarks = column(&document["remarks"], "id");
    assert!(remarks.contains(&"starts-later".to_owned()), "{remarks:?}");
}

#[test]
fn what_expired_within_the_margin_stays() {
    needs!("pkcs11-tool");
    let desk = Desk::usual();
    let serial = serial(&desk);
    let arguments = [
        "wipe",
        "--json",
        "--confirm",
        &serial,
        "--expired-for",
        "40",
    ];
    let document = run(&desk, arguments).expect(0).json();
    assert_eq!(document["outcome"], "nothing-to-do");
    assert_eq!(
        kept_for(&document, "operator 0001", "certificate"),
        "within-margin"
    );
    assert_eq!(judges::pkcs11_tool(&desk).pairs.len(), 2);
}

/// An intermediate that has expired, and a root that has not.
fn expired_intermediate(validity: Validity) -> Authority {
    let root = Authority::root("Old Root", LONG, keys::key(Kind::P256, 210));
    root.below("Old Intermediate", validity, keys::key(Kind::P256, 211))
}

#[test]
fn an_expired_ca_stays_while_a_kept_certificate_chains_to_it() {
    needs!("pkcs11-tool");
    let authority = expired_intermediate(EXPIRED);
    let leaf = authority.issue("operator 0006", CURRENT, &keys::key(Kind::P256, 6));
    let desk = Desk::blank();
    desk.put(&leaf, "operator 0006", "06");
    desk.put_object(CERTIFICATE, &leaf.chain[0], "Old Intermediate", "");
    desk.put_object(CERTIFICATE, &leaf.chain[1], "Old Root", "");
    let document = wipe(&desk).expect(0).json();
    assert_eq!(document["outcome"], "nothing-to-do");
    assert_eq!(
        kept_for(&document, "Old Intermediate", "certificate"),
        "issuer-of-kept"
    );
}

#[test]
fn an_expired_ca_goes_when_no_kept_certificate_chains_to_it() {
    needs!("pkcs11-tool");
    let authority = expired_intermediate(EXPIRED);
    let leaf = authority.issue("operator 0006", EXPIRED, &keys::key(Kind::P256, 6));
    let desk = Desk::blank();
    desk.put(&leaf, "operator 0006", "06");
    desk.put_object(CERTIFICATE, &leaf.chain[0], "Old Intermediate", "");
    desk.put_object(CERTIFICATE, &leaf.chain[1], "Old Root", "");
    desk.put(&token::valid(), "operator 0002", "02");
    let document = wipe(&desk).expect(0).json();
    let removed = column(&document["removed"], "label");
    assert_eq!(
        removed,
        ["Old Intermediate", "operator 0006", "operator 0006"]
    );
    assert_eq!(kept_for(&document, "Old Root", "certificate"), "current");
}

#[test]
fn an_expired_ca_stays_when_the_new_certificate_chains_to_it() {
    needs!("pkcs11-tool", "openssl");
    let authority = expired_intermediate(EXPIRED);
    let leaf = authority.issue("operator 0006", CURRENT, &keys::key(Kind::P256, 6));
    let desk = Desk::usual();
    desk.put_object(CERTIFICATE, &leaf.chain[0], "Old Intermediate", "");
    let document = reuse(&desk, &bundle::usual(&desk, &leaf)).expect(0).json();
    assert_eq!(
        kept_for(&document, "Old Intermediate", "certificate"),
        "issuer-of-kept"
    );
    assert_eq!(
        column(&document["removed"], "label"),
        ["operator 0001", "operator 0001"]
    );
}

/// SoftHSM2 shows no public part of an EC key, and here not even the ids tell the keys apart.
#[test]
fn ec_keys_without_public_part_are_paired_by_signature() {
    needs!("pkcs11-tool");
    let desk = Desk::blank();
    let issuer = authority::issuer();
    let old = issuer.issue("operator 0001", EXPIRED, &keys::key(Kind::P256, 1));
    let new = issuer.issue("operator 0002", CURRENT, &keys::key(Kind::P256, 2));
    // The same id for all: whoever goes by it removes the wrong key in one case of two.
    desk.put_object(PRIVATE_KEY, &new.key, "key", "01");
    desk.put_object(PRIVATE_KEY, &old.key, "key", "01");
    desk.put_object(CERTIFICATE, &old.certificate, "operator 0001", "01");
    desk.put_object(CERTIFICATE, &new.certificate, "operator 0002", "01");
    let document = wipe(&desk).expect(0).json();
    assert_eq!(
        column(&document["removed"], "class"),
        ["certificate", "private-key"]
    );
    assert!(judges::openssl_verifies(&desk, &new.certificate, "01"));
    assert_eq!(judges::pkcs11_tool(&desk).pairs, ["operator 0002"]);
}

#[test]
fn an_ec_identity_expires_and_is_replaced_by_another() {
    needs!("pkcs11-tool", "openssl");
    let desk = Desk::blank();
    let issuer = authority::issuer();
    let old = issuer.issue("operator 0001", EXPIRED, &keys::key(Kind::P384, 1));
    desk.put(&old, "operator 0001", "01");
    let new = issuer.issue("operator 0003", CURRENT, &keys::key(Kind::P384, 3));
    let document = reuse(&desk, &bundle::usual(&desk, &new)).expect(0).json();
    assert_eq!(
        column(&document["removed"], "class"),
        ["certificate", "private-key"]
    );
    assert_eq!(judges::pkcs11_tool(&desk).pairs, ["operator 0003"]);
    assert_eq!(document["after"][0]["private_key"], true);
}

#[test]
fn a_valid_certificate_goes_by_its_name_only() {
    needs!("pkcs11-tool");
    let desk = Desk::usual();
    let shown = show(&desk);
    let identities = shown["identities"].as_array().unwrap();
    let valid = identities
        .iter()
        .find(|it| it["certificate"]["standing"] == "current")
        .unwrap();
    let digest = text(&valid["certificate"]["sha256"]).to_owned();
    let serial = serial(&desk);
    let arguments = [
        "remove",
        "--json",
        "--certificate",
        &digest,
        "--confirm",
        &serial,
    ];
    let document = run(&desk, arguments).expect(0).json();
    assert_eq!(
        column(&document["removed"], "label"),
        ["operator 0002", "operator 0002"]
    );
    assert_eq!(judges::pkcs11_tool(&desk).pairs, ["operator 0001"]);
}
