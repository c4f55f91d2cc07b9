//! Who gets what: decided from the stock, the ledger and one look at a token; nothing is touched.

use std::sync::Arc;

use jiff::Timestamp;

use super::ledger::{Ledger, When};
use super::offer::Offer;
use super::stock::Stock;
use crate::certificate::{Sha256Digest, Standing};
use crate::clock::Now;
use crate::token::{TokenFacts, TokenSerial};
use crate::workflow::Inventory;

/// One token, looked at.
#[derive(Debug, Clone, Copy)]
pub struct TokenSeen<'a> {
    /// What it says of itself.
    pub facts: &'a TokenFacts,
    /// What it holds; public objects are enough.
    pub inventory: &'a Inventory,
}

/// The rule that found an identity for a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The list names the token.
    TokenSerial,
    /// The token's expired certificate has the identity's subject.
    Subject,
    /// A person chose it.
    Choice,
}

impl By {
    /// The rule that gave `token` what it has already, as far as it can still be told.
    #[must_use]
    pub fn of_finished(offer: &Offer, token: &TokenSerial) -> Self {
        let listed = offer.listed_token().map(TokenSerial::as_str);
        if listed.is_some_and(|listed| listed.eq_ignore_ascii_case(token.as_str())) {
            Self::TokenSerial
        } else {
            Self::Subject
        }
    }

    /// The stable word for JSON and the journal.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::TokenSerial => "token-serial",
            Self::Subject => "subject",
            Self::Choice => "choice",
        }
    }
}

/// Why a token gets nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Its serial number tells it from no other: neither a list nor the ledger can name it.
    NoSerial,
    /// It is marked as defective.
    Defective {
        /// Why, as somebody wrote it down.
        reason: String,
    },
    /// It holds an identity of somebody else that is valid, or will be.
    SomeoneElses {
        /// That identity's subject.
        subject: String,
        /// Its last second, UTC.
        not_after: Timestamp,
    },
    /// It was served in this run and does not show what it got.
    AlreadyServed {
        /// The leaf that it got.
        leaf: Sha256Digest,
    },
    /// What it would get is on another token of ours.
    OnAnotherToken {
        /// The identity's subject.
        subject: String,
        /// That token.
        token: TokenSerial,
    },
}

impl Refusal {
    /// The stable id for JSON and `explain`.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::NoSerial => "token-without-serial",
            Self::Defective { .. } => "token-defective",
            Self::SomeoneElses { .. } => "token-of-someone-else",
            Self::AlreadyServed { .. } => "token-already-served",
            Self::OnAnotherToken { .. } => "identity-on-another-token",
        }
    }
}

/// What one token gets.
#[derive(Debug, Clone)]
pub enum Assignment {
    /// This identity.
    Give {
        /// The identity.
        offer: Arc<Offer>,
        /// The rule that says so.
        by: By,
    },
    /// It has its identity already: a finished token.
    AlreadyDone(Arc<Offer>),
    /// One of several with its owner's subject: somebody must say which one.
    Tie(Vec<Arc<Offer>>),
    /// No rule says whose it is. These are the identities that nobody else has a claim to, for a person to choose from.
    Nobody(Vec<Arc<Offer>>),
    /// Nothing.
    Refused(Refusal),
}

