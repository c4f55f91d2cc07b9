//! What was looked at and how it stands, in words.

use super::cause;
use super::{Voice, connection, doctor, finding, handshake};
use crate::say;
use crate::token::PinState;
use crate::ui::visible::visible;
use crate::workflow::Cause;
use crate::workflow::check::{Check, Dated, Status, Subject};

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
        Subject::Handshake(found) => handshake::tell(found, voice),
        Subject::HandshakeTrust(found) => handshake::trust(found, voice),
        Subject::Connection(found) => connection::tell(found, voice),
        Subject::NoHandshake => say!(c, "handshake-nothing"),
        Subject::FreeMemory(free) => match (free.public, free.private) {
            (None, None) => say!(c, "check-free-memory-not-told"),
            (public, private) => {
                let told = |bytes: Option<u64>| {
                    bytes.map_or_else(
                        || say!(c, "check-memory-not-told"),
                        |bytes| bytes.to_string(),
                    )
                };
                let (public, private) = (told(public), told(private));
                say!(c, "check-free-memory", public = public, private = private)
            }
        },
        Subject::IdMismatch(objects) if objects.is_empty() => say!(c, "check-id-mismatch-none"),
        Subject::IdMismatch(objects) => {
            let list = voice.list(objects.iter().map(|object| voice.named(object)));
            say!(c, "check-id-mismatch-some", list = list)
        }
        Subject::DoubledLabels(labels) if labels.is_empty() => {
            say!(c, "check-doubled-labels-none")
        }
        Subject::DoubledLabels(labels) => {
            let list = voice.list(labels.iter().map(|label| visible(label).into_owned()));
            say!(c, "check-doubled-labels-some", list = list)
        }
        Subject::OpenChain(ends) if ends.is_empty() => say!(c, "check-open-chain-none"),
        Subject::OpenChain(ends) => {
            let ends = ends.iter().map(|end| {
                let subject = visible(&end.subject).into_owned();
                let issuer = visible(&end.issuer).into_owned();
                say!(c, "check-open-end", subject = subject, issuer = issuer)
            });
            say!(c, "check-open-chain-some", list = voice.list(ends))
        }
        Subject::OtherPurpose(subjects) if subjects.is_empty() => {
            say!(c, "check-other-purpose-none")
        }
        Subject::OtherPurpose(subjects) => {
            let list = voice.list(subjects.iter().map(|it| visible(it).into_owned()));
            say!(c, "check-other-purpose-some", list = list)
        }
        Subject::EndsSoon { soon, next } if soon.is_empty() => match next {
            Some(next) => say!(c, "check-ends-soon-next", next = ends(next, voice)),
            None => say!(c, "check-ends-soon-none"),
        },
        Subject::EndsSoon { soon, .. } => {
            let list = voice.list(soon.iter().map(|one| ends(one, voice)));
            say!(c, "check-ends-soon-some", list = list)
        }
        Subject::StartsLater(later) => {
            let list = voice.list(later.iter().map(|one| starts(one, voice)));
            say!(c, "check-starts-later", list = list)
        }
        Subject::Defective(defect) => cause::defective(defect, voice),
        Subject::Leftovers(0) => say!(c, "check-leftovers-none"),
        Subject::Leftovers(count) => say!(c, "check-leftovers-some", count = (*count)),
        Subject::WindowsStore => say!(c, "check-windows-store"),
        Subject::Revocation => say!(c, "check-revocation"),
        Subject::Age { since, firmware } => {
            let firmware = visible(firmware).into_owned();
            say!(
                c,
                "check-token-age",
                since = voice.day(*since),
                firmware = firmware
            )
        }
        Subject::Bundle(found) => {
            let finding = finding::tell(found, voice);
            say!(c, "check-bundle", finding = finding)
        }
        Subject::Doctor(found) => doctor::tell(found, voice),
    }
}

fn ends(one: &Dated, voice: &Voice<'_>) -> String {
    let (subject, day) = (visible(&one.subject).into_owned(), voice.day(one.at));
    say!(
        voice.catalogue,
        "check-ends",
        subject = subject,
        day = day,
        days = one.days
    )
}

fn starts(one: &Dated, voice: &Voice<'_>) -> String {
    let (subject, day) = (visible(&one.subject).into_owned(), voice.day(one.at));
    say!(
        voice.catalogue,
        "check-starts",
        subject = subject,
        day = day,
        days = one.days
    )
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
