//! Whether a PIN may be sent at all: the flags are read first, and a refused PIN is never sent again.

use crate::token::{PinState, TokenFacts};

use super::failure::Cause;

/// Leave to use the last PIN try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LastTry {
    /// One try left is a refusal.
    #[default]
    Spare,
    /// The last try may be used.
    Use,
}

/// Says whether a login may be tried (design, rule 6).
///
/// # Errors
/// [`Cause::PinLocked`], [`Cause::PinUnset`] or [`Cause::LastTry`]; no try is spent.
pub fn admit(facts: &TokenFacts, last_try: LastTry) -> Result<(), Cause> {
    match facts.pin_state {
        PinState::Locked => Err(Cause::PinLocked),
        PinState::Unset => Err(Cause::PinUnset),
        PinState::Final if last_try == LastTry::Spare => Err(Cause::LastTry),
        PinState::Final
        | PinState::Ok
        | PinState::Low
        | PinState::ToBeChanged
        | PinState::Hidden => Ok(()),
    }
}

/// Says whether the security officer's PIN may be tried: a locked one is lost, and so is the token's last way back.
///
/// # Errors
/// [`Cause::PinLocked`] or [`Cause::LastTry`]; no try is spent.
pub fn admit_officer(state: PinState, last_try: LastTry) -> Result<(), Cause> {
    match state {
        PinState::Locked => Err(Cause::PinLocked),
        PinState::Final if last_try == LastTry::Spare => Err(Cause::LastTry),
        PinState::Final
        | PinState::Ok
        | PinState::Low
        | PinState::ToBeChanged
        | PinState::Unset
        | PinState::Hidden => Ok(()),
    }
}

/// How many refusals in the journal are too many for a token that hides its counter: it may allow as few as three.
const MOST_REFUSALS: u32 = 2;

/// Says whether a login may be tried on a token whose flags never tell: the journal counts instead.
///
/// # Errors
/// [`Cause::RefusedBefore`] after two refusals since the last success; no try is spent.
pub fn admit_by_journal(facts: &TokenFacts, refused: u32, last_try: LastTry) -> Result<(), Cause> {
    // A token that shows its counter would say by now that tries were wrong.
    let is_hidden = match facts.pin_state {
        PinState::Hidden | PinState::Ok | PinState::ToBeChanged => true,
        PinState::Low | PinState::Final | PinState::Locked | PinState::Unset => false,
    };
    if is_hidden && refused >= MOST_REFUSALS && last_try == LastTry::Spare {
        return Err(Cause::RefusedBefore { refused });
    }
    Ok(())
}

/// Says whether a PIN of `length` bytes may be sent: one outside the token's limits would only cost a try.
///
/// # Errors
/// [`Cause::PinLength`].
pub fn admit_length(facts: &TokenFacts, length: usize) -> Result<(), Cause> {
    if facts.pin_limits.admit(length) {
        Ok(())
    } else {
        Err(Cause::PinLength(facts.pin_limits))
    }
}
