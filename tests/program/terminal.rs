//! The program at a real terminal: prompts that hide, a question that names what it is about, answers.

use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;

use crate::support::authority::{self, CURRENT};
use crate::support::bundle::{self, Bundle, PASSWORD};
use crate::support::keys::{self, Kind};
use crate::support::program::{self, program_at_a_terminal, serial};
use crate::support::sitting::Sitting;
use crate::support::token::{self, CERTIFICATE, Desk, PIN};
use crate::support::tools::needs;

fn at(desk: &Desk, language: &str, arguments: &[&str]) -> Sitting {
    let mut command = program_at_a_terminal(desk);
    command.args(["--lang", language]).args(arguments);
    Sitting::at(command)
}

fn today() -> String {
    Timestamp::now().strftime("%Y-%m-%d").to_string()
}

fn reuse(desk: &Desk, language: &str, bundle: &Bundle) -> Sitting {
    at(desk, language, &["reuse", bundle.path.to_str().unwrap()])
}

/// Goes through both prompts up to the question.
fn up_to_the_question(desk: &Desk, language: &str, bundle: &Bundle) -> Sitting {
    let mut sitting = reuse(desk, language, bundle);
    let hint = match language {
        "en" => "[y/N]",
        _ => "[y（はい）/N（いいえ）]",
    };
    sitting
        .sees("new.p12")
        .sees(": ")
        .types(&format!("{PASSWORD}\r"));
    sitting
        .sees(&serial(desk))
        .sees(": ")
        .types(&format!("{PIN}\r"));
    sitting.sees(hint);
    sitting
}

#[test]
fn the_whole_job_by_hand_in_both_languages() {
    needs!("openssl");
    for (language, yes) in [("en", "yes"), ("en", "y"), ("ja", "はい"), ("ja", "y")] {
        let desk = Desk::usual();
        let bundle = bundle::usual(&desk, &token::bought());
        let before = desk.contents();
        let mut sitting = up_to_the_question(&desk, language, &bundle);
        assert_eq!(desk.contents(), before, "nothing happens before the answer");
        let question = sitting.screen.clone();
        for wanted in [&serial(&desk), &today(), "operator 0001", "operator 0003"] {
            assert!(question.contains(wanted), "{wanted}: {question}");
        }
        sitting.types(&format!("{yes}\r"));
        let screen = sitting.ends(0);
        for secret in [PIN, PASSWORD] {
            assert!(!screen.contains(secret), "{screen}");
        }
        assert_ne!(desk.contents(), before);
    }
}

#[test]
fn the_question_says_how_much_is_written_and_how_much_goes_for_good() {
    needs!("openssl");
    let desk = Desk::usual();
    let bundle = bundle::usual(&desk, &token::bought());
    let mut sitting = up_to_the_question(&desk, "en", &bundle);
    let screen: String = sitting
        .screen
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let question = screen.rsplit_once("Today is").unwrap().1;
    assert!(question.contains("write 5 objects"), "{question}");
    assert!(question.contains("remove 2 objects for good"), "{question}");
    assert!(question.contains(&serial(&desk)), "{question}");
    sitting.types("n\r");
    let _ = sitting.ends(3);
}

#[test]
fn everything_but_a_yes_is_a_no() {
    needs!("openssl");
    // Enter alone, a no, the end of input, Ctrl-C.
    for (language, typed) in [
        ("en", "\r"),
        ("en", "no\r"),
        ("ja", "いいえ\r"),
        ("en", "\x04"),
        ("en", "\x03"),
        ("ja", "\x03"),
    ] {
        let desk = Desk::usual();
        let bundle = bundle::usual(&desk, &token::bought());
        let before = desk.contents();
        let mut sitting = up_to_the_question(&desk, language, &bundle);
        sitting.types(typed);
        let screen = sitting.ends(3);
        assert_eq!(desk.contents(), before, "{typed:?}: {screen}");
    }
}

