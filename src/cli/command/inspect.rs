//! `inspect`: what a bundle holds and whether it is fit, without a token.

use std::path::Path;
use std::rc::Rc;

use tokendesk::bundle::fitness::{self, Severity};
use tokendesk::report::{Outcome, Result as Came};
use tokendesk::workflow::Failure;

use crate::cli::desk::{self, Desk};

/// Opens a bundle and judges every identity, or the one that was chosen.
pub fn inspect(desk: &Desk<'_>, path: &Path, outcome: &mut Outcome) -> Result<Came, Failure> {
    let choice = desk.leaf_choice()?;
    let opened = desk.open_bundle(path)?;
    // Only told of: nothing here needs a key.
    opened.forget_keys();
    let opened = Rc::new(opened);
    outcome.bundle = Some(desk::sight(path, &opened, None, desk.now));
    let is_chosen = choice.sha256.is_some() || choice.subject.is_some();
    let judged = if is_chosen {
        let place = opened
            .place(&choice)
            .map_err(|error| Failure::untouched(tokendesk::workflow::Stage::Bundle, error))?;
        let identity = opened.identities().get(place);
        let leaf = identity.map(|identity| identity.leaf().sha256());
        outcome.bundle = Some(desk::sight(path, &opened, leaf, desk.now));
        opened.identities().get(place..=place).unwrap_or_default()
    } else {
        opened.identities()
    };
    let is_fit = !judged.is_empty()
        && judged.iter().all(|identity| {
            let findings = fitness::judge(identity, desk.now);
            findings
                .iter()
                .all(|finding| finding.severity() != Severity::Fail)
        });
    Ok(if is_fit { Came::Ready } else { Came::NotReady })
}
