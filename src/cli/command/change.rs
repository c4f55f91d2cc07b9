//! The commands that change a token: `wipe`, `import`, `reuse`, `remove` — one road with different wishes.

use std::path::Path;

use tokendesk::audit::{Consent, Event, FileJournal, Journal, UnsettledRun};
use tokendesk::bundle::BundleIdentity;
use tokendesk::clock;
use tokendesk::report::step::Step;
use tokendesk::report::{Outcome, Result as Came, human};
use tokendesk::token::pkcs11::{Access, Session};
use tokendesk::token::{TokenReader, TokenSerial};
use tokendesk::workflow::check::{Status, Verdict};
use tokendesk::workflow::consent::{self, Given, GivenConsent};
use tokendesk::workflow::crossing;
use tokendesk::workflow::pairing::kind_of;
use tokendesk::workflow::witness::WitnessWish;
use tokendesk::workflow::{
    Applied, Cause, Confirmed, Failure, Ground, HandshakeRule, Plan, Ports, Removal, Sight, Stage,
    Wish, apply, draft, look_for, recovery,
};

use super::record::{
    finish, gone_since, note, open_runs, record_plan, refuse_beside_leftovers, resolve, was_removed,
};
use super::witness;
use crate::cli::arguments::Remove;
use crate::cli::desk::{self, ChosenBundle, Desk};
use crate::cli::watch::{self, Watcher};
use crate::cli::{opening, shown};

/// Removes the expired identities.
pub fn wipe(desk: &Desk<'_>, outcome: &mut Outcome) -> Result<Came, Failure> {
    change(desk, None, Removal::Expired, outcome)
}

/// Adds a bundle's identity and proves it.
pub fn import(desk: &Desk<'_>, path: &Path, outcome: &mut Outcome) -> Result<Came, Failure> {
    change(desk, Some(path), Removal::Nothing, outcome)
}

/// Adds a bundle's identity, proves it, and removes the expired ones.
pub fn reuse(desk: &Desk<'_>, path: &Path, outcome: &mut Outcome) -> Result<Came, Failure> {
    change(desk, Some(path), Removal::Expired, outcome)
}

/// Removes what was named by its digest.
pub fn remove(desk: &Desk<'_>, what: &Remove, outcome: &mut Outcome) -> Result<Came, Failure> {
    let removal = match (&what.certificate, &what.key) {
        (Some(text), _) => Removal::Certificate(desk::digest(text, "--certificate")?),
        (None, Some(text)) => Removal::LoneKey(desk::digest(text, "--key")?),
        (None, None) => Removal::Nothing,
    };
    change(desk, None, removal, outcome)
}

fn fit(desk: &Desk<'_>, path: &Path, outcome: &mut Outcome) -> Result<ChosenBundle, Failure> {
    let bundle = desk.fit_bundle(path, outcome)?;
    if let Some(identity) = bundle.identity() {
        desk::refuse_unfit(identity, desk.now)?;
    }
    Ok(bundle)
}

fn trust_clock(desk: &Desk<'_>) -> Result<(), Failure> {
    clock::trust(desk.now, None).map_err(|error| Failure::untouched(Stage::Clock, error))
}

fn change(
    desk: &Desk<'_>,
    bundle: Option<&Path>,
    removal: Removal,
    outcome: &mut Outcome,
) -> Result<Came, Failure> {
    trust_clock(desk)?;
    let witness = match desk.handed {
        // Whom the desk demands was asked by the process that leads the batch.
        Some(_) => WitnessWish::None,
        None => witness::wish(desk, removal)?,
    };
    watch::heed_signals();
    // Nobody is asked for a password while there is no token to write to.
    let (mut module, token) = opening::find(desk, outcome)?;
    if bundle.is_some() {
        opening::refuse_defective(desk, &token)?;
    }
    let bundle = bundle.map(|path| fit(desk, path, outcome)).transpose()?;
    let _lock = opening::lock(desk, &token)?;
    watch::stop_before(Stage::Login)?;
    let digest = bundle.as_ref().map(ChosenBundle::sha256);
    let mut journal = opening::journal(desk, outcome, digest)?;
    let access = Access::ReadWrite;
    let journalled = Some(&mut journal as &mut dyn Journal);
    let opened = opening::log_in(desk, &mut module, &token, access, journalled);
    let result = opened.and_then(|mut session| {
        desk.step(Step::LoggedIn, Some(token.serial.as_str()));
        let identity = bundle.as_ref().and_then(ChosenBundle::identity);
        let result = carry_out(
            desk,
            identity,
            (removal, &witness),
            &mut session,
            &mut journal,
            outcome,
        );
        if let Err(error) = session.close() {
            tracing::info!(%error, "the session could not be closed");
        }
        result
    });
    finish(&mut journal, &result);
    outcome.journal_head = journal.head();
    result
}

