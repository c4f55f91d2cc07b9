//! What workers come to, and what follows from it for the others.

use tokendesk::report::step::Step;
use tokendesk::report::tray::{End, Line, Stop};
use tokendesk::workflow::Effect;
use tokendesk::workflow::batch::{PinGate, When};

use super::{Lead, Running};
use crate::cli::batch::news::WorkerId;
use crate::cli::batch::pins::PinFrom;
use crate::cli::exit;

impl Lead<'_> {
    /// A worker is gone: by its document, or by its death without one.
    pub(super) fn ended(&mut self, worker: WorkerId) {
        let Some(mut running) = self.running.remove(&worker) else {
            return;
        };
        self.something_happened();
        let has_died = running.document.is_none();
        let end = end(&mut running);
        self.learn(&running, &end, has_died);
        let job = running.job;
        let serial = job.facts.serial.clone();
        self.settle(Line {
            serial: job.facts.serial,
            slot: job.facts.slot,
            offer: job.offer,
            by: job.by,
            end,
        });
        if let Some(seen) = self.returned.remove(&serial)
            && self.tray.stopped.is_none()
        {
            // It was put back meanwhile: its worker finishes or undoes what the first one could not.
            self.decides(seen.facts.clone(), seen.inventory());
        }
    }

    /// What the end of a worker tells about its PIN.
    fn learn(&mut self, running: &Running, end: &End, has_died: bool) {
        let is_refused = is_refused(end);
        match running.pin {
            PinFrom::Shared => {
                let was_first = self.pins.gate == PinGate::Trying;
                if is_refused {
                    self.pins.gate.refused();
                    self.stop(Stop::SharedPinRefused);
                } else if has_died && was_first && !running.has_logged_in {
                    // Nobody knows whether the token took it: no other token is made to find out.
                    self.pins.gate.refused();
                    self.stop(Stop::SharedPinUnknown);
                } else if !running.has_logged_in {
                    self.pins.gate.not_tried();
                }
            }
            PinFrom::File(_) if is_refused => {
                self.refused.insert(running.job.facts.serial.clone());
            }
            PinFrom::File(_) | PinFrom::Pad | PinFrom::Person => {}
        }
    }

    /// Enters the line of a token, and whose its identity is from now on.
    pub(super) fn settle(&mut self, line: Line) {
        let leaf = line.offer.leaf;
        if line.end.is_done() {
            self.done.insert(leaf);
            self.unfinished.remove(&leaf);
        } else {
            self.batch.ledger.release(leaf, &line.serial);
            let is_untouched = match line.end.effect() {
                Some(effect) => effect == Effect::Untouched,
                None => line.end.exit == exit::UNTOUCHED,
            };
            if !is_untouched {
                // It may be on this token, so that no other gets it.
                let serial = line.serial.clone();
                self.batch.ledger.settle(leaf, serial, When::Before);
                self.unfinished.insert(leaf);
            }
        }
        self.show.finished(&line);
        self.tray.lines.push(line);
    }
}

/// What a worker's document tells; of one that died without a document, what can be known all the same.
fn end(running: &mut Running) -> End {
    let Some(document) = running.document.take() else {
        let has_begun = matches!(running.last, Some(Step::Doing(_)));
        return End {
            outcome: "failed".to_owned(),
            exit: if has_begun {
                exit::UNKNOWN
            } else {
                exit::UNTOUCHED
            },
            verdict: None,
            failure: None,
        };
    };
    End {
        outcome: document.outcome,
        exit: document.exit,
        verdict: document.verdict,
        failure: document.failure,
    }
}

/// Whether the token was given the PIN and refused it.
fn is_refused(end: &End) -> bool {
    end.failure.as_ref().is_some_and(|failure| {
        failure.function.as_deref() == Some("C_Login")
            && matches!(
                failure.cause.as_str(),
                "pin-refused" | "pin-locked" | "pin-form"
            )
    })
}
