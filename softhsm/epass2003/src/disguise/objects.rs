//! Finding and reading objects.

use cryptoki_sys::{CK_ATTRIBUTE, CK_OBJECT_HANDLE, CK_RV, CK_SESSION_HANDLE, CK_ULONG};

use crate::desk::Desk;
use crate::fault::Ruling;
use crate::real::call;

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

/// `C_GetAttributeValue`.
///
/// # Safety
///
/// As [`find`].
pub unsafe fn get_attributes(
    desk: &mut Desk,
    ruling: &Ruling,
    session: CK_SESSION_HANDLE,
    object: CK_OBJECT_HANDLE,
    template: *mut CK_ATTRIBUTE,
    count: CK_ULONG,
) -> CK_RV {
    ruling.answered(call!(
        desk.real,
        C_GetAttributeValue(session, object, template, count)
    ))
}
