//! What a batch tells while it runs: progress lines and notices for a person, or one line of JSON an event.
//!
//! One thread alone speaks, so that nothing is interleaved.

use std::collections::HashMap;

use tokendesk::certificate::Sha256Digest;
use tokendesk::report::human;
use tokendesk::report::json::{Event, EventIdentity};
use tokendesk::report::step::{self, Step};
use tokendesk::report::tray::{Line, Stop, Why};
use tokendesk::say;
use tokendesk::token::{SlotId, TokenFacts, TokenSerial};
use tokendesk::ui::Progress;
use tokendesk::ui::visible::visible;
use tokendesk::workflow::batch::Offer;

use crate::cli::arguments::Output;
use crate::cli::desk::Desk;
use crate::cli::{environment, shown};

/// How many owners the line that asks for a token names.
const NAMED: usize = 3;

/// Tells what happens in a batch.
pub struct Show<'a> {
    desk: &'a Desk<'a>,
    steps: HashMap<TokenSerial, Box<dyn Progress + 'a>>,
    waiting: Option<Box<dyn Progress + 'a>>,
    /// What the last line said that asked for tokens.
    asked: String,
}

impl<'a> Show<'a> {
    /// Speaks through the desk's terminal and standard output.
    pub fn new(desk: &'a Desk<'a>) -> Self {
        Self {
            desk,
            steps: HashMap::new(),
            waiting: None,
            asked: String::new(),
        }
    }

    fn is_for_programs(&self) -> bool {
        match self.desk.output() {
            Output::Human => false,
            Output::Json | Output::Jsonl => true,
        }
    }

    fn tell(&self, event: &Event) {
        // A reader that went away must not end a batch that changes tokens.
        let _ = shown::write_all(&format!("{}\n", event.line()));
    }

    fn event(&self, name: &str, serial: Option<&TokenSerial>) -> Event {
        Event {
            serial: serial.map(ToString::to_string),
            ..Event::new(name, environment::clock())
        }
    }

    /// The batch begins.
    pub fn begins(&self, digest: Sha256Digest, pending: usize) {
        if self.is_for_programs() {
            self.tell(&Event {
                digest: Some(digest.into()),
                pending: Some(number(pending)),
                ..self.event("batch", None)
            });
        }
    }

    /// Tokens for these identities are waited for; said once, until something changes.
    pub fn waits(&mut self, pending: &[&Offer]) {
        let c = self.desk.catalogue;
        let named = pending.iter().take(NAMED);
        let names: Vec<_> = named
            .map(|offer| visible(&offer.owner()).into_owned())
            .collect();
        let names = names.join(&say!(c, "tray-separator"));
        let more = pending.len().saturating_sub(NAMED);
        let text = match more {
            0 => say!(c, "tray-insert", names = names),
            _ => say!(c, "tray-insert-more", names = names, more = more),
        };
        if text == self.asked && self.waiting.is_some() {
            return;
        }
        if self.is_for_programs() {
            if text != self.asked {
                self.tell(&Event {
                    pending: Some(number(pending.len())),
                    ..self.event("waiting", None)
                });
            }
            self.asked = text;
            return;
        }
        if text != self.asked && !self.desk.ui.is_attended() {
            self.desk.ui.notice(&text);
        }
        match &self.waiting {
            Some(line) => line.say(&text),
            None => self.waiting = Some(self.desk.ui.start(&text)),
        }
        self.asked = text;
    }

    /// Nothing is waited for now.
    pub fn waits_no_more(&mut self) {
        self.waiting = None;
    }

    /// A token was put in.
    pub fn inserted(&self, facts: &TokenFacts) {
        if self.is_for_programs() {
            self.tell(&Event {
                slot: Some(facts.slot.0),
                label: Some(facts.label.clone()),
                ..self.event("inserted", Some(&facts.serial))
            });
        }
    }

    /// A token was taken out.
    pub fn taken_out(&self, serial: &TokenSerial, slot: SlotId) {
        if self.is_for_programs() {
            self.tell(&Event {
                slot: Some(slot.0),
                ..self.event("taken-out", Some(serial))
            });
        }
    }

