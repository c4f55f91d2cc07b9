//! Which identity is known to be on which token: from this run, from the journal, from looking.

use std::collections::{HashMap, HashSet};

use crate::audit::{Action, Entry, Event, Line, ObjectClass, StepOutcome};
use crate::certificate::Sha256Digest;
use crate::token::TokenSerial;

use super::stock::Stock;
use crate::workflow::Inventory;

/// When an identity came onto its token, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// Before this run: the journal or the token itself says so.
    Before,
    /// In this run.
    ThisRun,
}

/// A token that an identity is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// The token.
    pub token: TokenSerial,
    /// When it came there.
    pub when: When,
}

/// Which identities are on which tokens of ours, and which tokens must not be used.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    by_leaf: HashMap<Sha256Digest, Settled>,
    served: HashMap<TokenSerial, Sha256Digest>,
    defective: HashMap<TokenSerial, String>,
}

impl Ledger {
    /// Notes that the identity of `leaf` is on `token`; what this run did wins over what was before.
    pub fn settle(&mut self, leaf: Sha256Digest, token: TokenSerial, when: When) {
        if when == When::ThisRun {
            self.served.insert(token.clone(), leaf);
        }
        let new = Settled { token, when };
        match self.by_leaf.get(&leaf) {
            Some(known) if known.when > when => {}
            _ => {
                self.by_leaf.insert(leaf, new);
            }
        }
    }

    /// Takes back that the identity of `leaf` came onto `token` in this run: it did not, or not wholly.
    pub fn release(&mut self, leaf: Sha256Digest, token: &TokenSerial) {
        let is_here = |settled: &Settled| settled.token == *token && settled.when == When::ThisRun;
        if self.by_leaf.get(&leaf).is_some_and(is_here) {
            self.by_leaf.remove(&leaf);
        }
        if self.served.get(token) == Some(&leaf) {
            self.served.remove(token);
        }
    }

    /// Notes each identity of `stock` that a look at `token` shows.
    pub fn observe(&mut self, stock: &Stock, token: &TokenSerial, inventory: &Inventory) {
        for offer in &stock.offers {
            let is_known = self.by_leaf.get(&offer.leaf);
            let is_known = is_known.is_some_and(|settled| settled.token == *token);
            if !is_known && inventory.certificate(offer.leaf).is_some() {
                self.settle(offer.leaf, token.clone(), When::Before);
            }
        }
    }

    /// Notes what the lines of a journal, oldest first, tell of the identities of `stock`: an announced certificate counts
    /// as written until its failure or its removal is told, so that what was cut off is finished on its own token.
    pub fn remember(&mut self, stock: &Stock, lines: impl Iterator<Item = Line>) {
        let leaves: HashSet<Sha256Digest> = stock.offers.iter().map(|offer| offer.leaf).collect();
        let mut announced: HashMap<u64, (Action, Sha256Digest)> = HashMap::new();
        for line in lines {
            let token = TokenSerial::new(&line.serial);
            match line.entry {
                Entry::Intent(step) if step.class == ObjectClass::Certificate => {
                    let Some(leaf) = step.sha256.filter(|leaf| leaves.contains(leaf)) else {
                        continue;
                    };
                    announced.insert(line.seq, (step.action, leaf));
                    if step.action == Action::Create {
                        self.settle(leaf, token, When::Before);
                    }
                }
                Entry::Settled { intent, outcome } => match (announced.remove(&intent), outcome) {
                    (Some((Action::Create, leaf)), StepOutcome::Failed { .. })
                    | (
                        Some((Action::Destroy, leaf)),
                        StepOutcome::Done | StepOutcome::AlreadyGone,
                    ) => self.forget(leaf, &token),
                    _ => {}
                },
                Entry::Noted(Event::MarkedDefective { reason }) => {
                    self.mark_defective(token, reason);
                }
                Entry::Noted(Event::ClearedDefective { .. }) => {
                    self.defective.remove(&token);
                }
                _ => {}
            }
        }
    }

    fn forget(&mut self, leaf: Sha256Digest, token: &TokenSerial) {
        let is_there = |settled: &Settled| settled.token == *token && settled.when == When::Before;
        if self.by_leaf.get(&leaf).is_some_and(is_there) {
            self.by_leaf.remove(&leaf);
        }
    }

    /// Notes that `token` must not be used any more, and why.
    pub fn mark_defective(&mut self, token: TokenSerial, reason: String) {
        self.defective.insert(token, reason);
    }

    /// The token that the identity of `leaf` is on.
    #[must_use]
    pub fn token_of(&self, leaf: Sha256Digest) -> Option<&Settled> {
        self.by_leaf.get(&leaf)
    }

    /// The leaf that `token` got in this run.
    #[must_use]
    pub fn served(&self, token: &TokenSerial) -> Option<Sha256Digest> {
        self.served.get(token).copied()
    }

    /// Why `token` must not be used, where that was marked.
    #[must_use]
    pub fn defect(&self, token: &TokenSerial) -> Option<&str> {
        self.defective.get(token).map(String::as_str)
    }
}
