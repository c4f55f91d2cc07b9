//! A slot and the token in it.

use cryptoki_sys::CK_SLOT_ID;

use crate::state::{Memory, TokenFolder, TokenSettings};

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
    pub(super) folder: TokenFolder,
    pub(super) settings: TokenSettings,
    pub(super) memory: Memory,
    pub(super) insertion: String,
    /// Pulled by a fault: back at that call, or never.
    pub(super) pulled: Option<Option<u64>>,
    pub(super) absent: bool,
}

impl Slot {
    /// Whether the token is pulled out.
    pub fn is_absent(&self) -> bool {
        self.absent
    }

    /// What is set for this token now.
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
