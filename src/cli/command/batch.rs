//! `batch`: many bundles to many tokens; the source is checked whole before the first token.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokendesk::audit::{self, Consent};
use tokendesk::report::batch::BatchSight;
use tokendesk::report::{Outcome, Result as Came};
use tokendesk::say;
use tokendesk::secret::BundlePassword;
use tokendesk::ui::{Progress, words};
use tokendesk::workflow::batch::{
    Checking, Ledger, ListOptions, PasswordsInList, Source, SourceError, Stock, Survey,
};
use tokendesk::workflow::{Cause, Failure, Stage};

use crate::cli::arguments::Batch as Wanted;
use crate::cli::batch::{self, Batch};
use crate::cli::desk::Desk;
use crate::cli::{opening, secrets, watch};

/// Checks the source, and tells what is in it and who gets what.
pub fn batch(desk: &Desk<'_>, wanted: &Wanted, outcome: &mut Outcome) -> Result<Came, Failure> {
    watch::heed_signals();
    let (stock, password) = check(desk, wanted)?;
    let stock = Arc::new(stock);
    let rules = desk.rules(desk.handshake_before_removal());
    let digest = stock.digest(&rules);
    outcome.batch = Some(BatchSight {
        stock: Arc::clone(&stock),
        digest,
        order: rules.order,
        turns: Vec::new(),
    });
    if stock.offers.is_empty() {
        let cause = SourceError::NothingOnOffer {
            folder: stock.folder.clone(),
            bundles: stock.bundles,
        };
        return Err(Failure::untouched(Stage::Bundle, cause));
    }
    if let Some(wanted) = &desk.common.plan
        && !wanted.eq_ignore_ascii_case(&digest.to_string())
    {
        let wanted = wanted.clone();
        let cause = Cause::OtherPlan {
            wanted,
            found: digest,
        };
        return Err(Failure::untouched(Stage::Consent, cause));
    }
    let ledger = ledger(desk, &stock)?;
    if desk.common.dry_run {
        batch::try_shared_pin(desk)?;
        let turns = batch::preview(desk, &stock, ledger)?;
        if let Some(sight) = &mut outcome.batch {
            sight.turns = turns;
        }
        return Ok(Came::Planned);
    }
    let batch = Batch {
        stock,
        ledger,
        digest,
        password,
        consent: match desk.common.plan {
            Some(_) => Consent::Plan,
            None => Consent::Terminal,
        },
        witness: None,
        jobs: wanted.jobs,
        wait: wanted.wait.map(Duration::from_secs),
    };
    batch::serve(desk, batch, outcome)
}

/// What the journal tells of the identities on offer; lines that cannot be read are passed over.
fn ledger(desk: &Desk<'_>, stock: &Stock) -> Result<Ledger, Failure> {
    let mut ledger = Ledger::default();
    let journal = opening::journal_path(desk);
    if journal.exists() {
        let lines = audit::read(&journal);
        let lines = lines.map_err(|error| Failure::untouched(Stage::Journal, error))?;
        ledger.remember(stock, lines.filter_map(|read| Some(read.ok()?.line)));
    }
    Ok(ledger)
}

/// Reads, opens and judges everything; gives the password that the bundles share, where they do.
fn check(desk: &Desk<'_>, wanted: &Wanted) -> Result<(Stock, Option<BundlePassword>), Failure> {
    let fail = |error: SourceError| {
        let stage = match error {
            SourceError::NoBundles { .. } | SourceError::NothingOnOffer { .. } => Stage::Bundle,
            SourceError::Unreadable { .. }
            | SourceError::TwoLists { .. }
            | SourceError::List { .. } => Stage::CommandLine,
        };
        Failure::untouched(stage, error)
    };
    let source = Source::of(
        &wanted.source,
        wanted.list.as_deref(),
        wanted.bundles.as_deref(),
    )
    .map_err(fail)?;
    let options = ListOptions {
        columns: wanted.columns.clone(),
        worksheet: wanted.worksheet.clone(),
        passwords: if wanted.allow_passwords_in_list {
            PasswordsInList::Allow
        } else {
            PasswordsInList::Refuse
        },
    };
    let survey = Survey::take(source, &options).map_err(fail)?;
    let password = if survey.needs_shared_password() {
        let folder = wanted.source.display().to_string();
        let prompt = words::password_prompt(desk.catalogue, &folder);
        let password = secrets::password(desk, &prompt);
        Some(password.map_err(|cause| Failure::untouched(Stage::Bundle, cause))?)
    } else {
        None
    };
    let cores = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let mut bar = Bar::start(desk, survey.bundles());
    let stock = survey.open(password.as_ref(), cores, desk.now, &mut bar);
    bar.step.finish();
    let stock = stock.map_err(|_| Failure::untouched(Stage::Bundle, Cause::Interrupted))?;
    Ok((stock, password))
}

/// How far the check is and what remains, on the terminal.
struct Bar<'a> {
    desk: &'a Desk<'a>,
    step: Box<dyn Progress + 'a>,
    began: Instant,
    said: Option<Instant>,
}

/// Nobody reads more than ten texts a second.
const BETWEEN_TEXTS: Duration = Duration::from_millis(100);

impl<'a> Bar<'a> {
    fn start(desk: &'a Desk<'a>, of: usize) -> Self {
        let text = say!(
            desk.catalogue,
            "progress-checking-bundles",
            done = 0,
            of = of
        );
        Self {
            desk,
            step: desk.ui.start(&text),
            began: Instant::now(),
            said: None,
        }
    }

    /// Whole seconds that the rest takes at the pace so far; `None` before there is a pace.
    fn left(&self, done: usize, of: usize) -> Option<u64> {
        let (done, of) = (u32::try_from(done).ok()?, u32::try_from(of).ok()?);
        let each = self.began.elapsed().checked_div(done)?;
        let left = each.checked_mul(of.checked_sub(done)?)?;
        // A guess that is made again and again flickers; under two seconds nobody needs one.
        Some(left.as_secs()).filter(|seconds| *seconds >= 2)
    }
}

impl Checking for Bar<'_> {
    fn checked(&mut self, done: usize, of: usize) {
        let whole = |count| u64::try_from(count).unwrap_or(u64::MAX);
        self.step.reach(whole(done), whole(of));
        if self.said.is_some_and(|at| at.elapsed() < BETWEEN_TEXTS) && done < of {
            return;
        }
        self.said = Some(Instant::now());
        let c = self.desk.catalogue;
        self.step.say(&match self.left(done, of) {
            Some(seconds) => say!(
                c,
                "progress-checking-bundles-left",
                done = done,
                of = of,
                seconds = seconds
            ),
            None => say!(c, "progress-checking-bundles", done = done, of = of),
        });
    }

    fn is_interrupted(&self) -> bool {
        watch::is_interrupted()
    }
}
