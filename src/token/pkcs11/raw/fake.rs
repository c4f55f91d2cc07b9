//! A module made of bad manners, for tests: one RSA public key, shown as no installed module would.

use std::cell::{Cell, RefCell};
use std::ffi::c_void;

use super::{
    CK_ATTRIBUTE, CK_FUNCTION_LIST, CK_RV, CK_SESSION_HANDLE, CK_ULONG, CK_UNAVAILABLE_INFORMATION,
    CKA_CLASS, CKA_ID, CKA_KEY_TYPE, CKA_LABEL, CKA_MODULUS, CKA_PUBLIC_EXPONENT, CKA_TOKEN,
    CKK_RSA, CKO_PUBLIC_KEY, CKR_ATTRIBUTE_TYPE_INVALID, CKR_OK, Functions,
};

const CKR_GENERAL_ERROR: CK_RV = 0x05;
const CKR_OBJECT_HANDLE_INVALID: CK_RV = 0x82;

/// How the module misbehaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::token::pkcs11) enum Manner {
    /// It lists one handle a call.
    OneHandleACall,
    /// It says that it listed more than there is room for.
    TooManyHandles,
    /// It lists the same handle for ever.
    EndlessListing,
    /// It fails whenever more than one attribute is asked for.
    OneAttributeACall,
    /// It leaves everything behind the first attribute that it does not know as it was.
    StopsAtTheUnknown,
    /// It says CKR_OK and lengths beyond the buffers.
    LengthsBeyondTheBuffer,
    /// Its objects vanish between listing and reading.
    Vanishing,
}

thread_local! {
    static MANNER: Cell<Manner> = const { Cell::new(Manner::OneHandleACall) };
    static TO_LIST: RefCell<Vec<CK_ULONG>> = const { RefCell::new(Vec::new()) };
    static CALLS: Cell<usize> = const { Cell::new(0) };
}

/// The functions of the module in this thread.
pub(in crate::token::pkcs11) fn module(manner: Manner) -> Functions {
    MANNER.set(manner);
    CALLS.set(0);
    let list = CK_FUNCTION_LIST {
        C_FindObjectsInit: Some(find_init),
        C_FindObjects: Some(find),
        C_FindObjectsFinal: Some(find_final),
        C_GetAttributeValue: Some(attributes),
        ..CK_FUNCTION_LIST::default()
    };
    Functions::of(list)
}

/// How often attributes were asked for.
pub(in crate::token::pkcs11) fn calls() -> usize {
    CALLS.get()
}

unsafe extern "C" fn find_init(_: CK_SESSION_HANDLE, _: *mut CK_ATTRIBUTE, _: CK_ULONG) -> CK_RV {
    TO_LIST.set(vec![3, 2, 1]);
    CKR_OK
}

unsafe extern "C" fn find(
    _: CK_SESSION_HANDLE,
    handles: *mut CK_ULONG,
    room: CK_ULONG,
    count: *mut CK_ULONG,
) -> CK_RV {
    let next = match MANNER.get() {
        Manner::EndlessListing => Some(1),
        _ => TO_LIST.with_borrow_mut(Vec::pop),
    };
    // SAFETY: the caller passes room for `room` handles, one at least, and a count.
    unsafe {
        if let Some(handle) = next {
            *handles = handle;
        }
        *count = match MANNER.get() {
            Manner::TooManyHandles => room + 1,
            _ => next.map_or(0, |_| 1),
        };
    }
    CKR_OK
}

unsafe extern "C" fn find_final(_: CK_SESSION_HANDLE) -> CK_RV {
    CKR_OK
}

fn value(kind: CK_ULONG) -> Option<Vec<u8>> {
    Some(match kind {
        CKA_CLASS => CKO_PUBLIC_KEY.to_ne_bytes().to_vec(),
        CKA_KEY_TYPE => CKK_RSA.to_ne_bytes().to_vec(),
        CKA_TOKEN => vec![1],
        CKA_LABEL => b"key".to_vec(),
        CKA_ID => b"1".to_vec(),
        CKA_MODULUS => vec![0xc5; 256],
        CKA_PUBLIC_EXPONENT => vec![1, 0, 1],
        _ => return None,
    })
}

unsafe extern "C" fn attributes(
    _: CK_SESSION_HANDLE,
    _: CK_ULONG,
    template: *mut CK_ATTRIBUTE,
    count: CK_ULONG,
) -> CK_RV {
    CALLS.set(CALLS.get() + 1);
    let manner = MANNER.get();
    if manner == Manner::Vanishing {
        return CKR_OBJECT_HANDLE_INVALID;
    }
    if manner == Manner::OneAttributeACall && count != 1 {
        return CKR_GENERAL_ERROR;
    }
    let mut answer = CKR_OK;
    for index in 0..usize::try_from(count).unwrap() {
        // SAFETY: the caller passes `count` attributes, each with a buffer of the length that it states.
        unsafe {
            let attribute = template.add(index);
            let Some(value) = value((*attribute).type_) else {
                (*attribute).ulValueLen = CK_UNAVAILABLE_INFORMATION;
                answer = CKR_ATTRIBUTE_TYPE_INVALID;
                if manner == Manner::StopsAtTheUnknown {
                    return answer;
                }
                continue;
            };
            let length = CK_ULONG::try_from(value.len()).unwrap();
            if manner == Manner::LengthsBeyondTheBuffer {
                (*attribute).ulValueLen += 4_096;
                answer = CKR_OK;
                continue;
            }
            if (*attribute).ulValueLen >= length && !(*attribute).pValue.is_null() {
                let buffer: *mut c_void = (*attribute).pValue;
                buffer
                    .cast::<u8>()
                    .copy_from_nonoverlapping(value.as_ptr(), value.len());
            }
            (*attribute).ulValueLen = length;
        }
    }
    answer
}
