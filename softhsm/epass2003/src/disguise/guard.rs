//! Refusals that hold for many functions alike: write protection, a PIN to be changed, unknown mechanisms, ghosts.

use cryptoki_sys::{
    CK_RV, CKR_GENERAL_ERROR, CKR_MECHANISM_INVALID, CKR_PIN_EXPIRED, CKR_TOKEN_WRITE_PROTECTED,
    CKS_RO_USER_FUNCTIONS, CKS_RW_USER_FUNCTIONS,
};

use crate::desk::{Desk, Place};
use crate::disguise::{mechanisms, pin, sessions, template};
use crate::gate::Call;
use crate::state::PinState;

/// Functions that change what the token holds.
const WRITES: [&str; 10] = [
    "C_InitToken",
    "C_InitPIN",
    "C_SetPIN",
    "C_CreateObject",
    "C_CopyObject",
    "C_DestroyObject",
    "C_SetAttributeValue",
    "C_GenerateKey",
    "C_GenerateKeyPair",
    "C_UnwrapKey",
];

/// Functions that a user whose PIN is to be changed may still call.
const STILL_ALLOWED: [&str; 8] = [
    "C_CloseSession",
    "C_GetSessionInfo",
    "C_GetAttributeValue",
    "C_FindObjects",
    "C_FindObjectsFinal",
    "C_Login",
    "C_Logout",
    "C_SetPIN",
];

/// Why the token refuses this call before it is tried.
pub fn refusal(desk: &Desk, call: &Call<'_>) -> Option<CK_RV> {
    let slot = desk.slot(call.place)?;
    let memory = slot.memory();
    if let (Place::Session(session), Some(object)) = (call.place, call.object)
        && !memory.ghosts.is_empty()
        && let Some(name) = template::class_and_id(desk.real, session, object)
        && memory.ghosts.contains(&name)
    {
        return Some(CKR_GENERAL_ERROR);
    }
    // SAFETY: null, or the mechanism that the caller gave.
    let mechanism = unsafe { call.mechanism.as_ref() }.map(|mechanism| mechanism.mechanism);
    if mechanism.is_some_and(|mechanism| desk.settings.refused.contains(&mechanism)) {
        return Some(CKR_MECHANISM_INVALID);
    }
    if !desk.is_disguised() {
        return None;
    }
    if slot.settings().write_protected == Some(true) && WRITES.contains(&call.function) {
        return Some(CKR_TOKEN_WRITE_PROTECTED);
    }
    if let Place::Session(session) = call.place
        && pin::state(slot) == PinState::ToBeChanged
        && !STILL_ALLOWED.contains(&call.function)
        && matches!(
            sessions::state(desk, session),
            Some(CKS_RO_USER_FUNCTIONS | CKS_RW_USER_FUNCTIONS)
        )
    {
        return Some(CKR_PIN_EXPIRED);
    }
    (!mechanisms::is_known(mechanism?)).then_some(CKR_MECHANISM_INVALID)
}
