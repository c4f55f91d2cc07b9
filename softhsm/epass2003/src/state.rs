//! What outlives a process: one folder a token, files that people and other processes may change.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// What the user PIN lets its owner do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PinState {
    /// Nothing unusual.
    Ok,
    /// The flag "to be changed" shows, nothing is refused.
    Flagged,
    /// The flag shows; login works, everything after it answers `CKR_PIN_EXPIRED`.
    ToBeChanged,
    /// Login itself answers `CKR_PIN_EXPIRED`.
    Expired,
}

/// Whether the token tells how many tries are left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counters {
    /// The flags COUNT_LOW, FINAL_TRY and LOCKED show.
    Shown,
    /// No flag ever shows.
    Hidden,
}

/// What can be set for one token; `None` leaves it to the environment, then to the default.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TokenSettings {
    /// Pulled out.
    pub absent: Option<bool>,
    /// Refuses every write.
    pub write_protected: Option<bool>,
    /// State of the user PIN.
    pub pin: Option<PinState>,
    /// State of the SO PIN; only the flag shows.
    pub so_pin: Option<PinState>,
    /// User PIN tries from a full counter.
    pub user_tries: Option<u64>,
    /// SO PIN tries from a full counter.
    pub so_tries: Option<u64>,
    /// Whether the counters show.
    pub counters: Option<Counters>,
    /// Bytes for public objects.
    pub public_memory: Option<u64>,
    /// Bytes for private objects.
    pub private_memory: Option<u64>,
    /// Milliseconds added to every call that concerns this token.
    pub latency_ms: Option<u64>,
}

impl TokenSettings {
    /// The same, with what is open here taken from `rest`.
    pub fn or(self, rest: &Self) -> Self {
        Self {
            absent: self.absent.or(rest.absent),
            write_protected: self.write_protected.or(rest.write_protected),
            pin: self.pin.or(rest.pin),
            so_pin: self.so_pin.or(rest.so_pin),
            user_tries: self.user_tries.or(rest.user_tries),
            so_tries: self.so_tries.or(rest.so_tries),
            counters: self.counters.or(rest.counters),
            public_memory: self.public_memory.or(rest.public_memory),
            private_memory: self.private_memory.or(rest.private_memory),
            latency_ms: self.latency_ms.or(rest.latency_ms),
        }
    }
}

/// What the module itself remembers of a token between processes.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Memory {
    /// Wrong user PINs since the last right one.
    pub user_failures: u64,
    /// Wrong SO PINs since the last right one.
    pub so_failures: u64,
    /// The user PIN was changed: what the settings say of its state no longer holds.
    pub pin_changed: bool,
    /// Bytes that private objects took when last seen.
    pub private_used: Option<u64>,
    /// Keys that stay listed but are dead, as `CLASS:ID` in hexadecimal.
    pub ghosts: Vec<String>,
}

/// The folder of one token, or nothing when no state folder was named.
#[derive(Debug, Clone)]
pub struct TokenFolder(Option<PathBuf>);

impl TokenFolder {
    /// The folder of the token with this serial under `state`.
    pub fn new(state: Option<&Path>, serial: &str) -> Self {
        Self(state.map(|state| state.join(serial)))
    }

    /// The token's own settings, flag files included.
    pub fn settings(&self) -> TokenSettings {
        let Some(folder) = &self.0 else {
            return TokenSettings::default();
        };
        let mut settings = fs::read_to_string(folder.join("token.toml"))
            .ok()
            .map(|text| {
                toml::from_str(&text).unwrap_or_else(|reason| {
                    eprintln!("tokendesk-epass2003: token.toml: {reason}");
                    TokenSettings::default()
                })
            })
            .unwrap_or_default();
        if folder.join("absent").exists() {
            settings.absent = Some(true);
        }
        if folder.join("write-protected").exists() {
            settings.write_protected = Some(true);
        }
        settings
    }

    /// What tells one insertion from the next: a text that changes when the token was pulled and put back.
    pub fn insertion(&self) -> String {
        self.0
            .as_ref()
            .and_then(|folder| fs::read_to_string(folder.join("insertion")).ok())
            .unwrap_or_default()
    }

    /// Marks the token as pulled, for every process; says whether that could be done.
    pub fn pull(&self) -> bool {
        let Some(folder) = &self.0 else { return false };
        let _ = fs::create_dir_all(folder);
        File::create(folder.join("absent")).is_ok()
    }

    /// Marks the token as put back, for every process.
    pub fn insert(&self) {
        if let Some(folder) = &self.0 {
            let _ = fs::remove_file(folder.join("absent"));
        }
    }

    /// What was remembered, or `None` when nothing can be.
    pub fn recall(&self) -> Option<Memory> {
        let folder = self.0.as_ref()?;
        let text = fs::read_to_string(folder.join("memory.json")).ok();
        Some(
            text.and_then(|text| serde_json::from_str(&text).ok())
                .unwrap_or_default(),
        )
    }

    /// Remembers, so that a process that dies in between leaves the old or the new text.
    pub fn remember(&self, memory: &Memory) {
        let Some(folder) = &self.0 else { return };
        let Ok(text) = serde_json::to_string(memory) else {
            return;
        };
        let fresh = folder.join(format!("memory.{}", std::process::id()));
        let _ = fs::create_dir_all(folder);
        if fs::write(&fresh, text).is_ok() {
            let _ = fs::rename(&fresh, folder.join("memory.json"));
        }
    }

    /// Keeps other processes from changing the token's memory until dropped.
    pub fn lock(&self) -> Option<File> {
        let folder = self.0.as_ref()?;
        let _ = fs::create_dir_all(folder);
        lock(&folder.join("lock")).ok()
    }
}

/// Waits for the lock file at `path`; released when the file is dropped or the process ends.
pub fn lock(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)?;
    file.lock()?;
    Ok(file)
}
