//! The six workflows: what is run, on which token, and how the token looks when all went well.

use super::sight::{Sight, Thing};
use super::stage::{Desk, Stage, stage};

/// One workflow on one prepared token.
pub struct Workflow {
    pub name: &'static str,
    /// The product's arguments.
    pub arguments: Vec<String>,
    /// What the token holds before.
    pub before: Sight,
    /// What it holds when all went well.
    pub goal: Sight,
    /// What a look may find after `recover` besides what was there before.
    pub whole: Vec<Thing>,
    /// What must be there whatever happens.
    pub kept: Sight,
    /// Every C call of a run without faults.
    pub calls: Vec<String>,
    /// The length of the journal before, bytes.
    pub journalled: u64,
    base: Desk,
}

/// The functions that change objects or PINs.
pub const CHANGES: [&str; 7] = [
    "C_CreateObject",
    "C_DestroyObject",
    "C_UnwrapKey",
    "C_GenerateKey",
    "C_GenerateKeyPair",
    "C_SetPIN",
    "C_InitPIN",
];

fn owned(arguments: &[&str]) -> Vec<String> {
    arguments.iter().map(|one| (*one).to_owned()).collect()
}

impl Workflow {
    /// Runs it once without faults and takes that for the goal, after looking whether it is right.
    pub fn new(name: &'static str, base: Desk, arguments: &[&str], removable: &[Thing]) -> Self {
        let stage = stage();
        let bundle = stage.path("new.p12").display().to_string();
        let mut arguments = owned(arguments);
        for argument in &mut arguments {
            if argument == "BUNDLE" {
                argument.clone_from(&bundle);
            }
        }
        arguments.extend(owned(&["--confirm", &stage.serial, "--json"]));
        let before = base.look();
        let trial = base.twin();
        let (run, calls) = trial.calls(&arguments);
        assert_eq!(run.status, Some(0), "{name}: {run:?}");
        assert!(!calls.is_empty(), "{name}: no call was logged");
        let goal = trial.look();
        let gone = before.beyond(&goal);
        assert!(
            gone.iter().all(|thing| removable.contains(thing)),
            "{name} removed {gone:?}"
        );
        let whole = goal.beyond(&before);
        Self {
            name,
            arguments,
            kept: before.without(removable),
            before,
            goal,
            whole,
            calls,
            journalled: base.journal_length(),
            base,
        }
    }

    /// A fresh copy of the prepared token and its journal.
    pub fn desk(&self) -> Desk {
        self.base.twin()
    }
}

/// A desk on which `reuse` was cut off at the n-th call of a function.
fn interrupted(stage: &Stage, function: &str, call: usize) -> Desk {
    let desk = stage.desk();
    let bundle = stage.path("new.p12").display().to_string();
    let arguments = owned(&["reuse", &bundle, "--confirm", &stage.serial, "--json"]);
    let scenario = format!(
        "[[fault]]\nfunction = \"{function}\"\ncall = {call}\nwhen = \"after\"\naction = \"exit\"\n"
    );
    let (run, fired) = desk.run_in(&scenario, &arguments);
    assert_eq!((run.status, fired), (Some(99), 1), "{run:?}");
    desk
}

/// Every workflow of the issue; `recover` from each place where a run is cut off.
pub fn all() -> Vec<Workflow> {
    let stage = stage();
    let expired = stage.expired.as_slice();
    let named: Vec<Thing> = {
        let leaf = stage
            .before
            .0
            .iter()
            .find(|thing| thing.sha256 == stage.valid);
        let leaf = leaf.expect("the valid certificate is on the token");
        let of_it = stage.before.0.iter().filter(|thing| thing.id == leaf.id);
        of_it.cloned().collect()
    };
    let mut all = vec![
        Workflow::new("wipe", stage.desk(), &["wipe"], expired),
        Workflow::new("import", stage.desk(), &["import", "BUNDLE"], &[]),
        Workflow::new(
            "import (direct)",
            stage.desk(),
            &["import", "BUNDLE", "--custody", "direct"],
            &[],
        ),
        Workflow::new("reuse", stage.desk(), &["reuse", "BUNDLE"], expired),
        Workflow::new(
            "remove",
            stage.desk(),
            &["remove", "--certificate", &stage.valid],
            &named,
        ),
        Workflow::new(
            "reuse (direct)",
            stage.desk(),
            &["reuse", "BUNDLE", "--custody", "direct"],
            expired,
        ),
        Workflow::new("pin change", stage.desk(), &pin_change(stage), &[]),
    ];
    for (name, function, call) in [
        ("recover (cut off while writing)", "C_CreateObject", 2),
        ("recover (cut off before the proof)", "C_CreateObject", 3),
        ("recover (cut off while removing)", "C_DestroyObject", 1),
    ] {
        let desk = interrupted(stage, function, call);
        let mut removable = expired.to_vec();
        removable.extend(desk.look().beyond(&stage.before));
        all.push(Workflow::new(name, desk, &["recover"], &removable));
    }
    all
}

fn pin_change(stage: &Stage) -> [&'static str; 4] {
    let file = stage.path("new-pin").display().to_string();
    ["pin", "change", "--new-pin-file", file.leak()]
}