fn carry_out(
    desk: &Desk<'_>,
    identity: Option<&BundleIdentity>,
    (removal, witness): (Removal, &WitnessWish),
    session: &mut Session,
    journal: &mut FileJournal,
    outcome: &mut Outcome,
) -> Result<Came, Failure> {
    watch::stop_before(Stage::Look)?;
    let open = match &outcome.token {
        Some(token) => open_runs(journal, token.serial.as_str())?,
        None => Vec::new(),
    };
    let plan = match draw(desk, identity, removal, &open, session, outcome) {
        Err(failure) if is_already_gone(journal, outcome, &failure)? => {
            draw(desk, identity, Removal::Nothing, &open, session, outcome)?
        }
        drawn => drawn?,
    };
    outcome.gone_since = gone_since(journal, plan.serial.as_str(), &plan.inventory, &open)?;
    refuse_beside_leftovers(&plan, identity, &open)?;
    outcome.plan = Some(plan.clone());
    desk.step(Step::Planned, Some(plan.serial.as_str()));
    if desk.common.dry_run {
        // A dry run says what the real one would: consent given for something else is refused here too.
        let given = given(desk);
        let mut nobody = |_: &Plan| tokendesk::ui::Answer::Yes;
        let _ = consent::obtain(plan, &given, &mut nobody)?;
        return Ok(Came::Planned);
    }
    watch::stop_before(Stage::Plan)?;
    record_plan(journal, &plan, identity)?;
    let is_empty = plan.is_empty();
    let consented = agree(desk, plan, witness, outcome);
    let confirmed = match consented {
        Ok((confirmed, event)) => {
            if let Some(event) = event {
                note(journal, &event);
            }
            confirmed
        }
        Err(failure) => {
            let declined = Event::Consent {
                consent: Consent::Declined,
                witness: None,
                witnessed: None,
            };
            note(journal, &declined);
            return Err(failure);
        }
    };
    let serial = outcome.token.as_ref().map(|token| token.serial.as_str());
    let mut watcher = Watcher::new(desk, serial);
    let mut ports = Ports {
        token: session,
        journal,
        watch: &mut watcher,
    };
    let applied = apply(confirmed, identity, &mut ports);
    watcher.finish();
    let applied = applied?;
    resolve(journal, &open, &applied.after, identity);
    tell(outcome, applied);
    Ok(if is_empty {
        Came::NothingToDo
    } else {
        Came::Done
    })
}

/// The operator's consent and the second person's, and what the journal is told of them; an empty plan needs none.
fn agree(
    desk: &Desk<'_>,
    plan: Plan,
    witness: &WitnessWish,
    outcome: &Outcome,
) -> Result<(Confirmed, Option<Event>), Failure> {
    let is_empty = plan.is_empty();
    let confirmed = consent::obtain(plan, &given(desk), &mut |plan| ask(desk, plan, outcome))?;
    if is_empty {
        return Ok((confirmed, None));
    }
    let question = human::consent_question(confirmed.plan(), desk.style);
    let witness = match desk.handed {
        Some(handed) => handed.witness(),
        None => witness::obtain(desk, witness, &question)?,
    };
    let event = Event::Consent {
        consent: match (desk.handed, confirmed.given(), &desk.common.plan) {
            (Some(handed), _, _) => handed.consent(),
            (None, Given::Asked, _) => Consent::Terminal,
            (None, Given::Before, Some(_)) => Consent::Plan,
            (None, Given::Before, None) => Consent::Confirm,
        },
        witnessed: witness.as_ref().map(|witness| witness.how),
        witness: witness.map(|witness| witness.name),
    };
    Ok((confirmed, Some(event)))
}

