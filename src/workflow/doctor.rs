//! Whether this computer can work with tokens: what was looked at around the program, and what that comes to.
//!
//! Nothing here asks for a PIN or changes anything. What is looked at comes in as one value, so that every
//! judgement can be tested without a token.

mod modules;

use std::path::PathBuf;

use jiff::Timestamp;

use super::check::{Check, Status, Subject};
use crate::audit::{JournalError, Verification};
use crate::clock::{ImplausibleClock, Now};
use crate::protection::{LockState, Measure, Protection};
use crate::token::atr::{Epass2003, Layout};
use crate::token::discovery::binary::Build;
use crate::token::discovery::{Candidate, Generation, Place};
use crate::token::reader_service::{CardService, PluggedIn, Reader};
use crate::token::{Observer, ReturnCode, SlotId, TokenChoice};

/// Everything that was looked at.
#[derive(Debug)]
pub struct Surroundings {
    /// The program and the system that it runs on.
    pub program: Program,
    /// The places that were searched; empty where a module was named.
    pub places: &'static [Place],
    /// The files that were there, in the order in which they were looked at.
    pub modules: Vec<SeenModule>,
    /// Which token is meant.
    pub choice: TokenChoice,
    /// The service that readers are reached through.
    pub card_service: CardService,
    /// The readers that the service knows; `None` where it does not tell.
    pub readers: Option<Vec<Reader>>,
    /// Tokens of the ePass2003's maker that the system sees plugged in; `None` where it does not tell.
    pub plugged_in: Option<Vec<PluggedIn>>,
    /// The clock.
    pub clock: Clock,
    /// The journal.
    pub journal: JournalPlace,
    /// What guards the process.
    pub guards: Guards,
}

/// The program and the system that it runs on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// The program's version.
    pub version: &'static str,
    /// The system's name and version, as it tells them.
    pub system: String,
    /// The processor that the program was built for.
    pub architecture: &'static str,
    /// The version of PKCS#11 that the program was built to, `major.minor`.
    pub cryptoki: String,
}

/// A file that was there, and what its header and its content tell beside what came of loading it.
#[derive(Debug)]
pub struct SeenModule {
    /// What came of loading it.
    pub candidate: Candidate,
    /// What is put at its place, such as `OpenSC`; `None` where it was named.
    pub product: Option<&'static str>,
    /// What it is made for, where its header tells.
    pub build: Option<Build>,
    /// A module that records what passes.
    pub observer: Option<Observer>,
}

/// What decides what is expired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// What it shows.
    pub now: Now,
    /// The name of the time zone, where it has one.
    pub zone: Option<String>,
    /// When the program was built, UTC.
    pub built: Timestamp,
    /// Why it is not believed, if it is not.
    pub distrust: Option<ImplausibleClock>,
}

/// Where the journal lies and how it stands.
#[derive(Debug)]
pub struct JournalPlace {
    /// The file.
    pub path: PathBuf,
    /// Why nothing can be added to it, if so.
    pub refused: Option<JournalError>,
    /// What reading it back found; `None` where there is none yet.
    pub read: Option<Result<Verification, JournalError>>,
}

/// What guards the process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guards {
    /// Core dumps, attaching, tracers.
    pub protection: Protection,
    /// Whether a page could be locked in memory.
    pub locking: LockState,
    /// How much may be locked, bytes; `None` where there is no limit or the system does not tell.
    pub locking_limit: Option<u64>,
    /// Whether freed memory is wiped.
    pub wiping: Measure,
}

