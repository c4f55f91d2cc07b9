//! What strikes a call that is on its way, and its line in the log.

use std::ffi::c_int;
use std::time::Instant;

use cryptoki_sys::{CK_RV, CK_ULONG, CKR_DEVICE_REMOVED, CKR_OK};

use super::Call;
use crate::codes;
use crate::desk::{Desk, Place};
use crate::fault::Ruling;
use crate::scenario::{Action, When};

unsafe extern "C" {
    /// Ends the process without any clean-up; the C library has it on every platform.
    fn _exit(status: c_int) -> !;
}

/// A call on its way, with the faults that meet it.
pub struct UnderWay<'a> {
    call: &'a Call<'a>,
    ruling: &'a Ruling,
    started: Instant,
    /// Slot and session as text, from before the call: closing a session forgets its slot.
    place: String,
}

impl<'a> UnderWay<'a> {
    /// A call that began at `started`.
    pub fn new(desk: &Desk, call: &'a Call<'a>, ruling: &'a Ruling, started: Instant) -> Self {
        Self {
            call,
            ruling,
            started,
            place: place_text(desk, call.place),
        }
    }

    /// Strikes before the call is made; an answer means that it is not made at all.
    pub fn before(&self, desk: &mut Desk) -> Option<CK_RV> {
        let mut answer = None;
        for met in self.ruling.at(When::Before) {
            if matches!(met.action(), Action::Stall(_)) {
                continue;
            }
            self.ruling.fire(&met);
            let struck = match met.action() {
                Action::Error(code) => Some(*code),
                Action::Nothing => {
                    invent_handles(self.call.handles, self.ruling.call());
                    Some(CKR_OK)
                }
                other => self.strike(desk, other).0,
            };
            answer = answer.or(struck);
        }
        answer
    }

    /// Strikes after the call was made; an answer replaces the real one.
    pub fn after(&self, desk: &mut Desk) -> Option<CK_RV> {
        let mut answer = None;
        for met in self.ruling.at(When::After) {
            self.ruling.fire(&met);
            let struck = match met.action() {
                Action::Error(code) => Some(*code),
                Action::Nothing => Some(CKR_OK),
                other => match self.strike(desk, other) {
                    (None, Removed::Yes) if !outlives_token(self.call.function) => {
                        Some(CKR_DEVICE_REMOVED)
                    }
                    (code, _) => code,
                },
            };
            answer = answer.or(struck);
        }
        answer
    }

    /// What is done alike on both sides of a call.
    fn strike(&self, desk: &mut Desk, action: &Action) -> (Option<CK_RV>, Removed) {
        let place = self.call.place;
        match action {
            Action::Removal {
                code,
                reinsert_after,
                lasting,
            } => {
                desk.pull(place, *reinsert_after, *lasting);
                return (*code, Removed::Yes);
            }
            Action::Exit(status) => {
                self.log(desk, &format!("exit({status})"));
                // SAFETY: ends the process; nothing of it is used again.
                unsafe { _exit(*status) }
            }
            Action::ChangeSerial(to) => desk.change_serial(place, to),
            Action::ForgetLogin => desk.log_out(place),
            // Seen to elsewhere.
            Action::Error(_)
            | Action::Nothing
            | Action::Stall(_)
            | Action::Show(_)
            | Action::LoseNeighbour { .. }
            | Action::Ghost(_)
            | Action::BadSignature
            | Action::RefuseSameId(_) => {}
        }
        (None, Removed::No)
    }

    /// Appends the call to the log.
    pub fn log(&self, desk: &Desk, out: &str) {
        if !desk.log.is_open() {
            return;
        }
        let answer = self
            .ruling
            .real
            .get()
            .map_or_else(|| "-".into(), codes::name);
        desk.log.line(&format!(
            "pid={} seq={} fn={} {} real={answer} out={out} us={} fault={}",
            std::process::id(),
            self.ruling.call(),
            self.call.function,
            self.place,
            self.started.elapsed().as_micros(),
            self.ruling.happened(),
        ));
    }
}

/// Whether a token was pulled just now.
enum Removed {
    Yes,
    No,
}

/// Functions whose answer does not depend on a token that went away during them.
fn outlives_token(function: &str) -> bool {
    matches!(
        function,
        "C_Initialize" | "C_Finalize" | "C_GetInfo" | "C_GetSlotList" | "C_GetSlotInfo"
    )
}

/// A module that lies hands out handles all the same.
fn invent_handles(handles: &[*mut CK_ULONG], call: u64) {
    for (index, handle) in handles.iter().enumerate() {
        if !handle.is_null() {
            let number = call.saturating_mul(2).saturating_add(index as u64);
            let invented = CK_ULONG::try_from(number).unwrap_or(0);
            // SAFETY: the caller gave room for a handle.
            unsafe { **handle = CK_ULONG::saturating_add(0x7000_0000, invented) };
        }
    }
}

fn place_text(desk: &Desk, place: Place) -> String {
    let slot = desk
        .slot(place)
        .map_or_else(|| "-".to_owned(), |slot| slot.shown.to_string());
    match place {
        Place::Nowhere => "slot=- session=-".to_owned(),
        Place::Slot(id) => format!("slot={id} session=-"),
        Place::Session(session) => format!("slot={slot} session={session}"),
    }
}
