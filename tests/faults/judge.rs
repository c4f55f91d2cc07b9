//! What must hold after a run that met a fault, and after the next one that met none.

use tokendesk::audit::{self, Action, Entry, Event, FinishedEffect};

use super::sight::{Sight, Thing, opens};
use super::stage::{Desk, NEW_PIN, PIN, Run, stage};
use super::sweep::{Action as FaultAction, Fault};
use super::workflow::Workflow;

/// Everything that is wrong, in words; empty when the run survived.
pub type Complaints = Vec<String>;

/// Judges a run, what it left, the next run, and `recover` in its place.
pub fn judge(workflow: &Workflow, fault: &Fault, desk: &Desk, run: &Run) -> Complaints {
    let mut wrong = Complaints::new();
    let after = desk.look();
    kept(workflow, &after, &mut wrong);
    let is_dead = fault.may_kill() && run.status == Some(99);
    if fault.action == FaultAction::Exit && !is_dead {
        wrong.push(format!("ended with {:?} and not at the fault", run.status));
    }
    if !is_dead {
        told(workflow, fault, desk, run, &after, &mut wrong);
    }
    journal(workflow, desk, run, &after, &mut wrong);
    untold(desk, run, &mut wrong);
    let open = audit::unsettled(&desk.journal(), &stage().serial);
    let is_open = !open.is_ok_and(|open| open.is_empty());
    let twin = (is_open || after != workflow.before).then(|| desk.twin());
    again(workflow, desk, &mut wrong);
    if let Some(twin) = twin
        && (workflow.name.starts_with("reuse") || workflow.name == "import")
    {
        recovered(workflow, &twin, &after, &mut wrong);
    }
    wrong
}

/// Nothing secret in what the run said, at the highest level, or wrote down.
fn untold(desk: &Desk, run: &Run, wrong: &mut Complaints) {
    let journal = std::fs::read(desk.journal()).unwrap_or_default();
    for (where_to, text) in [("output", &run.output), ("journal", &journal)] {
        for hit in stage().secrets.search(text) {
            wrong.push(format!("{where_to} holds the {}", hit.what));
        }
    }
}

fn kept(workflow: &Workflow, sight: &Sight, wrong: &mut Complaints) {
    let lost = workflow.kept.beyond(sight);
    if !lost.is_empty() {
        wrong.push(format!("LOST {}", names(&lost)));
    }
}

/// The report against the token.
fn told(
    workflow: &Workflow,
    fault: &Fault,
    desk: &Desk,
    run: &Run,
    after: &Sight,
    wrong: &mut Complaints,
) {
    let report = &run.report;
    let Some(status) = run.status else {
        wrong.push("died of a signal".to_owned());
        return;
    };
    if report["exit"] != status {
        wrong.push(format!("exit {status}, report says {}", report["exit"]));
    }
    let is_pin = workflow.name == "pin change";
    let is_changed = is_pin && opens(&desk.tokens(), NEW_PIN);
    let is_as_before = *after == workflow.before && !is_changed;
    let is_done = *after == workflow.goal && (!is_pin || is_changed);
    let effect = report["failure"]["effect"].as_str();
    let exits: &[i32] = match effect {
        None if is_done => &[0],
        None => {
            wrong.push(format!(
                "said to be done and is not: {}",
                changes(workflow, after)
            ));
            &[0]
        }
        Some("untouched") => {
            if !is_as_before {
                wrong.push(format!(
                    "said to be untouched: {}",
                    changes(workflow, after)
                ));
            }
            let failure = &report["failure"];
            let is_other = failure["cause"] == "other-token" && failure["stage"] == "consent";
            if is_other {
                // It showed another serial from the start than the one that consent was given for.
                &[3]
            } else {
                &[4, 7, 8, 9, 10]
            }
        }
        Some("partial") => {
            if is_as_before || is_done {
                wrong.push("said to be partly changed and is not".to_owned());
            }
            &[5]
        }
        Some("complete") => {
            if !is_done {
                wrong.push(format!("said to be complete: {}", changes(workflow, after)));
            }
            &[4, 5]
        }
        Some("unknown") => {
            if fault.is_single_error() && !is_pin {
                wrong.push("unknown after a single error with the token in place".to_owned());
            }
            &[6]
        }
        Some(other) => {
            wrong.push(format!("effect {other}"));
            &[]
        }
    };
    if !exits.contains(&status) {
        wrong.push(format!("effect {effect:?} with exit {status}"));
    }
    if fault.is_single_error() {
        let new = after.beyond(&workflow.before);
        if !new.is_empty() && new != workflow.whole {
            wrong.push(format!("half written: {}", names(&new)));
        }
    }
    if effect != Some("unknown") && !is_pin {
        counted(workflow, report, after, wrong);
    }
}

