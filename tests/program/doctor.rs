//! `doctor` finds what keeps a computer from working with tokens, and says so; `explain` says what it means.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::support::fault;
use crate::support::program::{self, Run, finish, program, text};
use crate::support::token::{self, Desk};
use crate::support::tools::needs;

fn doctor(desk: &Desk, more: impl FnOnce(&mut Command)) -> Run {
    let mut command = program(desk);
    command.args(["doctor", "--json"]);
    more(&mut command);
    finish(&mut command)
}

/// The status of a finding, which there is once.
#[track_caller]
fn status(document: &Value, id: &str) -> String {
    let checks = document["checks"].as_array().unwrap();
    let found: Vec<_> = checks.iter().filter(|check| check["id"] == id).collect();
    assert_eq!(found.len(), 1, "{id} in {checks:#?}");
    let status = text(&found[0]["status"]);
    assert_eq!(
        status == "pass",
        found[0]["remedy"].is_null(),
        "{:#?}",
        found[0]
    );
    status.to_owned()
}

#[test]
fn a_token_that_can_be_worked_with_is_told_with_its_profile_and_no_pin_is_asked() {
    let desk = Desk::blank();
    let document = doctor(&desk, |_| {}).expect(0).json();
    assert_eq!(document["outcome"], "ready");
    assert_eq!(status(&document, "module-fits"), "pass");
    assert_eq!(status(&document, "clock"), "pass");
    assert_eq!(status(&document, "journal-place"), "pass");
    assert_eq!(status(&document, "wiped-memory"), "pass");
    let module = &document["doctor"]["modules"][0];
    assert_eq!(module["state"], "shows-tokens");
    assert_eq!(module["library"]["cryptoki"], "2.40");
    let profile = &module["tokens"][0]["profile"];
    assert_eq!(profile["name"], "softhsm2");
    assert_eq!(profile["known_by"][0], "model");
    assert_eq!(document["doctor"]["journal"]["exists"], false);
    assert!(!program::journal(&desk).exists(), "doctor made a journal");
}

#[test]
fn the_known_places_are_searched_when_no_module_is_named() {
    let desk = Desk::blank();
    let run = doctor(&desk, |command| {
        command.env_remove("TOKENDESK_MODULE");
    });
    let document = run.json();
    let found = &document["doctor"];
    assert!(found["places"].as_array().unwrap().len() > 20);
    let modules = found["modules"].as_array().unwrap();
    let shows = |module: &&Value| module["state"] == "shows-tokens";
    let showing = modules.iter().find(shows).expect("SoftHSM2 is found");
    assert_eq!(showing["product"], "SoftHSM2");
}

#[test]
fn no_token_means_that_no_work_can_be_done() {
    let document = doctor(&Desk::empty(), |_| {}).expect(1).json();
    assert_eq!(status(&document, "no-token"), "fail");
    assert_eq!(document["outcome"], "not-ready");
}

#[test]
fn the_token_that_is_meant_is_not_another_one() {
    let document = doctor(&Desk::blank(), |command| {
        command.args(["--serial", "0123456789abcdef"]);
    });
    let document = document.expect(1).json();
    assert_eq!(status(&document, "other-tokens"), "fail");
}

#[test]
fn a_module_for_another_width_is_told_as_such() {
    let desk = Desk::blank();
    // The header of a 32-bit library for Intel processors.
    let mut elf = b"\x7fELF\x01\x01\x01".to_vec();
    elf.resize(16, 0);
    elf.extend([3, 0, 3, 0, 1, 0, 0, 0]);
    elf.resize(64, 0);
    let module = desk.write("libcastle.so.1.0.0", elf);
    let document = doctor(&desk, |command| {
        command.arg("--module").arg(module);
    });
    let document = document.expect(1).json();
    assert_eq!(status(&document, "no-module"), "fail");
    assert_eq!(status(&document, "module-for-other"), "warn");
    let made_for = &document["doctor"]["modules"][0]["made_for"];
    assert_eq!(made_for, "32-bit x86, Linux");
}

#[test]
fn a_file_that_is_no_module_is_told_apart_from_one_that_is_no_library() {
    let desk = Desk::blank();
    let no_library = desk.write("module.so", "not a library");
    let no_module = std::env::current_exe().unwrap();
    let no_module = std::fs::read_dir(no_module.parent().unwrap()).unwrap();
    let is_other = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        name.ends_with(".so") && !name.contains("epass2003")
    };
    let no_module = no_module.map(|entry| entry.unwrap().path()).find(is_other);
    for (file, id) in [
        (Some(no_library), "module-not-loadable"),
        (no_module, "not-a-module"),
    ] {
        let Some(file) = file else { continue };
        let run = doctor(&desk, |command| {
            command.arg("--module").arg(&file);
        });
        assert_eq!(
            status(&run.expect(1).json(), id),
            "warn",
            "{}",
            file.display()
        );
    }
}

