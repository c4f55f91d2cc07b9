//! Tokens that lie, forget and lose things.

use super::stage::{GENERAL_ERROR, NOT_LOGGED_IN, OK, Stage, codes, field, last};

const WRITE: &str = "initialize\nopen 1\nlogin 12345678\ncertificate 01 10\nfind";

#[test]
fn ok_without_doing_invents_a_handle() {
    let stage = Stage::new();
    stage.scenario("[[fault]]\nfunction = \"C_CreateObject\"\ncall = 1\naction = \"nothing\"\n");
    let answers = stage.play(WRITE);
    assert_eq!(last(&answers, "certificate").code, OK);
    assert_eq!(last(&answers, "certificate").told, "true");
    assert_eq!(last(&answers, "find").told, "");
}

#[test]
fn shows_attributes_other_than_asked() {
    let stage = Stage::new();
    stage.scenario(
        "[[fault]]\naction = \"show\"\nattributes = { CKA_EXTRACTABLE = true, CKA_SENSITIVE = false, CKA_PRIVATE_EXPONENT = \"00c0ffee\" }\n",
    );
    let answers = stage.play(
        "initialize\nopen 1\nlogin 12345678\npair 01 1024\nfind\nread 3:01 162\nread 3:01 103\nread 3:01 123\nread 2:01 120",
    );
    let told: Vec<_> = answers[5..8]
        .iter()
        .map(|answer| (answer.code.as_str(), answer.told.as_str()))
        .collect();
    assert_eq!(told, [(OK, "01"), (OK, "00"), (OK, "00c0ffee")]);
    assert_eq!(answers[8].told.len(), 256);
}

#[test]
fn show_that_meets_no_private_key_does_not_fire() {
    let stage = Stage::new();
    stage.scenario("[[fault]]\naction = \"show\"\nattributes = { CKA_EXTRACTABLE = true }\n");
    stage.play(WRITE);
    assert_eq!(stage.read("fired"), "");
}

#[test]
fn loses_a_neighbour_when_one_is_created() {
    let stage = Stage::new();
    stage.scenario(
        "[[fault]]\nfunction = \"C_CreateObject\"\ncall = 3\naction = \"lose-neighbour\"\n",
    );
    let answers = stage
        .play("initialize\nopen 1\ncertificate 01 10\ncertificate 02 10\ncertificate 03 10\nfind");
    assert!(
        answers[2..5].iter().all(|answer| answer.code == OK),
        "{answers:?}"
    );
    assert_eq!(last(&answers, "find").told, "1:02 1:03");
}

#[test]
fn neighbour_may_stay_listed_as_a_ghost() {
    let stage = Stage::new();
    let make = "initialize\nopen 1\nlogin 12345678\npair 01 1024\nfind\nsign 01";
    assert_eq!(last(&stage.drive(&[], make), "sign").told, "verified=true");
    stage.scenario(
        "[[fault]]\nfunction = \"C_CreateObject\"\naction = \"lose-neighbour\"\nlisted = true\n",
    );
    let answers = stage
        .play("initialize\nopen 1\nlogin 12345678\nrsa-key 02 1024\nfind\nsign 01\ndestroy 3:01");
    assert_eq!(last(&answers, "find").told, "2:01 3:01 3:02");
    assert_eq!(last(&answers, "sign").code, GENERAL_ERROR);
    assert_eq!(last(&answers, "destroy").code, GENERAL_ERROR);
}

#[test]
fn ghost_stays_listed_and_dead_in_later_processes() {
    let stage = Stage::new();
    stage.scenario("[[fault]]\nfunction = \"C_DestroyObject\"\ncall = 1\naction = \"ghost\"\n");
    let answers =
        stage.play("initialize\nopen 1\nlogin 12345678\npair 01 1024\nfind\ndestroy 3:01\nfind");
    assert_eq!(last(&answers, "destroy").code, GENERAL_ERROR);
    stage.scenario("");
    let answers =
        stage.play("initialize\nopen 1\nlogin 12345678\nfind\nsign 01\ndestroy 3:01\nfind");
    assert_eq!(last(&answers, "sign").code, GENERAL_ERROR);
    assert_eq!(last(&answers, "destroy").code, GENERAL_ERROR);
    assert_eq!(last(&answers, "find").told, "2:01 3:01");
}

#[test]
fn bad_signature_does_not_verify() {
    let stage = Stage::new();
    stage.scenario("[[fault]]\nfunction = \"C_Sign\"\naction = \"bad-signature\"\n");
    let answers = stage.play("initialize\nopen 1\nlogin 12345678\npair 01 1024\nfind\nsign 01");
    assert_eq!(last(&answers, "sign").code, OK);
    assert_eq!(last(&answers, "sign").told, "verified=false");
    assert_eq!(stage.read("fired").lines().count(), 1);
}

#[test]
fn serial_changes_from_a_call_on() {
    let stage = Stage::new();
    let serial = stage.serial(1);
    stage.scenario(
        "[[fault]]\nfunction = \"C_GetTokenInfo\"\ncall = 2\naction = \"change-serial\"\nto = \"FEDCBA9876543210\"\n",
    );
    let answers = stage.play("initialize\ntoken 1\ntoken 1\ntoken 1");
    let seen: Vec<_> = answers[1..]
        .iter()
        .map(|answer| field(&answer.told, "serial"))
        .collect();
    assert_eq!(seen, [&serial, "FEDCBA9876543210", "FEDCBA9876543210"]);
}

#[test]
fn forgets_the_login() {
    let stage = Stage::new();
    stage.scenario(
        "[[fault]]\nfunction = \"C_CreateObject\"\ncall = 1\naction = \"forget-login\"\n",
    );
    let answers = stage.play("initialize\nopen 1\nlogin 12345678\ndata 10\nsession");
    assert_eq!(last(&answers, "data").code, NOT_LOGGED_IN);
    assert_eq!(last(&answers, "session").told, "slot=1 state=2");
}

#[test]
fn refuses_a_second_object_of_the_same_id() {
    let stage = Stage::new();
    stage
        .scenario("[[fault]]\naction = \"refuse-same-id\"\ncode = \"CKR_TEMPLATE_INCONSISTENT\"\n");
    let answers = stage.play(
        "initialize\nopen 1\nlogin 12345678\ncertificate 01 10\ncertificate 01 20\nrsa-key 01 1024\ncertificate 02 10",
    );
    assert_eq!(codes(&answers)[3..], [OK, "0xD1", OK, OK]);
}
