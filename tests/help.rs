//! What `--help` shows is what the program takes: every option of every command, and every value it names.

use std::collections::BTreeMap;
use std::process::{Command, Output};

/// Every command that is something itself, with what it must be given.
const COMMANDS: &[&[&str]] = &[
    &["list"],
    &["show"],
    &["inspect", "no.p12"],
    &["check"],
    &["wipe"],
    &["import", "no.p12"],
    &["reuse", "no.p12"],
    &["batch", "no.csv"],
    &["remove"],
    &["recover"],
    &["pin", "change"],
    &["pin", "unblock"],
    &["journal", "verify"],
    &["history"],
    &["forecast"],
    &["report"],
    &["mark-defective"],
    &["doctor"],
    &["explain", "CKR_OK"],
    &["completions", "bash"],
    &["man"],
];

/// The exit status of a wrong command line.
const WRONG: i32 = 2;

fn run(arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_tokendesk"));
    program.env_clear().env("HOME", env!("CARGO_TARGET_TMPDIR"));
    program.env("TOKENDESK_SERIAL", "none");
    program.current_dir(env!("CARGO_TARGET_TMPDIR"));
    program.args(arguments).output().unwrap()
}

/// The options that a help text shows, each with the name of its value.
fn options(help: &str) -> BTreeMap<String, Option<String>> {
    let lines = help.lines().map(str::trim_start);
    let shown = lines.filter(|line| line.starts_with('-'));
    shown
        .map(|line| {
            let line = line.split("  ").next().unwrap();
            let long = line.split(", ").last().unwrap();
            let (name, value) = long.split_once(' ').map_or((long, None), |(name, value)| {
                (name, Some(value.trim_matches(['<', '>']).to_owned()))
            });
            (name.trim_end_matches("...").to_owned(), value)
        })
        .collect()
}

/// A value of that name; files are ones that are not there.
fn value_of(name: &str) -> &'static str {
    match name {
        "ID" | "N" | "SECONDS" | "DAYS" | "YEN" => "7",
        "SHA256" | "DIGEST" => "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
        "FORM" => "jsonl",
        "LANG" => "ja",
        "WHEN" => "never",
        "HOW" => "direct",
        "COLUMN=HEADING" => "token=S/N",
        "URI" => "pkcs11:token=none",
        "CMD" => "true",
        "DIR" => "pages",
        "DATE" => "2026-11-23",
        "CODE" => "CM",
        "RULE" => "named",
        "NAME" | "WHICH" | "TEXT" | "RUN" | "BATCH" => "none",
        "LIST" => "list.csv",
        "HOST:PORT" => "localhost:443",
        "F" | "FILE" | "S" | "L" | "SERIAL" => "none",
        other => panic!("what is a {other}?"),
    }
}

#[test]
fn every_option_in_the_help_of_every_command_is_taken() {
    let list = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("list.csv");
    std::fs::write(list, "CN,証明書ID\n").unwrap();
    for command in COMMANDS {
        let mut asked = command.to_vec();
        asked.push("--help");
        let help = run(&asked);
        assert_eq!(help.status.code(), Some(0), "{command:?}");
        let help = String::from_utf8(help.stdout).unwrap();
        let shown = options(&help);
        assert!(
            shown.contains_key("--help") && shown.contains_key("--lang"),
            "{help}"
        );
        for (option, value) in &shown {
            let mut typed = command.to_vec();
            typed.push(option);
            typed.extend(value.as_deref().map(value_of));
            if *command == ["remove"] && !matches!(option.as_str(), "--certificate" | "--key") {
                typed.extend(["--key", value_of("SHA256")]);
            }
            if *command == ["mark-defective"] && !matches!(option.as_str(), "--reason" | "--clear")
            {
                typed.push("--clear");
            }
            if *command == ["report"] && !matches!(option.as_str(), "--html" | "--csv") {
                typed.extend(["--csv", "none.csv"]);
            }
            match option.as_str() {
                "--token-price" => typed.extend(["--file-price", "7"]),
                "--file-price" => typed.extend(["--token-price", "7"]),
                _ => {}
            }
            if option == "--ca" {
                typed.extend(["--connect", value_of("HOST:PORT")]);
            }
            // Nothing beyond the command line: no module, no question.
            if option != "--module" && shown.contains_key("--module") {
                typed.extend(["--module", "none"]);
            }
            let answer = run(&typed);
            let said = String::from_utf8_lossy(&answer.stderr);
            assert_ne!(answer.status.code(), Some(WRONG), "{typed:?}: {said}");
        }
    }
}

#[test]
fn every_command_is_in_the_list_and_every_listed_one_is_tried_here() {
    let help = String::from_utf8(run(&["--help"]).stdout).unwrap();
    let listed = help.split("Commands:\n").nth(1).unwrap();
    let listed = listed.split("\n\n").next().unwrap().lines();
    // A text that is longer than its line goes on further in.
    for line in listed.filter(|line| !line.starts_with("   ")) {
        let name = line.split_whitespace().next().unwrap();
        assert!(COMMANDS.iter().any(|tried| tried[0] == name), "{name}");
    }
    for command in COMMANDS {
        assert!(help.contains(&format!("  {} ", command[0])), "{command:?}");
    }
}

#[test]
fn an_option_that_is_in_no_help_is_refused() {
    for command in COMMANDS {
        let mut typed = command.to_vec();
        typed.push("--yes");
        let answer = run(&typed);
        assert_eq!(answer.status.code(), Some(WRONG), "{typed:?}");
    }
}

#[test]
fn help_has_an_example_for_every_command_in_both_languages() {
    for (language, heading) in [("en", "Examples:"), ("ja", "例:")] {
        for command in COMMANDS {
            let mut asked = command.to_vec();
            asked.extend(["--help", "--lang", language]);
            let help = String::from_utf8(run(&asked).stdout).unwrap();
            let examples = help.split(heading).nth(1);
            assert!(
                examples.is_some_and(|text| text.contains("tokendesk ")),
                "{help}"
            );
        }
    }
}

#[test]
fn manual_pages_and_completions_are_written_for_every_command() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let written = run(&["man", "--dir", path]);
    assert_eq!(written.status.code(), Some(0));
    for command in COMMANDS {
        let names: Vec<_> = command
            .iter()
            .filter(|word| !word.contains('.') && !word.starts_with("CKR"))
            .copied()
            .collect();
        let page = if command[0] == "completions" {
            "completions".to_owned()
        } else {
            names.join("-")
        };
        let text = std::fs::read_to_string(folder.path().join(format!("tokendesk-{page}.1")));
        let text = text.unwrap_or_else(|error| panic!("{page}: {error}"));
        assert!(
            text.contains(".SH NAME") && text.contains("Examples"),
            "{page}: {text}"
        );
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = run(&["completions", shell]);
        let script = String::from_utf8(script.stdout).unwrap();
        assert!(
            script.contains("tokendesk") && script.contains("old-first"),
            "{shell}"
        );
    }
}
