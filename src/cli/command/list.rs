//! `list`: the tokens present and what each shows without a login.

use tokendesk::report::{Outcome, Result as Came, TokenSight};
use tokendesk::token::pkcs11::Access;
use tokendesk::token::selection::SelectionError;
use tokendesk::workflow::{Failure, Sight, Stage, look};

use crate::cli::desk::Desk;
use crate::cli::opening;

/// Lists every token of every module that shows one, or those that the options name; none at all is an answer too,
/// unless one was named.
pub fn list(desk: &Desk<'_>, outcome: &mut Outcome) -> Result<Came, Failure> {
    let choice = opening::choice(desk)?;
    let (mut sights, mut present) = (Vec::new(), Vec::new());
    for mut module in opening::modules(desk)? {
        let tokens = module
            .tokens()
            .map_err(|error| Failure::untouched(Stage::Token, error))?;
        for facts in tokens.into_iter().filter(|token| token.is_initialised) {
            present.push(facts.clone());
            if !choice.fits(&facts) {
                continue;
            }
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
    if sights.is_empty() && !present.is_empty() {
        let refusal = SelectionError::NoMatch { present };
        return Err(Failure::untouched(Stage::Token, refusal));
    }
    outcome.tokens = Some(sights);
    Ok(Came::Done)
}
