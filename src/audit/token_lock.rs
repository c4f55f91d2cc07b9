//! One run at a time on a token: a lock for each serial number, given back by the system at death.

use std::fs::{File, OpenOptions};
use std::path::Path;
use std::time::Duration;

use super::{JournalError, disk, head, rotation};
use crate::certificate::Sha256Digest;

/// A token, locked for one run; dropping it gives it back.
#[must_use = "the token is locked only as long as this lives"]
#[derive(Debug)]
pub struct TokenLock {
    file: File,
}

impl TokenLock {
    /// Locks the token `serial` among all programs that keep the journal at `journal`, asking again
    /// until `patience` has passed; zero asks once. Two serials never wait for each other.
    ///
    /// # Errors
    /// [`JournalError::Busy`] when another run holds the token for longer; [`JournalError::Folder`]
    /// or [`JournalError::Lock`] when the lock file cannot be made or locked.
    pub fn take(journal: &Path, serial: &str, patience: Duration) -> Result<Self, JournalError> {
        let folder = rotation::folder_of(journal).join("locks");
        disk::create_private_folder(&folder).map_err(|source| JournalError::Folder {
            path: folder.clone(),
            source,
        })?;
        // A serial may hold what no file name can.
        let name = Sha256Digest::of(serial.as_bytes());
        let path = folder.join(format!("{name}.lock"));
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        let file = match disk::private_file(&mut options).open(&path) {
            Ok(file) => file,
            Err(source) => return Err(JournalError::Lock { path, source }),
        };
        head::lock_within(&file, &path, patience)?;
        Ok(Self { file })
    }
}

impl Drop for TokenLock {
    fn drop(&mut self) {
        // Closing the file gives the lock back too; nothing is lost when this fails.
        let _ = self.file.unlock();
    }
}
