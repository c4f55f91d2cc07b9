//! What `journal verify` finds when somebody or something touched the file.

use std::path::{Path, PathBuf};

use tokendesk::audit::{
    Action, Event, Fault, FaultKind, FileJournal, Finding, Journal, JournalError, ObjectClass,
    PinRole, Purpose, RunStart, Step, StepOutcome, UnreadableReason, read, verify, verify_from,
};
use tokendesk::certificate::Sha256Digest;
use tokendesk::clock::Now;

fn now() -> Now {
    Now::at("2026-11-22T01:02:03Z".parse().unwrap())
}

fn step() -> Step {
    Step {
        action: Action::Create,
        class: ObjectClass::Certificate,
        label: "DESK 山田".to_owned(),
        cka_id: vec![1, 2],
        sha256: Some(Sha256Digest::of(b"leaf")),
        purpose: Purpose::Write,
    }
}

/// A journal of ten lines: a beginning, eight steps and outcomes, a refused PIN. The last is flushed, as that of a run is.
fn ten_lines(folder: &Path) -> PathBuf {
    let path = folder.join("journal.jsonl");
    let mut journal = FileJournal::open(&path, now()).unwrap();
    journal
        .begin(RunStart::new("import", "0123", now()))
        .unwrap();
    for _ in 0..4 {
        let intent = journal.intend(&step()).unwrap();
        journal.settle(intent, &StepOutcome::Done).unwrap();
    }
    append(&mut journal);
    path
}

fn append(journal: &mut FileJournal) {
    let role = PinRole::User;
    let code = "CKR_PIN_INCORRECT".to_owned();
    journal.note(&Event::PinRefused { role, code }).unwrap();
}

/// Opens the journal again and appends a run of one line.
fn go_on(path: &Path) -> Vec<Finding> {
    let mut journal = FileJournal::open(path, now()).unwrap();
    journal
        .begin(RunStart::new("check", "0123", now()))
        .unwrap();
    journal.findings().to_vec()
}

fn lines(path: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().map(str::to_owned).collect()
}

fn rewrite(path: &Path, lines: &[String]) {
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    std::fs::write(path, text).unwrap();
}

fn faults(path: &Path) -> Vec<(u64, FaultKind, u64)> {
    let found = verify(path).unwrap().faults;
    found
        .iter()
        .map(|f: &Fault| (f.line, f.kind, f.lines))
        .collect()
}

fn without_head(path: &Path) {
    std::fs::remove_file(path.with_extension("jsonl.head")).unwrap();
}

#[test]
fn finds_nothing_in_an_untouched_journal() {
    let folder = tempfile::tempdir().unwrap();
    let path = ten_lines(folder.path());
    let found = verify(&path).unwrap();
    assert!(found.is_intact() && found.faults.is_empty() && found.torn.is_empty());
    assert_eq!((found.lines, found.files), (10, vec![path.clone()]));
    let last = Sha256Digest::of(lines(&path)[9].as_bytes());
    assert_eq!(found.head, Some(last));
    assert_eq!(found.last_time, Some(now().timestamp()));
    assert_eq!(FileJournal::open(&path, now()).unwrap().head(), Some(last));
}

#[test]
fn finds_a_changed_byte_wherever_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = ten_lines(folder.path());
    let whole = std::fs::read(&path).unwrap();
    for at in 0..whole.len() {
        let mut changed = whole.clone();
        changed[at] ^= [0x01, 0x20, 0x80][at % 3];
        std::fs::write(&path, &changed).unwrap();
        let found = verify(&path).unwrap();
        assert!(!found.is_intact(), "a changed byte {at} went unseen");
    }
}

#[test]
fn finds_a_changed_byte_still_after_lines_were_added() {
    let folder = tempfile::tempdir().unwrap();
    let path = ten_lines(folder.path());
    let head = path.with_extension("jsonl.head");
    let (whole, remembered) = (std::fs::read(&path).unwrap(), std::fs::read(&head).unwrap());
    // The last line and the newline before it: nothing but the head file knows of them.
    let last = whole.len() - lines(&path)[9].len() - 2;
    for at in last..whole.len() {
        let mut changed = whole.clone();
        changed[at] ^= 0x01;
        std::fs::write(&path, &changed).unwrap();
        std::fs::write(&head, &remembered).unwrap();
        go_on(&path);
        assert!(!verify(&path).unwrap().is_intact(), "byte {at} went unseen");
    }
}

#[test]
fn names_the_line_that_was_changed() {
    let folder = tempfile::tempdir().unwrap();
    let path = ten_lines(folder.path());
    let mut changed = lines(&path);
    changed[4] = changed[4].replace("done", "gone");
    changed[9] = changed[9].replace("user", "uses");
    rewrite(&path, &changed);
    let expected = [(5, FaultKind::Changed, 1), (10, FaultKind::Changed, 1)];
    assert_eq!(faults(&path), expected);
    assert_eq!(go_on(&path), [Finding::Changed]);
    assert_eq!(faults(&path), expected);
}

