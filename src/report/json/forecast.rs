//! What falls due, as JSON.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::history::{Damage, RecordedCertificate};
use super::scalar::Day;
use crate::report::Voice;
use crate::report::forecast::ForecastSight;
use crate::workflow::records::forecast::{self, Media};
use crate::workflow::records::notice;

/// What falls due (`forecast`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Forecast {
    /// The journals that were read.
    pub journals: Vec<String>,
    /// The day it was made, where it was made.
    pub today: Day,
    /// How many days ahead, and back, certificates are told.
    pub days: u32,
    /// What falls due, the earliest end first.
    pub due: Vec<Due>,
    /// How many certificates end later.
    pub later: usize,
    /// How many ended longer ago.
    pub long_ended: usize,
    /// How many were renewed: one with the same subject ends later.
    pub renewed: usize,
    /// The tokens of which the journals do not tell what is on them.
    pub untold: Vec<String>,
    /// The issuer's list held against this; null where none was given.
    pub notice: Option<Notice>,
    /// What the renewals cost; null where no prices were given.
    pub savings: Option<Savings>,
    /// How the next certificates are to be ordered; null where it was not said.
    #[schemars(extend("enum" = ["DL", "CD", "CM", "UM", null]))]
    pub media: Option<String>,
    /// What in the journals could not be read.
    pub damage: Vec<Damage>,
}

/// A certificate that falls due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Due {
    /// The token's serial number.
    pub token: String,
    /// Whether the token is out of use.
    pub defective: bool,
    /// The certificate.
    pub certificate: RecordedCertificate,
    /// The last day of its validity.
    pub ends: Day,
    /// How many days are left; negative once it has ended.
    pub days_left: i32,
    /// How soon that is.
    #[schemars(extend("enum" = ["ended", "within-30-days", "within-60-days", "within-90-days", "later"]))]
    pub bracket: String,
    /// From when the next one can be ordered.
    pub order_from: Day,
    /// By when it is to be ordered.
    pub order_by: Day,
    /// The first day of the next one.
    pub start: Day,
    /// Where today stands to that.
    #[schemars(extend("enum" = ["early", "open", "late"]))]
    pub moment: String,
}

/// The issuer's list held against the journals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// How many certificates are on it.
    pub rows: usize,
    /// Those that fall due here too.
    pub due: Vec<NoticeRow>,
    /// Those that were renewed already.
    pub renewed: Vec<NoticeRow>,
    /// Those that no journal knows.
    pub unknown: Vec<NoticeRow>,
    /// What ends within 60 days here and is not on it: the places in `due`, from 0.
    pub unlisted: Vec<usize>,
    /// The lines of rows without a name.
    pub nameless: Vec<u32>,
}

/// A certificate on the issuer's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoticeRow {
    /// Its line in the file, from 1.
    pub line: u32,
    /// Its common name.
    pub name: String,
    /// The issuer's name for it; null where the list does not tell it whole.
    pub id: Option<String>,
}

/// What so many renewals cost, yen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Savings {
    /// How many.
    pub count: usize,
    /// As files.
    pub files: u64,
    /// On tokens bought ready-made.
    pub tokens: u64,
    /// What is saved; negative where the files cost more.
    pub saved: i64,
}

impl Forecast {
    pub(super) fn of(sight: &ForecastSight, voice: &Voice<'_>) -> Self {
        let forecast = &sight.forecast;
        Self {
            journals: super::history::paths(&sight.journals),
            today: forecast.today.into(),
            days: forecast.days,
            due: forecast.due.iter().map(Due::from).collect(),
            later: forecast.later,
            long_ended: forecast.long_ended,
            renewed: forecast.renewed,
            untold: forecast.untold.clone(),
            notice: forecast.notice.as_ref().map(Notice::from),
            savings: forecast.savings.map(|savings| Savings {
                count: savings.count,
                files: savings.files,
                tokens: savings.tokens,
                saved: savings.saved(),
            }),
            media: sight.media.map(Media::code).map(str::to_owned),
            damage: super::history::damage(&sight.damage, voice),
        }
    }
}

impl From<&forecast::Due> for Due {
    fn from(due: &forecast::Due) -> Self {
        Self {
            token: due.token.clone(),
            defective: due.is_defective,
            certificate: (&due.certificate).into(),
            ends: due.ends.into(),
            days_left: due.left,
            bracket: due.bracket().word().to_owned(),
            order_from: due.ordering.from.into(),
            order_by: due.ordering.by.into(),
            start: due.ordering.start.into(),
            moment: due.ordering.moment.word().to_owned(),
        }
    }
}

impl From<&notice::Noticed> for Notice {
    fn from(noticed: &notice::Noticed) -> Self {
        let rows = |rows: &[notice::NoticeRow]| rows.iter().map(NoticeRow::from).collect();
        Self {
            rows: noticed.rows,
            due: noticed.due.iter().map(|(row, _)| row.into()).collect(),
            renewed: rows(&noticed.renewed),
            unknown: rows(&noticed.unknown),
            unlisted: noticed.unlisted.clone(),
            nameless: noticed.nameless.clone(),
        }
    }
}

impl From<&notice::NoticeRow> for NoticeRow {
    fn from(row: &notice::NoticeRow) -> Self {
        Self {
            line: row.line,
            name: row.name.clone(),
            id: row.id.clone(),
        }
    }
}