/// Decides what the token gets: what the list says for its serial, else what has the subject of an expired
/// certificate on it; never an identity that another token has, never a second one.
#[must_use]
pub fn assign(stock: &Stock, ledger: &Ledger, token: TokenSeen<'_>, now: Now) -> Assignment {
    let serial = &token.facts.serial;
    if serial.is_meaningless() {
        return Assignment::Refused(Refusal::NoSerial);
    }
    if let Some(reason) = ledger.defect(serial) {
        let reason = reason.to_owned();
        return Assignment::Refused(Refusal::Defective { reason });
    }
    let has = |offer: &&Arc<Offer>| token.inventory.certificate(offer.leaf).is_some();
    if let Some(offer) = stock.offers.iter().find(has) {
        return Assignment::AlreadyDone(Arc::clone(offer));
    }
    if let Some(leaf) = ledger.served(serial) {
        return Assignment::Refused(Refusal::AlreadyServed { leaf });
    }
    let (candidates, by) = candidates(stock, token, now);
    let mut free: Vec<Arc<Offer>> = Vec::new();
    let mut taken = None;
    for offer in candidates {
        match elsewhere(ledger, &offer, serial) {
            Some(other) => taken = Some((offer, other)),
            None => free.push(offer),
        }
    }
    match (free.as_slice(), taken) {
        ([], Some((offer, token))) => Assignment::Refused(Refusal::OnAnotherToken {
            subject: offer.subject.to_string(),
            token,
        }),
        ([], None) => match strange(token, &stock.offers, now) {
            Some(refusal) => Assignment::Refused(refusal),
            None => Assignment::Nobody(unclaimed(stock, ledger, serial)),
        },
        ([offer], _) => match strange(token, std::slice::from_ref(offer), now) {
            Some(refusal) => Assignment::Refused(refusal),
            None => Assignment::Give {
                offer: Arc::clone(offer),
                by,
            },
        },
        ([first, ..], _) => match strange(token, std::slice::from_ref(first), now) {
            Some(refusal) => Assignment::Refused(refusal),
            None => Assignment::Tie(free),
        },
    }
}

/// What the first rule that applies finds.
fn candidates(stock: &Stock, token: TokenSeen<'_>, now: Now) -> (Vec<Arc<Offer>>, By) {
    let serial = &token.facts.serial;
    // People copy them in either case; a token that differs by that alone is not known.
    let is_listed = |offer: &&Arc<Offer>| {
        let listed = offer.listed_token().map(TokenSerial::as_str);
        listed.is_some_and(|listed| listed.eq_ignore_ascii_case(serial.as_str()))
    };
    let listed: Vec<_> = stock.offers.iter().filter(is_listed).cloned().collect();
    if !listed.is_empty() {
        return (listed, By::TokenSerial);
    }
    let expired: Vec<_> = token
        .inventory
        .identities()
        .iter()
        .filter(|identity| identity.certificate.standing(now) == Standing::Expired)
        .map(|identity| identity.certificate.subject().canonical())
        .collect();
    let owned = stock.offers.iter().filter(|offer| {
        offer.listed_token().is_none() && expired.contains(&offer.subject.canonical())
    });
    (owned.cloned().collect(), By::Subject)
}

/// The other token that has the identity.
fn elsewhere(ledger: &Ledger, offer: &Offer, serial: &TokenSerial) -> Option<TokenSerial> {
    let settled = ledger.token_of(offer.leaf)?;
    // The journal of this very token says that it was written, the token does not show it: it is given anew.
    let is_here = settled.token == *serial && settled.when == When::Before;
    (!is_here).then(|| settled.token.clone())
}

/// The identity on the token that is valid, or will be, and whose owner none of `offers` is for.
fn strange(token: TokenSeen<'_>, offers: &[Arc<Offer>], now: Now) -> Option<Refusal> {
    let identities = token.inventory.identities();
    let stranger = identities.iter().find(|identity| {
        let subject = identity.certificate.subject();
        identity.certificate.standing(now) != Standing::Expired
            && !offers.iter().any(|offer| subject.matches(&offer.subject))
    })?;
    Some(Refusal::SomeoneElses {
        subject: stranger.certificate.subject().to_string(),
        not_after: stranger.certificate.not_after(),
    })
}

/// The identities that no token has and the list promises to none.
fn unclaimed(stock: &Stock, ledger: &Ledger, serial: &TokenSerial) -> Vec<Arc<Offer>> {
    let is_free = |offer: &&Arc<Offer>| {
        offer.listed_token().is_none() && elsewhere(ledger, offer, serial).is_none()
    };
    stock.offers.iter().filter(is_free).cloned().collect()
}