#[test]
fn a_hangup_at_the_question_is_a_no() {
    needs!("openssl");
    let desk = Desk::usual();
    let bundle = bundle::usual(&desk, &token::bought());
    let before = desk.contents();
    let sitting = up_to_the_question(&desk, "en", &bundle);
    let process = sitting.session.get_process().pid();
    drop(sitting);
    let deadline = std::time::Instant::now() + Duration::from_secs(10);
    while std::fs::metadata(format!("/proc/{process}")).is_ok() {
        assert!(
            std::time::Instant::now() < deadline,
            "it waits at a terminal that is gone"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(desk.contents(), before);
}

#[test]
fn ctrl_c_at_a_prompt_leaves_everything_as_it_was() {
    needs!("openssl");
    let desk = Desk::usual();
    let bundle = bundle::usual(&desk, &token::bought());
    let before = desk.contents();
    let mut sitting = reuse(&desk, "en", &bundle);
    sitting.sees(": ").types("half a pass\x03");
    let screen = sitting.ends(3);
    assert!(!screen.contains("half"), "{screen}");
    let mut sitting = reuse(&desk, "en", &bundle);
    sitting.sees(": ").types(&format!("{PASSWORD}\r"));
    sitting.sees(&serial(&desk)).sees(": ").types("\x04");
    let _ = sitting.ends(3);
    assert_eq!(desk.contents(), before);
}

/// While a person thinks, another program changes the token: what was shown is not what would be done.
#[test]
fn a_token_that_changed_while_the_question_stood_is_refused() {
    needs!("openssl", "pkcs11-tool");
    let desk = Desk::usual();
    let bundle = bundle::usual(&desk, &token::bought());
    let mut sitting = up_to_the_question(&desk, "en", &bundle);
    let other = authority::issuer().issue("operator 0009", CURRENT, &keys::key(Kind::P256, 9));
    desk.put_object(CERTIFICATE, &other.certificate, "operator 0009", "09");
    let changed = desk.contents();
    sitting.types("yes\r");
    let screen = sitting.ends(4);
    assert!(screen.contains("changed"), "{screen}");
    assert_eq!(desk.contents(), changed);
}

#[test]
fn an_object_that_vanished_while_the_question_stood_is_refused() {
    needs!("openssl", "pkcs11-tool");
    let desk = Desk::usual();
    let bundle = bundle::usual(&desk, &token::bought());
    let mut sitting = up_to_the_question(&desk, "en", &bundle);
    let mut delete = desk.pkcs11_tool();
    delete.args(["--delete-object", "--type", CERTIFICATE, "--id", "02"]);
    crate::support::tools::run(&mut delete);
    let changed = desk.contents();
    sitting.types("yes\r");
    let _ = sitting.ends(4);
    assert_eq!(desk.contents(), changed);
}

#[test]
fn a_wrong_pin_at_the_prompt_is_not_asked_again() {
    let desk = Desk::usual();
    let before = desk.contents();
    let mut sitting = at(&desk, "ja", &["wipe"]);
    sitting.sees(&serial(&desk)).sees(": ").types("99999999\r");
    let screen = sitting.ends(7);
    assert!(screen.contains("CKR_PIN_INCORRECT"), "{screen}");
    assert!(!screen.contains("99999999"), "{screen}");
    assert_eq!(desk.contents(), before);
}

#[test]
fn a_wipe_by_hand_names_what_goes() {
    let desk = Desk::usual();
    let mut sitting = at(&desk, "en", &["wipe", "--pin-file", "pin"]);
    sitting.sees("[y/N]");
    for wanted in [&serial(&desk), &today(), "operator 0001", "expired"] {
        assert!(
            sitting.screen.contains(wanted),
            "{wanted}: {}",
            sitting.screen
        );
    }
    sitting.types("y\r");
    let _ = sitting.ends(0);
    assert_eq!(desk.contents().len(), 2);
}

#[test]
fn results_go_to_standard_output_even_at_a_terminal() {
    let desk = Desk::usual();
    let screen = at(&desk, "en", &["show", "--pin-file", "pin"]).ends(0);
    assert!(screen.contains("operator 0001"), "{screen}");
    let screen = at(&desk, "ja", &["list", "--color", "always"]).ends(0);
    assert!(
        screen.contains("operator 0001") || screen.contains(&serial(&desk)),
        "{screen}"
    );
}

#[test]
fn a_slow_bundle_shows_what_is_being_done() {
    let desk = Desk::empty();
    // GnuTLS asks for 600,000 rounds three times: for the MAC, the certificates and the key.
    let bundle = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/fixtures/bundle/gnutls-default.p12"
    );
    desk.write_secret("gnutls.password", "password");
    for (language, steps) in [
        (
            "en",
            ["Checking the password", "certificates", "private key"],
        ),
        ("ja", ["検査しています", "証明書を復号", "秘密鍵を復号"]),
    ] {
        let arguments = ["inspect", bundle, "--password-file", "gnutls.password"];
        let mut sitting = at(&desk, language, &arguments);
        for step in steps {
            sitting.sees(step);
        }
        sitting.ends(0);
    }
}

/// Removes the valid identity of the usual token by hand, as far as the question for the second person's name.
fn up_to_the_witness(desk: &Desk) -> Sitting {
    let shown = program::show(desk);
    let valid = shown["identities"].as_array().unwrap().iter();
    let mut valid = valid.filter(|one| one["certificate"]["standing"] == "current");
    let sha256 = program::text(&valid.next().unwrap()["certificate"]["sha256"]).to_owned();
    let arguments = ["remove", "--witness", "--certificate", &sha256];
    let mut sitting = at(desk, "en", &arguments);
    sitting.sees(": ").types(&format!("{PIN}\r"));
    sitting.sees("[y/N]").types("y\r");
    sitting.sees("Name of the second person: ");
    sitting
}

fn consent(desk: &Desk) -> Value {
    let mut command = program::program(desk);
    let told = program::finish(command.args(["history", "--json"])).expect(0);
    told.json()["history"]["runs"][0].clone()
}

#[test]
fn a_second_person_is_asked_for_a_name_and_a_yes_and_both_are_journalled() {
    let desk = Desk::usual();
    let mut sitting = up_to_the_witness(&desk);
    sitting.types("加藤\r");
    sitting
        .sees("加藤 as the second person: Today is")
        .sees("[y/N]");
    sitting.types("y\r");
    let _ = sitting.ends(0);
    let run = consent(&desk);
    assert_eq!(run["operator"], "tester");
    assert_eq!(run["witness"], "加藤");
    assert_eq!(run["witnessed"], "terminal");
    assert_eq!(run["removed"].as_array().unwrap().len(), 1);
}

#[test]
fn nothing_is_removed_when_the_second_person_is_the_operator_or_says_no() {
    let desk = Desk::usual();
    let before = desk.contents();
    for answers in [&["tester\r"][..], &["\r"], &["kato\r", "n\r"]] {
        let mut sitting = up_to_the_witness(&desk);
        for answer in answers {
            sitting.types(answer);
            if *answer == "kato\r" {
                sitting.sees("[y/N]");
            }
        }
        let _ = sitting.ends(3);
        assert_eq!(desk.contents(), before, "{answers:?}");
        let run = consent(&desk);
        assert_eq!(run["consent"], "declined");
        assert_eq!(run["outcome"], "declined");
    }
}