/// Whether what was named is not there because an earlier run removed it: already gone is a success.
fn is_already_gone(
    journal: &FileJournal,
    outcome: &Outcome,
    failure: &Failure,
) -> Result<bool, Failure> {
    match (&failure.cause, &outcome.token) {
        (Cause::NoSuchObject { sha256 }, Some(token)) => {
            was_removed(journal, token.serial.as_str(), *sha256)
        }
        _ => Ok(false),
    }
}

/// Looks at the token and draws the plan.
fn draw(
    desk: &Desk<'_>,
    identity: Option<&BundleIdentity>,
    removal: Removal,
    open: &[UnsettledRun],
    session: &mut Session,
    outcome: &mut Outcome,
) -> Result<Plan, Failure> {
    let fail = |error| Failure::untouched(Stage::Look, error);
    let expected = identity.map(|identity| identity.leaf().public_key());
    let inventory = look_for(session, Sight::Whole, expected).map_err(fail)?;
    outcome.before = Some(inventory.clone());
    let kind = identity.and_then(|identity| kind_of(identity.leaf().public_key()));
    let key_range = match kind {
        Some(kind) => session.key_range(kind).map_err(fail)?,
        None => None,
    };
    let common = desk.common;
    let rules = desk.rules(match removal {
        // An import alone removes nothing that a handshake could keep.
        Removal::Expired if identity.is_some() => desk.handshake_before_removal(),
        _ => HandshakeRule::Skip,
    });
    let wish = Wish {
        identity,
        removal,
        rules,
        label: common.object_label.clone(),
    };
    let facts = outcome
        .token
        .clone()
        .ok_or_else(|| Failure::untouched(Stage::Plan, Cause::Stale))?;
    let is_named = matches!(removal, Removal::Certificate(_) | Removal::LoneKey(_));
    let ghosts = if is_named {
        Vec::new()
    } else {
        recovery::ghosts(&inventory, open)
    };
    let ground = Ground {
        facts: &facts,
        inventory: inventory.without(&ghosts),
        profile: session.profile(),
        key_range,
    };
    let mut plan = draft(ground, &wish, desk.now)?;
    plan.inventory = inventory;
    plan.remove.extend(ghosts);
    crossing::foresee(&plan, session)?;
    Ok(plan)
}

/// The consent that options give.
pub(super) fn given(desk: &Desk<'_>) -> GivenConsent {
    GivenConsent {
        serial: desk.common.confirm.as_deref().map(TokenSerial::new),
        plan: desk.common.plan.clone(),
    }
}

/// Shows the plan on the terminal and asks.
pub(super) fn ask(desk: &Desk<'_>, plan: &Plan, outcome: &Outcome) -> tokendesk::ui::Answer {
    let text = human::plan(plan, outcome, desk.style);
    shown::line(&format!("{}\n", text.trim_end()));
    desk.ui.confirm(&human::consent_question(plan, desk.style))
}

fn tell(outcome: &mut Outcome, applied: Applied) {
    if applied.proof.is_some() {
        // The proof, the looks and the removals passed: only what has expired may still be in the way.
        let identities = applied.after.identities();
        let has_expired = identities.iter().any(|identity| {
            identity
                .certificate
                .is_expired_beyond(applied.plan.rules.margin, applied.plan.now)
        });
        let is_distrusted = applied
            .handshake
            .iter()
            .any(|handshake| handshake.trust.status() == Status::Fail);
        let verdict = if is_distrusted {
            Verdict::NotFit
        } else if has_expired {
            Verdict::ReadyAfterWipe
        } else {
            Verdict::Ready
        };
        outcome.verdict = Some(verdict);
    }
    outcome.created = applied.created;
    outcome.removed = applied.removed;
    outcome.proof = applied.proof;
    outcome.custody = applied.custody;
    outcome.handshakes = applied.handshake.into_iter().collect();
    outcome.after = Some(applied.after);
}
