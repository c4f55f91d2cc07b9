//! Bytes between two lines of the journal that are no line of it: measured, named, left in place.

use sha2::{Digest, Sha256};

use crate::certificate::Sha256Digest;

/// What lies between two readable lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Damage {
    /// How many bytes, the last newline not counted.
    pub bytes: u64,
    /// Their SHA-256.
    pub sha256: Sha256Digest,
}

/// Takes up damaged bytes in order; a newline counts only once something follows it.
#[derive(Debug, Default)]
pub(super) struct DamageMeter {
    hash: Sha256,
    bytes: u64,
    newline_pending: bool,
}

impl DamageMeter {
    /// Takes up bytes that hold no newline but perhaps as their last.
    pub fn take(&mut self, bytes: &[u8]) {
        if std::mem::take(&mut self.newline_pending) {
            self.count(b"\n");
        }
        match bytes.split_last() {
            Some((b'\n', rest)) => {
                self.count(rest);
                self.newline_pending = true;
            }
            _ => self.count(bytes),
        }
    }

    fn count(&mut self, bytes: &[u8]) {
        self.hash.update(bytes);
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.bytes = self.bytes.saturating_add(length);
    }

    /// What was taken up.
    pub fn finish(self) -> Damage {
        Damage {
            bytes: self.bytes,
            sha256: Sha256Digest::from_bytes(self.hash.finalize().into()),
        }
    }
}
