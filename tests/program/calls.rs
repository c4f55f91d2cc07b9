//! How often the program asks the module: on USB each call costs 10 to 50 ms, so the number is the speed.

use crate::support::authority::{self, CURRENT};
use crate::support::bundle;
use crate::support::fault::Training;
use crate::support::keys::{self, Kind};
use crate::support::program::{finish, on, serial};
use crate::support::token::{self, Desk};
use crate::support::tools::needs;

/// What `list` may cost in all, each token with one identity, and each further certificate.
const LIST: usize = 8;
const LIST_TOKEN: usize = 12;
const LIST_CERTIFICATE: usize = 2;

/// What a whole reuse may cost, and what more where the key crosses encrypted.
const REUSE: usize = 70;
const WRAPPING: usize = 10;

fn calls_of_list(training: &Training) -> usize {
    let mut command = training.program();
    finish(command.args(["list", "--json"])).expect(0);
    let calls = training.calls();
    println!("list: {} calls {calls:?}", calls.len());
    calls.len()
}

#[test]
fn a_reuse_makes_at_most_70_calls_or_80_wrapped_and_logs_in_once() {
    needs!("openssl", "pkcs11-tool");
    for (custody, most) in [("direct", REUSE), ("auto", REUSE + WRAPPING)] {
        reuse_within(custody, most);
    }
}

fn reuse_within(custody: &str, most: usize) {
    let training = Training::beside(Desk::whole());
    let bundle = bundle::usual(&training.desk, &token::bought());
    let serial = serial(&training.desk);
    let mut command = training.program();
    command.args(["--pin-file", "pin", "--json"]);
    let consent = ["--confirm", &serial, "--custody", custody, "--no-handshake"];
    command.args(on(&bundle, "reuse", &consent));
    let document = finish(&mut command).expect(0).json();
    assert_eq!(document["created"].as_array().unwrap().len(), 5);
    assert_eq!(document["removed"].as_array().unwrap().len(), 3);
    let calls = training.calls();
    println!("reuse: {} calls {calls:?}", calls.len());
    assert!(calls.len() <= most, "{} calls {calls:?}", calls.len());
    assert_eq!(calls.iter().filter(|name| *name == "C_Login").count(), 1);
    assert_eq!(training.processes(), 1);
}

#[test]
fn a_list_of_one_identity_makes_few_calls() {
    needs!("pkcs11-tool");
    let desk = Desk::blank();
    desk.put(&token::valid(), "operator 0002", "02");
    desk.put_public(&token::valid(), "operator 0002", "02");
    let calls = calls_of_list(&Training::beside(desk));
    assert!(calls <= LIST + LIST_TOKEN, "{calls}");
}

#[test]
fn each_further_certificate_adds_two_calls_to_a_list_at_most() {
    needs!("pkcs11-tool");
    let calls = calls_of_list(&Training::beside(Desk::whole()));
    assert!(calls <= LIST + LIST_TOKEN + LIST_CERTIFICATE, "{calls}");
    let desk = Desk::whole();
    for (number, id) in [(11, "11"), (12, "12"), (13, "13")] {
        let identity = authority::issuer().issue("more", CURRENT, &keys::key(Kind::P256, number));
        desk.put(&identity, "more", id);
    }
    let calls = calls_of_list(&Training::beside(desk));
    assert!(calls <= LIST + LIST_TOKEN + 4 * LIST_CERTIFICATE, "{calls}");
}

#[test]
fn each_further_token_adds_twelve_calls_to_a_list_at_most() {
    needs!("pkcs11-tool", "openssl");
    let desk = Desk::whole();
    desk.add_token("desk-02");
    let calls = calls_of_list(&Training::beside(desk));
    assert!(calls <= LIST + 2 * LIST_TOKEN + LIST_CERTIFICATE, "{calls}");
}
