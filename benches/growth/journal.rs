//! Adding one line to a journal of so many lines, flush included, and verifying all of them.

use divan::{Bencher, black_box};
use tempfile::TempDir;
use tokendesk::audit::{
    Action, FileJournal, Journal, ObjectClass, Purpose, RunStart, Step, StepOutcome, verify,
};

use crate::shelf;

fn step() -> Step {
    Step {
        action: Action::Create,
        class: ObjectClass::PrivateKey,
        label: "operator 0004".to_owned(),
        cka_id: vec![7; 20],
        sha256: None,
        purpose: Purpose::Write,
    }
}

fn journal(lines: usize) -> (TempDir, FileJournal) {
    let folder = TempDir::new().unwrap();
    let mut journal = FileJournal::open(folder.path().join("journal.jsonl"), shelf::now()).unwrap();
    journal
        .begin(RunStart::new("reuse", "0123456789ABCDEF", shelf::now()))
        .unwrap();
    for _ in 0..lines / 2 {
        let intent = journal.intend(&step()).unwrap();
        journal.settle(intent, &StepOutcome::Done).unwrap();
    }
    (folder, journal)
}

#[divan::bench(args = [10, 100, 1000], sample_count = 20, sample_size = 5)]
fn append(bencher: Bencher<'_, '_>, lines: usize) {
    let (_folder, mut journal) = journal(lines);
    let step = step();
    bencher.bench_local(|| journal.intend(&step).unwrap().sequence());
}

#[divan::bench(args = [10, 100, 1000])]
fn check(bencher: Bencher<'_, '_>, lines: usize) {
    let (folder, _journal) = journal(lines);
    let path = folder.path().join("journal.jsonl");
    bencher.bench(|| verify(black_box(&path)).unwrap());
}
