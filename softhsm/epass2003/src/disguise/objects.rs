//! Finding, reading and destroying objects.

use cryptoki_sys::{
    CK_ATTRIBUTE, CK_OBJECT_HANDLE, CK_RV, CK_SESSION_HANDLE, CK_ULONG, CK_UNAVAILABLE_INFORMATION,
    CKO_PRIVATE_KEY, CKR_ATTRIBUTE_SENSITIVE, CKR_ATTRIBUTE_TYPE_INVALID, CKR_BUFFER_TOO_SMALL,
    CKR_OK,
};

use crate::desk::{Desk, Place};
use crate::disguise::{memory, template};
use crate::fault::Ruling;
use crate::real::call;
use crate::scenario::Action;

/// `C_FindObjects`: one handle a call, however many are asked for.
///
/// # Safety
///
/// As PKCS#11 asks of the caller; the same for all functions of this module.
pub unsafe fn find(
    desk: &mut Desk,
    ruling: &Ruling,
    session: CK_SESSION_HANDLE,
    list: *mut CK_OBJECT_HANDLE,
    room: CK_ULONG,
    count: *mut CK_ULONG,
) -> CK_RV {
    let room = if desk.is_disguised() {
        room.min(1)
    } else {
        room
    };
    ruling.answered(call!(desk.real, C_FindObjects(session, list, room, count)))
}

/// `C_DestroyObject`: where a fault asks for it, the object becomes a ghost instead.
///
/// # Safety
///
/// As [`find`].
pub unsafe fn destroy(
    desk: &mut Desk,
    ruling: &Ruling,
    session: CK_SESSION_HANDLE,
    object: CK_OBJECT_HANDLE,
) -> CK_RV {
    for met in ruling.within() {
        if let Action::Ghost(code) = *met.action()
            && let Some(name) = template::class_and_id(desk.real, session, object)
            && let Some(slot) = desk.slot_mut(Place::Session(session))
        {
            slot.update(|memory| memory.ghosts.push(name));
            ruling.fire(&met);
            return code;
        }
    }
    let answer = ruling.answered(call!(desk.real, C_DestroyObject(session, object)));
    memory::look(desk, Place::Session(session));
    answer
}

/// `C_GetAttributeValue`: where a fault asks for it, private keys show other attributes.
///
/// # Safety
///
/// As [`find`].
pub unsafe fn get_attributes(
    desk: &mut Desk,
    ruling: &Ruling,
    session: CK_SESSION_HANDLE,
    object: CK_OBJECT_HANDLE,
    attributes: *mut CK_ATTRIBUTE,
    count: CK_ULONG,
) -> CK_RV {
    let length = usize::try_from(count).unwrap_or(0);
    let room: Vec<CK_ULONG> = if attributes.is_null() {
        Vec::new()
    } else {
        (0..length)
            // SAFETY: the caller's array has so many attributes.
            .map(|at| unsafe { attributes.add(at).read_unaligned() }.ulValueLen)
            .collect()
    };
    let mut answer = ruling.answered(call!(
        desk.real,
        C_GetAttributeValue(session, object, attributes, count)
    ));
    let refused = matches!(
        answer,
        CKR_OK | CKR_ATTRIBUTE_SENSITIVE | CKR_ATTRIBUTE_TYPE_INVALID | CKR_BUFFER_TOO_SMALL
    );
    if !refused {
        return answer;
    }
    for met in ruling.within() {
        let Action::Show(shown) = met.action() else {
            continue;
        };
        if template::class(desk.real, session, object) != Some(CKO_PRIVATE_KEY) {
            continue;
        }
        let mut changed = false;
        let mut missing = false;
        let mut short = false;
        for (at, room) in room.iter().enumerate() {
            // SAFETY: within the caller's array.
            let place = unsafe { attributes.add(at) };
            // SAFETY: as above; copied out because the layout may be packed.
            let mut attribute = unsafe { place.read_unaligned() };
            let kind = attribute.type_;
            if let Some((_, value)) = shown.iter().find(|(wanted, _)| *wanted == kind) {
                let needed = CK_ULONG::try_from(value.len()).unwrap_or(0);
                changed = true;
                attribute.ulValueLen = needed;
                if !attribute.pValue.is_null() && *room < needed {
                    attribute.ulValueLen = CK_UNAVAILABLE_INFORMATION;
                    short = true;
                } else if !attribute.pValue.is_null() {
                    // SAFETY: the caller gave that much room.
                    unsafe {
                        std::ptr::copy_nonoverlapping(
                            value.as_ptr(),
                            attribute.pValue.cast::<u8>(),
                            value.len(),
                        );
                    }
                }
                // SAFETY: as above.
                unsafe { place.write_unaligned(attribute) };
            } else {
                missing |= attribute.ulValueLen == CK_UNAVAILABLE_INFORMATION;
            }
        }
        if changed {
            ruling.fire(&met);
            answer = match (short, missing) {
                (true, _) => CKR_BUFFER_TOO_SMALL,
                (false, true) => answer,
                (false, false) => CKR_OK,
            };
        }
    }
    answer
}
