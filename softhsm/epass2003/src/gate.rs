//! The way of every call: counted, delayed, struck by faults, made, logged.

mod under_way;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use cryptoki_sys::{
    CK_FUNCTION_LIST, CK_MECHANISM, CK_OBJECT_HANDLE, CK_RV, CK_ULONG,
    CKR_CRYPTOKI_NOT_INITIALIZED, CKR_GENERAL_ERROR,
};

use crate::codes;
use crate::desk::{Desk, Place};
use crate::disguise::guard;
use crate::fault::{Faults, Ruling};
use crate::log::LineFile;
use crate::real::Real;
use crate::scenario::{self, Action, When};
use crate::settings::{Profile, Settings};
use crate::table;
use under_way::UnderWay;

/// The module, once it has been loaded.
pub struct Trainer {
    table: &'static CK_FUNCTION_LIST,
    real: Real,
    profile: Profile,
    desk: Mutex<Desk>,
    /// How long it took to load, the real module included.
    loading: Duration,
}

impl Trainer {
    fn load() -> Result<Self, String> {
        let began = Instant::now();
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
            loading: began.elapsed(),
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
    /// The mechanism that it asks for, or null.
    pub mechanism: *const CK_MECHANISM,
    /// The object that it uses or changes.
    pub object: Option<CK_OBJECT_HANDLE>,
}

impl Call<'_> {
    /// About the module as a whole, with nothing of note.
    pub const PLAIN: Self = Self {
        function: "",
        place: Place::Nowhere,
        handles: &[],
        mechanism: std::ptr::null(),
        object: None,
    };
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
        let under_way = UnderWay::new(&desk, call, &ruling, started);
        let mut out = match under_way.before(&mut desk) {
            Some(code) => code,
            None => perform(&mut desk, call, &ruling, doing),
        };
        if let Some(code) = under_way.after(&mut desk) {
            out = code;
        }
        under_way.log(&desk, &codes::name(out));
        if call.function == "C_Finalize" {
            desk.log.line(&format!(
                "pid={} load_us={} total={number}",
                std::process::id(),
                trainer.loading.as_micros()
            ));
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
        _ => match guard::refusal(desk, call) {
            Some(code) => code,
            None => doing(desk, ruling),
        },
    }
}

fn stall(ruling: &Ruling, when: When) {
    for met in ruling.at(when) {
        if let Action::Stall(time) = met.action() {
            // Before the sleep: the process may be killed in it.
            if when == When::Before {
                ruling.fire(&met);
            }
            thread::sleep(*time);
        }
    }
}
