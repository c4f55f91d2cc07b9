//! What was looked at around the program as JSON.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::scalar::{Hex, Instant};
use super::token::{Module, Token};
use crate::protection::{LockState, Measure};
use crate::token::atr::Epass2003;
use crate::token::discovery::{self, End, Finding, Reach};
use crate::token::profile::{PinCounter, Recognition, SameId, SoLogin};
use crate::token::reader_service::{self, CardService};
use crate::token::{KeyKind, ModuleFacts, SlotFailure, TokenFacts};
use crate::workflow::doctor::{self as found, Surroundings};

/// What was looked at around the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Doctor {
    /// The program and its system.
    pub program: Program,
    /// The places that were searched; empty where a module was named.
    pub places: Vec<Place>,
    /// The files that were there.
    pub modules: Vec<SeenModule>,
    /// The service that readers are reached through.
    #[schemars(extend("enum" = ["answers", "missing", "part-of-system"]))]
    pub card_service: String,
    /// The readers that pcscd knows; null where it does not tell.
    pub readers: Option<Vec<Reader>>,
    /// Tokens of the ePass2003's maker on USB; null where the system does not tell.
    pub plugged_in: Option<Vec<PluggedIn>>,
    /// The clock.
    pub clock: Clock,
    /// The journal.
    pub journal: JournalPlace,
    /// What guards the process.
    pub protection: Protection,
}

/// The program and its system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Program {
    /// The program's version.
    pub version: String,
    /// The version of PKCS#11 it was built to, `major.minor`.
    pub cryptoki: String,
    /// The system's name and version.
    pub system: String,
    /// The processor it was built for.
    pub architecture: String,
}

/// A place where a module may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The file; `*` in a folder's name stands for any characters.
    pub pattern: String,
    /// What is put there.
    pub product: String,
    /// Whether it passes calls on to other modules.
    pub proxy: bool,
    /// The files that are there.
    pub files: Vec<String>,
}

/// A file that was there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeenModule {
    /// The file.
    pub path: String,
    /// What is put at its place; null where the file was named.
    pub product: Option<String>,
    /// What came of it.
    #[schemars(extend("enum" = ["shows-tokens", "no-token", "failed", "crashed", "hung", "same-as", "not-needed"]))]
    pub state: String,
    /// The file that it is the same as; else null.
    pub same_as: Option<String>,
    /// Why it was not loaded, in English as the system or the module said it; else null.
    pub reason: Option<String>,
    /// What it is made for, such as `64-bit x86, Linux`; null where the file does not tell.
    pub made_for: Option<String>,
    /// What it says of itself; null where it does not start.
    pub library: Option<Module>,
    /// The tokens that it shows.
    pub tokens: Vec<SeenToken>,
    /// The slots whose token does not tell what it is.
    pub silent: Vec<SilentSlot>,
    /// What it is when it records what passes; else null.
    pub observer: Option<String>,
}

/// A token and the profile that was chosen for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeenToken {
    /// The token.
    pub token: Token,
    /// The profile.
    pub profile: Profile,
}

/// A profile and why it was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Its name.
    pub name: String,
    /// The fields it was known by, such as `model`; empty for the careful defaults.
    pub known_by: Vec<String>,
    /// The kinds of key that can be imported.
    pub imports: Vec<String>,
    /// The RSA sizes that can, bits; empty for all that the token names.
    pub rsa_sizes: Vec<u32>,
    /// What is left out of a key's template.
    pub leaves_out: Vec<String>,
    /// What is written of an identity, in this order.
    pub writes: Vec<String>,
    /// How many objects of a kind the token holds without harm, beyond which a listing proves nothing; null where it tells itself when it is full.
    pub most_of_a_kind: Option<usize>,
    /// Whether its flags tell of wrong PINs.
    pub pin_counter: bool,
    /// Whether two objects of a kind may share a CKA_ID.
    pub same_id: bool,
    /// Whether a login of the SO proves that its PIN was right.
    pub so_login: bool,
    /// Where its facts come from.
    pub source: String,
}

/// A slot whose token does not tell what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SilentSlot {
    /// The slot.
    pub slot: u64,
    /// The C function; null where none failed.
    pub function: Option<String>,
    /// What it answered; null where none failed.
    pub code: Option<String>,
}

