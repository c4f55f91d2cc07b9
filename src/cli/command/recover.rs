//! `recover`: finishes or takes back what interrupted runs left, without a bundle.

use tokendesk::audit::{Event, FileJournal, Journal, Purpose, UnsettledRun};
use tokendesk::clock;
use tokendesk::report::step::Step;
use tokendesk::report::{Outcome, Result as Came};
use tokendesk::token::pkcs11::{Access, Session};
use tokendesk::token::{Object, ObjectClass, TokenFacts, TokenWriter};
use tokendesk::workflow::consent;
use tokendesk::workflow::inventory::is_same;
use tokendesk::workflow::recovery::Recovery;
use tokendesk::workflow::removal::{self, KeepReason};
use tokendesk::workflow::{
    Cause, Failure, Inventory, Plan, Ports, Rules, Sight, Stage, apply, look, proof, recovery,
};

use super::change::{ask, given};
use super::record::{finish, gone_since, note, open_runs, record_plan};
use crate::cli::desk::Desk;
use crate::cli::opening;
use crate::cli::watch::{self, Watcher};

/// Looks into every open run on the token and settles it.
pub fn recover(desk: &Desk<'_>, outcome: &mut Outcome) -> Result<Came, Failure> {
    clock::trust(desk.now, None).map_err(|error| Failure::untouched(Stage::Clock, error))?;
    watch::heed_signals();
    let (mut module, token) = opening::find(desk, outcome)?;
    let _lock = opening::lock(desk, &token)?;
    let mut journal = opening::journal(desk, outcome, None)?;
    let journalled = Some(&mut journal as &mut dyn Journal);
    let opened = opening::log_in(desk, &mut module, &token, Access::ReadWrite, journalled);
    let result = opened.and_then(|mut session| {
        desk.step(Step::LoggedIn, Some(token.serial.as_str()));
        let result = settle(desk, &token, &mut session, &mut journal, outcome);
        if let Err(error) = session.close() {
            tracing::info!(%error, "the session could not be closed");
        }
        result
    });
    finish(&mut journal, &result);
    outcome.journal_head = journal.head();
    result
}

fn settle(
    desk: &Desk<'_>,
    token: &TokenFacts,
    session: &mut Session,
    journal: &mut FileJournal,
    outcome: &mut Outcome,
) -> Result<Came, Failure> {
    watch::stop_before(Stage::Look)?;
    let open = open_runs(journal, token.serial.as_str())?;
    let mut examined = examine(desk, session, &open)?;
    if examined.refusal.is_some() {
        // One failed signature proves nothing: it is asked for again after a fresh start.
        let again = session.reconnect();
        again.map_err(|error| Failure::untouched(Stage::Proof, error))?;
        examined = examine(desk, session, &open)?;
    }
    let Examined {
        inventory,
        drawn,
        refusal,
    } = examined;
    outcome.before = Some(inventory.clone());
    outcome.gone_since = gone_since(journal, token.serial.as_str(), &inventory, &open)?;
    let mut going = drawn.take_back;
    if let (Some(leaf), Some(refusal)) = (&drawn.whole, refusal) {
        if drawn.was_proved {
            return Err(Failure::untouched(Stage::Proof, refusal));
        }
        tracing::info!(%refusal, "the identity is not proved and is taken back");
        if !disproves(&refusal) {
            // A token that does not answer disproves nothing.
            return Err(Failure::untouched(Stage::Proof, refusal));
        }
        going.extend(with_keys(&inventory, leaf, &open));
    }
    going.extend(drawn.finish);
    let plan = plan(desk, token, inventory, &going);
    outcome.plan = Some(plan.clone());
    desk.step(Step::Planned, Some(token.serial.as_str()));
    if desk.common.dry_run {
        let _ = consent::obtain(plan, &given(desk), &mut |_| tokendesk::ui::Answer::Yes)?;
        return Ok(Came::Planned);
    }
    watch::stop_before(Stage::Plan)?;
    record_plan(journal, &plan, None)?;
    let is_empty = plan.is_empty();
    let confirmed = consent::obtain(plan, &given(desk), &mut |plan| ask(desk, plan, outcome))?;
    let mut watcher = Watcher::new(desk, Some(token.serial.as_str()));
    let mut ports = Ports {
        token: session,
        journal,
        watch: &mut watcher,
    };
    let applied = apply(confirmed, None, &mut ports);
    watcher.finish();
    let applied = applied?;
    close(journal, &open);
    outcome.removed = applied.removed;
    outcome.after = Some(applied.after);
    Ok(if is_empty {
        Came::NothingToDo
    } else {
        Came::Done
    })
}

