//! CSV: separated by commas, semicolons or tabs, whichever the file uses.

use super::{Cell, Row, SheetError, Table, encoding};

/// How many lines are looked at to find the separator.
const LINES_LOOKED_AT: usize = 30;

/// Reads a text as one table.
///
/// # Errors
/// [`SheetError::UnknownEncoding`] where it is no text.
pub fn read(bytes: &[u8]) -> Result<Table, SheetError> {
    let text = encoding::decode(bytes).ok_or(SheetError::UnknownEncoding)?;
    let text = text.replace("\r\n", "\n");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(&text))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let (mut rest, mut passed, mut number) = (text.as_str(), 0_usize, 1_u32);
    // The text is UTF-8 and in memory: there is nothing that could fail.
    for record in reader.records().flatten() {
        // A record's place is where the one before ended: empty lines in between are counted here.
        let place = record.position().map_or(0, csv::Position::byte);
        let place = usize::try_from(place).unwrap_or(usize::MAX);
        let (before, from) = rest
            .split_at_checked(place.saturating_sub(passed))
            .unwrap_or((rest, ""));
        let record_text = from.trim_start_matches('\n');
        let empty = from.len().saturating_sub(record_text.len());
        number = number
            .saturating_add(line_ends(before))
            .saturating_add(u32::try_from(empty).unwrap_or(u32::MAX));
        (rest, passed) = (record_text, place.saturating_add(empty));
        rows.push(Row {
            number,
            cells: record.iter().map(Cell::of_text).collect(),
        });
    }
    Ok(Table { name: None, rows })
}

fn line_ends(text: &str) -> u32 {
    u32::try_from(text.matches('\n').count()).unwrap_or(u32::MAX)
}

/// The separator that occurs most in the first lines; a comma where none does.
fn separator(text: &str) -> u8 {
    let count = |separator: char| {
        let lines = text.lines().take(LINES_LOOKED_AT);
        lines.map(|line| line.matches(separator).count()).sum()
    };
    let candidates: [(usize, u8); 3] =
        [(count(';'), b';'), (count('\t'), b'\t'), (count(','), b',')];
    let best = candidates.into_iter().max_by_key(|(count, _)| *count);
    best.map_or(b',', |(_, separator)| separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(csv: &str) -> Vec<Vec<String>> {
        let table = read(csv.as_bytes()).unwrap();
        let text = |cell: &Cell| cell.text().unwrap_or_default().to_owned();
        let row = |row: &Row| row.cells.iter().map(text).collect();
        table.rows.iter().map(row).collect()
    }

    #[test]
    fn reads_quotes_line_ends_of_windows_and_rows_of_any_length() {
        let rows = texts("title\r\n\"a,b\",c\r\n1,2,3\r\n");
        assert_eq!(rows, [vec!["title"], vec!["a,b", "c"], vec!["1", "2", "3"]]);
    }

    #[test]
    fn finds_the_separator_that_the_file_uses() {
        assert_eq!(texts("a;b\n1,5;2\n"), [["a", "b"], ["1,5", "2"]]);
        assert_eq!(texts("a\tb\n1\t2\n"), [["a", "b"], ["1", "2"]]);
    }

    #[test]
    fn numbers_rows_as_an_editor_does() {
        for end in ["\n", "\r\n"] {
            let text = "a,b||\"two|lines\",c|last,d||||e|".replace('|', end);
            let table = read(text.as_bytes()).unwrap();
            let numbers: Vec<u32> = table.rows.iter().map(|row| row.number).collect();
            assert_eq!(numbers, [1, 3, 5, 9], "{end:?}");
        }
    }
}
