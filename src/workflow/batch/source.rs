//! Where a batch comes from: a folder of bundles, or a list with the folder its bundles lie in.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::list::ListError;

/// Why a source gives nothing at all.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// A file or folder cannot be read.
    #[error("{} cannot be read", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The source is a list, and another one was named.
    #[error("{} is a list itself", path.display())]
    TwoLists {
        /// The source.
        path: PathBuf,
    },
    /// The list cannot be used.
    #[error("the list {} cannot be used", path.display())]
    List {
        /// The list.
        path: PathBuf,
        /// Why.
        #[source]
        source: ListError,
    },
    /// There is no bundle in the folder.
    #[error("there is no bundle in {}", folder.display())]
    NoBundles {
        /// The folder.
        folder: PathBuf,
    },
    /// Not one of the bundles can be handed out.
    #[error("no identity in {} can be handed out", folder.display())]
    NothingOnOffer {
        /// The folder.
        folder: PathBuf,
        /// How many bundles there are.
        bundles: usize,
    },
}

/// A folder of bundles, and the list that tells what belongs there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The folder that the bundles lie in, at any depth.
    pub folder: PathBuf,
    /// The issuer's list.
    pub list: Option<PathBuf>,
}

impl Source {
    /// Takes a folder, with the list named beside it, or a list, whose bundles lie in `bundles` or else in its own folder.
    ///
    /// # Errors
    /// [`SourceError::Unreadable`] when it is not there; [`SourceError::TwoLists`].
    pub fn of(
        path: &Path,
        list: Option<&Path>,
        bundles: Option<&Path>,
    ) -> Result<Self, SourceError> {
        let metadata = fs::metadata(path).map_err(|source| unreadable(path, source))?;
        if metadata.is_dir() {
            return Ok(Self {
                folder: bundles.unwrap_or(path).to_owned(),
                list: list.map(Path::to_owned),
            });
        }
        if list.is_some() {
            return Err(SourceError::TwoLists {
                path: path.to_owned(),
            });
        }
        Ok(Self {
            folder: bundles.map_or_else(|| folder_of(path), Path::to_owned),
            list: Some(path.to_owned()),
        })
    }
}

/// The folder that a file lies in.
pub(super) fn folder_of(file: &Path) -> PathBuf {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// A file below a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Laid {
    /// Its path below the folder, `/` between folders.
    pub name: String,
    /// Its path, as it can be opened.
    pub path: PathBuf,
}

/// How many folders may lie in each other; a disc has eight at most.
const DEEPEST: usize = 32;

/// Every file below `folder`, sorted by name. What begins with a dot is passed over; folders behind symbolic links are
/// not entered, so that none is read twice.
pub(super) fn files_below(folder: &Path) -> Result<Vec<Laid>, SourceError> {
    let mut files = Vec::new();
    walk(folder, "", DEEPEST, &mut files)?;
    files.sort();
    Ok(files)
}

fn walk(
    folder: &Path,
    above: &str,
    depth: usize,
    files: &mut Vec<Laid>,
) -> Result<(), SourceError> {
    let failed = |source| unreadable(folder, source);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let short = entry.file_name().to_string_lossy().into_owned();
        if short.starts_with('.') {
            continue;
        }
        let name = format!("{above}{short}");
        let path = entry.path();
        let kind = entry.file_type().map_err(failed)?;
        if kind.is_dir() {
            if let Some(depth) = depth.checked_sub(1) {
                walk(&path, &format!("{name}/"), depth, files)?;
            }
        } else if kind.is_file() || fs::metadata(&path).is_ok_and(|behind| behind.is_file()) {
            files.push(Laid { name, path });
        }
    }
    Ok(())
}

fn unreadable(path: &Path, source: io::Error) -> SourceError {
    SourceError::Unreadable {
        path: path.to_owned(),
        source,
    }
}
