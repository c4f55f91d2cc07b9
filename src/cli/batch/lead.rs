//! The loop: hears of tokens, decides what each gets, starts workers, and keeps count of what they come to.

mod ended;
mod seen;
mod starting;

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use tokendesk::audit;
use tokendesk::certificate::Sha256Digest;
use tokendesk::report::json::Document;
use tokendesk::report::step::Step;
use tokendesk::report::tray::{PassedOver, Stop, Tray, Why};
use tokendesk::token::selection::TokenChoice;
use tokendesk::token::{SlotId, TokenFacts, TokenSerial};
use tokendesk::workflow::Failure;
use tokendesk::workflow::batch::{By, Offer, When};

use super::Batch;
use super::lookout::Lookout;
use super::news::{News, WorkerId};
use super::pins::{PinFrom, Pins};
use super::show::Show;
use super::sighting::{Seen, Sighting};
use crate::cli::desk::Desk;
use crate::cli::{environment, opening, watch};

/// How often the wish to stop is looked for while nothing is heard.
const TICK: Duration = Duration::from_millis(200);

/// How long after its death the process that looks for tokens is started again, and how often in a row.
const REVIVAL: Duration = Duration::from_secs(1);
const MOST_DEATHS: u32 = 5;

/// A token that waits for its worker.
#[derive(Debug)]
struct Job {
    facts: TokenFacts,
    offer: Arc<Offer>,
    by: By,
}

/// A worker under way.
#[derive(Debug)]
struct Running {
    job: Job,
    pin: PinFrom,
    has_logged_in: bool,
    last: Option<Step>,
    document: Option<Box<Document>>,
}

/// The process that leads a batch.
pub struct Lead<'a> {
    desk: &'a Desk<'a>,
    batch: Batch,
    /// Which tokens are meant: all of them, unless options say so.
    choice: TokenChoice,
    module: PathBuf,
    journal: PathBuf,
    show: Show<'a>,
    pins: Pins<'a>,
    sender: Sender<News>,
    receiver: Receiver<News>,
    lookout: Option<Lookout>,
    deaths: u32,
    revive_at: Option<Instant>,
    /// Slots that a revived lookout has not told of yet.
    unconfirmed: BTreeSet<SlotId>,
    present: BTreeMap<SlotId, TokenSerial>,
    /// Tokens that were put back while their worker was still at it.
    returned: BTreeMap<TokenSerial, Box<Seen>>,
    queue: VecDeque<Job>,
    running: BTreeMap<WorkerId, Running>,
    workers: u64,
    done: HashSet<Sha256Digest>,
    /// Identities that may be partly on the token that the ledger has them on.
    unfinished: HashSet<Sha256Digest>,
    /// Tokens that refused a PIN which would be the same another time.
    refused: HashSet<TokenSerial>,
    tray: Tray,
    /// When something happened last, and whether all slots were looked at since.
    quiet_since: Instant,
    has_looked: bool,
    has_ever_looked: bool,
}

/// How many digits of its digest name a batch.
const NAMING_DIGITS: usize = 16;

impl<'a> Lead<'a> {
    /// A batch through the module at `module`, nothing started yet.
    ///
    /// # Errors
    /// A [`Failure`] when the options do not name tokens as they should.
    pub fn new(desk: &'a Desk<'a>, batch: Batch, module: PathBuf) -> Result<Self, Failure> {
        let choice = opening::choice(desk)?;
        let (sender, receiver) = mpsc::channel();
        // The name that somebody gave it, else the beginning of its digest.
        let name = environment::batch().unwrap_or_else(|| {
            let digest = batch.digest.to_string();
            digest.chars().take(NAMING_DIGITS).collect()
        });
        Ok(Self {
            desk,
            choice,
            module,
            journal: opening::journal_path(desk),
            show: Show::new(desk),
            pins: Pins::new(desk),
            batch,
            sender,
            receiver,
            lookout: None,
            deaths: 0,
            revive_at: Some(Instant::now()),
            unconfirmed: BTreeSet::new(),
            present: BTreeMap::new(),
            returned: BTreeMap::new(),
            queue: VecDeque::new(),
            running: BTreeMap::new(),
            workers: 0,
            done: HashSet::new(),
            unfinished: HashSet::new(),
            refused: HashSet::new(),
            tray: Tray {
                name,
                ..Tray::default()
            },
            quiet_since: Instant::now(),
            has_looked: false,
            has_ever_looked: false,
        })
    }

    /// Leads the batch to its end.
    ///
    /// # Errors
    /// A [`Failure`] when the shared PIN cannot be had; no token was touched then.
    pub fn run(&mut self) -> Result<Tray, Failure> {
        self.pins.read_shared()?;
        self.remember_unfinished();
        self.show.begins(self.batch.digest, self.pending().len());
        loop {
            if watch::is_interrupted() {
                self.stop(Stop::Interrupted);
            }
            self.revive();
            self.start_workers();
            if self.is_over() {
                break;
            }
            self.ask_for_tokens();
            if let Ok(news) = self.receiver.recv_timeout(TICK) {
                self.hears(news);
            }
            while let Ok(news) = self.receiver.try_recv() {
                self.hears(news);
            }
        }
        self.lookout = None;
        self.show.waits_no_more();
        let mut tray = std::mem::take(&mut self.tray);
        tray.pending = self.pending();
        Ok(tray)
    }

    /// Which identities an earlier run left half written on the token that it was at.
    fn remember_unfinished(&mut self) {
        for offer in &self.batch.stock.offers {
            let Some(settled) = self.batch.ledger.token_of(offer.leaf) else {
                continue;
            };
            let open = audit::unsettled(&self.journal, settled.token.as_str());
            // A journal that cannot be read is no sign that all is well.
            if open.map_or(true, |runs| !runs.is_empty()) {
                self.unfinished.insert(offer.leaf);
            }
        }
    }

