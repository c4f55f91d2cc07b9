//! Words that every part of the program shares: standings, classes of objects, dates.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Catalogue;
use crate::certificate::Standing;
use crate::say;

/// The class of an object, as far as it has a word of its own (PKCS#11 §4.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ObjectWord {
    /// `CKO_CERTIFICATE`
    Certificate,
    /// `CKO_PRIVATE_KEY`
    PrivateKey,
    /// `CKO_PUBLIC_KEY`
    PublicKey,
    /// `CKO_SECRET_KEY`
    SecretKey,
    /// `CKO_DATA`
    Data,
    /// Any other class.
    Other,
}

/// The word for a standing; `None` is a certificate whose dates cannot be read.
#[must_use]
pub fn standing(catalogue: &Catalogue, standing: Option<Standing>) -> String {
    match standing {
        Some(Standing::NotYetValid) => say!(catalogue, "standing-not-yet-valid"),
        Some(Standing::Current) => say!(catalogue, "standing-current"),
        Some(Standing::Expired) => say!(catalogue, "standing-expired"),
        None => say!(catalogue, "standing-unreadable"),
    }
}

/// The word for a class of objects.
#[must_use]
pub fn object(catalogue: &Catalogue, class: ObjectWord) -> String {
    match class {
        ObjectWord::Certificate => say!(catalogue, "object-certificate"),
        ObjectWord::PrivateKey => say!(catalogue, "object-private-key"),
        ObjectWord::PublicKey => say!(catalogue, "object-public-key"),
        ObjectWord::SecretKey => say!(catalogue, "object-secret-key"),
        ObjectWord::Data => say!(catalogue, "object-data"),
        ObjectWord::Other => say!(catalogue, "object-other"),
    }
}

/// A point in time where the person is, with its zone: `2026-11-22 18:05 JST`.
///
/// A zone without an abbreviation shows its offset from UTC, as in `2026-11-22 18:05 +09`.
#[must_use]
pub fn local_time(instant: Timestamp, zone: TimeZone) -> String {
    instant
        .to_zoned(zone)
        .strftime("%Y-%m-%d %H:%M %Z")
        .to_string()
}

/// The day of a point in time where the person is: `2026-11-22`.
#[must_use]
pub fn local_date(instant: Timestamp, zone: TimeZone) -> String {
    instant.to_zoned(zone).strftime("%Y-%m-%d").to_string()
}

/// A validity as two days: `2026-11-22 to 2028-12-21`.
#[must_use]
pub fn validity(catalogue: &Catalogue, from: Timestamp, to: Timestamp, zone: &TimeZone) -> String {
    say!(
        catalogue,
        "date-from-to",
        from = local_date(from, zone.clone()),
        to = local_date(to, zone.clone())
    )
}

/// What the prompt for the PIN of the token `serial` says.
#[must_use]
pub fn pin_prompt(catalogue: &Catalogue, serial: &str) -> String {
    say!(catalogue, "prompt-pin", serial = serial)
}

/// What the prompt for the PUK or SO PIN of the token `serial` says.
#[must_use]
pub fn puk_prompt(catalogue: &Catalogue, serial: &str) -> String {
    say!(catalogue, "prompt-puk", serial = serial)
}

/// What the prompt for the password of the bundle in `file` says.
#[must_use]
pub fn password_prompt(catalogue: &Catalogue, file: &str) -> String {
    say!(catalogue, "prompt-bundle-password", file = file)
}

/// What the two prompts for a new PIN say.
#[must_use]
pub fn new_pin_prompts(catalogue: &Catalogue) -> [String; 2] {
    [
        say!(catalogue, "prompt-new-pin"),
        say!(catalogue, "prompt-new-pin-again"),
    ]
}

/// What is written when the program panics, by the place in its source.
///
/// The sentence is fetched now: the catalogue may be what panics.
pub fn panic_line(catalogue: &Catalogue) -> impl Fn(&str) -> String + Send + Sync + use<> {
    const PLACE: &str = "\u{0}";
    let template = say!(catalogue, "panic-line", place = PLACE);
    move |place| template.replace(PLACE, place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::Language;

    fn instant() -> Timestamp {
        "2026-11-22T09:05:59Z".parse().unwrap()
    }

    #[test]
    fn tells_local_time_with_its_zone() {
        let tokyo = TimeZone::get("Asia/Tokyo").unwrap();
        assert_eq!(local_time(instant(), tokyo), "2026-11-22 18:05 JST");
        assert_eq!(local_time(instant(), TimeZone::UTC), "2026-11-22 09:05 UTC");
    }

    #[test]
    fn the_date_is_the_day_where_the_person_is() {
        let tokyo = TimeZone::get("Asia/Tokyo").unwrap();
        let late: Timestamp = "2026-11-22T15:00:00Z".parse().unwrap();
        assert_eq!(local_date(late, tokyo), "2026-11-23");
    }

    #[test]
    fn a_zone_without_a_name_shows_its_offset() {
        let zone = TimeZone::fixed(jiff::tz::offset(9));
        assert_eq!(local_time(instant(), zone), "2026-11-22 18:05 +09");
    }

    #[test]
    fn a_panic_is_told_with_its_place() {
        let line = panic_line(&Catalogue::new(Language::Japanese));
        assert_eq!(
            line("a.rs:1:2"),
            "プログラムの内部で異常が発生しました（a.rs:1:2）。"
        );
    }

    #[test]
    fn every_standing_has_its_own_word() {
        let catalogue = Catalogue::new(Language::Japanese);
        let words = [
            Some(Standing::Current),
            Some(Standing::Expired),
            Some(Standing::NotYetValid),
            None,
        ]
        .map(|one| standing(&catalogue, one));
        assert_eq!(
            words,
            [
                "有効",
                "期限切れ",
                "有効期間の開始前",
                "日付を読み取れません"
            ]
        );
    }
}
