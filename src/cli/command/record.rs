//! What a changing run writes into the journal beside its steps, and what it reads there of earlier runs.

use tokendesk::audit::{
    self, Action, Entry, Event, FileJournal, FinishedEffect, FinishedOutcome, HeldObject, Journal,
    PlanOrder, UnsettledRun,
};
use tokendesk::bundle::BundleIdentity;
use tokendesk::certificate::Sha256Digest;
use tokendesk::report::Result as Came;
use tokendesk::workflow::{
    Cause, Effect, Failure, Inventory, Named, Order, Plan, Stage, journal_class, records, recovery,
};

use crate::cli::exit;

/// Journals what the token held, the plan's digest and the certificates it speaks of, before anything is asked.
pub fn record_plan(
    journal: &mut FileJournal,
    plan: &Plan,
    identity: Option<&BundleIdentity>,
) -> Result<(), Failure> {
    let fail = |error| Failure::untouched(Stage::Journal, error);
    let objects = plan
        .inventory
        .objects()
        .iter()
        .map(|object| HeldObject {
            class: journal_class(object.class),
            sha256: object.sha256(),
        })
        .collect();
    journal
        .note(&Event::Inventory { inventory: objects })
        .map_err(fail)?;
    let event = Event::PlanShown {
        plan: plan.digest(),
        order: match plan.rules.order {
            Order::NewFirst => PlanOrder::NewFirst,
            Order::OldFirst => PlanOrder::OldFirst,
        },
        certificates: records::planned(plan, identity.map(BundleIdentity::leaf)),
    };
    journal.note(&event).map_err(fail)
}

/// Records something whose loss does not put the token at risk.
pub fn note(journal: &mut FileJournal, event: &Event) {
    if let Err(error) = journal.note(event) {
        tracing::warn!(%error, "the journal could not take a note");
    }
}

/// The earlier runs on this token that were cut off or ended with something left.
pub fn open_runs(journal: &FileJournal, serial: &str) -> Result<Vec<UnsettledRun>, Failure> {
    let past = journal.past(serial);
    let past = past.map_err(|error| Failure::untouched(Stage::Journal, error))?;
    Ok(past.unsettled)
}

/// Whether this program removed an object with this digest from the token: then it is no surprise that it is gone.
pub fn was_removed(
    journal: &FileJournal,
    serial: &str,
    sha256: Sha256Digest,
) -> Result<bool, Failure> {
    let fail = |error| Failure::untouched(Stage::Journal, error);
    for line in audit::lines_of(journal.path(), serial).map_err(fail)? {
        if let Entry::Intent(step) = line.map_err(fail)?.entry
            && step.action == Action::Destroy
            && step.sha256 == Some(sha256)
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What was there before the open runs and is gone, although nothing in the journal announced its removal.
pub fn gone_since(
    journal: &FileJournal,
    serial: &str,
    inventory: &Inventory,
    open: &[UnsettledRun],
) -> Result<Vec<Named>, Failure> {
    let mut gone = Vec::new();
    for named in recovery::gone_since(inventory, open) {
        if !was_removed(journal, serial, named.sha256)? {
            gone.push(named);
        }
    }
    Ok(gone)
}

/// Another bundle's half-written identity is not built upon: its own bundle finishes it, `recover` undoes it.
pub fn refuse_beside_leftovers(
    plan: &Plan,
    identity: Option<&BundleIdentity>,
    open: &[UnsettledRun],
) -> Result<(), Failure> {
    let Some(identity) = identity else {
        return Ok(());
    };
    for run in open {
        let left = recovery::foreign(&plan.inventory, run, identity);
        if !left.is_empty() {
            let left = left.into_iter().map(Named::from).collect();
            let cause = Cause::LeftOpen {
                command: run.command.clone(),
                left,
            };
            return Err(Failure::untouched(Stage::Look, cause));
        }
    }
    Ok(())
}

/// Closes the earlier runs of which nothing is left but what this run has made whole.
pub fn resolve(
    journal: &mut FileJournal,
    open: &[UnsettledRun],
    after: &Inventory,
    identity: Option<&BundleIdentity>,
) {
    for run in open {
        let left = match identity {
            Some(identity) => recovery::foreign(after, run, identity),
            None => recovery::leftovers(after, run),
        };
        if left.is_empty() {
            let finding = "nothing is left of it but what now stands".to_owned();
            note(
                journal,
                &Event::Resolved {
                    resolved: run.run.clone(),
                    finding,
                },
            );
        }
    }
}

/// Journals how the run ended.
pub fn finish(journal: &mut FileJournal, result: &Result<Came, Failure>) {
    let (finished, effect) = match result {
        Ok(Came::Done) => (FinishedOutcome::Done, FinishedEffect::Complete),
        Ok(Came::Planned) => (FinishedOutcome::Planned, FinishedEffect::Untouched),
        Ok(_) => (FinishedOutcome::NothingToDo, FinishedEffect::Untouched),
        Err(failure) => {
            let outcome = match failure.cause {
                Cause::Declined | Cause::NobodyToAsk => FinishedOutcome::Declined,
                _ => FinishedOutcome::Failed,
            };
            let effect = match failure.effect {
                Effect::Untouched => FinishedEffect::Untouched,
                Effect::Partial => FinishedEffect::Partial,
                Effect::Unknown => FinishedEffect::Unknown,
                Effect::Complete => FinishedEffect::Complete,
            };
            (outcome, effect)
        }
    };
    let exit = match result {
        Ok(_) => exit::DONE,
        Err(failure) => exit::of_failure(failure),
    };
    note(
        journal,
        &Event::Finished {
            result: finished,
            exit,
            effect,
        },
    );
}
