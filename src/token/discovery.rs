//! Which module drives the token: each file at the known places loaded once, alone, and proved by a token it shows.
//!
//! ```
//! use tokendesk::token::TokenChoice;
//! use tokendesk::token::discovery::{DiscoveryError, choose, prospects, search};
//!
//! let candidates = search(&prospects(&[]));
//! let chosen = choose(&candidates, &TokenChoice::default());
//! assert_eq!(chosen.err(), Some(DiscoveryError::NoModule));
//! ```

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub mod binary;
mod maker;
mod places;
pub mod probe;

pub use maker::{Generation, Maker};
pub use places::{LINUX, MACOS, Place, Reach, WINDOWS, known_places};

use super::pkcs11::Module;
use super::selection::TokenChoice;
use super::{ModuleFacts, SlotFailure, SlotId, TokenError, TokenFacts};

/// A file that may be a module, as a search is told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prospect {
    /// The file.
    pub path: PathBuf,
    /// Whether it drives tokens itself.
    pub reach: Reach,
}

/// A file that was there, and what came of it.
#[derive(Debug)]
pub struct Candidate {
    /// The file.
    pub path: PathBuf,
    /// Whether it drives tokens itself.
    pub reach: Reach,
    /// What came of it.
    pub finding: Finding,
}

/// What came of a file.
#[derive(Debug)]
pub enum Finding {
    /// It is the same file as another one that was looked at.
    SameAs(PathBuf),
    /// It was not loaded: modules that drive tokens themselves show some already.
    NotNeeded,
    /// It could not be loaded, is no module, or does not start.
    Failed(TokenError),
    /// The process that looked at it did not live to tell.
    Died(End),
    /// It is a module and shows no initialised token.
    NoToken {
        /// What the module says of itself.
        module: ModuleFacts,
        /// The tokens present, none of them initialised.
        uninitialised: Vec<TokenFacts>,
        /// The slots whose token did not answer: often the module of another generation of the token.
        failures: Vec<SlotFailure>,
    },
    /// It is a module and shows initialised tokens.
    Shows {
        /// What the module says of itself.
        module: ModuleFacts,
        /// The initialised tokens.
        tokens: Vec<TokenFacts>,
        /// The slots whose token did not answer.
        failures: Vec<SlotFailure>,
    },
}

impl Finding {
    /// Whether it is a module that starts.
    #[must_use]
    pub fn starts(&self) -> bool {
        matches!(self, Self::NoToken { .. } | Self::Shows { .. })
    }
}

/// How a process ended that looked at a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// By itself, before it had told anything.
    Crashed {
        /// How, as the system says it, such as `signal: 11 (SIGSEGV)`.
        how: String,
    },
    /// It was ended, having told nothing.
    Hung {
        /// How long it was waited for.
        after: Duration,
    },
}

/// Why no module was chosen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DiscoveryError {
    /// At none of the places is a module.
    #[error("no PKCS#11 module was found")]
    NoModule,
    /// There are modules, and none shows an initialised token that could be meant.
    #[error("none of {} PKCS#11 modules shows a token that could be meant", modules.len())]
    NoToken {
        /// The modules that start.
        modules: Vec<PathBuf>,
    },
    /// Several modules show different tokens.
    #[error("{} PKCS#11 modules show tokens", modules.len())]
    Several {
        /// The modules that show tokens.
        modules: Vec<PathBuf>,
    },
}

/// The files at the given places, in their order.
#[must_use]
pub fn prospects(places: &[Place]) -> Vec<Prospect> {
    let files = places.iter().flat_map(|place| {
        place.files().into_iter().map(|path| Prospect {
            path,
            reach: place.reach,
        })
    });
    files.collect()
}

/// Looks at each file in this process: one module at a time is loaded, asked for its tokens and let go.
///
/// Proxies are loaded only when no direct module shows a token.
#[must_use]
pub fn search(prospects: &[Prospect]) -> Vec<Candidate> {
    search_by(prospects, look)
}

/// Looks at each file as [`search`] does, in a process of its own each ([`probe`]).
#[must_use]
pub fn search_apart(prospects: &[Prospect]) -> Vec<Candidate> {
    match probe::Prober::of_this_program() {
        Some(prober) => search_by(prospects, |path| prober.look(path)),
        None => search(prospects),
    }
}

