//! Sessions, remembered with their slot so that a pulled token ends them.

use std::ffi::c_void;

use cryptoki_sys::{
    CK_FLAGS, CK_NOTIFY, CK_RV, CK_SESSION_HANDLE, CK_SESSION_INFO, CK_SLOT_ID, CK_STATE,
    CKF_RW_SESSION, CKF_SERIAL_SESSION, CKR_OK, CKR_TOKEN_WRITE_PROTECTED,
};

use crate::desk::{Desk, Place};
use crate::fault::Ruling;
use crate::real::{Real, call};

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
    let protected = desk
        .slot(Place::Slot(id))
        .is_some_and(|slot| slot.settings().write_protected == Some(true));
    if desk.is_disguised() && protected && flags & CKF_RW_SESSION != 0 {
        return CKR_TOKEN_WRITE_PROTECTED;
    }
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

/// The state of a session, as the real module tells it.
pub fn state(desk: &Desk, session: CK_SESSION_HANDLE) -> Option<CK_STATE> {
    let mut info = CK_SESSION_INFO::default();
    (call!(desk.real, C_GetSessionInfo(session, &raw mut info)) == CKR_OK).then_some(info.state)
}

/// A session of our own, so that no search of the caller is disturbed; closed when dropped.
pub struct OwnSession {
    real: Real,
    handle: CK_SESSION_HANDLE,
}

impl OwnSession {
    /// Opens one with the token in a real slot; it shares the caller's login.
    pub fn open(real: Real, slot: CK_SLOT_ID) -> Option<Self> {
        let mut handle = 0;
        let flags = CKF_SERIAL_SESSION | CKF_RW_SESSION;
        let null = std::ptr::null_mut();
        (call!(
            real,
            C_OpenSession(slot, flags, null, None, &raw mut handle)
        ) == CKR_OK)
            .then_some(Self { real, handle })
    }

    /// Its handle in the real module.
    pub fn handle(&self) -> CK_SESSION_HANDLE {
        self.handle
    }
}

impl Drop for OwnSession {
    fn drop(&mut self) {
        call!(self.real, C_CloseSession(self.handle));
    }
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
