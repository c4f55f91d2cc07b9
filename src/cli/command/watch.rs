//! `watch`: looks for tokens that come and go, for the batch that started this process.
//!
//! A process of its own: whatever a module does when a token is pulled, the batch and its workers outlive it.
//! What is on a token that has come is looked at by a process of its own again, so that one that is slow, or hangs,
//! keeps nobody from seeing the others.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;
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

use crate::cli::batch::looks::Looks;
use crate::cli::batch::sighting::{Seen, Sighting};
use crate::cli::desk::Desk;
use crate::cli::{shown, watch};

/// Between two looks at the slots. Polling, not `C_WaitForSlotEvent`: modules lack it, or wait for ever in it.
const PAUSE: Duration = Duration::from_millis(300);

/// After how many looks the module is started anew: many see a reader that was plugged in only then.
const LOOKS: u32 = 8;

/// After how long a look at one token is given up: a batch without a terminal must end some time.
const LONGEST_LOOK: Duration = Duration::from_secs(60);

/// What is in the slots, as far as it was told.
#[derive(Debug)]
struct Told {
    tokens: BTreeMap<SlotId, TokenSerial>,
    silent: BTreeSet<SlotId>,
    looks: Looks,
}

/// Tells what comes and goes until standard input ends; with a slot, what is in it, once.
pub fn watch(desk: &Desk<'_>, slot: Option<u64>) -> Result<Came, Failure> {
    watch::heed_signals();
    let fail = |error: TokenError| Failure::untouched(Stage::Token, error);
    let Some(path) = &desk.common.module else {
        return Err(Failure::untouched(Stage::Token, SelectionError::None));
    };
    match slot {
        Some(slot) => once(path, SlotId(slot), desk.common.serial.as_deref()),
        None => on_and_on(path),
    }
    .map_err(fail)?;
    Ok(Came::Done)
}

fn on_and_on(path: &Path) -> Result<(), TokenError> {
    let is_over = when_over(|| ());
    let mut told = Told {
        tokens: BTreeMap::new(),
        silent: BTreeSet::new(),
        looks: Looks::through(path),
    };
    while !is_over.load(Ordering::SeqCst) {
        let mut module = Module::load(path)?;
        for _ in 0..LOOKS {
            if is_over.load(Ordering::SeqCst) || !round(&mut module, &mut told)? {
                return Ok(());
            }
            if !told.hear_for(PAUSE) {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// Tells what the token with this serial number is and shows, probably in `slot`; nothing when it is not there.
fn once(path: &Path, slot: SlotId, serial: Option<&str>) -> Result<(), TokenError> {
    // A module may hold this process for ever; the one that asked may not.
    let _ = when_over(|| std::process::exit(0));
    thread::spawn(|| {
        thread::sleep(LONGEST_LOOK);
        std::process::exit(0)
    });
    let mut module = Module::load(path)?;
    let mut slots = module.slots()?;
    // A module may count the readers otherwise in another process.
    slots.sort_by_key(|other| *other != slot);
    let is_it = |token: &TokenFacts| serial.is_none_or(|serial| token.serial.as_str() == serial);
    let found = slots.into_iter().find_map(|slot| {
        let token = module.token_at(slot).ok()?;
        token.filter(is_it)
    });
    let Some(token) = found else {
        return Ok(());
    };
    let inventory = module
        .open(&token, Access::ReadOnly)
        .and_then(|mut session| look(&mut session, Sight::Public))
        .inspect_err(|error| tracing::info!(%error, "a token could not be looked at"));
    let seen = Seen::of(&token, inventory.ok().as_ref());
    tell(&[Sighting::Seen(Box::new(seen))]);
    Ok(())
}

/// Set, and `then` done, once the process that started this one is gone, or wants no more.
fn when_over(then: fn()) -> Arc<AtomicBool> {
    let is_over = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&is_over);
    thread::spawn(move || {
        if let Ok(mut pipe) = handover::standard_input() {
            let _ = pipe.read(&mut [0]);
        }
        flag.store(true, Ordering::SeqCst);
        then();
    });
    is_over
}

/// One look at all slots; false when nobody listens any more.
fn round(module: &mut Module, told: &mut Told) -> Result<bool, TokenError> {
    let slots = module.slots()?;
    let known: Vec<SlotId> = told.tokens.keys().copied().collect();
    let mut is_heard = true;
    for slot in known.iter().filter(|slot| !slots.contains(slot)) {
        is_heard &= told.forget(*slot);
    }
    told.silent.retain(|slot| slots.contains(slot));
    // What has just come goes first: somebody waits for it.
    let (known, new): (Vec<_>, Vec<_>) = slots.into_iter().partition(|slot| known.contains(slot));
    for slot in new.into_iter().chain(known) {
        is_heard &= told.finds(slot, module.token_at(slot));
    }
    // What is being looked at was not seen yet.
    Ok(is_heard && (!told.looks.is_idle() || tell(&[Sighting::Looked])))
}

/// What each of these gives is false when nobody listens any more.
impl Told {
    /// Takes what a slot holds for what it holds now.
    fn finds(&mut self, slot: SlotId, found: Result<Option<TokenFacts>, TokenError>) -> bool {
        let token = match found {
            Ok(token) => token.filter(|token| token.is_initialised),
            Err(error) => {
                let is_heard = self.forget(slot);
                let answer = error.to_string();
                let (is_news, slot) = (self.silent.insert(slot), slot.0);
                return is_heard && (!is_news || tell(&[Sighting::Silent { slot, answer }]));
            }
        };
        self.silent.remove(&slot);
        match token {
            Some(token) if self.tokens.get(&slot) == Some(&token.serial) => true,
            Some(token) => {
                let is_heard = self.forget(slot);
                self.tokens.insert(slot, token.serial.clone());
                self.looks.begin(token);
                is_heard
            }
            None => self.forget(slot),
        }
    }

    fn forget(&mut self, slot: SlotId) -> bool {
        self.tokens.remove(&slot).is_none() || tell(&[Sighting::Gone { slot: slot.0 }])
    }

    /// Tells what the looks come to in the meantime.
    fn hear_for(&mut self, pause: Duration) -> bool {
        self.looks.hear_for(pause, |seen| {
            let is_there = self.tokens.get(&seen.facts.slot) == Some(&seen.facts.serial);
            !is_there || tell(&[Sighting::Seen(seen)])
        })
    }
}

fn tell(lines: &[Sighting]) -> bool {
    lines.iter().all(|line| {
        let line = serde_json::to_string(line).unwrap_or_default();
        shown::write_all(&format!("{line}\n")).is_ok()
    })
}
