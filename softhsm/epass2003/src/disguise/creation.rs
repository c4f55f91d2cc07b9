//! Making objects: what the token refuses, and what it loses meanwhile.

use cryptoki_sys::{
    CK_ATTRIBUTE, CK_BYTE, CK_MECHANISM, CK_OBJECT_HANDLE, CK_RV, CK_SESSION_HANDLE, CK_ULONG,
    CKA_CLASS, CKA_ID, CKA_KEY_TYPE, CKA_MODULUS, CKA_MODULUS_BITS, CKA_TOKEN, CKA_VALUE_LEN,
    CKK_EC, CKK_EC_EDWARDS, CKK_EC_MONTGOMERY, CKO_PRIVATE_KEY, CKO_PUBLIC_KEY, CKO_SECRET_KEY,
    CKR_ATTRIBUTE_VALUE_INVALID, CKR_DEVICE_MEMORY, CKR_KEY_SIZE_RANGE, CKR_OK,
};

use crate::desk::{Desk, Place};
use crate::disguise::sessions::OwnSession;
use crate::disguise::template::{self, Template};
use crate::disguise::{mechanisms, memory};
use crate::fault::Ruling;
use crate::real::call;
use crate::scenario::Action;

/// `C_CreateObject`.
///
/// # Safety
///
/// As PKCS#11 asks of the caller; the same for all functions of this module.
pub unsafe fn create(
    desk: &mut Desk,
    ruling: &Ruling,
    session: CK_SESSION_HANDLE,
    template: *mut CK_ATTRIBUTE,
    count: CK_ULONG,
    object: *mut CK_OBJECT_HANDLE,
) -> CK_RV {
    // SAFETY: the caller's.
    let asked = unsafe { Template::copy(template, count) };
    let real = desk.real;
    make(desk, ruling, session, &[asked], &[object], || {
        call!(real, C_CreateObject(session, template, count, object))
    })
}

/// `C_GenerateKey`.
///
/// # Safety
///
/// As [`create`].
pub unsafe fn generate(
    desk: &mut Desk,
    ruling: &Ruling,
    session: CK_SESSION_HANDLE,
    mechanism: *mut CK_MECHANISM,
    template: *mut CK_ATTRIBUTE,
    count: CK_ULONG,
    object: *mut CK_OBJECT_HANDLE,
) -> CK_RV {
    // SAFETY: the caller's.
    let asked = unsafe { Template::copy(template, count) }.or(CKA_CLASS, CKO_SECRET_KEY);
    let real = desk.real;
    make(desk, ruling, session, &[asked], &[object], || {
        call!(
            real,
            C_GenerateKey(session, mechanism, template, count, object)
        )
    })
}

/// `C_GenerateKeyPair`.
///
/// # Safety
///
/// As [`create`].
#[expect(clippy::too_many_arguments, reason = "they are the standard's")]
pub unsafe fn generate_pair(
    desk: &mut Desk,
    ruling: &Ruling,
    session: CK_SESSION_HANDLE,
    mechanism: *mut CK_MECHANISM,
    public: *mut CK_ATTRIBUTE,
    public_count: CK_ULONG,
    private: *mut CK_ATTRIBUTE,
    private_count: CK_ULONG,
    public_key: *mut CK_OBJECT_HANDLE,
    private_key: *mut CK_OBJECT_HANDLE,
) -> CK_RV {
    // SAFETY: the caller's.
    let (public_asked, private_asked) = unsafe {
        (
            Template::copy(public, public_count).or(CKA_CLASS, CKO_PUBLIC_KEY),
            Template::copy(private, private_count).or(CKA_CLASS, CKO_PRIVATE_KEY),
        )
    };
    // Only the public half names the size.
    let bits = public_asked.number(CKA_MODULUS_BITS).unwrap_or(0);
    let asked = [public_asked, private_asked.or(CKA_MODULUS_BITS, bits)];
    let real = desk.real;
    make(
        desk,
        ruling,
        session,
        &asked,
        &[public_key, private_key],
        || {
            call!(
                real,
                C_GenerateKeyPair(
                    session,
                    mechanism,
                    public,
                    public_count,
                    private,
                    private_count,
                    public_key,
                    private_key,
                )
            )
        },
    )
}

