//! The journal read from the first line to the last; what cannot be read is told and passed over.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use memchr::memmem::Finder;

use super::JournalError;
use super::event::Event;
use super::line::{self, Entry, Line};
use super::link::{LINE_BEGINS, Link, NoLine, why_not};
use super::rotation;
use super::tail::{LONGEST_LINE, Tail};
use crate::certificate::Sha256Digest;

const BUFFER: usize = 1024 * 1024;

/// A line and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadLine {
    /// The file.
    pub file: Arc<Path>,
    /// The line's number in that file, from 1.
    pub number: u64,
    /// The line.
    pub line: Line,
    /// SHA-256 of the line where it ends a run: the head that the run printed.
    pub head: Option<Sha256Digest>,
}

/// Something in a journal that is no line of it, and where it stands.
#[derive(Debug, thiserror::Error)]
#[error("{}, line {number}: {reason}", file.display())]
pub struct UnreadableLine {
    /// The file.
    pub file: Arc<Path>,
    /// The line's number in that file, from 1.
    pub number: u64,
    /// Why.
    #[source]
    pub reason: UnreadableReason,
}

/// Why something in a journal is no line of it.
#[derive(Debug, thiserror::Error)]
pub enum UnreadableReason {
    /// No JSON object: damaged, torn, or typed by hand.
    #[error("not readable")]
    Unreadable,
    /// JSON that this program did not write, or that a newer one did.
    #[error("not a line of this journal's format")]
    Foreign,
    /// The file cannot be read on.
    #[error("the file cannot be read: {0}")]
    File(#[source] io::Error),
}

/// Lines of a journal and its renamed files, oldest first.
#[derive(Debug)]
struct Lines {
    files: std::vec::IntoIter<(PathBuf, Option<File>)>,
    reading: Option<(Arc<Path>, BufReader<File>, u64)>,
    wanted: Option<Wanted>,
    bytes: Vec<u8>,
    /// Whether what came before is no line: the next one may tell of that.
    is_after_damage: bool,
}

/// The one token whose lines are wanted.
#[derive(Debug)]
struct Wanted {
    serial: String,
    written: Finder<'static>,
}

impl Wanted {
    fn passes_over(&self, bytes: &[u8]) -> bool {
        let is_whole = bytes.starts_with(LINE_BEGINS) && bytes.ends_with(b"\"}\n");
        is_whole && self.written.find(bytes).is_none()
    }
}

/// Reads the journal at `path` and its renamed files, oldest line first.
///
/// # Errors
/// [`JournalError::Read`] when the journal is missing or cannot be opened. An item is an error when
/// it is no line of the journal; those after it are still given.
pub fn read(
    path: &Path,
) -> Result<impl Iterator<Item = Result<ReadLine, UnreadableLine>> + use<>, JournalError> {
    lines(path, None)
}

/// Reads the lines of the token `serial` as [`read`] does; other tokens' lines are only looked at for their
/// beginning and end, and given where they tell of damage.
///
/// # Errors
/// As for [`read`].
pub fn read_of(
    path: &Path,
    serial: &str,
) -> Result<impl Iterator<Item = Result<ReadLine, UnreadableLine>> + use<>, JournalError> {
    let wanted = Wanted {
        serial: serial.to_owned(),
        written: line::finder_of(serial)?,
    };
    lines(path, Some(wanted))
}

fn lines(path: &Path, wanted: Option<Wanted>) -> Result<Lines, JournalError> {
    let reading = |source| JournalError::Read {
        path: path.to_owned(),
        source,
    };
    let current = File::open(path).map_err(reading)?;
    let last = Tail::read(&current).map_err(reading)?.last;
    io::Seek::rewind(&mut &current).map_err(reading)?;
    let mut files = Vec::new();
    for rotated in rotation::rotated(path).map_err(reading)? {
        // Another process may have renamed the file that is open here meanwhile.
        if last.map(|last| last.seq) != Some(rotated.seq) {
            files.push((rotated.path, None));
        }
    }
    files.push((path.to_owned(), Some(current)));
    Ok(Lines {
        files: files.into_iter(),
        reading: None,
        wanted,
        bytes: Vec::new(),
        is_after_damage: false,
    })
}

impl Lines {
    /// The next line of the file that is being read; `None` at its end.
    fn read_on(&mut self) -> Option<Result<ReadLine, UnreadableLine>> {
        loop {
            let (path, reader, number) = self.reading.as_mut()?;
            self.bytes.clear();
            let read = reader.take(LONGEST_LINE).read_until(b'\n', &mut self.bytes);
            *number = number.saturating_add(1);
            let number = *number;
            match read {
                Ok(0) => return None,
                Ok(_) => {}
                Err(error) => {
                    let (file, reason) = (Arc::clone(path), UnreadableReason::File(error));
                    self.reading = None;
                    return Some(Err(UnreadableLine {
                        file,
                        number,
                        reason,
                    }));
                }
            }
            let wanted = self.wanted.as_ref();
            if !self.is_after_damage && wanted.is_some_and(|it| it.passes_over(&self.bytes)) {
                continue;
            }
            let read = parse(Arc::clone(path), number, &self.bytes);
            self.is_after_damage = read.is_err();
            match (&read, wanted) {
                (Ok(read), Some(wanted))
                    if read.line.serial != wanted.serial
                        && !matches!(read.line.entry, Entry::Damaged { .. }) => {}
                _ => return Some(read),
            }
        }
    }
}

impl Iterator for Lines {
    type Item = Result<ReadLine, UnreadableLine>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(line) = self.read_on() {
                return Some(line);
            }
            self.reading = None;
            let (path, opened) = self.files.next()?;
            let file = Arc::from(path.as_path());
            match opened.map_or_else(|| File::open(&path), Ok) {
                Ok(opened) => {
                    let reader = BufReader::with_capacity(BUFFER, opened);
                    self.reading = Some((file, reader, 0));
                }
                Err(error) => {
                    let (number, reason) = (0, UnreadableReason::File(error));
                    return Some(Err(UnreadableLine {
                        file,
                        number,
                        reason,
                    }));
                }
            }
        }
    }
}

fn parse(file: Arc<Path>, number: u64, bytes: &[u8]) -> Result<ReadLine, UnreadableLine> {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    let line = Link::read(bytes).and_then(|_| serde_json::from_slice(bytes).map_err(why_not));
    let reason = match line {
        Ok(line) => return Ok(read_line(file, number, line, bytes)),
        Err(NoLine::Unreadable) => UnreadableReason::Unreadable,
        Err(NoLine::Foreign) => UnreadableReason::Foreign,
    };
    Err(UnreadableLine {
        file,
        number,
        reason,
    })
}

fn read_line(file: Arc<Path>, number: u64, line: Line, bytes: &[u8]) -> ReadLine {
    let ends_run = matches!(line.entry, Entry::Noted(Event::Finished { .. }));
    ReadLine {
        file,
        number,
        line,
        head: ends_run.then(|| Sha256Digest::of(bytes)),
    }
}
