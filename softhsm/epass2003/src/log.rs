//! The call log and the list of faults that fired: whole lines, appended at once, so that processes may share a file.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::Path;

/// A file that only grows, by whole lines.
#[derive(Debug, Default)]
pub struct LineFile(Option<File>);

impl LineFile {
    /// Opens `path` for appending, or nothing when none is named.
    ///
    /// # Errors
    ///
    /// A sentence when the file cannot be opened.
    pub fn open(path: Option<&Path>) -> Result<Self, String> {
        let Some(path) = path else {
            return Ok(Self(None));
        };
        OpenOptions::new()
            .create(true)
            .append(true)
            .open(path)
            .map(|file| Self(Some(file)))
            .map_err(|reason| format!("cannot append to {}: {reason}", path.display()))
    }

    /// Appends one line in one write.
    pub fn line(&self, text: &str) {
        if let Some(mut file) = self.0.as_ref() {
            let _ = file.write_all(format!("{text}\n").as_bytes());
        }
    }

    /// Whether lines go anywhere.
    pub fn is_open(&self) -> bool {
        self.0.is_some()
    }
}
