//! The end of a journal, read backwards: opening takes as long with a million lines as with one.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

use jiff::Timestamp;

use super::damage::{Damage, DamageMeter};
use super::link::Link;
use crate::certificate::Sha256Digest;

/// How much is read at first by who wants many lines.
const CHUNK_OF_MANY: u64 = 64 * 1024;

/// How much is read at first by who wants the last line: nearly all are shorter.
const CHUNK_OF_LAST: u64 = 4 * 1024;

/// Longer than any line can get; a file that has no newline for so long is no journal.
pub(super) const LONGEST_LINE: u64 = 16 * 1024 * 1024;

/// Gives the lines of a file from the last to the first.
#[derive(Debug)]
pub(super) struct BackwardLines<F> {
    file: F,
    /// Where the buffer begins in the file.
    start: u64,
    buffer: Vec<u8>,
    /// How much of the buffer was not given yet.
    left: usize,
    /// How much to read next: grows where lines are long, so that the work stays linear.
    chunk: u64,
    /// How much to read at first for each line.
    first_chunk: u64,
}

/// One line, its newline taken off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece<'b> {
    pub bytes: &'b [u8],
    /// Where it begins in the file.
    pub offset: u64,
    /// Whether a newline ended it: only the last line of a file can lack it.
    pub terminated: bool,
}

impl<F: Read + Seek> BackwardLines<F> {
    /// Begins at `end`, bytes from the file's start.
    pub fn before(file: F, end: u64) -> Self {
        Self::by(CHUNK_OF_MANY, file, end)
    }

    fn by(first_chunk: u64, file: F, end: u64) -> Self {
        Self {
            file,
            start: end,
            buffer: Vec::new(),
            left: 0,
            chunk: first_chunk,
            first_chunk,
        }
    }

    /// The line before the one that was given last; `None` at the file's start.
    pub fn previous(&mut self) -> io::Result<Option<Piece<'_>>> {
        self.chunk = self.first_chunk;
        if self.left == 0 && self.fill()? == 0 {
            return Ok(None);
        }
        let unread = self.buffer.get(..self.left).unwrap_or_default();
        let terminated = unread.last() == Some(&b'\n');
        let mut end = self.left.saturating_sub(usize::from(terminated));
        // What lies at or after this was searched already.
        let mut searched = end;
        let begin = loop {
            let unread = self.buffer.get(..searched).unwrap_or_default();
            if let Some(newline) = memchr::memrchr(b'\n', unread) {
                break newline.saturating_add(1);
            }
            searched = self.fill()?;
            end = end.saturating_add(searched);
            if searched == 0 {
                break 0;
            }
        };
        self.left = begin;
        Ok(Some(Piece {
            bytes: self.buffer.get(begin..end).unwrap_or_default(),
            offset: self.start.saturating_add(wide(begin)),
            terminated,
        }))
    }

    /// Reads one chunk more in front of what is left and tells its length; 0 at the file's start.
    fn fill(&mut self) -> io::Result<usize> {
        if self.start == 0 {
            return Ok(0);
        }
        self.buffer.truncate(self.left);
        if wide(self.left) > LONGEST_LINE {
            let cause = "a line longer than a journal has";
            return Err(io::Error::new(io::ErrorKind::InvalidData, cause));
        }
        let length = self.chunk.min(self.start);
        self.chunk = self.chunk.saturating_mul(2);
        self.start = self.start.saturating_sub(length);
        self.file.seek(SeekFrom::Start(self.start))?;
        // All at once: growing would copy, and wipe, what was read already.
        let room = usize::try_from(length).unwrap_or(usize::MAX);
        let mut chunk = Vec::with_capacity(room.saturating_add(self.left));
        self.file.by_ref().take(length).read_to_end(&mut chunk)?;
        let read = chunk.len();
        if wide(read) < length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        chunk.append(&mut self.buffer);
        self.buffer = chunk;
        self.left = self.buffer.len();
        Ok(read)
    }
}

fn wide(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// The last readable line of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Last {
    pub seq: u64,
    pub digest: Sha256Digest,
    pub time: Timestamp,
}

/// What the end of a journal file looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tail {
    /// The file's length, bytes.
    pub length: u64,
    /// The last readable line.
    pub last: Option<Last>,
    /// What follows it.
    pub damage: Option<Damage>,
    /// Whether the file ends in the middle of a line, or of one that lacks only its newline.
    pub open_ended: bool,
}

impl Tail {
    /// Reads the end of `file`.
    pub fn read(file: &File) -> io::Result<Self> {
        let length = file.metadata()?.len();
        let mut tail = Self {
            length,
            ..Self::default()
        };
        let mut lines = BackwardLines::by(CHUNK_OF_LAST, file, length);
        let mut damage_begins = None;
        while let Some(piece) = lines.previous()? {
            if !piece.terminated {
                tail.open_ended = true;
            }
            if let Ok(link) = Link::read(piece.bytes) {
                tail.last = Some(Last {
                    seq: link.seq,
                    digest: Sha256Digest::of(piece.bytes),
                    time: link.time,
                });
                break;
            }
            damage_begins = Some(piece.offset);
        }
        if let Some(begin) = damage_begins {
            tail.damage = Some(measure(file, begin)?);
        }
        Ok(tail)
    }
}

fn measure(mut file: &File, begin: u64) -> io::Result<Damage> {
    file.seek(SeekFrom::Start(begin))?;
    let mut reader = BufReader::new(file);
    let mut meter = DamageMeter::default();
    let mut line = Vec::new();
    while reader
        .by_ref()
        .take(LONGEST_LINE)
        .read_until(b'\n', &mut line)?
        > 0
    {
        meter.take(&line);
        line.clear();
    }
    Ok(meter.finish())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn backwards(text: &[u8]) -> Vec<(Vec<u8>, u64, bool)> {
        let end = u64::try_from(text.len()).unwrap();
        let mut lines = BackwardLines::before(Cursor::new(text), end);
        let mut given = Vec::new();
        while let Some(piece) = lines.previous().unwrap() {
            given.push((piece.bytes.to_vec(), piece.offset, piece.terminated));
        }
        given
    }

    #[test]
    fn gives_lines_from_the_last_to_the_first() {
        let expected = vec![
            (b"cc".to_vec(), 4, false),
            (b"".to_vec(), 3, true),
            (b"aa".to_vec(), 0, true),
        ];
        assert_eq!(backwards(b"aa\n\ncc"), expected);
        assert!(backwards(b"").is_empty());
        assert_eq!(backwards(b"\n"), vec![(Vec::new(), 0, true)]);
    }

    #[test]
    fn gives_lines_that_cross_the_chunks_whole() {
        let mut text = Vec::new();
        let mut expected = Vec::new();
        for length in [1, 70_000, 3, 200_000, 65_536, 65_535, 1_000_000, 0, 9] {
            expected.push((vec![b'x'; length], wide(text.len()), true));
            text.extend(vec![b'x'; length]);
            text.push(b'\n');
        }
        expected.reverse();
        assert_eq!(backwards(&text), expected);
    }
}
