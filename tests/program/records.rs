//! What the journal tells afterwards: `history`, `mark-defective`.

use std::fs;

use serde_json::Value;

use crate::support::bundle;
use crate::support::program::{self, Run, finish, program, run_on, serial, text};
use crate::support::token::{self, Desk};
use crate::support::tools::{self, needs};

/// Runs a command that reads the journal: no PIN, no module.
fn read(desk: &Desk, arguments: &[&str]) -> Run {
    let mut command = program(desk);
    command.env_remove("TOKENDESK_MODULE").args(arguments);
    finish(&mut command)
}

#[test]
fn a_reuse_is_told_with_its_people_its_certificates_and_its_proof() {
    needs!("openssl");
    let desk = Desk::usual();
    let serial = serial(&desk);
    let bundle = bundle::usual(&desk, &token::bought());
    let done = program::reuse(&desk, &bundle).expect(0).json();
    let told = read(&desk, &["history", "--serial", &serial, "--json"]);
    let told = told.expect(0).json();
    let run = &told["history"]["runs"][0];
    assert_eq!(run["command"], "reuse");
    assert_eq!(run["operator"], "tester");
    assert_eq!(run["consent"], "confirm");
    assert_eq!(run["witness"], Value::Null);
    assert_eq!(run["outcome"], "done");
    assert_eq!(run["custody"], done["custody"]["path"]);
    assert_eq!(run["journal_head"], done["journal_head"]);
    let after = done["after"].as_array().unwrap();
    let has = |sha256: &Value| {
        let mut held = after.iter();
        held.any(|one| one["certificate"]["sha256"] == *sha256)
    };
    assert!(has(&run["written"]["sha256"]));
    assert!(!has(&run["removed"][0]["sha256"]));
    let life = &told["history"]["life"];
    assert_eq!((&life["written"], &life["failed"]), (&1.into(), &0.into()));
    assert_eq!(life["held"].as_array().unwrap().len(), after.len());
    for held in life["held"].as_array().unwrap() {
        assert!(has(&held["sha256"]), "{held}");
    }
    let number = text(&run["written"]["serial"]);
    for (option, value, count) in [
        ("--certificate", number, 1),
        ("--certificate", "nobody", 0),
        ("--operator", "TESTER", 1),
        ("--since", "2120-01-01", 0),
    ] {
        let told = read(&desk, &["history", "--json", option, value]);
        let told = told.expect(0).json();
        let runs = told["history"]["runs"].as_array().unwrap();
        assert_eq!(runs.len(), count, "{option} {value}");
    }
}

#[test]
fn a_defective_token_is_refused_before_anything_is_asked_until_the_mark_is_taken_back() {
    needs!("openssl");
    let desk = Desk::usual();
    let serial = serial(&desk);
    let bundle = bundle::usual(&desk, &token::bought());
    let mark = |more: &[&str]| {
        let mut arguments = vec!["mark-defective", "--serial", &serial, "--json"];
        arguments.extend(more);
        read(&desk, &arguments).expect(0).json()
    };
    let marked = mark(&["--reason", "コネクター破損"]);
    assert_eq!(
        marked["history"]["life"]["defective"]["reason"],
        "コネクター破損"
    );
    let before = desk.contents();
    for command in ["reuse", "import"] {
        // Neither a PIN nor a password is there to be had, and neither is asked for.
        let mut run = program(&desk);
        run.args([command, "--json", "--confirm", &serial])
            .arg(&bundle.path);
        let refused = finish(&mut run).expect(4).json();
        assert_eq!(refused["failure"]["cause"], "marked-defective");
        assert_eq!(refused["failure"]["effect"], "untouched");
    }
    assert_eq!(desk.contents(), before);
    let checked = read(&desk, &["check", "--json"]).expect(1).json();
    assert_eq!(checked["verdict"], "not-fit");
    let mut found = checked["checks"].as_array().unwrap().iter();
    let found = found.find(|check| check["id"] == "token-defective");
    let told = program::text(&found.unwrap()["message"]);
    assert!(told.contains("コネクター破損"), "{told}");
    // What is on it may still be removed.
    program::wipe(&desk).expect(0);
    let cleared = mark(&["--clear"]);
    assert_eq!(cleared["outcome"], "done");
    assert_eq!(cleared["history"]["life"]["defective"], Value::Null);
    assert_eq!(mark(&["--clear"])["outcome"], "nothing-to-do");
    run_on(&desk, &bundle, "reuse", &["--confirm", &serial]).expect(0);
}

