//! A run as people read it: plain text for standard output, a pure function of what is known.

use jiff::tz::TimeZone;

use super::Outcome;
use crate::ui::{Catalogue, Colour};
use crate::workflow::Plan;

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

/// Renders an outcome, each line ended by a line feed.
#[must_use]
pub fn render(outcome: &Outcome, style: &Style<'_>) -> String {
    let _ = (outcome, style);
    String::new()
}

/// Renders a plan, to be read before consent.
#[must_use]
pub fn plan(plan: &Plan, style: &Style<'_>) -> String {
    let _ = (plan, style);
    String::new()
}

/// The question that asks for consent to a plan, without the hint what may be answered.
#[must_use]
pub fn consent_question(plan: &Plan, style: &Style<'_>) -> String {
    let _ = (plan, style);
    String::new()
}
