//! What falls due by the journals of several desks, by when to order, and what the issuer's list lacks.

#[path = "records/stage.rs"]
mod stage;

use std::path::Path;

use jiff::tz::TimeZone;
use tokendesk::audit::{
    CertificatePart, Event, FileJournal, Journal, PlannedCertificate, RunStart,
};
use tokendesk::report::forecast::ForecastSight;
use tokendesk::report::{Voice, calendar, csv};
use tokendesk::ui::{Catalogue, Language};
use tokendesk::workflow::records::forecast::{Bracket, Media, Moment, Prices};
use tokendesk::workflow::records::{Forecast, Horizon, Notice, Records, forecast};

use stage::{at, certificate, gather, reuse};

const NOW: &str = "2026-11-23T00:00:00Z";

fn horizon() -> Horizon {
    Horizon {
        now: at(NOW),
        zone: TimeZone::get("Asia/Tokyo").unwrap(),
        days: 90,
    }
}

fn drawn(records: &Records) -> Forecast {
    forecast(records, &horizon(), None, None)
}

fn writes(path: &Path, token: &str, name: &str, ends: &str) -> PlannedCertificate {
    let new = certificate(CertificatePart::New, name, ends);
    reuse(
        path,
        "2026-01-05T00:00:00Z",
        token,
        "sato",
        std::slice::from_ref(&new),
    );
    new
}

fn names(forecast: &Forecast) -> Vec<(&str, i32)> {
    let due = forecast.due.iter();
    due.map(|due| (due.certificate.name.as_deref().unwrap(), due.left))
        .collect()
}

#[test]
fn certificates_of_two_desks_are_grouped_by_how_soon_they_end() {
    let folder = tempfile::tempdir().unwrap();
    let [one, other] = ["a", "b"].map(|desk| folder.path().join(desk).join("journal.jsonl"));
    writes(&one, "T1", "thirty", "2026-12-23T12:00:00Z");
    writes(&other, "T2", "thirty-one", "2026-12-24T12:00:00Z");
    writes(&one, "T3", "ninety", "2027-02-21T12:00:00Z");
    writes(&other, "T4", "ninety-one", "2027-02-22T12:00:00Z");
    writes(&one, "T5", "this morning", "2026-11-22T23:59:59Z");
    writes(&other, "T6", "long ago", "2026-08-01T00:00:00Z");
    let forecast = drawn(&gather(&[&one, &other]));
    let expected = [
        ("this morning", -1),
        ("thirty", 30),
        ("thirty-one", 31),
        ("ninety", 90),
    ];
    assert_eq!(names(&forecast), expected);
    let brackets: Vec<_> = forecast.due.iter().map(|due| due.bracket()).collect();
    let expected = [
        Bracket::Ended,
        Bracket::Within30,
        Bracket::Within60,
        Bracket::Within90,
    ];
    assert_eq!(brackets, expected);
    assert_eq!((forecast.later, forecast.long_ended), (1, 1));
}

#[test]
fn a_day_is_the_day_where_the_reader_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    // In Tokyo it is the 24th.
    writes(&path, "T1", "a", "2026-12-23T15:00:00Z");
    let forecast = drawn(&gather(&[&path]));
    let due = &forecast.due[0];
    assert_eq!(
        (due.ends.to_string().as_str(), due.left),
        ("2026-12-24", 31)
    );
}

#[test]
fn who_was_renewed_on_this_token_or_another_is_not_due() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    writes(&path, "T1", "a", "2026-12-23T00:00:00Z");
    writes(&path, "T2", "A", "2028-12-23T00:00:00Z");
    writes(&path, "T3", "b", "2026-12-24T00:00:00Z");
    let forecast = drawn(&gather(&[&path]));
    assert_eq!(names(&forecast), [("b", 31)]);
    assert_eq!((forecast.renewed, forecast.later), (1, 1));
}

#[test]
fn what_was_removed_is_not_due_and_a_defective_token_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    let gone = PlannedCertificate {
        part: CertificatePart::Removed,
        ..writes(&path, "T1", "a", "2026-12-23T00:00:00Z")
    };
    reuse(&path, "2026-11-01T00:00:00Z", "T1", "sato", &[gone]);
    writes(&path, "T2", "b", "2026-12-24T00:00:00Z");
    let now = at("2026-11-02T00:00:00Z");
    let mut journal = FileJournal::open(&path, now).unwrap();
    journal
        .begin(RunStart::new("mark-defective", "T2", now))
        .unwrap();
    let reason = "dropped".to_owned();
    journal.note(&Event::MarkedDefective { reason }).unwrap();
    let forecast = drawn(&gather(&[&path]));
    assert_eq!(names(&forecast), [("b", 31)]);
    assert!(forecast.due[0].is_defective);
}

