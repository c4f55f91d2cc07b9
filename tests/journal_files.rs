//! The journal as files: modes, renamed files, a million lines, places where it cannot be.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tokendesk::audit::token_lock::TokenLock;
use tokendesk::audit::{
    Action, Event, FaultKind, FileJournal, FinishedEffect, FinishedOutcome, Journal, JournalError,
    MemoryJournal, ObjectClass, PinRole, Purpose, RunStart, Step, StepOutcome, past, read,
    unsettled, verify,
};
use tokendesk::clock::Now;

fn now() -> Now {
    Now::at("2026-11-22T01:02:03Z".parse().unwrap())
}

fn step() -> Step {
    Step {
        action: Action::Destroy,
        class: ObjectClass::PublicKey,
        label: "DESK".to_owned(),
        cka_id: vec![1],
        sha256: None,
        purpose: Purpose::RemoveExpired,
    }
}

/// A journal of several renamed files: one open run at the very beginning, then many of another token.
fn rotated(folder: &Path) -> PathBuf {
    let path = folder.join("journal.jsonl");
    let mut journal = FileJournal::open(&path, now())
        .unwrap()
        .rotated_beyond(4_000);
    journal
        .begin(RunStart::new("import", "first", now()))
        .unwrap();
    let _never_settled = journal.intend(&step()).unwrap();
    journal
        .begin(RunStart::new("wipe", "second", now()))
        .unwrap();
    for _ in 0..30 {
        let intent = journal.intend(&step()).unwrap();
        journal.settle(intent, &StepOutcome::Done).unwrap();
    }
    journal.note(&Event::PinReset).unwrap();
    path
}

#[test]
fn a_full_file_is_renamed_and_the_chain_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = rotated(folder.path());
    let found = verify(&path).unwrap();
    assert_eq!(found.faults, []);
    assert!(found.files.len() >= 4, "{:?}", found.files);
    assert_eq!(found.files.last(), Some(&path));
    let renamed = u64::try_from(found.files.len()).unwrap() - 1;
    assert_eq!(found.lines, 2 + 62 + renamed);
    for file in &found.files[..found.files.len() - 1] {
        let length = std::fs::metadata(file).unwrap().len();
        assert!((4_000..5_000).contains(&length), "{length}");
    }
    let text = std::fs::read_to_string(&path).unwrap();
    let first: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    let before = found.files[found.files.len() - 2].file_name().unwrap();
    assert_eq!(first["event"], "rotated");
    assert_eq!(first["rotated_file"], before.to_str().unwrap());
    assert_eq!(first["rotated_head"], first["prev"]);
    assert_eq!(
        read(&path).unwrap().filter(Result::is_ok).count() as u64,
        found.lines
    );
}

#[test]
fn an_open_run_is_found_in_a_renamed_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = rotated(folder.path());
    let open = unsettled(&path, "first").unwrap();
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].intents[0].step, step());
    assert_eq!(unsettled(&path, "second").unwrap()[0].intents.len(), 30);
}

#[test]
fn a_renamed_file_that_is_gone_is_missed() {
    let folder = tempfile::tempdir().unwrap();
    let path = rotated(folder.path());
    let files = verify(&path).unwrap().files;
    let lines = std::fs::read_to_string(&files[1]).unwrap().lines().count() as u64;
    std::fs::remove_file(&files[1]).unwrap();
    let found = verify(&path).unwrap().faults;
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].kind, found[0].lines), (FaultKind::Missing, lines));
    assert_eq!(*found[0].file, *files[2]);
}

#[test]
fn a_journal_that_is_gone_is_missed_by_the_one_that_follows() {
    let folder = tempfile::tempdir().unwrap();
    let path = rotated(folder.path());
    let lines = std::fs::read_to_string(&path).unwrap().lines().count() as u64;
    std::fs::remove_file(&path).unwrap();
    let mut journal = FileJournal::open(&path, now()).unwrap();
    journal
        .begin(RunStart::new("wipe", "second", now()))
        .unwrap();
    let found = verify(&path).unwrap().faults;
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].kind, found[0].lines), (FaultKind::Missing, lines));
}

