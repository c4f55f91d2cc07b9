//! PIN counters that lock, and PINs that want to be changed.

use std::ops::RangeInclusive;

use cryptoki_sys::{
    CK_FLAGS, CK_RV, CK_SESSION_HANDLE, CK_ULONG, CK_USER_TYPE, CK_UTF8CHAR, CKF_SO_PIN_COUNT_LOW,
    CKF_SO_PIN_FINAL_TRY, CKF_SO_PIN_LOCKED, CKF_SO_PIN_TO_BE_CHANGED, CKF_USER_PIN_COUNT_LOW,
    CKF_USER_PIN_FINAL_TRY, CKF_USER_PIN_LOCKED, CKF_USER_PIN_TO_BE_CHANGED, CKR_OK,
    CKR_PIN_EXPIRED, CKR_PIN_INCORRECT, CKR_PIN_LEN_RANGE, CKR_PIN_LOCKED, CKS_RW_SO_FUNCTIONS,
    CKU_SO, CKU_USER,
};

use crate::desk::{Desk, Place, Slot};
use crate::disguise::{memory, sessions};
use crate::fault::Ruling;
use crate::real::call;
use crate::state::{Counters, Memory, PinState};

/// Tries of a full counter, unless set otherwise.
const TRIES: u64 = 10;
/// Lengths that the token takes, in bytes.
pub const LENGTHS: RangeInclusive<CK_ULONG> = 8..=255;

/// Whose PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    User,
    So,
}

impl Owner {
    fn tries(self, slot: &Slot) -> u64 {
        let settings = slot.settings();
        match self {
            Self::User => settings.user_tries,
            Self::So => settings.so_tries,
        }
        .unwrap_or(TRIES)
    }

    fn failures(self, memory: &mut Memory) -> &mut u64 {
        match self {
            Self::User => &mut memory.user_failures,
            Self::So => &mut memory.so_failures,
        }
    }
}

/// The state of the user PIN now.
pub fn state(slot: &Slot) -> PinState {
    if slot.memory().pin_changed {
        return PinState::Ok;
    }
    slot.settings().pin.unwrap_or(PinState::Ok)
}

/// The flags that tell the state of both PINs.
pub fn flags(slot: &Slot) -> CK_FLAGS {
    let mut memory = slot.memory();
    let mut flags = 0;
    if state(slot) != PinState::Ok {
        flags |= CKF_USER_PIN_TO_BE_CHANGED;
    }
    if slot.settings().so_pin.unwrap_or(PinState::Ok) != PinState::Ok {
        flags |= CKF_SO_PIN_TO_BE_CHANGED;
    }
    if slot.settings().counters == Some(Counters::Hidden) {
        return flags;
    }
    let user = [
        CKF_USER_PIN_COUNT_LOW,
        CKF_USER_PIN_FINAL_TRY,
        CKF_USER_PIN_LOCKED,
    ];
    let so = [
        CKF_SO_PIN_COUNT_LOW,
        CKF_SO_PIN_FINAL_TRY,
        CKF_SO_PIN_LOCKED,
    ];
    for (owner, [low, last, locked]) in [(Owner::User, user), (Owner::So, so)] {
        let failures = *owner.failures(&mut memory);
        match owner.tries(slot).saturating_sub(failures) {
            0 => flags |= locked,
            1 => flags |= last | if failures > 0 { low } else { 0 },
            _ if failures > 0 => flags |= low,
            _ => {}
        }
    }
    flags
}

/// Tries a PIN and counts: `attempt` asks the real module.
fn count(slot: &mut Slot, owner: Owner, attempt: impl FnOnce() -> CK_RV) -> CK_RV {
    let tries = owner.tries(slot);
    slot.update(|memory| {
        let failures = owner.failures(memory);
        if *failures >= tries {
            return CKR_PIN_LOCKED;
        }
        match attempt() {
            CKR_OK => {
                *failures = 0;
                CKR_OK
            }
            CKR_PIN_INCORRECT => {
                *failures = failures.saturating_add(1);
                if *failures >= tries {
                    CKR_PIN_LOCKED
                } else {
                    CKR_PIN_INCORRECT
                }
            }
            other => other,
        }
    })
}

