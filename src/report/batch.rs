//! The source of a batch as it was checked.

use std::sync::Arc;

use crate::certificate::Sha256Digest;
use crate::workflow::batch::{Stock, Weight};

/// A source, checked whole, and the digest that consents to handing it out.
#[derive(Debug)]
pub struct BatchSight {
    /// What is on offer, and what is wrong.
    pub stock: Arc<Stock>,
    /// The digest that `--plan` takes.
    pub digest: Sha256Digest,
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
