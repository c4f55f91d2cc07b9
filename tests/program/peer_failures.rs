//! The failures of other tools, each by its name: what they were seen to do to a token, and does not happen here.

use serde_json::Value;

use crate::support::authority::{self, CURRENT, EXPIRED};
use crate::support::bundle;
use crate::support::fault::Training;
use crate::support::judges;
use crate::support::keys::{self, Kind};
use crate::support::program::{column, finish, on, reuse, run, serial, serials, show, text, wipe};
use crate::support::token::{self, CERTIFICATE, Desk};
use crate::support::tools::{self, needs};

/// NSS removed the valid one of two identities with one name, which is what a renewal leaves.
#[test]
fn equal_nicknames_cost_the_expired_identity_only() {
    needs!("pkcs11-tool");
    let expired_first = [token::expired(), token::valid()];
    let valid_first = [token::valid(), token::expired()];
    for identities in [expired_first, valid_first] {
        let desk = Desk::blank();
        for (identity, id) in identities.iter().zip(["01", "02"]) {
            desk.put(identity, "operator", id);
        }
        let document = wipe(&desk).expect(0).json();
        assert_eq!(
            column(&document["removed"], "class"),
            ["certificate", "private-key"]
        );
        let left = show(&desk)["identities"].clone();
        assert_eq!(left.as_array().unwrap().len(), 1, "{left}");
        assert_eq!(left[0]["certificate"]["standing"], "current");
        assert_eq!(left[0]["private_key"], true);
    }
}

/// p11tool emptied the first of two tokens, and then the other.
#[test]
fn a_broad_target_is_refused_and_no_neighbour_is_emptied() {
    let desk = Desk::usual();
    desk.add_token("desk-02");
    let before = desk.contents();
    for target in [
        vec![],
        vec!["--uri", "pkcs11:"],
        vec!["--uri", "pkcs11:manufacturer=SoftHSM%20project"],
    ] {
        for serial in serials(&desk) {
            let mut arguments = vec!["wipe", "--json", "--confirm", &serial];
            arguments.extend(&target);
            let document = run(&desk, arguments).expect(9).json();
            let message = text(&document["failure"]["message"]);
            for serial in serials(&desk) {
                assert!(message.contains(&serial), "{message}");
            }
        }
    }
    assert_eq!(desk.contents(), before);
}

/// p11tool wrote the certificate, failed on the key, and left the certificate; its retry added a second one.
#[test]
fn a_half_write_is_taken_back_and_the_retry_doubles_nothing() {
    needs!("openssl");
    let training = Training::beside(Desk::usual());
    let desk = &training.desk;
    let bundle = bundle::usual(desk, &token::bought());
    let before = desk.contents();
    // The key crosses by C_UnwrapKey; the other four are created.
    for call in 1..=4 {
        for when in ["before", "after"] {
            let document = training
                .reuse_with_fault(
                    &bundle,
                    &format!(
                        "[[fault]]\nfunction = \"C_CreateObject\"\ncall = {call}\n\
                         when = \"{when}\"\naction = \"error\"\ncode = \"CKR_DEVICE_ERROR\"\n"
                    ),
                )
                .expect(4)
                .json();
            assert_eq!(document["failure"]["effect"], "untouched", "{document}");
            assert_eq!(document["failure"]["code"], "CKR_DEVICE_ERROR");
            assert_eq!(document["failure"]["function"], "C_CreateObject");
            assert_eq!(desk.contents(), before, "call {call} {when}");
        }
    }
    let document = reuse(desk, &bundle).expect(0).json();
    assert_eq!(document["created"].as_array().unwrap().len(), 5);
    assert_no_doubles(desk);
}

fn assert_no_doubles(desk: &Desk) {
    let mut objects: Vec<String> = judges::objects(desk)
        .iter()
        .map(|object| format!("{} {} {}", object.class, object.label, object.id))
        .collect();
    objects.sort();
    let all = objects.len();
    objects.dedup();
    assert_eq!(objects.len(), all, "{objects:?}");
}

