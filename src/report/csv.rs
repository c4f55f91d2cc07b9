//! Tables for spreadsheets: CSV that Excel opens by a double click, in Japanese too.

mod forecast;
mod history;

pub use forecast::forecast;
pub use history::history;

/// What makes Excel take the file for UTF-8.
const BOM: &str = "\u{feff}";

/// A table in the making (RFC 4180): quoted where it must be, lines ended by CR LF.
#[derive(Debug)]
pub(super) struct Csv {
    text: String,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    /// Words that came from a certificate, a token or a person: never taken for a formula.
    Text(String),
    /// A number that is no quantity (a serial, a digest): never taken for a quantity, so that no digit is lost.
    Number(String),
    /// A date or a quantity, to be reckoned with.
    Value(String),
}

impl Cell {
    /// An instant that spreadsheets reckon with: `2026-11-22 18:05`.
    pub fn time(at: Option<jiff::Timestamp>, voice: &super::Voice<'_>) -> Self {
        let zone = voice.time_zone.clone();
        let text = at.map(|at| at.to_zoned(zone).strftime("%Y-%m-%d %H:%M").to_string());
        Self::Value(text.unwrap_or_default())
    }

    fn written(&self) -> String {
        match self {
            Self::Value(text) => text.clone(),
            // A spreadsheet reads 1234E5 as a number, and of 0123456789012345678 keeps 15 digits.
            Self::Number(text) if text.parse::<f64>().is_ok() => format!("=\"{text}\""),
            Self::Number(text) | Self::Text(text) => defused(text),
        }
    }
}

/// Text that begins like a formula gets an apostrophe before it, as spreadsheets do it themselves.
fn defused(text: &str) -> String {
    let begins = |c: char| {
        matches!(
            c,
            '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠'
        )
    };
    if text.starts_with(begins) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

impl Csv {
    /// A table with its headings.
    pub fn new<const N: usize>(headings: [String; N]) -> Self {
        let mut csv = Self {
            text: BOM.to_owned(),
        };
        csv.line(headings.into_iter());
        csv
    }

    /// Adds a row.
    pub fn row<const N: usize>(&mut self, cells: [Cell; N]) {
        self.line(cells.iter().map(Cell::written));
    }

    /// The table.
    pub fn finish(self) -> String {
        self.text
    }

    fn line(&mut self, cells: impl Iterator<Item = String>) {
        let cells: Vec<String> = cells.map(|cell| quoted(&cell)).collect();
        self.text.push_str(&cells.join(","));
        self.text.push_str("\r\n");
    }
}

fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', '\r', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_looks_like_a_formula_is_text() {
        let hostile = Cell::Text("=HYPERLINK(\"http://x\",\"y\")".to_owned());
        let mut csv = Csv::new(["a".to_owned()]);
        csv.row([hostile]);
        let expected = "\u{feff}a\r\n\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"\r\n";
        assert_eq!(csv.finish(), expected);
    }

    #[test]
    fn a_serial_of_digits_keeps_them_all() {
        let written = |text: &str| Cell::Number(text.to_owned()).written();
        assert_eq!(written("0123456789012345678"), "=\"0123456789012345678\"");
        assert_eq!(written("1234e5"), "=\"1234e5\"");
        assert_eq!(written("56D646661BBC154E"), "56D646661BBC154E");
    }
}
