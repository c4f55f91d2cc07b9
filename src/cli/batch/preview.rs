//! Who would get what of the tokens present: each is looked at without a login, and nothing is written.

use std::collections::HashSet;

use tokendesk::report::batch::{Gets, Turn};
use tokendesk::report::tray::Why;
use tokendesk::token::pkcs11::{Access, Module};
use tokendesk::token::{TokenFacts, TokenSerial};
use tokendesk::workflow::batch::{Assignment, By, Ledger, Stock, TokenSeen, When, assign};
use tokendesk::workflow::{Cause, Failure, Inventory, Sight, Stage, look};

use super::finished;
use crate::cli::desk::Desk;
use crate::cli::opening;

/// Decides for each token present what it would get. No module is no token: a source can be checked anywhere.
///
/// # Errors
/// A [`Failure`] when the module that was named cannot be used.
pub fn preview(desk: &Desk<'_>, stock: &Stock, mut ledger: Ledger) -> Result<Vec<Turn>, Failure> {
    let path = match opening::module_of_tray(desk) {
        Ok(path) => path,
        Err(failure) if matches!(failure.cause, Cause::Discovery(_)) => return Ok(Vec::new()),
        Err(failure) => return Err(failure),
    };
    let fail = |error| Failure::untouched(Stage::Token, error);
    let mut module = Module::load(&path).map_err(fail)?;
    let mut seen = Vec::new();
    let choice = opening::choice(desk)?;
    for facts in module.tokens().map_err(fail)? {
        if facts.is_initialised && choice.fits(&facts) {
            let inventory = look_at(&mut module, &facts);
            if let Some(inventory) = &inventory {
                ledger.observe(stock, &facts.serial, inventory);
            }
            seen.push((facts, inventory));
        }
    }
    let doubled = doubled(&seen);
    let decide = |(facts, inventory): (TokenFacts, Option<Inventory>)| {
        let gets = match inventory {
            _ if doubled.contains(&facts.serial) && !facts.serial.is_meaningless() => {
                Gets::Nothing(Why::SameSerial)
            }
            None => Gets::Nothing(Why::NotLookedAt),
            Some(inventory) => decided(desk, stock, &mut ledger, &facts, &inventory),
        };
        Turn { facts, gets }
    };
    Ok(seen.into_iter().map(decide).collect())
}

fn look_at(module: &mut Module, facts: &TokenFacts) -> Option<Inventory> {
    let session = module.open(facts, Access::ReadOnly);
    session
        .and_then(|mut session| look(&mut session, Sight::Public))
        .inspect_err(|error| tracing::info!(%error, "a token could not be looked at"))
        .ok()
}

fn doubled(seen: &[(TokenFacts, Option<Inventory>)]) -> HashSet<TokenSerial> {
    let mut once = HashSet::new();
    let serials = seen.iter().map(|(facts, _)| facts.serial.clone());
    serials.filter(|it| !once.insert(it.clone())).collect()
}

fn decided(
    desk: &Desk<'_>,
    stock: &Stock,
    ledger: &mut Ledger,
    facts: &TokenFacts,
    inventory: &Inventory,
) -> Gets {
    let token = TokenSeen { facts, inventory };
    match assign(stock, ledger, token, desk.now) {
        Assignment::Give { offer, by } => {
            // The next token is decided as if this one had it.
            ledger.settle(offer.leaf, facts.serial.clone(), When::ThisRun);
            Gets::Identity { offer, by }
        }
        Assignment::AlreadyDone(offer) => {
            if finished::is_finished(desk, &facts.serial, inventory) {
                Gets::Nothing(Why::Done(offer))
            } else {
                let by = By::of_finished(&offer, &facts.serial);
                Gets::Identity { offer, by }
            }
        }
        Assignment::Tie(offers) => Gets::Nothing(Why::Tie(offers.len())),
        Assignment::Nobody(_) => Gets::Nothing(Why::Nobody),
        Assignment::Refused(refusal) => Gets::Nothing(Why::Refused(refusal)),
    }
}
