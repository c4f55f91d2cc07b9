//! Every file of the corpus ends as its neighbour file says.

mod bundle_expectation;

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use bundle_expectation::{Expectation, corpus, folder, judge};

#[test]
fn every_file_ends_as_its_neighbour_says() {
    let expectations = corpus();
    let (next, failures) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(it) = expectations.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(reason) = judge(it) {
                        let failure = format!("{}: {reason}", it.file());
                        failures.lock().unwrap().push(failure);
                    }
                }
            });
        }
    });
    let failures = failures.into_inner().unwrap();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn no_file_lacks_its_expectation_and_no_expectation_its_file() {
    let names = |suffix: &str| -> BTreeSet<String> {
        std::fs::read_dir(folder())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter_map(|name| name.strip_suffix(suffix).map(str::to_owned))
            .collect()
    };
    assert_eq!(names(".p12"), names(".expect.toml"));
}

#[test]
fn the_corpus_is_large_and_hostile_enough() {
    let corpus = corpus();
    let opens = |it: &&Expectation| it.outcome() == "opens";
    let refused = corpus.len() - corpus.iter().filter(opens).count();
    assert!(corpus.len() >= 120, "{} files", corpus.len());
    assert!(refused >= 40, "{refused} files that are refused");
}
