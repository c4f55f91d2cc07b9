//! The issuer's list read from a CSV file or a workbook: which column holds the name, which the issuer's id.

use std::path::Path;

use super::{Notice, NoticeRow};
use crate::sheet::{self, Cell, Row, SheetError, Table};
use crate::workflow::batch::column::{Column, normalised};

/// How many rows may stand above the headings.
const ROWS_LOOKED_AT: usize = 50;

/// The headings that the common name is found by, normalised.
const NAMES: [&str; 9] = [
    "cn",
    "コモンネーム",
    "commonname",
    "共通名",
    "証明書cn",
    "subjectcn",
    "サブジェクトcn",
    "証明書名",
    "証明書名義",
];

/// A column that the list must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeColumn {
    /// The common name.
    Name,
    /// The issuer's name for the certificate (証明書ID).
    Id,
}

impl NoticeColumn {
    /// The heading that it is usually found by.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Self::Name => "CN",
            Self::Id => "証明書ID",
        }
    }
}

/// Why the issuer's list cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum NoticeError {
    /// The file gives no table.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// No row has the headings of all columns that are needed.
    #[error("no column has the heading {}", missing.heading())]
    ColumnMissing {
        /// The column that is not there.
        missing: NoticeColumn,
        /// The texts of the row that is most like the headings.
        found: Vec<String>,
    },
}

/// Where the columns stand.
struct Places {
    line: u32,
    name: usize,
    id: usize,
}

impl Notice {
    /// Reads the list at `path`: CSV in UTF-8 or Shift_JIS, or a workbook, with the columns CN and 証明書ID.
    ///
    /// # Errors
    /// [`NoticeError`] when the file cannot be read, or lacks a column.
    pub fn read(path: &Path) -> Result<Self, NoticeError> {
        Self::of(&sheet::read(path)?)
    }

    fn of(tables: &[Table]) -> Result<Self, NoticeError> {
        let (table, places) = find(tables)?;
        let mut notice = Self::default();
        let below = table.rows.iter().filter(|row| row.number > places.line);
        for row in below.filter(|row| !row.cells.iter().all(Cell::is_empty)) {
            let text = |place: usize| row.cells.get(place).and_then(Cell::text);
            match text(places.name) {
                None => notice.nameless.push(row.number),
                Some(name) => notice.rows.push(NoticeRow {
                    line: row.number,
                    name: name.to_owned(),
                    id: text(places.id).map(str::to_owned),
                }),
            }
        }
        Ok(notice)
    }
}

fn find(tables: &[Table]) -> Result<(&Table, Places), NoticeError> {
    let mut likeliest: Option<(NoticeColumn, &Row)> = None;
    for table in tables {
        for row in table.rows.iter().take(ROWS_LOOKED_AT) {
            let name = place(row, is_name);
            let id = place(row, is_id);
            let missing = match (name, id) {
                (Some(name), Some(id)) => {
                    let places = Places {
                        line: row.number,
                        name,
                        id,
                    };
                    return Ok((table, places));
                }
                (Some(_), None) => NoticeColumn::Id,
                (None, _) => NoticeColumn::Name,
            };
            let is_likelier = name.is_some() || id.is_some();
            if likeliest.is_none() || is_likelier {
                likeliest = Some((missing, row));
            }
        }
    }
    let (missing, found) = match likeliest {
        Some((missing, row)) => (missing, texts(row)),
        None => (NoticeColumn::Name, Vec::new()),
    };
    Err(NoticeError::ColumnMissing { missing, found })
}

fn place(row: &Row, is_it: impl Fn(&str) -> bool) -> Option<usize> {
    let mut cells = row.cells.iter();
    cells.position(|cell| cell.text().is_some_and(&is_it))
}

fn is_name(text: &str) -> bool {
    NAMES.contains(&normalised(text).as_str())
}

fn is_id(text: &str) -> bool {
    Column::of_heading(text) == Some(Column::CertificateId)
}

fn texts(row: &Row) -> Vec<String> {
    let texts = row.cells.iter().filter_map(Cell::text);
    texts.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::delimited;

    fn read(bytes: &[u8]) -> Result<Notice, NoticeError> {
        Notice::of(&[delimited::read(bytes).unwrap()])
    }

    #[test]
    fn reads_names_and_ids_below_a_title_in_shift_jis_as_in_utf_8() {
        let text = "更新対象一覧\nＣＮ,証明書ID,備考\n電力 太郎,A-1,\n,A-2,\n次郎,1.2E+17,\n";
        let (shift_jis, _, is_lossy) = encoding_rs::SHIFT_JIS.encode(text);
        assert!(!is_lossy);
        let notice = read(&shift_jis).unwrap();
        assert_eq!(notice, read(text.as_bytes()).unwrap());
        let rows: Vec<_> = notice
            .rows
            .iter()
            .map(|row| (row.line, row.name.as_str(), row.id.as_deref()))
            .collect();
        assert_eq!(rows, [(3, "電力 太郎", Some("A-1")), (5, "次郎", None)]);
        assert_eq!(notice.nameless, [4]);
    }

    #[test]
    fn names_the_column_that_is_missing_and_the_headings_that_are_there() {
        let missing = |text: &str| match read(text.as_bytes()) {
            Err(NoticeError::ColumnMissing { missing, found }) => (missing, found.join(" ")),
            other => panic!("{other:?}"),
        };
        let told = missing("一覧\nCN,備考\n太郎,\n");
        assert_eq!(told, (NoticeColumn::Id, "CN 備考".to_owned()));
        let told = missing("氏名,証明書ID\n太郎,1\n");
        assert_eq!(told, (NoticeColumn::Name, "氏名 証明書ID".to_owned()));
    }
}
