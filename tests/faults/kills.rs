//! Ends at random moments: SIGKILL, and SIGTERM and Ctrl-C, which are answered with the truth.

use std::os::unix::process::ExitStatusExt;
use std::time::{Duration, Instant};

use cryptoki::object::{Attribute, CertificateType, KeyType, ObjectClass};
use rustix::process::{Pid, Signal, kill_process};

use super::judge;
use super::sight;
use super::stage::{Desk, PIN, Run, stage};
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

/// At least so many rounds, and more where a machine that became faster lets runs end before their signal.
fn at_random_moments(rounds: usize, signals: &[Signal]) -> (usize, Vec<String>) {
    let workflow = reuse();
    let whole = duration(&workflow);
    let mut random = Random(11);
    let (mut met, mut wrong) = (0, Vec::new());
    for round in 0..4 * rounds {
        if round >= rounds && met > rounds / 4 {
            break;
        }
        let desk = workflow.desk();
        let after = whole.mul_f64(random.below(1000) as f64 / 1000.0);
        let signal = signals[round % signals.len()];
        let (mut run, is_dead) = run_and_signal(&desk, &workflow, signal, after);
        let heeded = run.report["failure"]["cause"] == "interrupted";
        met += usize::from(is_dead || heeded);
        if is_dead {
            // Killed after its last word: it had come to its end.
            let exit = run.report["exit"].as_i64().unwrap_or(99);
            run.status = i32::try_from(exit).ok();
        }
        let is_dead = is_dead && run.report.is_null();
        let action = if is_dead {
            Action::Exit
        } else {
            Action::Removal
        };
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

/// Leaves in SoftHSM2 what a creation is cut off at, by one that it refuses for an attribute it does not know.
fn leave_hollow_objects(desk: &Desk) {
    let public = [
        Attribute::Class(ObjectClass::PUBLIC_KEY),
        Attribute::KeyType(KeyType::RSA),
    ];
    let certificate = [
        Attribute::Class(ObjectClass::CERTIFICATE),
        Attribute::CertificateType(CertificateType::X_509),
    ];
    sight::at(&desk.tokens(), Some(PIN), |session| {
        for template in [public, certificate] {
            let mut template = template.to_vec();
            template.push(Attribute::Token(true));
            template.push(Attribute::UniqueId(b"1".to_vec()));
            session.create_object(&template).unwrap_err();
        }
    })
    .unwrap();
}

#[test]
fn what_creations_were_cut_off_at_goes_when_the_command_runs_again_or_recover() {
    let workflow = reuse();
    for next in ["the same", "recover"] {
        let desk = workflow.desk();
        let scenario = "[[fault]]\nfunction = \"C_CreateObject\"\ncall = 2\naction = \"exit\"\n";
        let (run, fired) = desk.run_in(scenario, &workflow.arguments);
        assert_eq!((run.status, fired), (Some(99), 1), "{}", run.stderr);
        leave_hollow_objects(&desk);
        let hollow = |desk: &Desk| desk.look().0.iter().filter(|one| one.is_hollow()).count();
        assert_eq!(hollow(&desk), 2, "{:?}", desk.look());
        let again = match next {
            "recover" => desk.run(&["recover", "--confirm", &stage().serial].map(str::to_owned)),
            _ => desk.run(&workflow.arguments),
        };
        assert_eq!(again.status, Some(0), "{next}: {}", again.stderr);
        let goal = match next {
            "recover" => &workflow.before,
            _ => &workflow.goal,
        };
        assert_eq!(desk.look(), *goal, "{next}");
    }
}

#[test]
fn survives_being_killed_at_random_moments() {
    kill(12);
}

#[test]
fn tells_the_truth_when_it_is_interrupted_at_random_moments() {
    interrupt(12);
}