/// A reader, and the card in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reader {
    /// Its name.
    pub name: String,
    /// The card's answer to reset; null without a card.
    pub atr: Option<Hex>,
    /// Who formatted it; null for anything but an ePass2003.
    #[schemars(extend("enum" = ["vendor", "opensc", "unknown", null]))]
    pub layout: Option<String>,
}

impl From<&reader_service::Reader> for Reader {
    fn from(reader: &reader_service::Reader) -> Self {
        let told = Epass2003::of(&reader.atr);
        Self {
            name: reader.name.clone(),
            atr: (!reader.atr.is_empty()).then(|| Hex::from(reader.atr.as_slice())),
            layout: told.map(|told| told.layout.word().to_owned()),
        }
    }
}

/// A token as the system sees it on USB.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PluggedIn {
    /// Vendor and product.
    pub id: String,
    /// What it calls itself.
    pub name: String,
}

/// What decides what is expired.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// What it shows.
    pub now: Instant,
    /// The name of the time zone; null where it has none.
    pub zone: Option<String>,
    /// When the program was built.
    pub built: Instant,
    /// Whether it is believed.
    pub believed: bool,
}

/// Where the journal lies and how it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct JournalPlace {
    /// The file.
    pub path: String,
    /// Whether it is there.
    pub exists: bool,
    /// Whether lines can be added, or it can be made.
    pub writable: bool,
    /// Whether it verifies; null where it is not there or cannot be read.
    pub verifies: Option<bool>,
    /// How many lines it has; null where it is not there or cannot be read.
    pub lines: Option<u64>,
    /// The time of its last line; null where there is none.
    pub last_time: Option<Instant>,
}

/// What guards the process: `in-force`, `refused` or `not-available` each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Protection {
    /// Keys in memory that is never swapped to disk.
    #[schemars(extend("enum" = ["in-force", "refused", "not-available"]))]
    pub locked_memory: String,
    /// How much may be locked, bytes; null where there is no limit or the system does not tell.
    pub locked_memory_limit: Option<u64>,
    /// No memory written to disk by a crash.
    #[schemars(extend("enum" = ["in-force", "refused", "not-available"]))]
    pub no_core_dumps: String,
    /// Other processes of the same user kept from attaching.
    #[schemars(extend("enum" = ["in-force", "refused", "not-available"]))]
    pub no_attaching: String,
    /// Freed memory wiped.
    #[schemars(extend("enum" = ["in-force", "refused", "not-available"]))]
    pub wiped_memory: String,
}

impl From<&Surroundings> for Doctor {
    fn from(around: &Surroundings) -> Self {
        let program = &around.program;
        Self {
            program: Program {
                version: program.version.to_owned(),
                cryptoki: program.cryptoki.clone(),
                system: program.system.clone(),
                architecture: program.architecture.to_owned(),
            },
            places: around.places.iter().map(Place::from).collect(),
            modules: around.modules.iter().map(SeenModule::from).collect(),
            card_service: match around.card_service {
                CardService::Answers => "answers",
                CardService::Missing { .. } => "missing",
                CardService::PartOfSystem => "part-of-system",
            }
            .to_owned(),
            readers: around
                .readers
                .as_ref()
                .map(|readers| readers.iter().map(Reader::from).collect()),
            plugged_in: around.plugged_in.as_ref().map(|tokens| {
                let shown = tokens.iter().map(|token| PluggedIn {
                    id: token.id.clone(),
                    name: token.name.clone(),
                });
                shown.collect()
            }),
            clock: Clock {
                now: around.clock.now.timestamp().into(),
                zone: around.clock.zone.clone(),
                built: around.clock.built.into(),
                believed: around.clock.distrust.is_none(),
            },
            journal: JournalPlace::from(&around.journal),
            protection: Protection::from(&around.guards),
        }
    }
}

impl From<&discovery::Place> for Place {
    fn from(place: &discovery::Place) -> Self {
        let files = place.files();
        Self {
            pattern: place.pattern.to_owned(),
            product: place.product.to_owned(),
            proxy: place.reach == Reach::Proxy,
            files: files
                .iter()
                .map(|path| path.to_string_lossy().into_owned())
                .collect(),
        }
    }
}

