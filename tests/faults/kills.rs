//! Ends at random moments: SIGKILL, and SIGTERM and Ctrl-C, which are answered with the truth.

use std::os::unix::process::ExitStatusExt;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::judge;
use super::stage::{Desk, Run, stage};
use super::sweep::{Action, Fault, Random, When};
use super::workflow::Workflow;

/// Each call takes this long, so that the moments fall between and into calls.
const LATENCY_MS: &str = "4";

fn reuse() -> Workflow {
    let stage = stage();
    Workflow::new("reuse", stage.desk(), &["reuse", "BUNDLE"], &stage.expired)
}

/// Runs and sends a signal after some time; whether it ended by that signal.
fn run_and_signal(
    desk: &Desk,
    workflow: &Workflow,
    signal: Signal,
    after: Duration,
) -> (Run, bool) {
    let mut command = desk.command(&workflow.arguments);
    command.env("EPASS2003_LATENCY_MS", LATENCY_MS);
    let child = command.spawn().unwrap();
    std::thread::sleep(after);
    let _ = kill_process(Pid::from_child(&child), signal);
    let output = child.wait_with_output().unwrap();
    let is_its_end = output.status.signal().is_some();
    (Run::of(&output), is_its_end)
}

/// How long a run takes when nobody disturbs it.
fn duration(workflow: &Workflow) -> Duration {
    let desk = workflow.desk();
    let mut command = desk.command(&workflow.arguments);
    command.env("EPASS2003_LATENCY_MS", LATENCY_MS);
    let began = Instant::now();
    assert!(command.output().unwrap().status.success());
    began.elapsed()
}

fn at_random_moments(rounds: usize, signals: &[Signal]) -> (usize, Vec<String>) {
    let workflow = reuse();
    let whole = duration(&workflow);
    let mut random = Random(11);
    let (mut met, mut wrong) = (0, Vec::new());
    for round in 0..rounds {
        let desk = workflow.desk();
        let after = whole.mul_f64(random.below(1000) as f64 / 1000.0);
        let signal = signals[round % signals.len()];
        let (mut run, is_dead) = run_and_signal(&desk, &workflow, signal, after);
        let heeded = run.report["failure"]["cause"] == "interrupted";
        met += usize::from(is_dead || heeded);
        let action = if is_dead {
            Action::Exit
        } else {
            Action::Removal
        };
        if is_dead {
            run.status = Some(99);
        }
        let fault = Fault::at_call(1, (When::Before, action));
        let mut found = judge::judge(&workflow, &fault, &desk, &run);
        if is_dead && signal != Signal::KILL && desk.journal().exists() {
            let lines = std::fs::read_to_string(desk.journal()).unwrap_or_default();
            if lines.contains("\"event\":\"begin\"")
                && !lines.contains("\"run\":\"recover\"")
                && run.report.is_null()
                && lines.lines().count() > 60
            {
                found.push("ended by a signal in the middle of its work".to_owned());
            }
        }
        if heeded && !matches!(run.status, Some(4 | 5)) {
            found.push(format!("interrupted with exit {:?}", run.status));
        }
        wrong.extend(
            found
                .into_iter()
                .map(|one| format!("{signal:?} after {after:?}: {one}")),
        );
    }
    (met, wrong)
}

/// SIGKILL at so many random moments; how many met a running process.
pub fn kill(rounds: usize) -> usize {
    let (met, wrong) = at_random_moments(rounds, &[Signal::KILL]);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(
        met > rounds / 4,
        "only {met} of {rounds} were killed while they worked"
    );
    met
}

/// SIGTERM and SIGINT at so many random moments; how many were heeded.
pub fn interrupt(rounds: usize) -> usize {
    let (met, wrong) = at_random_moments(rounds, &[Signal::TERM, Signal::INT]);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(
        met > rounds / 4,
        "only {met} of {rounds} met a running process"
    );
    met
}

#[test]
fn survives_being_killed_at_random_moments() {
    kill(12);
}

#[test]
fn tells_the_truth_when_it_is_interrupted_at_random_moments() {
    interrupt(12);
}
