//! The chain followed from the first line to the last: what was changed, taken out, moved or cut.

mod follow;

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use self::follow::{Follower, Place};
use super::head::{self, Head};
use super::tail::{LONGEST_LINE, Tail};
use super::{JournalError, rotation};
use crate::certificate::Sha256Digest;

const PATIENCE: Duration = Duration::from_secs(10);
const BUFFER: usize = 1024 * 1024;

/// What following the chain found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verification {
    /// How many readable lines there are.
    pub lines: u64,
    /// SHA-256 of the last readable line.
    pub head: Option<Sha256Digest>,
    /// The time of the first readable line, UTC.
    pub first_time: Option<Timestamp>,
    /// The time of the last readable line, UTC.
    pub last_time: Option<Timestamp>,
    /// What is wrong, in the order in which it stands.
    pub faults: Vec<Fault>,
    /// Lines that a crash or a full disk cut off while they were written, told by the line after
    /// them or still the last: no fault.
    pub torn: Vec<(Arc<Path>, u64)>,
    /// The files that were read, oldest first; the last one is the journal itself.
    pub files: Vec<PathBuf>,
}

impl Verification {
    /// Whether every line is there, in order, as it was written. A clock that went back is told but
    /// takes nothing away.
    #[must_use]
    pub fn is_intact(&self) -> bool {
        let harmless = |fault: &Fault| fault.kind == FaultKind::ClockWentBack;
        self.faults.iter().all(harmless)
    }
}

/// Something wrong in a journal, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub file: Arc<Path>,
    /// The line's number in that file, from 1.
    pub line: u64,
    /// What is wrong there.
    pub kind: FaultKind,
    /// How many lines it concerns: for [`FaultKind::Missing`] and [`FaultKind::Cut`] those that are gone.
    pub lines: u64,
}

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// It is not as it was written, or the next one's link to it is not.
    Changed,
    /// Lines before it are gone.
    Missing,
    /// It stands after lines that were written later.
    Reordered,
    /// Lines after it are gone, or it is not whole.
    Cut,
    /// It is no JSON object.
    Unreadable,
    /// It belongs to no chain, to another one, or to a newer format.
    Foreign,
    /// Its time lies before that of the line before it.
    ClockWentBack,
}

/// Verifies the journal at `path`, its renamed files first.
///
/// The last line is held against the head file beside the journal, where there is one.
///
/// # Errors
/// [`JournalError::Read`] when the journal or a renamed file cannot be read; [`JournalError::Busy`]
/// when another program holds the lock. A fault is no error.
pub fn verify(path: &Path) -> Result<Verification, JournalError> {
    verify_from(path, &[])
}

/// Verifies the journal at `path` and that each digest in `known`, as earlier runs printed them, is
/// that of a line in it; a missing one is a [`FaultKind::Cut`].
///
/// # Errors
/// As for [`verify`].
pub fn verify_from(path: &Path, known: &[Sha256Digest]) -> Result<Verification, JournalError> {
    let snapshot = Snapshot::take(path)?;
    let mut follower = Follower::new(snapshot.head, known.iter().copied().collect::<HashSet<_>>());
    let mut files = Vec::new();
    for rotated in snapshot.rotated {
        let file = open(&rotated)?;
        follow(&mut follower, &rotated, file, u64::MAX)?;
        files.push(rotated);
    }
    follow(&mut follower, path, snapshot.current, snapshot.length)?;
    files.push(path.to_owned());
    if snapshot.head_is_damaged {
        let file = Arc::from(head::path_of(path).as_path());
        follower.fault(&Place { file, line: 1 }, FaultKind::Unreadable, 1);
    }
    Ok(Verification {
        files,
        ..follower.finish(path)
    })
}

/// The journal at one moment: appends go on while it is read.
struct Snapshot {
    current: File,
    length: u64,
    rotated: Vec<PathBuf>,
    head: Option<Head>,
    head_is_damaged: bool,
}

impl Snapshot {
    fn take(path: &Path) -> Result<Self, JournalError> {
        let reading = |source| JournalError::Read {
            path: path.to_owned(),
            source,
        };
        let head_path = head::path_of(path);
        let mut head_file = match File::open(&head_path) {
            Ok(file) => Some(file),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(reading(error)),
        };
        if let Some(file) = &head_file {
            match head::lock_within(file, &head_path, PATIENCE) {
                // Media that know no locks are not written to either.
                Ok(()) | Err(JournalError::Lock { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        let current = open(path)?;
        let length = Tail::read(&current).map_err(reading)?.length;
        io::Seek::rewind(&mut &current).map_err(reading)?;
        let rotated = rotation::rotated(path).map_err(reading)?;
        let mut remembered = Vec::new();
        if let Some(file) = &mut head_file {
            file.take(4096)
                .read_to_end(&mut remembered)
                .map_err(reading)?;
        }
        let head = head::parse(&remembered);
        Ok(Self {
            current,
            length,
            rotated: rotated.into_iter().map(|rotated| rotated.path).collect(),
            head,
            head_is_damaged: head.is_none() && !remembered.is_empty(),
        })
    }
}

fn open(path: &Path) -> Result<File, JournalError> {
    File::open(path).map_err(|source| JournalError::Read {
        path: path.to_owned(),
        source,
    })
}

fn follow(
    follower: &mut Follower,
    path: &Path,
    file: File,
    length: u64,
) -> Result<(), JournalError> {
    let mut reader = BufReader::with_capacity(BUFFER, file.take(length));
    let file: Arc<Path> = Arc::from(path);
    let (mut bytes, mut line) = (Vec::new(), 0_u64);
    loop {
        bytes.clear();
        let read = (&mut reader)
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut bytes);
        match read {
            Ok(0) => return Ok(()),
            Ok(_) => {}
            Err(source) => {
                let path = path.to_owned();
                return Err(JournalError::Read { path, source });
            }
        }
        line = line.saturating_add(1);
        let file = Arc::clone(&file);
        follower.take(&Place { file, line }, &bytes);
    }
}
