//! The file beside a journal that is its lock and remembers its last line, so that a cut end shows.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{JournalError, disk};
use crate::certificate::Sha256Digest;

const PAUSE: Duration = Duration::from_millis(2);

/// What the last append left: the number and the digest of the last line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    pub seq: u64,
    pub digest: Sha256Digest,
}

/// The journal's lock, taken for each append.
///
/// It is not the journal itself: a rotation renames that, and some systems let nobody read a
/// locked file.
#[derive(Debug)]
pub(super) struct HeadFile {
    path: PathBuf,
    file: File,
}

/// The lock, held; dropping it gives it back, and so does the death of the process.
#[derive(Debug)]
pub(super) struct Held<'h>(&'h HeadFile);

impl Drop for Held<'_> {
    fn drop(&mut self) {
        // Closing the file gives the lock back too; nothing is lost when this fails.
        let _ = self.0.file.unlock();
    }
}

/// Takes the lock of `file`, asking again until `patience` has passed.
///
/// The wait is counted in pauses, so that no clock is read.
pub(super) fn lock_within(
    file: &File,
    path: &Path,
    patience: Duration,
) -> Result<(), JournalError> {
    let mut waited = Duration::ZERO;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::Error(source)) => {
                let path = path.to_owned();
                return Err(JournalError::Lock { path, source });
            }
            Err(TryLockError::WouldBlock) if waited >= patience => {
                let path = path.to_owned();
                return Err(JournalError::Busy { path, waited });
            }
            Err(TryLockError::WouldBlock) => {
                std::thread::sleep(PAUSE);
                waited = waited.saturating_add(PAUSE);
            }
        }
    }
}

/// Where the head of the journal at `journal` is kept.
pub(super) fn path_of(journal: &Path) -> PathBuf {
    let mut name = journal.as_os_str().to_owned();
    name.push(".head");
    PathBuf::from(name)
}

impl HeadFile {
    /// Opens the file beside `journal`, made when missing.
    pub fn open(journal: &Path) -> Result<Self, JournalError> {
        let path = path_of(journal);
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        match disk::private_file(&mut options).open(&path) {
            Ok(file) => Ok(Self { path, file }),
            Err(source) => Err(JournalError::Open { path, source }),
        }
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Takes the lock, waiting no longer than `patience`.
    pub fn lock(&self, patience: Duration) -> Result<Held<'_>, JournalError> {
        lock_within(&self.file, &self.path, patience)?;
        Ok(Held(self))
    }

    /// What the last append left; `None` when there was none or the file is damaged.
    pub fn read(&self) -> io::Result<Option<Head>> {
        let mut file = &self.file;
        file.seek(SeekFrom::Start(0))?;
        let mut bytes = Vec::with_capacity(128);
        file.take(4096).read_to_end(&mut bytes)?;
        Ok(parse(&bytes))
    }

    /// Remembers the last line. A failure is passed over: an older head is still a true one.
    pub fn write(&self, head: Head) {
        let mut file = &self.file;
        let text = format!("{:020} {}\n", head.seq, head.digest);
        // Always as long as before, so that it is overwritten in place and never half there.
        let _ = file
            .seek(SeekFrom::Start(0))
            .and_then(|_| file.write_all(text.as_bytes()));
    }
}

/// Reads a head: 20 digits, a blank, 64 hexadecimal digits, a newline.
pub(super) fn parse(bytes: &[u8]) -> Option<Head> {
    let text = std::str::from_utf8(bytes).ok()?.strip_suffix('\n')?;
    let (seq, digest) = text.split_once(' ')?;
    (seq.len() == 20 && digest.len() == 64).then_some(())?;
    Some(Head {
        seq: seq.parse().ok()?,
        digest: Sha256Digest::parse(digest)?,
    })
}
