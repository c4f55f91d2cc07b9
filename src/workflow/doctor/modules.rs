//! Which module fits, and what is wrong with each of the others.

use std::path::PathBuf;

use super::{Finding, SeenModule, Surroundings};
use crate::token::atr::{Epass2003, Layout};
use crate::token::discovery::{self, DiscoveryError, End, Finding as Found, Maker};
use crate::token::{ReturnCode, SlotFailure, TokenError, TokenFacts};
use crate::workflow::check::Status;

/// How one generation of the vendor's module meets the other's tokens: CKR_GENERAL_ERROR from `C_GetTokenInfo`
/// (OpenSC issue 2424).
const GENERAL_ERROR: ReturnCode = ReturnCode(0x05);
/// How a module meets a token that another software formatted: CKR_TOKEN_NOT_RECOGNIZED.
const NOT_RECOGNISED: ReturnCode = ReturnCode(0xe1);

/// Judges the modules: first which one fits, then what is to be said of each.
pub(super) fn judge(around: &Surroundings) -> Vec<(Finding, Status)> {
    let mut found = vec![choice(around)];
    let layout = only_layout(around);
    for seen in &around.modules {
        found.extend(module(seen, &around.modules, layout));
    }
    found
}

/// Whether a module shows a token of this layout.
pub(super) fn shows(around: &Surroundings, layout: Layout) -> bool {
    let is_of = |seen: &SeenModule| match layout {
        Layout::OpenSc => shows_opensc_format(seen),
        Layout::Vendor | Layout::Unknown => {
            !tokens(&seen.candidate.finding).is_empty() && !shows_opensc_format(seen)
        }
    };
    around.modules.iter().any(is_of)
}

/// The layout of the tokens in the readers, where all have the same one.
fn only_layout(around: &Surroundings) -> Option<Layout> {
    let readers = around.readers.iter().flatten();
    let mut layouts = readers.filter_map(|reader| Epass2003::of(&reader.atr));
    let first = layouts.next()?.layout;
    layouts.all(|told| told.layout == first).then_some(first)
}

/// What the commands that work with a token would choose.
fn choice(around: &Surroundings) -> (Finding, Status) {
    let candidates = around.modules.iter().map(|seen| &seen.candidate);
    match discovery::choose(candidates, &around.choice) {
        Ok(candidate) => {
            let path = candidate.path.clone();
            let tokens = tokens(&candidate.finding).len();
            (Finding::ModuleFits { path, tokens }, Status::Pass)
        }
        Err(DiscoveryError::NoModule) => {
            let places = around.places.len();
            (Finding::NoModule { places }, Status::Fail)
        }
        Err(DiscoveryError::Several { modules }) => {
            (Finding::SeveralModules { modules }, Status::Warn)
        }
        Err(DiscoveryError::NoToken { .. }) if shows_any(&around.modules) => {
            (Finding::OtherTokens, Status::Fail)
        }
        Err(DiscoveryError::NoToken { .. }) => (Finding::NoToken, Status::Fail),
    }
}

fn tokens(found: &Found) -> &[TokenFacts] {
    match found {
        Found::Shows { tokens, .. } => tokens,
        Found::SameAs(_)
        | Found::NotNeeded
        | Found::Failed(_)
        | Found::Died(_)
        | Found::NoToken { .. } => &[],
    }
}

fn shows_any(modules: &[SeenModule]) -> bool {
    modules
        .iter()
        .any(|seen| !tokens(&seen.candidate.finding).is_empty())
}

/// Whether a token that OpenSC formatted is shown: its driver names the maker and the layout (OpenSC issue 2815).
fn shows_opensc_format(seen: &SeenModule) -> bool {
    tokens(&seen.candidate.finding)
        .iter()
        .any(|token| token.model.starts_with("PKCS#15") && token.manufacturer == "EnterSafe")
}

