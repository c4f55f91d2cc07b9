//! What lies at a source before any password is known: which files are bundles, and where each password comes from.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::flaw::{Flaw, FlawKind};
use super::list::{List, ListOptions};
use super::offer::PasswordFrom;
use super::row::Row;
use super::source::{Laid, Source, SourceError, files_below, folder_of};
use crate::bundle::{BundleError, SealedBundle};

/// A bundle that was found and not opened yet.
#[derive(Debug, Clone)]
pub(super) struct Sealed {
    pub name: String,
    pub path: PathBuf,
    pub password: PasswordFrom,
}

/// A source, looked through and not opened yet.
#[derive(Debug)]
pub struct Survey {
    pub(super) source: Source,
    pub(super) list: Option<List>,
    pub(super) sealed: Vec<Sealed>,
    rows_by_file: RowsByFile,
    pub(super) flaws: Vec<Flaw>,
}

impl Survey {
    /// Reads the list and looks through the folder.
    ///
    /// # Errors
    /// [`SourceError`] when there is nothing to work with: folder or list cannot be read, or hold nothing of use.
    pub fn take(source: Source, options: &ListOptions) -> Result<Self, SourceError> {
        let list = match &source.list {
            Some(path) => Some(
                List::read(path, options).map_err(|source| SourceError::List {
                    path: path.clone(),
                    source,
                })?,
            ),
            None => None,
        };
        let files = files_below(&source.folder)?;
        let rows = list.as_ref().map(|list| list.rows.iter());
        let rows_by_file = RowsByFile::of(rows.into_iter().flatten());
        let mut survey = Self {
            source,
            rows_by_file,
            list,
            sealed: Vec::new(),
            flaws: Vec::new(),
        };
        survey.sort_out(&files);
        if survey.sealed.is_empty() && survey.flaws.iter().all(Flaw::is_about_another_file) {
            return Err(SourceError::NoBundles {
                folder: survey.source.folder,
            });
        }
        Ok(survey)
    }

    /// Whether a bundle asks for the one password of the whole batch.
    #[must_use]
    pub fn needs_shared_password(&self) -> bool {
        let asks = |sealed: &Sealed| matches!(sealed.password, PasswordFrom::Shared);
        self.sealed.iter().any(asks)
    }

    /// How many bundles will be opened.
    #[must_use]
    pub fn bundles(&self) -> usize {
        self.sealed.len()
    }

    fn sort_out(&mut self, files: &[Laid]) {
        let by_name: HashMap<&str, &Laid> = files
            .iter()
            .map(|file| (file.name.as_str(), file))
            .collect();
        let list = self.source.list.as_deref();
        let list = list.and_then(|path| path.canonicalize().ok());
        for file in files {
            let is_list = list.is_some() && file.path.canonicalize().ok() == list;
            if is_list || is_password_of_another(&file.name, &by_name) {
                continue;
            }
            match SealedBundle::read(&file.path) {
                Ok(bundle) => {
                    let password = if bundle.needs_password() {
                        self.password_of(file, &by_name)
                    } else {
                        PasswordFrom::Nowhere
                    };
                    self.sealed.push(Sealed {
                        name: file.name.clone(),
                        path: file.path.clone(),
                        password,
                    });
                }
                Err(error) => self.flaws.push(Flaw {
                    bundle: Some(file.name.clone()),
                    line: None,
                    kind: judge(&file.name, error),
                }),
            }
        }
    }

    /// The list's own, the file that the list names, the file beside the bundle, the one for all: the first there is.
    fn password_of(&self, file: &Laid, by_name: &HashMap<&str, &Laid>) -> PasswordFrom {
        if let Some(list) = &self.list
            && let Some(row) = self.rows_by_file.naming(&file.name).first()
            && let Some(row) = list.rows.get(*row)
        {
            if let Some(password) = list.passwords.get(&row.line) {
                return PasswordFrom::List(std::sync::Arc::clone(password));
            }
            if let Some(path) = &row.password_file {
                return PasswordFrom::File(folder_of(&list.path).join(path));
            }
        }
        let beside = beside(&file.name);
        let beside = beside.iter().find_map(|name| by_name.get(name.as_str()));
        beside.map_or(PasswordFrom::Shared, |file| {
            PasswordFrom::File(file.path.clone())
        })
    }
}

impl Flaw {
    fn is_about_another_file(&self) -> bool {
        matches!(self.kind, FlawKind::NotABundle)
    }
}

/// The names of the files that may hold a bundle's password: `a.p12.password`, `a.password`.
fn beside(bundle: &str) -> [String; 2] {
    let stem = match bundle.rsplit_once('.') {
        Some((stem, extension)) if !extension.contains('/') => stem,
        _ => bundle,
    };
    [format!("{bundle}.password"), format!("{stem}.password")]
}

fn is_password_of_another(name: &str, by_name: &HashMap<&str, &Laid>) -> bool {
    let Some(stem) = name.strip_suffix(".password") else {
        return false;
    };
    let mut bundles = vec![stem.to_owned()];
    bundles.extend(BUNDLE_EXTENSIONS.map(|extension| format!("{stem}.{extension}")));
    bundles
        .iter()
        .any(|bundle| by_name.contains_key(bundle.as_str()))
}

/// The extensions that say that a file is a bundle, in both cases that are usual.
const BUNDLE_EXTENSIONS: [&str; 4] = ["p12", "pfx", "P12", "PFX"];

/// A file that is called a bundle and is none is refused; any other file is passed over.
fn judge(name: &str, error: BundleError) -> FlawKind {
    let extension = Path::new(name).extension().unwrap_or_default();
    let is_called_bundle = ["p12", "pfx"]
        .iter()
        .any(|it| extension.eq_ignore_ascii_case(it));
    match error {
        _ if is_called_bundle => FlawKind::Unreadable(error),
        BundleError::NeedsAlgorithm { .. } | BundleError::TooCostly { .. } => {
            FlawKind::Unreadable(error)
        }
        _ => FlawKind::NotABundle,
    }
}

/// The rows of a list by the file that each names, in whatever Unicode form and with whichever separator.
#[derive(Debug, Default)]
pub(super) struct RowsByFile(HashMap<String, Vec<usize>>);

impl RowsByFile {
    /// Finds the files that `rows` name.
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a Row>) -> Self {
        let mut by_file: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, row) in rows.into_iter().enumerate() {
            if let Some(file) = &row.bundle {
                let file: String = file.to_string_lossy().replace('\\', "/").nfc().collect();
                let file = file.trim_start_matches("./").to_owned();
                by_file.entry(file).or_default().push(place);
            }
        }
        Self(by_file)
    }

    /// The places of the rows that name the bundle of this name: whole, or without its folders.
    pub fn naming(&self, name: &str) -> Vec<usize> {
        let name: String = name.nfc().collect();
        let short = name.rsplit('/').next().filter(|short| *short != name);
        let names = std::iter::once(name.as_str()).chain(short);
        let places = names.filter_map(|name| self.0.get(name)).flatten();
        places.copied().collect()
    }
}
