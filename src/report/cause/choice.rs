//! Why no token or no module could be chosen, in words; the candidates are listed.

use std::path::PathBuf;

use super::{Told, Voice};
use crate::say;
use crate::token::TokenFacts;
use crate::token::discovery::DiscoveryError;
use crate::token::selection::SelectionError;
use crate::ui::visible::visible;

/// No token, or more than one.
pub(super) fn token(error: &SelectionError, voice: &Voice<'_>) -> Told {
    let c = voice.catalogue;
    match error {
        SelectionError::None => Told::new(
            "no-token",
            say!(c, "cause-no-token"),
            say!(c, "remedy-no-token"),
        ),
        SelectionError::NoneInitialised { present } => Told::new(
            "none-initialised",
            say!(c, "cause-none-initialised", list = tokens(present, voice)),
            say!(c, "remedy-none-initialised"),
        ),
        SelectionError::NoMatch { present } => Told::new(
            "no-such-token",
            say!(c, "cause-no-such-token", list = tokens(present, voice)),
            say!(c, "remedy-no-such-token"),
        ),
        SelectionError::Several { candidates } => Told::new(
            "several-tokens",
            say!(c, "cause-several-tokens", list = tokens(candidates, voice)),
            say!(c, "remedy-several-tokens"),
        ),
        SelectionError::SlotNeeded { serial, candidates } => Told::new(
            "slot-needed",
            say!(
                c,
                "cause-slot-needed",
                serial = visible(serial.as_str()).into_owned(),
                list = tokens(candidates, voice)
            ),
            say!(c, "remedy-slot-needed"),
        ),
    }
}

/// No module, or more than one.
pub(super) fn module(error: &DiscoveryError, voice: &Voice<'_>) -> Told {
    let c = voice.catalogue;
    match error {
        DiscoveryError::NoModule => Told::new(
            "no-module",
            say!(c, "cause-no-module"),
            say!(c, "remedy-no-module"),
        ),
        DiscoveryError::NoToken { modules } => Told::new(
            "no-module-with-token",
            say!(
                c,
                "cause-no-module-with-token",
                list = paths(modules, voice)
            ),
            say!(c, "remedy-no-module-with-token"),
        ),
        DiscoveryError::Several { modules } => Told::new(
            "several-modules",
            say!(c, "cause-several-modules", list = paths(modules, voice)),
            say!(c, "remedy-several-modules"),
        ),
    }
}

fn tokens(tokens: &[TokenFacts], voice: &Voice<'_>) -> String {
    let one = |token: &TokenFacts| {
        say!(
            voice.catalogue,
            "report-token-in-a-list",
            serial = visible(token.serial.as_str()).into_owned(),
            label = visible(&token.label).into_owned(),
            slot = token.slot.to_string()
        )
    };
    voice.list(tokens.iter().map(one))
}

fn paths(paths: &[PathBuf], voice: &Voice<'_>) -> String {
    voice.list(paths.iter().map(|path| voice.path(path)))
}