/// `layout` is what the answer to reset tells of the tokens in the readers, where it does: it goes before what the
/// module's answers suggest.
fn module(seen: &SeenModule, all: &[SeenModule], layout: Option<Layout>) -> Vec<(Finding, Status)> {
    let path = || seen.candidate.path.clone();
    let mut found = Vec::new();
    if let Some(observer) = seen.observer {
        let path = path();
        found.push((Finding::ModuleObserves { path, observer }, Status::Warn));
    }
    match &seen.candidate.finding {
        // Nothing to be said of them: the file itself was looked at, or need not be.
        Found::SameAs(_) | Found::NotNeeded => {}
        Found::Failed(error) => found.push((failed(seen, error), Status::Warn)),
        Found::Died(end) => found.push((died(path(), end), Status::Warn)),
        Found::NoToken {
            module,
            uninitialised,
            failures,
        } => {
            let maker = Maker::of(&seen.candidate.path, Some(module));
            found.extend(silent(seen, maker, failures, layout));
            found.extend(uninitialised.iter().map(|token| {
                let (path, slot) = (path(), token.slot);
                (Finding::TokenUninitialised { path, slot }, Status::Warn)
            }));
            let is_opensc_format = match layout {
                Some(layout) => layout == Layout::OpenSc,
                None => all.iter().any(shows_opensc_format),
            };
            let is_vendor = matches!(maker, Maker::Vendor(_));
            if failures.is_empty() && is_vendor && is_opensc_format {
                let path = path();
                found.push((Finding::FormattedByOpensc { path }, Status::Warn));
            } else if failures.is_empty()
                && maker == Maker::OpenSc
                && layout == Some(Layout::Vendor)
            {
                let path = path();
                found.push((Finding::FormattedByVendor { path }, Status::Warn));
            } else if found.is_empty() {
                let path = path();
                found.push((Finding::ModuleWithoutToken { path }, Status::Pass));
            }
        }
        Found::Shows {
            module, failures, ..
        } => {
            let maker = Maker::of(&seen.candidate.path, Some(module));
            found.extend(silent(seen, maker, failures, layout));
        }
    }
    found
}

/// Why a file was not loaded: its header tells it better than the system's loader.
fn failed(seen: &SeenModule, error: &TokenError) -> Finding {
    let path = seen.candidate.path.clone();
    if let Some(build) = seen.build.filter(|build| !build.fits()) {
        return Finding::ModuleForOther { path, build };
    }
    match error {
        TokenError::NotLoadable { reason, .. } => Finding::ModuleNotLoadable {
            path,
            reason: reason.clone(),
        },
        TokenError::NotAModule { .. } => Finding::NotAModule { path },
        TokenError::Call { function, code } => Finding::ModuleRefuses {
            path,
            function,
            code: *code,
        },
        TokenError::Gone { .. } | TokenError::Changed { .. } | TokenError::Nonsense { .. } => {
            Finding::ModuleNotLoadable {
                path,
                reason: error.to_string(),
            }
        }
    }
}

fn died(path: PathBuf, end: &End) -> Finding {
    match end {
        End::Crashed { how } => Finding::ModuleCrashes {
            path,
            how: how.clone(),
        },
        End::Hung { after } => Finding::ModuleHangs {
            path,
            seconds: after.as_secs(),
        },
    }
}