fn search_by(prospects: &[Prospect], look: impl Fn(&Path) -> Finding) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::with_capacity(prospects.len());
    let mut seen: Vec<(PathBuf, PathBuf)> = Vec::with_capacity(prospects.len());
    let mut in_order: Vec<_> = prospects.iter().collect();
    in_order.sort_by_key(|prospect| prospect.reach);
    for prospect in in_order {
        // A file that cannot be followed fails to load with a reason of its own.
        let real = prospect.path.canonicalize();
        let real = real.unwrap_or_else(|_| prospect.path.clone());
        let twin = seen.iter().find(|(known, _)| *known == real);
        let has_tokens = candidates
            .iter()
            .any(|candidate| matches!(candidate.finding, Finding::Shows { .. }));
        let finding = match twin {
            Some((_, first)) => Finding::SameAs(first.clone()),
            None if prospect.reach == Reach::Proxy && has_tokens => Finding::NotNeeded,
            None => look(&prospect.path),
        };
        if !matches!(finding, Finding::SameAs(_)) {
            seen.push((real, prospect.path.clone()));
        }
        candidates.push(Candidate {
            path: prospect.path.clone(),
            reach: prospect.reach,
            finding,
        });
    }
    candidates
}

fn look(path: &Path) -> Finding {
    let listed = Module::load(path).and_then(|mut module| {
        let tokens = module.tokens()?;
        Ok((module, tokens))
    });
    let (module, tokens) = match listed {
        Ok(listed) => listed,
        Err(error) => return Finding::Failed(error),
    };
    let (module, failures) = module.into_findings();
    let (tokens, uninitialised): (Vec<_>, Vec<_>) =
        tokens.into_iter().partition(|token| token.is_initialised);
    shown(module, tokens, uninitialised, failures)
}

fn shown(
    module: ModuleFacts,
    tokens: Vec<TokenFacts>,
    uninitialised: Vec<TokenFacts>,
    failures: Vec<SlotFailure>,
) -> Finding {
    if tokens.is_empty() {
        return Finding::NoToken {
            module,
            uninitialised,
            failures,
        };
    }
    Finding::Shows {
        module,
        tokens,
        failures,
    }
}

/// Chooses the one module that shows tokens which could be meant.
///
/// A token seen through several modules counts once: a module is passed over when every token it shows is shown
/// by another one, of two that show the same the earlier candidate stays.
///
/// # Errors
/// [`DiscoveryError`] when there is none, or several show different tokens.
pub fn choose<'c>(
    candidates: impl IntoIterator<Item = &'c Candidate>,
    wanted: &TokenChoice,
) -> Result<&'c Candidate, DiscoveryError> {
    let candidates: Vec<_> = candidates.into_iter().collect();
    let mut showing: Vec<(&Candidate, BTreeSet<TokenKey<'_>>)> = Vec::new();
    for (position, candidate) in candidates.iter().copied().enumerate() {
        if let Finding::Shows { tokens, .. } = &candidate.finding {
            let meant = tokens.iter().filter(|token| wanted.fits(token));
            let keys: BTreeSet<_> = meant.map(|token| key(position, token)).collect();
            if !keys.is_empty() {
                showing.push((candidate, keys));
            }
        }
    }
    let is_covered = |position: usize, keys: &BTreeSet<_>| {
        showing.iter().enumerate().any(|(at, (_, other))| {
            at != position && keys.is_subset(other) && (keys.len() < other.len() || at < position)
        })
    };
    let kept: Vec<_> = showing
        .iter()
        .enumerate()
        .filter(|(position, (_, keys))| !is_covered(*position, keys))
        .map(|(_, (candidate, _))| *candidate)
        .collect();
    match kept.as_slice() {
        [only] => Ok(only),
        [] => Err(nothing(&candidates)),
        several => Err(DiscoveryError::Several {
            modules: several.iter().map(|one| one.path.clone()).collect(),
        }),
    }
}

/// What a token is told by across modules: its serial number, or nothing but module and slot.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum TokenKey<'t> {
    Serial(&'t str),
    Unknown(usize, SlotId),
}

