//! The token's memory: what objects take, what is left, and when it is full.

use cryptoki_sys::{
    CK_ATTRIBUTE_TYPE, CK_SLOT_ID, CK_ULONG, CK_UNAVAILABLE_INFORMATION, CKA_APPLICATION,
    CKA_CLASS, CKA_EC_PARAMS, CKA_EC_POINT, CKA_ID, CKA_ISSUER, CKA_LABEL, CKA_MODULUS,
    CKA_MODULUS_BITS, CKA_PRIVATE, CKA_SERIAL_NUMBER, CKA_SUBJECT, CKA_TOKEN, CKA_VALUE,
    CKA_VALUE_LEN, CKO_CERTIFICATE, CKO_PRIVATE_KEY, CKO_PUBLIC_KEY, CKS_RO_USER_FUNCTIONS,
    CKS_RW_USER_FUNCTIONS,
};

use crate::desk::{Desk, Place, Slot};
use crate::disguise::sessions::{self, OwnSession};
use crate::disguise::template::{self, Template};

/// Bytes for public objects, unless set otherwise: what the vendor's sample asks for at format time.
const PUBLIC: u64 = 30_000;
/// Bytes for private objects, likewise.
const PRIVATE: u64 = 15_000;
/// Bytes that every object takes besides its attributes.
const OVERHEAD: u64 = 64;
/// Attributes that are stored as they are.
const STORED: [CK_ATTRIBUTE_TYPE; 9] = [
    CKA_LABEL,
    CKA_ID,
    CKA_SUBJECT,
    CKA_ISSUER,
    CKA_SERIAL_NUMBER,
    CKA_APPLICATION,
    CKA_VALUE,
    CKA_EC_PARAMS,
    CKA_EC_POINT,
];

/// Which part of the memory an object lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// Read without login.
    Public,
    /// Read after login.
    Private,
}

/// Bytes of an object of this class with a modulus and other attributes of these lengths.
fn bytes(class: CK_ULONG, modulus: u64, stored: u64) -> u64 {
    let key = match class {
        // n and d, and five parts of half the length.
        CKO_PRIVATE_KEY => modulus.saturating_mul(9).saturating_div(2),
        _ => modulus,
    };
    OVERHEAD.saturating_add(key).saturating_add(stored)
}

/// What a template would take, and where; `None` for a session object.
pub fn need(template: &Template) -> Option<(Area, u64)> {
    if template.flag(CKA_TOKEN) != Some(true) {
        return None;
    }
    let class = template.number(CKA_CLASS).unwrap_or(CKO_PRIVATE_KEY);
    let open = matches!(class, CKO_CERTIFICATE | CKO_PUBLIC_KEY);
    let area = if template.flag(CKA_PRIVATE).unwrap_or(!open) {
        Area::Private
    } else {
        Area::Public
    };
    let bits = template.number(CKA_MODULUS_BITS).map_or(0, u64::from_ulong);
    let modulus = template.length(CKA_MODULUS).max(bits / 8);
    let secret = template.number(CKA_VALUE_LEN).map_or(0, u64::from_ulong);
    let stored = STORED.iter().fold(secret, |sum, kind| {
        sum.saturating_add(template.length(*kind))
    });
    Some((area, bytes(class, modulus, stored)))
}

/// `CK_ULONG` is 32 bits wide on some platforms.
trait FromUlong {
    fn from_ulong(number: CK_ULONG) -> Self;
}

impl FromUlong for u64 {
    #[allow(
        clippy::useless_conversion,
        reason = "not useless where it is narrower"
    )]
    fn from_ulong(number: CK_ULONG) -> Self {
        number.into()
    }
}

/// Bytes in use; the private part is unknown while nobody has ever logged in.
#[derive(Debug, Clone, Copy)]
struct Used {
    public: u64,
    private: Option<u64>,
}

/// Measures every token object, and remembers the private part when it can be seen.
pub fn look(desk: &mut Desk, place: Place) {
    if desk.is_disguised() {
        let _ = used(desk, place);
    }
}

fn used(desk: &mut Desk, place: Place) -> Option<Used> {
    let slot: CK_SLOT_ID = desk.slot(place)?.real;
    let own = OwnSession::open(desk.real, slot)?;
    let logged_in = matches!(
        sessions::state(desk, own.handle()),
        Some(CKS_RO_USER_FUNCTIONS | CKS_RW_USER_FUNCTIONS)
    );
    let (mut public, mut private) = (0_u64, 0_u64);
    for object in template::find(desk.real, own.handle(), &[(CKA_TOKEN, &[1])]) {
        let length = |kind| {
            template::length(desk.real, own.handle(), object, kind).map_or(0, u64::from_ulong)
        };
        let class = template::class(desk.real, own.handle(), object).unwrap_or(0);
        let stored = STORED
            .iter()
            .fold(0_u64, |sum, kind| sum.saturating_add(length(*kind)));
        let size = bytes(class, length(CKA_MODULUS), stored);
        let hidden = template::value(desk.real, own.handle(), object, CKA_PRIVATE);
        let area = match hidden.as_deref() {
            Some([0]) => &mut public,
            _ => &mut private,
        };
        *area = area.saturating_add(size);
    }
    drop(own);
    let slot = desk.slot_mut(place)?;
    let private = if logged_in {
        slot.update(|memory| memory.private_used = Some(private));
        Some(private)
    } else {
        slot.memory().private_used
    };
    Some(Used { public, private })
}

fn totals(slot: &Slot) -> (u64, u64) {
    let settings = slot.settings();
    (
        settings.public_memory.unwrap_or(PUBLIC),
        settings.private_memory.unwrap_or(PRIVATE),
    )
}

/// Whether so many bytes more find room; an area that cannot be measured has room.
pub fn has_room(desk: &mut Desk, place: Place, (area, bytes): (Area, u64)) -> bool {
    let (Some(used), Some(slot)) = (used(desk, place), desk.slot(place)) else {
        return true;
    };
    let (public, private) = totals(slot);
    match area {
        Area::Public => used.public.saturating_add(bytes) <= public,
        Area::Private => used.private.unwrap_or(0).saturating_add(bytes) <= private,
    }
}

/// The four figures of the token information.
#[derive(Debug, Clone, Copy)]
pub struct Figures {
    /// Bytes for public objects.
    pub total_public: CK_ULONG,
    /// Of them, free.
    pub free_public: CK_ULONG,
    /// Bytes for private objects.
    pub total_private: CK_ULONG,
    /// Of them, free; unavailable while nobody has ever logged in.
    pub free_private: CK_ULONG,
}

/// The figures of a token now.
pub fn figures(desk: &mut Desk, place: Place) -> Option<Figures> {
    let used = used(desk, place)?;
    let (public, private) = totals(desk.slot(place)?);
    let figure = |bytes: u64| CK_ULONG::try_from(bytes).unwrap_or(CK_ULONG::MAX);
    Some(Figures {
        total_public: figure(public),
        free_public: figure(public.saturating_sub(used.public)),
        total_private: figure(private),
        free_private: used.private.map_or(CK_UNAVAILABLE_INFORMATION, |used| {
            figure(private.saturating_sub(used))
        }),
    })
}
