//! What falls due as a calendar that mail programs take (iCalendar, RFC 5545).

use jiff::Timestamp;
use jiff::civil::Date;

use super::forecast::ForecastSight;
use super::{Voice, history};
use crate::clock::Now;
use crate::say;
use crate::ui::visible::visible;
use crate::workflow::records::forecast::Due;

/// The longest line, octets without its end (RFC 5545 §3.1).
const LONGEST_LINE: usize = 75;

/// Two days for each certificate that falls due: by when to order, and its last one.
///
/// An event keeps its UID, so that a calendar that is read in again is changed and not doubled.
#[must_use]
pub fn calendar(sight: &ForecastSight, now: Now, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    let mut lines = Lines::default();
    lines.line("BEGIN:VCALENDAR");
    lines.line("VERSION:2.0");
    lines.line("PRODID:-//tokendesk//forecast//EN");
    lines.line("CALSCALE:GREGORIAN");
    lines.line("METHOD:PUBLISH");
    for due in &sight.forecast.due {
        let name = history::name(&due.certificate, voice);
        let token = visible(&due.token).into_owned();
        let ends = due.ends.to_string();
        let order = say!(c, "calendar-order", name = name.as_str());
        let end = say!(c, "calendar-end", name = name.as_str());
        let about = say!(
            c,
            "calendar-about",
            token = token,
            ends = ends,
            sha256 = due.certificate.sha256.to_string()
        );
        // What should have been ordered long ago is to be ordered today.
        let day = due.ordering.by.max(sight.forecast.today);
        lines.event(due, "order", day, &order, &about, now.timestamp());
        lines.event(due, "end", due.ends, &end, &about, now.timestamp());
    }
    lines.line("END:VCALENDAR");
    lines.text
}

#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    fn event(
        &mut self,
        due: &Due,
        kind: &str,
        day: Date,
        summary: &str,
        about: &str,
        now: Timestamp,
    ) {
        let sha256 = due.certificate.sha256.to_string();
        let after = day.tomorrow().unwrap_or(day);
        self.line("BEGIN:VEVENT");
        self.line(&format!("UID:{sha256}-{kind}@tokendesk"));
        self.line(&format!("DTSTAMP:{}", now.strftime("%Y%m%dT%H%M%SZ")));
        self.line(&format!("DTSTART;VALUE=DATE:{}", day.strftime("%Y%m%d")));
        self.line(&format!("DTEND;VALUE=DATE:{}", after.strftime("%Y%m%d")));
        self.line(&format!("SUMMARY:{}", escaped(summary)));
        self.line(&format!("DESCRIPTION:{}", escaped(about)));
        self.line("TRANSP:TRANSPARENT");
        self.line("END:VEVENT");
    }

    /// Adds a line, folded where it is too long: never inside a character.
    fn line(&mut self, line: &str) {
        let mut room = LONGEST_LINE;
        for c in line.chars() {
            if c.len_utf8() > room {
                self.text.push_str("\r\n ");
                room = LONGEST_LINE.saturating_sub(1);
            }
            self.text.push(c);
            room = room.saturating_sub(c.len_utf8());
        }
        self.text.push_str("\r\n");
    }
}

/// Text as a value (RFC 5545 §3.3.11).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_folded_between_characters_at_75_octets() {
        let mut lines = Lines::default();
        let line = format!("SUMMARY:{}", "電力".repeat(40));
        lines.line(&line);
        let folded: Vec<&str> = lines.text.split_terminator("\r\n").collect();
        assert!(folded.len() > 3);
        assert!(folded.iter().all(|line| line.len() <= 75));
        assert_eq!(lines.text.replace("\r\n ", ""), format!("{line}\r\n"));
    }

    #[test]
    fn a_name_cannot_add_a_property() {
        let hostile = "x\r\nATTACH:http://x;y,z\\";
        assert_eq!(escaped(hostile), "x\\nATTACH:http://x\\;y\\,z\\\\");
    }
}
