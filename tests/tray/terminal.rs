//! A batch with a person at the terminal: one question, PINs in turn, tokens asked for, a list at the end.

use crate::fixture::{Tray, owner};
use crate::support::authority::{self, CURRENT};
use crate::support::keys::{self, Kind};
use crate::support::sitting::Sitting;
use crate::support::token::PIN;
use crate::support::tools::needs;

fn at(tray: &Tray, language: &str, more: &[&str]) -> Sitting {
    let mut command = tray.batch_at_a_terminal(&["--lang", language]);
    command.args(more);
    Sitting::at(command)
}

#[test]
fn one_question_pins_in_turn_and_the_next_token_is_asked_for() {
    needs!("softhsm2-util", "pkcs11-tool");
    for (language, hint, insert, take_out) in [
        ("en", "[y/N]", "Insert the token for", "take it out"),
        ("ja", "[y（はい）/N（いいえ）]", "トークンを挿入", "抜いて"),
    ] {
        let tray = Tray::of(2);
        tray.pull(&tray.serials[1]);
        let mut sitting = at(&tray, language, &[]);
        sitting.sees(hint).types("y\r");
        sitting
            .sees(&tray.serials[0])
            .sees(": ")
            .types(&format!("{PIN}\r"));
        sitting
            .sees(take_out)
            .sees("\u{7}")
            .sees(insert)
            .sees(&owner(2));
        tray.pull(&tray.serials[0]);
        tray.insert(&tray.serials[1]);
        sitting
            .sees(&tray.serials[1])
            .sees(": ")
            .types(&format!("{PIN}\r"));
        let screen = sitting.ends(0);
        assert!(!screen.contains(PIN), "{screen}");
        tray.is_served(1);
        tray.is_served(2);
    }
}

#[test]
fn a_no_touches_nothing() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(1);
    let mut sitting = at(&tray, "en", &["--pin-file", "pin"]);
    sitting.sees("[y/N]").types("\r");
    let _ = sitting.ends(3);
    tray.is_untouched(1);
}

#[test]
fn ctrl_c_at_the_question_is_a_no_and_not_a_missing_terminal() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(1);
    let mut sitting = at(&tray, "en", &["--pin-file", "pin"]);
    sitting.sees("[y/N]").types("\u{3}");
    let screen = sitting.ends(3);
    assert!(!screen.contains("no terminal"), "{screen}");
    tray.is_untouched(1);
}

#[test]
fn a_tie_is_asked_and_the_number_that_is_typed_decides() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(1);
    let twin = authority::issuer().issue(&owner(1), CURRENT, &keys::key(Kind::P256, 91));
    tray.write_bundle(&twin, "twin.p12");
    let mut sitting = at(&tray, "en", &["--pin-file", "pin", "--wait", "1"]);
    sitting.sees("[y/N]").types("y\r");
    sitting.sees("twin.p12").sees("Number").types("7\r");
    sitting.sees("from 1 to 2").types("2\r");
    let screen = sitting.ends(1);
    assert!(
        screen.contains("0001.p12"),
        "the other one is pending: {screen}"
    );
    tray.is_served(1);
}

#[test]
fn ctrl_c_while_a_token_is_waited_for_ends_with_the_pending_list() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(2);
    tray.pull(&tray.serials[1]);
    let mut sitting = at(&tray, "en", &["--pin-file", "pin"]);
    sitting.sees("[y/N]").types("y\r");
    sitting
        .sees("Insert the token for")
        .sees(&owner(2))
        .types("\u{3}");
    let screen = sitting.ends(1);
    let list = screen.split("Pending").nth(1).expect("a pending list");
    assert!(
        list.contains(&owner(2)) && !list.contains(&owner(1)),
        "{screen}"
    );
    tray.is_served(1);
}

#[test]
fn a_second_person_agrees_once_to_the_whole_batch_and_is_journalled_with_every_token() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(2);
    let mut sitting = at(
        &tray,
        "en",
        &["--pin-file", "pin", "--old-first", "--witness"],
    );
    sitting.sees("FIRST remove").sees("[y/N]").types("y\r");
    sitting
        .sees("Name of the second person: ")
        .types("加藤\r")
        .sees("加藤 as the second person: ")
        .sees("FIRST remove")
        .sees("[y/N]")
        .types("y\r");
    let _ = sitting.ends(0);
    tray.is_served(2);
    let runs = tray.history();
    assert_eq!(runs.len(), 2);
    for run in runs {
        assert_eq!(run["operator"], "tester");
        assert_eq!(run["witness"], "加藤");
        assert_eq!(run["witnessed"], "terminal");
        assert_eq!(run["consent"], "terminal");
    }
}

#[test]
fn without_the_second_person_no_token_is_touched() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(1);
    let mut sitting = at(&tray, "en", &["--pin-file", "pin", "--witness"]);
    sitting.sees("[y/N]").types("y\r");
    sitting
        .sees("Name of the second person: ")
        .types("tester\r");
    let _ = sitting.ends(3);
    tray.is_untouched(1);
}
