//! The function list: one wrapper for each of the 68 functions of PKCS#11 2.20.
#![allow(non_snake_case)]

use std::ffi::c_void;

use cryptoki_sys::{
    CK_ATTRIBUTE, CK_BBOOL, CK_BYTE, CK_FLAGS, CK_FUNCTION_LIST, CK_INFO, CK_MECHANISM,
    CK_MECHANISM_INFO, CK_MECHANISM_TYPE, CK_NOTIFY, CK_OBJECT_HANDLE, CK_RV, CK_SESSION_HANDLE,
    CK_SESSION_INFO, CK_SLOT_ID, CK_SLOT_INFO, CK_TOKEN_INFO, CK_ULONG, CK_USER_TYPE, CK_UTF8CHAR,
    CK_VERSION,
};

use crate::desk::Place;
use crate::disguise::{creation, info, mechanisms, objects, pin, sessions, signing, slots};
use crate::gate::{self, Call};
use crate::real::{Real, call};
use crate::scenario::Rule;
use crate::settings::Profile;

/// Wraps one function: what it is about, what else matters of its arguments, and who makes it when not the real module alone.
macro_rules! entry {
    ($name:ident($($arg:ident: $ty:ty),*) $place:ident$(($at:ident))? { $($field:ident: $value:expr),* }) => {
        #[allow(clippy::needless_update, reason = "some rows name every field")]
        unsafe extern "C" fn $name($($arg: $ty),*) -> CK_RV {
            gate::pass(
                &Call {
                    function: stringify!($name),
                    place: Place::$place$(($at))?,
                    $($field: $value,)*
                    ..Call::PLAIN
                },
                &mut |desk, ruling| ruling.answered(call!(desk.real, $name($($arg),*))),
            )
        }
    };
    ($name:ident($($arg:ident: $ty:ty),*) $place:ident$(($at:ident))? { $($field:ident: $value:expr),* } => $hook:path) => {
        #[allow(clippy::needless_update, reason = "some rows name every field")]
        unsafe extern "C" fn $name($($arg: $ty),*) -> CK_RV {
            gate::pass(
                &Call {
                    function: stringify!($name),
                    place: Place::$place$(($at))?,
                    $($field: $value,)*
                    ..Call::PLAIN
                },
                // SAFETY: the arguments are the caller's, handed on under the same contract.
                &mut |desk, ruling| unsafe { $hook(desk, ruling, $($arg),*) },
            )
        }
    };
}

