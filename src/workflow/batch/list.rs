//! The issuer's list: the table with known headings in a file, read into rows; a row that cannot be used says why.

mod head;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::column::{Column, NamedColumn};
use super::flaw::{Flaw, FlawKind};
use super::row::Row;
use crate::certificate::SpeltSerial;
use crate::secret::{BundlePassword, SecretText};
use crate::sheet::{self, Cell, SheetError};
use crate::token::TokenSerial;

use head::Head;

/// Whether passwords may stand in the list itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PasswordsInList {
    /// A column of passwords is a refusal.
    #[default]
    Refuse,
    /// Somebody allowed it explicitly.
    Allow,
}

/// How a list is to be read.
#[derive(Debug, Clone, Default)]
pub struct ListOptions {
    /// Headings that stand over columns, beside the known ones.
    pub columns: Vec<NamedColumn>,
    /// The worksheet; needed where more than one has the headings.
    pub worksheet: Option<String>,
    /// Whether passwords may stand in it.
    pub passwords: PasswordsInList,
}

/// Why a list cannot be used at all.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    /// The file gives no table.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// No row has headings of columns that tell which identity is meant.
    #[error("no row has the heading of a certificate serial or of a bundle's file")]
    NoHeadings {
        /// The texts of the row with the most of them, the likeliest heading.
        found: Vec<String>,
    },
    /// Several worksheets have the headings.
    #[error("several worksheets have the headings: {}", names.join(", "))]
    SeveralWorksheets {
        /// Their names.
        names: Vec<String>,
    },
    /// No worksheet has the name that was given.
    #[error("no worksheet is named {wanted:?}")]
    NoSuchWorksheet {
        /// The name.
        wanted: String,
        /// The names there are.
        names: Vec<String>,
    },
    /// A heading that was named is not there.
    #[error("no column has the heading {heading:?}")]
    NoSuchHeading {
        /// The heading.
        heading: String,
        /// The headings there are.
        found: Vec<String>,
    },
    /// Two columns are the same thing.
    #[error("{first:?} and {second:?} are both the column {column}")]
    ColumnTwice {
        /// The column.
        column: Column,
        /// One heading.
        first: String,
        /// The other one.
        second: String,
    },
    /// Passwords stand in the list, and that was not allowed.
    #[error("the column {heading:?} holds passwords")]
    PasswordsInside {
        /// The column's heading.
        heading: String,
    },
    /// Passwords, or files of them, by certificate: which bundle they open shows only once it is open.
    #[error("the column {heading:?} needs a column of the bundles' files")]
    PasswordsWithoutFiles {
        /// The heading of the column of passwords.
        heading: String,
    },
    /// There are headings and no row below them.
    #[error("the list has no rows")]
    NoRows,
}

/// A row that cannot be used, and why.
#[derive(Debug)]
pub struct BadRow {
    /// What could be read of it.
    pub row: Row,
    /// What is wrong with it.
    pub kind: FlawKind,
}

impl From<BadRow> for Flaw {
    fn from(bad: BadRow) -> Self {
        Self {
            bundle: None,
            line: Some(bad.row.line),
            kind: bad.kind,
        }
    }
}

/// A list, read.
#[derive(Debug, Default)]
pub struct List {
    /// The file.
    pub path: PathBuf,
    /// The rows that can be used, in their order.
    pub rows: Vec<Row>,
    /// The rows that cannot.
    pub bad: Vec<BadRow>,
    /// Passwords that stand in it, by the row's line.
    pub passwords: HashMap<u32, Arc<BundlePassword>>,
}

impl List {
    /// Reads the list at `path`.
    ///
    /// # Errors
    /// [`ListError`] when nothing in it can be used: no table, no headings, passwords inside.
    pub fn read(path: &Path, options: &ListOptions) -> Result<Self, ListError> {
        let tables = sheet::read(path)?;
        let (table, head) = head::find(&tables, options)?;
        head.check_passwords(options.passwords)?;
        let mut list = Self {
            path: path.to_owned(),
            ..Self::default()
        };
        let below = table.rows.iter().filter(|row| row.number > head.line);
        for line in below.filter(|row| !row.cells.iter().all(Cell::is_empty)) {
            list.take(line, &head);
        }
        if list.rows.is_empty() && list.bad.is_empty() {
            return Err(ListError::NoRows);
        }
        list.refuse_tokens_named_twice();
        Ok(list)
    }

    fn take(&mut self, line: &sheet::Row, head: &Head) {
        let text = |column| head.cell(line, column).and_then(Cell::text);
        let owned = |column| text(column).map(str::to_owned);
        let path = |column| text(column).map(PathBuf::from);
        let mut row = Row {
            line: line.number,
            certificate: None,
            certificate_id: owned(Column::CertificateId),
            token: text(Column::Token).map(token_serial),
            person: owned(Column::Person),
            bundle: path(Column::Bundle),
            pin_file: path(Column::PinFile),
            password_file: path(Column::PasswordFile),
        };
        let spelt = text(Column::Certificate);
        row.certificate = spelt.and_then(|text| SpeltSerial::read(&half_width(text)));
        if let Some(password) = owned(Column::Password) {
            let password = BundlePassword::new(SecretText::new(password));
            self.passwords.insert(row.line, Arc::new(password));
        }
        let kind = match (lost_digits(line, head), spelt, &row.certificate) {
            (Some(kind), _, _) => kind,
            (None, Some(text), None) => FlawKind::NotASerial {
                text: text.to_owned(),
            },
            (None, None, None) if row.bundle.is_none() => FlawKind::NothingNamed,
            _ => return self.rows.push(row),
        };
        self.bad.push(BadRow { row, kind });
    }

    /// Each token gets one identity: rows that promise a token two are all refused.
    fn refuse_tokens_named_twice(&mut self) {
        let mut lines: HashMap<TokenSerial, Vec<u32>> = HashMap::new();
        for row in &self.rows {
            if let Some(token) = &row.token {
                lines.entry(token.clone()).or_default().push(row.line);
            }
        }
        let rows = std::mem::take(&mut self.rows);
        for row in rows {
            let named = row.token.as_ref();
            match named.and_then(|token| Some((token, lines.get(token)?))) {
                Some((token, lines)) if lines.len() > 1 => self.bad.push(BadRow {
                    kind: FlawKind::TokenTwice {
                        token: token.clone(),
                        lines: lines.clone(),
                    },
                    row,
                }),
                _ => self.rows.push(row),
            }
        }
    }
}

/// The cell of a number that must be exact and is not.
fn lost_digits(line: &sheet::Row, head: &Head) -> Option<FlawKind> {
    [Column::Certificate, Column::Token]
        .into_iter()
        .find_map(|column| match head.cell(line, column)? {
            Cell::LostDigits { shown } => Some(FlawKind::LostDigits {
                heading: head.heading(column).to_owned(),
                shown: shown.clone(),
            }),
            Cell::Text(_) | Cell::Empty => None,
        })
}

/// Digits and letters as an input method for Japanese types them, made ASCII.
fn half_width(text: &str) -> String {
    text.nfkc().collect()
}

fn token_serial(text: &str) -> TokenSerial {
    TokenSerial::new(&half_width(text))
}
