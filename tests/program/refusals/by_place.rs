//! A journal that cannot be written, a clock that is not believed.

use super::refuses;
use std::fs;
use std::path::Path;

use crate::support::program::{finish, program, serial};
use crate::support::token::Desk;
use crate::support::tools::{self};

#[test]
fn a_journal_that_cannot_be_written() {
    let desk = Desk::usual();
    let serial = serial(&desk);
    let obstacle = desk.write("obstacle", "a file where a folder should be");
    for journal in [
        obstacle.join("journal.jsonl"),
        desk.tokens(),
        "/dev/full".into(),
        "/proc/journal".into(),
    ] {
        let journal = journal.to_str().unwrap();
        let arguments = ["wipe", "--confirm", &serial, "--journal", journal];
        let failure = refuses(&desk, &arguments, 10, |_| ());
        assert_eq!(failure["stage"], "journal");
    }
}

#[test]
fn a_journal_that_is_something_else() {
    let desk = Desk::usual();
    let serial = serial(&desk);
    let letter = desk.write("letter", "Dear Sir or Madam,\n");
    let arguments = [
        "wipe",
        "--confirm",
        &serial,
        "--journal",
        letter.to_str().unwrap(),
    ];
    let _ = refuses(&desk, &arguments, 10, |_| ());
    assert_eq!(fs::read(&letter).unwrap(), b"Dear Sir or Madam,\n");
}

#[test]
fn a_clock_before_this_program_was_built() {
    let Some(library) = faketime() else { return };
    let desk = Desk::usual();
    let serial = serial(&desk);
    for (date, cause) in [
        ("@2020-01-01 00:00:00", "clock-before-build"),
        ("@2055-01-01 00:00:00", "clock-far-after-build"),
    ] {
        let failure = refuses(&desk, &["wipe", "--confirm", &serial], 4, |command| {
            command.env("LD_PRELOAD", library).env("FAKETIME", date);
        });
        assert_eq!(failure["cause"], cause);
    }
}

#[test]
fn a_clock_before_the_journals_last_line() {
    let Some(library) = faketime() else { return };
    let desk = Desk::usual();
    let serial = serial(&desk);
    let mut ahead = program(&desk);
    ahead.args(["wipe", "--pin-file", "pin", "--dry-run"]);
    ahead.env("LD_PRELOAD", library).env("FAKETIME", "+400d");
    finish(&mut ahead).expect(0);
    let failure = refuses(&desk, &["wipe", "--confirm", &serial], 4, |_| ());
    assert_eq!(failure["cause"], "clock-before-journal");
}

/// The library that shows a program another time.
fn faketime() -> Option<&'static str> {
    let places = [
        "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
        "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1",
        "/usr/local/lib/faketime/libfaketime.so.1",
    ];
    let found = places.into_iter().find(|place| Path::new(place).exists());
    if found.is_none() {
        assert!(
            !tools::are_here(&[places[0]]),
            "unreachable where it is required"
        );
    }
    found
}
