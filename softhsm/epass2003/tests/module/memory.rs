//! Memory figures, a full token and write protection.

use std::fs;

use super::stage::{DEVICE_MEMORY, OK, Stage, WRITE_PROTECTED, codes, field, last};

/// Free public and private bytes at every `token` command.
fn free(stage: &Stage, switches: &[(&str, &str)], script: &str) -> Vec<(i64, i64)> {
    let free = |figures: &str| figures.split('/').next().unwrap().parse().unwrap();
    stage
        .drive(switches, script)
        .iter()
        .filter(|answer| answer.command == "token")
        .map(|answer| {
            (
                free(field(&answer.told, "public")),
                free(field(&answer.told, "private")),
            )
        })
        .collect()
}

#[test]
fn figures_fall_by_what_is_written_and_rise_by_what_is_destroyed() {
    let stage = Stage::new();
    let seen = free(
        &stage,
        &[],
        "initialize\nopen 1\nlogin 12345678\ntoken 1\ncertificate 01 800\ntoken 1\nrsa-key 02 2048\ntoken 1\nfind\ndestroy 1:01\ndestroy 3:02\ntoken 1",
    );
    assert_eq!(seen[0], (30_000, 15_000));
    // 800 bytes of value, 2 of subject, 1 of id, 64 of overhead.
    assert_eq!(seen[1], (30_000 - 867, 15_000));
    // Four and a half times 256 bytes, 1 of id, 64 of overhead.
    assert_eq!(seen[2], (30_000 - 867, 15_000 - 1217));
    assert_eq!(seen[3], (30_000, 15_000));
}

#[test]
fn private_part_is_remembered_for_those_who_do_not_log_in() {
    let stage = Stage::new();
    let state = stage.path("state").display().to_string();
    let switches = [("EPASS2003_STATE", state.as_str())];
    assert_eq!(
        free(&stage, &switches, "initialize\ntoken 1"),
        [(30_000, -1)]
    );
    stage.drive(&switches, "initialize\nopen 1\nlogin 12345678\ndata 936");
    assert_eq!(
        free(&stage, &switches, "initialize\ntoken 1"),
        [(30_000, 14_000)]
    );
}

#[test]
fn full_token_refuses_and_takes_again_after_something_went() {
    let stage = Stage::new();
    let answers = stage.drive(
        &[("EPASS2003_PUBLIC_MEMORY", "1000")],
        "initialize\nopen 1\ncertificate 01 800\ncertificate 02 800\nfind\ndestroy 1:01\ncertificate 02 800\nfind",
    );
    assert_eq!(codes(&answers)[2..], [OK, DEVICE_MEMORY, OK, OK, OK, OK]);
    assert_eq!(last(&answers, "find").told, "1:02");
}

#[test]
fn private_and_public_memory_fill_apart() {
    let stage = Stage::new();
    let answers = stage.drive(
        &[("EPASS2003_PRIVATE_MEMORY", "1300")],
        "initialize\nopen 1\nlogin 12345678\nrsa-key 01 2048\nrsa-key 02 2048\npair 03 2048\ncertificate 04 800",
    );
    assert_eq!(codes(&answers)[3..], [OK, DEVICE_MEMORY, DEVICE_MEMORY, OK]);
}

#[test]
fn one_token_of_two_can_be_smaller() {
    let stage = Stage::with_tokens(&["A", "B"]);
    let state = stage.path("state");
    let folder = state.join(stage.serial(2));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("token.toml"), "public_memory = 500\n").unwrap();
    let state = state.display().to_string();
    let seen = free(
        &stage,
        &[("EPASS2003_STATE", &state)],
        "initialize\ntoken 1\ntoken 2",
    );
    assert_eq!([seen[0].0, seen[1].0], [30_000, 500]);
}

#[test]
fn write_protected_token_can_be_read_alone() {
    let stage = Stage::new();
    stage.drive(&[], "initialize\nopen 1\ncertificate 01 10");
    let answers = stage.drive(
        &[("EPASS2003_WRITE_PROTECTED", "true")],
        "initialize\ntoken 1\nopen 1\nopen 1 ro\nlogin 12345678\nfind\ndestroy 1:01\ncertificate 02 10\nset-pin 12345678 11112222",
    );
    assert_eq!(field(&answers[1].told, "flags"), "write-protected");
    assert_eq!(
        codes(&answers)[2..],
        [
            WRITE_PROTECTED,
            OK,
            OK,
            OK,
            WRITE_PROTECTED,
            WRITE_PROTECTED,
            WRITE_PROTECTED
        ]
    );
    assert_eq!(last(&answers, "find").told, "1:01");
}
