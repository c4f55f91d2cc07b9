//! The lines of one token in a journal and its renamed files, from the newest to the oldest.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use memchr::memmem::Finder;

use super::super::JournalError;
use super::super::line::{self, Line};
use super::super::rotation;
use super::super::tail::{BackwardLines, Tail};

/// One token's lines, newest first; lines that cannot be read are passed over.
#[derive(Debug)]
pub(super) struct LinesOfToken {
    serial: String,
    written: Finder<'static>,
    lines: Option<BackwardLines<File>>,
    reading: PathBuf,
    /// Older files, oldest first.
    older: Vec<PathBuf>,
}

impl LinesOfToken {
    pub fn open(path: &Path, serial: &str) -> Result<Self, JournalError> {
        let reading = |source| JournalError::Read {
            path: path.to_owned(),
            source,
        };
        let current = match File::open(path) {
            Ok(file) => Some(file),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(reading(error)),
        };
        let mut older = rotation::rotated(path).map_err(reading)?;
        let mut lines = None;
        if let Some(file) = current {
            let tail = Tail::read(&file).map_err(reading)?;
            // Another process may have renamed the file that is open here meanwhile.
            let last = tail.last.map(|last| last.seq);
            older.retain(|rotated| Some(rotated.seq) != last);
            lines = Some(BackwardLines::before(file, tail.length));
        }
        Ok(Self {
            serial: serial.to_owned(),
            written: line::finder_of(serial)?,
            lines,
            reading: path.to_owned(),
            older: older.into_iter().map(|rotated| rotated.path).collect(),
        })
    }

    fn previous(&mut self) -> io::Result<Option<Line>> {
        loop {
            let Some(lines) = &mut self.lines else {
                let Some(path) = self.older.pop() else {
                    return Ok(None);
                };
                let file = File::open(&path)?;
                let end = file.metadata()?.len();
                self.reading = path;
                self.lines = Some(BackwardLines::before(file, end));
                continue;
            };
            let Some(piece) = lines.previous()? else {
                self.lines = None;
                continue;
            };
            if self.written.find(piece.bytes).is_none() {
                continue;
            }
            match serde_json::from_slice::<Line>(piece.bytes) {
                Ok(line) if line.serial == self.serial => return Ok(Some(line)),
                _ => {}
            }
        }
    }
}

impl Iterator for LinesOfToken {
    type Item = Result<Line, JournalError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.previous() {
            Ok(line) => line.map(Ok),
            Err(source) => {
                // After a failure there is nothing left to give.
                (self.lines, self.older) = (None, Vec::new());
                let path = self.reading.clone();
                Some(Err(JournalError::Read { path, source }))
            }
        }
    }
}
