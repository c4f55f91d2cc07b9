//! Every workflow with a fault at every call: nothing unexpired is lost, what is told is true, no secret is told, the
//! next run finishes.
//!
//! The tests that are not ignored are the slice that belongs to every test run; the whole sweep has a script,
//! `softhsm/sweep.sh`.
#![cfg(target_os = "linux")]

#[path = "faults/crowd.rs"]
mod crowd;
#[path = "faults/journal.rs"]
mod journal;
#[path = "faults/judge.rs"]
mod judge;
#[path = "faults/kills.rs"]
mod kills;
#[path = "faults/lies.rs"]
mod lies;
#[path = "faults/papers.rs"]
mod papers;
#[path = "faults/pins.rs"]
mod pins;
#[path = "support/sentinel.rs"]
mod sentinel;
#[path = "faults/sight.rs"]
mod sight;
#[path = "faults/stage.rs"]
mod stage;
#[path = "faults/sweep.rs"]
mod sweep;
#[path = "faults/workflow.rs"]
mod workflow;

use sweep::{Action, Fault, Random, SIX_WAYS, Table, Times, When};
use workflow::{CHANGES, Workflow};

/// The workflows that `TOKENDESK_SWEEP_ONLY` begins the name of; all without it.
fn wanted() -> Vec<Workflow> {
    let only = std::env::var("TOKENDESK_SWEEP_ONLY").unwrap_or_default();
    let all = workflow::all().into_iter();
    all.filter(|workflow| workflow.name.starts_with(&only))
        .collect()
}

/// Sweeps each workflow, prints the table, keeps it in the folder `TOKENDESK_SWEEP_TABLES`, and fails if a run did.
fn sweep(name: &str, faults: impl Fn(&Workflow) -> Vec<Fault>) {
    let mut table = Table::default();
    for workflow in wanted() {
        let faults = faults(&workflow);
        eprintln!(
            "{}: {} calls, {} faults",
            workflow.name,
            workflow.calls.len(),
            faults.len()
        );
        table.absorb(sweep::run(&workflow, &faults));
    }
    let text = table.markdown();
    println!("{text}");
    if let Ok(folder) = std::env::var("TOKENDESK_SWEEP_TABLES") {
        std::fs::write(std::path::Path::new(&folder).join(name), text).unwrap();
    }
    table.assert_survived();
}

/// The numbers of the calls to any of these functions, counted over them alone.
fn calls_to(workflow: &Workflow, functions: &[&str]) -> std::ops::RangeInclusive<usize> {
    let calls = workflow.calls.iter();
    1..=calls
        .filter(|call| functions.contains(&call.as_str()))
        .count()
}

fn at(functions: &[&str], call: usize, way: (When, Action)) -> Fault {
    Fault {
        functions: functions.iter().map(|name| (*name).to_owned()).collect(),
        ..Fault::at_call(call, way)
    }
}

/// What modules answer when they fail, beside the general error.
const CODES: [&str; 10] = [
    "CKR_DEVICE_ERROR",
    "CKR_DEVICE_REMOVED",
    "CKR_SESSION_HANDLE_INVALID",
    "CKR_USER_NOT_LOGGED_IN",
    "CKR_ATTRIBUTE_TYPE_INVALID",
    "CKR_TEMPLATE_INCONSISTENT",
    "CKR_DEVICE_MEMORY",
    "CKR_FUNCTION_FAILED",
    "CKR_OBJECT_HANDLE_INVALID",
    "CKR_CRYPTOKI_NOT_INITIALIZED",
];

#[test]
fn survives_a_fault_at_every_call_that_changes_objects_in_all_six_ways() {
    sweep("changes", |workflow| {
        calls_to(workflow, &CHANGES)
            .flat_map(|call| SIX_WAYS.map(|way| Fault::at_change(call, way)))
            .collect()
    });
}

#[test]
#[ignore = "the whole sweep: softhsm/sweep.sh"]
fn survives_a_fault_at_every_call_in_all_six_ways() {
    sweep("every-call", |workflow| {
        (1..=workflow.calls.len())
            .flat_map(|call| SIX_WAYS.map(|way| Fault::at_call(call, way)))
            .collect()
    });
}

