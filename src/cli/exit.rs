//! The exit status: the documented numbers, decided in this one place.

use tokendesk::token::{TokenError, Trouble};
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
        Cause::Bundle(_) | Cause::Unfit(_) | Cause::KeyNotTaken { .. } => BUNDLE,
        Cause::Selection(_) | Cause::Discovery(_) => NO_TOKEN,
        Cause::Journal(_) | Cause::JournalUnsound { .. } => JOURNAL,
        Cause::Declined
        | Cause::NobodyToAsk
        | Cause::WitnessDeclined
        | Cause::WitnessIsOperator { .. }
        | Cause::WitnessNotPresent
        | Cause::NobodyToWitness
        | Cause::OtherToken { .. } => DECLINED,
        Cause::SecretSource(error) if error.is_unanswered() => DECLINED,
        Cause::SecretSource(_)
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