entry! { C_Initialize(a: *mut c_void) Nowhere {} => slots::initialize }
entry! { C_Finalize(a: *mut c_void) Nowhere {} => slots::finalize }
entry! { C_GetInfo(a: *mut CK_INFO) Nowhere {} => info::get_info }
entry! { C_GetSlotList(a: CK_BBOOL, b: *mut CK_SLOT_ID, c: *mut CK_ULONG) Nowhere {} => slots::get_slot_list }
entry! { C_GetSlotInfo(a: CK_SLOT_ID, b: *mut CK_SLOT_INFO) Slot(a) {} => slots::get_slot_info }
entry! { C_GetTokenInfo(a: CK_SLOT_ID, b: *mut CK_TOKEN_INFO) Slot(a) {} => info::get_token_info }
entry! { C_GetMechanismList(a: CK_SLOT_ID, b: *mut CK_MECHANISM_TYPE, c: *mut CK_ULONG) Slot(a) {} => mechanisms::get_list }
entry! { C_GetMechanismInfo(a: CK_SLOT_ID, b: CK_MECHANISM_TYPE, c: *mut CK_MECHANISM_INFO) Slot(a) {} => mechanisms::get_info }
entry! { C_InitToken(a: CK_SLOT_ID, b: *mut CK_UTF8CHAR, c: CK_ULONG, d: *mut CK_UTF8CHAR) Slot(a) {} => slots::init_token }
entry! { C_InitPIN(a: CK_SESSION_HANDLE, b: *mut CK_UTF8CHAR, c: CK_ULONG) Session(a) {} => pin::init }
entry! { C_SetPIN(a: CK_SESSION_HANDLE, b: *mut CK_UTF8CHAR, c: CK_ULONG, d: *mut CK_UTF8CHAR, e: CK_ULONG) Session(a) {} => pin::set }
entry! { C_OpenSession(a: CK_SLOT_ID, b: CK_FLAGS, c: *mut c_void, d: CK_NOTIFY, e: *mut CK_SESSION_HANDLE) Slot(a) { handles: &[e] } => sessions::open }
entry! { C_CloseSession(a: CK_SESSION_HANDLE) Session(a) {} => sessions::close }
entry! { C_CloseAllSessions(a: CK_SLOT_ID) Slot(a) {} => sessions::close_all }
entry! { C_GetSessionInfo(a: CK_SESSION_HANDLE, b: *mut CK_SESSION_INFO) Session(a) {} => sessions::get_info }
entry! { C_GetOperationState(a: CK_SESSION_HANDLE, b: *mut CK_BYTE, c: *mut CK_ULONG) Session(a) {} }
entry! { C_SetOperationState(a: CK_SESSION_HANDLE, b: *mut CK_BYTE, c: CK_ULONG, d: CK_OBJECT_HANDLE, e: CK_OBJECT_HANDLE) Session(a) {} }
entry! { C_Login(a: CK_SESSION_HANDLE, b: CK_USER_TYPE, c: *mut CK_UTF8CHAR, d: CK_ULONG) Session(a) {} => pin::login }
entry! { C_Logout(a: CK_SESSION_HANDLE) Session(a) {} }
entry! { C_CreateObject(a: CK_SESSION_HANDLE, b: *mut CK_ATTRIBUTE, c: CK_ULONG, d: *mut CK_OBJECT_HANDLE) Session(a) { handles: &[d] } => creation::create }
entry! { C_CopyObject(a: CK_SESSION_HANDLE, b: CK_OBJECT_HANDLE, c: *mut CK_ATTRIBUTE, d: CK_ULONG, e: *mut CK_OBJECT_HANDLE) Session(a) { handles: &[e], object: Some(b) } }
entry! { C_DestroyObject(a: CK_SESSION_HANDLE, b: CK_OBJECT_HANDLE) Session(a) { object: Some(b) } => objects::destroy }
entry! { C_GetObjectSize(a: CK_SESSION_HANDLE, b: CK_OBJECT_HANDLE, c: *mut CK_ULONG) Session(a) {} }
entry! { C_GetAttributeValue(a: CK_SESSION_HANDLE, b: CK_OBJECT_HANDLE, c: *mut CK_ATTRIBUTE, d: CK_ULONG) Session(a) {} => objects::get_attributes }
entry! { C_SetAttributeValue(a: CK_SESSION_HANDLE, b: CK_OBJECT_HANDLE, c: *mut CK_ATTRIBUTE, d: CK_ULONG) Session(a) { object: Some(b) } }
entry! { C_FindObjectsInit(a: CK_SESSION_HANDLE, b: *mut CK_ATTRIBUTE, c: CK_ULONG) Session(a) {} }
entry! { C_FindObjects(a: CK_SESSION_HANDLE, b: *mut CK_OBJECT_HANDLE, c: CK_ULONG, d: *mut CK_ULONG) Session(a) {} => objects::find }
entry! { C_FindObjectsFinal(a: CK_SESSION_HANDLE) Session(a) {} }
entry! { C_EncryptInit(a: CK_SESSION_HANDLE, b: *mut CK_MECHANISM, c: CK_OBJECT_HANDLE) Session(a) { mechanism: b, object: Some(c) } }
entry! { C_Encrypt(a: CK_SESSION_HANDLE, b: *mut CK_BYTE, c: CK_ULONG, d: *mut CK_BYTE, e: *mut CK_ULONG) Session(a) {} }
entry! { C_EncryptUpdate(a: CK_SESSION_HANDLE, b: *mut CK_BYTE, c: CK_ULONG, d: *mut CK_BYTE, e: *mut CK_ULONG) Session(a) {} }
entry! { C_EncryptFinal(a: CK_SESSION_HANDLE, b: *mut CK_BYTE, c: *mut CK_ULONG) Session(a) {} }
entry! { C_DecryptInit(a: CK_SESSION_HANDLE, b: *mut CK_MECHANISM, c: CK_OBJECT_HANDLE) Session(a) { mechanism: b, object: Some(c) } }
entry! { C_Decrypt(a: CK_SESSION_HANDLE, b: *mut CK_BYTE, c: CK_ULONG, d: *mut CK_BYTE, e: *mut CK_ULONG) Session(a) {} }
entry! { C_DecryptUpdate(a: CK_SESSION_HANDLE, b: *mut CK_BYTE, c: CK_ULONG, d: *mut CK_BYTE, e: *mut CK_ULONG) Session(a) {} }
entry! { C_DecryptFinal(a: CK_SESSION_HANDLE, b: *mut CK_BYTE, c: *mut CK_ULONG) Session(a) {} }
entry! { C_DigestInit(a: CK_SESSION_HANDLE, b: *mut CK_MECHANISM) Session(a) { mechanism: b } }
entry! { C_Digest(a: CK_SESSION_HANDLE, b: *mut CK_BYTE, c: CK_ULONG, d: *mut CK_BYTE, e: *mut CK_ULONG) Session(a) {} }
entry! { C_DigestUpdate(a: CK_SESSION_HANDLE, b: *mut CK_BYTE, c: CK_ULONG) Session(a) {} }
entry! { C_DigestKey(a: CK_SESSION_HANDLE, b: CK_OBJECT_HANDLE) Session(a) {} }
entry! { C_DigestFinal(a: CK_SESSION_HANDLE, b: *mut CK_BYTE, c: *mut CK_ULONG) Session(a) {} }
entry! { C_SignInit(a: CK_SESSION_HANDLE, b: *mut CK_MECHANISM, c: CK_OBJECT_HANDLE) Session(a) { mechanism: b, object: Some(c) } }
entry! { C_Sign(a: CK_SESSION_HANDLE, b: *mut CK_BYTE, c: CK_ULONG, d: *mut CK_BYTE, e: *mut CK_ULONG) Session(a) {} => signing::sign }
entry! { C_SignUpdate(a: CK_SESSION_HANDLE, b: *mut CK_BYTE, c: CK_ULONG) Session(a) {} => signing::update }
entry! { C_SignFinal(a: CK_SESSION_HANDLE, b: *mut CK_BYTE, c: *mut CK_ULONG) Session(a) {} => signing::finish }
entry! { C_SignRecoverInit(a: CK_SESSION_HANDLE, b: *mut CK_MECHANISM, c: CK_OBJECT_HANDLE) Session(a) { mechanism: b, object: Some(c) } }
entry! { C_SignRecover(a: CK_SESSION_HANDLE, b: *mut CK_BYTE, c: CK_ULONG, d: *mut CK_BYTE, e: *mut CK_ULONG) Session(a) {} }
entry! { C_VerifyInit(a: CK_SESSION_HANDLE, b: *mut CK_MECHANISM, c: CK_OBJECT_HANDLE) Session(a) { mechanism: b, object: Some(c) } }
entry! { C_Verify(a: CK_SESSION_HANDLE, b: *mut CK_BYTE, c: CK_ULONG, d: *mut CK_BYTE, e: CK_ULONG) Session(a) {} }
entry! { C_VerifyUpdate(a: CK_SESSION_HANDLE, b: *mut CK_BYTE, c: CK_ULONG) Session(a) {} }
entry! { C_VerifyFinal(a: CK_SESSION_HANDLE, b: *mut CK_BYTE, c: CK_ULONG) Session(a) {} }
entry! { C_VerifyRecoverInit(a: CK_SESSION_HANDLE, b: *mut CK_MECHANISM, c: CK_OBJECT_HANDLE) Session(a) { mechanism: b } }
entry! { C_VerifyRecover(a: CK_SESSION_HANDLE, b: *mut CK_BYTE, c: CK_ULONG, d: *mut CK_BYTE, e: *mut CK_ULONG) Session(a) {} }
entry! { C_DigestEncryptUpdate(a: CK_SESSION_HANDLE, b: *mut CK_BYTE, c: CK_ULONG, d: *mut CK_BYTE, e: *mut CK_ULONG) Session(a) {} }
entry! { C_DecryptDigestUpdate(a: CK_SESSION_HANDLE, b: *mut CK_BYTE, c: CK_ULONG, d: *mut CK_BYTE, e: *mut CK_ULONG) Session(a) {} }
entry! { C_SignEncryptUpdate(a: CK_SESSION_HANDLE, b: *mut CK_BYTE, c: CK_ULONG, d: *mut CK_BYTE, e: *mut CK_ULONG) Session(a) {} }
entry! { C_DecryptVerifyUpdate(a: CK_SESSION_HANDLE, b: *mut CK_BYTE, c: CK_ULONG, d: *mut CK_BYTE, e: *mut CK_ULONG) Session(a) {} }
entry! { C_GenerateKey(a: CK_SESSION_HANDLE, b: *mut CK_MECHANISM, c: *mut CK_ATTRIBUTE, d: CK_ULONG, e: *mut CK_OBJECT_HANDLE) Session(a) { handles: &[e], mechanism: b } => creation::generate }
entry! { C_GenerateKeyPair(a: CK_SESSION_HANDLE, b: *mut CK_MECHANISM, c: *mut CK_ATTRIBUTE, d: CK_ULONG, e: *mut CK_ATTRIBUTE, f: CK_ULONG, g: *mut CK_OBJECT_HANDLE, h: *mut CK_OBJECT_HANDLE) Session(a) { handles: &[g, h], mechanism: b } => creation::generate_pair }
entry! { C_WrapKey(a: CK_SESSION_HANDLE, b: *mut CK_MECHANISM, c: CK_OBJECT_HANDLE, d: CK_OBJECT_HANDLE, e: *mut CK_BYTE, f: *mut CK_ULONG) Session(a) { mechanism: b } }
entry! { C_UnwrapKey(a: CK_SESSION_HANDLE, b: *mut CK_MECHANISM, c: CK_OBJECT_HANDLE, d: *mut CK_BYTE, e: CK_ULONG, f: *mut CK_ATTRIBUTE, g: CK_ULONG, h: *mut CK_OBJECT_HANDLE) Session(a) { handles: &[h], mechanism: b, object: Some(c) } => creation::unwrap }
entry! { C_DeriveKey(a: CK_SESSION_HANDLE, b: *mut CK_MECHANISM, c: CK_OBJECT_HANDLE, d: *mut CK_ATTRIBUTE, e: CK_ULONG, f: *mut CK_OBJECT_HANDLE) Session(a) { handles: &[f], mechanism: b, object: Some(c) } }
entry! { C_SeedRandom(a: CK_SESSION_HANDLE, b: *mut CK_BYTE, c: CK_ULONG) Session(a) {} }
entry! { C_GenerateRandom(a: CK_SESSION_HANDLE, b: *mut CK_BYTE, c: CK_ULONG) Session(a) {} }
entry! { C_GetFunctionStatus(a: CK_SESSION_HANDLE) Session(a) {} }
entry! { C_CancelFunction(a: CK_SESSION_HANDLE) Session(a) {} }

