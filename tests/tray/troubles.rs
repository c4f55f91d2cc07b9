//! What goes wrong at a tray: each with a clear line, the others go on, nothing is lost.

use std::fs;

use crate::fixture::{Tray, ended, owner, put};
use crate::support::authority::{self, CURRENT, EXPIRED};
use crate::support::keys::{self, Kind};
use crate::support::program;
use crate::support::tools::needs;

#[test]
fn a_token_that_is_nobodys_is_left_alone_and_the_others_go_on() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(2);
    fs::remove_file(tray.cd().join("0001.p12")).unwrap();
    let served = tray.serve(&[]).expect(3);
    assert_eq!(served.passed_over()[&tray.serials[0]], "token-of-nobody");
    tray.is_untouched(1);
    tray.is_served(2);
}

#[test]
fn a_token_with_a_valid_identity_of_someone_else_is_left_alone() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(2);
    let other = authority::issuer().issue("somebody else", CURRENT, &keys::key(Kind::P256, 90));
    put(&tray.desk, "tray-1", &other);
    let served = tray.serve(&[]).expect(1);
    assert_eq!(
        served.passed_over()[&tray.serials[0]],
        "token-of-someone-else"
    );
    assert_eq!(served.pending(), [owner(1)]);
    assert_eq!(tray.holds(1).len(), 2, "nothing went and nothing came");
    tray.is_served(2);
}

#[test]
fn two_bundles_for_one_subject_are_a_tie_that_nobody_decides_without_a_terminal() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(2);
    let twin = authority::issuer().issue(&owner(1), CURRENT, &keys::key(Kind::P256, 91));
    tray.write_bundle(&twin, "twin.p12");
    let served = tray.serve(&[]).expect(3);
    assert_eq!(served.passed_over()[&tray.serials[0]], "token-tie");
    tray.is_untouched(1);
    tray.is_served(2);
}

#[test]
fn a_cd_that_is_pulled_mid_run_fails_what_comes_after_and_touches_nothing_there() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(3);
    let child = tray.begin_under(
        "function = \"C_Sign\"\naction = \"stall\"\nmilliseconds = 1500\n",
        &["--jobs", "1"],
    );
    tray.waits_for("C_Login", 1);
    fs::rename(tray.cd(), tray.desk.path().join("ejected")).unwrap();
    let served = ended(child).expect(8);
    let mut exits: Vec<u64> = served.exits().into_values().collect();
    exits.sort_unstable();
    assert_eq!(exits, [0, 8, 8], "{served}");
    for line in served.document["tray"]["lines"].as_array().unwrap() {
        if line["exit"] == 8 {
            assert_eq!(line["failure"]["cause"], "bundle-unreadable");
            assert_eq!(line["failure"]["effect"], "untouched");
        }
    }
    assert_eq!(served.pending().len(), 2);
    // The CD is back: the same command does the rest.
    fs::rename(tray.desk.path().join("ejected"), tray.cd()).unwrap();
    let again = tray.serve(&[]).expect(0);
    assert_eq!(again.exits().len(), 2);
    for number in 1..=3 {
        tray.is_served(number);
    }
}

#[test]
fn a_bundle_that_is_exchanged_after_the_check_is_refused() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(2);
    tray.pull(&tray.serials[1]);
    let child = tray.begin(&["--wait", "4"]);
    tray.waits_until_finished(1);
    let other = authority::issuer().issue(&owner(2), CURRENT, &keys::key(Kind::P256, 92));
    tray.write_bundle(&other, "0002.p12");
    tray.insert(&tray.serials[1]);
    let served = ended(child).expect(8);
    assert_eq!(served.exits()[&tray.serials[1]], 8);
    let lines = served.document["tray"]["lines"].as_array().unwrap();
    let refused = lines.iter().find(|line| line["exit"] == 8).unwrap();
    assert_eq!(refused["failure"]["cause"], "other-bundle");
    tray.is_untouched(2);
}

