//! Who the module and its tokens say they are.

use cryptoki_sys::{
    CK_FLAGS, CK_INFO, CK_RV, CK_SLOT_ID, CK_TOKEN_INFO, CK_VERSION, CKF_LOGIN_REQUIRED,
    CKF_PROTECTED_AUTHENTICATION_PATH, CKF_RNG, CKF_TOKEN_INITIALIZED, CKF_USER_PIN_INITIALIZED,
    CKF_WRITE_PROTECTED, CKR_OK,
};

use crate::desk::{Desk, Place};
use crate::disguise::{memory, pin};
use crate::fault::Ruling;
use crate::real::call;

/// Versions as a 2003Auto of 2021 shows them.
const VERSION: CK_VERSION = CK_VERSION {
    major: 16,
    minor: 50,
};
/// Flags of the real module that an ePass2003 shows too.
const FLAGS: CK_FLAGS =
    CKF_RNG | CKF_LOGIN_REQUIRED | CKF_TOKEN_INITIALIZED | CKF_USER_PIN_INITIALIZED;

/// Text padded with blanks to the width of its field.
pub fn padded<const WIDTH: usize>(text: &str) -> [u8; WIDTH] {
    let mut field = [b' '; WIDTH];
    for (to, from) in field.iter_mut().zip(text.bytes()) {
        *to = from;
    }
    field
}

/// The 16 hexadecimal digits shown for a real serial: its own in capitals, or a digest of it.
pub fn serial(real: &[u8]) -> String {
    let text = String::from_utf8_lossy(real);
    let text = text.trim_matches(['\0', ' ']);
    if text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return text.to_ascii_uppercase();
    }
    // FNV-1a: stable, and enough to tell tokens apart.
    let digest = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{digest:016X}")
}

/// `C_GetInfo`.
///
/// # Safety
///
/// As PKCS#11 asks of the caller; the same for all functions of this module.
pub unsafe fn get_info(desk: &mut Desk, ruling: &Ruling, info: *mut CK_INFO) -> CK_RV {
    let answer = ruling.answered(call!(desk.real, C_GetInfo(info)));
    // SAFETY: the real module has just filled it.
    if let Some(info) = unsafe { info.as_mut() }
        && answer == CKR_OK
        && desk.is_disguised()
    {
        info.cryptokiVersion = CK_VERSION {
            major: 2,
            minor: 20,
        };
        info.manufacturerID = padded("EnterSafe");
        info.libraryDescription = padded("ePass2003 trainer");
        info.libraryVersion = CK_VERSION { major: 1, minor: 0 };
    }
    answer
}

/// `C_GetTokenInfo`.
///
/// # Safety
///
/// As [`get_info`].
pub unsafe fn get_token_info(
    desk: &mut Desk,
    ruling: &Ruling,
    id: CK_SLOT_ID,
    info: *mut CK_TOKEN_INFO,
) -> CK_RV {
    let real = desk.real_slot(id);
    let answer = ruling.answered(call!(desk.real, C_GetTokenInfo(real, info)));
    // SAFETY: the real module has just filled it.
    let (CKR_OK, Some(info)) = (answer, unsafe { info.as_mut() }) else {
        return answer;
    };
    let slot = desk.slot(Place::Slot(id));
    if let Some(other) = slot.and_then(|slot| slot.other_serial.as_deref()) {
        info.serialNumber = padded(other);
    } else if desk.is_disguised()
        && let Some(slot) = slot
    {
        info.serialNumber = padded(&slot.serial);
    }
    if !desk.is_disguised() {
        return answer;
    }
    info.manufacturerID = padded("EnterSafe");
    info.model = padded("ePass2003");
    info.flags &= FLAGS;
    if let Some(slot) = slot {
        info.flags |= pin::flags(slot);
        if slot.settings().write_protected == Some(true) {
            info.flags |= CKF_WRITE_PROTECTED;
        }
    }
    if desk.settings.pin_pad.is_some() {
        info.flags |= CKF_PROTECTED_AUTHENTICATION_PATH;
    }
    info.ulMinPinLen = *pin::LENGTHS.start();
    info.ulMaxPinLen = *pin::LENGTHS.end();
    info.hardwareVersion = VERSION;
    info.firmwareVersion = VERSION;
    info.utcTime = [b' '; 16];
    if let Some(figures) = memory::figures(desk, Place::Slot(id)) {
        info.ulTotalPublicMemory = figures.total_public;
        info.ulFreePublicMemory = figures.free_public;
        info.ulTotalPrivateMemory = figures.total_private;
        info.ulFreePrivateMemory = figures.free_private;
    }
    answer
}