/// The vendor's module as the training module plays it, answering `code` when asked for the token.
fn vendor(desk: &Desk, name: &str, code: &str) -> Run {
    let module = desk.path().join(name);
    std::fs::copy(fault::module(), &module).unwrap();
    let scenario = format!(
        "[[fault]]\nfunction = \"C_GetTokenInfo\"\naction = \"error\"\ncode = \"{code}\"\n"
    );
    let scenario = desk.write("scenario.toml", scenario);
    doctor(desk, |command| {
        command.env("EPASS2003_MODULE", token::module());
        command.env("EPASS2003_SCENARIO", scenario);
        command.arg("--module").arg(module);
    })
}

#[test]
fn a_module_of_the_wrong_generation_is_recognised() {
    let run = vendor(&Desk::blank(), "libcastle_v2.so.1.0.0", "CKR_GENERAL_ERROR");
    let document = run.expect(1).json();
    assert_eq!(status(&document, "wrong-generation"), "warn");
    let silent = &document["doctor"]["modules"][0]["silent"][0];
    assert_eq!(silent["function"], "C_GetTokenInfo");
    assert_eq!(silent["code"], "CKR_GENERAL_ERROR");
}

#[test]
fn whose_format_a_token_has_is_told_by_who_does_not_recognise_it() {
    let code = "CKR_TOKEN_NOT_RECOGNIZED";
    let run = vendor(&Desk::blank(), "libcastle.so.1.0.0", code);
    assert_eq!(status(&run.expect(1).json(), "formatted-by-opensc"), "warn");
    let run = vendor(&Desk::blank(), "opensc-pkcs11.so", code);
    assert_eq!(status(&run.expect(1).json(), "formatted-by-vendor"), "warn");
}

#[test]
fn the_vendors_module_that_fits_is_recognised_and_a_recording_one_warned_about() {
    let desk = Desk::blank();
    let document = doctor(&desk, |command| {
        command.env("EPASS2003_MODULE", token::module());
        command.arg("--module").arg(fault::module());
    });
    let document = document.expect(0).json();
    let token = &document["doctor"]["modules"][0]["tokens"][0];
    assert_eq!(token["profile"]["name"], "epass2003");
    assert_eq!(status(&document, "observed"), "warn");
}

#[test]
fn a_missing_reader_service_is_told_and_one_that_listens_is_found() {
    let desk = Desk::empty();
    let socket = desk.path().join("pcscd.comm");
    let ask = |desk: &Desk, socket: &Path| {
        let run = doctor(desk, |command| {
            command.env("PCSCLITE_CSOCK_NAME", socket);
        });
        status(&run.json(), "card-service")
    };
    assert_eq!(ask(&desk, &socket), "warn");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    assert_eq!(ask(&desk, &socket), "pass");
}

#[test]
fn a_journal_that_cannot_be_kept_means_that_no_work_can_be_done() {
    let desk = Desk::blank();
    let file = desk.write("file", "");
    let document = doctor(&desk, |command| {
        command.arg("--journal").arg(file.join("journal.jsonl"));
    });
    let document = document.expect(1).json();
    assert_eq!(status(&document, "journal-place"), "fail");
}

#[test]
fn a_journal_that_was_changed_is_told() {
    needs!("pkcs11-tool", "openssl");
    let desk = Desk::usual();
    program::wipe(&desk).expect(0);
    let document = doctor(&desk, |_| {}).expect(0).json();
    assert_eq!(status(&document, "journal-chain"), "pass");
    let journal = program::journal(&desk);
    let lines = std::fs::read_to_string(&journal).unwrap();
    std::fs::write(&journal, lines.replacen("tester", "nobody", 1)).unwrap();
    let document = doctor(&desk, |_| {}).expect(1).json();
    assert_eq!(status(&document, "journal-chain"), "fail");
}

#[test]
fn people_read_what_to_do_under_what_is_wrong_in_their_language() {
    let desk = Desk::empty();
    for (language, mark, advice) in [
        ("en", "FAIL  No module shows", "→ Plug the token in."),
        ("ja", "不可  ", "→ トークンを挿してください。"),
    ] {
        let mut command = program(&desk);
        let run = finish(command.args(["doctor", "--lang", language])).expect(1);
        assert!(run.stdout.contains(mark), "{}", run.stdout);
        assert!(run.stdout.contains(advice), "{}", run.stdout);
        assert_eq!(run.stderr, "");
    }
}

#[test]
fn an_unknown_code_is_a_wrong_command_line_with_a_suggestion() {
    let desk = Desk::empty();
    let mut command = program(&desk);
    let run = finish(command.args(["explain", "CKR_PIN_INCORECT"])).expect(2);
    assert!(run.stderr.contains("CKR_PIN_INCORRECT"), "{}", run.stderr);
    let mut command = program(&desk);
    let run = finish(command.args(["explain", "160", "--json"])).expect(0);
    let found = &run.json()["explanation"];
    assert_eq!(found["id"], "CKR_PIN_INCORRECT");
    assert_eq!(found["value"], 160);
}
