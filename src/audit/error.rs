//! Why the journal cannot be kept; each of these means that nothing may be changed.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

/// Why a line is not on disk, or the journal cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The journal's folder is missing and cannot be made, or cannot be flushed.
    #[error("the journal's folder {} cannot be made: {source}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The file cannot be opened for appending: no permission, read-only, no room for a new file.
    #[error("the journal {} cannot be opened for appending: {source}", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The path names a folder, a device or a pipe.
    #[error("the journal {} is not a regular file", path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// The file holds something, and none of it is a line of a journal.
    #[error("the file {} is not a journal; nothing was written to it", path.display())]
    NotAJournal {
        /// The file.
        path: PathBuf,
    },
    /// Another program holds the lock for longer than a line takes.
    #[error("the lock {} is held by another program for more than {} s", path.display(), waited.as_secs())]
    Busy {
        /// The lock file.
        path: PathBuf,
        /// How long was waited.
        waited: Duration,
    },
    /// The lock cannot be taken: a file system without locks, a file that cannot be made.
    #[error("the lock {} cannot be taken: {source}", path.display())]
    Lock {
        /// The lock file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The journal cannot be read.
    #[error("the journal {} cannot be read: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The line was not written, or only a part of it: the disk is full, over quota, gone.
    #[error("the journal {} cannot be written: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The line was written but the system does not say that it is on disk.
    #[error("the journal {} cannot be flushed to disk: {source}", path.display())]
    Flush {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// A flush failed earlier: the disk may lack a line that the system still shows.
    #[error("the journal {} failed to reach the disk earlier in this run", path.display())]
    Unreliable {
        /// The file.
        path: PathBuf,
    },
    /// A line came before the `begin` of its run, or an intent from another run.
    #[error("a journal line outside its run")]
    NoRun,
    /// The line cannot be put into JSON, or the system has no randomness for a run's name.
    #[error("a journal line cannot be made: {reason}")]
    Line {
        /// What went wrong.
        reason: String,
    },
}
