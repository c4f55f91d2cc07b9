//! Slots `ES SLOT n` from 1 on, and one that is always empty.

use std::ffi::c_void;

use cryptoki_sys::{
    CK_BBOOL, CK_RV, CK_SLOT_ID, CK_SLOT_INFO, CK_ULONG, CK_UTF8CHAR, CK_VERSION, CKF_HW_SLOT,
    CKF_REMOVABLE_DEVICE, CKF_TOKEN_PRESENT, CKR_ARGUMENTS_BAD, CKR_BUFFER_TOO_SMALL,
    CKR_CRYPTOKI_ALREADY_INITIALIZED, CKR_OK, CKR_SLOT_ID_INVALID,
};

use crate::desk::{Desk, Place};
use crate::disguise::info::padded;
use crate::fault::Ruling;
use crate::real::call;

/// `C_Initialize`.
///
/// # Safety
///
/// As PKCS#11 asks of the caller; the same for all functions of this module.
pub unsafe fn initialize(desk: &mut Desk, ruling: &Ruling, arguments: *mut c_void) -> CK_RV {
    let answer = ruling.answered(call!(desk.real, C_Initialize(arguments)));
    if matches!(answer, CKR_OK | CKR_CRYPTOKI_ALREADY_INITIALIZED) {
        desk.initialized = true;
    }
    answer
}

/// `C_Finalize`.
///
/// # Safety
///
/// As [`initialize`].
pub unsafe fn finalize(desk: &mut Desk, ruling: &Ruling, reserved: *mut c_void) -> CK_RV {
    let answer = ruling.answered(call!(desk.real, C_Finalize(reserved)));
    if answer == CKR_OK {
        desk.initialized = false;
        desk.forget_sessions();
    }
    answer
}

/// `C_GetSlotList`.
///
/// # Safety
///
/// As [`initialize`].
pub unsafe fn get_slot_list(
    desk: &mut Desk,
    ruling: &Ruling,
    present: CK_BBOOL,
    list: *mut CK_SLOT_ID,
    count: *mut CK_ULONG,
) -> CK_RV {
    desk.slots_seen();
    if desk.settings.state.is_some() {
        desk.map_slots();
    }
    let gone = desk.misses_tokens();
    if !desk.is_disguised() && (!gone || present == 0) {
        return ruling.answered(call!(desk.real, C_GetSlotList(present, list, count)));
    }
    // SAFETY: the caller gives room for the count.
    let Some(count) = (unsafe { count.as_mut() }) else {
        return CKR_ARGUMENTS_BAD;
    };
    desk.map_slots();
    let mut ids: Vec<CK_SLOT_ID> = desk
        .slots()
        .iter()
        .filter(|slot| present == 0 || !slot.is_absent())
        .map(|slot| slot.shown)
        .collect();
    if present == 0 {
        ids.push(desk.empty_slot());
    }
    let needed = CK_ULONG::try_from(ids.len()).unwrap_or(CK_ULONG::MAX);
    let room = std::mem::replace(count, needed);
    if list.is_null() {
        return CKR_OK;
    }
    if room < needed {
        return CKR_BUFFER_TOO_SMALL;
    }
    // SAFETY: the caller's array has room for at least `needed` ids.
    unsafe { std::ptr::copy_nonoverlapping(ids.as_ptr(), list, ids.len()) };
    CKR_OK
}

/// `C_GetSlotInfo`.
///
/// # Safety
///
/// As [`initialize`].
pub unsafe fn get_slot_info(
    desk: &mut Desk,
    ruling: &Ruling,
    id: CK_SLOT_ID,
    info: *mut CK_SLOT_INFO,
) -> CK_RV {
    desk.slots_seen();
    let held = desk.slot(Place::Slot(id)).map(|slot| slot.is_absent());
    let answer = match held {
        None if desk.is_disguised() && id != desk.empty_slot() => return CKR_SLOT_ID_INVALID,
        None if desk.is_disguised() => CKR_OK,
        Some(_) | None => {
            let real = desk.real_slot(id);
            ruling.answered(call!(desk.real, C_GetSlotInfo(real, info)))
        }
    };
    // SAFETY: the caller gives room for it.
    let Some(info) = (unsafe { info.as_mut() }) else {
        return CKR_ARGUMENTS_BAD;
    };
    if answer != CKR_OK {
        return answer;
    }
    if desk.is_disguised() {
        info.slotDescription = padded(&format!("ES SLOT {id}"));
        info.manufacturerID = padded("EnterSafe");
        info.flags = CKF_REMOVABLE_DEVICE | CKF_HW_SLOT;
        if held == Some(false) {
            info.flags |= CKF_TOKEN_PRESENT;
        }
        info.hardwareVersion = CK_VERSION { major: 1, minor: 0 };
        info.firmwareVersion = CK_VERSION { major: 1, minor: 0 };
    } else if held == Some(true) {
        info.flags &= !CKF_TOKEN_PRESENT;
    }
    answer
}

/// `C_InitToken`.
///
/// # Safety
///
/// As [`initialize`].
pub unsafe fn init_token(
    desk: &mut Desk,
    ruling: &Ruling,
    id: CK_SLOT_ID,
    pin: *mut CK_UTF8CHAR,
    length: CK_ULONG,
    label: *mut CK_UTF8CHAR,
) -> CK_RV {
    let real = desk.real_slot(id);
    ruling.answered(call!(desk.real, C_InitToken(real, pin, length, label)))
}