    fn hears(&mut self, news: News) {
        match news {
            News::Sighting(Sighting::Seen(seen)) => self.sees(seen),
            News::Sighting(Sighting::Gone { slot }) => self.gone(SlotId(slot)),
            News::Sighting(Sighting::Silent { slot, answer }) => {
                self.pass_over(None, SlotId(slot), Why::Silent(answer));
            }
            News::Sighting(Sighting::Looked) => {
                for slot in std::mem::take(&mut self.unconfirmed) {
                    self.gone(slot);
                }
                self.deaths = 0;
                self.has_looked = true;
                self.has_ever_looked = true;
            }
            News::LookoutEnded => {
                self.lookout = None;
                self.deaths = self.deaths.saturating_add(1);
                self.revive_at = Instant::now().checked_add(REVIVAL);
            }
            News::Step(worker, step) => self.steps(worker, step),
            News::Document(worker, document) => {
                if let Some(running) = self.running.get_mut(&worker) {
                    running.document = Some(document);
                }
            }
            News::Said(line) => self.show.said(&line),
            News::Ended(worker) => self.ended(worker),
        }
    }

    fn steps(&mut self, worker: WorkerId, step: Step) {
        let Some(running) = self.running.get_mut(&worker) else {
            return;
        };
        running.last = Some(step);
        if step == Step::LoggedIn {
            running.has_logged_in = true;
            if running.pin == PinFrom::Shared {
                self.pins.gate.accepted();
            }
        }
        let job = &running.job;
        self.show.step(&job.facts.serial, &job.offer, step);
    }

    /// Starts the process that looks for tokens, and starts it again when it died.
    fn revive(&mut self) {
        if self.lookout.is_some() || self.tray.stopped.is_some() {
            return;
        }
        if self.deaths >= MOST_DEATHS {
            self.stop(Stop::NoLookout);
            return;
        }
        if self.revive_at.is_some_and(|at| at > Instant::now()) {
            return;
        }
        match Lookout::start(&self.module, &self.sender) {
            Ok(lookout) => {
                self.lookout = Some(lookout);
                self.unconfirmed = self.present.keys().copied().collect();
            }
            Err(error) => {
                tracing::warn!(%error, "the process that looks for tokens did not start");
                self.deaths = self.deaths.saturating_add(1);
                self.revive_at = Instant::now().checked_add(REVIVAL);
            }
        }
    }

    /// Nothing new is begun from here on; what runs is waited for.
    fn stop(&mut self, stop: Stop) {
        if self.tray.stopped.is_some() {
            return;
        }
        self.tray.stopped = Some(stop);
        while let Some(job) = self.queue.pop_front() {
            self.batch.ledger.release(job.offer.leaf, &job.facts.serial);
        }
        let pending = self.pending().len();
        self.show.stops(stop, self.running.len(), pending);
    }

    fn is_over(&self) -> bool {
        if !self.running.is_empty() {
            return false;
        }
        if self.tray.stopped.is_some() {
            return true;
        }
        // What the journal tells of a token that is in is looked at on the token.
        let is_all_done = self.has_ever_looked && self.pending().is_empty();
        self.queue.is_empty() && (is_all_done || self.is_patience_over())
    }

    fn is_patience_over(&self) -> bool {
        match self.batch.wait {
            Some(wait) => self.has_looked && self.quiet_since.elapsed() >= wait,
            None => self.has_looked && !self.desk.ui.is_attended(),
        }
    }

    /// Says which tokens are wanted while a worker is free for one.
    fn ask_for_tokens(&mut self) {
        let waits = self.batch.wait.is_some() || self.desk.ui.is_attended();
        let busy = self.running.len().saturating_add(self.queue.len());
        let wanted = self.wanted();
        if waits
            && self.has_looked
            && self.tray.stopped.is_none()
            && busy < self.batch.jobs.get()
            && !wanted.is_empty()
        {
            let wanted: Vec<&Offer> = wanted.iter().map(AsRef::as_ref).collect();
            self.show.waits(&wanted);
        } else {
            self.show.waits_no_more();
        }
    }

    /// The identities that are on no token yet, or not wholly.
    fn pending(&self) -> Vec<Arc<Offer>> {
        let offers = self.batch.stock.offers.iter();
        let is_open = |leaf: Sha256Digest| match self.batch.ledger.token_of(leaf) {
            _ if self.done.contains(&leaf) => false,
            Some(settled) => settled.when == When::ThisRun || self.unfinished.contains(&leaf),
            None => true,
        };
        offers
            .filter(|offer| is_open(offer.leaf))
            .cloned()
            .collect()
    }

    /// The pending ones that no token present is on its way to get.
    fn wanted(&self) -> Vec<Arc<Offer>> {
        let under_way: Vec<Sha256Digest> = (self.running.values().map(|running| &running.job))
            .chain(&self.queue)
            .map(|job| job.offer.leaf)
            .collect();
        let mut wanted = self.pending();
        wanted.retain(|offer| !under_way.contains(&offer.leaf));
        wanted
    }

    fn pass_over(&mut self, serial: Option<TokenSerial>, slot: SlotId, why: Why) {
        self.show.passed_over(serial.as_ref(), slot, &why);
        // Put in again and again, it stays one token.
        let is_same = |other: &PassedOver| other.serial == serial && other.slot == slot;
        self.tray.passed_over.retain(|other| !is_same(other));
        self.tray.passed_over.push(PassedOver { serial, slot, why });
    }

    fn is_at_work(&self, serial: &TokenSerial) -> bool {
        self.running
            .values()
            .any(|running| running.job.facts.serial == *serial)
    }
}
