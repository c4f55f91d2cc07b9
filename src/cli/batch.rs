//! A tray of tokens: every token its own worker process, one process that looks for tokens, one that leads.

mod apart;
mod choosing;
mod finished;
mod lead;
mod lookout;
pub mod looks;
mod news;
mod pins;
mod preview;
mod show;
pub mod sighting;
mod worker;

pub use pins::try_shared as try_shared_pin;
pub use preview::preview;

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

use tokendesk::audit::Consent;
use tokendesk::certificate::Sha256Digest;
use tokendesk::report::batch::BatchSight;
use tokendesk::report::{Outcome, Result as Came, human};
use tokendesk::say;
use tokendesk::secret::BundlePassword;
use tokendesk::ui::{Answer, words};
use tokendesk::workflow::batch::{Ledger, Stock};
use tokendesk::workflow::witness::Witness;
use tokendesk::workflow::{Cause, Failure, Removal, Stage};

use super::command::witness;
use super::desk::Desk;
use super::{opening, shown, watch};

/// A batch that was checked whole, ready for the first token.
#[derive(Debug)]
pub struct Batch {
    /// What is on offer.
    pub stock: Arc<Stock>,
    /// What is known of earlier hand-overs.
    pub ledger: Ledger,
    /// The digest that consents to it.
    pub digest: Sha256Digest,
    /// The password of the bundles that share one.
    pub password: Option<BundlePassword>,
    /// How the operator agrees to all of it.
    pub consent: Consent,
    /// The second person who agreed to all of it.
    pub witness: Option<Witness>,
    /// How many tokens are worked on at once.
    pub jobs: NonZeroUsize,
    /// How long tokens are waited for; without it for as long as a person sits there, and not at all without one.
    pub wait: Option<Duration>,
}

/// Asks for consent, and serves the tokens that are put in until every identity is on one, or nobody wants more.
pub fn serve(desk: &Desk<'_>, mut batch: Batch, outcome: &mut Outcome) -> Result<Came, Failure> {
    watch::heed_signals();
    let wish = witness::wish(desk, Removal::Expired)?;
    let question = question(desk, &batch);
    consent(desk, &question, outcome.batch.as_ref())?;
    batch.witness = witness::obtain(desk, &wish, &question)?;
    let module = opening::module_of_tray(desk)?;
    let mut lead = lead::Lead::new(desk, batch, module)?;
    let tray = lead.run()?;
    let is_done = tray.lines.iter().all(|line| line.end.is_done()) && tray.pending.is_empty();
    let came = match (is_done, tray.lines.is_empty()) {
        (true, true) => Came::NothingToDo,
        (true, false) => Came::Done,
        (false, _) if tray.lines.iter().all(|line| line.end.is_done()) => Came::NotReady,
        (false, _) => Came::Failed,
    };
    outcome.tray = Some(tray);
    Ok(came)
}

/// Consent for the whole batch: its digest, given and found right before, or a person's yes.
fn consent(desk: &Desk<'_>, question: &str, sight: Option<&BatchSight>) -> Result<(), Failure> {
    let fail = |cause| Failure::untouched(Stage::Consent, cause);
    // That the digest is this batch's was looked at before.
    if desk.common.plan.is_some() {
        return Ok(());
    }
    if let Some(sight) = sight {
        let text = human::source(sight, desk.style);
        shown::line(&format!("{}\n", text.trim_end()));
    }
    match desk.ui.confirm(question) {
        Answer::Yes => Ok(()),
        Answer::No => Err(fail(Cause::Declined)),
        Answer::Nobody => Err(fail(Cause::NobodyToAskForBatch)),
    }
}

fn question(desk: &Desk<'_>, batch: &Batch) -> String {
    let today = words::local_date(desk.now.timestamp(), desk.style.time_zone.clone());
    let count = batch.stock.offers.len();
    let c = desk.catalogue;
    if desk.common.old_first {
        return say!(c, "tray-question-old-first", today = today, count = count);
    }
    say!(c, "tray-question", today = today, count = count)
}
