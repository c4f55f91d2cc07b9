//! In which language and time zone a sentence is said.

use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::say;
use crate::token::ObjectClass;
use crate::ui::Catalogue;
use crate::ui::visible::visible;
use crate::ui::words::{self, ObjectWord};
use crate::workflow::Named;

/// The language and the time zone that sentences are said in.
#[derive(Debug, Clone)]
pub struct Voice<'a> {
    /// The language.
    pub catalogue: &'a Catalogue,
    /// Where the reader is; JSON is said in UTC.
    pub time_zone: TimeZone,
}

impl Voice<'_> {
    /// A point in time as the reader's clock shows it, with its zone.
    #[must_use]
    pub fn time(&self, instant: Timestamp) -> String {
        words::local_time(instant, self.time_zone.clone())
    }

    /// The day of a point in time where the reader is.
    #[must_use]
    pub fn day(&self, instant: Timestamp) -> String {
        words::local_date(instant, self.time_zone.clone())
    }

    /// The word for a class of objects.
    #[must_use]
    pub fn class(&self, class: ObjectClass) -> String {
        let word = match class {
            ObjectClass::Certificate => ObjectWord::Certificate,
            ObjectClass::PrivateKey => ObjectWord::PrivateKey,
            ObjectClass::PublicKey => ObjectWord::PublicKey,
            ObjectClass::SecretKey => ObjectWord::SecretKey,
            ObjectClass::Data => ObjectWord::Data,
            ObjectClass::Other(_) => ObjectWord::Other,
        };
        words::object(self.catalogue, word)
    }

    /// An object with what it can be recognised by.
    #[must_use]
    pub fn named(&self, object: &Named) -> String {
        say!(
            self.catalogue,
            "report-named",
            class = self.class(object.class),
            label = visible(&object.label).into_owned(),
            id = hex::encode(&object.id),
            sha256 = object.sha256.to_string()
        )
    }

    /// A path, made safe to show.
    #[must_use]
    pub fn path(&self, path: &Path) -> String {
        visible(&path.to_string_lossy()).into_owned()
    }

    /// Several things in one sentence; the word for none where there are none.
    #[must_use]
    pub fn list(&self, things: impl Iterator<Item = String>) -> String {
        let joined = things
            .reduce(|one, other| say!(self.catalogue, "report-and-then", one = one, other = other));
        joined.unwrap_or_else(|| say!(self.catalogue, "report-none"))
    }
}
