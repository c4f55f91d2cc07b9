//! Several programs at one journal, programs that are killed, and disks that are full.
#![cfg(unix)]

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tokendesk::audit::token_lock::TokenLock;
use tokendesk::audit::{
    Action, FileJournal, Finding, Journal, JournalError, ObjectClass, Purpose, RunStart, Step,
    StepOutcome, unsettled, verify,
};
use tokendesk::clock::Now;

const PATH: &str = "TOKENDESK_TEST_JOURNAL";
const PART: &str = "TOKENDESK_TEST_PART";

fn now() -> Now {
    Now::at("2026-11-22T01:02:03Z".parse().unwrap())
}

fn step() -> Step {
    Step {
        action: Action::Create,
        class: ObjectClass::Data,
        label: "x".repeat(64),
        cka_id: vec![1],
        sha256: None,
        purpose: Purpose::Write,
    }
}

fn append(path: &Path, serial: &str, pairs: usize, rotation: u64) {
    let mut journal = FileJournal::open(path, now())
        .unwrap()
        .rotated_beyond(rotation);
    journal
        .begin(RunStart::new("import", serial, now()))
        .unwrap();
    for _ in 0..pairs {
        let intent = journal.intend(&step()).unwrap();
        journal.settle(intent, &StepOutcome::Done).unwrap();
    }
}

/// What this test program does when another test started it as a process of its own.
#[test]
#[ignore = "started by the other tests"]
fn part() {
    let Some(path) = std::env::var_os(PATH).map(PathBuf::from) else {
        return;
    };
    match std::env::var(PART).unwrap().as_str() {
        "append" => append(&path, "a", 100, u64::MAX),
        "append-and-rotate" => append(&path, "a", 100, 20_000),
        "append-for-ever" => append(&path, "a", usize::MAX, 100_000),
        "hold" => {
            let _lock = TokenLock::take(&path, "01", Duration::ZERO).unwrap();
            std::fs::write(&path, "").unwrap();
            std::thread::sleep(Duration::from_secs(600));
        }
        "fill" => {
            let mut journal = FileJournal::open(&path, now()).unwrap();
            journal.begin(RunStart::new("import", "a", now())).unwrap();
            let failure = loop {
                let intent = match journal.intend(&step()) {
                    Ok(intent) => intent,
                    Err(failure) => break failure,
                };
                if let Err(failure) = journal.settle(intent, &StepOutcome::Done) {
                    break failure;
                }
            };
            assert!(matches!(failure, JournalError::Write { .. }), "{failure}");
            let again = journal.intend(&step());
            assert!(matches!(again, Err(JournalError::Write { .. })));
        }
        other => panic!("no part {other}"),
    }
}

/// Runs this program's `part` by a shell that first does what `before` says.
fn command(before: &str, part: &str, path: &Path) -> Command {
    let mut command = Command::new("/bin/sh");
    command
        .args(["-c", &format!("{before} exec \"$0\" \"$@\"")])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "part", "--ignored"])
        .env(PATH, path)
        .env(PART, part)
        .stdout(Stdio::null());
    command
}

fn start(part: &str, path: &Path) -> Child {
    command("", part, path).spawn().unwrap()
}

#[test]
fn two_processes_append_two_hundred_lines_each_and_the_chain_holds() {
    for part in ["append", "append-and-rotate"] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.jsonl");
        let children = [start(part, &path), start(part, &path)];
        for mut child in children {
            assert!(child.wait().unwrap().success());
        }
        let found = verify(&path).unwrap();
        assert_eq!((&found.faults, &found.torn), (&vec![], &vec![]));
        let renamed = found.files.len() - 1;
        assert_eq!(found.lines, 402 + u64::try_from(renamed).unwrap());
        assert_eq!(renamed > 0, part == "append-and-rotate");
    }
}

#[test]
fn threads_append_together_and_the_chain_holds_while_it_is_verified() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    append(&path, "0", 1, u64::MAX);
    let threads: Vec<_> = (0..4)
        .map(|number| {
            let path = path.clone();
            std::thread::spawn(move || append(&path, &number.to_string(), 25, u64::MAX))
        })
        .collect();
    while threads.iter().any(|thread| !thread.is_finished()) {
        assert_eq!(verify(&path).unwrap().faults, []);
    }
    for thread in threads {
        thread.join().unwrap();
    }
    assert_eq!(verify(&path).unwrap().lines, 3 + 4 * 51);
}

#[test]
fn a_process_killed_while_it_appends_leaves_a_journal_that_verifies() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    let head = path.with_extension("jsonl.head");
    let mut seen = 0;
    for round in 0..20_u64 {
        let mut child = start("append-for-ever", &path);
        let written = || -> Option<u64> {
            let text = std::fs::read_to_string(&head).ok()?;
            text.split(' ').next()?.parse().ok()
        };
        while written().unwrap_or(0) < seen + 4 {
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_micros(137 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        let found = verify(&path).unwrap();
        assert_eq!(found.faults, []);
        assert!(found.lines >= seen + 4);
        assert!(!unsettled(&path, "a").unwrap().is_empty());
        seen = found.lines;
    }
}

#[test]
fn a_full_disk_makes_intents_fail_and_nothing_is_lost_once_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    // A limit on the length of files is a full disk that every account can have.
    let limited = command("trap '' XFSZ; ulimit -f 20;", "fill", &path).status();
    assert!(limited.unwrap().success());
    let full = std::fs::read(&path).unwrap();
    assert_ne!(
        full.last(),
        Some(&b'\n'),
        "the limit fell between two lines"
    );
    let found = verify(&path).unwrap();
    assert_eq!((found.faults, found.torn.len()), (vec![], 1));

    let journal = FileJournal::open(&path, now()).unwrap();
    assert!(matches!(journal.findings(), [Finding::Torn { .. }]));
    append(&path, "a", 1, u64::MAX);
    assert!(std::fs::read(&path).unwrap().starts_with(&full));
    let found = verify(&path).unwrap();
    assert_eq!((found.faults, found.torn.len()), (vec![], 1));
}

#[test]
fn a_token_is_free_again_when_the_process_that_held_it_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("held");
    let mut child = start("hold", &path);
    while !path.exists() {
        std::thread::sleep(Duration::from_millis(5));
    }
    let held = TokenLock::take(&path, "01", Duration::ZERO);
    assert!(matches!(held, Err(JournalError::Busy { .. })));
    child.kill().unwrap();
    child.wait().unwrap();
    let _free = TokenLock::take(&path, "01", Duration::from_secs(5)).unwrap();
}