/// pkcs11-tool and p11tool make doubles of everything.
#[test]
fn a_double_import_adds_nothing_and_proves_again() {
    needs!("openssl", "pkcs11-tool");
    let desk = Desk::usual();
    let bundle = bundle::usual(&desk, &token::bought());
    reuse(&desk, &bundle).expect(0);
    let once = desk.contents();
    for command in ["reuse", "import"] {
        let serial = serial(&desk);
        let arguments = on(&bundle, command, &["--json", "--confirm", &serial]);
        let document = run(&desk, arguments).expect(0).json();
        assert_eq!(document["outcome"], "nothing-to-do");
        assert_eq!(document["created"], Value::Array(Vec::new()));
        assert_eq!(document["proof"]["verified"], true);
        assert_eq!(desk.contents(), once);
    }
    assert_no_doubles(&desk);
}

/// "Already there" needs nobody's consent: nothing is changed.
#[test]
fn a_double_import_needs_no_consent() {
    needs!("openssl");
    let desk = Desk::usual();
    let bundle = bundle::usual(&desk, &token::bought());
    reuse(&desk, &bundle).expect(0);
    let run = run(&desk, on(&bundle, "reuse", &["--json"])).expect(0);
    assert_eq!(run.json()["proof"]["verified"], true);
}

/// `--token-label` with two equal labels took the first one, silently.
#[test]
fn equal_labels_of_two_tokens_are_a_refusal_that_lists_both() {
    let desk = Desk::usual();
    desk.add_token("desk-01");
    let before = desk.contents();
    let arguments = ["wipe", "--json", "--label", "desk-01"];
    let document = run(&desk, arguments).expect(9).json();
    let message = text(&document["failure"]["message"]);
    for serial in serials(&desk) {
        assert!(message.contains(&serial), "{message}");
    }
    assert_eq!(desk.contents(), before);
    // The serial number tells them apart.
    let expired = serials(&desk)
        .into_iter()
        .find(|serial| {
            let shown = run(&desk, ["show", "--json", "--serial", serial]);
            let shown = shown.expect(0).json();
            shown["identities"] != Value::Array(Vec::new())
        })
        .unwrap();
    let arguments = ["wipe", "--serial", &expired, "--confirm", &expired];
    run(&desk, arguments).expect(0);
    assert_ne!(desk.contents(), before);
}

/// p11tool gave key and certificate two ids, and they did not find each other.
#[test]
fn key_public_key_and_certificate_have_one_id() {
    needs!("openssl", "pkcs11-tool");
    for (kind, wanted) in [
        (Kind::Rsa2048, Some("RSA")),
        (Kind::P256, None),
        (Kind::P521, None),
    ] {
        let desk = Desk::blank();
        let identity = authority::issuer().issue("operator 0003", CURRENT, &keys::key(kind, 3));
        reuse(&desk, &bundle::usual(&desk, &identity)).expect(0);
        let objects = judges::objects(&desk);
        let of = |class: &str| {
            let found = objects
                .iter()
                .find(|object| object.class.starts_with(class) && object.label == "operator 0003");
            found
                .unwrap_or_else(|| panic!("{class} in {objects:?}"))
                .id
                .clone()
        };
        assert_eq!(of("Private Key"), of("Certificate"));
        assert_eq!(of("Public Key"), of("Certificate"));
        if wanted.is_some() {
            assert_eq!(
                of("Certificate"),
                sha1_of_modulus(&desk, &identity.certificate)
            );
        }
        for authority in objects.iter().filter(|it| it.label.starts_with("Example")) {
            assert!(!authority.id.is_empty());
            assert_ne!(
                authority.id,
                of("Certificate"),
                "curl would take it for the leaf"
            );
        }
    }
}

/// NSS's rule, by OpenSSL: SHA-1 over the modulus without its leading zero.
fn sha1_of_modulus(desk: &Desk, certificate: &[u8]) -> String {
    let file = desk.write("leaf.pem", bundle::pem("CERTIFICATE", certificate));
    let mut modulus = desk.tool("openssl");
    let modulus = tools::run(
        modulus
            .args(["x509", "-noout", "-modulus", "-in"])
            .arg(file),
    );
    let hexadecimal = modulus.trim().trim_start_matches("Modulus=");
    let file = desk.write("modulus", hex::decode(hexadecimal).unwrap());
    let mut digest = desk.tool("openssl");
    let text = tools::run(digest.args(["dgst", "-sha1", "-r"]).arg(file));
    text.split_whitespace().next().unwrap().to_owned()
}

