//! The journal read from the first line to the last; what cannot be read is told and passed over.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::JournalError;
use super::line::Line;
use super::link::{Link, NoLine, why_not};
use super::rotation;
use super::tail::{LONGEST_LINE, Tail};

/// A line and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadLine {
    /// The file.
    pub file: Arc<Path>,
    /// The line's number in that file, from 1.
    pub number: u64,
    /// The line.
    pub line: Line,
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
}

/// Reads the journal at `path` and its renamed files, oldest line first.
///
/// # Errors
/// [`JournalError::Read`] when the journal is missing or cannot be opened. An item is an error when
/// it is no line of the journal; those after it are still given.
pub fn read(
    path: &Path,
) -> Result<impl Iterator<Item = Result<ReadLine, UnreadableLine>> + use<>, JournalError> {
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
    })
}

impl Iterator for Lines {
    type Item = Result<ReadLine, UnreadableLine>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((path, reader, number)) = &mut self.reading {
                let mut bytes = Vec::new();
                let read = reader.take(LONGEST_LINE).read_until(b'\n', &mut bytes);
                *number = number.saturating_add(1);
                let (file, number) = (Arc::clone(path), *number);
                match read {
                    Ok(0) => self.reading = None,
                    Ok(_) => return Some(parse(file, number, &bytes)),
                    Err(error) => {
                        self.reading = None;
                        let reason = UnreadableReason::File(error);
                        return Some(Err(UnreadableLine {
                            file,
                            number,
                            reason,
                        }));
                    }
                }
                continue;
            }
            let (path, opened) = self.files.next()?;
            let file = Arc::from(path.as_path());
            match opened.map_or_else(|| File::open(&path), Ok) {
                Ok(opened) => self.reading = Some((file, BufReader::new(opened), 0)),
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
        Ok(line) => return Ok(ReadLine { file, number, line }),
        Err(NoLine::Unreadable) => UnreadableReason::Unreadable,
        Err(NoLine::Foreign) => UnreadableReason::Foreign,
    };
    Err(UnreadableLine {
        file,
        number,
        reason,
    })
}