/// What was found around the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// This module shows the token that is meant, or the only ones there are.
    ModuleFits {
        /// The file.
        path: PathBuf,
        /// How many initialised tokens it shows.
        tokens: usize,
    },
    /// No module starts.
    NoModule {
        /// How many places were searched.
        places: usize,
    },
    /// No module shows a token.
    NoToken,
    /// Modules show tokens, and none of them is the one that is meant.
    OtherTokens,
    /// Several modules show different tokens.
    SeveralModules {
        /// The modules.
        modules: Vec<PathBuf>,
    },
    /// A module starts and shows no token.
    ModuleWithoutToken {
        /// The file.
        path: PathBuf,
    },
    /// A module is made for another width, processor or system.
    ModuleForOther {
        /// The file.
        path: PathBuf,
        /// What it is made for.
        build: Build,
    },
    /// The system does not load the file.
    ModuleNotLoadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// The file is a library without PKCS#11 in it.
    NotAModule {
        /// The file.
        path: PathBuf,
    },
    /// The module refuses to start.
    ModuleRefuses {
        /// The file.
        path: PathBuf,
        /// The C function.
        function: &'static str,
        /// What it answered.
        code: ReturnCode,
    },
    /// The module crashes when it is started.
    ModuleCrashes {
        /// The file.
        path: PathBuf,
        /// How, as the system says it.
        how: String,
    },
    /// The module does not answer when it is started.
    ModuleHangs {
        /// The file.
        path: PathBuf,
        /// How long it was waited for, seconds.
        seconds: u64,
    },
    /// A module of the vendor's does not get on with the token: it is for another generation.
    WrongGeneration {
        /// The file.
        path: PathBuf,
        /// Its generation.
        generation: Generation,
        /// What it answered.
        code: ReturnCode,
    },
    /// The vendor's module does not know the token: OpenSC formatted it.
    FormattedByOpensc {
        /// The vendor's module.
        path: PathBuf,
    },
    /// OpenSC does not know the token: the vendor's software formatted it, or it is another card.
    FormattedByVendor {
        /// OpenSC's module.
        path: PathBuf,
    },
    /// A slot says to hold a token that does not tell what it is.
    SlotSilent {
        /// The file.
        path: PathBuf,
        /// The slot.
        slot: SlotId,
        /// What was answered.
        code: Option<ReturnCode>,
    },
    /// A token was never initialised.
    TokenUninitialised {
        /// The file.
        path: PathBuf,
        /// The slot.
        slot: SlotId,
    },
    /// A module records what passes.
    ModuleObserves {
        /// The file.
        path: PathBuf,
        /// What it is.
        observer: Observer,
    },
    /// The service that readers are reached through.
    CardService(CardService),
    /// Who formatted a token, as its answer to reset tells.
    TokenLayout {
        /// The reader that it is in.
        reader: String,
        /// What it tells.
        told: Epass2003,
    },
    /// The maker's tokens that the system sees.
    PluggedIn(Vec<PluggedIn>),
    /// The clock.
    Clock(Clock),
    /// Whether the journal can be written: the file, and why not.
    JournalPlace {
        /// The file.
        path: PathBuf,
        /// What prevents it.
        refused: Option<String>,
    },
    /// Whether the journal is whole.
    JournalChain(Chain),
    /// Whether memory can be locked.
    LockedMemory {
        /// The state.
        state: LockState,
        /// The limit, bytes.
        limit: Option<u64>,
    },
    /// Whether a crash writes memory to disk.
    CoreDumps(Measure),
    /// Whether other processes of the same user may attach.
    Attaching(Measure),
    /// Whether freed memory is wiped.
    WipedMemory(Measure),
}

/// How a journal stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chain {
    /// There is none yet.
    Absent,
    /// Every line is there.
    Whole {
        /// How many.
        lines: u64,
        /// The time of the last one, UTC.
        last: Option<Timestamp>,
    },
    /// Lines are gone or were changed.
    Broken {
        /// How many places are wrong.
        faults: usize,
    },
    /// It cannot be read.
    Unreadable {
        /// What the system said.
        reason: String,
    },
}

impl Finding {
    /// The stable id for JSON and `explain`.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::ModuleFits { .. } => "module-fits",
            Self::NoModule { .. } => "no-module",
            Self::NoToken => "no-token",
            Self::OtherTokens => "other-tokens",
            Self::SeveralModules { .. } => "several-modules",
            Self::ModuleWithoutToken { .. } => "module-without-token",
            Self::ModuleForOther { .. } => "module-for-other",
            Self::ModuleNotLoadable { .. } => "module-not-loadable",
            Self::NotAModule { .. } => "not-a-module",
            Self::ModuleRefuses { .. } => "module-refuses",
            Self::ModuleCrashes { .. } => "module-crashes",
            Self::ModuleHangs { .. } => "module-hangs",
            Self::WrongGeneration { .. } => "wrong-generation",
            Self::FormattedByOpensc { .. } => "formatted-by-opensc",
            Self::FormattedByVendor { .. } => "formatted-by-vendor",
            Self::SlotSilent { .. } => "slot-silent",
            Self::TokenUninitialised { .. } => "token-uninitialised",
            Self::ModuleObserves { .. } => "observed",
            Self::CardService(_) => "card-service",
            Self::TokenLayout { .. } => "token-layout",
            Self::PluggedIn(_) => "plugged-in",
            Self::Clock(_) => "clock",
            Self::JournalPlace { .. } => "journal-place",
            Self::JournalChain(_) => "journal-chain",
            Self::LockedMemory { .. } => "locked-memory",
            Self::CoreDumps(_) => "core-dumps",
            Self::Attaching(_) => "attaching",
            Self::WipedMemory(_) => "wiped-memory",
        }
    }
}

