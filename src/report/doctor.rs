//! What was found around the program, in words.

use super::Voice;
use super::cause;
use crate::protection::{LockState, Measure};
use crate::say;
use crate::token::atr::{Epass2003, Layout};
use crate::token::discovery::Generation;
use crate::token::discovery::binary::Build;
use crate::token::reader_service::CardService;
use crate::ui::visible::visible;
use crate::workflow::Cause;
use crate::workflow::doctor::{Chain, Clock, Finding};

/// Tells a finding.
#[must_use]
pub fn tell(finding: &Finding, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    let safe = |text: &str| visible(text).into_owned();
    match finding {
        Finding::ModuleFits { path, tokens } => {
            say!(
                c,
                "doctor-module-fits",
                path = voice.path(path),
                tokens = (*tokens)
            )
        }
        Finding::NoModule { places } => say!(c, "doctor-no-module", places = (*places)),
        Finding::NoToken => say!(c, "doctor-no-token"),
        Finding::OtherTokens => say!(c, "doctor-other-tokens"),
        Finding::SeveralModules { modules } => say!(
            c,
            "doctor-several-modules",
            list = voice.list(modules.iter().map(|path| voice.path(path)))
        ),
        Finding::ModuleWithoutToken { path } => {
            say!(c, "doctor-module-without-token", path = voice.path(path))
        }
        Finding::ModuleForOther { path, build } => say!(
            c,
            "doctor-module-for-other",
            path = voice.path(path),
            found = build.name(),
            own = Build::own().name()
        ),
        Finding::ModuleNotLoadable { path, reason } => say!(
            c,
            "doctor-module-not-loadable",
            path = voice.path(path),
            reason = safe(reason)
        ),
        Finding::NotAModule { path } => {
            say!(c, "doctor-not-a-module", path = voice.path(path))
        }
        Finding::ModuleRefuses {
            path,
            function,
            code,
        } => say!(
            c,
            "doctor-module-refuses",
            path = voice.path(path),
            function = (*function),
            code = code.name()
        ),
        Finding::ModuleCrashes { path, how } => say!(
            c,
            "doctor-module-crashes",
            path = voice.path(path),
            how = safe(how)
        ),
        Finding::ModuleHangs { path, seconds } => say!(
            c,
            "doctor-module-hangs",
            path = voice.path(path),
            seconds = (*seconds)
        ),
        Finding::WrongGeneration {
            path,
            generation,
            code,
        } => say!(
            c,
            "doctor-wrong-generation",
            path = voice.path(path),
            generation = match generation {
                Generation::First => "v1",
                Generation::Second => "v2",
            },
            code = code.name()
        ),
        Finding::FormattedByOpensc { path } => {
            say!(c, "doctor-formatted-by-opensc", path = voice.path(path))
        }
        Finding::FormattedByVendor { path } => {
            say!(c, "doctor-formatted-by-vendor", path = voice.path(path))
        }
        Finding::SlotSilent { path, slot, code } => say!(
            c,
            "doctor-slot-silent",
            path = voice.path(path),
            slot = slot.to_string(),
            code = code.map_or_else(|| "?".to_owned(), |code| code.name())
        ),
        Finding::TokenUninitialised { path, slot } => say!(
            c,
            "doctor-token-uninitialised",
            path = voice.path(path),
            slot = slot.to_string()
        ),
        Finding::ModuleObserves { path, observer } => say!(
            c,
            "doctor-observed",
            path = voice.path(path),
            observer = observer.name()
        ),
        Finding::CardService(service) => card_service(service, voice),
        Finding::TokenLayout { reader, told } => token_layout(reader, told, voice),
        Finding::PluggedIn(tokens) if tokens.is_empty() => say!(c, "doctor-plugged-in-none"),
        Finding::PluggedIn(tokens) => {
            let tokens = tokens
                .iter()
                .map(|token| safe(&format!("{} ({})", token.name, token.id)));
            say!(c, "doctor-plugged-in-some", list = voice.list(tokens))
        }
        Finding::Clock(clock) => tell_clock(clock, voice),
        Finding::JournalPlace {
            path,
            refused: None,
        } => say!(c, "doctor-journal-writable", path = voice.path(path)),
        Finding::JournalPlace {
            path,
            refused: Some(reason),
        } => say!(
            c,
            "doctor-journal-refused",
            path = voice.path(path),
            reason = safe(reason)
        ),
        Finding::JournalChain(chain) => tell_chain(chain, voice),
        Finding::LockedMemory { state, limit } => locked_memory(state, *limit, voice),
        Finding::CoreDumps(measure) => match measure {
            Measure::InForce => say!(c, "doctor-core-dumps-off"),
            Measure::Refused { why } => say!(c, "doctor-core-dumps-on", why = safe(why)),
            Measure::NotAvailable => say!(c, "doctor-core-dumps-unknown"),
        },
        Finding::Attaching(measure) => match measure {
            Measure::InForce => say!(c, "doctor-attaching-forbidden"),
            Measure::Refused { why } => say!(c, "doctor-attaching-allowed", why = safe(why)),
            Measure::NotAvailable => say!(c, "doctor-attaching-unknown"),
        },
        Finding::WipedMemory(measure) => match measure {
            Measure::InForce => say!(c, "doctor-wiped-memory"),
            Measure::Refused { .. } | Measure::NotAvailable => say!(c, "doctor-unwiped-memory"),
        },
    }
}

