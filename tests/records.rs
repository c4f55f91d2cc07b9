//! What journals tell of tokens: several desks, damage, journals of older versions, a token's life.

#[path = "records/stage.rs"]
mod stage;

use jiff::tz::TimeZone;
use tokendesk::audit::{
    CertificatePart, Event, FileJournal, Journal, PinRole, PlannedCertificate, RunStart, past,
    read_of, verify,
};
use tokendesk::workflow::records::{DamageKind, Filter, Gathering, life};

use stage::{at, certificate, gather, reuse};

const TOKEN: &str = "0123456789ABCDEF";

#[test]
fn two_desks_with_the_same_numbers_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let [one, other] = ["a", "b"].map(|desk| folder.path().join(desk).join("journal.jsonl"));
    let new = |name| certificate(CertificatePart::New, name, "2028-01-01T00:00:00Z");
    reuse(&one, "2026-11-22T01:00:00Z", "A1", "sato", &[new("a")]);
    reuse(&other, "2026-11-22T00:00:00Z", "B2", "kato", &[new("b")]);
    let records = gather(&[&one, &other]);
    let told: Vec<_> = records
        .runs
        .iter()
        .map(|run| (run.journal, run.serial.as_str(), run.changes.len()))
        .collect();
    assert_eq!(told, [(1, "B2", 1), (0, "A1", 1)], "oldest first");
    assert!(records.runs.iter().all(|run| run.written().is_some()));
}

#[test]
fn an_older_copy_of_a_journal_adds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    let copy = folder.path().join("copy.jsonl");
    let new = certificate(CertificatePart::New, "a", "2028-01-01T00:00:00Z");
    reuse(
        &path,
        "2026-11-22T01:00:00Z",
        "A1",
        "sato",
        std::slice::from_ref(&new),
    );
    // The copy was made in the middle of the run.
    let text = std::fs::read_to_string(&path).unwrap();
    let part: Vec<&str> = text.lines().take(3).collect();
    std::fs::write(&copy, part.join("\n") + "\n").unwrap();
    reuse(&path, "2026-11-22T02:00:00Z", "A1", "sato", &[new]);
    for order in [[&copy, &path], [&path, &copy]] {
        let records = gather(&order);
        assert_eq!(records.runs.len(), 2);
        assert!(records.runs.iter().all(|run| run.ended.is_some()));
    }
}

#[test]
fn a_damaged_line_is_told_with_its_place_and_the_rest_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    let new = certificate(CertificatePart::New, "a", "2028-01-01T00:00:00Z");
    reuse(
        &path,
        "2026-11-22T01:00:00Z",
        "A1",
        "sato",
        std::slice::from_ref(&new),
    );
    reuse(&path, "2026-11-22T02:00:00Z", "B2", "sato", &[new]);
    let text = std::fs::read_to_string(&path).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines[2] = "scribble".to_owned();
    std::fs::write(&path, lines.join("\n") + "\n").unwrap();
    for records in [gather(&[&path]), {
        let mut gathering = Gathering::default();
        gathering.add(&path, read_of(&path, "B2").unwrap());
        gathering.finish()
    }] {
        assert!(records.has_gaps());
        assert_eq!(records.damage.len(), 1);
        let damage = &records.damage[0];
        assert_eq!((damage.line, &damage.kind), (3, &DamageKind::Unreadable));
        assert!(records.runs.iter().any(|run| run.serial == "B2"));
    }
}

#[test]
fn a_torn_line_that_the_next_one_tells_of_is_no_gap() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    reuse(&path, "2026-11-22T01:00:00Z", "A1", "sato", &[]);
    let mut text = std::fs::read(&path).unwrap();
    text.extend(b"{\"v\":1,\"seq\":9,\"ru");
    std::fs::write(&path, text).unwrap();
    reuse(&path, "2026-11-22T02:00:00Z", "B2", "sato", &[]);
    let mut of_one = Gathering::default();
    of_one.add(&path, read_of(&path, "A1").unwrap());
    for records in [gather(&[&path]), of_one.finish()] {
        assert_eq!(records.damage.len(), 1);
        assert_eq!(records.damage[0].kind, DamageKind::Torn);
        assert!(!records.has_gaps());
    }
}

#[test]
fn one_tokens_lines_are_the_same_however_they_are_sought() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    // The serial of one token stands in the other's subject.
    let decoy = certificate(
        CertificatePart::New,
        "\"serial\":\"A1\"",
        "2028-01-01T00:00:00Z",
    );
    reuse(&path, "2026-11-22T01:00:00Z", "A1", "sato", &[]);
    reuse(&path, "2026-11-22T02:00:00Z", "B2", "sato", &[decoy]);
    let mut of_one = Gathering::default();
    of_one.add(&path, read_of(&path, "A1").unwrap());
    let mut all = gather(&[&path]);
    all.runs.retain(|run| run.serial == "A1");
    assert_eq!(of_one.finish(), all);
}

