//! A run as people read it: plain text for standard output, a pure function of what is known.

mod batch;
mod bundle;
mod check;
mod consumer;
mod doctor;
mod explanation;
mod failure;
mod forecast;
mod held;
mod history;
mod journal;
mod plan;
mod result;
mod text;
mod token;
mod tray;

use jiff::tz::TimeZone;

use super::{Outcome, Result, Voice};
use crate::say;
use crate::ui::table::Layout;
use crate::ui::{Catalogue, Colour};
use crate::workflow::Plan;

use text::Text;

pub use tray::ended;

/// How text for people looks.
#[derive(Debug, Clone)]
pub struct Style<'a> {
    /// The language.
    pub catalogue: &'a Catalogue,
    /// The time zone that dates are told in.
    pub time_zone: TimeZone,
    /// The columns of the terminal; `None`, as for a pipe, breaks no line.
    pub width: Option<u16>,
    /// Whether colour is used.
    pub colour: Colour,
}

impl Style<'_> {
    /// The language and the time zone.
    #[must_use]
    pub fn voice(&self) -> Voice<'_> {
        Voice {
            catalogue: self.catalogue,
            time_zone: self.time_zone.clone(),
        }
    }

    fn layout(&self) -> Layout {
        Layout {
            columns: self.width,
            colour: self.colour,
        }
    }
}

/// Renders an outcome, each line ended by a line feed.
#[must_use]
pub fn render(outcome: &Outcome, style: &Style<'_>) -> String {
    let mut text = Text::new(style);
    if let Some(tokens) = &outcome.tokens {
        token::list(&mut text, tokens, outcome.now);
    }
    if let Some(found) = &outcome.verification {
        journal::verification(&mut text, outcome, found);
    }
    if let Some(sight) = &outcome.history {
        history::history(&mut text, sight);
    }
    if let Some(sight) = &outcome.forecast {
        forecast::forecast(&mut text, sight);
    }
    match outcome.command {
        "show" => token::show(&mut text, outcome),
        "inspect" => bundle::inspect(&mut text, outcome),
        "check" => {
            check::checks(&mut text, outcome);
            bundle::notes(&mut text, outcome);
            consumer::consumers(&mut text, outcome);
        }
        // The source was shown before the first token.
        "batch" if outcome.tray.is_some() => tray::tray(&mut text, outcome),
        "batch" => {
            if let Some(sight) = &outcome.batch {
                batch::source(&mut text, sight);
                if outcome.result == Result::Planned {
                    batch::planned(&mut text, sight);
                }
            }
        }
        "doctor" => doctor::doctor(&mut text, outcome),
        "explain" => explanation::explanation(&mut text, outcome),
        _ => {
            result::result(&mut text, outcome);
            bundle::notes(&mut text, outcome);
        }
    }
    result::files(&mut text, outcome);
    result::remarks(&mut text, outcome);
    check::verdict(&mut text, outcome);
    if let Some(failure) = &outcome.failure {
        failure::failure(&mut text, failure);
    }
    result::journal(&mut text, outcome);
    text.finish()
}

/// Renders the source of a batch, to be read before consent.
#[must_use]
pub fn source(sight: &super::batch::BatchSight, style: &Style<'_>) -> String {
    let mut text = Text::new(style);
    batch::source(&mut text, sight);
    text.finish()
}

/// Renders a plan, to be read before consent, and what is to be known of the bundle in `outcome`.
#[must_use]
pub fn plan(plan: &Plan, outcome: &Outcome, style: &Style<'_>) -> String {
    let mut text = Text::new(style);
    plan::plan(&mut text, plan);
    bundle::notes(&mut text, outcome);
    text.finish()
}

/// The question that asks for consent to a plan, without the hint what may be answered.
///
/// It names the token, the effect and today's date; the slot where the serial tells nothing; and that the
/// old goes first, where it does.
#[must_use]
pub fn consent_question(plan: &Plan, style: &Style<'_>) -> String {
    let question = plan::question(plan, &style.voice());
    let columns = style.width.map_or(usize::MAX, usize::from).max(20);
    let lines = question
        .lines()
        .map(|line| text::wrap(line, columns).join("\n"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The heading of a list of things, with their number.
fn counted(heading: &str, count: usize, voice: &Voice<'_>) -> String {
    say!(
        voice.catalogue,
        "report-counted",
        heading = heading,
        count = count
    )
}

/// The word for a truth that may not be known.
fn known(value: Option<bool>, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    match value {
        Some(true) => say!(c, "report-yes"),
        Some(false) => say!(c, "report-no"),
        None => say!(c, "report-unknown"),
    }
}