fn card_service(service: &CardService, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    match service {
        CardService::Answers => say!(c, "doctor-card-service-answers"),
        CardService::Missing { socket, why } => say!(
            c,
            "doctor-card-service-missing",
            socket = voice.path(socket),
            why = visible(why).into_owned()
        ),
        CardService::PartOfSystem => say!(c, "doctor-card-service-of-system"),
    }
}

fn token_layout(reader: &str, told: &Epass2003, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    let reader = visible(reader).into_owned();
    let system = told.system.as_str();
    match told.layout {
        Layout::Vendor => say!(
            c,
            "doctor-token-layout-vendor",
            reader = reader,
            system = system
        ),
        Layout::OpenSc => say!(
            c,
            "doctor-token-layout-opensc",
            reader = reader,
            system = system
        ),
        Layout::Unknown => say!(
            c,
            "doctor-token-layout-unknown",
            reader = reader,
            system = system
        ),
    }
}

fn tell_clock(clock: &Clock, voice: &Voice<'_>) -> String {
    if let Some(distrust) = clock.distrust {
        return cause::tell(&Cause::Clock(distrust), voice).message;
    }
    say!(
        voice.catalogue,
        "doctor-clock",
        now = voice.time(clock.now.timestamp()),
        built = voice.time(clock.built)
    )
}

fn tell_chain(chain: &Chain, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    match chain {
        Chain::Absent => say!(c, "doctor-journal-absent"),
        Chain::Whole {
            lines,
            last: Some(last),
        } => {
            let (lines, last) = (*lines, voice.time(*last));
            say!(c, "doctor-journal-whole", lines = lines, last = last)
        }
        Chain::Whole { last: None, .. } => say!(c, "doctor-journal-empty"),
        Chain::Broken { faults } => say!(c, "doctor-journal-broken", faults = (*faults)),
        Chain::Unreadable { reason } => say!(
            c,
            "doctor-journal-unreadable",
            reason = visible(reason).into_owned()
        ),
    }
}

fn locked_memory(state: &LockState, limit: Option<u64>, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    match (state, limit) {
        (LockState::Locked, Some(limit)) => {
            say!(c, "doctor-locked-memory-limit", limit = limit)
        }
        (LockState::Locked, None) => say!(c, "doctor-locked-memory"),
        (LockState::NotLocked { why }, _) => {
            say!(c, "doctor-unlocked-memory", why = visible(why).into_owned())
        }
    }
}
