//! The exit status: the documented numbers, decided in this one place.

use tokendesk::report::batch::BatchSight;
use tokendesk::report::tray::{Stop, Tray};
use tokendesk::token::{TokenError, Trouble};
use tokendesk::workflow::batch::SourceError;
use tokendesk::workflow::check::Status;
use tokendesk::workflow::{Cause, Effect, Failure, Stage};

/// Done, ready, or nothing to do.
pub const DONE: u8 = 0;
/// Looked, and the answer is no.
pub const NO: u8 = 1;
/// The command line was wrong.
pub const USAGE: u8 = 2;
/// Declined, or nobody to ask.
pub const DECLINED: u8 = 3;
/// Failed; the token is as it was.
pub const UNTOUCHED: u8 = 4;
/// Failed; the token is partly changed.
pub const PARTIAL: u8 = 5;
/// Failed; the token's state is unknown.
pub const UNKNOWN: u8 = 6;
/// The PIN.
pub const PIN: u8 = 7;
/// The bundle.
pub const BUNDLE: u8 = 8;
/// No module, no token, or more than one candidate.
pub const NO_TOKEN: u8 = 9;
/// The journal.
pub const JOURNAL: u8 = 10;
/// Our own fault.
pub const OUR_FAULT: u8 = 70;

/// The statuses of a batch's lines, the worst first: what happened to a token, then the cause, then an answer.
const BY_WEIGHT: [u8; 12] = [
    UNKNOWN, PARTIAL, PIN, BUNDLE, NO_TOKEN, JOURNAL, UNTOUCHED, OUR_FAULT, USAGE, DECLINED, NO,
    DONE,
];

/// The worse of two statuses.
pub fn worse(one: u8, other: u8) -> u8 {
    let weight = |status: u8| BY_WEIGHT.iter().position(|known| *known == status);
    // One that is not in the table is our own fault.
    let place = |status: u8| weight(status).unwrap_or(0);
    if place(other) < place(one) {
        other
    } else {
        one
    }
}

/// The exit status of a batch: that of its worst line.
pub fn of_tray(tray: &Tray) -> u8 {
    let lines = tray.lines.iter().map(|line| line.end.exit);
    let passed_over = tray.passed_over.iter().map(|token| match &token.why {
        why if why.wants_an_answer() => DECLINED,
        why if why.status() == Status::Pass => DONE,
        _ => NO,
    });
    let is_empty = tray.lines.is_empty() && tray.passed_over.is_empty();
    let rest = match tray.stopped {
        Some(Stop::NoLookout) => NO_TOKEN,
        Some(Stop::SharedPinRefused | Stop::SharedPinUnknown) => PIN,
        Some(Stop::Interrupted) if is_empty => DECLINED,
        None if is_empty && !tray.pending.is_empty() => NO_TOKEN,
        Some(Stop::Interrupted) | None if !tray.pending.is_empty() => NO,
        Some(Stop::Interrupted) | None => DONE,
    };
    lines.chain(passed_over).fold(rest, worse)
}

/// The exit status that the source of a batch leads to, whatever becomes of its tokens.
pub fn of_source(source: Option<&BatchSight>) -> u8 {
    match source {
        Some(sight) if sight.refused() > 0 => BUNDLE,
        Some(_) | None => DONE,
    }
}

/// The exit status of a failed run: the effect wins, then the cause.
pub fn of_failure(failure: &Failure) -> u8 {
    match failure.effect {
        Effect::Unknown => UNKNOWN,
        Effect::Partial => PARTIAL,
        // The token that was chosen shows another serial now: it changed, nobody declined.
        Effect::Untouched if is_exchanged(failure) => UNTOUCHED,
        // What was planned is done, and the token is of no use for what it is for.
        Effect::Complete if matches!(failure.cause, Cause::NoTls(_)) => PARTIAL,
        Effect::Untouched | Effect::Complete => of_cause(&failure.cause),
    }
}

