//! A loaded module: found out to be one, initialized by us or by somebody else, finalized only by who initialized it.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use super::decode;
use super::raw::{self, Functions};
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
    functions: Functions,
    owner: Owner,
    is_initialized: AtomicBool,
}

impl Library {
    pub(super) fn load(path: &Path) -> Result<Self, TokenError> {
        let functions = Functions::load(path)?;
        let owner = match functions.initialize() {
            Ok(()) => Owner::Ourselves,
            Err(error) if is(&error, raw::CKR_CRYPTOKI_ALREADY_INITIALIZED) => Owner::SomebodyElse,
            Err(error) => return Err(error),
        };
        Ok(Self {
            functions,
            owner,
            is_initialized: AtomicBool::new(true),
        })
    }

    pub(super) fn functions(&self) -> &Functions {
        &self.functions
    }

    pub(super) fn is_ours(&self) -> bool {
        self.owner == Owner::Ourselves
    }

    /// Finalizes and initializes again. Every session and handle of the process is void afterwards.
    ///
    /// # Errors
    /// `CKR_CRYPTOKI_ALREADY_INITIALIZED` when the module is not ours: nothing was done to it.
    pub(super) fn restart(&self) -> Result<(), TokenError> {
        if !self.is_ours() {
            return Err(TokenError::Call {
                function: "C_Initialize",
                code: raw::code(raw::CKR_CRYPTOKI_ALREADY_INITIALIZED),
            });
        }
        let finalized = self.finalize();
        match self.functions.initialize() {
            Ok(()) => {}
            // It was not let go of: then why it was not is the reason.
            Err(error) if is(&error, raw::CKR_CRYPTOKI_ALREADY_INITIALIZED) => {
                self.is_initialized.store(true, Ordering::Relaxed);
                return finalized.and(Err(error));
            }
            Err(error) => return Err(error),
        }
        self.is_initialized.store(true, Ordering::Relaxed);
        Ok(())
    }

    fn finalize(&self) -> Result<(), TokenError> {
        if !self.is_initialized.swap(false, Ordering::Relaxed) {
            return Ok(());
        }
        match self.functions.finalize() {
            // Somebody else finalized it: it is as it should be.
            Err(error) if is(&error, raw::CKR_CRYPTOKI_NOT_INITIALIZED) => Ok(()),
            other => other,
        }
    }

    /// The tokens present, and the slots with a token that does not tell what it is.
    ///
    /// A slot that is listed and then says that it is empty (the vendor's module of the ePass2003) is neither.
    pub(super) fn tokens(&self) -> Result<(Vec<TokenFacts>, Vec<SlotFailure>), TokenError> {
        let mut tokens = Vec::new();
        let mut failures = Vec::new();
        for slot in self.functions.slots()? {
            match self.token_at(slot) {
                Ok(token) => tokens.extend(token),
                Err(error) => failures.push(SlotFailure { slot, error }),
            }
        }
        Ok((tokens, failures))
    }

    /// The token in `slot`, which was listed before; `None` where there is none.
    pub(super) fn token_at(&self, slot: SlotId) -> Result<Option<TokenFacts>, TokenError> {
        match self.functions.token_info(slot) {
            Ok(info) => Ok(Some(decode::token(slot, &info))),
            Err(error) if is(&error, raw::CKR_TOKEN_NOT_PRESENT) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

impl Drop for Library {
    fn drop(&mut self) {
        if self.is_ours()
            && let Err(error) = self.finalize()
        {
            tracing::debug!(%error, "the module was not finalized");
        }
    }
}

fn is(error: &TokenError, code: raw::CK_ULONG) -> bool {
    error.code() == Some(raw::code(code))
}