#[cfg(unix)]
#[test]
fn only_its_owner_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state/tokendesk/journal.jsonl");
    let mut journal = FileJournal::open(&path, now()).unwrap();
    journal.begin(RunStart::new("wipe", "0123", now())).unwrap();
    let _lock = TokenLock::take(&path, "0123", Duration::ZERO).unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(&path.with_extension("jsonl.head")), 0o600);
    for folder in ["state", "state/tokendesk", "state/tokendesk/locks"] {
        assert_eq!(mode(&path.ancestors().nth(3).unwrap().join(folder)), 0o700);
    }
}

#[test]
fn a_place_where_it_cannot_be_is_refused_before_anything_else() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("file"), "").unwrap();
    let under_a_file = FileJournal::open(folder.path().join("file/journal.jsonl"), now());
    assert!(matches!(under_a_file, Err(JournalError::Folder { .. })));
}

#[cfg(target_os = "linux")]
#[test]
fn a_read_only_place_and_a_device_are_refused() {
    // Nobody can make files there, not even root.
    let read_only = FileJournal::open("/proc/journal.jsonl", now());
    assert!(matches!(read_only, Err(JournalError::Open { .. })));
    let full = FileJournal::open("/dev/full", now());
    assert!(matches!(full, Err(JournalError::NotAFile { .. })));
}

#[test]
fn a_hundred_thousand_lines_open_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    let mut memory = MemoryJournal::new(now());
    for _ in 0..1_000 {
        memory.begin(RunStart::new("wipe", "first", now())).unwrap();
        for _ in 0..49 {
            let intent = memory.intend(&step()).unwrap();
            memory.settle(intent, &StepOutcome::Done).unwrap();
        }
        let finished = Event::Finished {
            result: FinishedOutcome::Done,
            exit: 0,
            effect: FinishedEffect::Complete,
        };
        memory.note(&finished).unwrap();
    }
    memory.begin(RunStart::new("wipe", "last", now())).unwrap();
    let _never_settled = memory.intend(&step()).unwrap();
    let mut text = String::new();
    for line in memory.lines() {
        text.push_str(&serde_json::to_string(line).unwrap());
        text.push('\n');
    }
    std::fs::write(&path, text).unwrap();

    let begun = Instant::now();
    let mut journal = FileJournal::open(&path, now()).unwrap();
    let opened = begun.elapsed();
    assert_eq!(journal.head(), memory.head());
    assert!(
        opened < Duration::from_millis(100),
        "opening took {opened:?}"
    );

    let begun = Instant::now();
    assert_eq!(past(&path, "last").unwrap().unsettled.len(), 1);
    let looked = begun.elapsed();
    assert!(
        looked < Duration::from_millis(100),
        "looking took {looked:?}"
    );

    journal.begin(RunStart::new("wipe", "last", now())).unwrap();
    let role = PinRole::User;
    journal.note(&Event::LoggedIn { role }).unwrap();
    let found = verify(&path).unwrap();
    assert_eq!((found.lines, found.faults), (100_004, vec![]));
}

#[test]
fn a_token_is_locked_for_one_run_and_another_token_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    let first = TokenLock::take(&path, "01", Duration::ZERO).unwrap();
    let again = TokenLock::take(&path, "01", Duration::from_millis(20));
    assert!(matches!(again, Err(JournalError::Busy { waited, .. }) if waited.as_millis() >= 20));
    let _other = TokenLock::take(&path, "02", Duration::ZERO).unwrap();
    let waiting = std::thread::spawn({
        let path = path.clone();
        move || TokenLock::take(&path, "01", Duration::from_secs(20)).map(drop)
    });
    drop(first);
    waiting.join().unwrap().unwrap();
}
