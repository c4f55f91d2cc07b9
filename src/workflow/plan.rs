//! What will be created, removed and kept: drawn before anything is touched, bound by its digest.

use serde::Serialize;

use crate::audit::Purpose;
use crate::certificate::{ExpiryMargin, Sha256Digest};
use crate::clock::Now;
use crate::token::{Object, SlotId, TokenSerial};

use super::addition::{Creation, Drift, RootRule};
use super::crossing::CustodyRule;
use super::inventory::Inventory;
use super::removal::KeepReason;
use super::trial::HandshakeRule;

/// Which comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Write and prove the new identity, then remove the old.
    #[default]
    NewFirst,
    /// Remove the old first, for a token without room for both. Needs its own consent.
    OldFirst,
}

impl Order {
    /// The stable word for JSON and the digest.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NewFirst => "new-first",
            Self::OldFirst => "old-first",
        }
    }
}

/// The choices of a run that decide what happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rules {
    /// How long a certificate must have been expired.
    pub margin: ExpiryMargin,
    /// Which comes first.
    pub order: Order,
    /// Which certificates of the chain are written.
    pub root: RootRule,
    /// How the private key may cross.
    pub custody: CustodyRule,
    /// Whether TLS is tried before anything is removed.
    pub handshake: HandshakeRule,
}

/// What is done to one token, whole: it carries its rules, its token, its instant and what it was drawn from.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The token it is for.
    pub serial: TokenSerial,
    /// The slot the token is in; part of the consent where the serial tells nothing.
    pub slot: SlotId,
    /// The instant it was judged by.
    pub now: Now,
    /// The choices.
    pub rules: Rules,
    /// Why objects go, for the journal: expired, or named.
    pub purpose: Purpose,
    /// What is written, in order.
    pub create: Vec<Creation>,
    /// What goes, in order.
    pub remove: Vec<Object>,
    /// What stays, and why.
    pub keep: Vec<(Object, KeepReason)>,
    /// How what is already there differs from what would be written.
    pub drift: Vec<Drift>,
    /// The look it was drawn from.
    pub inventory: Inventory,
}

impl Plan {
    /// Whether nothing is created and nothing removed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.create.is_empty() && self.remove.is_empty()
    }

    /// The digest people consent to: decisions and content, never the instant, handles or labels.
    #[must_use]
    pub fn digest(&self) -> Sha256Digest {
        let text = serde_json::to_vec(&self.essence()).unwrap_or_default();
        Sha256Digest::of(&text)
    }

    fn essence(&self) -> Essence {
        let thing = |class: &'static str, id: &[u8], sha256: Sha256Digest| Thing {
            class,
            id: hex::encode(id),
            sha256: sha256.to_string(),
            standing: None,
        };
        let found = |object: &Object| Thing {
            standing: object
                .certificate()
                .map(|found| found.standing(self.now).word()),
            ..thing(object.class.word(), &object.id, object.sha256())
        };
        // The token's own order of objects is an accident; the order of writing and removing is not.
        let mut keep: Vec<Thing> = self.keep.iter().map(|(object, _)| found(object)).collect();
        keep.sort();
        Essence {
            serial: self.serial.to_string(),
            slot: self.serial.is_meaningless().then_some(self.slot.0),
            order: self.rules.order.word(),
            expired_for_days: self.rules.margin.days(),
            root: self.rules.root == RootRule::WithRoot,
            custody: self.rules.custody.word(),
            handshake: self.rules.handshake == HandshakeRule::Try,
            create: self
                .create
                .iter()
                .map(|new| thing(new.class().word(), &new.id, new.sha256))
                .collect(),
            remove: self.remove.iter().map(found).collect(),
            keep,
        }
    }
}

/// What the digest covers, in a fixed order of fields.
#[derive(Serialize)]
struct Essence {
    serial: String,
    slot: Option<u64>,
    order: &'static str,
    expired_for_days: u32,
    root: bool,
    custody: &'static str,
    handshake: bool,
    create: Vec<Thing>,
    remove: Vec<Thing>,
    keep: Vec<Thing>,
}

#[derive(Serialize, PartialEq, Eq, PartialOrd, Ord)]
struct Thing {
    class: &'static str,
    id: String,
    sha256: String,
    standing: Option<&'static str>,
}
