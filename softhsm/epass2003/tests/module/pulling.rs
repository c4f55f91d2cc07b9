//! Tokens pulled out and put back while a program runs.

use std::path::PathBuf;

use super::stage::{
    DEVICE_REMOVED, OK, SESSION_INVALID, Stage, TOKEN_NOT_PRESENT, codes, field, last,
};

/// `plug STATE ACTION SERIAL`, as a line of the driver's script.
fn plug(stage: &Stage, action: &str, serial: &str) -> String {
    let plug = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("plug");
    let state = stage.path("state");
    format!(
        "shell {} {} {action} {serial}",
        plug.display(),
        state.display()
    )
}

fn drive(stage: &Stage, script: &str) -> Vec<super::stage::Answer> {
    let state = stage.path("state").display().to_string();
    stage.drive(&[("EPASS2003_STATE", &state)], script)
}

#[test]
fn next_call_finds_a_pulled_token_gone_and_the_slots_tell_why() {
    let stage = Stage::new();
    let pull = plug(&stage, "pull", &stage.serial(1));
    let answers = drive(
        &stage,
        &format!(
            "initialize\nopen 1\nlogin 12345678\n{pull}\nfind\nfind\ntoken 1\nslot 1\nslots present\nslots\nfind\nopen 1"
        ),
    );
    assert_eq!(
        codes(&answers)[4..],
        [
            DEVICE_REMOVED,
            DEVICE_REMOVED,
            TOKEN_NOT_PRESENT,
            OK,
            OK,
            OK,
            SESSION_INVALID,
            TOKEN_NOT_PRESENT
        ]
    );
    assert_eq!(answers[7].told, "ES SLOT 1 present=false");
    assert_eq!(answers[8].told, "[]");
    assert_eq!(answers[9].told, "[1, 2]");
}

#[test]
fn token_put_back_works_in_a_new_session_without_the_old_login() {
    let stage = Stage::new();
    let serial = stage.serial(1);
    let [pull, insert] = ["pull", "insert"].map(|action| plug(&stage, action, &serial));
    let answers = drive(
        &stage,
        &format!(
            "initialize\nopen 1\nlogin 12345678\n{pull}\nfind\n{insert}\nfind\nslots present\nfind\nopen 1\nsession\nlogin 12345678\nfind"
        ),
    );
    assert_eq!(answers[6].code, DEVICE_REMOVED);
    assert_eq!(answers[8].code, SESSION_INVALID);
    assert_eq!(answers[10].told, "slot=1 state=2");
    assert_eq!(codes(&answers)[11..], [OK, OK]);
}

#[test]
fn swap_between_two_calls_does_not_go_unnoticed() {
    let stage = Stage::new();
    let swap = plug(&stage, "swap", &stage.serial(1));
    let answers = drive(
        &stage,
        &format!("initialize\nopen 1\n{swap}\nfind\nopen 1\nfind"),
    );
    assert_eq!(codes(&answers)[3..], [DEVICE_REMOVED, OK, OK]);
}

#[test]
fn other_token_in_the_same_module_works_on() {
    let stage = Stage::with_tokens(&["A", "B"]);
    let pull = plug(&stage, "pull", &stage.serial(1));
    let answers = drive(
        &stage,
        &format!("initialize\nopen 2\nlogin 12345678\n{pull}\nfind\nslots present\nfind"),
    );
    assert_eq!(codes(&answers)[4..], [OK, OK, OK]);
    assert_eq!(last(&answers, "slots").told, "[2]");
}

#[test]
fn token_absent_from_the_start_is_an_empty_slot() {
    let stage = Stage::with_tokens(&["A", "B"]);
    let (first, second) = (stage.serial(1), stage.serial(2));
    let pull = plug(&stage, "pull", &first);
    drive(&stage, &format!("initialize\n{pull}"));
    let answers = drive(&stage, "initialize\nslots present\ntoken 2\ntoken 1");
    assert_eq!(answers[1].told, "[2]");
    assert_eq!(field(&answers[2].told, "serial"), second);
    assert_eq!(answers[3].code, TOKEN_NOT_PRESENT);
}

#[test]
fn transparent_profile_leaves_a_pulled_token_out_of_the_list() {
    let stage = Stage::new();
    let state = stage.path("state").display().to_string();
    let switches = [
        ("EPASS2003_STATE", state.as_str()),
        ("EPASS2003_PROFILE", "transparent"),
    ];
    let listed = stage.drive(&switches, "initialize\nslots present");
    let slot = listed[1].told[1..].split(',').next().unwrap().to_owned();
    let told = stage.drive(&switches, &format!("initialize\ntoken {slot}"));
    let pull = plug(&stage, "pull", field(&told[1].told, "serial"));
    let answers = stage.drive(
        &switches,
        &format!("initialize\n{pull}\nslots present\ntoken {slot}\nslot {slot}"),
    );
    assert!(!answers[2].told.contains(&slot), "{answers:?}");
    assert_eq!(answers[3].code, TOKEN_NOT_PRESENT);
    assert!(answers[4].told.ends_with("present=false"));
}
