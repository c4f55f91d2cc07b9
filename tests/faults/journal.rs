//! A journal that fails: no room on the disk at every line, no journal at all, a line that was torn.

use std::os::unix::process::CommandExt;

use rustix::process::{Resource, Rlimit, setrlimit};
use tokendesk::audit;

use super::stage::{Desk, Run, stage};

fn reuse() -> Vec<String> {
    let stage = stage();
    let bundle = stage.path("new.p12").display().to_string();
    ["reuse", &bundle, "--confirm", &stage.serial, "--json"]
        .map(str::to_owned)
        .to_vec()
}

/// A desk whose journal is longer than any file of the token: a limit on file sizes meets the journal alone.
fn desk_with_long_journal() -> Desk {
    let desk = stage().desk();
    let serial = &stage().serial;
    let dry = ["wipe", "--dry-run", "--confirm", serial, "--json"].map(str::to_owned);
    while !std::fs::metadata(desk.journal()).is_ok_and(|journal| journal.len() > 16_000) {
        assert_eq!(desk.run(&dry).status, Some(0));
    }
    desk
}

/// Runs with a limit on the size of files, bytes.
fn run_within(desk: &Desk, limit: u64) -> Run {
    let mut command = desk.command(&reuse());
    let limit = Rlimit {
        current: Some(limit),
        maximum: Some(limit),
    };
    // SAFETY: the child makes one system call between fork and exec.
    unsafe {
        command.pre_exec(move || setrlimit(Resource::Fsize, limit).map_err(Into::into));
    }
    Run::of(&command.output().unwrap())
}

/// The disk is full from every `step`-th line on, at its beginning and in its middle.
pub fn sweep_full_disk(step: usize) -> usize {
    let full = desk_with_long_journal();
    let start = std::fs::metadata(full.journal()).unwrap().len();
    let trial = full.twin();
    assert_eq!(trial.run(&reuse()).status, Some(0));
    let goal = trial.look();
    let text = std::fs::read(trial.journal()).unwrap();
    let ends: Vec<u64> = (start..text.len() as u64)
        .filter(|place| text[*place as usize - 1] == b'\n')
        .collect();
    let mut runs = 0;
    for (line, end) in ends.iter().enumerate().step_by(step) {
        for limit in [*end, end + 20] {
            let desk = full.twin();
            let run = run_within(&desk, limit);
            let after = desk.look();
            let when = format!("line {line} of {}, {limit} bytes: {run:?}", ends.len());
            runs += 1;
            let report = &run.report["failure"];
            match report["effect"].as_str() {
                None => assert_eq!((run.status, &after), (Some(0), &goal), "{when}"),
                Some("untouched") => {
                    assert_eq!((run.status, &after), (Some(10), &stage().before), "{when}");
                }
                Some("partial") => {
                    assert_eq!(run.status, Some(5), "{when}");
                    assert!(after != stage().before && after != goal, "{when}");
                }
                other => panic!("{other:?}: {when}"),
            }
            let lost = stage().before.without(&stage().expired).beyond(&after);
            assert!(lost.is_empty(), "lost {lost:?}: {when}");
            let new = after.beyond(&stage().before);
            assert!(
                new.is_empty() || new == goal.beyond(&stage().before),
                "half written: {when}"
            );
            let again = desk.run(&reuse());
            assert_eq!(
                (again.status, desk.look()),
                (Some(0), goal.clone()),
                "again after {when}"
            );
            let verified = audit::verify(&desk.journal()).unwrap();
            assert!(verified.is_intact(), "{verified:?}: {when}");
        }
    }
    runs
}

#[test]
fn survives_a_full_disk_at_some_lines_of_the_journal() {
    assert!(sweep_full_disk(6) > 5);
}

#[test]
fn changes_nothing_without_a_journal_and_spends_no_pin_try() {
    let desk = stage().desk();
    std::fs::create_dir(desk.path("folder")).unwrap();
    std::fs::write(desk.path("letter.txt"), "Dear sir,\n").unwrap();
    for journal in [
        desk.path("folder"),
        desk.path("letter.txt"),
        "/proc/nowhere/journal.jsonl".into(),
    ] {
        let log = desk.path("calls");
        let _ = std::fs::remove_file(&log);
        let mut command = desk.command(&reuse());
        command
            .env("TOKENDESK_JOURNAL", &journal)
            .env("EPASS2003_LOG", &log);
        let run = Run::of(&command.output().unwrap());
        assert_eq!(run.status, Some(10), "{}: {run:?}", journal.display());
        assert_eq!(run.report["failure"]["effect"], "untouched");
        let calls = std::fs::read_to_string(&log).unwrap_or_default();
        assert!(!calls.contains("fn=C_Login "), "{calls}");
    }
    assert_eq!(desk.look(), stage().before);
    let letter = std::fs::read_to_string(desk.path("letter.txt")).unwrap();
    assert_eq!(letter, "Dear sir,\n");
}

#[test]
fn finishes_after_a_torn_line() {
    for (function, call) in [
        ("C_CreateObject", 1),
        ("C_CreateObject", 3),
        ("C_DestroyObject", 2),
    ] {
        let desk = stage().desk();
        let scenario = format!(
            "[[fault]]\nfunction = \"{function}\"\ncall = {call}\nwhen = \"after\"\naction = \"exit\"\n"
        );
        let (_, fired) = desk.run_in(&scenario, &reuse());
        assert_eq!(fired, 1);
        let text = std::fs::read(desk.journal()).unwrap();
        std::fs::write(desk.journal(), &text[..text.len() - 40]).unwrap();
        let run = desk.run(&reuse());
        assert_eq!(run.status, Some(0), "{run:?}");
        let after = desk.look();
        let kept = stage().before.without(&stage().expired);
        assert_eq!(kept.beyond(&after), []);
        assert_eq!(after.beyond(&kept).len(), 4, "the new identity, once");
    }
}
