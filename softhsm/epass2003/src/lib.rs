//! A PKCS#11 module that stands in front of SoftHSM2 and behaves like a real ePass2003 token, troubles included.
//!
//! Its switches are environment variables and files, described in the `README.md` beside it.
#![deny(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod codes;
mod desk;
mod disguise;
mod fault;
mod gate;
mod log;
mod real;
mod scenario;
mod settings;
mod state;
mod table;

use std::panic::{AssertUnwindSafe, catch_unwind};

use cryptoki_sys::{
    CK_FUNCTION_LIST, CK_RV, CKR_ARGUMENTS_BAD, CKR_FUNCTION_NOT_SUPPORTED, CKR_GENERAL_ERROR,
    CKR_OK,
};

/// Hands out the function list: the only symbol this module exports, as in PKCS#11 2.20.
///
/// # Safety
///
/// `list` is null or points to room for one pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn C_GetFunctionList(list: *mut *mut CK_FUNCTION_LIST) -> CK_RV {
    if list.is_null() {
        return CKR_ARGUMENTS_BAD;
    }
    catch_unwind(AssertUnwindSafe(|| match gate::trainer() {
        Ok(trainer) => {
            // SAFETY: not null, and the caller owns the room.
            unsafe { *list = trainer.table() };
            CKR_OK
        }
        Err(reason) => {
            eprintln!("tokendesk-epass2003: {reason}");
            CKR_GENERAL_ERROR
        }
    }))
    .unwrap_or(CKR_FUNCTION_NOT_SUPPORTED)
}
