//! One token's sheet: who, what, until when, how it was proved, and where to sign.

use super::markup::Markup;
use super::timeline::{self, timeline};
use crate::clock::Now;
use crate::report::{Voice, history};
use crate::say;
use crate::ui::visible::{cut, visible, width};
use crate::workflow::records::handover::Handover;

/// The most columns of a name, a subject, and a value in the table: what is longer would not fit the sheet.
const NAME_COLUMNS: usize = 150;
const SUBJECT_COLUMNS: usize = 260;
const VALUE_COLUMNS: usize = 160;
/// A name of more columns is set in smaller type.
const LARGE_COLUMNS: usize = 50;

/// Draws the sheet.
pub(super) fn sheet(page: &mut Markup, handover: &Handover, now: Now, voice: &Voice<'_>) {
    let c = voice.catalogue;
    page.raw("<section class=\"sheet\">\n");
    head(page, &say!(c, "sheet-title"), now, voice);
    if !handover.is_complete() {
        let result = history::result(&handover.run, voice);
        page.raw("<p class=\"warning\">");
        page.text(&say!(c, "sheet-incomplete", result = result));
        page.raw("</p>\n");
    }
    person(page, handover, voice);
    facts(page, handover, voice);
    page.raw("<h2>")
        .text(&say!(c, "sheet-validity"))
        .raw("</h2>\n");
    timeline(page, handover, now, voice);
    let more = handover.old.len().saturating_sub(timeline::MOST_OLD);
    if more > 0 {
        page.raw("<p class=\"note\">");
        page.text(&say!(c, "sheet-more", count = more))
            .raw("</p>\n");
    }
    page.raw("<p class=\"note\">");
    page.text(&say!(c, "sheet-note")).raw("</p>\n");
    hands(page, handover, voice);
    page.raw("<footer>");
    page.text(&say!(
        c,
        "sheet-footer",
        version = env!("CARGO_PKG_VERSION")
    ));
    page.raw("</footer>\n</section>\n");
}

/// The title and the day, as on every page.
pub(super) fn head(page: &mut Markup, title: &str, now: Now, voice: &Voice<'_>) {
    let made = voice.time(now.timestamp());
    page.raw("<header><h1>").text(title).raw("</h1><p>");
    page.text(&say!(voice.catalogue, "sheet-made", time = made));
    page.raw("</p></header>\n");
}

/// Who gets the token: as the list said, else as the certificate says.
pub(super) fn name(handover: &Handover, voice: &Voice<'_>) -> String {
    let listed = handover.run.person.as_deref().map(visible);
    listed.map_or_else(
        || history::name(&handover.new, voice),
        |name| name.into_owned(),
    )
}

fn person(page: &mut Markup, handover: &Handover, voice: &Voice<'_>) {
    let name = name(handover, voice);
    page.raw("<p class=\"person\"><b");
    if width(&name) > LARGE_COLUMNS {
        page.raw(" class=\"long\"");
    }
    page.raw(">").text(&cut(&name, NAME_COLUMNS));
    page.raw("</b><span>");
    page.text(&cut(&handover.new.subject, SUBJECT_COLUMNS));
    page.raw("</span></p>\n");
}

fn facts(page: &mut Markup, handover: &Handover, voice: &Voice<'_>) {
    let c = voice.catalogue;
    let (run, new) = (&handover.run, &handover.new);
    page.raw("<table class=\"facts\">\n");
    fact(page, &say!(c, "sheet-token"), "serial", &run.serial);
    fact(page, &say!(c, "sheet-number"), "code", &new.number);
    let sha256 = grouped(&new.sha256.to_string());
    fact(page, &say!(c, "sheet-fingerprint"), "code", &sha256);
    let (from, to) = (voice.time(new.not_before), voice.time(new.not_after));
    let period = say!(c, "date-from-to", from = from, to = to);
    fact(page, &say!(c, "report-field-validity"), "plain", &period);
    if let Some(proof) = run.verified() {
        let value = say!(
            c,
            "sheet-proof-value",
            mechanism = proof.mechanism.as_str(),
            time = voice.time(proof.at)
        );
        fact(page, &say!(c, "sheet-proof"), "plain", &value);
        let digest = grouped(&proof.digest.to_string());
        fact(page, &say!(c, "sheet-proof-digest"), "code", &digest);
    }
    if let Some(custody) = history::custody(run, voice) {
        fact(page, &say!(c, "csv-custody"), "plain", &custody);
    }
    fact(
        page,
        &say!(c, "history-column-operator"),
        "plain",
        &history::people(run, voice),
    );
    let name = say!(
        c,
        "sheet-run-value",
        run = run.run.as_str(),
        command = run.command.as_str(),
        result = history::result(run, voice)
    );
    fact(page, &say!(c, "csv-run"), "plain", &name);
    if let Some(ended) = &run.ended {
        let head = grouped(&ended.head.to_string());
        fact(page, &say!(c, "csv-head"), "code", &head);
    }
    page.raw("</table>\n");
}

fn fact(page: &mut Markup, name: &str, class: &'static str, value: &str) {
    page.raw("<tr><th>").text(name).raw("</th><td class=\"");
    page.raw(class).raw("\">");
    page.text(&cut(value, VALUE_COLUMNS)).raw("</td></tr>\n");
}

/// Digits in groups of eight, as they are read out.
fn grouped(digits: &str) -> String {
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && place.is_multiple_of(8) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

/// Where to sign: who hands over, who confirmed, who receives.
fn hands(page: &mut Markup, handover: &Handover, voice: &Voice<'_>) {
    let c = voice.catalogue;
    let people = [
        (
            say!(c, "sheet-hands-over"),
            cut(&handover.run.operator, LARGE_COLUMNS).into_owned(),
        ),
        (
            say!(c, "sheet-confirms"),
            history::witness(&handover.run, voice)
                .map_or_else(String::new, |it| cut(&it, LARGE_COLUMNS).into_owned()),
        ),
        (
            say!(c, "sheet-receives"),
            cut(&name(handover, voice), LARGE_COLUMNS).into_owned(),
        ),
    ];
    page.raw("<div class=\"hands\"><table><tr>");
    for (role, _) in &people {
        page.raw("<th>").text(role).raw("</th>");
    }
    page.raw("</tr>\n<tr>");
    for (_, name) in &people {
        page.raw("<td><span class=\"name\">").text(name);
        page.raw("</span><span class=\"date\">");
        page.text(&say!(c, "sheet-date"));
        page.raw("</span><span class=\"stamp\">");
        page.text(&say!(c, "sheet-stamp")).raw("</span></td>");
    }
    page.raw("</tr></table></div>\n");
}