#[test]
fn another_desks_longer_journal_in_its_place_is_not_gone_on_with_unseen() {
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = ten_lines(folder.path());
    let other = ten_lines(elsewhere.path());
    go_on(&other);
    std::fs::copy(&other, &path).unwrap();
    let journal = FileJournal::open(&path, now()).unwrap();
    assert_eq!(journal.findings(), [Finding::Changed]);
    assert!(!verify(&path).unwrap().is_intact());
}

#[test]
fn finds_missing_lines_and_counts_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = ten_lines(folder.path());
    let mut left = lines(&path);
    left.drain(3..5);
    rewrite(&path, &left);
    assert_eq!(faults(&path), [(4, FaultKind::Missing, 2)]);
}

#[test]
fn finds_that_the_first_lines_are_missing() {
    let folder = tempfile::tempdir().unwrap();
    let path = ten_lines(folder.path());
    rewrite(&path, &lines(&path)[2..]);
    assert_eq!(faults(&path), [(1, FaultKind::Missing, 2)]);
}

#[test]
fn finds_lines_that_were_exchanged() {
    let folder = tempfile::tempdir().unwrap();
    let path = ten_lines(folder.path());
    let mut moved = lines(&path);
    moved.swap(4, 5);
    rewrite(&path, &moved);
    assert_eq!(faults(&path), [(6, FaultKind::Reordered, 1)]);
    let mut moved = lines(&path);
    moved.swap(4, 5);
    let line = moved.remove(2);
    moved.insert(7, line);
    rewrite(&path, &moved);
    assert_eq!(faults(&path), [(8, FaultKind::Reordered, 1)]);
}

#[test]
fn finds_lines_cut_from_the_end_even_after_others_were_added() {
    let folder = tempfile::tempdir().unwrap();
    let path = ten_lines(folder.path());
    rewrite(&path, &lines(&path)[..7]);
    assert_eq!(faults(&path), [(7, FaultKind::Cut, 3)]);
    assert_eq!(go_on(&path), [Finding::Cut { lines: 3 }]);
    assert_eq!(faults(&path), [(8, FaultKind::Missing, 3)]);
}

#[test]
fn finds_an_end_cut_in_the_middle_of_a_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = ten_lines(folder.path());
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, &whole[..whole.len() - 20]).unwrap();
    assert_eq!(faults(&path), [(10, FaultKind::Cut, 1)]);
    without_head(&path);
    assert_eq!(faults(&path), [(10, FaultKind::Cut, 1)]);
}

#[test]
fn finds_a_cut_by_a_head_that_an_earlier_run_printed() {
    let folder = tempfile::tempdir().unwrap();
    let path = ten_lines(folder.path());
    let printed = [verify(&path).unwrap().head.unwrap()];
    assert!(verify_from(&path, &printed).unwrap().is_intact());
    rewrite(&path, &lines(&path)[..7]);
    without_head(&path);
    assert!(verify(&path).unwrap().is_intact());
    let found = verify_from(&path, &printed).unwrap().faults;
    assert_eq!((found[0].line, found[0].kind), (7, FaultKind::Cut));
}

#[test]
fn tells_unreadable_and_foreign_lines_and_reads_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let path = ten_lines(folder.path());
    let mut mixed = lines(&path);
    mixed.insert(2, "// a remark".to_owned());
    mixed.insert(6, r#"{"level":"info","msg":"hello"}"#.to_owned());
    mixed.insert(
        8,
        r#"{"v":2,"seq":9,"time":"x","prev":"y","event":"z"}"#.to_owned(),
    );
    rewrite(&path, &mixed);
    let expected = [
        (3, FaultKind::Unreadable, 1),
        (7, FaultKind::Foreign, 1),
        (9, FaultKind::Foreign, 1),
    ];
    assert_eq!(faults(&path), expected);

    let (good, bad): (Vec<_>, Vec<_>) = read(&path).unwrap().partition(Result::is_ok);
    let numbers: Vec<u64> = good.into_iter().map(|l| l.unwrap().number).collect();
    assert_eq!(numbers, [1, 2, 4, 5, 6, 8, 10, 11, 12, 13]);
    let bad: Vec<_> = bad.into_iter().map(|l| l.unwrap_err()).collect();
    assert!(matches!(bad[0].reason, UnreadableReason::Unreadable));
    assert!(matches!(bad[1].reason, UnreadableReason::Foreign));
    assert_eq!(bad[2].number, 9);
}

