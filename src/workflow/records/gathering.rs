//! Lines of several journals put together into runs, each journal's numbers kept apart.

use std::collections::HashMap;
use std::path::Path;

use super::run::{Change, Consented, Crossed, Ended, Mark, Proved, RunRecord};
use super::{Damage, DamageKind, Records};
use crate::audit::{Entry, Event, Line, ReadLine, RunId, UnreadableLine, UnreadableReason};
use crate::certificate::Sha256Digest;

/// Records in the making: one journal after the other is added.
#[derive(Debug, Default)]
pub struct Gathering {
    records: Records,
    /// Where each run stands among `records.runs`.
    places: HashMap<(usize, RunId), usize>,
}

impl Gathering {
    /// Adds what the journal at `path` tells; two journals' equal line numbers have nothing to do with one another.
    pub fn add(
        &mut self,
        path: &Path,
        lines: impl Iterator<Item = Result<ReadLine, UnreadableLine>>,
    ) {
        let journal = self.records.journals.len();
        self.records.journals.push(path.to_owned());
        for line in lines {
            match line {
                Ok(read) => self.take(journal, read.line, read.head),
                Err(unreadable) => self.records.damage.push(damage(unreadable)),
            }
        }
    }

    /// The records, oldest run first, each run once.
    #[must_use]
    pub fn finish(self) -> Records {
        let mut records = self.records;
        // A copy of a journal, or an older state of it, tells of the same runs again.
        let runs = &mut records.runs;
        runs.sort_by(|a, b| (&a.run, b.lines, a.journal).cmp(&(&b.run, a.lines, b.journal)));
        runs.dedup_by(|later, first| later.run == first.run);
        runs.sort_by(|a, b| (a.began, a.journal, &a.run).cmp(&(b.began, b.journal, &b.run)));
        records
    }

    fn take(&mut self, journal: usize, line: Line, head: Option<Sha256Digest>) {
        if let Entry::Damaged { torn: true, .. } = line.entry
            && let Some(last) = self.records.damage.last_mut()
            && last.kind == DamageKind::Unreadable
        {
            last.kind = DamageKind::Torn;
        }
        if let Entry::Damaged { .. } | Entry::Rotated { .. } = line.entry {
            // They tell of the file, not of a run.
            return;
        }
        let key = (journal, line.run.clone());
        let place = *self.places.entry(key).or_insert_with(|| {
            self.records.runs.push(begun(journal, &line));
            self.records.runs.len().saturating_sub(1)
        });
        if let Some(run) = self.records.runs.get_mut(place) {
            tell(run, line, head);
        }
    }
}

fn begun(journal: usize, line: &Line) -> RunRecord {
    RunRecord {
        journal,
        run: line.run.clone(),
        serial: line.serial.clone(),
        began: line.time,
        command: String::new(),
        operator: String::new(),
        batch: None,
        person: None,
        bundle: None,
        plan: None,
        certificates: Vec::new(),
        consent: None,
        changes: Vec::new(),
        proof: None,
        custody: None,
        refusals: 0,
        undone: None,
        mark: None,
        ended: None,
        lines: 0,
    }
}

fn tell(run: &mut RunRecord, line: Line, head: Option<Sha256Digest>) {
    run.lines = run.lines.saturating_add(1);
    let at = line.time;
    match line.entry {
        Entry::Begin(opening) => {
            run.command = opening.command;
            run.operator = opening.operator;
            run.batch = opening.batch;
            run.person = opening.person;
            run.bundle = opening.bundle;
            run.plan = run.plan.or(opening.plan);
        }
        Entry::Intent(step) => run.changes.push(Change {
            sequence: line.seq,
            action: step.action,
            class: step.class,
            sha256: step.sha256,
            purpose: step.purpose,
            outcome: None,
        }),
        Entry::Settled { intent, outcome } => {
            let mut changes = run.changes.iter_mut().rev();
            if let Some(change) = changes.find(|change| change.sequence == intent) {
                change.outcome = Some(outcome);
            }
        }
        Entry::Damaged { .. } | Entry::Rotated { .. } => {}
        Entry::Noted(Event::Finished {
            result,
            exit,
            effect,
        }) => {
            run.ended = head.map(|head| Ended {
                at,
                result,
                exit,
                effect,
                head,
            });
        }
        Entry::Noted(Event::Proof {
            mechanism,
            digest,
            verified,
        }) => {
            run.proof = Some(Proved {
                at,
                mechanism,
                digest,
                verified,
            });
        }
        Entry::Noted(event) => note(run, event),
    }
}

fn note(run: &mut RunRecord, event: Event) {
    match event {
        Event::PinRefused { .. } => run.refusals = run.refusals.saturating_add(1),
        Event::PlanShown {
            plan, certificates, ..
        } => {
            run.plan = Some(plan);
            run.certificates = certificates;
        }
        Event::Consent {
            consent,
            witness,
            witnessed,
        } => {
            run.consent = Some(Consented {
                how: consent,
                witness,
                witnessed,
            });
        }
        Event::Custody {
            path, mechanism, ..
        } => run.custody = Some(Crossed { path, mechanism }),
        Event::Undo { cause } => run.undone = Some(cause),
        Event::MarkedDefective { reason } => run.mark = Some(Mark::Defective(reason)),
        Event::ClearedDefective { reason } => run.mark = Some(Mark::Cleared(reason)),
        Event::LoggedIn { .. }
        | Event::Handshake { .. }
        | Event::PinReset
        | Event::Inventory { .. }
        | Event::Resolved { .. }
        | Event::Proof { .. }
        | Event::Finished { .. } => {}
    }
}

fn damage(unreadable: UnreadableLine) -> Damage {
    let kind = match unreadable.reason {
        UnreadableReason::Unreadable => DamageKind::Unreadable,
        UnreadableReason::Foreign => DamageKind::Foreign,
        UnreadableReason::File(error) => DamageKind::File {
            reason: error.to_string(),
        },
    };
    Damage {
        file: unreadable.file,
        line: unreadable.number,
        kind,
    }
}
