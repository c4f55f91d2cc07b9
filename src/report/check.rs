//! What was looked at and how it stands, in words.

use super::cause;
use super::{Voice, doctor, finding};
use crate::say;
use crate::token::PinState;
use crate::workflow::Cause;
use crate::workflow::check::{Check, Status, Subject};

/// Tells what was found; the status decides between the good and the bad sentence.
#[must_use]
pub fn tell(check: &Check, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    match &check.subject {
        Subject::Clock(None) => say!(c, "check-clock"),
        Subject::Clock(Some(error)) => cause::tell(&Cause::Clock(*error), voice).message,
        Subject::Pin(state) => pin(*state, voice),
        Subject::WriteProtection => match check.status {
            Status::Pass => say!(c, "check-writable"),
            Status::Warn | Status::Fail => say!(c, "check-write-protected"),
        },
        Subject::Memory { .. } => memory(check, voice),
        Subject::KeySize { key, largest } => {
            let key = key.description();
            match (check.status, largest) {
                (Status::Pass | Status::Warn, _) => say!(c, "check-key-size-fits", key = key),
                (Status::Fail, Some(largest)) => {
                    say!(
                        c,
                        "check-key-size-too-large",
                        key = key,
                        largest = (*largest)
                    )
                }
                (Status::Fail, None) => say!(c, "check-key-size-no-kind", key = key),
            }
        }
        Subject::Expired(0) => say!(c, "check-expired-none"),
        Subject::Expired(count) => say!(c, "check-expired-some", count = (*count)),
        Subject::Valid(count) => say!(c, "check-valid", count = (*count)),
        Subject::Orphans(None) => say!(c, "check-orphans-unknown"),
        Subject::Orphans(Some(0)) => say!(c, "check-orphans-none"),
        Subject::Orphans(Some(count)) => say!(c, "check-orphans-some", count = (*count)),
        Subject::DoubledIds(ids) if ids.is_empty() => say!(c, "check-doubled-ids-none"),
        Subject::DoubledIds(ids) => {
            let list = voice.list(ids.iter().cloned());
            say!(c, "check-doubled-ids-some", list = list)
        }
        Subject::Capacity { class, held, most } => {
            let class = voice.class(*class);
            match check.status {
                Status::Pass | Status::Warn => {
                    say!(
                        c,
                        "check-capacity-enough",
                        class = class,
                        held = (*held),
                        most = (*most)
                    )
                }
                Status::Fail => {
                    say!(
                        c,
                        "check-capacity-short",
                        class = class,
                        held = (*held),
                        most = (*most)
                    )
                }
            }
        }
        Subject::Bundle(found) => {
            let finding = finding::tell(found, voice);
            say!(c, "check-bundle", finding = finding)
        }
        Subject::Doctor(found) => doctor::tell(found, voice),
    }
}

fn memory(check: &Check, voice: &Voice<'_>) -> String {
    let Subject::Memory {
        free,
        public_need,
        private_need,
    } = &check.subject
    else {
        return String::new();
    };
    let c = voice.catalogue;
    let told = |bytes: Option<u64>| {
        bytes.map_or_else(
            || say!(c, "check-memory-not-told"),
            |bytes| bytes.to_string(),
        )
    };
    let (public, private) = (told(free.public), told(free.private));
    match check.status {
        Status::Pass | Status::Warn => say!(
            c,
            "check-memory-enough",
            public = public,
            public_need = (*public_need),
            private = private,
            private_need = (*private_need)
        ),
        Status::Fail => say!(
            c,
            "check-memory-short",
            public = public,
            public_need = (*public_need),
            private = private,
            private_need = (*private_need)
        ),
    }
}

/// What the token's flags say of the PIN.
#[must_use]
pub fn pin(state: PinState, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    match state {
        PinState::Ok => say!(c, "check-pin-ok"),
        PinState::Low => say!(c, "check-pin-low"),
        PinState::Final => say!(c, "check-pin-final"),
        PinState::Locked => say!(c, "check-pin-locked"),
        PinState::ToBeChanged => say!(c, "check-pin-to-be-changed"),
        PinState::Unset => say!(c, "check-pin-unset"),
        PinState::Hidden => say!(c, "check-pin-hidden"),
    }
}

/// The mark of a status: a word, since signs like a tick are missing in old code pages.
#[must_use]
pub fn mark(status: Status, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    match status {
        Status::Pass => say!(c, "check-mark-pass"),
        Status::Warn => say!(c, "check-mark-warn"),
        Status::Fail => say!(c, "check-mark-fail"),
    }
}
