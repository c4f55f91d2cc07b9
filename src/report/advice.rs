//! What to do about something that does not stand as it should.

use super::{Voice, explain};
use crate::say;
use crate::token::PinState;
use crate::workflow::check::{Check, Status, Subject};

/// What to do; `None` where it stands as it should, or nothing needs to be done.
#[must_use]
pub fn of(check: &Check, voice: &Voice<'_>) -> Option<String> {
    if check.status == Status::Pass {
        return None;
    }
    let c = voice.catalogue;
    let advice = match &check.subject {
        // What to do depends on the state.
        Subject::Pin(PinState::Hidden) => return None,
        Subject::Pin(PinState::Low) => say!(c, "advice-pin-low"),
        Subject::Pin(PinState::Final) => say!(c, "remedy-last-try"),
        Subject::Pin(PinState::Locked) => say!(c, "remedy-pin-locked"),
        Subject::Pin(PinState::Unset) => say!(c, "remedy-pin-unset"),
        Subject::Pin(PinState::ToBeChanged) => say!(c, "remedy-pin-expired"),
        // What these say names what to do, which depends on how far it came.
        Subject::Handshake(_)
        | Subject::HandshakeTrust(_)
        | Subject::Connection(_)
        | Subject::NoHandshake => return None,
        Subject::Orphans(None) => say!(c, "advice-log-in"),
        subject => explain::advice(subject.id(), c)?,
    };
    Some(advice)
}