#[test]
#[ignore = "the whole sweep: softhsm/sweep.sh"]
fn survives_every_kind_of_error_at_every_call_that_changes_objects() {
    sweep("codes", |workflow| {
        let ways = calls_to(workflow, &CHANGES)
            .flat_map(|call| [When::Before, When::After].map(|when| (call, (when, Action::Error))));
        ways.flat_map(|(call, way)| {
            CODES.map(|code| Fault {
                code,
                ..Fault::at_change(call, way)
            })
        })
        .collect()
    });
}

#[test]
#[ignore = "the whole sweep: softhsm/sweep.sh"]
fn survives_a_token_that_answers_ok_and_does_nothing() {
    // What is read with these: whether somebody is logged in, what is there, whether it signs.
    const LIES: [&str; 13] = [
        "C_GenerateKeyPair",
        "C_DeriveKey",
        "C_UnwrapKey",
        "C_WrapKey",
        "C_CreateObject",
        "C_DestroyObject",
        "C_Login",
        "C_Logout",
        "C_FindObjectsInit",
        "C_FindObjects",
        "C_FindObjectsFinal",
        "C_SignInit",
        "C_Sign",
    ];
    sweep("lies", |workflow| {
        LIES.iter()
            .flat_map(|name| {
                calls_to(workflow, &[name])
                    .map(|call| at(&[name], call, (When::Before, Action::Nothing)))
            })
            .collect()
    });
}

#[test]
#[ignore = "the whole sweep: softhsm/sweep.sh"]
fn survives_a_fault_that_stays_from_any_call_on() {
    sweep("for-good", |workflow| {
        let calls = 1..=workflow.calls.len();
        calls
            .flat_map(|call| {
                [When::Before, When::After].map(|when| Fault {
                    times: Times::Always,
                    ..Fault::at_call(call, (when, Action::Error))
                })
            })
            .collect()
    });
}

#[test]
#[ignore = "the whole sweep: softhsm/sweep.sh"]
fn survives_a_token_that_forgets_the_login_or_shows_another_serial() {
    sweep("turncoats", |workflow| {
        (1..=workflow.calls.len())
            .flat_map(|call| {
                [Action::ForgetLogin, Action::OtherSerial]
                    .map(|action| Fault::at_call(call, (When::Before, action)))
            })
            .collect()
    });
}

#[test]
#[ignore = "the whole sweep: softhsm/sweep.sh"]
fn survives_two_faults_in_one_run() {
    let pairs: usize =
        std::env::var("TOKENDESK_SWEEP_PAIRS").map_or(60, |text| text.parse().unwrap());
    sweep("pairs", |workflow| {
        let mut random = Random(7);
        let changes = calls_to(workflow, &CHANGES).count();
        let pairs = if changes == 0 { 0 } else { pairs };
        (0..pairs)
            .map(|_| {
                let first = random.below(SIX_WAYS.len() - 2);
                let second = random.below(SIX_WAYS.len());
                // An undo makes more calls than the run without faults.
                let later = 1 + random.below(workflow.calls.len() + 40);
                let times = [Times::Once, Times::Always][random.below(2)];
                Fault {
                    second: Some(Box::new(Fault {
                        times,
                        ..Fault::at_call(later, SIX_WAYS[second])
                    })),
                    ..Fault::at_change(1 + random.below(changes), SIX_WAYS[first])
                }
            })
            .collect()
    });
}

#[test]
#[ignore = "the whole sweep: softhsm/sweep.sh"]
fn survives_a_full_disk_at_every_line_of_the_journal() {
    println!("full disk: {} runs", journal::sweep_full_disk(1));
}

#[test]
#[ignore = "the whole sweep: softhsm/sweep.sh"]
fn survives_being_killed_at_two_hundred_random_moments() {
    println!(
        "SIGKILL: {} of 200 met the process at work",
        kills::kill(200)
    );
}

#[test]
#[ignore = "the whole sweep: softhsm/sweep.sh"]
fn tells_the_truth_when_interrupted_at_a_hundred_random_moments() {
    println!(
        "SIGTERM, SIGINT: {} of 100 met the process at work",
        kills::interrupt(100)
    );
}

#[test]
#[ignore = "the whole sweep: softhsm/sweep.sh"]
fn a_hundred_rounds_of_writing_and_wiping_leave_nothing() {
    crowd::rounds(100);
}

#[test]
#[ignore = "the whole sweep: softhsm/sweep.sh"]
fn ten_tokens_that_come_and_go_for_a_minute_are_never_mixed_up() {
    crowd::come_and_go(10, std::time::Duration::from_secs(60));
}