fn key(position: usize, token: &TokenFacts) -> TokenKey<'_> {
    if token.serial.is_meaningless() {
        TokenKey::Unknown(position, token.slot)
    } else {
        TokenKey::Serial(token.serial.as_str())
    }
}

fn nothing(candidates: &[&Candidate]) -> DiscoveryError {
    let started = candidates
        .iter()
        .filter(|candidate| candidate.finding.starts());
    let modules: Vec<_> = started.map(|candidate| candidate.path.clone()).collect();
    if modules.is_empty() {
        DiscoveryError::NoModule
    } else {
        DiscoveryError::NoToken { modules }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::TokenSerial;

    fn token(serial: &str, slot: u64) -> TokenFacts {
        TokenFacts {
            serial: TokenSerial::new(serial),
            slot: SlotId(slot),
            ..TokenFacts::usual()
        }
    }

    fn candidate(path: &str, serials: &[&str]) -> Candidate {
        let module = ModuleFacts {
            path: PathBuf::from(path),
            manufacturer: String::new(),
            description: String::new(),
            version: String::new(),
            cryptoki: String::new(),
        };
        let failures = Vec::new();
        let tokens: Vec<_> = (1..)
            .zip(serials)
            .map(|(slot, serial)| token(serial, slot))
            .collect();
        let finding = if tokens.is_empty() {
            Finding::NoToken {
                module,
                uninitialised: Vec::new(),
                failures,
            }
        } else {
            Finding::Shows {
                module,
                tokens,
                failures,
            }
        };
        Candidate {
            path: PathBuf::from(path),
            reach: Reach::Direct,
            finding,
        }
    }

    fn chosen(candidates: &[Candidate], wanted: &TokenChoice) -> Result<String, DiscoveryError> {
        choose(candidates, wanted).map(|candidate| candidate.path.display().to_string())
    }

    fn several(paths: &[&str]) -> Result<String, DiscoveryError> {
        let modules = paths.iter().map(PathBuf::from).collect();
        Err(DiscoveryError::Several { modules })
    }

    #[test]
    fn takes_the_only_module_that_shows_a_token() {
        let candidates = [candidate("v1", &[]), candidate("softhsm", &["A"])];
        assert_eq!(
            chosen(&candidates, &TokenChoice::default()),
            Ok("softhsm".to_owned())
        );
    }

    #[test]
    fn counts_a_token_seen_twice_once() {
        let candidates = [candidate("v1", &["A"]), candidate("opensc", &["A"])];
        assert_eq!(
            chosen(&candidates, &TokenChoice::default()),
            Ok("v1".to_owned())
        );
        let candidates = [candidate("v1", &["A"]), candidate("opensc", &["A", "B"])];
        assert_eq!(
            chosen(&candidates, &TokenChoice::default()),
            Ok("opensc".to_owned())
        );
    }

    #[test]
    fn refuses_two_modules_with_different_tokens_unless_one_is_meant() {
        let candidates = [candidate("v1", &["A"]), candidate("softhsm", &["B"])];
        assert_eq!(
            chosen(&candidates, &TokenChoice::default()),
            several(&["v1", "softhsm"])
        );
        let wanted = TokenChoice {
            serial: Some(TokenSerial::new("B")),
            ..TokenChoice::default()
        };
        assert_eq!(chosen(&candidates, &wanted), Ok("softhsm".to_owned()));
    }

    #[test]
    fn takes_tokens_without_a_serial_for_different_ones() {
        let candidates = [candidate("tpm", &["0000"]), candidate("nss", &["0000"])];
        assert_eq!(
            chosen(&candidates, &TokenChoice::default()),
            several(&["tpm", "nss"])
        );
    }

    #[test]
    fn tells_no_module_from_no_token() {
        assert_eq!(
            chosen(&[], &TokenChoice::default()),
            Err(DiscoveryError::NoModule)
        );
        assert_eq!(
            chosen(&[candidate("v1", &[])], &TokenChoice::default()),
            Err(DiscoveryError::NoToken {
                modules: vec![PathBuf::from("v1")]
            })
        );
    }
}
