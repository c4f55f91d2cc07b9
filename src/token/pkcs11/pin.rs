//! Changing and unblocking the user's PIN.

use super::Session;
use super::raw;
use super::session::PinEntry;
use crate::secret::Pin;
use crate::token::TokenError;

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
