//! What the process that looks for tokens tells the one that started it: one line of JSON each.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use tokendesk::certificate::Certificate;
use tokendesk::token::{
    Content, FreeMemory, Handle, Object, ObjectClass, PinLimits, PinState, TokenFacts,
};
use tokendesk::workflow::{Inventory, Sight};

/// Something that was seen.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sighting {
    /// A token that was not there before, and the certificates that it shows without a login.
    Seen(Box<Seen>),
    /// The token that was in a slot is not there any more.
    Gone {
        /// The slot.
        slot: u64,
    },
    /// A slot holds something that does not answer.
    Silent {
        /// The slot.
        slot: u64,
        /// What was answered instead.
        answer: String,
    },
    /// All slots were looked at.
    Looked,
}

/// A token as it was seen.
#[derive(Debug, Serialize, Deserialize)]
pub struct Seen {
    /// The token. What changes between a look and a login is not told: the worker reads it anew.
    pub facts: TokenFacts,
    /// DER, base64; `None` where it could not be looked at.
    certificates: Option<Vec<String>>,
}

impl Seen {
    /// What is told of a token and what was seen on it.
    pub fn of(facts: &TokenFacts, inventory: Option<&Inventory>) -> Self {
        let certificates = inventory.map(|inventory| {
            let all = inventory.objects().iter().filter_map(Object::certificate);
            all.map(|one| STANDARD.encode(one.der())).collect()
        });
        Self {
            facts: TokenFacts {
                pin_state: PinState::Hidden,
                pin_limits: PinLimits::default(),
                free: FreeMemory::default(),
                ..facts.clone()
            },
            certificates,
        }
    }

    /// The certificates that it shows; `None` where it could not be looked at.
    pub fn inventory(&self) -> Option<Inventory> {
        let certificates = self.certificates.as_ref()?;
        let objects = (0..).zip(certificates).filter_map(|(handle, text)| {
            let certificate = Certificate::from_der(&STANDARD.decode(text).ok()?).ok()?;
            Some(Object {
                handle: Handle(handle),
                class: ObjectClass::Certificate,
                label: String::new(),
                id: Vec::new(),
                is_token_object: Some(true),
                is_private: Some(false),
                content: Content::Certificate(Box::new(certificate)),
            })
        });
        Some(Inventory::new(objects.collect(), Vec::new(), Sight::Public))
    }
}