/// What the report says was created, removed and left, against the difference that the real module shows.
fn counted(workflow: &Workflow, report: &serde_json::Value, after: &Sight, wrong: &mut Complaints) {
    let list = |value: &serde_json::Value| {
        let objects = value.as_array().cloned().unwrap_or_default();
        let mut names: Vec<String> = objects
            .iter()
            .map(|object| {
                let text = |name: &str| object[name].as_str().unwrap_or_default().to_owned();
                format!("{} {}", text("class"), text("sha256"))
            })
            .collect();
        names.sort();
        names
    };
    let of = |things: &[Thing]| {
        let mut names: Vec<String> = things
            .iter()
            .map(|thing| format!("{} {}", thing.class, thing.sha256))
            .collect();
        names.sort();
        names
    };
    let added = of(&after.beyond(&workflow.before));
    let gone = of(&workflow.before.beyond(after));
    let before = of(&workflow.before.0);
    let mut created = list(&report["created"]);
    let left = list(&report["failure"]["left"]);
    created.extend(left.iter().filter(|one| !before.contains(one)).cloned());
    created.sort();
    if created != added {
        wrong.push(format!(
            "told as created or left {created:?}, really {added:?}"
        ));
    }
    if list(&report["removed"]) != gone {
        wrong.push(format!(
            "told as removed {:?}, really {gone:?}",
            report["removed"]
        ));
    }
    let now = of(&after.0);
    if let Some(phantom) = left.iter().find(|one| !now.contains(one)) {
        wrong.push(format!("told as left and is not there: {phantom}"));
    }
}

/// The journal against the report and the token.
fn journal(workflow: &Workflow, desk: &Desk, run: &Run, after: &Sight, wrong: &mut Complaints) {
    let path = desk.journal();
    if !path.exists() {
        if *after != workflow.before {
            wrong.push("changed without a journal".to_owned());
        }
        return;
    }
    match audit::verify(&path) {
        Ok(found) if found.is_intact() => {}
        Ok(found) => wrong.push(format!("the journal does not verify: {found:?}")),
        Err(error) => wrong.push(format!("the journal cannot be verified: {error}")),
    }
    let lines: Vec<_> = audit::lines_of(&path, &stage().serial)
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let is_announced = |action: Action, thing: &Thing| {
        lines.iter().any(|line| match &line.entry {
            Entry::Intent(step) => {
                let is_it = step.sha256.map(|digest| digest.to_string());
                step.action == action && is_it.as_deref() == Some(&thing.sha256)
            }
            _ => false,
        })
    };
    // What a creation was cut off at has no content yet that could be known by its digest.
    let is_cut_off = |thing: &Thing| run.status == Some(99) && thing.is_hollow();
    for thing in after.beyond(&workflow.before) {
        if !is_announced(Action::Create, &thing) && !is_cut_off(&thing) {
            wrong.push(format!("created unannounced: {}", names(&[thing])));
        }
    }
    for thing in workflow.before.beyond(after) {
        if !is_announced(Action::Destroy, &thing) {
            wrong.push(format!("removed unannounced: {}", names(&[thing])));
        }
    }
    let Some(newest) = lines.first() else { return };
    let finished = match &newest.entry {
        Entry::Noted(Event::Finished { exit, effect, .. }) => Some((*exit, *effect)),
        _ => None,
    };
    if run.report.is_null() || desk.journal_length() == workflow.journalled {
        return;
    }
    let effect = match run.report["failure"]["effect"].as_str() {
        None => None,
        Some("untouched") => Some(FinishedEffect::Untouched),
        Some("partial") => Some(FinishedEffect::Partial),
        Some("complete") => Some(FinishedEffect::Complete),
        Some(_) => Some(FinishedEffect::Unknown),
    };
    match finished {
        None => wrong.push("the journal's run has no end".to_owned()),
        Some((exit, _)) if i32::from(exit) != run.status.unwrap_or(-1) => {
            wrong.push(format!("the journal says exit {exit}"));
        }
        Some((_, said)) if effect.is_some_and(|effect| effect != said) => {
            wrong.push(format!("the journal says {said:?}, the report {effect:?}"));
        }
        Some(_) => {}
    }
}

