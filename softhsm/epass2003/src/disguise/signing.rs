//! Signing: whole messages only, and on request a wrong signature.

use cryptoki_sys::{
    CK_BYTE, CK_RV, CK_SESSION_HANDLE, CK_ULONG, CKR_FUNCTION_NOT_SUPPORTED, CKR_OK,
};

use crate::desk::Desk;
use crate::fault::Ruling;
use crate::real::call;
use crate::scenario::Action;

/// `C_SignUpdate`: the vendor's module fails here.
///
/// # Safety
///
/// As PKCS#11 asks of the caller; the same for all functions of this module.
pub unsafe fn update(
    desk: &mut Desk,
    ruling: &Ruling,
    session: CK_SESSION_HANDLE,
    part: *mut CK_BYTE,
    length: CK_ULONG,
) -> CK_RV {
    if desk.is_disguised() {
        return CKR_FUNCTION_NOT_SUPPORTED;
    }
    ruling.answered(call!(desk.real, C_SignUpdate(session, part, length)))
}

/// `C_Sign`.
///
/// # Safety
///
/// As [`update`].
pub unsafe fn sign(
    desk: &mut Desk,
    ruling: &Ruling,
    session: CK_SESSION_HANDLE,
    data: *mut CK_BYTE,
    length: CK_ULONG,
    signature: *mut CK_BYTE,
    signature_length: *mut CK_ULONG,
) -> CK_RV {
    let answer = ruling.answered(call!(
        desk.real,
        C_Sign(session, data, length, signature, signature_length)
    ));
    // SAFETY: as the caller gave it, filled by the real module.
    unsafe { spoil(ruling, answer, signature, signature_length) };
    answer
}

/// `C_SignFinal`.
///
/// # Safety
///
/// As [`update`].
pub unsafe fn finish(
    desk: &mut Desk,
    ruling: &Ruling,
    session: CK_SESSION_HANDLE,
    signature: *mut CK_BYTE,
    length: *mut CK_ULONG,
) -> CK_RV {
    let answer = ruling.answered(call!(desk.real, C_SignFinal(session, signature, length)));
    // SAFETY: as the caller gave it, filled by the real module.
    unsafe { spoil(ruling, answer, signature, length) };
    answer
}

/// Turns one bit in the midst of a signature that was made.
unsafe fn spoil(ruling: &Ruling, answer: CK_RV, signature: *mut CK_BYTE, length: *const CK_ULONG) {
    if answer != CKR_OK || signature.is_null() {
        return;
    }
    for met in ruling.within() {
        // SAFETY: the real module has just filled `length` bytes.
        if *met.action() == Action::BadSignature
            && let Some(length) = unsafe { length.as_ref() }
            && *length > 0
        {
            let middle = usize::try_from(*length / 2).unwrap_or(0);
            // SAFETY: within the signature.
            unsafe { *signature.add(middle) ^= 1 };
            ruling.fire(&met);
        }
    }
}
