//! What a source comes to: the identities on offer, and everything that is wrong with it.

use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;

use super::flaw::Flaw;
use super::offer::Offer;
use crate::certificate::Sha256Digest;
use crate::workflow::addition::RootRule;
use crate::workflow::plan::Rules;
use crate::workflow::trial::HandshakeRule;

/// Everything a source has to give.
#[derive(Debug, Default)]
pub struct Stock {
    /// The folder that the bundles lie in.
    pub folder: PathBuf,
    /// The list, where there is one.
    pub list: Option<PathBuf>,
    /// The identities on offer, in the order of their files' names.
    pub offers: Vec<Arc<Offer>>,
    /// What is wrong.
    pub flaws: Vec<Flaw>,
    /// How many bundles were opened.
    pub bundles: usize,
}

impl Stock {
    /// The digest that people consent to: each bundle on offer (file below the folder, SHA-256, identities and the
    /// tokens that a list names for them), the rules of assignment, and `rules`; never an instant.
    #[must_use]
    pub fn digest(&self, rules: &Rules) -> Sha256Digest {
        let text = serde_json::to_vec(&self.essence(rules)).unwrap_or_default();
        Sha256Digest::of(&text)
    }

    fn essence(&self, rules: &Rules) -> Essence<'_> {
        let mut offers: Vec<Promise<'_>> = self
            .offers
            .iter()
            .map(|offer| Promise {
                file: &offer.name,
                bundle: offer.bundle.to_string(),
                leaf: offer.leaf.to_string(),
                token: offer
                    .row
                    .as_ref()
                    .and_then(|row| row.token.as_ref())
                    .map(|token| token.as_str()),
            })
            .collect();
        offers.sort();
        Essence {
            assignment: ASSIGNMENT,
            is_listed: self.list.is_some(),
            order: rules.order.word(),
            expired_for_days: rules.margin.days(),
            root: rules.root == RootRule::WithRoot,
            custody: rules.custody.word(),
            handshake: rules.handshake == HandshakeRule::Try,
            offers,
        }
    }
}

/// Names the rules of [`assign()`](super::assign()): another name, another digest, whenever they change.
const ASSIGNMENT: &str = "token-serial, expired-subject, ask; 1";

/// What the digest covers, in a fixed order of fields.
#[derive(Serialize)]
struct Essence<'a> {
    assignment: &'static str,
    is_listed: bool,
    order: &'static str,
    expired_for_days: u32,
    root: bool,
    custody: &'static str,
    handshake: bool,
    offers: Vec<Promise<'a>>,
}

#[derive(Serialize, PartialEq, Eq, PartialOrd, Ord)]
struct Promise<'a> {
    file: &'a str,
    bundle: String,
    leaf: String,
    token: Option<&'a str>,
}
