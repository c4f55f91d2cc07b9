//! Whether a journal can be written where it lies, found out without writing.

use std::fs::OpenOptions;
use std::io;
use std::path::Path;

use super::{JournalError, rotation};

/// Says whether lines can be added to the journal at `path`, or where it is missing, whether it can be made.
///
/// Nothing is written and nothing is made: a disk that is full, or fails, still shows only at the first line.
///
/// # Errors
/// [`JournalError::Open`] when the file cannot be opened for appending, [`JournalError::NotAFile`] when it is no
/// regular file, [`JournalError::Folder`] when there is none and its folder cannot be made or written to.
pub fn writable(path: &Path) -> Result<(), JournalError> {
    let folder = rotation::folder_of(path);
    match std::fs::metadata(path) {
        Ok(found) if !found.is_file() => {
            return Err(JournalError::NotAFile {
                path: path.to_owned(),
            });
        }
        Ok(_) => {
            let opened = OpenOptions::new().append(true).open(path);
            opened.map_err(|source| JournalError::Open {
                path: path.to_owned(),
                source,
            })?;
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(source) => {
            let path = path.to_owned();
            return Err(JournalError::Open { path, source });
        }
    }
    // Beside the file stand its head and its locks.
    let existing = folder.ancestors().find(|folder| folder.exists());
    let existing = existing.filter(|folder| !folder.as_os_str().is_empty());
    takes_files(existing.unwrap_or_else(|| Path::new("."))).map_err(|source| JournalError::Folder {
        path: folder.to_owned(),
        source,
    })
}

#[cfg(unix)]
fn takes_files(folder: &Path) -> io::Result<()> {
    use rustix::fs::{Access, access};
    if !folder.is_dir() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    Ok(access(folder, Access::WRITE_OK | Access::EXEC_OK)?)
}

/// There the rights of a folder show only when something is made in it.
#[cfg(not(unix))]
fn takes_files(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        Ok(())
    } else {
        Err(io::ErrorKind::NotADirectory.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_place_where_a_journal_can_be_made_and_makes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a").join("b").join("journal.jsonl");
        assert!(writable(&path).is_ok());
        assert!(std::fs::read_dir(folder.path()).unwrap().next().is_none());
    }

    #[test]
    fn refuses_a_folder_in_place_of_the_file_and_a_file_in_place_of_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let refused = writable(folder.path());
        assert!(matches!(refused, Err(JournalError::NotAFile { .. })));
        let file = folder.path().join("file");
        std::fs::write(&file, "").unwrap();
        assert!(writable(&file).is_ok());
        let refused = writable(&file.join("journal.jsonl"));
        assert!(refused.is_err());
    }
}
