//! Slots, tokens and sessions as the caller sees them.

mod pulling;
mod slot;

use std::collections::HashMap;
use std::time::Duration;

use cryptoki_sys::{CK_SESSION_HANDLE, CK_SLOT_ID, CK_TOKEN_INFO, CKF_TOKEN_INITIALIZED, CKR_OK};

use crate::fault::Faults;
use crate::log::LineFile;
use crate::real::{Real, call};
use crate::settings::{Profile, Settings};
use crate::state::{Memory, TokenFolder};
pub use slot::Slot;

/// What a call is about.
#[derive(Debug, Clone, Copy)]
pub enum Place {
    /// The module as a whole.
    Nowhere,
    /// A slot, by the id that the caller knows.
    Slot(CK_SLOT_ID),
    /// A session.
    Session(CK_SESSION_HANDLE),
}

/// Why a session is of no use any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Live,
    /// The token is gone and the caller has not looked at the slots since.
    Removed,
    /// The caller could know.
    Gone,
}

#[derive(Debug)]
struct Session {
    slot: CK_SLOT_ID,
    standing: Standing,
}

/// Everything that calls share.
pub struct Desk {
    /// The real module.
    pub real: Real,
    /// What the environment asked for.
    pub settings: Settings,
    /// The faults to inject.
    pub faults: Faults,
    /// The call log.
    pub log: LineFile,
    /// C calls of this process so far.
    pub calls: u64,
    /// Between `C_Initialize` and `C_Finalize`.
    pub initialized: bool,
    slots: Vec<Slot>,
    /// Every token was pulled, those not seen yet too: back at that call, or never.
    all_pulled: Option<Option<u64>>,
    /// Every token shows this serial, those not seen yet too.
    all_serial: Option<String>,
    sessions: HashMap<CK_SESSION_HANDLE, Session>,
}

impl Desk {
    /// A desk with nothing on it yet.
    pub fn new(real: Real, settings: Settings, faults: Faults, log: LineFile) -> Self {
        Self {
            real,
            settings,
            faults,
            log,
            calls: 0,
            initialized: false,
            slots: Vec::new(),
            all_pulled: None,
            all_serial: None,
            sessions: HashMap::new(),
        }
    }

    /// Whether the disguise is on.
    pub fn is_disguised(&self) -> bool {
        self.settings.profile == Profile::Epass2003
    }

    /// The slots known so far.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// The slot that a call is about.
    pub fn slot(&self, place: Place) -> Option<&Slot> {
        match place {
            Place::Nowhere => None,
            Place::Slot(id) => self.slots.iter().find(|slot| slot.shown == id),
            Place::Session(handle) => {
                let session = self.sessions.get(&handle)?;
                self.slots.iter().find(|slot| slot.real == session.slot)
            }
        }
    }

    /// The same, to change it.
    pub fn slot_mut(&mut self, place: Place) -> Option<&mut Slot> {
        let shown = self.slot(place)?.shown;
        self.slots.iter_mut().find(|slot| slot.shown == shown)
    }

    /// The id in the real module of the slot that the caller calls `shown`.
    pub fn real_slot(&self, shown: CK_SLOT_ID) -> CK_SLOT_ID {
        self.slot(Place::Slot(shown))
            .map_or(shown, |slot| slot.real)
    }

    /// The id of the slot that never holds a token.
    pub fn empty_slot(&self) -> CK_SLOT_ID {
        CK_SLOT_ID::try_from(self.slots.len())
            .unwrap_or(CK_SLOT_ID::MAX)
            .saturating_add(1)
    }

    /// Gives every token of the real module a slot; a slot once given stays.
    pub fn map_slots(&mut self) {
        let mut found = Vec::new();
        for real in self.real_slots() {
            if self.slots.iter().any(|slot| slot.real == real) {
                continue;
            }
            if let Some((serial, initialized)) = self.token_of(real)
                && (initialized || !self.is_disguised())
            {
                found.push((serial, real));
            }
        }
        found.sort();
        for (serial, real) in found {
            let shown = if self.is_disguised() {
                self.empty_slot()
            } else {
                real
            };
            self.add_slot(shown, real, serial);
        }
    }