/// Judges everything: a failure is what no work can be done with.
#[must_use]
pub fn judge(around: &Surroundings) -> Vec<Check> {
    let mut found = modules::judge(around);
    let shows_tokens = found
        .iter()
        .any(|(finding, _)| matches!(finding, Finding::ModuleFits { .. }));
    found.push(card_service(&around.card_service));
    found.extend(layouts(around));
    found.extend(around.plugged_in.as_ref().map(|tokens| {
        let is_unseen = !tokens.is_empty() && !shows_tokens;
        let status = if is_unseen {
            Status::Warn
        } else {
            Status::Pass
        };
        (Finding::PluggedIn(tokens.clone()), status)
    }));
    found.push((
        Finding::Clock(around.clock.clone()),
        passes_or(Status::Fail, around.clock.distrust.is_none()),
    ));
    found.extend(journal(&around.journal));
    found.extend(guards(&around.guards));
    found
        .into_iter()
        .map(|(finding, status)| Check {
            subject: Subject::Doctor(Box::new(finding)),
            status,
        })
        .collect()
}

/// Whether work can be done: nothing failed.
#[must_use]
pub fn is_usable(checks: &[Check]) -> bool {
    checks.iter().all(|check| check.status != Status::Fail)
}

fn passes_or(otherwise: Status, is_good: bool) -> Status {
    if is_good { Status::Pass } else { otherwise }
}

/// Who formatted each ePass2003 in a reader: no module for its layout at hand is worth a note.
fn layouts(around: &Surroundings) -> Vec<(Finding, Status)> {
    let tokens = around.readers.iter().flatten().filter_map(|reader| {
        let told = Epass2003::of(&reader.atr)?;
        let has_module = match told.layout {
            Layout::Vendor | Layout::OpenSc => modules::shows(around, told.layout),
            Layout::Unknown => true,
        };
        let finding = Finding::TokenLayout {
            reader: reader.name.clone(),
            told,
        };
        Some((finding, passes_or(Status::Warn, has_module)))
    });
    tokens.collect()
}

fn card_service(service: &CardService) -> (Finding, Status) {
    // Tokens in software need none, and without a token there is a failure of its own.
    let status = match service {
        CardService::Answers | CardService::PartOfSystem => Status::Pass,
        CardService::Missing { .. } => Status::Warn,
    };
    (Finding::CardService(service.clone()), status)
}

fn journal(journal: &JournalPlace) -> [(Finding, Status); 2] {
    let chain = match &journal.read {
        None => Chain::Absent,
        Some(Ok(found)) if found.is_intact() => Chain::Whole {
            lines: found.lines,
            last: found.last_time,
        },
        Some(Ok(found)) => Chain::Broken {
            faults: found.faults.len(),
        },
        Some(Err(error)) => Chain::Unreadable {
            reason: error.to_string(),
        },
    };
    let is_whole = matches!(chain, Chain::Absent | Chain::Whole { .. });
    [
        (
            Finding::JournalPlace {
                path: journal.path.clone(),
                refused: journal.refused.as_ref().map(ToString::to_string),
            },
            passes_or(Status::Fail, journal.refused.is_none()),
        ),
        (
            Finding::JournalChain(chain),
            passes_or(Status::Fail, is_whole),
        ),
    ]
}

fn guards(guards: &Guards) -> [(Finding, Status); 4] {
    // A system without the measure cannot be told to have it.
    let status = |measure: &Measure| match measure {
        Measure::InForce | Measure::NotAvailable => Status::Pass,
        Measure::Refused { .. } => Status::Warn,
    };
    let protection = &guards.protection;
    [
        (
            Finding::LockedMemory {
                state: guards.locking.clone(),
                limit: guards.locking_limit,
            },
            passes_or(Status::Warn, guards.locking == LockState::Locked),
        ),
        (
            Finding::CoreDumps(protection.core_dumps.clone()),
            status(&protection.core_dumps),
        ),
        (
            Finding::Attaching(protection.attaching.clone()),
            status(&protection.attaching),
        ),
        (
            Finding::WipedMemory(guards.wiping.clone()),
            status(&guards.wiping),
        ),
    ]
}
