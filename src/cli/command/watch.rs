//! `watch`: looks for tokens that come and go, for the batch that started this process.
//!
//! A process of its own: whatever a module does when a token is pulled, the batch and its workers outlive it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use tokendesk::report::Result as Came;
use tokendesk::token::pkcs11::{Access, Module};
use tokendesk::token::selection::SelectionError;
use tokendesk::token::{SlotId, TokenError, TokenFacts, TokenSerial};
use tokendesk::ui::secret_source::handover;
use tokendesk::workflow::{Failure, Sight, Stage, look};

use crate::cli::batch::sighting::{Seen, Sighting};
use crate::cli::desk::Desk;
use crate::cli::{shown, watch};

/// Between two looks at the slots. Polling, not `C_WaitForSlotEvent`: modules lack it, or wait for ever in it.
const PAUSE: Duration = Duration::from_millis(300);

/// After how many looks the module is started anew: many see a reader that was plugged in only then.
const LOOKS: u32 = 8;

/// What is in the slots, as far as it was told.
#[derive(Debug, Default)]
struct Told {
    tokens: BTreeMap<SlotId, TokenSerial>,
    silent: BTreeMap<SlotId, String>,
}

/// Tells what comes and goes until standard input ends.
pub fn watch(desk: &Desk<'_>) -> Result<Came, Failure> {
    watch::heed_signals();
    let fail = |error: TokenError| Failure::untouched(Stage::Token, error);
    let Some(path) = &desk.common.module else {
        return Err(Failure::untouched(Stage::Token, SelectionError::None));
    };
    let is_over = over();
    let mut told = Told::default();
    while !is_over.load(Ordering::SeqCst) {
        let mut module = Module::load(path).map_err(fail)?;
        for _ in 0..LOOKS {
            if is_over.load(Ordering::SeqCst) || !round(&mut module, &mut told).map_err(fail)? {
                return Ok(Came::Done);
            }
            thread::sleep(PAUSE);
        }
    }
    Ok(Came::Done)
}

/// Set once the process that started this one is gone, or wants no more.
fn over() -> Arc<AtomicBool> {
    let is_over = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&is_over);
    thread::spawn(move || {
        if let Ok(mut pipe) = handover::standard_input() {
            let _ = pipe.read(&mut [0]);
        }
        flag.store(true, Ordering::SeqCst);
    });
    is_over
}

/// One look at all slots; false when nobody listens any more.
fn round(module: &mut Module, told: &mut Told) -> Result<bool, TokenError> {
    let present = module.tokens()?;
    let mut lines = Vec::new();
    told.tokens.retain(|slot, serial| {
        let stays = present
            .iter()
            .any(|token| token.slot == *slot && token.serial == *serial);
        if !stays {
            lines.push(Sighting::Gone { slot: slot.0 });
        }
        stays
    });
    let failures = module.failures().iter();
    let silent: BTreeMap<SlotId, String> = failures
        .map(|failure| (failure.slot, failure.error.to_string()))
        .collect();
    for (slot, answer) in &silent {
        if !told.silent.contains_key(slot) {
            let answer = answer.clone();
            lines.push(Sighting::Silent {
                slot: slot.0,
                answer,
            });
        }
    }
    told.silent = silent;
    let mut is_heard = tell(&lines);
    for token in present.iter().filter(|token| token.is_initialised) {
        if let Entry::Vacant(place) = told.tokens.entry(token.slot) {
            place.insert(token.serial.clone());
            is_heard &= tell(&[Sighting::Seen(Box::new(seen(module, token)))]);
        }
    }
    Ok(is_heard && tell(&[Sighting::Looked]))
}

fn seen(module: &mut Module, token: &TokenFacts) -> Seen {
    let inventory = module
        .open(token, Access::ReadOnly)
        .and_then(|mut session| look(&mut session, Sight::Public))
        .inspect_err(|error| tracing::info!(%error, "a token could not be looked at"));
    Seen::of(token, inventory.ok().as_ref())
}

fn tell(lines: &[Sighting]) -> bool {
    lines.iter().all(|line| {
        let line = serde_json::to_string(line).unwrap_or_default();
        shown::write_all(&format!("{line}\n")).is_ok()
    })
}
