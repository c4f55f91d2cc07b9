//! The list of certificates that end in some 60 days, as the issuer sends it, held against the records.

mod list;

use unicode_normalization::UnicodeNormalization;

use super::forecast::Due;
use crate::audit::PlannedCertificate;

pub use list::{NoticeColumn, NoticeError};

/// The issuer's list, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notice {
    /// The rows that name a certificate.
    pub rows: Vec<NoticeRow>,
    /// The lines of rows without a name.
    pub nameless: Vec<u32>,
}

/// One certificate on the issuer's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeRow {
    /// Its line in the file, from 1.
    pub line: u32,
    /// Its common name.
    pub name: String,
    /// The issuer's name for it (証明書ID), where the list tells it whole.
    pub id: Option<String>,
}

/// The list held against what falls due.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Noticed {
    /// How many certificates are on it.
    pub rows: usize,
    /// Those that fall due here too: the row, and the place among the due ones.
    pub due: Vec<(NoticeRow, usize)>,
    /// Those of which the records know a certificate that ends later: renewed already.
    pub renewed: Vec<NoticeRow>,
    /// Those that no journal knows: on a token that was never on a desk, or in another desk's journal.
    pub unknown: Vec<NoticeRow>,
    /// What ends within 60 days here and is not on the list, by its place among the due ones.
    pub unlisted: Vec<usize>,
    /// The lines of rows without a name.
    pub nameless: Vec<u32>,
}

/// How many days ahead the issuer tells.
pub const NOTICE_DAYS: i32 = 60;

/// Holds the list against what falls due, and against every certificate that the records know.
pub(super) fn compare(notice: &Notice, due: &[Due], known: &[&PlannedCertificate]) -> Noticed {
    let mut noticed = Noticed {
        rows: notice.rows.len(),
        nameless: notice.nameless.clone(),
        ..Noticed::default()
    };
    for row in &notice.rows {
        let is_it = |one: &PlannedCertificate| row.names(one);
        if let Some(place) = due.iter().position(|due| is_it(&due.certificate)) {
            noticed.due.push((row.clone(), place));
        } else if known.iter().any(|one| is_it(one)) {
            noticed.renewed.push(row.clone());
        } else {
            noticed.unknown.push(row.clone());
        }
    }
    let is_listed = |due: &Due| notice.rows.iter().any(|row| row.names(&due.certificate));
    noticed.unlisted = due
        .iter()
        .enumerate()
        .filter(|(_, due)| (0..=NOTICE_DAYS).contains(&due.left) && !is_listed(due))
        .map(|(place, _)| place)
        .collect();
    noticed
}

impl NoticeRow {
    /// Whether the row speaks of this certificate's holder: a renewed one has another number, and the same name.
    fn names(&self, certificate: &PlannedCertificate) -> bool {
        let name = certificate.name.as_deref().unwrap_or_default();
        folded(name) == folded(&self.name)
    }
}

/// A name as it is compared: full and half width alike, letters in either case, blanks as one.
fn folded(name: &str) -> String {
    let plain: String = name.nfkc().collect::<String>().to_lowercase();
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join(" ")
}
