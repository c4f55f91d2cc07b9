//! Every workflow with a fault at every call: nothing unexpired is lost, what is told is true, the next run finishes.
//!
//! The tests that are not ignored are the slice that belongs to every test run; the whole sweep has a script,
//! `softhsm/sweep.sh`.
#![cfg(target_os = "linux")]

#[path = "faults/judge.rs"]
mod judge;
#[path = "faults/papers.rs"]
mod papers;
#[path = "faults/sight.rs"]
mod sight;
#[path = "faults/stage.rs"]
mod stage;
#[path = "faults/sweep.rs"]
mod sweep;
#[path = "faults/workflow.rs"]
mod workflow;

use sweep::{Action, Fault, SIX_WAYS, Table, Times, When};
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
        table.absorb(sweep::run(&workflow, &faults(&workflow)));
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
