//! Tables and blocks of facts as text: aligned by columns on the screen, safe to show.

use comfy_table::{Attribute, Cell as TableCell, Color, ContentArrangement, LineStyle, TableStyle};

use super::colour::Colour;
use super::visible::{pad, visible, visible_lines, width};

/// How wide and in which dress text is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// The columns of the terminal; `None`, as for a pipe, breaks no line.
    pub columns: Option<u16>,
    /// Whether colour is used.
    pub colour: Colour,
}

impl Layout {
    /// Plain text of any width, as for a pipe.
    pub const PLAIN: Self = Self {
        columns: None,
        colour: Colour::Off,
    };
}

/// What a piece of text means, shown as colour where there is any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Plain,
    /// As it should be: green.
    Good,
    /// Needs attention: yellow.
    Warning,
    /// Wrong, or about to be removed: red.
    Bad,
    /// Of lesser interest: dim.
    Faint,
}

/// One cell: text as it came, made safe when it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    text: String,
    tone: Tone,
}

impl Cell {
    /// A cell that carries a meaning.
    #[must_use]
    pub fn toned(text: impl Into<String>, tone: Tone) -> Self {
        Self {
            text: text.into(),
            tone,
        }
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::toned(text, Tone::Plain)
    }
}

/// Rows under headings.
///
/// ```
/// use tokendesk::ui::table::{Layout, Table};
///
/// let mut table = Table::new(["serial", "状態"]);
/// table.row(["A1B2", "有効"]);
/// let expected = "serial  状態\n-------------\nA1B2    有効";
/// assert_eq!(table.render(Layout::PLAIN), expected);
/// ```
#[derive(Debug, Clone)]
pub struct Table {
    headings: Vec<String>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// An empty table with `headings`.
    #[must_use]
    pub fn new<H: Into<String>>(headings: impl IntoIterator<Item = H>) -> Self {
        Self {
            headings: headings.into_iter().map(Into::into).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn row<C: Into<Cell>>(&mut self, cells: impl IntoIterator<Item = C>) -> &mut Self {
        self.rows.push(cells.into_iter().map(Into::into).collect());
        self
    }

    /// Whether the table has no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Draws the table, without a line feed at its end; ASCII rules, since box characters are two
    /// columns wide on some Japanese terminals.
    #[must_use]
    pub fn render(&self, layout: Layout) -> String {
        let mut table = comfy_table::Table::new();
        let rule = LineStyle::none().fill('-').junction('-');
        table.load_style(TableStyle::new().header_separator(rule));
        table.set_content_arrangement(ContentArrangement::Disabled);
        if let Some(columns) = layout.columns {
            table.set_content_arrangement(ContentArrangement::Dynamic);
            table.set_width(columns);
        }
        match layout.colour {
            Colour::On => table.enforce_styling(),
            Colour::Off => table.force_no_tty(),
        };
        let heading = |text: &String| TableCell::new(visible(text)).add_attribute(Attribute::Bold);
        table.set_header(self.headings.iter().map(heading));
        for row in &self.rows {
            table.add_row(row.iter().map(dress));
        }
        for column in table.column_iter_mut() {
            column.set_padding((0, 1));
        }
        table.trim_fmt()
    }
}

fn dress(cell: &Cell) -> TableCell {
    let text = TableCell::new(visible_lines(&cell.text));
    match cell.tone {
        Tone::Plain => text,
        Tone::Good => text.fg(Color::Green),
        Tone::Warning => text.fg(Color::Yellow),
        Tone::Bad => text.fg(Color::Red),
        Tone::Faint => text.add_attribute(Attribute::Dim),
    }
}

/// Names and values under one another, the values in one column.
///
/// ```
/// use tokendesk::ui::table::{Facts, Layout};
///
/// let mut facts = Facts::new();
/// facts.fact("シリアル番号", "A1B2").fact("label", "bad\u{7}");
/// let expected = "シリアル番号  A1B2\nlabel         bad\\u{7}\n";
/// assert_eq!(facts.render(Layout::PLAIN), expected);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Facts {
    facts: Vec<(String, Cell)>,
}

impl Facts {
    /// An empty block.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a fact; a value of several lines goes on under its first.
    pub fn fact(&mut self, name: impl Into<String>, value: impl Into<Cell>) -> &mut Self {
        self.facts.push((name.into(), value.into()));
        self
    }

