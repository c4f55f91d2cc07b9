//! `list`: the tokens present and what each shows without a login.

use tokendesk::report::{Outcome, Result as Came, TokenSight};
use tokendesk::token::pkcs11::Access;
use tokendesk::workflow::{Failure, Sight, look};

use crate::cli::desk::Desk;
use crate::cli::opening;

/// Lists every token of every module that shows one; none at all is an answer too.
pub fn list(desk: &Desk<'_>, outcome: &mut Outcome) -> Result<Came, Failure> {
    let mut sights = Vec::new();
    for mut module in opening::modules(desk)? {
        let tokens = module
            .tokens()
            .map_err(|error| Failure::untouched(tokendesk::workflow::Stage::Token, error))?;
        for facts in tokens.into_iter().filter(|token| token.is_initialised) {
            let inventory = module
                .open(&facts, Access::ReadOnly)
                .and_then(|mut session| look(&mut session, Sight::Public))
                .inspect_err(|error| tracing::info!(%error, "a token could not be looked at"))
                .ok();
            sights.push(TokenSight {
                module: module.facts().clone(),
                facts,
                inventory,
            });
        }
        outcome.module.get_or_insert_with(|| module.facts().clone());
    }
    outcome.tokens = Some(sights);
    Ok(Came::Done)
}