#[test]
fn a_run_without_a_named_user_is_the_accounts() {
    let desk = Desk::usual();
    let serial = serial(&desk);
    let mut run = program(&desk);
    run.args(["mark-defective", "--serial", &serial, "--reason", "x"]);
    finish(run.env_remove("USER").env_remove("LOGNAME")).expect(0);
    let told = read(&desk, &["history", "--json"]).expect(0).json();
    let operator = program::text(&told["history"]["runs"][0]["operator"]).to_owned();
    let account = tools::run(tools::command("id").arg("-un"));
    assert_eq!(operator, account.trim());
}

#[test]
fn a_mark_needs_a_reason_and_a_serial_of_its_own() {
    let desk = Desk::blank();
    read(&desk, &["mark-defective", "--serial", "A1"]).expect(2);
    read(
        &desk,
        &["mark-defective", "--serial", "A1", "--reason", " "],
    )
    .expect(2);
    for serial in [&["--serial", "0000000000000000"][..], &[]] {
        let mut arguments = vec!["mark-defective", "--reason", "x", "--json"];
        arguments.extend(serial);
        let refused = read(&desk, &arguments).expect(2).json();
        assert_eq!(refused["failure"]["cause"], "serial-needed");
    }
    assert!(!program::journal(&desk).exists());
}

#[test]
fn a_damaged_journal_is_shown_with_the_place_and_exit_status_10() {
    let desk = Desk::blank();
    for reason in ["one", "two"] {
        read(
            &desk,
            &["mark-defective", "--serial", "A1", "--reason", reason],
        )
        .expect(0);
    }
    let path = program::journal(&desk);
    let text = fs::read_to_string(&path).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    lines[1] = "{\"v\":1,";
    fs::write(&path, lines.join("\n") + "\n").unwrap();
    let told = read(&desk, &["history"]).expect(10);
    assert!(told.stdout.contains("line 2: is no line of a journal"));
    assert!(told.stdout.contains("marked as defective: two"));
    let told = read(&desk, &["history", "--json"]).expect(10).json();
    assert_eq!(told["history"]["damage"][0]["line"], 2);
    assert_eq!(told["history"]["runs"].as_array().unwrap().len(), 2);
}

#[test]
fn a_table_for_spreadsheets_has_one_row_a_run_and_never_replaces_a_journal() {
    let desk = Desk::blank();
    let reason = "=cmd|' /C calc'!A0, \"x\"";
    read(
        &desk,
        &["mark-defective", "--serial", "A1", "--reason", reason],
    )
    .expect(0);
    let table = read(&desk, &["history", "--csv", "-", "--lang", "ja"]).expect(0);
    let mut rows = table.stdout.split("\r\n");
    assert!(rows.next().unwrap().starts_with("\u{feff}開始日時（UTC）,"));
    let row = rows.next().unwrap();
    assert!(row.contains("不良品として登録：=cmd|' /C calc'!A0, \"\"x\"\"\""));
    assert_eq!(rows.next(), Some(""));
    let journal = program::journal(&desk);
    let before = fs::read(&journal).unwrap();
    let path = journal.to_str().unwrap();
    read(&desk, &["history", "--csv", path]).expect(2);
    assert_eq!(fs::read(&journal).unwrap(), before);
    let written = read(&desk, &["history", "--csv", "runs.csv"]).expect(0);
    assert!(written.stdout.contains("runs.csv"));
    assert!(desk.path().join("runs.csv").exists());
}

#[test]
fn a_desk_without_a_journal_has_no_history_and_a_journal_that_was_named_must_be_there() {
    let desk = Desk::blank();
    let mut command = program(&desk);
    command.env_remove("TOKENDESK_JOURNAL").arg("history");
    let told = finish(&mut command).expect(0);
    assert_eq!(told.stdout, "No run was found.\n");
    read(&desk, &["history", "other.jsonl"]).expect(10);
}

