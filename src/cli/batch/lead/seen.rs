//! Tokens that come and go: what each is to get.

use std::sync::Arc;
use std::time::Instant;

use tokendesk::report::tray::{Stop, Why};
use tokendesk::token::{SlotId, TokenFacts};
use tokendesk::workflow::Inventory;
use tokendesk::workflow::batch::{Assignment, By, Offer, Refusal, TokenSeen, When, assign};

use super::{Job, Lead};
use crate::cli::batch::choosing::{self, Choice};
use crate::cli::batch::finished;
use crate::cli::batch::pins::PinFrom;
use crate::cli::batch::sighting::Seen;

impl Lead<'_> {
    /// A token is there that was not.
    pub(super) fn sees(&mut self, seen: Box<Seen>) {
        let facts = seen.facts.clone();
        if !self.choice.fits(&facts) {
            return;
        }
        self.unconfirmed.remove(&facts.slot);
        if self.present.get(&facts.slot) == Some(&facts.serial) {
            return;
        }
        if self.present.contains_key(&facts.slot) {
            self.gone(facts.slot);
        }
        self.something_happened();
        self.show.inserted(&facts);
        let is_doubled = self.present.values().any(|other| *other == facts.serial);
        self.present.insert(facts.slot, facts.serial.clone());
        if self.tray.stopped.is_some() {
            return;
        }
        if facts.serial.is_meaningless() {
            self.pass_over(
                Some(facts.serial),
                facts.slot,
                Why::Refused(Refusal::NoSerial),
            );
        } else if is_doubled {
            self.unqueue(|job| job.facts.serial == facts.serial);
            self.pass_over(Some(facts.serial), facts.slot, Why::SameSerial);
        } else if self.is_at_work(&facts.serial) {
            self.returned.insert(facts.serial, seen);
        } else {
            self.decides(facts, seen.inventory());
        }
    }

    /// The token in a slot is not there any more.
    pub(super) fn gone(&mut self, slot: SlotId) {
        let Some(serial) = self.present.remove(&slot) else {
            return;
        };
        self.something_happened();
        self.returned.remove(&serial);
        self.unqueue(|job| job.facts.slot == slot);
        self.show.taken_out(&serial, slot);
    }

    fn unqueue(&mut self, is_out: impl Fn(&Job) -> bool) {
        let (out, stays) = std::mem::take(&mut self.queue)
            .into_iter()
            .partition::<Vec<_>, _>(is_out);
        self.queue = stays.into();
        for job in out {
            self.batch.ledger.release(job.offer.leaf, &job.facts.serial);
        }
    }

    pub(super) fn something_happened(&mut self) {
        self.quiet_since = Instant::now();
        self.has_looked = false;
    }

    /// Decides what the token gets.
    pub(super) fn decides(&mut self, facts: TokenFacts, inventory: Option<Inventory>) {
        let Some(inventory) = inventory else {
            self.pass_over(Some(facts.serial), facts.slot, Why::NotLookedAt);
            return;
        };
        let (stock, ledger) = (&self.batch.stock, &mut self.batch.ledger);
        ledger.observe(stock, &facts.serial, &inventory);
        let token = TokenSeen {
            facts: &facts,
            inventory: &inventory,
        };
        match assign(stock, ledger, token, self.desk.now) {
            Assignment::Give { offer, by } => self.give(facts, offer, by),
            Assignment::AlreadyDone(offer) => {
                if finished::is_finished(self.desk, &facts.serial, &inventory) {
                    self.done.insert(offer.leaf);
                    self.unfinished.remove(&offer.leaf);
                    self.pass_over(Some(facts.serial), facts.slot, Why::Done(offer));
                } else {
                    // The worker finishes what an interrupted run left.
                    let by = By::of_finished(&offer, &facts.serial);
                    self.give(facts, offer, by);
                }
            }
            Assignment::Tie(offers) => {
                let why = Why::Tie(offers.len());
                self.have_chosen(facts, &offers, why);
            }
            Assignment::Nobody(offers) => self.have_chosen(facts, &offers, Why::Nobody),
            Assignment::Refused(refusal) => {
                self.pass_over(Some(facts.serial), facts.slot, Why::Refused(refusal));
            }
        }
    }

    fn have_chosen(&mut self, facts: TokenFacts, offers: &[Arc<Offer>], why: Why) {
        // The question stands on a quiet screen.
        self.show.waits_no_more();
        match choosing::choose(self.desk, &facts.serial, offers) {
            Choice::Offer(offer) => self.give(facts, offer, By::Choice),
            Choice::None | Choice::Nobody => self.pass_over(Some(facts.serial), facts.slot, why),
            Choice::Stop => self.stop(Stop::Interrupted),
        }
    }

    fn give(&mut self, facts: TokenFacts, offer: Arc<Offer>, by: By) {
        let is_same_pin = self.pins.source(&facts, &offer) != PinFrom::Person;
        if is_same_pin && self.refused.contains(&facts.serial) {
            self.pass_over(Some(facts.serial), facts.slot, Why::PinRefused);
            return;
        }
        // Nobody else gets it from here on.
        let serial = facts.serial.clone();
        self.batch.ledger.settle(offer.leaf, serial, When::ThisRun);
        self.queue.push_back(Job { facts, offer, by });
    }
}
