//! Whether a token is ready: each thing that was looked at, with its status, and one verdict. Read-only.

mod holding;

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::audit::{Defect, UnsettledRun};
use crate::bundle::BundleIdentity;
use crate::bundle::fitness::{self, Severity};
use crate::certificate::{ExpiryMargin, PublicKey};
use crate::clock::{ImplausibleClock, Now};
use crate::token::{FreeMemory, KeyRange, Object, ObjectClass, PinState, Profile, TokenFacts};

use super::addition::{self, Naming};
use super::connection::Connection;
use super::doctor;
use super::failure::Named;
use super::handshake::Handshake;
use super::inventory::{Inventory, Sight};
use super::pairing::kind_of;
use super::removal;

/// How a thing that was looked at stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// As it should be.
    Pass,
    /// Worth knowing; no hindrance.
    Warn,
    /// A hindrance.
    Fail,
}

impl Status {
    /// The stable word for JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Warn => "warn",
            Self::Fail => "fail",
        }
    }
}

/// What was looked at, with what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// The clock: why it is not believed, if it is not.
    Clock(Option<ImplausibleClock>),
    /// The user PIN.
    Pin(PinState),
    /// Whether the token can be written.
    WriteProtection,
    /// Free memory against what the bundle needs, bytes, where the token tells it.
    Memory {
        /// What the token says is free.
        free: FreeMemory,
        /// What the bundle's public objects need, about.
        public_need: u64,
        /// What its private key needs, about.
        private_need: u64,
    },
    /// The bundle's key against the sizes the token takes.
    KeySize {
        /// The bundle's key.
        key: PublicKey,
        /// The largest the token takes, bits, where it takes the kind and tells.
        largest: Option<u64>,
    },
    /// Expired identities that a wipe would remove: how many.
    Expired(usize),
    /// Current or future identities: how many.
    Valid(usize),
    /// Keys without certificate and the reverse: how many; `None` without login.
    Orphans(Option<usize>),
    /// CKA_IDs that two different keys or two leaf certificates share, hexadecimal.
    DoubledIds(Vec<String>),
    /// Objects of a class against what the token holds without harm.
    Capacity {
        /// The class.
        class: ObjectClass,
        /// How many there would be.
        held: usize,
        /// How many there can be.
        most: usize,
    },
    /// Handshakes with one of the token's keys.
    Handshake(Box<Handshake>),
    /// What the server of a handshake thought of the certificates.
    HandshakeTrust(Box<Handshake>),
    /// A server that was tried.
    Connection(Box<Connection>),
    /// There is nothing to try a handshake with.
    NoHandshake,
    /// Free memory, bytes, where no bundle is there to hold it against.
    FreeMemory(FreeMemory),
    /// Identities that stay whose key and certificate have different CKA_IDs, or none.
    IdMismatch(Vec<Named>),
    /// Labels that several certificates which stay share.
    DoubledLabels(Vec<String>),
    /// Identities that stay whose chain on the token ends below a root.
    OpenChain(Vec<OpenEnd>),
    /// Identities that stay whose certificates are not meant for logging in, by the names of their subjects.
    OtherPurpose(Vec<String>),
    /// Valid identities that end soon, and the one that ends first of the others.
    EndsSoon {
        /// Those that end soon.
        soon: Vec<Dated>,
        /// The one that ends next where none ends soon.
        next: Option<Dated>,
    },
    /// Identities that are not valid yet.
    StartsLater(Vec<Dated>),
    /// Somebody took the token out of use.
    Defective(Defect),
    /// What earlier runs left that did not end well: how many objects.
    Leftovers(usize),
    /// Certificates that Windows may have copied from the token into its store and that a wipe will not reach there.
    WindowsStore,
    /// Whether a certificate was revoked: never asked.
    Revocation,
    /// Since when the token has been in use at least, and its firmware.
    Age {
        /// The first second of the oldest certificate on it, UTC.
        since: Timestamp,
        /// The firmware's version.
        firmware: String,
    },
    /// A finding about the bundle.
    Bundle(fitness::Finding),
    /// A finding about the computer, its modules and the program.
    Doctor(Box<doctor::Finding>),
}

