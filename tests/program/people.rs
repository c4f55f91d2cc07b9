//! What people read: every command in both languages, the module found by itself.

use crate::support::bundle;
use crate::support::program::{Run, finish, on, program, serial};
use crate::support::token::{self, Desk};
use crate::support::tools::needs;

fn in_language(desk: &Desk, locale: &str, arguments: &[&std::ffi::OsStr]) -> Run {
    let mut command = program(desk);
    command.env("LC_ALL", locale).args(["--pin-file", "pin"]);
    finish(command.args(arguments))
}

#[test]
fn every_command_speaks_both_languages() {
    needs!("openssl");
    let desk = Desk::usual();
    let bundle = bundle::usual(&desk, &token::bought());
    let plain = |words: &[&str]| {
        words
            .iter()
            .map(Into::into)
            .collect::<Vec<std::ffi::OsString>>()
    };
    let commands = [
        (plain(&["list"]), 0),
        (plain(&["show"]), 0),
        (plain(&["check"]), 1),
        (plain(&["wipe", "--dry-run"]), 0),
        (on(&bundle, "inspect", &[]), 0),
        (on(&bundle, "check", &[]), 1),
        (on(&bundle, "import", &["--dry-run"]), 0),
        (on(&bundle, "reuse", &["--dry-run"]), 0),
    ];
    for (arguments, status) in commands {
        let arguments: Vec<&std::ffi::OsStr> = arguments.iter().map(AsRef::as_ref).collect();
        let english = in_language(&desk, "en_US.UTF-8", &arguments).expect(status);
        let japanese = in_language(&desk, "ja_JP.UTF-8", &arguments).expect(status);
        assert!(!english.stdout.trim().is_empty(), "{arguments:?}");
        assert!(!is_japanese(&english.stdout), "{english:?}");
        assert!(is_japanese(&japanese.stdout), "{japanese:?}");
        for text in [&english.stdout, &japanese.stdout] {
            assert!(
                !text.contains("{ $") && !text.contains('\u{2068}'),
                "{text}"
            );
            assert!(!text.contains('\u{1b}'), "colour never goes to a pipe");
        }
    }
}

fn is_japanese(text: &str) -> bool {
    text.chars()
        .any(|it| ('\u{3041}'..='\u{30ff}').contains(&it))
}

#[test]
fn a_reuse_tells_what_it_did_in_both_languages() {
    needs!("openssl");
    for (language, proof, outside) in [
        ("en", "proved", "imported"),
        ("ja", "署名確認", "取り込まれました"),
    ] {
        let desk = Desk::usual();
        let bundle = bundle::usual(&desk, &token::bought());
        let serial = serial(&desk);
        let mut command = program(&desk);
        command.args(["--pin-file", "pin", "--lang", language]);
        command.args(on(&bundle, "reuse", &["--confirm", &serial]));
        let run = finish(&mut command).expect(0);
        for wanted in [&serial, "operator 0001", "operator 0003"] {
            assert!(run.stdout.contains(wanted), "{wanted}: {}", run.stdout);
        }
        let said = run.stdout.to_lowercase();
        assert!(said.contains(proof), "{}", run.stdout);
        assert!(said.contains(outside), "{}", run.stdout);
    }
}

#[test]
fn the_module_is_found_by_the_token_that_it_shows() {
    let desk = Desk::usual();
    let find = |arguments: &[&str]| {
        let mut command = program(&desk);
        command.env_remove("TOKENDESK_MODULE");
        finish(
            command
                .args(["--pin-file", "pin", "--json"])
                .args(arguments),
        )
    };
    let document = find(&["list"]).expect(0).json();
    assert_eq!(
        document["tokens"].as_array().unwrap().len(),
        1,
        "one token is one token"
    );
    find(&["wipe", "--confirm", &serial(&desk)]).expect(0);
    assert_eq!(desk.contents().len(), 2);
}

#[test]
fn help_and_version_go_to_standard_output() {
    let desk = Desk::empty();
    for arguments in [&["--help"] as &[&str], &["reuse", "--help"], &["--version"]] {
        let mut command = program(&desk);
        let run = finish(command.args(arguments)).expect(0);
        assert!(!run.stdout.is_empty() && run.stderr.is_empty(), "{run:?}");
    }
    let mut command = program(&desk);
    let run = finish(command.args(["--help", "--lang", "ja"])).expect(0);
    assert!(is_japanese(&run.stdout), "{run:?}");
}

#[test]
fn no_level_of_diagnostics_shows_a_secret() {
    needs!("openssl");
    let desk = Desk::usual();
    let bundle = bundle::usual(&desk, &token::bought());
    let serial = serial(&desk);
    let mut command = program(&desk);
    command.args(["-vvv", "--pin-file", "pin", "--json"]);
    command.args(on(&bundle, "reuse", &["--confirm", &serial]));
    let run = finish(&mut command).expect(0);
    assert!(!run.stderr.is_empty(), "-vvv tells something");
    let key = token::bought().key;
    let key: String = key[key.len() - 32..]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    for secret in [token::PIN, bundle::PASSWORD, &key] {
        for text in [&run.stderr, &run.stdout] {
            assert!(!text.to_lowercase().contains(secret), "{secret}");
        }
    }
}
