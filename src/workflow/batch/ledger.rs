//! Which identity is known to be on which token: from this run, from the journal, from looking.

use std::collections::HashMap;

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