impl Subject {
    /// The stable id for JSON and `explain`.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::Clock(_) => "clock",
            Self::Pin(_) => "pin",
            Self::WriteProtection => "write-protection",
            Self::Memory { .. } => "memory",
            Self::KeySize { .. } => "key-size",
            Self::Expired(_) => "expired-identities",
            Self::Valid(_) => "valid-identities",
            Self::Orphans(_) => "orphans",
            Self::DoubledIds(_) => "doubled-ids",
            Self::Capacity { .. } => "capacity",
            Self::Handshake(_) | Self::NoHandshake => "handshake",
            Self::Connection(_) => "connection",
            Self::HandshakeTrust(_) => "handshake-trust",
            Self::FreeMemory(_) => "free-memory",
            Self::IdMismatch(_) => "id-mismatch",
            Self::DoubledLabels(_) => "doubled-labels",
            Self::OpenChain(_) => "open-chain",
            Self::OtherPurpose(_) => "other-purpose",
            Self::EndsSoon { .. } => "ends-soon",
            Self::StartsLater(_) => "starts-later",
            Self::Defective(_) => "token-defective",
            Self::Leftovers(_) => "leftovers",
            Self::WindowsStore => "windows-store",
            Self::Revocation => "revocation",
            Self::Age { .. } => "token-age",
            Self::Bundle(finding) => finding.id(),
            Self::Doctor(finding) => finding.id(),
        }
    }
}

/// Where a chain on a token ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenEnd {
    /// The leaf's subject.
    pub subject: String,
    /// The issuer that is not on the token.
    pub issuer: String,
}

/// A certificate and an instant that matters to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// Its subject.
    pub subject: String,
    /// The instant, UTC.
    pub at: Timestamp,
    /// How many whole days it is away.
    pub days: i64,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What.
    pub subject: Subject,
    /// How it stands.
    pub status: Status,
}

/// What all checks come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing is in the way.
    Ready,
    /// Only expired identities are in the way.
    ReadyAfterWipe,
    /// Something else is in the way.
    NotFit,
}

impl Verdict {
    /// The stable word for JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::ReadyAfterWipe => "ready-after-wipe",
            Self::NotFit => "not-fit",
        }
    }
}

/// What a check looks at.
#[derive(Debug)]
pub struct Examined<'a> {
    /// The token.
    pub facts: &'a TokenFacts,
    /// The look.
    pub inventory: &'a Inventory,
    /// The quirks of the module.
    pub profile: &'static Profile,
    /// The bundle's identity, where there is one.
    pub identity: Option<&'a BundleIdentity>,
    /// The sizes the token takes of the bundle's kind of key.
    pub key_range: Option<KeyRange>,
    /// How long a certificate must have been expired.
    pub margin: ExpiryMargin,
    /// The earlier runs on this token that did not end well.
    pub open_runs: &'a [UnsettledRun],
    /// That somebody took it out of use.
    pub defect: Option<&'a Defect>,
    /// What is wrong with the clock, if anything.
    pub clock: Option<ImplausibleClock>,
}

/// Looks at everything and judges it.
#[must_use]
pub fn check(examined: &Examined<'_>, now: Now) -> (Vec<Check>, Verdict) {
    let mut checks = vec![
        clock(examined),
        pin(examined.facts.pin_state),
        write_protection(examined.facts),
    ];
    let defect = examined.defect.cloned().map(Subject::Defective);
    checks.extend(defect.map(|defect| judged(defect, Status::Fail)));
    match examined.identity {
        Some(identity) => {
            checks.push(key_size(examined, identity));
            checks.extend(memory(examined, identity));
        }
        None => checks.push(holding::free(examined.facts)),
    }
    checks.extend(expired(examined, now));
    checks.push(orphans(examined.inventory));
    checks.push(doubled_ids(examined.inventory));
    checks.extend(capacity(examined, now));
    checks.extend(holding::checks(examined, now));
    if let Some(identity) = examined.identity {
        checks.extend(bundle(identity, now));
    }
    let verdict = verdict(&checks);
    (checks, verdict)
}