impl From<&found::SeenModule> for SeenModule {
    fn from(seen: &found::SeenModule) -> Self {
        let mut shown = Self {
            path: seen.candidate.path.to_string_lossy().into_owned(),
            product: seen.product.map(str::to_owned),
            state: String::new(),
            same_as: None,
            reason: None,
            made_for: seen.build.map(|build| build.name()),
            library: None,
            tokens: Vec::new(),
            silent: Vec::new(),
            observer: seen.observer.map(|observer| observer.name().to_owned()),
        };
        let state = match &seen.candidate.finding {
            Finding::SameAs(path) => {
                shown.same_as = Some(path.to_string_lossy().into_owned());
                "same-as"
            }
            Finding::NotNeeded => "not-needed",
            Finding::Failed(error) => {
                shown.reason = Some(error.to_string());
                "failed"
            }
            Finding::Died(End::Crashed { how }) => {
                shown.reason = Some(how.clone());
                "crashed"
            }
            Finding::Died(End::Hung { after }) => {
                shown.reason = Some(format!("no answer within {} s", after.as_secs()));
                "hung"
            }
            Finding::NoToken {
                module,
                uninitialised,
                failures,
            } => {
                shown.take(module, uninitialised, failures);
                "no-token"
            }
            Finding::Shows {
                module,
                tokens,
                failures,
            } => {
                shown.take(module, tokens, failures);
                "shows-tokens"
            }
        };
        state.clone_into(&mut shown.state);
        shown
    }
}

impl SeenModule {
    fn take(&mut self, module: &ModuleFacts, tokens: &[TokenFacts], failures: &[SlotFailure]) {
        self.library = Some(Module::from(module));
        self.tokens = tokens
            .iter()
            .map(|token| SeenToken {
                token: Token::from(token),
                profile: Profile::from(crate::token::Profile::recognise(module, token)),
            })
            .collect();
        self.silent = failures
            .iter()
            .map(|failure| SilentSlot {
                slot: failure.slot.0,
                function: failure.error.function().map(str::to_owned),
                code: failure.error.code().map(|code| code.name()),
            })
            .collect();
    }
}

impl From<Recognition> for Profile {
    fn from(recognition: Recognition) -> Self {
        let known_by = recognition.known_by.iter();
        let profile = recognition.profile;
        let imports = profile.imports.iter().map(|kind| match kind {
            KeyKind::Rsa => "rsa",
            KeyKind::Ec => "ec",
        });
        Self {
            imports: imports.map(str::to_owned).collect(),
            rsa_sizes: profile.rsa_sizes.to_vec(),
            leaves_out: profile
                .leaves_out
                .iter()
                .map(|optional| optional.word().to_owned())
                .collect(),
            writes: profile
                .writes
                .iter()
                .map(|part| part.word().to_owned())
                .collect(),
            most_of_a_kind: profile.most_of_a_class(),
            pin_counter: profile.pin_counter == PinCounter::Shown,
            same_id: profile.same_id == SameId::Allowed,
            so_login: profile.so_login == SoLogin::Checked,
            name: recognition.profile.name.to_owned(),
            known_by: known_by
                .map(|evidence| evidence.field.word().to_owned())
                .collect(),
            source: recognition.profile.source.to_owned(),
        }
    }
}

impl From<&found::JournalPlace> for JournalPlace {
    fn from(place: &found::JournalPlace) -> Self {
        let read = place.read.as_ref().and_then(|read| read.as_ref().ok());
        Self {
            path: place.path.to_string_lossy().into_owned(),
            exists: place.read.is_some(),
            writable: place.refused.is_none(),
            verifies: read.map(crate::audit::Verification::is_intact),
            lines: read.map(|found| found.lines),
            last_time: read.and_then(|found| found.last_time).map(Instant::from),
        }
    }
}

impl From<&found::Guards> for Protection {
    fn from(guards: &found::Guards) -> Self {
        let locked = match guards.locking {
            LockState::Locked => "in-force",
            LockState::NotLocked { .. } => "refused",
        };
        Self {
            locked_memory: locked.to_owned(),
            locked_memory_limit: guards.locking_limit,
            no_core_dumps: word(&guards.protection.core_dumps),
            no_attaching: word(&guards.protection.attaching),
            wiped_memory: word(&guards.wiping),
        }
    }
}

fn word(measure: &Measure) -> String {
    match measure {
        Measure::InForce => "in-force",
        Measure::Refused { .. } => "refused",
        Measure::NotAvailable => "not-available",
    }
    .to_owned()
}