    /// A token gets an identity; its worker begins.
    pub fn assigned(&mut self, serial: &TokenSerial, slot: SlotId, offer: &Offer) {
        let c = self.desk.catalogue;
        if self.is_for_programs() {
            self.tell(&Event {
                slot: Some(slot.0),
                identity: Some(EventIdentity::from(offer)),
                ..self.event("assigned", Some(serial))
            });
            return;
        }
        let text = say!(
            c,
            "tray-begins",
            serial = visible(serial.as_str()).into_owned(),
            subject = visible(&offer.owner()).into_owned()
        );
        if self.desk.ui.is_attended() {
            self.steps.insert(serial.clone(), self.desk.ui.start(&text));
        } else {
            self.desk.ui.notice(&text);
        }
    }

    /// A worker does something.
    pub fn step(&self, serial: &TokenSerial, offer: &Offer, step: Step) {
        if self.is_for_programs() {
            self.tell(&Event::step(
                step,
                Some(serial.as_str()),
                environment::clock(),
            ));
            return;
        }
        let Some(line) = self.steps.get(serial) else {
            return;
        };
        line.say(&say!(
            self.desk.catalogue,
            "tray-of-token-and-owner",
            serial = visible(serial.as_str()).into_owned(),
            subject = visible(&offer.owner()).into_owned(),
            what = step::tell(step, self.desk.catalogue)
        ));
    }

    /// A worker ended.
    pub fn finished(&mut self, line: &Line) {
        self.steps.remove(&line.serial);
        if self.is_for_programs() {
            self.tell(&Event {
                slot: Some(line.slot.0),
                identity: Some(EventIdentity::from(line.offer.as_ref())),
                outcome: Some(line.end.outcome.clone()),
                exit: Some(line.end.exit),
                verdict: line.end.verdict.clone(),
                failure: line.end.failure.clone(),
                ..self.event("finished", Some(&line.serial))
            });
            return;
        }
        let text = human::ended(line, &self.desk.style.voice());
        if line.end.is_done() {
            self.desk.ui.notice(&text);
        } else {
            self.desk.ui.warn(&text);
        }
        if self.desk.ui.is_attended() {
            let serial = visible(line.serial.as_str()).into_owned();
            let next = say!(self.desk.catalogue, "tray-take-out", serial = serial);
            self.desk.ui.notice(&next);
            self.desk.ui.ring();
        }
    }

    /// A token is left as it is.
    pub fn passed_over(&self, serial: Option<&TokenSerial>, slot: SlotId, why: &Why) {
        let message = why.tell(&self.desk.style.voice());
        if self.is_for_programs() {
            let identity = match why {
                Why::Done(offer) => Some(EventIdentity::from(offer.as_ref())),
                _ => None,
            };
            self.tell(&Event {
                slot: Some(slot.0),
                identity,
                reason: Some(why.id().to_owned()),
                message: Some(message),
                ..self.event("passed-over", serial)
            });
            return;
        }
        let c = self.desk.catalogue;
        let text = match serial {
            Some(serial) => {
                let serial = visible(serial.as_str()).into_owned();
                say!(c, "tray-of-token", serial = serial, what = message)
            }
            None => say!(c, "tray-of-slot", slot = slot.to_string(), what = message),
        };
        match why {
            Why::Done(_) => self.desk.ui.notice(&text),
            _ => self.desk.ui.warn(&text),
        }
        self.desk.ui.ring();
    }

    /// Nothing new begins any more; `running` workers are still at it.
    pub fn stops(&mut self, stop: Stop, running: usize, pending: usize) {
        self.waits_no_more();
        let message = stop.tell(&self.desk.style.voice());
        if self.is_for_programs() {
            self.tell(&Event {
                reason: Some(stop.id().to_owned()),
                message: Some(message),
                pending: Some(number(pending)),
                ..self.event("stopped", None)
            });
            return;
        }
        self.desk.ui.warn(&message);
        if running > 0 {
            let text = say!(self.desk.catalogue, "tray-finishing", count = running);
            self.desk.ui.notice(&text);
        }
    }

    /// A process of the batch wrote diagnostics.
    pub fn said(&self, line: &str) {
        if self.desk.common.verbose > 0 {
            self.desk.ui.notice(line);
        }
    }
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
