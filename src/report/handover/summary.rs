//! The list in front of several sheets: every token on a line, with room for the receiver's stamp.

use super::markup::Markup;
use super::sheet::{self, head};
use crate::clock::Now;
use crate::report::{Voice, history};
use crate::say;
use crate::ui::visible::cut;
use crate::workflow::records::handover::Handover;

/// How many tokens stand on one page.
const LINES: usize = 23;
/// The most columns of a name.
const NAME_COLUMNS: usize = 60;
/// The most columns of a token's serial number.
const SERIAL_COLUMNS: usize = 40;

/// Draws the list, over as many pages as it takes.
pub(super) fn summary(page: &mut Markup, handovers: &[Handover], now: Now, voice: &Voice<'_>) {
    let c = voice.catalogue;
    let whole = handovers.iter().filter(|one| one.is_complete()).count();
    let pages = handovers.len().div_ceil(LINES);
    let mut nth: usize = 0;
    for (number, lines) in handovers.chunks(LINES).enumerate() {
        page.raw("<section class=\"sheet\">\n");
        let title = say!(
            c,
            "sheet-list",
            page = number.saturating_add(1),
            pages = pages
        );
        head(page, &title, now, voice);
        page.raw("<p class=\"note\">");
        let count = handovers.len();
        page.text(&say!(c, "sheet-count", count = count, whole = whole));
        page.raw("</p>\n<table class=\"list\">\n<tr>");
        heading(page, "nth", "#");
        heading(page, "who", &say!(c, "csv-name"));
        heading(page, "token", &say!(c, "history-column-token"));
        heading(page, "day", &say!(c, "forecast-column-ends"));
        heading(page, "outcome", &say!(c, "history-column-result"));
        heading(page, "received", &say!(c, "sheet-received"));
        page.raw("</tr>\n");
        for handover in lines {
            nth = nth.saturating_add(1);
            line(page, nth, handover, voice);
        }
        page.raw("</table>\n</section>\n");
    }
}

fn heading(page: &mut Markup, class: &'static str, text: &str) {
    page.raw("<th class=\"").raw(class).raw("\">");
    page.text(text).raw("</th>");
}

fn line(page: &mut Markup, nth: usize, handover: &Handover, voice: &Voice<'_>) {
    let cells = [
        nth.to_string(),
        cut(&sheet::name(handover, voice), NAME_COLUMNS).into_owned(),
        cut(&handover.run.serial, SERIAL_COLUMNS).into_owned(),
        voice.day(handover.new.not_after),
        history::result(&handover.run, voice),
        String::new(),
    ];
    page.raw("<tr>");
    for cell in &cells {
        page.raw("<td><div>").text(cell).raw("</div></td>");
    }
    page.raw("</tr>\n");
}
