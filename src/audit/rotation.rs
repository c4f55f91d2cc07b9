//! Full journal files: how they are named, found again in order, and made.

use std::io;
use std::path::{Path, PathBuf};

/// A renamed journal file and the number of its last line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rotated {
    pub seq: u64,
    pub path: PathBuf,
}

/// The folder that a journal lies in.
pub(super) fn folder_of(journal: &Path) -> &Path {
    match journal.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// What a full journal is renamed to: `journal.jsonl` becomes `journal-<seq>.jsonl`.
pub(super) fn name_for(journal: &Path, seq: u64) -> PathBuf {
    let stem = journal.file_stem().unwrap_or_default();
    let mut name = stem.to_owned();
    name.push(format!("-{seq}"));
    if let Some(extension) = journal.extension() {
        name.push(".");
        name.push(extension);
    }
    journal.with_file_name(name)
}

/// The renamed files of a journal, oldest first.
pub(super) fn rotated(journal: &Path) -> io::Result<Vec<Rotated>> {
    let entries = match std::fs::read_dir(folder_of(journal)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut found = Vec::new();
    for entry in entries {
        let name = entry?.file_name();
        let Some(seq) = number_in(journal, &name.to_string_lossy()) else {
            continue;
        };
        let path = name_for(journal, seq);
        // A name such as journal-007.jsonl is nobody's.
        if path.file_name() == Some(&name) {
            found.push(Rotated { seq, path });
        }
    }
    found.sort();
    Ok(found)
}

fn number_in(journal: &Path, name: &str) -> Option<u64> {
    let stem = journal.file_stem()?.to_string_lossy();
    let rest = name.strip_prefix(&*stem)?.strip_prefix('-')?;
    let digits = match journal.extension() {
        Some(extension) => rest
            .strip_suffix(&*extension.to_string_lossy())?
            .strip_suffix('.')?,
        None => rest,
    };
    digits.parse().ok()
}

/// Renames a full journal; nothing that is there already is replaced.
pub(super) fn rename(journal: &Path, seq: u64) -> io::Result<PathBuf> {
    let target = name_for(journal, seq);
    if target.try_exists()? {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    std::fs::rename(journal, &target)?;
    Ok(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_renamed_files_in_order_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let journal = folder.path().join("journal.jsonl");
        for name in [
            "journal-10.jsonl",
            "journal-9.jsonl",
            "journal-007.jsonl",
            "journal-x.jsonl",
            "journal.jsonl",
            "journal-3.jsonl.head",
        ] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let found: Vec<u64> = rotated(&journal).unwrap().iter().map(|r| r.seq).collect();
        assert_eq!(found, [9, 10]);
    }

    #[test]
    fn replaces_nothing_when_it_renames() {
        let folder = tempfile::tempdir().unwrap();
        let journal = folder.path().join("journal.jsonl");
        std::fs::write(&journal, "new").unwrap();
        std::fs::write(name_for(&journal, 5), "old").unwrap();
        assert!(rename(&journal, 5).is_err());
        assert_eq!(std::fs::read(name_for(&journal, 5)).unwrap(), b"old");
    }
}
