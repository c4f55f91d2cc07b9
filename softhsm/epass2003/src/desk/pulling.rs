//! Tokens pulled out and put back, and what that does to sessions.

use cryptoki_sys::{
    CK_RV, CK_SLOT_ID, CKR_DEVICE_REMOVED, CKR_SESSION_HANDLE_INVALID, CKR_SLOT_ID_INVALID,
    CKR_TOKEN_NOT_PRESENT,
};

use super::{Desk, Place, Slot, Standing};
use crate::real::call;

impl Desk {
    /// Looks which tokens were pulled or put back since the last call.
    pub fn notice(&mut self) {
        if let Some(Some(back)) = self.all_pulled
            && self.calls >= back
        {
            self.all_pulled = None;
        }
        let mut struck = Vec::new();
        for slot in &mut self.slots {
            slot.settings = slot.folder.settings().or(&self.settings.token);
            if let Some(Some(back)) = slot.pulled
                && self.calls >= back
            {
                slot.pulled = None;
                slot.folder.insert();
                slot.settings.absent = None;
            }
            let absent = slot.pulled.is_some() || slot.settings.absent == Some(true);
            let insertion = slot.folder.insertion();
            if (absent && !slot.absent) || insertion != slot.insertion {
                struck.push(slot.real);
            }
            slot.absent = absent;
            slot.insertion = insertion;
        }
        for real in struck {
            self.end_sessions(real);
        }
    }

    /// Pulls the token that a call is about, or every token when it is about none.
    pub fn pull(&mut self, place: Place, reinsert_after: Option<u64>, lasting: bool) {
        let back = reinsert_after.map(|calls| self.calls.saturating_add(calls));
        let meant = self.slot(place).map(|slot| slot.real);
        if meant.is_none() {
            self.all_pulled = Some(back);
            self.map_slots();
        }
        let mut struck = Vec::new();
        for slot in &mut self.slots {
            if meant.is_none_or(|real| real == slot.real) {
                // What lasts is in a file, so that it can be put back from outside.
                let filed = lasting && slot.folder.pull();
                slot.pulled = (!filed || back.is_some()).then_some(back);
                slot.absent = true;
                struck.push(slot.real);
            }
        }
        for real in struck {
            self.end_sessions(real);
        }
    }

    /// A token that loses its power forgets its sessions and the login.
    fn end_sessions(&mut self, real: CK_SLOT_ID) {
        for session in self.sessions.values_mut() {
            if session.slot == real && session.standing == Standing::Live {
                session.standing = Standing::Removed;
            }
        }
        if self.initialized {
            call!(self.real, C_CloseAllSessions(real));
        }
    }

    /// The caller looks at the slots: from now on it can know which sessions are gone.
    pub fn slots_seen(&mut self) {
        for session in self.sessions.values_mut() {
            if session.standing == Standing::Removed {
                session.standing = Standing::Gone;
            }
        }
    }

    /// Whether a token is known to be away.
    pub fn misses_tokens(&self) -> bool {
        self.all_pulled.is_some() || self.slots.iter().any(Slot::is_absent)
    }

    /// What a call must be refused with, because its token is not there.
    pub fn refusal(&self, place: Place) -> Option<CK_RV> {
        match place {
            Place::Nowhere => None,
            Place::Slot(id) => match self.slot(place) {
                Some(slot) if slot.absent => Some(CKR_TOKEN_NOT_PRESENT),
                Some(_) => None,
                None if !self.is_disguised() => None,
                None if id == self.empty_slot() => Some(CKR_TOKEN_NOT_PRESENT),
                None => Some(CKR_SLOT_ID_INVALID),
            },
            Place::Session(handle) => match self.sessions.get(&handle)?.standing {
                Standing::Live => None,
                Standing::Removed => Some(CKR_DEVICE_REMOVED),
                Standing::Gone => Some(CKR_SESSION_HANDLE_INVALID),
            },
        }
    }
}
