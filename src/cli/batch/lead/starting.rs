//! Starting workers, as many as may run: PINs in turn, the first login of a shared one alone.

use tokendesk::report::tray::{End, Line, Stop};
use tokendesk::secret::{BundlePassword, SecretText};
use tokendesk::ui::secret_source::SecretSourceError;
use tokendesk::ui::{NoAnswer, SecretSource, words};
use tokendesk::workflow::batch::{Offer, PasswordFrom};
use tokendesk::workflow::{Cause, Failure, Stage};

use super::{Job, Lead, Running};
use crate::cli::batch::news::WorkerId;
use crate::cli::batch::pins::PinFrom;
use crate::cli::batch::worker::{self, Task};
use crate::cli::{exit, secrets};

impl Lead<'_> {
    /// Starts workers for tokens that wait, as long as there is room and their PINs may be tried.
    pub(super) fn start_workers(&mut self) {
        while self.tray.stopped.is_none() && self.running.len() < self.batch.jobs.get() {
            let may_begin = |job: &Job| {
                self.pins.source(&job.facts, &job.offer) != PinFrom::Shared
                    || self.pins.gate.admits()
            };
            let Some(place) = self.queue.iter().position(may_begin) else {
                return;
            };
            if let Some(job) = self.queue.remove(place) {
                self.start(job);
            }
        }
    }

    fn start(&mut self, job: Job) {
        let pin = self.pins.source(&job.facts, &job.offer);
        if pin == PinFrom::Person {
            // The prompt stands on a quiet screen.
            self.show.waits_no_more();
        }
        let id = WorkerId(self.workers);
        self.workers = self.workers.saturating_add(1);
        let own = match self.own_password(&job.offer) {
            Ok(own) => own,
            Err(cause) => return self.not_started(job, Stage::Bundle, cause),
        };
        let password = match (&own, &job.offer.password, &self.batch.password) {
            (Some(own), _, _) => own,
            (None, PasswordFrom::List(listed), _) => listed.as_ref(),
            (None, _, Some(shared)) => shared,
            (None, _, None) => &BundlePassword::new(SecretText::new(String::new())),
        };
        let (desk, sender) = (self.desk, &self.sender);
        let (module, journal) = (&self.module, &self.journal);
        let witness = self.batch.witness.as_ref();
        let started = self
            .pins
            .with(&pin, &job.facts, &job.offer.owner(), |secret| {
                let task = Task {
                    common: desk.common,
                    language: desk.catalogue.language().tag(),
                    module,
                    journal,
                    serial: &job.facts.serial,
                    offer: &job.offer,
                    witness,
                    consent: self.batch.consent,
                    batch: &self.tray.name,
                    pin: secret,
                    password,
                };
                worker::start(id, &task, sender)
            });
        match started {
            Ok(Ok(())) => {
                if pin == PinFrom::Shared {
                    self.pins.gate.begins();
                }
                let facts = &job.facts;
                self.show.assigned(&facts.serial, facts.slot, &job.offer);
                let running = Running {
                    job,
                    pin,
                    has_logged_in: false,
                    last: None,
                    document: None,
                };
                self.running.insert(id, running);
            }
            Ok(Err(source)) => {
                let cause = SecretSourceError::Command { source };
                self.not_started(job, Stage::Login, cause.into());
            }
            Err(Cause::SecretSource(SecretSourceError::Unanswered(NoAnswer::Interrupted))) => {
                self.queue.push_front(job);
                self.stop(Stop::Interrupted);
            }
            Err(cause) => self.not_started(job, Stage::Login, cause),
        }
    }

    /// The password from the bundle's own secret file, where it has one.
    fn own_password(&self, offer: &Offer) -> Result<Option<BundlePassword>, Cause> {
        let PasswordFrom::File(path) = &offer.password else {
            return Ok(None);
        };
        let prompt = words::password_prompt(self.desk.catalogue, &offer.name);
        let source = SecretSource::File(path.clone());
        let password = secrets::read(self.desk, Some(source), &prompt)?;
        Ok(Some(BundlePassword::new(password)))
    }

    fn not_started(&mut self, job: Job, stage: Stage, cause: Cause) {
        let failure = Failure::untouched(stage, cause);
        let exit = exit::of_failure(&failure);
        let outcome = match exit {
            exit::DECLINED => "declined",
            _ => "failed",
        };
        let voice = self.desk.style.voice();
        let end = End {
            outcome: outcome.to_owned(),
            exit,
            verdict: None,
            failure: Some(tokendesk::report::json::failure(&failure, &voice)),
        };
        self.settle(Line {
            serial: job.facts.serial,
            slot: job.facts.slot,
            offer: job.offer,
            by: job.by,
            end,
        });
    }
}
