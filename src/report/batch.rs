//! The source of a batch as it was checked.

use std::sync::Arc;

use crate::certificate::Sha256Digest;
use crate::token::TokenFacts;
use crate::workflow::Order;
use crate::workflow::batch::{By, Offer, Stock, Weight};

use super::tray::Why;

/// A source, checked whole, and the digest that consents to handing it out.
#[derive(Debug)]
pub struct BatchSight {
    /// What is on offer, and what is wrong.
    pub stock: Arc<Stock>,
    /// The digest that `--plan` takes.
    pub digest: Sha256Digest,
    /// What goes first on each token.
    pub order: Order,
    /// What each of the tokens present would get (`--dry-run`).
    pub turns: Vec<Turn>,
}

/// One token present, and what it would get.
#[derive(Debug)]
pub struct Turn {
    /// The token.
    pub facts: TokenFacts,
    /// What it would get.
    pub gets: Gets,
}

/// What a token would get.
#[derive(Debug, Clone)]
pub enum Gets {
    /// This identity.
    Identity {
        /// The identity.
        offer: Arc<Offer>,
        /// The rule that says so.
        by: By,
    },
    /// Nothing, or nothing yet.
    Nothing(Why),
}

impl BatchSight {
    /// How many identities and rows are refused.
    #[must_use]
    pub fn refused(&self) -> usize {
        let flaws = self.stock.flaws.iter();
        flaws
            .filter(|flaw| flaw.kind.weight() == Weight::Refuse)
            .count()
    }
}
