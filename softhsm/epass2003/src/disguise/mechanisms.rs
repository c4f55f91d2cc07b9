//! RSA up to 2048 bits, no elliptic curves.

use cryptoki_sys::{
    CK_MECHANISM_INFO, CK_MECHANISM_TYPE, CK_RV, CK_SLOT_ID, CK_ULONG, CKM_AES_CBC,
    CKM_AES_CBC_PAD, CKM_AES_ECB, CKM_AES_KEY_GEN, CKM_DES3_CBC, CKM_DES3_CBC_PAD, CKM_DES3_ECB,
    CKM_DES3_KEY_GEN, CKM_MD5, CKM_RSA_PKCS, CKM_RSA_PKCS_KEY_PAIR_GEN, CKM_RSA_X_509, CKM_SHA_1,
    CKM_SHA1_RSA_PKCS, CKM_SHA256, CKM_SHA256_RSA_PKCS, CKM_SHA384, CKM_SHA384_RSA_PKCS,
    CKM_SHA512, CKM_SHA512_RSA_PKCS, CKR_ARGUMENTS_BAD, CKR_BUFFER_TOO_SMALL,
    CKR_MECHANISM_INVALID, CKR_OK,
};

use crate::desk::Desk;
use crate::fault::Ruling;
use crate::real::call;

/// Largest RSA modulus, in bits.
pub const RSA_BITS_MAX: CK_ULONG = 2048;

/// Mechanisms of RSA keys.
const RSA: [CK_MECHANISM_TYPE; 7] = [
    CKM_RSA_PKCS_KEY_PAIR_GEN,
    CKM_RSA_PKCS,
    CKM_RSA_X_509,
    CKM_SHA1_RSA_PKCS,
    CKM_SHA256_RSA_PKCS,
    CKM_SHA384_RSA_PKCS,
    CKM_SHA512_RSA_PKCS,
];
/// All others that are left.
const OTHERS: [CK_MECHANISM_TYPE; 13] = [
    CKM_MD5,
    CKM_SHA_1,
    CKM_SHA256,
    CKM_SHA384,
    CKM_SHA512,
    CKM_DES3_KEY_GEN,
    CKM_DES3_ECB,
    CKM_DES3_CBC,
    CKM_DES3_CBC_PAD,
    CKM_AES_KEY_GEN,
    CKM_AES_ECB,
    CKM_AES_CBC,
    CKM_AES_CBC_PAD,
];

/// Whether the token knows a mechanism.
pub fn is_known(mechanism: CK_MECHANISM_TYPE) -> bool {
    RSA.contains(&mechanism) || OTHERS.contains(&mechanism)
}

/// `C_GetMechanismList`.
///
/// # Safety
///
/// As PKCS#11 asks of the caller; the same for all functions of this module.
pub unsafe fn get_list(
    desk: &mut Desk,
    ruling: &Ruling,
    id: CK_SLOT_ID,
    list: *mut CK_MECHANISM_TYPE,
    count: *mut CK_ULONG,
) -> CK_RV {
    let real = desk.real_slot(id);
    if !desk.is_disguised() {
        return ruling.answered(call!(desk.real, C_GetMechanismList(real, list, count)));
    }
    // SAFETY: the caller gives room for the count.
    let Some(count) = (unsafe { count.as_mut() }) else {
        return CKR_ARGUMENTS_BAD;
    };
    let mut held: CK_ULONG = 0;
    let null = std::ptr::null_mut();
    let answer = ruling.answered(call!(
        desk.real,
        C_GetMechanismList(real, null, &raw mut held)
    ));
    if answer != CKR_OK {
        return answer;
    }
    let mut known = vec![0; usize::try_from(held).unwrap_or(0)];
    let answer = ruling.answered(call!(
        desk.real,
        C_GetMechanismList(real, known.as_mut_ptr(), &raw mut held)
    ));
    if answer != CKR_OK {
        return answer;
    }
    known.truncate(usize::try_from(held).unwrap_or(0));
    known.retain(|mechanism| is_known(*mechanism));
    let needed = CK_ULONG::try_from(known.len()).unwrap_or(CK_ULONG::MAX);
    let room = std::mem::replace(count, needed);
    if list.is_null() {
        return CKR_OK;
    }
    if room < needed {
        return CKR_BUFFER_TOO_SMALL;
    }
    // SAFETY: the caller's array has room for at least `needed` mechanisms.
    unsafe { std::ptr::copy_nonoverlapping(known.as_ptr(), list, known.len()) };
    CKR_OK
}

/// `C_GetMechanismInfo`.
///
/// # Safety
///
/// As [`get_list`].
pub unsafe fn get_info(
    desk: &mut Desk,
    ruling: &Ruling,
    id: CK_SLOT_ID,
    mechanism: CK_MECHANISM_TYPE,
    info: *mut CK_MECHANISM_INFO,
) -> CK_RV {
    if desk.is_disguised() && !is_known(mechanism) {
        return CKR_MECHANISM_INVALID;
    }
    let real = desk.real_slot(id);
    let answer = ruling.answered(call!(desk.real, C_GetMechanismInfo(real, mechanism, info)));
    // SAFETY: the real module has just filled it.
    if let Some(info) = unsafe { info.as_mut() }
        && answer == CKR_OK
        && desk.is_disguised()
        && RSA.contains(&mechanism)
    {
        info.ulMaxKeySize = RSA_BITS_MAX;
    }
    answer
}
