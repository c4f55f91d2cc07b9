//! The validity of the old certificates and the new one as bars over the years, with today marked (SVG).

use jiff::Timestamp;
use jiff::civil::Date;

use super::markup::Markup;
use crate::audit::PlannedCertificate;
use crate::clock::Now;
use crate::report::{Voice, history};
use crate::say;
use crate::ui::visible::cut;
use crate::workflow::records::handover::{Fate, Handover};

/// The width of the drawing, in its own units.
const WIDTH: f64 = 712.0;
/// How high a row is.
const ROW: f64 = 34.0;
/// Where the first row begins; above it stands the word for today.
const TOP: f64 = 22.0;
/// Half the width of a year's number, with some room.
const HALF_A_YEAR_NUMBER: f64 = 16.0;
/// The most columns of a name beside a bar.
const NAME_COLUMNS: usize = 20;
/// How many of the old certificates are drawn.
pub(super) const MOST_OLD: usize = 3;
/// The longest time drawn before today and after it, seconds: bars that reach farther are cut off.
const REACH: (f64, f64) = (6.0 * YEAR, 6.0 * YEAR);
const YEAR: f64 = 365.25 * 86_400.0;

/// Which seconds the drawing shows.
struct Scale {
    from: f64,
    to: f64,
}

impl Scale {
    fn of(handover: &Handover, now: Now) -> Self {
        let now = seconds(now.timestamp());
        let old = handover.old.iter().take(MOST_OLD).map(|(one, _)| one);
        let all: Vec<&PlannedCertificate> = old.chain([&handover.new]).collect();
        let starts = all.iter().map(|one| seconds(one.not_before));
        let ends = all.iter().map(|one| seconds(one.not_after));
        let from = starts.fold(now, f64::min).max(now - REACH.0);
        let to = ends.fold(now, f64::max).min(now + REACH.1);
        // Room at both ends for the words.
        let room = ((to - from) * 0.04).max(86_400.0);
        Self {
            from: from - room,
            to: to + room,
        }
    }

    fn x(&self, at: f64) -> f64 {
        let share = (at - self.from) / (self.to - self.from);
        (share * WIDTH).clamp(0.0, WIDTH)
    }
}

fn seconds(at: Timestamp) -> f64 {
    at.duration_since(Timestamp::UNIX_EPOCH).as_secs_f64()
}

/// Draws it.
pub(super) fn timeline(page: &mut Markup, handover: &Handover, now: Now, voice: &Voice<'_>) {
    let scale = Scale::of(handover, now);
    let old: Vec<_> = handover.old.iter().take(MOST_OLD).rev().collect();
    let rows = f64::from(u8::try_from(old.len()).unwrap_or(0)) + 1.0;
    let bottom = TOP + rows * ROW;
    page.raw("<svg class=\"timeline\" viewBox=\"0 0 712 ");
    page.number(bottom + 20.0).raw("\" role=\"img\">\n");
    years(page, &scale, bottom, voice);
    let mut top = TOP;
    for (one, fate) in old {
        let class = match fate {
            Fate::Removed => "removed",
            Fate::Kept => "kept",
        };
        bar(page, &scale, one, class, top, voice);
        top += ROW;
    }
    bar(page, &scale, &handover.new, "new", top, voice);
    today(page, &scale, bottom, now, voice);
    page.raw("</svg>\n");
}

/// A line at the beginning of each year, and its number below.
fn years(page: &mut Markup, scale: &Scale, bottom: f64, voice: &Voice<'_>) {
    let at = |seconds: f64| {
        #[expect(clippy::cast_possible_truncation, reason = "within what is drawn")]
        let whole = Timestamp::from_second(seconds as i64).unwrap_or(Timestamp::UNIX_EPOCH);
        whole.to_zoned(voice.time_zone.clone()).year()
    };
    for year in at(scale.from)..=at(scale.to) {
        let Ok(first) = Date::new(year, 1, 1) else {
            continue;
        };
        let Ok(begins) = first.to_zoned(voice.time_zone.clone()) else {
            continue;
        };
        let begins = seconds(begins.timestamp());
        if begins < scale.from || begins > scale.to {
            continue;
        }
        let x = scale.x(begins);
        line(page, "year", x, TOP - 4.0, bottom);
        // At the edge its number would be cut.
        if x > HALF_A_YEAR_NUMBER && x < WIDTH - HALF_A_YEAR_NUMBER {
            label(page, "year", x, bottom + 14.0, "middle", &year.to_string());
        }
    }
}

fn bar(
    page: &mut Markup,
    scale: &Scale,
    certificate: &PlannedCertificate,
    class: &'static str,
    top: f64,
    voice: &Voice<'_>,
) {
    let from = scale.x(seconds(certificate.not_before));
    let to = scale.x(seconds(certificate.not_after));
    page.raw("<rect class=\"").raw(class).raw("\" x=\"");
    page.number(from).raw("\" y=\"").number(top + 15.0);
    page.raw("\" width=\"").number((to - from).max(1.0));
    page.raw("\" height=\"13\"/>\n");
    let word = match class {
        "new" => say!(voice.catalogue, "sheet-new"),
        "removed" => say!(voice.catalogue, "sheet-removed"),
        _ => say!(voice.catalogue, "sheet-kept"),
    };
    let text = say!(
        voice.catalogue,
        "sheet-bar",
        word = word,
        name = cut(&history::name(certificate, voice), NAME_COLUMNS).into_owned(),
        from = voice.day(certificate.not_before),
        to = voice.day(certificate.not_after)
    );
    // The words stand on the side that has more room for them.
    let (x, anchor) = if to > WIDTH - from {
        (to, "end")
    } else {
        (from, "start")
    };
    label(page, class, x, top + 11.0, anchor, &text);
}

fn today(page: &mut Markup, scale: &Scale, bottom: f64, now: Now, voice: &Voice<'_>) {
    let x = scale.x(seconds(now.timestamp()));
    line(page, "today", x, 14.0, bottom);
    let day = voice.day(now.timestamp());
    let text = say!(voice.catalogue, "sheet-today", day = day);
    let anchor = if x < 90.0 {
        "start"
    } else if x > WIDTH - 90.0 {
        "end"
    } else {
        "middle"
    };
    label(page, "today", x, 10.0, anchor, &text);
}

fn line(page: &mut Markup, class: &'static str, x: f64, from: f64, to: f64) {
    page.raw("<line class=\"").raw(class).raw("\" x1=\"");
    page.number(x).raw("\" x2=\"").number(x);
    page.raw("\" y1=\"").number(from).raw("\" y2=\"").number(to);
    page.raw("\"/>\n");
}

fn label(page: &mut Markup, class: &'static str, x: f64, y: f64, anchor: &'static str, text: &str) {
    page.raw("<text class=\"").raw(class).raw("\" x=\"");
    page.number(x).raw("\" y=\"").number(y);
    page.raw("\" text-anchor=\"").raw(anchor).raw("\">");
    page.text(text).raw("</text>\n");
}
