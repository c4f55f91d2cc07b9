//! Key material in pages of its own: kept in memory, kept out of core dumps, wiped.

use std::fmt;
use std::io;

use zeroize::Zeroize;

use super::Measure;
use super::pages::Pages;

/// Whether pages are kept from being swapped to disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LockState {
    /// They are.
    Locked,
    /// They are not; hibernation aside, a swap partition could hold them.
    NotLocked {
        /// What the system said.
        why: String,
    },
}

/// The system gave no memory.
#[derive(Debug, thiserror::Error)]
#[error("no memory for {length} bytes of key material")]
pub struct NoMemory {
    /// What was asked for, bytes.
    pub length: usize,
    /// What the system said.
    #[source]
    pub source: io::Error,
}

/// Secret bytes in pages that hold nothing else, wiped when dropped.
///
/// The length is fixed when it is made and can only shrink. `Debug` prints it and the state.
pub struct LockedBytes {
    pages: Pages,
    length: usize,
}

impl LockedBytes {
    /// `length` zero bytes, to be filled in place.
    ///
    /// # Errors
    /// [`NoMemory`]. That locking is refused is no error: see [`Self::state`].
    pub fn zeroed(length: usize) -> Result<Self, NoMemory> {
        let pages = Pages::take(length).map_err(|source| NoMemory { length, source })?;
        Ok(Self { pages, length })
    }

    /// Copies `bytes`; the caller still owns, and wipes, the source.
    ///
    /// # Errors
    /// [`NoMemory`].
    pub fn copy_of(bytes: &[u8]) -> Result<Self, NoMemory> {
        let mut locked = Self::zeroed(bytes.len())?;
        locked.expose_mut().copy_from_slice(bytes);
        Ok(locked)
    }

    /// Shows the bytes to the few callers that must have them.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        self.pages.bytes().get(..self.length).unwrap_or_default()
    }

    /// The bytes, to be written in place.
    #[must_use]
    pub fn expose_mut(&mut self) -> &mut [u8] {
        let length = self.length;
        let held = self.pages.bytes_mut().get_mut(..length);
        held.unwrap_or_default()
    }

    /// Keeps the first `length` bytes and wipes the rest; a longer length changes nothing.
    pub fn truncate(&mut self, length: usize) {
        if let Some(rest) = self.expose_mut().get_mut(length..) {
            rest.zeroize();
            self.length = length;
        }
    }

    /// Whether the pages are kept from being swapped out.
    #[must_use]
    pub fn state(&self) -> LockState {
        match self.pages.refusal() {
            None => LockState::Locked,
            Some(why) => LockState::NotLocked {
                why: why.to_owned(),
            },
        }
    }

    /// Asks once more that the pages be left out of core dumps, should one be written all the same, and tells what came of it.
    #[must_use]
    pub fn dump_exclusion(&self) -> Measure {
        self.pages.keep_out_of_dumps()
    }
}

impl fmt::Debug for LockedBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LockedBytes({} bytes, {:?})", self.length, self.state())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_what_was_put_in() {
        let mut bytes = LockedBytes::copy_of(b"0123456789").unwrap();
        bytes.expose_mut()[0] = b'x';
        assert_eq!(bytes.expose(), b"x123456789");
    }

    #[test]
    fn truncating_wipes_the_rest() {
        let mut bytes = LockedBytes::copy_of(b"0123456789").unwrap();
        bytes.truncate(4);
        assert_eq!(bytes.expose(), b"0123");
        assert_eq!(&bytes.pages.bytes()[4..10], [0; 6]);
        bytes.truncate(9);
        assert_eq!(bytes.expose(), b"0123");
    }

    #[test]
    fn nothing_at_all_can_be_held() {
        assert_eq!(LockedBytes::copy_of(b"").unwrap().expose(), b"");
    }

    #[test]
    fn debug_shows_no_byte() {
        let bytes = LockedBytes::copy_of(b"AAAA").unwrap();
        let shown = format!("{bytes:?}");
        assert!(shown.starts_with("LockedBytes(4 bytes"), "{shown}");
        assert!(!shown.contains("AAAA") && !shown.contains("65"), "{shown}");
    }

    #[test]
    fn more_than_there_is_memory_is_refused() {
        let refusal = LockedBytes::zeroed(usize::MAX / 2).unwrap_err();
        assert_eq!(refusal.length, usize::MAX / 2);
    }
}