/// What things that were looked at come to.
#[must_use]
pub fn verdict(checks: &[Check]) -> Verdict {
    let has_failed = checks.iter().any(|check| check.status == Status::Fail);
    let has_expired = checks
        .iter()
        .any(|check| matches!(check.subject, Subject::Expired(1..)));
    if has_failed {
        Verdict::NotFit
    } else if has_expired {
        Verdict::ReadyAfterWipe
    } else {
        Verdict::Ready
    }
}

fn judged(subject: Subject, status: Status) -> Check {
    Check { subject, status }
}

fn clock(examined: &Examined<'_>) -> Check {
    let status = if examined.clock.is_some() {
        Status::Fail
    } else {
        Status::Pass
    };
    judged(Subject::Clock(examined.clock), status)
}

fn pin(state: PinState) -> Check {
    let status = match state {
        PinState::Ok => Status::Pass,
        PinState::Low | PinState::ToBeChanged | PinState::Hidden => Status::Warn,
        PinState::Final | PinState::Locked | PinState::Unset => Status::Fail,
    };
    judged(Subject::Pin(state), status)
}

fn write_protection(facts: &TokenFacts) -> Check {
    let status = if facts.is_write_protected {
        Status::Fail
    } else {
        Status::Pass
    };
    judged(Subject::WriteProtection, status)
}

fn key_size(examined: &Examined<'_>, identity: &BundleIdentity) -> Check {
    let key = identity.leaf().public_key();
    let kind = kind_of(key);
    let is_imported = kind.is_some_and(|kind| examined.profile.imports.contains(&kind));
    let fits = match (kind, examined.key_range, key.bits()) {
        (Some(kind), Some(range), Some(bits)) => {
            range.admits(bits) && examined.profile.takes(kind, bits)
        }
        _ => false,
    };
    let largest = examined
        .key_range
        .and_then(|range| range.max)
        .filter(|_| is_imported);
    let status = if fits { Status::Pass } else { Status::Fail };
    judged(
        Subject::KeySize {
            key: key.clone(),
            largest,
        },
        status,
    )
}

/// What an object costs besides its bytes, about.
const OBJECT_OVERHEAD: u64 = 256;

fn memory(examined: &Examined<'_>, identity: &BundleIdentity) -> Option<Check> {
    let free = examined.facts.free;
    if free.public.is_none() && free.private.is_none() {
        return None;
    }
    let naming = Naming::default();
    let missing =
        addition::draft(examined.inventory, &[], identity, &naming, examined.profile).ok()?;
    let key = u64::try_from(identity.leaf().public_key().material().len()).unwrap_or(u64::MAX);
    let (mut public_need, mut private_need) = (0_u64, 0_u64);
    for creation in &missing.create {
        let certificate = |certificate: &crate::certificate::Certificate| {
            u64::try_from(certificate.der().len()).unwrap_or(u64::MAX)
        };
        let (need, bytes) = match &creation.kind {
            addition::CreationKind::PrivateKey => (&mut private_need, key.saturating_mul(5)),
            addition::CreationKind::PublicKey => (&mut public_need, key),
            addition::CreationKind::Leaf => (&mut public_need, certificate(identity.leaf())),
            addition::CreationKind::Chain(found) => (&mut public_need, certificate(found)),
        };
        *need = need.saturating_add(bytes).saturating_add(OBJECT_OVERHEAD);
    }
    let lacks = free.public.is_some_and(|free| free < public_need)
        || free.private.is_some_and(|free| free < private_need);
    let status = if lacks { Status::Fail } else { Status::Pass };
    Some(judged(
        Subject::Memory {
            free,
            public_need,
            private_need,
        },
        status,
    ))
}

