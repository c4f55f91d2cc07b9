//! Which identity a token gets where no rule says so: a person chooses by number.

use std::sync::Arc;

use tokendesk::say;
use tokendesk::token::TokenSerial;
use tokendesk::ui::visible::visible;
use tokendesk::ui::{NoAnswer, words};
use tokendesk::workflow::batch::Offer;

use crate::cli::desk::Desk;

/// What a person said.
#[derive(Debug)]
pub enum Choice {
    /// This identity.
    Offer(Arc<Offer>),
    /// None of them.
    None,
    /// Nobody is there to say.
    Nobody,
    /// Ctrl-C: the batch is to stop.
    Stop,
}

/// How often a number is asked for before unclear answers count as none.
const ATTEMPTS: usize = 3;

/// Asks which of `offers` the token gets.
pub fn choose(desk: &Desk<'_>, serial: &TokenSerial, offers: &[Arc<Offer>]) -> Choice {
    if offers.is_empty() || !desk.ui.is_attended() {
        return Choice::Nobody;
    }
    let c = desk.catalogue;
    let serial = visible(serial.as_str()).into_owned();
    let mut prompt = say!(c, "tray-choose", serial = serial);
    for (number, offer) in (1_usize..).zip(offers) {
        let zone = &desk.style.time_zone;
        let line = say!(
            c,
            "tray-choice",
            number = number.to_string(),
            subject = visible(&offer.owner()).into_owned(),
            validity = words::validity(c, offer.not_before, offer.not_after, zone),
            file = visible(&offer.name).into_owned()
        );
        prompt.push('\n');
        prompt.push_str(&line);
    }
    prompt.push('\n');
    prompt.push_str(&say!(c, "tray-choice-hint"));
    for _ in 0..ATTEMPTS {
        match desk.ui.ask_line(&prompt) {
            Ok(typed) if typed.is_empty() => return Choice::None,
            Ok(typed) => {
                let place = typed.parse::<usize>().ok();
                let place = place.and_then(|number| number.checked_sub(1));
                if let Some(offer) = place.and_then(|place| offers.get(place)) {
                    return Choice::Offer(Arc::clone(offer));
                }
                prompt = say!(c, "tray-choice-unclear", count = offers.len());
            }
            Err(NoAnswer::Interrupted) => return Choice::Stop,
            Err(NoAnswer::NobodyToAsk) => return Choice::Nobody,
            Err(NoAnswer::EndOfInput | NoAnswer::TooLong { .. } | NoAnswer::Terminal { .. }) => {
                return Choice::None;
            }
        }
    }
    Choice::None
}
