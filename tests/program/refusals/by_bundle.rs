//! Bundles that are refused, and why.

use super::refuses;
use std::fs;

use p12::PFX;
use serde_json::Value;

use crate::support::authority::{self, CURRENT, EXPIRED};
use crate::support::bundle::{self, Bundle, PASSWORD};
use crate::support::fault;
use crate::support::keys::{self, Kind};
use crate::support::program::{on, reuse, run, serial, text};
use crate::support::token::{self, Desk};
use crate::support::tools::needs;

#[track_caller]
fn refuses_bundle(desk: &Desk, bundle: &Bundle, status: i32) -> Value {
    let serial = serial(desk);
    refuses(
        desk,
        &on(bundle, "reuse", &["--confirm", &serial]),
        status,
        |_| (),
    )
}

/// A file that is no bundle of this desk's making.
fn file(desk: &Desk, name: &str, bytes: &[u8]) -> Bundle {
    Bundle {
        path: desk.write(name, bytes),
        password: desk.write_secret("password", PASSWORD),
    }
}

#[test]
fn a_wrong_bundle_password() {
    needs!("openssl");
    let desk = Desk::usual();
    let bundle = bundle::usual(&desk, &token::bought());
    desk.write_secret("new.p12.password", "not this one");
    let failure = refuses_bundle(&desk, &bundle, 8);
    assert_eq!(failure["cause"], "wrong-password");
}

#[test]
fn files_that_are_no_bundles() {
    needs!("openssl");
    let desk = Desk::usual();
    let whole = fs::read(bundle::usual(&desk, &token::bought()).path).unwrap();
    for length in [1, 20, whole.len() / 2, whole.len() - 1] {
        let _ = refuses_bundle(&desk, &file(&desk, "cut.p12", &whole[..length]), 8);
    }
    let failure = refuses_bundle(&desk, &file(&desk, "empty.p12", b""), 8);
    assert_eq!(failure["cause"], "bundle-empty");
    let garbage: Vec<u8> = (0..5_000_u32).map(|it| (it * 7 % 251) as u8).collect();
    let _ = refuses_bundle(&desk, &file(&desk, "garbage.p12", &garbage), 8);
    let failure = refuses_bundle(&desk, &file(&desk, "large.p12", &vec![0x30; 50_000_000]), 8);
    assert_eq!(failure["cause"], "bundle-too-large");
}

#[test]
fn a_bundle_that_is_not_there() {
    let desk = Desk::usual();
    let bundle = Bundle {
        path: desk.path().join("nowhere.p12"),
        password: desk.write_secret("password", PASSWORD),
    };
    let failure = refuses_bundle(&desk, &bundle, 8);
    assert_eq!(failure["cause"], "bundle-unreadable");
}

#[test]
fn a_key_and_a_certificate_that_differ() {
    let desk = Desk::usual();
    let (one, other) = (token::bought(), token::valid());
    let bundle = PFX::new(&one.certificate, &other.key, None, PASSWORD, "mixed").unwrap();
    let failure = refuses_bundle(&desk, &file(&desk, "mixed.p12", &bundle.to_der()), 8);
    assert_eq!(failure["cause"], "key-mismatch");
}

#[test]
fn a_bundle_without_a_key() {
    needs!("openssl");
    let desk = Desk::usual();
    let bundle = bundle::without_key(&desk, &token::bought());
    let failure = refuses_bundle(&desk, &bundle, 8);
    assert_eq!(failure["cause"], "no-key");
}

#[test]
fn several_identities_and_none_chosen() {
    needs!("openssl", "keytool");
    let desk = Desk::usual();
    let issuer = authority::issuer();
    let one = issuer.issue("operator 0003", CURRENT, &keys::key(Kind::Rsa2048, 3));
    let other = issuer.issue("operator 0004", CURRENT, &keys::key(Kind::Rsa2048, 4));
    let bundle = bundle::keytool_of_two(&desk, &one, &other);
    let failure = refuses_bundle(&desk, &bundle, 8);
    assert_eq!(failure["cause"], "several-identities");
    let message = text(&failure["message"]);
    assert!(
        message.contains("operator 0003") && message.contains("operator 0004"),
        "{message}"
    );
    // Choosing one of them is the way on.
    let serial = serial(&desk);
    let chosen = ["--json", "--confirm", &serial, "--subject", "operator 0004"];
    let document = run(&desk, on(&bundle, "reuse", &chosen)).expect(0).json();
    let subject = text(&document["after"][1]["certificate"]["subject"]);
    assert!(subject.contains("operator 0004"), "{document}");
}

#[test]
fn an_expired_leaf() {
    needs!("openssl");
    let desk = Desk::usual();
    let old = authority::issuer().issue("operator 0003", EXPIRED, &keys::key(Kind::Rsa2048, 3));
    let failure = refuses_bundle(&desk, &bundle::usual(&desk, &old), 8);
    assert_eq!(failure["cause"], "unfit");
}

#[test]
fn a_key_larger_than_the_token_takes() {
    needs!("openssl");
    let desk = Desk::usual();
    let large = authority::issuer().issue("operator 0003", CURRENT, &keys::key(Kind::Rsa4096, 3));
    let bundle = bundle::usual(&desk, &large);
    // The disguise of the training module takes RSA keys up to 2048 bits, as the real token does, and shows
    // the serial number in capitals.
    let serial = serial(&desk).to_uppercase();
    let arguments = on(&bundle, "reuse", &["--confirm", &serial]);
    let failure = refuses(&desk, &arguments, 8, |command| {
        command
            .env("TOKENDESK_MODULE", fault::module())
            .env("EPASS2003_MODULE", token::module())
            .env("EPASS2003_PROFILE", "epass2003");
    });
    assert_eq!(failure["cause"], "key-not-taken");
    let message = text(&failure["message"]);
    assert!(
        message.contains("RSA 4096") && message.contains("2048"),
        "{message}"
    );
}

#[test]
fn the_same_bundle_again_is_proved_again() {
    needs!("openssl");
    let desk = Desk::usual();
    let bundle = bundle::usual(&desk, &token::bought());
    let first = reuse(&desk, &bundle).expect(0).json();
    let once = desk.contents();
    let second = reuse(&desk, &bundle).expect(0).json();
    assert_eq!(second["outcome"], "nothing-to-do");
    assert_eq!(second["proof"]["verified"], true);
    assert_ne!(second["proof"]["challenge"], first["proof"]["challenge"]);
    assert_eq!(desk.contents(), once);
}