/// Removes the valid identity of the usual token, with consent by option.
fn remove(desk: &Desk, more: &[&str]) -> Run {
    let shown = program::show(desk);
    let mut identities = shown["identities"].as_array().unwrap().iter();
    let valid = identities.find(|one| one["certificate"]["standing"] == "current");
    let sha256 = text(&valid.unwrap()["certificate"]["sha256"]).to_owned();
    let serial = serial(desk);
    let mut arguments = vec!["remove", "--json", "--certificate", &sha256];
    arguments.extend(["--confirm", &serial]);
    arguments.extend(more);
    program::run(desk, arguments)
}

#[test]
fn a_witness_who_was_only_named_is_journalled_as_the_operators_word() {
    let desk = Desk::usual();
    remove(&desk, &["--witnessed-by", "加藤"]).expect(0);
    let told = read(&desk, &["history", "--json"]).expect(0).json();
    let run = &told["history"]["runs"][0];
    assert_eq!(run["witness"], "加藤");
    assert_eq!(run["witnessed"], "stated");
    let told = read(&desk, &["history"]).expect(0);
    assert!(told.stdout.contains("加藤 (as stated by the operator)"));
}

#[test]
fn a_desk_that_demands_a_witness_refuses_without_one_and_before_the_pin() {
    let desk = Desk::usual();
    let before = desk.contents();
    for (more, cause) in [
        (&["--require-witness", "named"][..], "nobody-to-witness"),
        (&["--witness"], "nobody-to-witness"),
        (&["--witnessed-by", "TESTER"], "witness-is-operator"),
        (
            &["--require-witness", "present", "--witnessed-by", "kato"],
            "witness-not-present",
        ),
    ] {
        let refused = remove(&desk, more).expect(3).json();
        assert_eq!(refused["failure"]["cause"], cause, "{more:?}");
        assert_eq!(refused["outcome"], "declined");
        assert_eq!(desk.contents(), before);
    }
    // What is not grave needs nobody.
    let serial = serial(&desk);
    let mut wipe = program(&desk);
    wipe.env("TOKENDESK_REQUIRE_WITNESS", "present")
        .arg("--pin-file")
        .arg(desk.path().join("pin"))
        .args(["wipe", "--confirm", &serial]);
    finish(&mut wipe).expect(0);
    remove(
        &desk,
        &["--require-witness", "named", "--witnessed-by", "kato"],
    )
    .expect(0);
}

#[test]
fn a_sheet_is_written_for_what_was_handed_over_and_for_nothing_else() {
    needs!("openssl");
    let desk = Desk::usual();
    let serial = serial(&desk);
    read(
        &desk,
        &["mark-defective", "--serial", "A1", "--reason", "x"],
    )
    .expect(0);
    read(&desk, &["report", "--html", "sheet.html"]).expect(1);
    assert!(!desk.path().join("sheet.html").exists());
    let bundle = bundle::usual(&desk, &token::bought());
    let mut reuse = program(&desk);
    reuse
        .env("TOKENDESK_BATCH", "cd-7")
        .args(program::on(&bundle, "reuse", &["--confirm", &serial]))
        .arg("--pin-file")
        .arg(desk.path().join("pin"));
    finish(&mut reuse).expect(0);
    for which in [
        &[][..],
        &["--serial", &serial],
        &["--batch", "cd-7"],
        &["--serial", &serial, "--lang", "ja"],
    ] {
        let mut arguments = vec!["report", "--html", "-"];
        arguments.extend(which);
        let page = read(&desk, &arguments).expect(0).stdout;
        assert!(page.starts_with("<!DOCTYPE html>"), "{which:?}");
        assert!(page.contains(&serial) && page.contains("operator 0003"));
    }
    for which in [
        ["--batch", "cd-8"],
        ["--day", "2020-01-01"],
        ["--run", "ffffffffffffffff"],
    ] {
        let mut arguments = vec!["report", "--csv", "-", "--json"];
        arguments.extend(which);
        let refused = read(&desk, &arguments).expect(1).json();
        assert_eq!(refused["failure"]["cause"], "nothing-written");
    }
}
