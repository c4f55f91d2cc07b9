//! `check`: whether a token is ready for reuse, and for a bundle where one is named.

use tokendesk::audit;
use tokendesk::clock;
use tokendesk::report::{Outcome, Result as Came, snippet};
use tokendesk::token::TokenReader;
use tokendesk::workflow::check::{self, Examined, Verdict};
use tokendesk::workflow::consumer;
use tokendesk::workflow::pairing::kind_of;
use tokendesk::workflow::{Failure, Stage, look};

use crate::cli::arguments::OptionalBundle;

use super::show::open_as_far_as_possible;
use crate::cli::desk::Desk;
use crate::cli::opening;

/// Looks at everything without changing anything.
pub fn check(
    desk: &Desk<'_>,
    wanted: &OptionalBundle,
    outcome: &mut Outcome,
) -> Result<Came, Failure> {
    let bundle = wanted
        .bundle
        .as_deref()
        .map(|path| desk.fit_bundle(path, outcome))
        .transpose()?;
    let identity = bundle.as_ref().and_then(|bundle| bundle.identity());
    let (mut module, token) = opening::find(desk, outcome)?;
    let (mut session, sight) = open_as_far_as_possible(desk, &mut module, &token, outcome)?;
    let fail = |error| Failure::untouched(Stage::Look, error);
    let inventory = look(&mut session, sight).map_err(fail)?;
    let kind = identity.and_then(|identity| kind_of(identity.leaf().public_key()));
    let key_range = match kind {
        Some(kind) => session.key_range(kind).map_err(fail)?,
        None => None,
    };
    opening::refresh(&mut session, outcome);
    let past = audit::past(&opening::journal_path(desk), token.serial.as_str())
        .map_err(|error| Failure::untouched(Stage::Journal, error))?;
    let examined = Examined {
        facts: outcome.token.as_ref().unwrap_or(&token),
        inventory: &inventory,
        profile: session.profile(),
        identity,
        key_range,
        margin: desk.margin(),
        open_runs: &past.unsettled,
        clock: clock::trust(desk.now, None).err(),
    };
    let (checks, verdict) = check::check(&examined, desk.now);
    outcome.checks = checks;
    outcome.verdict = Some(verdict);
    let facts = outcome.token.as_ref().unwrap_or(&token);
    outcome.found_by_others = consumer::find(&inventory, facts, desk.margin(), desk.now);
    if wanted.snippets {
        let newest = outcome.found_by_others.first();
        outcome.snippets = snippet::of(&module.facts().path, facts, newest);
    }
    outcome.before = Some(inventory);
    Ok(match verdict {
        Verdict::Ready => Came::Ready,
        Verdict::ReadyAfterWipe | Verdict::NotFit => Came::NotReady,
    })
}
