//! The row of headings: which table has it, and which column stands where.

use std::collections::HashMap;

use super::{ListError, ListOptions, PasswordsInList};
use crate::sheet::{Cell, Row, Table};
use crate::workflow::batch::column::{Column, normalised};

/// How many rows may stand above the headings: forms have titles, addresses and dates there.
const ROWS_LOOKED_AT: usize = 50;

/// The headings of a table.
#[derive(Debug)]
pub(super) struct Head {
    /// The number of their row.
    pub line: u32,
    places: HashMap<Column, (usize, String)>,
}

/// Finds the one table that has the headings.
pub(super) fn find<'a>(
    tables: &'a [Table],
    options: &ListOptions,
) -> Result<(&'a Table, Head), ListError> {
    let named = |table: &&Table| match &options.worksheet {
        Some(wanted) => table.name.as_ref().is_none_or(|name| name == wanted),
        None => true,
    };
    let candidates: Vec<&Table> = tables.iter().filter(named).collect();
    if let ([], Some(wanted)) = (candidates.as_slice(), &options.worksheet) {
        return Err(ListError::NoSuchWorksheet {
            wanted: wanted.clone(),
            names: names(tables.iter()),
        });
    }
    let mut found = Vec::new();
    for table in &candidates {
        if let Some(head) = Head::of(table, options)? {
            found.push((*table, head));
        }
    }
    if found.len() > 1 {
        return Err(ListError::SeveralWorksheets {
            names: names(found.iter().map(|(table, _)| *table)),
        });
    }
    let likeliest = || likeliest_heading(&candidates);
    found
        .pop()
        .ok_or_else(|| ListError::NoHeadings { found: likeliest() })
}

fn names<'a>(tables: impl Iterator<Item = &'a Table>) -> Vec<String> {
    tables.filter_map(|table| table.name.clone()).collect()
}

/// The texts of the row that has most of them: what a person will take for the headings.
fn likeliest_heading(tables: &[&Table]) -> Vec<String> {
    let rows = tables
        .iter()
        .flat_map(|table| table.rows.iter().take(ROWS_LOOKED_AT));
    // Of rows alike, the first: `max_by_key` would take the last one.
    let fullest = rows.map(texts).reduce(
        |best, next| {
            if next.len() > best.len() { next } else { best }
        },
    );
    // One text alone is no row of headings, and may be a secret that was named by mistake.
    fullest.filter(|texts| texts.len() > 1).unwrap_or_default()
}

fn texts(row: &Row) -> Vec<String> {
    let texts = row.cells.iter().filter_map(Cell::text);
    texts.map(str::to_owned).collect()
}

impl Head {
    /// The first row in which a column stands that tells which identity is meant.
    fn of(table: &Table, options: &ListOptions) -> Result<Option<Self>, ListError> {
        for row in table.rows.iter().take(ROWS_LOOKED_AT) {
            let is_head = row.cells.iter().any(|cell| {
                matches!(
                    column(cell, options),
                    Some(Column::Certificate | Column::Bundle)
                )
            });
            if is_head {
                return Self::read(row, options).map(Some);
            }
        }
        Ok(None)
    }

    fn read(row: &Row, options: &ListOptions) -> Result<Self, ListError> {
        let mut places: HashMap<Column, (usize, String)> = HashMap::new();
        for (place, cell) in row.cells.iter().enumerate() {
            let (Some(column), Some(heading)) = (column(cell, options), cell.text()) else {
                continue;
            };
            let heading = heading.to_owned();
            if let Some((_, first)) = places.get(&column) {
                return Err(ListError::ColumnTwice {
                    column,
                    first: first.clone(),
                    second: heading,
                });
            }
            places.insert(column, (place, heading));
        }
        for named in &options.columns {
            if !places.contains_key(&named.column) {
                return Err(ListError::NoSuchHeading {
                    heading: named.heading.clone(),
                    found: texts(row),
                });
            }
        }
        Ok(Self {
            line: row.number,
            places,
        })
    }

    /// The cell of a column in a row.
    pub fn cell<'a>(&self, row: &'a Row, column: Column) -> Option<&'a Cell> {
        let (place, _) = self.places.get(&column)?;
        row.cells.get(*place)
    }

    /// The heading of a column, as the list writes it.
    pub fn heading(&self, column: Column) -> &str {
        self.places
            .get(&column)
            .map_or(column.word(), |(_, heading)| heading.as_str())
    }

    /// Refuses passwords in the list, and passwords that cannot be told to belong to a file.
    pub fn check_passwords(&self, rule: PasswordsInList) -> Result<(), ListError> {
        if self.places.contains_key(&Column::Password) && rule == PasswordsInList::Refuse {
            let heading = self.heading(Column::Password).to_owned();
            return Err(ListError::PasswordsInside { heading });
        }
        let of_passwords = [Column::Password, Column::PasswordFile]
            .into_iter()
            .find(|column| self.places.contains_key(column));
        match of_passwords {
            Some(column) if !self.places.contains_key(&Column::Bundle) => {
                let heading = self.heading(column).to_owned();
                Err(ListError::PasswordsWithoutFiles { heading })
            }
            _ => Ok(()),
        }
    }
}

/// The column that a cell is the heading of: what a person named goes before what is known.
fn column(cell: &Cell, options: &ListOptions) -> Option<Column> {
    let text = cell.text()?;
    let is_named = |heading: &str| normalised(heading) == normalised(text);
    if let Some(named) = options.columns.iter().find(|it| is_named(&it.heading)) {
        return Some(named.column);
    }
    let column = Column::of_heading(text)?;
    // Somebody said that another heading stands over this column.
    let is_renamed = options.columns.iter().any(|named| named.column == column);
    (!is_renamed).then_some(column)
}