/// p11tool wrote the certificate so that only a login shows it.
#[test]
fn the_certificates_are_seen_without_a_login() {
    needs!("openssl", "pkcs11-tool");
    let desk = Desk::blank();
    reuse(&desk, &bundle::usual(&desk, &token::bought())).expect(0);
    let mut command = desk.tool("pkcs11-tool");
    command
        .arg("--module")
        .arg(token::module())
        .arg("--list-objects");
    let listed = tools::run(&mut command);
    for label in ["operator 0003", "Example Issuing CA", "Example Root"] {
        assert!(listed.contains(label), "{label} in {listed}");
    }
    assert!(!listed.contains("Private Key"), "{listed}");
}

/// Four tools of four wrote an expired certificate without a word.
#[test]
fn an_expired_bundle_is_refused() {
    needs!("openssl");
    let desk = Desk::usual();
    let old = authority::issuer().issue("operator 0003", EXPIRED, &keys::key(Kind::Rsa2048, 3));
    let bundle = bundle::usual(&desk, &old);
    let before = desk.contents();
    for command in ["reuse", "import"] {
        let serial = serial(&desk);
        let arguments = on(&bundle, command, &["--json", "--confirm", &serial]);
        let document = run(&desk, arguments).expect(8).json();
        assert_eq!(document["failure"]["cause"], "unfit");
        assert_eq!(document["failure"]["effect"], "untouched");
    }
    assert_eq!(desk.contents(), before);
}

/// Two of four importers left the key readable or did not look; none looked.
#[test]
fn the_key_cannot_be_read_and_that_was_looked_at() {
    needs!("openssl", "pkcs11-tool");
    let desk = Desk::blank();
    let document = reuse(&desk, &bundle::usual(&desk, &token::bought()))
        .expect(0)
        .json();
    let custody = &document["custody"];
    assert_eq!(custody["sensitive"], true);
    assert_eq!(custody["extractable"], false);
    assert_eq!(custody["readable"], false);
    let listed = judges::pkcs11_tool(&desk).text;
    let key = listed.split("Private Key Object").nth(1).unwrap();
    let access = key.lines().find(|line| line.contains("Access:")).unwrap();
    assert!(access.contains("sensitive"), "{access}");
    assert!(!access.contains("always sensitive"), "{access}");
    assert!(
        !access.contains("extractable") || access.contains("never extractable"),
        "{access}"
    );
}

/// p11tool asked at least six times for a PIN that it was given wrongly.
#[test]
fn a_refused_pin_is_sent_once() {
    let training = Training::beside(Desk::usual());
    training.desk.write_secret("pin", "999999");
    let serial = serial(&training.desk);
    let mut command = training.program();
    command.args(["wipe", "--json", "--confirm", &serial, "--pin-file", "pin"]);
    finish(&mut command).expect(7);
    let logins = training
        .calls()
        .iter()
        .filter(|name| *name == "C_Login")
        .count();
    assert_eq!(logins, 1);
}

/// A bundle that names a certificate's neighbour: the chain must not come along as identities.
#[test]
fn a_chain_is_not_taken_for_identities() {
    needs!("openssl");
    let desk = Desk::blank();
    let document = reuse(&desk, &bundle::usual(&desk, &token::bought()))
        .expect(0)
        .json();
    assert_eq!(document["after"].as_array().unwrap().len(), 1);
    let shown = show(&desk);
    assert_eq!(shown["chain"].as_array().unwrap().len(), 2);
    assert_eq!(shown["orphans"], Value::Array(Vec::new()));
}

/// Not a failure of any tool, but of anybody's second try: the first run's bundle over another's leftovers.
#[test]
fn leftovers_of_another_tool_are_completed_and_not_doubled() {
    needs!("openssl", "pkcs11-tool");
    let desk = Desk::blank();
    let bought = token::bought();
    desk.put_object(CERTIFICATE, &bought.certificate, "left behind", "77");
    let bundle = bundle::usual(&desk, &bought);
    let document = reuse(&desk, &bundle).expect(0).json();
    let certificates = document["created"].as_array().unwrap();
    let leaves = certificates
        .iter()
        .filter(|created| created["label"] == "operator 0003" && created["class"] == "certificate");
    assert_eq!(leaves.count(), 0, "{document}");
    assert_eq!(
        judges::pkcs11_tool(&desk).pairs.len(),
        1,
        "the pair finds itself"
    );
}