    /// Draws the block, each line ended by a line feed. Lines are not broken, so that digests and
    /// serials can be copied whole.
    #[must_use]
    pub fn render(&self, layout: Layout) -> String {
        let names = self.facts.iter().map(|(name, _)| width(&visible(name)));
        let column = names.max().unwrap_or(0).saturating_add(2);
        let mut block = String::new();
        for (name, value) in &self.facts {
            let mut margin = pad(&visible(name), column);
            for line in visible_lines(&value.text).split('\n') {
                block.push_str(&margin);
                block.push_str(&paint(line, value.tone, layout.colour));
                block.push('\n');
                margin = pad("", column);
            }
        }
        block
    }
}

/// Puts a tone on one line of text that is already safe to show.
#[must_use]
pub fn paint(text: &str, tone: Tone, colour: Colour) -> String {
    let code = match (colour, tone) {
        (Colour::Off, _) | (Colour::On, Tone::Plain) => return text.to_owned(),
        (Colour::On, Tone::Good) => 32,
        (Colour::On, Tone::Warning) => 33,
        (Colour::On, Tone::Bad) => 31,
        (Colour::On, Tone::Faint) => 2,
    };
    format!("\u{1b}[{code}m{text}\u{1b}[0m")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_japanese_table_keeps_its_columns() {
        let mut table = Table::new(["名前", "有効状態"]);
        table.row(["電力太郎", "期限切れ"]).row(["gas", "有効"]);
        let drawn = table.render(Layout::PLAIN);
        let before = |word: &str| {
            let line = drawn.lines().find(|line| line.contains(word)).unwrap();
            width(line.split(word).next().unwrap())
        };
        assert_eq!(
            [before("有効状態"), before("期限切れ")],
            [10, 10],
            "{drawn}"
        );
        assert!(drawn.contains("\ngas       有効"), "{drawn}");
    }

    #[test]
    fn a_table_stays_within_the_terminal() {
        let mut table = Table::new(["subject", "sha256"]);
        table.row(["CN=電力太郎, O=とても長い名前の会社", &"ab".repeat(32)]);
        let layout = Layout {
            columns: Some(60),
            colour: Colour::Off,
        };
        let drawn = table.render(layout);
        assert!(drawn.lines().all(|line| width(line) <= 60), "{drawn}");
    }

    #[test]
    fn a_label_cannot_smuggle_an_escape_sequence_in() {
        let mut table = Table::new(["label"]);
        table.row(["\u{1b}[31mred"]);
        let mut facts = Facts::new();
        facts.fact("label", "\u{1b}[31mred");
        for drawn in [table.render(Layout::PLAIN), facts.render(Layout::PLAIN)] {
            assert!(!drawn.contains('\u{1b}') && drawn.contains(r"\u{1b}[31mred"));
        }
    }

    #[test]
    fn colour_does_not_move_the_columns() {
        let layout = Layout {
            columns: None,
            colour: Colour::On,
        };
        let mut table = Table::new(["a", "b"]);
        table.row([Cell::toned("期限切れ", Tone::Bad), "x".into()]);
        let coloured = table.render(layout);
        assert_ne!(coloured, table.render(Layout::PLAIN));
        let stripped = console::strip_ansi_codes(&coloured).into_owned();
        let trimmed: Vec<_> = stripped.lines().map(str::trim_end).collect();
        assert_eq!(trimmed.join("\n"), table.render(Layout::PLAIN));
    }

    #[test]
    fn the_second_line_of_a_value_stands_under_the_first() {
        let mut facts = Facts::new();
        facts.fact("chain", "one\ntwo");
        assert_eq!(facts.render(Layout::PLAIN), "chain  one\n       two\n");
    }
}