/// The same command once more, nothing in its way.
fn again(workflow: &Workflow, desk: &Desk, wrong: &mut Complaints) {
    if workflow.name == "pin change" && opens(&desk.tokens(), NEW_PIN) {
        // It was done: with the old PIN nothing more can be.
        return;
    }
    let run = desk.run(&workflow.arguments);
    let sight = desk.look();
    if run.status != Some(0) {
        wrong.push(format!(
            "run again: {:?}, {} {}",
            run.status, run.report["failure"], run.stderr
        ));
    }
    if sight != workflow.goal {
        wrong.push(format!("run again: {}", against(&workflow.goal, &sight)));
    }
    if workflow.name == "pin change" && opens(&desk.tokens(), PIN) {
        wrong.push("run again: the PIN is the old one".to_owned());
    }
    settled(desk, "run again", wrong);
}

/// `recover` instead of the same command.
fn recovered(workflow: &Workflow, desk: &Desk, found: &Sight, wrong: &mut Complaints) {
    let stage = stage();
    let arguments = ["recover", "--confirm", &stage.serial, "--json"].map(str::to_owned);
    let run = desk.run(&arguments);
    let sight = desk.look();
    if run.status != Some(0) {
        wrong.push(format!(
            "recover: {:?}, {} {}",
            run.status, run.report["failure"], run.stderr
        ));
    }
    let with_new = workflow.before.with(&workflow.whole);
    let is_clean = sight == workflow.before || sight == with_new || sight == workflow.goal;
    if !is_clean {
        wrong.push(format!("recover leaves {}", changes(workflow, &sight)));
    }
    let has_begun_removing = !workflow.before.beyond(found).is_empty();
    if has_begun_removing && sight != workflow.goal {
        wrong.push("recover did not finish the removals".to_owned());
    }
    settled(desk, "recover", wrong);
    let run = desk.run(&workflow.arguments);
    if run.status != Some(0) || desk.look() != workflow.goal {
        wrong.push(format!("after recover: {:?} {}", run.status, run.stderr));
    }
}

fn settled(desk: &Desk, when: &str, wrong: &mut Complaints) {
    match audit::unsettled(&desk.journal(), &stage().serial) {
        Ok(open) if open.is_empty() => {}
        Ok(open) => wrong.push(format!("{when}: {} runs are still open", open.len())),
        Err(error) => wrong.push(format!("{when}: {error}")),
    }
}

fn changes(workflow: &Workflow, after: &Sight) -> String {
    against(&workflow.before, after)
}

fn against(wanted: &Sight, found: &Sight) -> String {
    let (more, less) = (found.beyond(wanted), wanted.beyond(found));
    format!("more {}, less {}", names(&more), names(&less))
}

fn names(things: &[Thing]) -> String {
    let names: Vec<_> = things
        .iter()
        .map(|thing| format!("{} {}", thing.class, thing.label))
        .collect();
    format!("[{}]", names.join(", "))
}
