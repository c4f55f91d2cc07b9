//! What is on the token already, as the programs that will use it see it: what they cannot find, and what they may
//! take for something else.

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;

use super::{Check, Dated, Examined, OpenEnd, Status, Subject, judged};
use crate::bundle::fitness::Finding;
use crate::certificate::{Certificate, Standing};
use crate::clock::Now;
use crate::token::{Handle, TokenFacts};
use crate::workflow::failure::Named;
use crate::workflow::inventory::{Identity, Sight};
use crate::workflow::recovery;

/// From how many days before its end a certificate is worth renewing: the issuer warns then.
const SOON: i64 = 60;
const DAY: i64 = 86_400;

/// Whether a finding about a bundle means that nobody can log in with it.
pub(super) fn prevents_login(finding: &Finding) -> bool {
    match finding {
        Finding::NoClientAuthentication | Finding::NoDigitalSignature => true,
        Finding::Expired { .. }
        | Finding::NotYetValid { .. }
        | Finding::Current { .. }
        | Finding::LeafIsCa
        | Finding::UnsupportedKey { .. }
        | Finding::WeakKey { .. }
        | Finding::WeakHash { .. }
        | Finding::UnverifiedSignature { .. }
        | Finding::NoChain { .. }
        | Finding::IncompleteChain { .. }
        | Finding::ChainExpired { .. }
        | Finding::Foreign { .. } => false,
    }
}

/// Free memory, where there is no bundle to hold it against.
pub(super) fn free(facts: &TokenFacts) -> Check {
    judged(Subject::FreeMemory(facts.free), Status::Pass)
}

/// Everything that can be said of what stays on the token.
pub(super) fn checks(examined: &Examined<'_>, now: Now) -> Vec<Check> {
    let identities = examined.inventory.identities();
    let (expired, staying): (Vec<_>, Vec<_>) = identities
        .into_iter()
        .partition(|identity| identity.certificate.is_expired_beyond(examined.margin, now));
    let mut checks = Vec::new();
    // Without login there is no private key to compare with.
    if examined.inventory.sight() == Sight::Whole {
        checks.push(id_mismatch(&staying));
    }
    checks.extend([
        doubled_labels(&staying),
        open_chain(examined, &staying),
        other_purpose(&staying),
        ends_soon(&staying, now),
    ]);
    checks.extend(starts_later(&staying, now));
    checks.push(leftovers(examined));
    if !expired.is_empty() {
        checks.push(judged(Subject::WindowsStore, Status::Warn));
    }
    checks.push(judged(Subject::Revocation, Status::Pass));
    checks.extend(age(examined));
    checks
}

fn unless_empty<T>(found: Vec<T>, otherwise: Status, subject: fn(Vec<T>) -> Subject) -> Check {
    let status = if found.is_empty() {
        Status::Pass
    } else {
        otherwise
    };
    judged(subject(found), status)
}

/// Nearly every program joins key and certificate by CKA_ID alone (NSS, Java, OpenVPN; measured).
fn id_mismatch(staying: &[Identity<'_>]) -> Check {
    let is_apart = |identity: &&Identity<'_>| {
        let id = &identity.object.id;
        let mut keys = identity.private_keys.iter();
        !identity.private_keys.is_empty() && (id.is_empty() || !keys.any(|key| key.id == *id))
    };
    let apart = staying.iter().filter(is_apart);
    let apart = apart.map(|identity| Named::from(identity.object)).collect();
    unless_empty(apart, Status::Fail, Subject::IdMismatch)
}

/// Programs that name a certificate by its label take the first one that has it.
fn doubled_labels(staying: &[Identity<'_>]) -> Check {
    let mut by_label: BTreeMap<&str, usize> = BTreeMap::new();
    for identity in staying {
        let count = by_label.entry(&identity.object.label).or_default();
        *count = count.saturating_add(1);
    }
    let doubled = by_label
        .into_iter()
        .filter(|(label, count)| *count > 1 && !label.is_empty())
        .map(|(label, _)| label.to_owned())
        .collect();
    unless_empty(doubled, Status::Warn, Subject::DoubledLabels)
}

/// Java, Firefox and Chromium look for the issuers on the token, and send nothing where they do not reach the
/// names that the server asks for (measured).
fn open_chain(examined: &Examined<'_>, staying: &[Identity<'_>]) -> Check {
    let known: Vec<&Certificate> = examined
        .inventory
        .objects()
        .iter()
        .filter_map(|object| object.certificate())
        .chain(
            examined
                .identity
                .iter()
                .flat_map(|identity| identity.chain()),
        )
        .collect();
    let open = staying
        .iter()
        .filter_map(|identity| {
            let issuer = open_end(identity.certificate, &known)?;
            Some(OpenEnd {
                subject: subject(identity.certificate),
                issuer,
            })
        })
        .collect();
    unless_empty(open, Status::Warn, Subject::OpenChain)
}

