//! `check`: whether a token is ready for reuse, and for a bundle where one is named.

use std::path::Path;

use tokendesk::audit;
use tokendesk::clock;
use tokendesk::report::{Outcome, Result as Came, snippet};
use tokendesk::token::TokenReader;
use tokendesk::workflow::check::{self, Examined, Verdict};
use tokendesk::workflow::connection::{self, Patience, Roots};
use tokendesk::workflow::consumer;
use tokendesk::workflow::handshake::{self, Party};
use tokendesk::workflow::pairing::kind_of;
use tokendesk::workflow::{Cause, Failure, Sight, Stage, look};

use super::show::open_as_far_as_possible;
use crate::cli::arguments::Check;
use crate::cli::desk::Desk;
use crate::cli::opening;

/// Looks at everything without changing anything.
pub fn check(desk: &Desk<'_>, wanted: &Check, outcome: &mut Outcome) -> Result<Came, Failure> {
    let is_tried = wanted.handshake || wanted.connect.is_some();
    let bundle = wanted
        .bundle
        .as_deref()
        .map(|path| desk.fit_bundle(path, outcome))
        .transpose()?;
    let identity = bundle.as_ref().and_then(|bundle| bundle.identity());
    let (mut module, token) = opening::find(desk, outcome)?;
    // Before the login: a wrong file should cost no question.
    let roots = roots(wanted.ca.as_deref())?;
    let (mut session, sight) = if is_tried {
        // A signature needs a login, asked for where no option says.
        let session = opening::log_in_to_look(desk, &mut module, &token, outcome)?;
        (session, Sight::Whole)
    } else {
        open_as_far_as_possible(desk, &mut module, &token, outcome)?
    };
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
        defect: past.defective.as_ref(),
        clock: clock::trust(desk.now, None).err(),
    };
    let (mut checks, _) = check::check(&examined, desk.now);
    if is_tried {
        let only = desk.leaf_choice()?.sha256;
        for party in Party::all(&inventory, only, desk.now) {
            let came = handshake::shake(&mut session, &party).map_err(fail)?;
            if let Some(target) = &wanted.connect {
                let patience = Patience::default();
                let connected =
                    connection::connect(&mut session, &party, &came, target, &roots, patience)
                        .map_err(fail)?;
                outcome.connections.push(connected);
            }
            outcome.handshakes.push(came);
        }
        checks.extend(handshake::findings(&outcome.handshakes));
        checks.extend(outcome.connections.iter().map(connection::finding));
    }
    let verdict = check::verdict(&checks);
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

/// The authorities of `--ca`, or those that the system trusts.
fn roots(file: Option<&Path>) -> Result<Roots, Failure> {
    let Some(path) = file else {
        return Ok(Roots::System);
    };
    let fail = |reason: String| {
        let path = path.to_path_buf();
        Failure::untouched(Stage::CommandLine, Cause::NotRoots { path, reason })
    };
    let bytes = std::fs::read(path).map_err(|error| fail(error.to_string()))?;
    Roots::read(&bytes).map_err(|error| fail(error.to_string()))
}
