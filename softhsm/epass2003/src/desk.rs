//! Slots, tokens and sessions as the caller sees them, and which tokens are pulled out.

use std::collections::HashMap;
use std::time::Duration;

use cryptoki_sys::{
    CK_RV, CK_SESSION_HANDLE, CK_SLOT_ID, CK_TOKEN_INFO, CKF_TOKEN_INITIALIZED, CKR_DEVICE_REMOVED,
    CKR_OK, CKR_SESSION_HANDLE_INVALID, CKR_SLOT_ID_INVALID, CKR_TOKEN_NOT_PRESENT,
};

use crate::fault::Faults;
use crate::log::LineFile;
use crate::real::{Real, call};
use crate::settings::{Profile, Settings};
use crate::state::{Memory, TokenFolder, TokenSettings};

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

/// A slot with the token in it.
#[derive(Debug)]
pub struct Slot {
    /// Its id as the caller knows it.
    pub shown: CK_SLOT_ID,
    /// Its id in the real module.
    pub real: CK_SLOT_ID,
    /// The token's serial as shown; empty when nothing asks for it.
    pub serial: String,
    /// The serial that a fault shows instead.
    pub other_serial: Option<String>,
    folder: TokenFolder,
    settings: TokenSettings,
    memory: Memory,
    insertion: String,
    /// Pulled by a fault: back at that call, or never.
    pulled: Option<Option<u64>>,
    absent: bool,
}

impl Slot {
    /// Whether the token is pulled out.
    pub fn is_absent(&self) -> bool {
        self.absent
    }

    /// What is set for this token now; what it leaves open, the environment has said.
    pub fn settings(&self) -> &TokenSettings {
        &self.settings
    }

    /// What is remembered of this token.
    pub fn memory(&self) -> Memory {
        self.folder.recall().unwrap_or_else(|| self.memory.clone())
    }

    /// Changes what is remembered, alone among processes.
    pub fn update<T>(&mut self, change: impl FnOnce(&mut Memory) -> T) -> T {
        let _held = self.folder.lock();
        let mut memory = self.memory();
        let answer = change(&mut memory);
        self.folder.remember(&memory);
        self.memory = memory;
        answer
    }
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
        let settings = folder.settings();
        self.slots.push(Slot {
            shown,
            real,
            serial,
            other_serial: None,
            insertion: folder.insertion(),
            memory: Memory::default(),
            absent: settings.absent == Some(true),
            settings,
            folder,
            pulled: None,
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

    /// Looks which tokens were pulled or put back since the last call.
    pub fn notice(&mut self) {
        let mut struck = Vec::new();
        for slot in &mut self.slots {
            slot.settings = slot.folder.settings();
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
        let meant = match self.slot(place) {
            Some(slot) => Some(slot.real),
            None => {
                self.map_slots();
                None
            }
        };
        let back = reinsert_after.map(|calls| self.calls.saturating_add(calls));
        let mut struck = Vec::new();
        for slot in &mut self.slots {
            if meant.is_none_or(|real| real == slot.real) {
                slot.pulled = Some(back);
                slot.absent = true;
                if lasting {
                    slot.folder.pull();
                }
                struck.push(slot.real);
            }
        }
        for real in struck {
            self.end_sessions(real);
        }
    }

    /// Shows another serial for the token that a call is about, or for every token when it is about none.
    pub fn change_serial(&mut self, place: Place, to: &str) {
        let meant = self.slot(place).map(|slot| slot.real);
        if meant.is_none() {
            self.map_slots();
        }
        for slot in &mut self.slots {
            if meant.is_none_or(|real| real == slot.real) {
                slot.other_serial = Some(to.to_owned());
            }
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
    pub fn live_session(&self, slot: CK_SLOT_ID) -> Option<CK_SESSION_HANDLE> {
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