unsafe extern "C" fn C_WaitForSlotEvent(a: CK_FLAGS, b: *mut CK_SLOT_ID, c: *mut c_void) -> CK_RV {
    gate::pass_unlocked(
        &Call {
            function: "C_WaitForSlotEvent",
            ..Call::PLAIN
        },
        &mut |real| call!(real, C_WaitForSlotEvent(a, b, c)),
    )
}

/// Fills the list and keeps the names, from one enumeration.
macro_rules! list {
    ($($name:ident),* $(,)?) => {
        const NAMES: &[&str] = &[$(stringify!($name)),*];

        /// The list that the caller gets: version 2.20 in disguise, the real module's otherwise.
        pub fn list(real: &Real, profile: Profile) -> CK_FUNCTION_LIST {
            CK_FUNCTION_LIST {
                version: match profile {
                    Profile::Epass2003 => CK_VERSION { major: 2, minor: 20 },
                    Profile::Transparent => real.functions().version,
                },
                C_GetFunctionList: Some(crate::C_GetFunctionList),
                $($name: Some($name)),*
            }
        }
    };
}

list! { C_Initialize, C_Finalize, C_GetInfo, C_GetSlotList, C_GetSlotInfo, C_GetTokenInfo, C_GetMechanismList, C_GetMechanismInfo, C_InitToken, C_InitPIN, C_SetPIN, C_OpenSession, C_CloseSession, C_CloseAllSessions, C_GetSessionInfo, C_GetOperationState, C_SetOperationState, C_Login, C_Logout, C_CreateObject, C_CopyObject, C_DestroyObject, C_GetObjectSize, C_GetAttributeValue, C_SetAttributeValue, C_FindObjectsInit, C_FindObjects, C_FindObjectsFinal, C_EncryptInit, C_Encrypt, C_EncryptUpdate, C_EncryptFinal, C_DecryptInit, C_Decrypt, C_DecryptUpdate, C_DecryptFinal, C_DigestInit, C_Digest, C_DigestUpdate, C_DigestKey, C_DigestFinal, C_SignInit, C_Sign, C_SignUpdate, C_SignFinal, C_SignRecoverInit, C_SignRecover, C_VerifyInit, C_Verify, C_VerifyUpdate, C_VerifyFinal, C_VerifyRecoverInit, C_VerifyRecover, C_DigestEncryptUpdate, C_DecryptDigestUpdate, C_SignEncryptUpdate, C_DecryptVerifyUpdate, C_GenerateKey, C_GenerateKeyPair, C_WrapKey, C_UnwrapKey, C_DeriveKey, C_SeedRandom, C_GenerateRandom, C_GetFunctionStatus, C_CancelFunction, C_WaitForSlotEvent }

/// Checks that every function that a scenario names exists.
///
/// # Errors
///
/// A sentence that names the one that does not.
pub fn check_names(rules: &[Rule]) -> Result<(), String> {
    for rule in rules {
        if let Some(unknown) = rule
            .functions
            .iter()
            .find(|name| !NAMES.contains(&name.as_str()))
        {
            return Err(format!("{}: no function is called {unknown}", rule.name));
        }
    }
    Ok(())
}
