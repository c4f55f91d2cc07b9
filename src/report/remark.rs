//! What is worth knowing about a result and stopped nothing: found once, told by both renderings.

use jiff::Timestamp;

use super::{Outcome, Voice, handshake};
use crate::certificate::{Sha256Digest, Standing};
use crate::clock::Now;
use crate::protection::{Protection, Tracer};
use crate::say;
use crate::token::{Exposure, ObjectClass, Observer, PinState};
use crate::ui::visible::visible;
use crate::workflow::addition::{CreationKind, Drift};
use crate::workflow::check::Status;
use crate::workflow::{Crossing, Custody, Handshake, Named};

/// Something worth knowing about a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// The key came from a file that may exist elsewhere.
    CopiesOutside,
    /// The file that the key came from still holds it.
    BundleStays {
        /// The file, as it was named.
        file: String,
        /// SHA-256 of the file.
        sha256: Sha256Digest,
    },
    /// A module in between can record every call.
    Observed(Observer),
    /// Another process watches this one.
    Traced {
        /// Its process id, where the system tells it.
        process: Option<u32>,
    },
    /// The token did not give the new key out encrypted, and did not say that it never will.
    WrapNotRefusedClearly,
    /// CKA_SENSITIVE reads false, and the private parts are refused all the same (OpenSC's ePass2003 driver).
    SensitiveNotShown,
    /// The module does not tell CKA_SENSITIVE or CKA_EXTRACTABLE.
    FlagsNotTold,
    /// The new certificate is not valid yet.
    StartsLater {
        /// Its first second, UTC.
        not_before: Timestamp,
    },
    /// The PIN's state needs attention.
    Pin(PinState),
    /// What was on the token already differs from what would have been written.
    Drift(Drift),
    /// What was there before an earlier run that did not end well is gone, and no run announced it.
    GoneSince(Vec<Named>),
    /// TLS works with a reservation, or could not be tried.
    Handshake(Box<Handshake>),
    /// A server may not trust the certificates as they are.
    HandshakeTrust(Box<Handshake>),
    /// The serial number tells nothing.
    SerialMeaningless,
}

impl Remark {
    /// The stable id for JSON and `explain`.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::CopiesOutside => "copies-outside",
            Self::BundleStays { .. } => "bundle-stays",
            Self::Observed(_) => "observed",
            Self::Traced { .. } => "traced",
            Self::WrapNotRefusedClearly => "wrap-not-refused-clearly",
            Self::SensitiveNotShown => "sensitive-not-shown",
            Self::FlagsNotTold => "flags-not-told",
            Self::StartsLater { .. } => "starts-later",
            Self::Pin(_) => "pin",
            Self::Drift(Drift::Id { .. }) => "drift-id",
            Self::Drift(Drift::Label { .. }) => "drift-label",
            Self::GoneSince(_) => "gone-since",
            Self::Handshake(_) => "handshake",
            Self::HandshakeTrust(_) => "handshake-trust",
            Self::SerialMeaningless => "serial-meaningless",
        }
    }

    /// Whether it needs attention or only informs.
    #[must_use]
    pub fn status(&self) -> Status {
        match self {
            Self::CopiesOutside | Self::BundleStays { .. } | Self::WrapNotRefusedClearly => {
                Status::Pass
            }
            Self::Observed(_)
            | Self::Traced { .. }
            | Self::SensitiveNotShown
            | Self::FlagsNotTold
            | Self::StartsLater { .. }
            | Self::Pin(_)
            | Self::Drift(_)
            | Self::GoneSince(_)
            | Self::Handshake(_)
            | Self::HandshakeTrust(_)
            | Self::SerialMeaningless => Status::Warn,
        }
    }

    /// Tells it.
    #[must_use]
    pub fn tell(&self, voice: &Voice<'_>) -> String {
        let c = voice.catalogue;
        match self {
            Self::CopiesOutside => say!(c, "remark-copies-outside"),
            Self::BundleStays { file, sha256 } => say!(
                c,
                "remark-bundle-stays",
                file = visible(file).into_owned(),
                sha256 = sha256.to_string()
            ),
            Self::Observed(observer) => {
                say!(c, "remark-observed", observer = observer.name())
            }
            Self::Traced { process } => {
                let process = process.map_or_else(|| "?".to_owned(), |id| id.to_string());
                say!(c, "remark-traced", process = process)
            }
            Self::WrapNotRefusedClearly => say!(c, "remark-wrap-not-refused-clearly"),
            Self::SensitiveNotShown => say!(c, "remark-sensitive-not-shown"),
            Self::FlagsNotTold => say!(c, "remark-flags-not-told"),
            Self::StartsLater { not_before } => {
                say!(c, "remark-starts-later", time = voice.time(*not_before))
            }
            Self::Pin(state) => super::check::pin(*state, voice),
            Self::Drift(drift) => tell_drift(drift, voice),
            Self::GoneSince(objects) => say!(
                c,
                "remark-gone-since",
                list = voice.list(objects.iter().map(|object| voice.named(object)))
            ),
            Self::Handshake(found) => handshake::tell(found, voice),
            Self::HandshakeTrust(found) => handshake::trust(found, voice),
            Self::SerialMeaningless => say!(c, "remark-serial-meaningless"),
        }
    }
}