#[test]
fn tokens_of_older_journals_are_named_instead_of_left_out() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/journal/before_records.jsonl");
    let forecast = drawn(&gather(&[&path]));
    assert_eq!(forecast.untold.len(), 1);
    assert_eq!(forecast.due, []);
}

#[test]
fn the_issuers_list_is_held_against_the_journals_both_ways() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    writes(&path, "T1", "電力　太郎", "2026-12-23T00:00:00Z");
    writes(&path, "T2", "forgotten", "2026-12-24T00:00:00Z");
    writes(&path, "T3", "renewed", "2028-12-24T00:00:00Z");
    writes(&path, "T4", "too early", "2027-02-20T00:00:00Z");
    let list = folder.path().join("list.csv");
    let text =
        "更新対象\nコモンネーム,証明書ＩＤ\n電力 太郎,A-1\nRENEWED,A-2\nstranger,A-3\n,A-4\n";
    let (shift_jis, _, is_lossy) = encoding_rs::SHIFT_JIS.encode(text);
    assert!(!is_lossy);
    std::fs::write(&list, shift_jis).unwrap();
    let notice = Notice::read(&list).unwrap();
    let forecast = forecast(&gather(&[&path]), &horizon(), Some(&notice), None);
    let noticed = forecast.notice.unwrap();
    let rows = |rows: &[tokendesk::workflow::records::notice::NoticeRow]| {
        let ids = rows.iter().map(|row| row.id.clone().unwrap());
        ids.collect::<Vec<_>>()
    };
    assert_eq!(noticed.due[0].0.id.as_deref(), Some("A-1"));
    assert_eq!(noticed.due.len(), 1);
    assert_eq!(rows(&noticed.renewed), ["A-2"]);
    assert_eq!(rows(&noticed.unknown), ["A-3"]);
    assert_eq!(noticed.nameless, [6]);
    let unlisted = noticed.unlisted.iter().map(|place| &forecast.due[*place]);
    let unlisted: Vec<_> = unlisted.map(|due| due.token.as_str()).collect();
    assert_eq!(unlisted, ["T2"], "T4 ends after the 60 days of the list");
}

#[test]
fn what_is_late_is_to_be_ordered_today_in_the_calendar() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    writes(&path, "T1", "a;b", "2026-12-23T00:00:00Z");
    let records = gather(&[&path]);
    let forecast = drawn(&records);
    assert_eq!(forecast.due[0].ordering.moment, Moment::Late);
    let sight = ForecastSight {
        forecast,
        journals: records.journals,
        damage: records.damage,
        media: None,
    };
    let catalogue = Catalogue::new(Language::Japanese);
    let voice = Voice {
        catalogue: &catalogue,
        time_zone: horizon().zone,
    };
    let text = calendar::calendar(&sight, at(NOW), &voice);
    assert!(text.lines().all(|line| line.len() <= 75));
    let whole = text.replace("\r\n ", "");
    assert!(whole.contains("DTSTART;VALUE=DATE:20261123\r\nDTEND;VALUE=DATE:20261124\r\n"));
    assert!(whole.contains("SUMMARY:本日までに発注：a\\;b の更新\r\n"));
    assert!(whole.contains("DTSTART;VALUE=DATE:20261223\r\n"));
    assert_eq!(whole.matches("BEGIN:VEVENT").count(), 2);
    assert_eq!(
        text,
        calendar::calendar(&sight, at(NOW), &voice),
        "UIDs stay"
    );
}

#[test]
fn a_table_opens_in_japanese_excel_and_the_savings_are_reckoned() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    writes(
        &path,
        "0123456789012345",
        "電力 太郎",
        "2026-12-23T00:00:00Z",
    );
    writes(&path, "T2", "二郎", "2026-12-24T00:00:00Z");
    let prices = Prices {
        token: 10_500,
        file: 4_900,
    };
    let records = gather(&[&path]);
    let forecast = forecast(&records, &horizon(), None, Some(prices));
    let savings = forecast.savings.unwrap();
    assert_eq!(
        (savings.tokens, savings.files, savings.saved()),
        (21_000, 9_800, 11_200)
    );
    let sight = ForecastSight {
        forecast,
        journals: records.journals,
        damage: records.damage,
        media: Some(Media::Cm),
    };
    let catalogue = Catalogue::new(Language::Japanese);
    let voice = Voice {
        catalogue: &catalogue,
        time_zone: horizon().zone,
    };
    let table = csv::forecast(&sight, &voice);
    assert!(table.starts_with("\u{feff}有効期限,残り日数,"));
    let row = table.split("\r\n").nth(1).unwrap();
    assert!(
        row.starts_with("2026-12-23,30,30日以内,電力 太郎,"),
        "{row}"
    );
    assert!(row.contains(",\"=\"\"0123456789012345\"\"\","), "{row}");
    assert!(row.contains(",CM,"), "{row}");
}