fn is_exchanged(failure: &Failure) -> bool {
    failure.stage == Stage::Look && matches!(failure.cause, Cause::OtherToken { .. })
}

fn of_cause(cause: &Cause) -> u8 {
    match cause {
        Cause::PinLength(_)
        | Cause::LastTry
        | Cause::PinLocked
        | Cause::PinUnset
        | Cause::PinsDiffer
        | Cause::RefusedBefore { .. } => PIN,
        Cause::NothingWritten => NO,
        Cause::Bundle(_)
        | Cause::OtherBundle { .. }
        | Cause::Unfit(_)
        | Cause::KeyNotTaken { .. } => BUNDLE,
        Cause::Source(
            SourceError::Unreadable { .. }
            | SourceError::NoBundles { .. }
            | SourceError::NothingOnOffer { .. },
        ) => BUNDLE,
        Cause::Selection(_) | Cause::Discovery(_) => NO_TOKEN,
        Cause::Journal(_) | Cause::JournalUnsound { .. } => JOURNAL,
        Cause::Declined
        | Cause::NobodyToAsk
        | Cause::NobodyToAskForBatch
        | Cause::WitnessDeclined
        | Cause::WitnessIsOperator { .. }
        | Cause::WitnessNotPresent
        | Cause::NobodyToWitness
        | Cause::OtherToken { .. } => DECLINED,
        Cause::SecretSource(error) if error.is_unanswered() => DECLINED,
        Cause::SecretSource(_)
        | Cause::Source(_)
        | Cause::NotADigest { .. }
        | Cause::NotAUri { .. }
        | Cause::SerialNeeded
        | Cause::Notice { .. }
        | Cause::NotRoots { .. }
        | Cause::UnknownCode { .. }
        | Cause::NotWritable { .. } => USAGE,
        Cause::Token(error) => of_token_error(error),
        Cause::Clock(_)
        | Cause::Addition(_)
        | Cause::NoRoom { .. }
        | Cause::Defective(_)
        | Cause::SameIdRefused { .. }
        | Cause::NoSoPin
        | Cause::WriteProtected
        | Cause::Stale
        | Cause::LeftOpen { .. }
        | Cause::OtherPlan { .. }
        | Cause::Interrupted
        | Cause::NotWritten(_)
        | Cause::Lost(_)
        | Cause::NotRemoved(_)
        | Cause::NotWrapped(_)
        | Cause::NotRemovable { .. }
        | Cause::Exposed
        | Cause::BadSignature { .. }
        | Cause::NoTls(_)
        | Cause::NoSuchObject { .. }
        | Cause::KeyIsNotLone { .. } => UNTOUCHED,
    }
}

fn of_token_error(error: &TokenError) -> u8 {
    match error {
        TokenError::NotLoadable { .. } | TokenError::NotAModule { .. } => NO_TOKEN,
        TokenError::Call { .. }
        | TokenError::Gone { .. }
        | TokenError::Changed { .. }
        | TokenError::Nonsense { .. } => match error.trouble() {
            Trouble::PinRefused | Trouble::PinLocked | Trouble::PinExpired | Trouble::PinForm => {
                PIN
            }
            Trouble::Removed
            | Trouble::WriteProtected
            | Trouble::Full
            | Trouble::Template
            | Trouble::Unsupported
            | Trouble::DataInvalid
            | Trouble::NoSuchObject
            | Trouble::NotLoggedIn
            | Trouble::Other => UNTOUCHED,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_effect_on_a_token_is_worse_than_any_cause() {
        assert_eq!(worse(PIN, UNKNOWN), UNKNOWN);
        assert_eq!(worse(PARTIAL, PIN), PARTIAL);
        assert_eq!(worse(UNTOUCHED, BUNDLE), BUNDLE);
        assert_eq!(worse(NO, DECLINED), DECLINED);
        assert_eq!(worse(DONE, NO), NO);
        assert_eq!(worse(UNKNOWN, PARTIAL), UNKNOWN);
    }
}
