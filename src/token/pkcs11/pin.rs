//! Changing and unblocking the user's PIN.

use super::Session;
use super::decode;
use super::raw;
use super::session::PinEntry;
use crate::secret::Pin;
use crate::token::{PinState, TokenError, TokenReader};

impl Session {
    /// Changes the user's PIN (`C_SetPIN`); with a PIN pad both are typed there.
    ///
    /// The old PIN counts as a try. OpenSC 0.23 does not look at it while the user is logged in.
    ///
    /// # Errors
    /// [`TokenError::Call`] with whatever the module answers.
    pub fn change_pin(&mut self, old: &PinEntry, new: &PinEntry) -> Result<(), TokenError> {
        let session = self.handle()?;
        self.functions().set_pin(session, given(old), given(new))
    }

    /// What the token's flags say of the security officer's PIN now (`C_GetTokenInfo`).
    ///
    /// # Errors
    /// [`TokenError::Call`] when the token does not answer, [`TokenError::Changed`] when another one is in the slot.
    pub fn officer_pin_state(&mut self) -> Result<PinState, TokenError> {
        let _ = self.facts()?;
        let info = self.functions().token_info(self.token().slot)?;
        Ok(decode::officer_pin_state(info.flags))
    }

    /// Logs the security officer in and sets the user's PIN (`C_InitPIN`). No object is touched.
    ///
    /// The officer is logged out again, whatever came of it.
    ///
    /// # Errors
    /// [`TokenError::Call`] with whatever the module answers; the officer's PIN counts as a try.
    pub fn unblock_pin(&mut self, officer: &PinEntry, new: &PinEntry) -> Result<(), TokenError> {
        let session = self.handle()?;
        let functions = self.functions();
        functions.login(session, raw::CKU_SO, given(officer))?;
        let set = functions.init_pin(session, given(new));
        let left = functions.logout(session);
        set.and(left)
    }
}

fn given(entry: &PinEntry) -> Option<&[u8]> {
    match entry {
        PinEntry::Pin(pin) => Some(Pin::expose(pin)),
        PinEntry::Pad => None,
    }
}
