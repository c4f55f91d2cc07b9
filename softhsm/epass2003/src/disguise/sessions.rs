//! Sessions, remembered with their slot so that a pulled token ends them.

use std::ffi::c_void;

use cryptoki_sys::{
    CK_FLAGS, CK_NOTIFY, CK_RV, CK_SESSION_HANDLE, CK_SESSION_INFO, CK_SLOT_ID, CKR_OK,
};

use crate::desk::{Desk, Place};
use crate::fault::Ruling;
use crate::real::call;

/// `C_OpenSession`.
///
/// # Safety
///
/// As PKCS#11 asks of the caller; the same for all functions of this module.
pub unsafe fn open(
    desk: &mut Desk,
    ruling: &Ruling,
    id: CK_SLOT_ID,
    flags: CK_FLAGS,
    application: *mut c_void,
    notify: CK_NOTIFY,
    session: *mut CK_SESSION_HANDLE,
) -> CK_RV {
    let real = desk.real_slot(id);
    let answer = ruling.answered(call!(
        desk.real,
        C_OpenSession(real, flags, application, notify, session)
    ));
    // SAFETY: the real module has just filled it.
    if let Some(session) = unsafe { session.as_ref() }
        && answer == CKR_OK
    {
        desk.session_opened(*session, real);
    }
    answer
}

/// `C_CloseSession`.
///
/// # Safety
///
/// As [`open`].
pub unsafe fn close(desk: &mut Desk, ruling: &Ruling, session: CK_SESSION_HANDLE) -> CK_RV {
    let answer = ruling.answered(call!(desk.real, C_CloseSession(session)));
    if answer == CKR_OK {
        desk.session_closed(session);
    }
    answer
}

/// `C_CloseAllSessions`.
///
/// # Safety
///
/// As [`open`].
pub unsafe fn close_all(desk: &mut Desk, ruling: &Ruling, id: CK_SLOT_ID) -> CK_RV {
    let real = desk.real_slot(id);
    let answer = ruling.answered(call!(desk.real, C_CloseAllSessions(real)));
    if answer == CKR_OK {
        desk.sessions_closed(real);
    }
    answer
}

/// `C_GetSessionInfo`.
///
/// # Safety
///
/// As [`open`].
pub unsafe fn get_info(
    desk: &mut Desk,
    ruling: &Ruling,
    session: CK_SESSION_HANDLE,
    info: *mut CK_SESSION_INFO,
) -> CK_RV {
    let answer = ruling.answered(call!(desk.real, C_GetSessionInfo(session, info)));
    // SAFETY: the real module has just filled it.
    if let Some(info) = unsafe { info.as_mut() }
        && let Some(slot) = desk.slot(Place::Session(session))
        && answer == CKR_OK
    {
        info.slotID = slot.shown;
    }
    answer
}
