//! Each finding of `check` that nothing else brings about: it is told where it should be, and ends when what it says is done.

use rcgen::ExtendedKeyUsagePurpose;
use serde_json::Value;

use crate::support::authority::{self, CURRENT, Validity};
use crate::support::bundle::{self, Bundle};
use crate::support::fault::Training;
use crate::support::keys::{self, Kind};
use crate::support::program::{finish, on, run, run_on, serial, text};
use crate::support::token::{self, Desk};
use crate::support::tools::needs;

fn check(desk: &Desk) -> Value {
    run(desk, ["check", "--json"]).json()
}

/// The finding with this id, which there is once.
#[track_caller]
fn found<'d>(document: &'d Value, id: &str) -> &'d Value {
    let checks = document["checks"].as_array().unwrap();
    let found: Vec<_> = checks.iter().filter(|check| check["id"] == id).collect();
    assert_eq!(found.len(), 1, "{id} in {checks:#?}");
    found[0]
}

#[track_caller]
fn says(document: &Value, id: &str, status: &str, part: &str) {
    let found = found(document, id);
    assert_eq!(found["status"], status, "{found:#}");
    assert!(text(&found["message"]).contains(part), "{found:#}");
}

/// So many days, or one less: the second in which it was issued may be over.
#[track_caller]
fn says_days(document: &Value, status: &str, days: i64) {
    let found = found(document, "ends-soon");
    assert_eq!(found["status"], status, "{found:#}");
    let message = text(&found["message"]);
    let said = [days, days - 1].map(|days| message.contains(&format!("days left: {days}")));
    assert!(said.contains(&true), "{message}");
}

/// `check BUNDLE` on a token that plays the ePass2003 under its vendor's module.
fn disguised(training: &Training, bundle: &Bundle, memory: &str) -> Value {
    let mut command = training.program();
    command
        .env("EPASS2003_PROFILE", "epass2003")
        .env("EPASS2003_PUBLIC_MEMORY", memory)
        .args(["--pin-file", "pin"])
        .args(on(bundle, "check", &["--json"]));
    finish(&mut command).json()
}

#[test]
fn a_certificate_that_ends_soon_is_told_with_the_days_that_it_has_left() {
    needs!("pkcs11-tool", "openssl");
    let desk = Desk::blank();
    desk.put(&token::valid(), "operator 0002", "02");
    says_days(&check(&desk), "pass", 700);
    let key = keys::key(Kind::Rsa2048, 61);
    let ending = authority::issuer().issue("operator 0009", Validity(-700, 20), &key);
    desk.put(&ending, "operator 0009", "09");
    let document = check(&desk);
    says(&document, "ends-soon", "warn", "operator 0009");
    says_days(&document, "warn", 20);
    assert_eq!(document["verdict"], "ready");
}

#[test]
fn a_certificate_on_the_token_that_is_for_servers_is_told_and_removed_by_name() {
    needs!("pkcs11-tool", "openssl");
    let desk = Desk::blank();
    let server = authority::issuer().issue_for(
        "operator 0004",
        CURRENT,
        &keys::key(Kind::Rsa2048, 62),
        ExtendedKeyUsagePurpose::ServerAuth,
    );
    desk.put(&server, "operator 0004", "04");
    let document = check(&desk);
    says(&document, "other-purpose", "warn", "operator 0004");
    let digest = text(&document["identities"][0]["certificate"]["sha256"]).to_owned();
    let serial = serial(&desk);
    let remove = ["remove", "--certificate", &digest, "--confirm", &serial];
    run(&desk, remove).expect(0);
    assert_eq!(found(&check(&desk), "other-purpose")["status"], "pass");
}

#[test]
fn a_token_without_room_is_not_fit_for_the_bundle_and_says_how_much_it_needs() {
    needs!("pkcs11-tool", "openssl");
    let training = Training::beside(Desk::blank());
    let bundle = bundle::usual(&training.desk, &token::bought());
    let document = disguised(&training, &bundle, "1500");
    assert_eq!(found(&document, "memory")["status"], "fail");
    assert_eq!(document["verdict"], "not-fit");
    let document = disguised(&training, &bundle, "30000");
    says(&document, "memory", "pass", "30000");
    assert_eq!(document["verdict"], "ready");
}

#[test]
fn a_key_that_is_too_large_for_the_token_is_not_fit() {
    needs!("pkcs11-tool", "openssl");
    let training = Training::beside(Desk::blank());
    let key = keys::key(Kind::Rsa4096, 63);
    let large = authority::issuer().issue("operator 0005", CURRENT, &key);
    let bundle = bundle::usual(&training.desk, &large);
    let document = disguised(&training, &bundle, "30000");
    says(&document, "key-size", "fail", "2048");
    assert_eq!(document["verdict"], "not-fit");
}

#[test]
fn what_an_interrupted_run_left_is_told_and_the_same_command_ends_it() {
    needs!("pkcs11-tool", "openssl");
    let training = Training::beside(Desk::blank());
    let desk = &training.desk;
    let bundle = bundle::usual(desk, &token::bought());
    let scenario = "[[fault]]\nfunction = \"C_CreateObject\"\ncall = 2\naction = \"exit\"\n";
    let _ = training.reuse_with_fault(&bundle, scenario).expect(99);
    // Its own bundle finishes it; without one, and with another, it is in the way.
    let document = run_on(desk, &bundle, "check", &["--json"]).expect(0).json();
    assert_eq!(found(&document, "leftovers")["status"], "warn");
    let document = check(desk);
    assert_eq!(found(&document, "leftovers")["status"], "fail");
    assert_eq!(document["verdict"], "not-fit");
    let other = authority::issuer().issue("other", CURRENT, &keys::key(Kind::Rsa2048, 64));
    let other = bundle::openssl(
        desk,
        &other,
        bundle::Recipe {
            file: "other.p12",
            ..bundle::Recipe::default()
        },
    );
    let document = run_on(desk, &other, "check", &["--json"]).expect(1).json();
    assert_eq!(found(&document, "leftovers")["status"], "fail");
    let serial = serial(desk);
    run_on(desk, &bundle, "reuse", &["--confirm", &serial]).expect(0);
    let document = check(desk);
    assert_eq!(found(&document, "leftovers")["status"], "pass");
    assert_eq!(document["verdict"], "ready");
}

#[test]
fn the_age_of_the_token_is_that_of_its_oldest_leaf_and_revocation_is_said_to_be_left_out() {
    needs!("pkcs11-tool", "openssl");
    let desk = Desk::usual();
    let document = check(&desk);
    let identities = document["identities"].as_array().unwrap();
    let starts = identities
        .iter()
        .map(|one| text(&one["certificate"]["not_before"]));
    let oldest = starts.min().unwrap();
    says(&document, "token-age", "pass", &oldest[..10]);
    says(&document, "revocation", "pass", "was not asked");
}