/// `C_UnwrapKey`.
///
/// # Safety
///
/// As [`create`].
#[expect(clippy::too_many_arguments, reason = "they are the standard's")]
pub unsafe fn unwrap(
    desk: &mut Desk,
    ruling: &Ruling,
    session: CK_SESSION_HANDLE,
    mechanism: *mut CK_MECHANISM,
    key: CK_OBJECT_HANDLE,
    wrapped: *mut CK_BYTE,
    length: CK_ULONG,
    template: *mut CK_ATTRIBUTE,
    count: CK_ULONG,
    object: *mut CK_OBJECT_HANDLE,
) -> CK_RV {
    // SAFETY: the caller's. The key inside is about as long as its wrapping.
    let asked = unsafe { Template::copy(template, count) }.or(CKA_VALUE_LEN, length);
    let real = desk.real;
    make(desk, ruling, session, &[asked], &[object], || {
        call!(
            real,
            C_UnwrapKey(
                session, mechanism, key, wrapped, length, template, count, object
            )
        )
    })
}

/// Refuses what the token would refuse, makes the objects, and lets a fault take a neighbour.
fn make(
    desk: &mut Desk,
    ruling: &Ruling,
    session: CK_SESSION_HANDLE,
    asked: &[Template],
    made: &[*mut CK_OBJECT_HANDLE],
    doing: impl FnOnce() -> CK_RV,
) -> CK_RV {
    let place = Place::Session(session);
    for template in asked {
        if let Some(code) = same_id(desk, ruling, place, template) {
            return code;
        }
        if !desk.is_disguised() {
            continue;
        }
        if let Some(code) = unfit(template) {
            return code;
        }
        if let Some(need) = memory::need(template)
            && !memory::has_room(desk, place, need)
        {
            return CKR_DEVICE_MEMORY;
        }
    }
    let answer = ruling.answered(doing());
    if answer != CKR_OK {
        return answer;
    }
    for handle in made {
        // SAFETY: the real module has just filled it.
        if let Some(handle) = unsafe { handle.as_ref() } {
            lose_neighbour(desk, ruling, session, *handle);
        }
    }
    memory::look(desk, place);
    answer
}

/// What an ePass2003 does not take at all.
fn unfit(template: &Template) -> Option<CK_RV> {
    let bits = template
        .number(CKA_MODULUS_BITS)
        .or_else(|| {
            let modulus = template.bytes(CKA_MODULUS)?;
            let zeros = modulus.iter().take_while(|byte| **byte == 0).count();
            CK_ULONG::try_from(modulus.len().saturating_sub(zeros).saturating_mul(8)).ok()
        })
        .unwrap_or(0);
    match template.number(CKA_KEY_TYPE) {
        Some(CKK_EC | CKK_EC_EDWARDS | CKK_EC_MONTGOMERY) => Some(CKR_ATTRIBUTE_VALUE_INVALID),
        _ if bits > mechanisms::RSA_BITS_MAX => Some(CKR_KEY_SIZE_RANGE),
        _ => None,
    }
}

/// The refusal of a second object of the same class and id, where a fault asks for it.
fn same_id(desk: &Desk, ruling: &Ruling, place: Place, template: &Template) -> Option<CK_RV> {
    let met = ruling.within();
    let (met, code) = met.iter().find_map(|met| match met.action() {
        Action::RefuseSameId(code) => Some((met, *code)),
        _ => None,
    })?;
    let (class, id) = (template.bytes(CKA_CLASS)?, template.bytes(CKA_ID)?);
    let own = OwnSession::open(desk.real, desk.slot(place)?.real)?;
    let wanted = [(CKA_CLASS, class), (CKA_ID, id), (CKA_TOKEN, &[1][..])];
    if template::find(desk.real, own.handle(), &wanted).is_empty() {
        return None;
    }
    ruling.fire(met);
    Some(code)
}

/// Takes another object of the same class away, or leaves it as a ghost, where a fault asks for it.
fn lose_neighbour(
    desk: &mut Desk,
    ruling: &Ruling,
    session: CK_SESSION_HANDLE,
    made: CK_OBJECT_HANDLE,
) {
    for met in ruling.within() {
        let Action::LoseNeighbour { listed } = *met.action() else {
            continue;
        };
        let real = desk.real;
        let place = Place::Session(session);
        let lost = (|| {
            let class = template::value(real, session, made, CKA_CLASS)?;
            let own = OwnSession::open(real, desk.slot(place)?.real)?;
            let wanted = [(CKA_CLASS, class.as_slice()), (CKA_TOKEN, &[1][..])];
            let neighbour = template::find(real, own.handle(), &wanted)
                .into_iter()
                .filter(|handle| *handle != made)
                .min()?;
            let name = template::class_and_id(real, own.handle(), neighbour)?;
            if !listed && call!(real, C_DestroyObject(own.handle(), neighbour)) != CKR_OK {
                return None;
            }
            Some(name)
        })();
        if let Some(name) = lost {
            ruling.fire(&met);
            if listed && let Some(slot) = desk.slot_mut(place) {
                slot.update(|memory| memory.ghosts.push(name));
            }
        }
    }
}