#[test]
fn a_life_counts_what_was_written_what_failed_and_what_is_held() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    let first = certificate(CertificatePart::New, "old", "2026-11-30T00:00:00Z");
    reuse(
        &path,
        "2026-11-01T00:00:00Z",
        TOKEN,
        "sato",
        std::slice::from_ref(&first),
    );
    let gone = PlannedCertificate {
        part: CertificatePart::Removed,
        ..first
    };
    let second = certificate(CertificatePart::New, "new", "2028-11-30T00:00:00Z");
    let plan = [second.clone(), gone];
    reuse(&path, "2026-12-02T00:00:00Z", TOKEN, "sato", &plan);
    // A run that was cut off before it changed anything.
    let now = at("2026-12-03T00:00:00Z");
    let mut journal = FileJournal::open(&path, now).unwrap();
    journal.begin(RunStart::new("wipe", TOKEN, now)).unwrap();
    let refused = Event::PinRefused {
        role: PinRole::User,
        code: "CKR_PIN_INCORRECT".to_owned(),
    };
    journal.note(&refused).unwrap();
    let told = life(&gather(&[&path]), TOKEN);
    assert_eq!((told.runs, told.written, told.failed), (3, 2, 1));
    assert_eq!(told.refusals, 1);
    let held: Vec<_> = told.held.iter().map(|one| one.sha256).collect();
    assert_eq!(held, [second.sha256]);
    assert_eq!(life(&gather(&[&path]), "nobody's").runs, 0);
}

#[test]
fn a_run_is_found_by_its_certificate_operator_and_local_day() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    let new = certificate(CertificatePart::New, "電力 太郎", "2028-01-01T00:00:00Z");
    // In Tokyo it is the 23rd already.
    reuse(
        &path,
        "2026-11-22T16:00:00Z",
        "A1",
        "Sato",
        std::slice::from_ref(&new),
    );
    let run = &gather(&[&path]).runs[0];
    let by = |which: &str| Filter {
        certificate: Some(which.to_owned()),
        ..Filter::default()
    };
    let digest = new.sha256.to_string();
    for which in ["太郎", "0A:1B", "a1b", &digest, &digest[..8].to_uppercase()] {
        assert!(by(which).takes(run), "{which}");
    }
    for which in ["次郎", "0a1c", &digest[..7]] {
        assert!(!by(which).takes(run), "{which}");
    }
    let sato = Filter {
        operator: Some("sato".to_owned()),
        ..Filter::default()
    };
    assert!(sato.takes(run));
    let tokyo = TimeZone::get("Asia/Tokyo").unwrap();
    let day = |day: &str| Some(day.parse().unwrap());
    let on = |from, to| Filter::default().on_days(from, to, &tokyo).takes(run);
    assert!(on(day("2026-11-23"), day("2026-11-23")));
    assert!(!on(None, day("2026-11-22")));
    assert!(!on(day("2026-11-24"), None));
}

#[test]
fn a_mark_is_remembered_until_it_is_taken_back_however_many_runs_follow() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    let mark = |time: &str, event: &Event| {
        let mut journal = FileJournal::open(&path, at(time)).unwrap();
        let mut start = RunStart::new("mark-defective", TOKEN, at(time));
        start.operator = "sato".to_owned();
        journal.begin(start).unwrap();
        journal.note(event).unwrap();
    };
    let reason = "dropped".to_owned();
    let marked = Event::MarkedDefective { reason };
    mark("2026-11-22T01:00:00Z", &marked);
    let defect = past(&path, TOKEN).unwrap().defective.unwrap();
    assert_eq!(defect.reason, "dropped");
    assert_eq!(defect.operator, "sato");
    reuse(&path, "2026-11-22T02:00:00Z", TOKEN, "kato", &[]);
    reuse(&path, "2026-11-22T03:00:00Z", TOKEN, "kato", &[]);
    assert_eq!(past(&path, TOKEN).unwrap().defective, Some(defect.clone()));
    assert_eq!(life(&gather(&[&path]), TOKEN).defective, Some(defect));
    assert_eq!(past(&path, "another").unwrap().defective, None);
    mark(
        "2026-11-22T04:00:00Z",
        &Event::ClearedDefective { reason: None },
    );
    assert_eq!(past(&path, TOKEN).unwrap().defective, None);
    reuse(&path, "2026-11-22T05:00:00Z", TOKEN, "kato", &[]);
    assert_eq!(past(&path, TOKEN).unwrap().defective, None);
    assert!(verify(&path).unwrap().is_intact());
}

/// Lines as they were written before certificates stood in them.
const OLD: &str = include_str!("../fixtures/journal/before_records.jsonl");

#[test]
fn a_journal_from_before_records_still_verifies_and_reads() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    std::fs::write(&path, OLD).unwrap();
    let found = verify(&path).unwrap();
    assert_eq!(found.faults, []);
    let records = gather(&[&path]);
    assert_eq!(records.damage, []);
    let runs: Vec<_> = records
        .runs
        .iter()
        .map(|run| run.command.as_str())
        .collect();
    assert_eq!(runs, ["reuse"]);
    let run = &records.runs[0];
    assert!(run.has_written());
    assert_eq!(run.written(), None, "its certificates are not told");
    let serial = run.serial.clone();
    let sha256 = run.changes.last().and_then(|it| it.sha256).unwrap();
    let by = Filter {
        certificate: Some(sha256.to_string()),
        ..Filter::default()
    };
    assert!(by.takes(run));
    assert_eq!(past(&path, &serial).unwrap().defective, None);
}