fn expired(examined: &Examined<'_>, now: Now) -> [Check; 2] {
    let identities = examined.inventory.identities();
    let expired = identities
        .iter()
        .filter(|identity| identity.certificate.is_expired_beyond(examined.margin, now))
        .count();
    let valid = identities.len().saturating_sub(expired);
    let status = if expired == 0 {
        Status::Pass
    } else {
        Status::Warn
    };
    [
        judged(Subject::Expired(expired), status),
        judged(Subject::Valid(valid), Status::Pass),
    ]
}

fn orphans(inventory: &Inventory) -> Check {
    let count = inventory.orphans().map(|orphans| orphans.len());
    let status = if count == Some(0) {
        Status::Pass
    } else {
        Status::Warn
    };
    judged(Subject::Orphans(count), status)
}

/// Ids under which a program could take one key or certificate for another.
fn doubled_ids(inventory: &Inventory) -> Check {
    let mut by_id: BTreeMap<&[u8], Vec<&Object>> = BTreeMap::new();
    for object in inventory.objects() {
        let is_paired_by_id = matches!(
            object.class,
            ObjectClass::PrivateKey | ObjectClass::PublicKey | ObjectClass::Certificate
        );
        if is_paired_by_id && !object.id.is_empty() {
            by_id.entry(&object.id).or_default().push(object);
        }
    }
    let is_double = |objects: &Vec<&Object>| {
        let mut keys: Vec<&PublicKey> = objects
            .iter()
            .filter_map(|object| inventory.public_key_of(object))
            .collect();
        keys.sort_by_key(|key| key.sha256());
        keys.dedup();
        let of = |class| {
            objects
                .iter()
                .filter(|object| object.class == class)
                .count()
        };
        keys.len() > 1 || of(ObjectClass::Certificate) > 1 || of(ObjectClass::PrivateKey) > 1
    };
    let doubled: Vec<String> = by_id
        .into_iter()
        .filter(|(_, objects)| is_double(objects))
        .map(|(id, _)| hex::encode(id))
        .collect();
    let status = if doubled.is_empty() {
        Status::Pass
    } else {
        Status::Warn
    };
    judged(Subject::DoubledIds(doubled), status)
}

fn capacity(examined: &Examined<'_>, now: Now) -> Vec<Check> {
    let Some(most) = examined.profile.most_of_a_class() else {
        return Vec::new();
    };
    let leaving = match examined.inventory.sight() {
        Sight::Whole => removal::draft(examined.inventory, &[], examined.margin, now).remove,
        Sight::Public => Vec::new(),
    };
    let new = examined.identity.and_then(|identity| {
        addition::draft(
            examined.inventory,
            &leaving,
            identity,
            &Naming::default(),
            examined.profile,
        )
        .ok()
    });
    [ObjectClass::PrivateKey, ObjectClass::Certificate]
        .into_iter()
        .map(|class| {
            let held = examined.inventory.of_class(class).count();
            let added = new.as_ref().map_or(0, |draft| {
                draft
                    .create
                    .iter()
                    .filter(|creation| creation.class() == class)
                    .count()
            });
            let held = held.saturating_add(added);
            let status = if held > most {
                Status::Fail
            } else {
                Status::Pass
            };
            judged(Subject::Capacity { class, held, most }, status)
        })
        .collect()
}

fn bundle(identity: &BundleIdentity, now: Now) -> Vec<Check> {
    fitness::judge(identity, now)
        .into_iter()
        .map(|finding| {
            let status = match finding.severity() {
                // It can be written, and nobody can log in with it: ready means ready.
                _ if holding::prevents_login(&finding) => Status::Fail,
                Severity::Fail => Status::Fail,
                Severity::Warn => Status::Warn,
                Severity::Pass => Status::Pass,
            };
            judged(Subject::Bundle(finding), status)
        })
        .collect()
}
