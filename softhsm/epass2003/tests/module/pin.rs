//! PIN counters and PINs that want to be changed.

use super::stage::{
    OK, PIN_EXPIRED, PIN_INCORRECT, PIN_LEN_RANGE, PIN_LOCKED, Stage, codes, field, last, module,
};

const WRONG: &str = "initialize\nopen 1\nlogin 99999999\ntoken 1";

fn flags(stage: &Stage, switches: &[(&str, &str)]) -> String {
    let answers = stage.drive(switches, "initialize\ntoken 1");
    field(&answers[1].told, "flags").to_owned()
}

#[test]
fn locks_after_the_last_try_across_processes_and_shows_it() {
    let stage = Stage::new();
    let state = stage.path("state").display().to_string();
    let switches = [
        ("EPASS2003_STATE", state.as_str()),
        ("EPASS2003_USER_TRIES", "3"),
    ];
    let seen: Vec<(String, String)> = (0..3)
        .map(|_| {
            let answers = stage.drive(&switches, WRONG);
            let flags = field(&last(&answers, "token").told, "flags").to_owned();
            (last(&answers, "login").code.clone(), flags)
        })
        .collect();
    let expected = [
        (PIN_INCORRECT, "low"),
        (PIN_INCORRECT, "low,final"),
        (PIN_LOCKED, "locked"),
    ];
    assert_eq!(
        seen,
        expected.map(|(code, flags)| (code.to_owned(), flags.to_owned()))
    );
    let right = stage.drive(&switches, "initialize\nopen 1\nlogin 12345678");
    assert_eq!(last(&right, "login").code, PIN_LOCKED);
}

#[test]
fn pkcs11_tool_sees_the_lock() {
    let stage = Stage::new();
    let state = stage.path("state").display().to_string();
    let switches = [
        ("EPASS2003_STATE", state.as_str()),
        ("EPASS2003_USER_TRIES", "1"),
    ];
    stage.drive(&switches, WRONG);
    let listed = stage
        .tool("pkcs11-tool", &switches)
        .arg("--module")
        .arg(module())
        .arg("-L")
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&listed.stdout).contains("user PIN locked"));
}

#[test]
fn right_pin_fills_the_counter_again() {
    let stage = Stage::new();
    let answers = stage.drive(
        &[("EPASS2003_USER_TRIES", "2")],
        "initialize\nopen 1\nlogin 99999999\nlogin 12345678\ntoken 1\nlogout\nlogin 99999999",
    );
    assert_eq!(field(&last(&answers, "token").told, "flags"), "");
    assert_eq!(last(&answers, "login").code, PIN_INCORRECT);
}

#[test]
fn hidden_counters_lock_without_a_flag() {
    let stage = Stage::new();
    let state = stage.path("state").display().to_string();
    let switches = [
        ("EPASS2003_STATE", state.as_str()),
        ("EPASS2003_USER_TRIES", "2"),
        ("EPASS2003_COUNTERS", "hidden"),
    ];
    stage.drive(&switches, WRONG);
    assert_eq!(flags(&stage, &switches), "");
    stage.drive(&switches, WRONG);
    assert_eq!(flags(&stage, &switches), "");
    let right = stage.drive(&switches, "initialize\nopen 1\nlogin 12345678");
    assert_eq!(last(&right, "login").code, PIN_LOCKED);
}

#[test]
fn length_outside_the_limits_costs_no_try() {
    let answers = Stage::new().drive(
        &[("EPASS2003_USER_TRIES", "1")],
        "initialize\nopen 1\nlogin 1234567\ntoken 1\nlogin 12345678",
    );
    assert_eq!(answers[2].code, PIN_LEN_RANGE);
    assert_eq!(last(&answers, "login").code, OK);
}

#[test]
fn so_pin_unlocks_and_has_a_counter_of_its_own() {
    let stage = Stage::new();
    let state = stage.path("state").display().to_string();
    let switches = [
        ("EPASS2003_STATE", state.as_str()),
        ("EPASS2003_USER_TRIES", "1"),
        ("EPASS2003_SO_TRIES", "2"),
    ];
    stage.drive(&switches, WRONG);
    let answers = stage.drive(
        &switches,
        "initialize\nopen 1\nso-login 99999999\ntoken 1\nso-login 87654321\ninit-pin 55556666\nlogout\nlogin 55556666\ntoken 1",
    );
    assert_eq!(field(&answers[3].told, "flags"), "locked,so-low,so-final");
    assert_eq!(last(&answers, "login").code, OK);
    assert_eq!(field(&last(&answers, "token").told, "flags"), "final");
}

#[test]
fn wrong_old_pin_counts_when_the_pin_is_changed() {
    let answers = Stage::new().drive(
        &[("EPASS2003_USER_TRIES", "2")],
        "initialize\nopen 1\nset-pin 99999999 11112222\nset-pin 12345678 1111\ntoken 1\nset-pin 99999999 11112222",
    );
    assert_eq!(
        codes(&answers)[2..],
        [PIN_INCORRECT, PIN_LEN_RANGE, OK, PIN_LOCKED]
    );
    assert_eq!(field(&answers[4].told, "flags"), "low,final");
}

#[test]
fn flagged_pin_shows_and_refuses_nothing() {
    let stage = Stage::new();
    let switches = [
        ("EPASS2003_PIN", "flagged"),
        ("EPASS2003_SO_PIN", "flagged"),
    ];
    assert_eq!(flags(&stage, &switches), "to-be-changed,so-to-be-changed");
    let answers = stage.drive(&switches, "initialize\nopen 1\nlogin 12345678\nfind");
    assert_eq!(last(&answers, "find").code, OK);
}

#[test]
fn pin_to_be_changed_lets_in_and_refuses_until_it_is_changed() {
    let stage = Stage::new();
    let state = stage.path("state").display().to_string();
    let switches = [
        ("EPASS2003_STATE", state.as_str()),
        ("EPASS2003_PIN", "to-be-changed"),
    ];
    let answers = stage.drive(
        &switches,
        "initialize\nopen 1\nlogin 12345678\nfind\ncertificate 01 10\nset-pin 12345678 11112222\nfind",
    );
    assert_eq!(codes(&answers)[2..], [OK, PIN_EXPIRED, PIN_EXPIRED, OK, OK]);
    assert_eq!(flags(&stage, &switches), "");
}

#[test]
fn expired_pin_is_refused_until_it_is_changed() {
    let answers = Stage::new().drive(
        &[("EPASS2003_PIN", "expired")],
        "initialize\nopen 1\nlogin 12345678\nset-pin 12345678 11112222\nlogin 11112222",
    );
    assert_eq!(codes(&answers)[2..], [PIN_EXPIRED, OK, OK]);
}

#[test]
fn pin_pad_takes_the_place_of_a_pin_that_is_left_out() {
    let stage = Stage::new();
    let switches = [
        ("EPASS2003_PIN_PAD", "12345678"),
        ("EPASS2003_PIN_PAD_NEW", "11112222"),
    ];
    let answers = stage.drive(
        &switches,
        "initialize\nopen 1\ntoken 1\nlogin-at-pad\nfind\nset-pin-at-pad\nlogout\nlogin 11112222",
    );
    assert_eq!(field(&answers[2].told, "flags"), "pin-pad");
    assert_eq!(codes(&answers)[3..], [OK, OK, OK, OK, OK]);
    let without = stage.drive(&[], "initialize\nopen 1\nlogin-at-pad");
    assert_ne!(last(&without, "login-at-pad").code, OK);
}
