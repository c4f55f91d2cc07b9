//! `doctor`: this computer, its modules and tokens, the reader service, the clock, the journal, the protection in force.

use std::path::Path;

use jiff::Timestamp;
use tokendesk::audit;
use tokendesk::clock;
use tokendesk::protection::{self, Measure, Protection};
use tokendesk::report::{Outcome, Result as Came};
use tokendesk::token::discovery::binary::Build;
use tokendesk::token::discovery::{self, Finding, Place, Prospect, Reach};
use tokendesk::token::{observer, pkcs11, reader_service};
use tokendesk::workflow::Failure;
use tokendesk::workflow::doctor::{
    self, Clock, Guards, JournalPlace, Program, SeenModule, Surroundings,
};

use crate::cli::desk::Desk;
use crate::cli::{environment, opening};

/// Looks at everything; no PIN is needed and nothing is changed.
pub fn doctor(
    desk: &Desk<'_>,
    protection: &Protection,
    outcome: &mut Outcome,
) -> Result<Came, Failure> {
    let choice = opening::choice(desk)?;
    let (places, prospects) = match &desk.common.module {
        Some(path) => (&[] as &[Place], vec![named(path)]),
        None => {
            let places = discovery::known_places();
            (places, discovery::prospects(places))
        }
    };
    let modules = discovery::search_apart(&prospects);
    let journal = journal(&opening::journal_path(desk));
    let around = Surroundings {
        program: Program {
            version: env!("CARGO_PKG_VERSION"),
            system: environment::system(),
            architecture: std::env::consts::ARCH,
            cryptoki: pkcs11::built_to(),
        },
        places,
        modules: modules
            .into_iter()
            .map(|candidate| seen(candidate, places))
            .collect(),
        choice,
        card_service: reader_service::card_service(&environment::pcscd_socket()),
        readers: reader_service::readers(&environment::pcscd_socket()),
        plugged_in: reader_service::plugged_in(Path::new(reader_service::USB_DEVICES)),
        clock: clock_of(desk, last_line(&journal)),
        journal,
        guards: Guards {
            protection: protection.clone(),
            locking: protection::try_locking(),
            locking_limit: protection::locking_limit(),
            // The program's own allocator, in `main.rs`.
            wiping: Measure::InForce,
        },
    };
    outcome.checks = doctor::judge(&around);
    outcome.surroundings = Some(around);
    Ok(if doctor::is_usable(&outcome.checks) {
        Came::Ready
    } else {
        Came::NotReady
    })
}

fn named(path: &Path) -> Prospect {
    Prospect {
        path: path.to_path_buf(),
        reach: Reach::Direct,
    }
}

fn seen(candidate: discovery::Candidate, places: &'static [Place]) -> SeenModule {
    let place = places
        .iter()
        .find(|place| place.files().contains(&candidate.path));
    let facts = match &candidate.finding {
        Finding::NoToken { module, .. } | Finding::Shows { module, .. } => Some(module),
        Finding::SameAs(_) | Finding::NotNeeded | Finding::Failed(_) | Finding::Died(_) => None,
    };
    SeenModule {
        product: place.map(|place| place.product),
        build: Build::of(&candidate.path),
        observer: facts.and_then(|facts| observer(facts, environment::home().as_deref())),
        candidate,
    }
}

fn journal(path: &Path) -> JournalPlace {
    JournalPlace {
        path: path.to_path_buf(),
        refused: audit::writable(path).err(),
        read: path.exists().then(|| audit::verify(path)),
    }
}

fn last_line(journal: &JournalPlace) -> Option<Timestamp> {
    let read = journal.read.as_ref()?.as_ref().ok()?;
    read.last_time
}

fn clock_of(desk: &Desk<'_>, last: Option<Timestamp>) -> Clock {
    Clock {
        now: desk.now,
        zone: desk.style.time_zone.iana_name().map(str::to_owned),
        built: clock::built(),
        distrust: clock::trust(desk.now, last).err(),
    }
}
