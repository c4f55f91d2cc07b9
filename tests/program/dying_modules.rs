//! A module that crashes or hangs is told of by `doctor`, and takes no command down that finds another one.

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::fault;
use crate::support::program::{Run, finish, program, text};
use crate::support::token::{self, Desk};
use crate::support::tools::{self, needs};

/// A library that ends the process as soon as it is loaded.
fn crashing(desk: &Desk) -> PathBuf {
    let source =
        "__attribute__((constructor)) static void start(void) { *(volatile int *)0 = 1; }\n";
    let source = desk.write("crashing.c", source);
    let library = desk.path().join("libcastle.so.1.0.0");
    let mut compile = desk.tool("cc");
    compile.args(["-shared", "-fPIC", "-o"]).arg(&library);
    tools::run(compile.arg(source));
    library
}

fn doctor(desk: &Desk, more: impl FnOnce(&mut Command)) -> Run {
    let mut command = program(desk);
    command.args(["doctor", "--json"]);
    more(&mut command);
    finish(&mut command)
}

#[track_caller]
fn finding<'d>(document: &'d Value, id: &str) -> &'d Value {
    let checks = document["checks"].as_array().unwrap();
    let found = checks.iter().find(|check| check["id"] == id);
    found.unwrap_or_else(|| panic!("no {id} in {checks:#?}"))
}

#[test]
fn a_module_that_crashes_when_it_is_loaded_is_told_of() {
    needs!("cc");
    let desk = Desk::empty();
    let module = crashing(&desk);
    let run = doctor(&desk, |command| {
        command.arg("--module").arg(&module);
    });
    let document = run.expect(1).json();
    let found = finding(&document, "module-crashes");
    assert_eq!(found["status"], "warn");
    assert!(text(&found["message"]).contains("SIGSEGV"), "{found}");
    assert!(!found["remedy"].is_null(), "{found}");
    assert_eq!(document["doctor"]["modules"][0]["state"], "crashed");
    assert_eq!(finding(&document, "no-module")["status"], "fail");
}

#[test]
fn a_module_that_ends_the_process_when_it_is_asked_for_tokens_is_told_of() {
    let desk = Desk::blank();
    let scenario = "[[fault]]\nfunction = \"C_GetSlotList\"\naction = \"exit\"\nstatus = 3\n";
    let scenario = desk.write("scenario.toml", scenario);
    let run = doctor(&desk, |command| {
        command.env("EPASS2003_MODULE", token::module());
        command.env("EPASS2003_SCENARIO", scenario);
        command.arg("--module").arg(fault::module());
    });
    let document = run.expect(1).json();
    let found = finding(&document, "module-crashes");
    assert!(
        text(&found["message"]).contains("exit status: 3"),
        "{found}"
    );
}

#[test]
fn a_module_that_hangs_is_given_up_and_told_of() {
    let desk = Desk::blank();
    let scenario =
        "[[fault]]\nfunction = \"C_GetSlotList\"\naction = \"stall\"\nmilliseconds = 90000\n";
    let scenario = desk.write("scenario.toml", scenario);
    let started = Instant::now();
    let run = doctor(&desk, |command| {
        command.env("EPASS2003_MODULE", token::module());
        command.env("EPASS2003_SCENARIO", scenario);
        command.arg("--module").arg(fault::module());
    });
    let document = run.expect(1).json();
    assert!(started.elapsed() < Duration::from_secs(60));
    assert_eq!(finding(&document, "module-hangs")["status"], "warn");
    assert_eq!(document["doctor"]["modules"][0]["state"], "hung");
}

#[test]
fn people_read_of_it_in_their_language() {
    needs!("cc");
    let desk = Desk::empty();
    let module = crashing(&desk);
    for (language, told) in [
        ("en", "crashes when it is started"),
        ("ja", "異常終了します"),
    ] {
        let mut command = program(&desk);
        command.args(["doctor", "--lang", language, "--module"]);
        let run = finish(command.arg(&module)).expect(1);
        assert!(run.stdout.contains(told), "{}", run.stdout);
    }
}
