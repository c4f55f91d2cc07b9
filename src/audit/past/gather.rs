//! One token's lines, from the newest back, put together into runs.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use super::super::JournalError;
use super::super::event::{Defect, Event, FinishedEffect, PinRole};
use super::super::line::{Entry, Line, Opening, RunId};
use super::super::step::{HeldObject, StepOutcome};
use super::{TokenPast, UnsettledIntent, UnsettledRun};
use crate::certificate::Sha256Digest;

/// A run as far as it was read, from its end.
#[derive(Debug, Default)]
struct Gathered {
    intents: Vec<UnsettledIntent>,
    outcomes: HashMap<u64, StepOutcome>,
    inventory: Option<Vec<HeldObject>>,
    plan: Option<Sha256Digest>,
    finished: Option<FinishedEffect>,
    is_proved: bool,
    begun: bool,
}

/// Whether the token is marked as defective, as far as was read.
#[derive(Debug, Default)]
enum Mark {
    #[default]
    Unknown,
    /// By the run whose beginning, which tells who, is still to come.
    Of(RunId, Defect),
    Known(Option<Defect>),
}

#[derive(Debug, Default)]
struct Gathering {
    runs: HashMap<RunId, Gathered>,
    resolved: HashSet<RunId>,
    /// Runs that the newest beginning calls open; before one was read, unknown.
    wanted: Option<HashSet<RunId>>,
    refusals: u32,
    refusals_known: bool,
    mark: Mark,
    /// Newest first.
    open: Vec<UnsettledRun>,
}

/// Puts together what `lines` tell: one token's lines, newest first, read until all is known.
pub(in super::super) fn gather(
    lines: impl Iterator<Item = Result<Line, JournalError>>,
) -> Result<TokenPast, JournalError> {
    let mut gathering = Gathering::default();
    for line in lines {
        gathering.take(line?);
        if gathering.is_complete() {
            break;
        }
    }
    gathering.open.reverse();
    Ok(TokenPast {
        unsettled: gathering.open,
        refusals_since_success: gathering.refusals,
        defective: match gathering.mark {
            Mark::Unknown => None,
            Mark::Of(_, defect) => Some(defect),
            Mark::Known(defect) => defect,
        },
    })
}

impl Gathering {
    fn is_complete(&self) -> bool {
        let known = |run: &RunId| {
            self.resolved.contains(run) || self.runs.get(run).is_some_and(|found| found.begun)
        };
        self.wanted
            .as_ref()
            .is_some_and(|wanted| wanted.iter().all(known))
            && self.runs.values().all(|run| run.begun)
    }

    fn take(&mut self, line: Line) {
        let of_older_run = self
            .wanted
            .as_ref()
            .is_some_and(|wanted| !wanted.contains(&line.run));
        if of_older_run && !self.runs.contains_key(&line.run) {
            return;
        }
        let (seq, time) = (line.seq, line.time);
        let run = self.runs.entry(line.run.clone()).or_default();
        match line.entry {
            Entry::Begin(opening) => {
                run.begun = true;
                self.begin(line.run, time, opening);
            }
            Entry::Intent(step) => {
                let outcome = run.outcomes.remove(&seq);
                run.intents.push(UnsettledIntent {
                    sequence: seq,
                    step,
                    outcome,
                });
            }
            Entry::Settled { intent, outcome } => {
                run.outcomes.insert(intent, outcome);
            }
            // They tell of the file, not of the token.
            Entry::Damaged { .. } | Entry::Rotated { .. } => {}
            Entry::Noted(event) => self.note(&line.run, time, event),
        }
    }

    fn note(&mut self, id: &RunId, time: Timestamp, event: Event) {
        let Some(run) = self.runs.get_mut(id) else {
            return;
        };
        match event {
            Event::MarkedDefective { reason } if matches!(self.mark, Mark::Unknown) => {
                let defect = Defect {
                    reason,
                    since: time,
                    operator: String::new(),
                };
                self.mark = Mark::Of(id.clone(), defect);
            }
            Event::ClearedDefective { .. } if matches!(self.mark, Mark::Unknown) => {
                self.mark = Mark::Known(None);
            }
            Event::PinRefused {
                role: PinRole::User,
                ..
            } if !self.refusals_known => self.refusals = self.refusals.saturating_add(1),
            Event::LoggedIn {
                role: PinRole::User,
            }
            | Event::PinReset => self.refusals_known = true,
            Event::Resolved { resolved, .. } => {
                self.resolved.insert(resolved);
            }
            Event::Inventory { inventory } => {
                run.inventory.get_or_insert(inventory);
            }
            Event::PlanShown { plan, .. } => {
                run.plan.get_or_insert(plan);
            }
            Event::Proof { verified, .. } => run.is_proved |= verified,
            Event::Finished { effect, .. } => {
                run.finished.get_or_insert(effect);
            }
            Event::PinRefused { .. }
            | Event::LoggedIn { .. }
            | Event::Consent { .. }
            | Event::Custody { .. }
            | Event::Handshake { .. }
            | Event::Undo { .. }
            | Event::MarkedDefective { .. }
            | Event::ClearedDefective { .. } => {}
        }
    }

    fn begin(&mut self, id: RunId, began: Timestamp, opening: Opening) {
        if self.wanted.is_none() {
            self.wanted = Some(opening.open.iter().cloned().collect());
        }
        if !self.refusals_known {
            self.refusals_known = true;
            self.refusals = self.refusals.saturating_add(opening.refusals);
        }
        self.mark = match std::mem::take(&mut self.mark) {
            Mark::Of(run, defect) if run == id => Mark::Known(Some(Defect {
                operator: opening.operator.clone(),
                ..defect
            })),
            Mark::Unknown => Mark::Known(opening.defective.as_deref().cloned()),
            mark @ (Mark::Of(..) | Mark::Known(_)) => mark,
        };
        let Some(run) = self.runs.get_mut(&id) else {
            return;
        };
        let closed = matches!(
            run.finished,
            Some(FinishedEffect::Untouched | FinishedEffect::Complete)
        );
        if run.intents.is_empty() || closed || self.resolved.contains(&id) {
            return;
        }
        run.intents.reverse();
        self.open.push(UnsettledRun {
            run: id,
            command: opening.command,
            began,
            slot: opening.slot,
            bundle: opening.bundle,
            plan: run.plan.or(opening.plan),
            inventory: run.inventory.take().unwrap_or(opening.inventory),
            intents: std::mem::take(&mut run.intents),
            is_proved: run.is_proved,
            finished: run.finished,
        });
    }
}