    /// Without the disguise, a slot is noted when the caller first names it.
    pub fn note_slot(&mut self, id: CK_SLOT_ID) {
        if self.is_disguised() || self.slots.iter().any(|slot| slot.real == id) {
            return;
        }
        let wanted = self.settings.state.is_some() || self.faults.name_tokens();
        let serial = if wanted {
            self.token_of(id).map(|(serial, _)| serial)
        } else {
            None
        };
        self.add_slot(id, id, serial.unwrap_or_default());
    }

    fn add_slot(&mut self, shown: CK_SLOT_ID, real: CK_SLOT_ID, serial: String) {
        let state = self
            .settings
            .state
            .as_deref()
            .filter(|_| !serial.is_empty());
        let folder = TokenFolder::new(state, &serial);
        let settings = folder.settings().or(&self.settings.token);
        self.slots.push(Slot {
            shown,
            real,
            serial,
            other_serial: self.all_serial.clone(),
            insertion: folder.insertion(),
            memory: Memory::default(),
            absent: settings.absent == Some(true) || self.all_pulled.is_some(),
            settings,
            folder,
            pulled: self.all_pulled,
        });
    }

    fn real_slots(&self) -> Vec<CK_SLOT_ID> {
        let mut count = 0;
        let null = std::ptr::null_mut();
        if call!(self.real, C_GetSlotList(1, null, &raw mut count)) != CKR_OK {
            return Vec::new();
        }
        let mut ids = vec![0; usize::try_from(count).unwrap_or(0)];
        if call!(
            self.real,
            C_GetSlotList(1, ids.as_mut_ptr(), &raw mut count)
        ) != CKR_OK
        {
            return Vec::new();
        }
        ids.truncate(usize::try_from(count).unwrap_or(0));
        ids
    }

    /// The serial to show for the token in a real slot, and whether it is initialized.
    fn token_of(&self, real: CK_SLOT_ID) -> Option<(String, bool)> {
        let mut info = CK_TOKEN_INFO::default();
        if call!(self.real, C_GetTokenInfo(real, &raw mut info)) != CKR_OK {
            return None;
        }
        let serial = info.serialNumber;
        let serial = if self.is_disguised() {
            crate::disguise::info::serial(&serial)
        } else {
            String::from_utf8_lossy(&serial)
                .trim_matches(['\0', ' '])
                .to_owned()
        };
        Some((serial, info.flags & CKF_TOKEN_INITIALIZED != 0))
    }

    /// Shows another serial for the token that a call is about, or for every token when it is about none.
    pub fn change_serial(&mut self, place: Place, to: &str) {
        let meant = self.slot(place).map(|slot| slot.real);
        if meant.is_none() {
            self.all_serial = Some(to.to_owned());
            self.map_slots();
        }
        for slot in &mut self.slots {
            if meant.is_none_or(|real| real == slot.real) {
                slot.other_serial = Some(to.to_owned());
            }
        }
    }

    /// Ends the login at the token that a call is about, or at every token when it is about none.
    pub fn log_out(&self, place: Place) {
        let meant = self.slot(place).map(|slot| slot.real);
        for slot in &self.slots {
            if meant.is_none_or(|real| real == slot.real)
                && let Some(session) = self.live_session(slot.real)
            {
                call!(self.real, C_Logout(session));
            }
        }
    }

    /// A session was opened in a real slot.
    pub fn session_opened(&mut self, handle: CK_SESSION_HANDLE, slot: CK_SLOT_ID) {
        let standing = Standing::Live;
        self.sessions.insert(handle, Session { slot, standing });
    }

    /// A session was closed.
    pub fn session_closed(&mut self, handle: CK_SESSION_HANDLE) {
        self.sessions.remove(&handle);
    }

    /// All sessions of a real slot were closed.
    pub fn sessions_closed(&mut self, slot: CK_SLOT_ID) {
        self.sessions.retain(|_, session| session.slot != slot);
    }

    /// `C_Finalize` was done.
    pub fn forget_sessions(&mut self) {
        self.sessions.clear();
    }

    /// A live session with the token in a real slot.
    fn live_session(&self, slot: CK_SLOT_ID) -> Option<CK_SESSION_HANDLE> {
        self.sessions
            .iter()
            .find(|(_, session)| session.slot == slot && session.standing == Standing::Live)
            .map(|(handle, _)| *handle)
    }

    /// Time that a call takes on top.
    pub fn latency(&self, place: Place) -> Duration {
        self.slot(place)
            .and_then(|slot| slot.settings.latency_ms)
            .map_or(self.settings.latency, Duration::from_millis)
    }
}