/// `C_Login`.
///
/// # Safety
///
/// As PKCS#11 asks of the caller; the same for all functions of this module.
pub unsafe fn login(
    desk: &mut Desk,
    ruling: &Ruling,
    session: CK_SESSION_HANDLE,
    user: CK_USER_TYPE,
    pin: *mut CK_UTF8CHAR,
    length: CK_ULONG,
) -> CK_RV {
    let real = desk.real;
    let (typed, pin, length) = at_pad(desk.settings.pin_pad.as_deref(), pin, length);
    let attempt = || ruling.answered(call!(real, C_Login(session, user, pin, length)));
    let owner = match user {
        CKU_USER => Owner::User,
        CKU_SO => Owner::So,
        _ => return attempt(),
    };
    if !desk.is_disguised() {
        return attempt();
    }
    let Some(slot) = desk.slot_mut(Place::Session(session)) else {
        return attempt();
    };
    if !LENGTHS.contains(&length) {
        return CKR_PIN_LEN_RANGE;
    }
    let answer = count(slot, owner, attempt);
    if answer != CKR_OK || owner == Owner::So {
        return answer;
    }
    if state(slot) == PinState::Expired {
        call!(real, C_Logout(session));
        return CKR_PIN_EXPIRED;
    }
    memory::look(desk, Place::Session(session));
    drop(typed);
    answer
}

/// What the pad says in place of a PIN that the caller left out; the first part owns the bytes.
fn at_pad(
    pad: Option<&str>,
    pin: *mut CK_UTF8CHAR,
    length: CK_ULONG,
) -> (Option<Vec<u8>>, *mut CK_UTF8CHAR, CK_ULONG) {
    match pad {
        Some(pad) if pin.is_null() => {
            let mut typed = pad.as_bytes().to_vec();
            let length = CK_ULONG::try_from(typed.len()).unwrap_or(0);
            let bytes = typed.as_mut_ptr();
            (Some(typed), bytes, length)
        }
        _ => (None, pin, length),
    }
}

/// `C_SetPIN`.
///
/// # Safety
///
/// As [`login`].
pub unsafe fn set(
    desk: &mut Desk,
    ruling: &Ruling,
    session: CK_SESSION_HANDLE,
    old: *mut CK_UTF8CHAR,
    old_length: CK_ULONG,
    new: *mut CK_UTF8CHAR,
    new_length: CK_ULONG,
) -> CK_RV {
    let real = desk.real;
    let (old_typed, old, old_length) = at_pad(desk.settings.pin_pad.as_deref(), old, old_length);
    let (new_typed, new, new_length) =
        at_pad(desk.settings.pin_pad_new.as_deref(), new, new_length);
    let attempt = || {
        ruling.answered(call!(
            real,
            C_SetPIN(session, old, old_length, new, new_length)
        ))
    };
    let owner = match sessions::state(desk, session) {
        Some(CKS_RW_SO_FUNCTIONS) => Owner::So,
        _ => Owner::User,
    };
    if !desk.is_disguised() {
        return attempt();
    }
    let Some(slot) = desk.slot_mut(Place::Session(session)) else {
        return attempt();
    };
    if !LENGTHS.contains(&old_length) || !LENGTHS.contains(&new_length) {
        return CKR_PIN_LEN_RANGE;
    }
    let answer = count(slot, owner, attempt);
    if answer == CKR_OK && owner == Owner::User {
        slot.update(|memory| memory.pin_changed = true);
    }
    drop((old_typed, new_typed));
    answer
}

/// `C_InitPIN`: the SO gives a new user PIN, and a full counter with it.
///
/// # Safety
///
/// As [`login`].
pub unsafe fn init(
    desk: &mut Desk,
    ruling: &Ruling,
    session: CK_SESSION_HANDLE,
    pin: *mut CK_UTF8CHAR,
    length: CK_ULONG,
) -> CK_RV {
    if desk.is_disguised() && !LENGTHS.contains(&length) {
        return CKR_PIN_LEN_RANGE;
    }
    let answer = ruling.answered(call!(desk.real, C_InitPIN(session, pin, length)));
    if answer == CKR_OK
        && desk.is_disguised()
        && let Some(slot) = desk.slot_mut(Place::Session(session))
    {
        slot.update(|memory| {
            memory.user_failures = 0;
            memory.pin_changed = true;
        });
    }
    answer
}
