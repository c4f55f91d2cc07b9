//! A loaded module: found out to be one, initialized by us or by somebody else, finalized only by who initialized it.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::error::{Error, RvError};

use super::raw::Functions;
use super::{answer, decode, raw};
use crate::token::{SlotFailure, SlotId, TokenError, TokenFacts};

/// Who may finalize the module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// We initialized it.
    Ourselves,
    /// It was initialized already: another part of the process works with it.
    SomebodyElse,
}

/// A module in memory. Finalized when the last who holds it lets go.
#[derive(Debug)]
pub(super) struct Library {
    path: PathBuf,
    context: Pkcs11,
    functions: Functions,
    owner: Owner,
    is_initialized: AtomicBool,
}

impl Library {
    pub(super) fn load(path: &Path) -> Result<Self, TokenError> {
        // First by ourselves, for errors that tell a file that is no library from a library that is no module.
        let functions = Functions::load(path)?;
        // The same file again: the system counts references, both see one module with one set of sessions.
        let context = Pkcs11::new(path).map_err(|error| TokenError::NotAModule {
            path: path.to_owned(),
            reason: match error {
                Error::Pkcs11(value, _) => {
                    format!("C_GetInterface answered {}", answer::code(value))
                }
                other => other.to_string(),
            },
        })?;
        let owner = match initialize(&context) {
            Ok(()) => Owner::Ourselves,
            Err(error)
                if error.code() == Some(raw::code(raw::CKR_CRYPTOKI_ALREADY_INITIALIZED)) =>
            {
                Owner::SomebodyElse
            }
            Err(error) => return Err(error),
        };
        Ok(Self {
            path: path.to_owned(),
            context,
            functions,
            owner,
            is_initialized: AtomicBool::new(true),
        })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn context(&self) -> &Pkcs11 {
        &self.context
    }

    pub(super) fn functions(&self) -> &Functions {
        &self.functions
    }

    /// Finalizes and initializes again. Every session and handle of the process is void afterwards.
    ///
    /// # Errors
    /// `CKR_CRYPTOKI_ALREADY_INITIALIZED` when the module is not ours: nothing was done to it.
    pub(super) fn restart(&self) -> Result<(), TokenError> {
        if self.owner == Owner::SomebodyElse {
            return Err(TokenError::Call {
                function: "C_Initialize",
                code: raw::code(raw::CKR_CRYPTOKI_ALREADY_INITIALIZED),
            });
        }
        self.finalize()?;
        initialize(&self.context)?;
        self.is_initialized.store(true, Ordering::Relaxed);
        Ok(())
    }

    fn finalize(&self) -> Result<(), TokenError> {
        if !self.is_initialized.swap(false, Ordering::Relaxed) {
            return Ok(());
        }
        match self.context.clone().finalize() {
            // Somebody else finalized it: it is as it should be.
            Ok(()) | Err(Error::Pkcs11(RvError::CryptokiNotInitialized, _)) => Ok(()),
            Err(error) => Err(answer::error("C_Finalize", &error)),
        }
    }

    /// The tokens present, and the slots with a token that does not tell what it is.
    pub(super) fn tokens(&self) -> Result<(Vec<TokenFacts>, Vec<SlotFailure>), TokenError> {
        let slots = self.context.get_slots_with_token();
        let slots = slots.map_err(|error| answer::error("C_GetSlotList", &error))?;
        let mut tokens = Vec::with_capacity(slots.len());
        let mut failures = Vec::new();
        for slot in slots {
            let slot = SlotId(slot.id());
            match self.functions.token_info(slot) {
                Ok(info) => tokens.push(decode::token(slot, &info)),
                Err(error) => failures.push(SlotFailure { slot, error }),
            }
        }
        Ok((tokens, failures))
    }
}

impl Drop for Library {
    fn drop(&mut self) {
        if self.owner == Owner::Ourselves
            && let Err(error) = self.finalize()
        {
            tracing::debug!(%error, "the module was not finalized");
        }
    }
}

fn initialize(context: &Pkcs11) -> Result<(), TokenError> {
    let locking = CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK);
    let initialized = match context.initialize(locking) {
        // One thread calls at a time here, so a module that cannot lock will do.
        Err(Error::Pkcs11(RvError::CantLock, _)) => {
            context.initialize(CInitializeArgs::new(CInitializeFlags::empty()))
        }
        other => other,
    };
    initialized.map_err(|error| answer::error("C_Initialize", &error))
}