/// The slots whose token does not tell what it is.
fn silent<'s>(
    seen: &'s SeenModule,
    maker: Maker,
    failures: &'s [SlotFailure],
    layout: Option<Layout>,
) -> impl Iterator<Item = (Finding, Status)> + 's {
    failures.iter().map(move |failure| {
        let path = seen.candidate.path.clone();
        let code = failure.error.code();
        let finding = match (maker, code) {
            (Maker::Vendor(_), Some(GENERAL_ERROR)) if layout == Some(Layout::OpenSc) => {
                Finding::FormattedByOpensc { path }
            }
            (Maker::Vendor(generation), Some(code)) if code == GENERAL_ERROR => {
                Finding::WrongGeneration {
                    path,
                    generation,
                    code,
                }
            }
            (Maker::Vendor(_), Some(NOT_RECOGNISED)) => Finding::FormattedByOpensc { path },
            (Maker::OpenSc, Some(NOT_RECOGNISED)) => Finding::FormattedByVendor { path },
            _ => Finding::SlotSilent {
                path,
                slot: failure.slot,
                code,
            },
        };
        (finding, Status::Warn)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::discovery::binary::{Build, Format, Machine};
    use crate::token::discovery::{Candidate, Generation, Reach};
    use crate::token::{ModuleFacts, SlotId};

    fn facts(path: &str, description: &str) -> ModuleFacts {
        ModuleFacts {
            path: PathBuf::from(path),
            manufacturer: String::new(),
            description: description.to_owned(),
            version: String::new(),
            cryptoki: String::new(),
        }
    }

    fn token(model: &str) -> TokenFacts {
        TokenFacts {
            model: model.to_owned(),
            manufacturer: "EnterSafe".to_owned(),
            ..TokenFacts::usual()
        }
    }

    fn seen(path: &str, finding: Found) -> SeenModule {
        SeenModule {
            candidate: Candidate {
                path: PathBuf::from(path),
                reach: Reach::Direct,
                finding,
            },
            product: None,
            build: None,
            observer: None,
        }
    }

    fn failing(path: &str, code: ReturnCode) -> SeenModule {
        let error = TokenError::Call {
            function: "C_GetTokenInfo",
            code,
        };
        let failures = vec![SlotFailure {
            slot: SlotId(1),
            error,
        }];
        let finding = Found::NoToken {
            module: facts(path, ""),
            uninitialised: Vec::new(),
            failures,
        };
        seen(path, finding)
    }

    fn empty(path: &str) -> SeenModule {
        let finding = Found::NoToken {
            module: facts(path, ""),
            uninitialised: Vec::new(),
            failures: Vec::new(),
        };
        seen(path, finding)
    }

    fn ids(seen: &SeenModule, all: &[SeenModule]) -> Vec<&'static str> {
        ids_with(seen, all, None)
    }

    fn ids_with(
        seen: &SeenModule,
        all: &[SeenModule],
        layout: Option<Layout>,
    ) -> Vec<&'static str> {
        let found = module(seen, all, layout);
        found.iter().map(|(finding, _)| finding.id()).collect()
    }

    #[test]
    fn recognises_a_module_of_another_generation_by_its_answer() {
        let second = failing("/usr/lib/libcastle_v2.so.1.0.0", GENERAL_ERROR);
        let found = module(&second, &[], None);
        let [(Finding::WrongGeneration { generation, .. }, Status::Warn)] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert_eq!(*generation, Generation::Second);
        assert_eq!(
            ids(&failing("/x/other.so", GENERAL_ERROR), &[]),
            ["slot-silent"]
        );
    }

    #[test]
    fn recognises_whose_format_a_token_has_by_who_does_not_know_it() {
        let vendor = failing("/usr/lib/libcastle.so.1.0.0", NOT_RECOGNISED);
        assert_eq!(ids(&vendor, &[]), ["formatted-by-opensc"]);
        let opensc = failing("/usr/lib/opensc-pkcs11.so", NOT_RECOGNISED);
        assert_eq!(ids(&opensc, &[]), ["formatted-by-vendor"]);
    }

    #[test]
    fn recognises_an_opensc_format_by_who_shows_the_token_and_who_does_not() {
        let shown = Found::Shows {
            module: facts("/usr/lib/opensc-pkcs11.so", "OpenSC smartcard framework"),
            tokens: vec![token("PKCS#15")],
            failures: Vec::new(),
        };
        let all = [
            empty("/usr/lib/libcastle.so.1.0.0"),
            seen("/usr/lib/opensc-pkcs11.so", shown),
        ];
        assert_eq!(ids(&all[0], &all), ["formatted-by-opensc"]);
        assert_eq!(ids(&all[1], &all), [""; 0]);
        let alone = [empty("/usr/lib/libcastle.so.1.0.0")];
        assert_eq!(ids(&alone[0], &alone), ["module-without-token"]);
    }

    #[test]
    fn believes_the_answer_to_reset_before_the_modules_answers() {
        let vendor = failing("/usr/lib/libcastle.so.1.0.0", GENERAL_ERROR);
        let opensc_format = Some(Layout::OpenSc);
        assert_eq!(
            ids_with(&vendor, &[], opensc_format),
            ["formatted-by-opensc"]
        );
        let vendor_format = Some(Layout::Vendor);
        assert_eq!(ids_with(&vendor, &[], vendor_format), ["wrong-generation"]);
        let silent = empty("/usr/lib/libcastle.so.1.0.0");
        assert_eq!(
            ids_with(&silent, &[], opensc_format),
            ["formatted-by-opensc"]
        );
        assert_eq!(
            ids_with(&silent, &[], vendor_format),
            ["module-without-token"]
        );
        let opensc = empty("/usr/lib/opensc-pkcs11.so");
        assert_eq!(
            ids_with(&opensc, &[], vendor_format),
            ["formatted-by-vendor"]
        );
        assert_eq!(
            ids_with(&opensc, &[], opensc_format),
            ["module-without-token"]
        );
    }

    #[test]
    fn says_what_a_module_is_made_for_rather_than_what_the_loader_says() {
        let reason = "wrong ELF class: ELFCLASS32".to_owned();
        let path = PathBuf::from("/usr/lib/libcastle.so.1.0.0");
        let error = TokenError::NotLoadable { path, reason };
        let mut narrow = seen("/usr/lib/libcastle.so.1.0.0", Found::Failed(error));
        assert_eq!(ids(&narrow, &[]), ["module-not-loadable"]);
        narrow.build = Some(Build {
            format: Format::Pe,
            machine: Machine::Arm,
        });
        assert_eq!(ids(&narrow, &[]), ["module-for-other"]);
    }
}
