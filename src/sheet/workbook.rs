//! Excel workbooks (XLSX): every worksheet a table.

use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};

use super::{Cell, Row, SheetError, Table};

/// Reads the worksheets of a workbook, in its order; those that are charts are passed over.
///
/// # Errors
/// [`SheetError::DamagedWorkbook`] where the reader gives up.
pub fn read(bytes: Vec<u8>) -> Result<Vec<Table>, SheetError> {
    let damaged = |error: calamine::XlsxError| SheetError::DamagedWorkbook {
        reason: error.to_string(),
    };
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut tables = Vec::new();
    for name in workbook.sheet_names() {
        match workbook.worksheet_range(&name) {
            Ok(range) => tables.push(table(name, &range)),
            Err(calamine::XlsxError::NotAWorksheet(_)) => {}
            Err(error) => return Err(damaged(error)),
        }
    }
    Ok(tables)
}

fn table(name: String, range: &Range<Data>) -> Table {
    let (top, left) = range.start().unwrap_or_default();
    let left = usize::try_from(left).unwrap_or(usize::MAX);
    let numbers = (top.saturating_add(1)..).map(|number| (number, left));
    let rows = numbers
        .zip(range.rows())
        .map(|((number, left), cells)| Row {
            number,
            // Columns keep their places, however far to the right the table begins.
            cells: std::iter::repeat_n(Cell::Empty, left.min(MOST_COLUMNS))
                .chain(cells.iter().map(cell))
                .collect(),
        });
    Table {
        name: Some(name),
        rows: rows.collect(),
    }
}

/// The most columns that Excel has.
const MOST_COLUMNS: usize = 16_384;

fn cell(data: &Data) -> Cell {
    match data {
        Data::Empty | Data::Error(_) => Cell::Empty,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            Cell::of_text(text)
        }
        Data::Float(number) => Cell::of_number(*number),
        #[expect(
            clippy::cast_precision_loss,
            reason = "what is too long for a float is what is refused"
        )]
        Data::Int(number) => Cell::of_number(*number as f64),
        Data::Bool(truth) => Cell::Text(truth.to_string()),
        Data::DateTime(date) => Cell::Text(date.to_string()),
    }
}