/// The issuer that is missing above a certificate; `None` where a root is reached.
fn open_end(leaf: &Certificate, known: &[&Certificate]) -> Option<String> {
    let mut current = leaf;
    // As many steps as there are certificates: issuers that name each other in a circle end somewhere.
    for _ in 0..=known.len() {
        if current.is_self_issued() {
            return None;
        }
        let above = known.iter().find(|issuer| current.is_issued_by(issuer));
        match above {
            Some(issuer) => current = issuer,
            None => return Some(current.issuer().to_string()),
        }
    }
    None
}

fn other_purpose(staying: &[Identity<'_>]) -> Check {
    let is_other = |certificate: &Certificate| {
        let signs = certificate.key_usage().is_none_or(|usage| usage.signs);
        let purposes = certificate.purposes();
        !signs || purposes.is_some_and(|purposes| !purposes.authenticates_clients)
    };
    let other = staying
        .iter()
        .filter(|identity| is_other(identity.certificate))
        .map(|identity| subject(identity.certificate))
        .collect();
    unless_empty(other, Status::Warn, Subject::OtherPurpose)
}

fn ends_soon(staying: &[Identity<'_>], now: Now) -> Check {
    let current = staying.iter().map(|identity| identity.certificate);
    let current = current.filter(|found| found.standing(now) == Standing::Current);
    let mut ending: Vec<_> = current
        .map(|found| dated(found, found.not_after(), now))
        .collect();
    ending.sort_by_key(|one| one.at);
    let soon: Vec<_> = ending
        .iter()
        .filter(|one| one.days < SOON)
        .cloned()
        .collect();
    let status = if soon.is_empty() {
        Status::Pass
    } else {
        Status::Warn
    };
    let next = ending.into_iter().next();
    judged(Subject::EndsSoon { soon, next }, status)
}

fn dated(certificate: &Certificate, at: Timestamp, now: Now) -> Dated {
    let seconds = at.as_second().saturating_sub(now.timestamp().as_second());
    Dated {
        subject: subject(certificate),
        at,
        days: seconds.checked_div(DAY).unwrap_or_default(),
    }
}

fn starts_later(staying: &[Identity<'_>], now: Now) -> Option<Check> {
    let later: Vec<_> = staying
        .iter()
        .map(|identity| identity.certificate)
        .filter(|found| found.standing(now) == Standing::NotYetValid)
        .map(|found| dated(found, found.not_before(), now))
        .collect();
    (!later.is_empty()).then(|| judged(Subject::StartsLater(later), Status::Warn))
}

/// Another bundle's half-written identity is not built upon; the bundle's own is finished by the same command.
fn leftovers(examined: &Examined<'_>) -> Check {
    let left_by = |foreign: bool| {
        let mut known: HashSet<Handle> = HashSet::new();
        for run in examined.open_runs {
            let left = match (examined.identity, foreign) {
                (Some(identity), true) => recovery::foreign(examined.inventory, run, identity),
                _ => recovery::leftovers(examined.inventory, run),
            };
            known.extend(left.into_iter().map(|object| object.handle));
        }
        known.len()
    };
    let all = left_by(false);
    let status = match (all, left_by(true)) {
        (0, _) => Status::Pass,
        (_, 0) => Status::Warn,
        _ => Status::Fail,
    };
    judged(Subject::Leftovers(all), status)
}

fn age(examined: &Examined<'_>) -> Option<Check> {
    // A CA is older than the tokens that its certificates lie on.
    let oldest = examined
        .inventory
        .identities()
        .iter()
        .map(|identity| identity.certificate.not_before())
        .min()?;
    let firmware = examined.facts.firmware.clone();
    let age = Subject::Age {
        since: oldest,
        firmware,
    };
    Some(judged(age, Status::Pass))
}

fn subject(certificate: &Certificate) -> String {
    certificate.subject().to_string()
}
