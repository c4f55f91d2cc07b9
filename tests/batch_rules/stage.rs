//! A stock and tokens as values: certificates made here, no file and no device.

use std::collections::HashMap;
use std::sync::Arc;

use rcgen::{CertificateParams, DnType, KeyPair};
use tokendesk::audit::{
    Action, Entry, Event, Line, ObjectClass as Class, Purpose, Step, StepOutcome,
};
use tokendesk::certificate::{Certificate, Sha256Digest};
use tokendesk::clock::Now;
use tokendesk::token::{
    Content, FreeMemory, Handle, Object, ObjectClass, PinLimits, PinState, SlotId, TokenFacts,
    TokenSerial,
};
use tokendesk::workflow::batch::{Ledger, Offer, PasswordFrom, Row, Stock};
use tokendesk::workflow::{Inventory, Sight};

pub const EXPIRED: (i32, i32) = (2020, 2022);
pub const VALID: (i32, i32) = (2020, 2120);

pub fn now() -> Now {
    Now::at("2026-11-22T09:00:00Z".parse().unwrap())
}

pub fn token(serial: &str) -> TokenSerial {
    TokenSerial::new(serial)
}

/// A certificate of its own key for a name.
pub fn certificate(name: &str, (from, to): (i32, i32)) -> Certificate {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = rcgen::date_time_ymd(from, 1, 1);
    params.not_after = rcgen::date_time_ymd(to, 1, 1);
    let made = params.self_signed(&KeyPair::generate().unwrap()).unwrap();
    Certificate::from_der(made.der()).unwrap()
}

/// An identity to be offered.
#[derive(Debug, Clone)]
pub struct Made {
    file: String,
    leaf: Certificate,
    row: Option<Row>,
}

impl Made {
    pub fn listed(mut self, row: Row) -> Self {
        self.row = Some(row);
        self
    }
}

pub fn offer(file: &str, name: &str) -> Made {
    Made {
        file: file.to_owned(),
        leaf: certificate(name, VALID),
        row: None,
    }
}

pub fn row(line: u32, token: Option<&str>) -> Row {
    Row {
        line,
        token: token.map(TokenSerial::new),
        ..Row::default()
    }
}

/// A line of a journal about the leaf: `create`, `destroy`, or how the line before ended.
pub fn line(serial: &str, seq: u64, what: &str, leaf: Sha256Digest) -> Line {
    let step = |action| {
        Entry::Intent(Step {
            action,
            class: Class::Certificate,
            label: String::new(),
            cka_id: Vec::new(),
            sha256: Some(leaf),
            purpose: Purpose::Write,
        })
    };
    let settled = |outcome| Entry::Settled {
        intent: seq - 1,
        outcome,
    };
    let entry = match what {
        "create" => step(Action::Create),
        "destroy" => step(Action::Destroy),
        "done" => settled(StepOutcome::Done),
        "failed" => settled(StepOutcome::Failed {
            code: "CKR_DEVICE_ERROR".to_owned(),
            function: "C_CreateObject".to_owned(),
        }),
        "cleared" => Entry::Noted(Event::ClearedDefective { reason: None }),
        _ => Entry::Noted(Event::MarkedDefective {
            reason: "dropped".to_owned(),
        }),
    };
    let run = serde_json::from_value("0123456789abcdef".into()).unwrap();
    Line {
        version: 1,
        seq,
        run,
        time: now().timestamp(),
        serial: serial.to_owned(),
        entry,
        prev: leaf,
    }
}

#[derive(Default)]
pub struct Stage {
    pub stock: Stock,
    pub ledger: Ledger,
    leaves: HashMap<Sha256Digest, Certificate>,
    tokens: HashMap<String, Vec<Object>>,
}

impl Stage {
    /// Puts an identity on offer; returns its leaf's digest.
    pub fn offer(&mut self, made: Made) -> Sha256Digest {
        let leaf = made.leaf;
        let digest = leaf.sha256();
        self.stock.offers.push(Arc::new(Offer {
            path: made.file.clone().into(),
            bundle: Sha256Digest::of(made.file.as_bytes()),
            name: made.file,
            leaf: digest,
            subject: leaf.subject().clone(),
            serial: leaf.serial_number(),
            not_before: leaf.not_before(),
            not_after: leaf.not_after(),
            findings: Vec::new(),
            password: PasswordFrom::Shared,
            row: made.row,
        }));
        self.leaves.insert(digest, leaf);
        digest
    }

    pub fn certificate_of(&self, offer: &Offer) -> Certificate {
        self.leaves[&offer.leaf].clone()
    }

    /// Lays a certificate on a token.
    pub fn put(&mut self, serial: &str, certificate: &Certificate) {
        let objects = self.tokens.entry(serial.to_owned()).or_default();
        objects.push(Object {
            handle: Handle(objects.len() as u64 + 1),
            class: ObjectClass::Certificate,
            label: String::new(),
            id: vec![objects.len() as u8],
            is_token_object: Some(true),
            is_private: Some(false),
            content: Content::Certificate(Box::new(certificate.clone())),
        });
    }

    pub fn token(&self, serial: &str) -> (TokenFacts, Inventory) {
        let facts = TokenFacts {
            serial: TokenSerial::new(serial),
            slot: SlotId(0),
            label: "desk".to_owned(),
            model: "test".to_owned(),
            manufacturer: "test".to_owned(),
            firmware: "1.0".to_owned(),
            is_initialised: true,
            is_write_protected: false,
            needs_login: true,
            has_pin_pad: false,
            pin_state: PinState::Ok,
            pin_limits: PinLimits::default(),
            free: FreeMemory::default(),
        };
        let objects = self.tokens.get(serial).cloned().unwrap_or_default();
        (facts, Inventory::new(objects, Vec::new(), Sight::Public))
    }
}
