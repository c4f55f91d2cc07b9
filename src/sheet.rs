//! Tables of cells from files that people fill in: CSV in UTF-8, UTF-16 or Shift_JIS, and Excel workbooks.
//!
//! A cell is kept as a person sees it; a number that lost digits on its way says so, instead of being another number.
//!
//! ```
//! use tokendesk::sheet::{Cell, delimited};
//!
//! let tables = delimited::read("証明書ID,serial\nA-1,1.23457E+18\n".as_bytes())?;
//! let row = &tables.rows[1];
//! assert_eq!(row.number, 2);
//! assert_eq!(row.cells[0], Cell::Text("A-1".to_owned()));
//! assert!(matches!(row.cells[1], Cell::LostDigits { .. }));
//! # Ok::<(), tokendesk::sheet::SheetError>(())
//! ```

pub mod cell;
pub mod delimited;
mod encoding;
pub mod workbook;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

pub use cell::Cell;

/// The largest file that is read, bytes: a request sheet has some ten thousand.
pub const MAX_FILE_BYTES: u64 = 32 * 1024 * 1024;

/// One row, with the number that a spreadsheet or an editor shows beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number, from 1.
    pub number: u32,
    /// Its cells; the column's place is the index.
    pub cells: Vec<Cell>,
}

/// One table: a CSV file, or one worksheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The worksheet's name; `None` for a CSV file.
    pub name: Option<String>,
    /// Its rows from the top; empty ones may be left out.
    pub rows: Vec<Row>,
}

/// Why a file gives no tables.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// The file cannot be read.
    #[error("the file cannot be read")]
    Unreadable {
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// It is larger than any list.
    #[error("the file has more than {limit} bytes")]
    TooLarge {
        /// The most that is read, bytes.
        limit: u64,
    },
    /// It is a text in none of the encodings that are read.
    #[error("the text is neither UTF-8 nor Shift_JIS")]
    UnknownEncoding,
    /// It is a workbook of old Excel, or one that is encrypted.
    #[error("the workbook is encrypted, or of an old form")]
    SealedWorkbook,
    /// It is a workbook that cannot be read.
    #[error("the workbook cannot be read: {reason}")]
    DamagedWorkbook {
        /// What the reader said.
        reason: String,
    },
}

/// Reads the tables of the file at `path`; its first bytes tell a workbook from a text.
///
/// # Errors
/// [`SheetError`], by what the file is.
pub fn read(path: &Path) -> Result<Vec<Table>, SheetError> {
    let unreadable = |source| SheetError::Unreadable { source };
    let file = File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(MAX_FILE_BYTES.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MAX_FILE_BYTES {
        return Err(SheetError::TooLarge {
            limit: MAX_FILE_BYTES,
        });
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return workbook::read(bytes);
    }
    // The compound file that old Excel writes, and that encrypted workbooks are put into.
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(SheetError::SealedWorkbook);
    }
    Ok(vec![delimited::read(&bytes)?])
}
