//! Hand-over sheets: one self-contained HTML page that prints a token on each sheet of A4.
//!
//! No script, nothing from a network; every text that came from a token, a bundle or a person passes
//! `markup::Markup::text`, which escapes it.

mod markup;
mod sheet;
mod summary;
mod timeline;

use crate::clock::Now;
use crate::say;
use crate::workflow::records::handover::Handover;

use super::Voice;
use markup::Markup;

/// Makes the page: a sheet for each token and, where there are several, a list of them in front.
#[must_use]
pub fn page(handovers: &[Handover], now: Now, voice: &Voice<'_>) -> String {
    let mut page = Markup::default();
    page.raw("<!DOCTYPE html>\n<html lang=\"");
    page.text(voice.catalogue.language().tag());
    page.raw("\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.raw(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
    );
    page.raw("<title>");
    page.text(&say!(voice.catalogue, "sheet-title"));
    page.raw("</title>\n<style>\n");
    page.raw(include_str!("handover/print.css"));
    page.raw("</style>\n</head>\n<body>\n");
    if handovers.len() > 1 {
        summary::summary(&mut page, handovers, now, voice);
    }
    for handover in handovers {
        sheet::sheet(&mut page, handover, now, voice);
    }
    page.raw("</body>\n</html>\n");
    page.finish()
}