#[test]
fn a_token_pulled_mid_run_with_another_put_in_fails_alone_and_is_finished_when_it_is_back() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(2);
    tray.pull(&tray.serials[1]);
    let child = tray.begin_under(&format!(
            "function = \"C_CreateObject\"\ncall = 2\nserial = \"{}\"\naction = \"stall\"\nmilliseconds = 2500\n",
            tray.serials[0]
        ), &["--wait", "8", "--jobs", "2", "--custody", "direct"]);
    tray.waits_for("C_CreateObject", 1);
    tray.pull(&tray.serials[0]);
    tray.insert(&tray.serials[1]);
    let served = ended(child);
    let exits = served.exits();
    assert_eq!(exits[&tray.serials[0]], 6, "{served}");
    assert_eq!(exits[&tray.serials[1]], 0, "{served}");
    let served = served.expect(6);
    assert_eq!(served.pending(), [owner(1)]);
    tray.is_served(2);
    // It is back: the next run finishes or undoes by looking, and nobody else ever got its identity.
    tray.insert(&tray.serials[0]);
    let again = tray.serve(&[]).expect(0);
    assert_eq!(again.exits()[&tray.serials[0]], 0);
    assert_eq!(again.passed_over()[&tray.serials[1]], "token-finished");
    tray.is_served(1);
}

#[test]
fn a_token_pulled_mid_run_and_put_back_is_finished_in_the_same_run() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(1);
    let child = tray.begin_under("function = \"C_CreateObject\"\ncall = 2\ncount = \"shared\"\naction = \"stall\"\nmilliseconds = 2500\n", &["--wait", "10", "--custody", "direct"]);
    tray.waits_for("C_CreateObject", 1);
    tray.pull(&tray.serials[0]);
    std::thread::sleep(std::time::Duration::from_secs(3));
    tray.insert(&tray.serials[0]);
    let served = ended(child).expect(6);
    let lines = served.document["tray"]["lines"].as_array().unwrap();
    let exits: Vec<_> = lines.iter().map(|line| line["exit"].clone()).collect();
    assert_eq!(exits, [6, 0], "{served}");
    assert!(served.pending().is_empty());
    tray.is_served(1);
}

#[test]
fn one_broken_token_does_not_stop_the_others_and_decides_the_exit_status() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(3);
    let mut command = tray.serving_under(&format!(
            "function = \"C_CreateObject\"\nserial = \"{}\"\naction = \"error\"\ncode = \"CKR_DEVICE_MEMORY\"\n",
            tray.serials[1]
        ), &["--custody", "direct"]);
    let served = crate::fixture::Served::of(program::finish(&mut command)).expect(4);
    assert_eq!(served.exits()[&tray.serials[1]], 4);
    tray.is_served(1);
    tray.is_untouched(2);
    tray.is_served(3);
    assert_eq!(served.pending(), [owner(2)]);
}

#[test]
fn an_expired_identity_of_a_second_person_does_not_make_the_token_somebody_elses() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(1);
    let other = authority::issuer().issue("somebody else", EXPIRED, &keys::key(Kind::P256, 93));
    put(&tray.desk, "tray-1", &other);
    let _ = tray.serve(&[]).expect(0);
    tray.is_served(1);
}

#[test]
fn consent_to_another_batch_is_refused() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(2);
    let digest = tray.digest(&[]);
    tray.bundle(3);
    let mut command = tray.batch(&["--json", "--pin-file", "pin", "--plan", &digest]);
    let served = crate::fixture::Served::of(program::finish(&mut command)).expect(4);
    assert_eq!(served.document["failure"]["cause"], "other-plan");
    assert_eq!(tray.calls("C_Login"), 0);
}

#[test]
fn without_consent_and_without_a_terminal_nothing_begins() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(1);
    let mut command = tray.batch(&["--json", "--pin-file", "pin"]);
    let served = crate::fixture::Served::of(program::finish(&mut command)).expect(3);
    assert_eq!(served.document["outcome"], "declined");
    assert_eq!(tray.calls("C_Login"), 0);
}