fn tell_drift(drift: &Drift, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    let word = |class: &ObjectClass| voice.class(*class);
    match drift {
        Drift::Id { class, found } if found.is_empty() => {
            say!(c, "remark-drift-no-id", class = word(class))
        }
        Drift::Id { class, found } => {
            say!(
                c,
                "remark-drift-id",
                class = word(class),
                found = found.as_str()
            )
        }
        Drift::Label { class, found } => say!(
            c,
            "remark-drift-label",
            class = word(class),
            found = visible(found).into_owned()
        ),
    }
}

/// What is worth knowing about an outcome.
#[must_use]
pub fn of(outcome: &Outcome) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if let Some(token) = &outcome.token {
        if token.serial.is_meaningless() {
            remarks.push(Remark::SerialMeaningless);
        }
        // The checks tell the PIN's state themselves; a module that never tells is no news after each run.
        match token.pin_state {
            PinState::Low
            | PinState::Final
            | PinState::Locked
            | PinState::ToBeChanged
            | PinState::Unset
                if outcome.checks.is_empty() =>
            {
                remarks.push(Remark::Pin(token.pin_state));
            }
            PinState::Low
            | PinState::Final
            | PinState::Locked
            | PinState::ToBeChanged
            | PinState::Unset
            | PinState::Ok
            | PinState::Hidden => {}
        }
    }
    remarks.extend(outcome.observer.map(Remark::Observed));
    if let Some(Protection {
        tracer: Tracer::Attached { process },
        ..
    }) = outcome.protection
    {
        remarks.push(Remark::Traced { process });
    }
    if !outcome.gone_since.is_empty() {
        remarks.push(Remark::GoneSince(outcome.gone_since.clone()));
    }
    remarks.extend(outcome.custody.into_iter().flat_map(of_custody));
    remarks.extend(bundle_stays(outcome));
    remarks.extend(of_handshake(outcome));
    remarks.extend(starts_later(outcome, outcome.now));
    if let Some(plan) = &outcome.plan {
        remarks.extend(plan.drift.iter().cloned().map(Remark::Drift));
    }
    remarks
}

fn of_custody(custody: Custody) -> Vec<Remark> {
    let mut remarks = vec![Remark::CopiesOutside];
    if let Some(Crossing::Wrapped {
        taken_out: None, ..
    }) = custody.crossing
    {
        remarks.push(Remark::WrapNotRefusedClearly);
    }
    if custody.exposure == Exposure::Refused {
        match (custody.sensitive, custody.extractable) {
            (Some(false), _) => remarks.push(Remark::SensitiveNotShown),
            (None, _) | (_, None) => remarks.push(Remark::FlagsNotTold),
            (Some(true), Some(_)) => {}
        }
    }
    remarks
}

/// What a handshake found that is no more than a reservation; `check` tells of all of it among its findings.
fn of_handshake(outcome: &Outcome) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if !outcome.checks.is_empty() || outcome.failure.is_some() {
        return remarks;
    }
    for handshake in &outcome.handshakes {
        if handshake.verdict().status() != Status::Pass {
            remarks.push(Remark::Handshake(Box::new(handshake.clone())));
        }
        if handshake.trust.status() != Status::Pass {
            remarks.push(Remark::HandshakeTrust(Box::new(handshake.clone())));
        }
    }
    remarks
}

/// The bundle, once its key is on the token.
fn bundle_stays(outcome: &Outcome) -> Option<Remark> {
    let bundle = outcome.bundle.as_ref()?;
    outcome.custody.map(|_| Remark::BundleStays {
        file: bundle.path.display().to_string(),
        sha256: bundle.opened.sha256(),
    })
}

/// The chosen leaf, where the run wrote or proved it and it is not valid yet.
fn starts_later(outcome: &Outcome, now: Now) -> Option<Remark> {
    let bundle = outcome.bundle.as_ref()?;
    let plan = outcome.plan.as_ref()?;
    let chosen = bundle.chosen?;
    let identity = bundle
        .opened
        .identities()
        .iter()
        .find(|identity| identity.leaf().sha256() == chosen)?;
    let is_leaf = |kind: &CreationKind| matches!(kind, CreationKind::Leaf);
    let is_written = plan.create.iter().any(|creation| is_leaf(&creation.kind));
    let leaf = identity.leaf();
    let is_later = leaf.standing(now) == Standing::NotYetValid;
    (is_later && (is_written || outcome.proof.is_some())).then(|| Remark::StartsLater {
        not_before: leaf.not_before(),
    })
}