#[test]
fn leaves_a_strange_last_line_where_it_is_and_goes_on_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = ten_lines(folder.path());
    let mut text = std::fs::read_to_string(&path).unwrap();
    text.push_str("a remark\nand another\n");
    std::fs::write(&path, &text).unwrap();
    assert_eq!(go_on(&path), [Finding::Damaged { bytes: 20 }]);
    let after = std::fs::read_to_string(&path).unwrap();
    assert!(after.starts_with(&text));
    let line: serde_json::Value = serde_json::from_str(after.lines().nth(12).unwrap()).unwrap();
    assert_eq!(
        (&line["event"], &line["torn"]),
        (&"damaged".into(), &false.into())
    );
    assert_eq!(line["damaged_bytes"], 20);
    assert_eq!(go_on(&path), []);
    let expected = [
        (11, FaultKind::Unreadable, 1),
        (12, FaultKind::Unreadable, 1),
    ];
    assert_eq!(faults(&path), expected);
}

#[test]
fn keeps_a_torn_last_line_and_says_so_without_calling_it_a_fault() {
    let folder = tempfile::tempdir().unwrap();
    let path = ten_lines(folder.path());
    let mut text = std::fs::read_to_string(&path).unwrap();
    text.push_str("{\"v\":1,\"seq\":11,\"run\":\"0011");
    std::fs::write(&path, &text).unwrap();
    let found = verify(&path).unwrap();
    assert!(found.is_intact());
    assert_eq!(found.torn[0].1, 11);
    assert_eq!(go_on(&path), [Finding::Torn { bytes: 27 }]);
    assert!(std::fs::read_to_string(&path).unwrap().starts_with(&text));
    assert_eq!(go_on(&path), []);
    let found = verify(&path).unwrap();
    assert_eq!(
        (found.lines, found.faults, found.torn.len()),
        (13, vec![], 1)
    );
}

#[test]
fn a_torn_line_that_is_changed_later_is_a_fault() {
    let folder = tempfile::tempdir().unwrap();
    let path = ten_lines(folder.path());
    let mut text = std::fs::read_to_string(&path).unwrap();
    text.push_str("{\"v\":1,\"seq\":11");
    std::fs::write(&path, &text).unwrap();
    go_on(&path);
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(
        &path,
        text.replace("{\"v\":1,\"seq\":11\n", "{\"v\":1,\"seq\":12\n"),
    )
    .unwrap();
    assert_eq!(faults(&path), [(11, FaultKind::Unreadable, 1)]);
}

#[test]
fn a_first_line_that_was_cut_off_does_not_stop_the_journal() {
    for begun in ["{\"v", "{\"v\":1,\"seq\":1,\"ru", "\0\0\0\0\0\0\0\0"] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.jsonl");
        std::fs::write(&path, begun).unwrap();
        let bytes = u64::try_from(begun.len()).unwrap();
        assert_eq!(go_on(&path), [Finding::Torn { bytes }]);
        assert!(verify(&path).unwrap().is_intact());
    }
}

#[test]
fn a_last_line_that_lacks_only_its_newline_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = ten_lines(folder.path());
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.trim_end()).unwrap();
    assert_eq!(go_on(&path), []);
    let found = verify(&path).unwrap();
    assert_eq!((found.lines, found.faults), (11, vec![]));
}

#[test]
fn tells_a_clock_that_went_back_and_keeps_the_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = ten_lines(folder.path());
    let before = Now::at("2026-11-22T01:02:02Z".parse().unwrap());
    let mut journal = FileJournal::open(&path, before).unwrap();
    assert_eq!(journal.last_time(), Some(now().timestamp()));
    journal
        .begin(RunStart::new("check", "0123", before))
        .unwrap();
    assert_eq!(faults(&path), [(11, FaultKind::ClockWentBack, 1)]);
    assert!(verify(&path).unwrap().is_intact());
}

#[test]
fn finds_lines_of_another_journal() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (path, other) = (ten_lines(folder.path()), ten_lines(other.path()));
    let mut mixed = lines(&path);
    mixed.push(lines(&other)[4].clone());
    rewrite(&path, &mixed);
    assert_eq!(faults(&path), [(11, FaultKind::Foreign, 1)]);
}

#[test]
fn finds_a_damaged_head_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = ten_lines(folder.path());
    std::fs::write(path.with_extension("jsonl.head"), "x").unwrap();
    assert_eq!(faults(&path), [(1, FaultKind::Unreadable, 1)]);
    go_on(&path);
    assert_eq!(faults(&path), []);
}

#[test]
fn a_file_that_is_no_journal_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bundle.p12");
    std::fs::write(&path, b"\x30\x82\x0a\x00 not ours").unwrap();
    let opened = FileJournal::open(&path, now());
    assert!(matches!(opened, Err(JournalError::NotAJournal { .. })));
    assert_eq!(std::fs::read(&path).unwrap(), b"\x30\x82\x0a\x00 not ours");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    let opened = FileJournal::open(folder.path(), now());
    assert!(matches!(opened, Err(JournalError::NotAFile { .. })));
}
