//! The way of every call: counted, delayed, struck by faults, made, logged.

use std::ffi::c_int;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::Instant;

use cryptoki_sys::{
    CK_FUNCTION_LIST, CK_RV, CK_ULONG, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_DEVICE_REMOVED,
    CKR_GENERAL_ERROR, CKR_OK,
};

use crate::codes;
use crate::desk::{Desk, Place};
use crate::fault::{Faults, Ruling};
use crate::log::LineFile;
use crate::real::{Real, call};
use crate::scenario::{self, Action, When};
use crate::settings::{Profile, Settings};
use crate::table;

unsafe extern "C" {
    /// Ends the process without any clean-up; the C library has it on every platform.
    fn _exit(status: c_int) -> !;
}

/// The module, once it has been loaded.
pub struct Trainer {
    table: &'static CK_FUNCTION_LIST,
    real: Real,
    profile: Profile,
    desk: Mutex<Desk>,
}

impl Trainer {
    fn load() -> Result<Self, String> {
        let settings = Settings::from_environment()?;
        let real = Real::load(settings.module.as_deref())?;
        let rules = settings
            .scenario
            .as_deref()
            .map_or(Ok(Vec::new()), scenario::read)?;
        table::check_names(&rules)?;
        let faults = Faults::new(rules, settings.state.as_deref(), settings.fired.as_deref())?;
        let log = LineFile::open(settings.log.as_deref())?;
        let profile = settings.profile;
        Ok(Self {
            table: Box::leak(Box::new(table::list(&real, profile))),
            real,
            profile,
            desk: Mutex::new(Desk::new(real, settings, faults, log)),
        })
    }

    /// The function list that the caller gets.
    pub fn table(&self) -> *mut CK_FUNCTION_LIST {
        std::ptr::from_ref(self.table).cast_mut()
    }

    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The module, loaded at the first call.
pub fn trainer() -> Result<&'static Trainer, &'static str> {
    static TRAINER: OnceLock<Result<Trainer, String>> = OnceLock::new();
    TRAINER
        .get_or_init(Trainer::load)
        .as_ref()
        .map_err(String::as_str)
}

/// One call of the caller.
pub struct Call<'a> {
    /// The C function.
    pub function: &'static str,
    /// What it is about.
    pub place: Place,
    /// Where it puts the handles that it makes.
    pub handles: &'a [*mut CK_ULONG],
}

/// Passes one call on, with all that may befall it; no panic leaves.
pub fn pass(call: &Call<'_>, doing: &mut dyn FnMut(&mut Desk, &Ruling) -> CK_RV) -> CK_RV {
    catch_unwind(AssertUnwindSafe(|| match trainer() {
        Ok(trainer) => run(trainer, call, doing),
        Err(_) => CKR_GENERAL_ERROR,
    }))
    .unwrap_or(CKR_GENERAL_ERROR)
}

/// Waits for a slot event in the real module, with nothing locked: the call may last for ever.
pub fn pass_unlocked(call: &Call<'_>, doing: &mut dyn FnMut(&Real) -> CK_RV) -> CK_RV {
    let waited = catch_unwind(AssertUnwindSafe(|| match trainer() {
        Ok(trainer) if trainer.profile == Profile::Transparent => doing(&trainer.real),
        Ok(_) => cryptoki_sys::CKR_FUNCTION_NOT_SUPPORTED,
        Err(_) => CKR_GENERAL_ERROR,
    }))
    .unwrap_or(CKR_GENERAL_ERROR);
    pass(call, &mut |_, ruling| {
        ruling.real.set(Some(waited));
        waited
    })
}

fn run(
    trainer: &Trainer,
    call: &Call<'_>,
    doing: &mut dyn FnMut(&mut Desk, &Ruling) -> CK_RV,
) -> CK_RV {
    let started = Instant::now();
    let (ruling, latency) = {
        let mut desk = trainer.desk();
        desk.calls = desk.calls.saturating_add(1);
        if desk.initialized {
            match call.place {
                Place::Slot(_) if desk.is_disguised() && desk.slots().is_empty() => {
                    desk.map_slots();
                }
                Place::Slot(id) => desk.note_slot(id),
                Place::Nowhere | Place::Session(_) => {}
            }
        }
        desk.notice();
        let serial = desk.slot(call.place).map(|slot| slot.serial.clone());
        let number = desk.calls;
        let ruling = desk.faults.meet(number, call.function, serial.as_deref());
        (ruling, desk.latency(call.place))
    };
    // Asleep with nothing locked: two tokens do not wait for each other.
    thread::sleep(latency);
    stall(&ruling, When::Before);
    let out = {
        let mut desk = trainer.desk();
        let number = desk.calls;
        let under_way = UnderWay {
            call,
            ruling: &ruling,
            started,
            place: place_text(&desk, call.place),
        };
        let mut out = match under_way.before(&mut desk) {
            Some(code) => code,
            None => perform(&mut desk, call, &ruling, doing),
        };
        if let Some(code) = under_way.after(&mut desk) {
            out = code;
        }
        under_way.log(&desk, &codes::name(out));
        if call.function == "C_Finalize" {
            desk.log
                .line(&format!("pid={} total={number}", std::process::id()));
        }
        out
    };
    stall(&ruling, When::After);
    out
}

/// Makes the call, unless the token is not there.
fn perform(
    desk: &mut Desk,
    call: &Call<'_>,
    ruling: &Ruling,
    doing: &mut dyn FnMut(&mut Desk, &Ruling) -> CK_RV,
) -> CK_RV {
    let starts = call.function == "C_Initialize";
    if !starts && !desk.initialized && desk.is_disguised() {
        return CKR_CRYPTOKI_NOT_INITIALIZED;
    }
    // An empty slot can still be looked at.
    let looks = call.function == "C_GetSlotInfo";
    match desk.refusal(call.place) {
        Some(code) if !looks => code,
        _ => doing(desk, ruling),
    }
}

/// A call on its way, with the faults that meet it.
struct UnderWay<'a> {
    call: &'a Call<'a>,
    ruling: &'a Ruling,
    started: Instant,
    /// Slot and session as text, from before the call: closing a session forgets its slot.
    place: String,
}

impl UnderWay<'_> {
    /// Strikes before the call is made; an answer means that it is not made at all.
    fn before(&self, desk: &mut Desk) -> Option<CK_RV> {
        let mut answer = None;
        for met in self.ruling.at(When::Before) {
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
    fn after(&self, desk: &mut Desk) -> Option<CK_RV> {
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
            Action::ForgetLogin => {
                if let Some(session) = desk
                    .slot(place)
                    .and_then(|slot| desk.live_session(slot.real))
                {
                    call!(desk.real, C_Logout(session));
                }
            }
            // Seen to elsewhere.
            Action::Error(_)
            | Action::Nothing
            | Action::Stall(_)
            | Action::Show(_)
            | Action::LoseNeighbour
            | Action::Ghost(_)
            | Action::BadSignature
            | Action::RefuseSameId(_) => {}
        }
        (None, Removed::No)
    }

    /// Appends the call to the log.
    fn log(&self, desk: &Desk, out: &str) {
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

fn stall(ruling: &Ruling, when: When) {
    for met in ruling.at(when) {
        if let Action::Stall(time) = met.action() {
            thread::sleep(*time);
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