/// Whether the token showed that the identity is not what it should be.
fn disproves(refusal: &Cause) -> bool {
    matches!(
        refusal,
        Cause::BadSignature { .. } | Cause::Exposed | Cause::NotWritten(_)
    )
}

/// What a look found that open runs left, and why the token does not prove the identity that was written whole.
struct Examined {
    inventory: Inventory,
    drawn: Recovery,
    refusal: Option<Cause>,
}

fn examine(
    desk: &Desk<'_>,
    session: &mut Session,
    open: &[UnsettledRun],
) -> Result<Examined, Failure> {
    let inventory =
        look(session, Sight::Whole).map_err(|error| Failure::untouched(Stage::Look, error))?;
    let drawn = recovery::draft(&inventory, open, desk.margin(), desk.now);
    let refusal = drawn
        .whole
        .as_ref()
        .and_then(|leaf| prove(session, &inventory, leaf).err());
    Ok(Examined {
        inventory,
        drawn,
        refusal,
    })
}

/// Has the token sign for an identity that was written whole.
fn prove(session: &mut Session, inventory: &Inventory, leaf: &Object) -> Result<(), Cause> {
    let missing = || Cause::NotWritten(leaf.into());
    let public = leaf.public_key().ok_or_else(missing)?;
    let keys = inventory.with_key(ObjectClass::PrivateKey, public);
    let key = keys.first().ok_or_else(missing)?;
    proof::custody(session, key)?;
    proof::prove(session, key, public)?;
    Ok(())
}

/// A leaf that the token cannot prove, with the keys that the open runs wrote and no other certificate has.
fn with_keys(inventory: &Inventory, leaf: &Object, open: &[UnsettledRun]) -> Vec<Object> {
    let left: Vec<&Object> = open
        .iter()
        .flat_map(|run| recovery::leftovers(inventory, run))
        .collect();
    let is_left = |object: &Object| left.iter().any(|other| other.handle == object.handle);
    let identities = inventory.identities();
    let identity = identities
        .iter()
        .find(|identity| identity.object.handle == leaf.handle);
    let shares_key = identities.iter().any(|other| {
        other.object.handle != leaf.handle && other.object.public_key() == leaf.public_key()
    });
    let keys = identity
        .filter(|_| !shares_key)
        .into_iter()
        .flat_map(|identity| {
            identity
                .private_keys
                .iter()
                .chain(&identity.public_keys)
                .filter(|object| is_left(object))
                .map(|object| (*object).clone())
        });
    std::iter::once(leaf.clone()).chain(keys).collect()
}

fn plan(desk: &Desk<'_>, token: &TokenFacts, inventory: Inventory, going: &[Object]) -> Plan {
    let handles: Vec<_> = going.iter().map(|object| object.handle).collect();
    let keep: Vec<(Object, KeepReason)> = removal::draft_named(&inventory, &handles, desk.now).keep;
    Plan {
        serial: token.serial.clone(),
        slot: token.slot,
        now: desk.now,
        rules: Rules {
            margin: desk.margin(),
            ..Rules::default()
        },
        purpose: Purpose::Recover,
        create: Vec::new(),
        remove: without_repeats(going),
        keep,
        drift: Vec::new(),
        inventory,
    }
}

fn without_repeats(objects: &[Object]) -> Vec<Object> {
    let mut distinct: Vec<Object> = Vec::new();
    for object in objects {
        let is_known = |known: &Object| known.handle == object.handle && is_same(known, object);
        if !distinct.iter().any(is_known) {
            distinct.push(object.clone());
        }
    }
    distinct
}

fn close(journal: &mut FileJournal, open: &[UnsettledRun]) {
    for run in open {
        let finding = "what it left was finished or taken back".to_owned();
        note(
            journal,
            &Event::Resolved {
                resolved: run.run.clone(),
                finding,
            },
        );
    }
}
