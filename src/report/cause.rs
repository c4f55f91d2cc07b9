//! Every cause of a failure in words: a stable id, what is wrong, and what to do about it.

mod bundle;
mod choice;
mod clock;
mod journal;
mod notice;
mod secret;
mod source;
mod token;

use super::{Voice, finding};
use crate::audit::Defect;
use crate::bundle::BundleError;
use crate::say;
use crate::ui::secret_source::SecretSourceError;
use crate::ui::visible::visible;
use crate::workflow::Cause;
use crate::workflow::addition::AdditionRefusal;

/// A cause as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The stable id, kebab-case: JSON, `explain` and scripts go by it.
    pub id: &'static str,
    /// What is wrong, in the reader's language.
    pub message: String,
    /// What to do about it, in the reader's language.
    pub remedy: String,
}

impl Told {
    fn new(id: &'static str, message: String, remedy: String) -> Self {
        Self {
            id,
            message,
            remedy,
        }
    }
}

/// Tells why a bundle is refused, as every command does.
pub(super) fn of_bundle(error: &BundleError, voice: &Voice<'_>) -> Told {
    bundle::tell(error, voice)
}

/// Tells why a secret could not be had, as every command does.
pub(super) fn of_secret(error: &SecretSourceError, voice: &Voice<'_>) -> Told {
    secret::tell(error, voice)
}

/// Tells a cause. Two causes share an id only where they are one thing to a person: a limit that was
/// foreseen and the same limit as the token answered it.
#[must_use]
pub fn tell(cause: &Cause, voice: &Voice<'_>) -> Told {
    let c = voice.catalogue;
    match cause {
        Cause::Token(error) => token::tell(error, voice),
        Cause::Journal(error) => journal::tell(error, voice),
        Cause::Bundle(error) => bundle::tell(error, voice),
        Cause::Clock(error) => clock::tell(error, voice),
        Cause::SecretSource(error) => secret::tell(error, voice),
        Cause::Selection(error) => choice::token(error, voice),
        Cause::Discovery(error) => choice::module(error, voice),
        Cause::Source(error) => source::tell(error, voice),
        Cause::Unfit(findings) => Told::new(
            "unfit",
            say!(
                c,
                "cause-unfit",
                findings = finding::hindrances(findings, voice)
            ),
            say!(c, "remedy-unfit"),
        ),
        Cause::Addition(AdditionRefusal::IdTaken { id, class }) => Told::new(
            "id-taken",
            say!(
                c,
                "cause-id-taken",
                id = id.as_str(),
                class = voice.class(*class)
            ),
            say!(c, "remedy-id-taken"),
        ),
        Cause::Addition(AdditionRefusal::KeyWithoutId) => Told::new(
            "key-without-id",
            say!(c, "cause-key-without-id"),
            say!(c, "remedy-key-without-id"),
        ),
        Cause::KeyNotTaken { key, largest: None } => Told::new(
            "key-not-taken",
            say!(c, "cause-key-not-taken", key = key.description()),
            say!(c, "remedy-key-not-taken"),
        ),
        Cause::KeyNotTaken {
            key,
            largest: Some(largest),
        } => Told::new(
            "key-not-taken",
            say!(
                c,
                "cause-key-too-large",
                key = key.description(),
                largest = (*largest)
            ),
            say!(c, "remedy-key-too-large"),
        ),
        Cause::NoRoom { class, held, most } => Told::new(
            "no-room",
            say!(
                c,
                "cause-no-room",
                class = voice.class(*class),
                held = (*held),
                most = (*most)
            ),
            say!(c, "remedy-no-room"),
        ),
        Cause::SameIdRefused { class, id } => Told::new(
            "same-id-refused",
            say!(
                c,
                "cause-same-id-refused",
                class = voice.class(*class),
                id = id.clone()
            ),
            say!(c, "remedy-same-id-refused"),
        ),
        Cause::NoSoPin => Told::new(
            "no-so-pin",
            say!(c, "cause-no-so-pin"),
            say!(c, "remedy-no-so-pin"),
        ),
        Cause::WriteProtected => Told::new(
            "write-protected",
            say!(c, "cause-write-protected"),
            say!(c, "remedy-write-protected"),
        ),
        Cause::PinLength(limits) => Told::new(
            "pin-length",
            say!(
                c,
                "cause-pin-length",
                min = bound(limits.min),
                max = bound(limits.max)
            ),
            say!(c, "remedy-pin-length"),
        ),
        Cause::LastTry => Told::new(
            "last-try",
            say!(c, "cause-last-try"),
            say!(c, "remedy-last-try"),
        ),
        Cause::PinLocked => Told::new(
            "pin-locked",
            say!(c, "cause-pin-locked"),
            say!(c, "remedy-pin-locked"),
        ),
        Cause::PinsDiffer => Told::new(
            "pins-differ",
            say!(c, "cause-pins-differ"),
            say!(c, "remedy-pins-differ"),
        ),
        Cause::LeftOpen { command, left } => Told::new(
            "left-open",
            say!(
                c,
                "cause-left-open",
                command = visible(command).into_owned(),
                list = voice.list(left.iter().map(|it| voice.named(it)))
            ),
            say!(c, "remedy-left-open"),
        ),
        Cause::RefusedBefore { refused } => Told::new(
            "refused-before",
            say!(c, "cause-refused-before", refused = (*refused)),
            say!(c, "remedy-refused-before"),
        ),
        Cause::PinUnset => Told::new(
            "pin-unset",
            say!(c, "cause-pin-unset"),
            say!(c, "remedy-pin-unset"),
        ),
        Cause::NotADigest { option, text } => Told::new(
            "not-a-digest",
            say!(
                c,
                "cause-not-a-digest",
                option = (*option),
                text = visible(text).into_owned()
            ),
            say!(c, "remedy-not-a-digest"),
        ),
        Cause::NotAUri { reason } => Told::new(
            "not-a-uri",
            say!(c, "cause-not-a-uri", reason = visible(reason).into_owned()),
            say!(c, "remedy-not-a-uri"),
        ),
        Cause::NotRoots { path, reason } => Told::new(
            "not-roots",
            say!(
                c,
                "cause-not-roots",
                path = voice.path(path),
                reason = visible(reason).into_owned()
            ),
            say!(c, "remedy-not-roots"),
        ),
        Cause::UnknownCode { text, similar } => Told::new(
            "unknown-code",
            say!(c, "cause-unknown-code", text = visible(text).into_owned()),
            say!(
                c,
                "remedy-unknown-code",
                list = voice.list(similar.iter().cloned())
            ),
        ),
        Cause::NotWritable { path, source } => Told::new(
            "file-not-writable",
            say!(
                c,
                "cause-file-not-writable",
                path = voice.path(path),
                reason = source.to_string()
            ),
            say!(c, "remedy-file-not-writable"),
        ),
        Cause::Stale => Told::new("stale", say!(c, "cause-stale"), say!(c, "remedy-stale")),
        Cause::OtherPlan { wanted, found } => Told::new(
            "other-plan",
            say!(
                c,
                "cause-other-plan",
                wanted = visible(wanted).into_owned(),
                found = found.to_string()
            ),
            say!(c, "remedy-other-plan"),
        ),
        Cause::OtherBundle { wanted, found } => Told::new(
            "other-bundle",
            say!(
                c,
                "cause-other-bundle",
                wanted = wanted.to_string(),
                found = found.to_string()
            ),
            say!(c, "remedy-other-bundle"),
        ),
        Cause::OtherToken { given, serial } => Told::new(
            "other-token",
            say!(
                c,
                "cause-other-token",
                given = visible(given.as_str()).into_owned(),
                serial = visible(serial.as_str()).into_owned()
            ),
            say!(c, "remedy-other-token"),
        ),
        Cause::Defective(defect) => Told::new(
            "marked-defective",
            defective(defect, voice),
            say!(c, "remedy-marked-defective"),
        ),
        Cause::Notice { path, error } => notice::tell(path, error, voice),
        Cause::NothingWritten => Told::new(
            "nothing-written",
            say!(c, "cause-nothing-written"),
            say!(c, "remedy-nothing-written"),
        ),
        Cause::SerialNeeded => Told::new(
            "serial-needed",
            say!(c, "cause-serial-needed"),
            say!(c, "remedy-serial-needed"),
        ),
        Cause::Declined => Told::new(
            "declined",
            say!(c, "cause-declined"),
            say!(c, "remedy-declined"),
        ),
        Cause::WitnessDeclined => Told::new(
            "witness-declined",
            say!(c, "cause-witness-declined"),
            say!(c, "remedy-witness-declined"),
        ),
        Cause::WitnessIsOperator { name } => Told::new(
            "witness-is-operator",
            say!(
                c,
                "cause-witness-is-operator",
                name = visible(name).into_owned()
            ),
            say!(c, "remedy-witness-is-operator"),
        ),
        Cause::WitnessNotPresent => Told::new(
            "witness-not-present",
            say!(c, "cause-witness-not-present"),
            say!(c, "remedy-witness-not-present"),
        ),
        Cause::NobodyToWitness => Told::new(
            "nobody-to-witness",
            say!(c, "cause-nobody-to-witness"),
            say!(c, "remedy-nobody-to-witness"),
        ),
        Cause::NobodyToAsk => Told::new(
            "nobody-to-ask",
            say!(c, "cause-nobody-to-ask"),
            say!(c, "remedy-nobody-to-ask"),
        ),
        Cause::NobodyToAskForBatch => Told::new(
            "nobody-to-ask",
            say!(c, "cause-nobody-to-ask"),
            say!(c, "remedy-nobody-to-ask-for-batch"),
        ),
        Cause::Interrupted => Told::new(
            "interrupted",
            say!(c, "cause-interrupted"),
            say!(c, "remedy-interrupted"),
        ),
        Cause::NotWritten(object) => Told::new(
            "not-written",
            say!(c, "cause-not-written", object = voice.named(object)),
            say!(c, "remedy-not-written"),
        ),
        Cause::Lost(objects) => Told::new(
            "lost",
            say!(
                c,
                "cause-lost",
                list = voice.list(objects.iter().map(|it| voice.named(it)))
            ),
            say!(c, "remedy-lost"),
        ),
        Cause::NotRemoved(objects) => Told::new(
            "not-removed",
            say!(
                c,
                "cause-not-removed",
                list = voice.list(objects.iter().map(|it| voice.named(it)))
            ),
            say!(c, "remedy-not-removed"),
        ),
        Cause::NotWrapped(why) => Told::new(
            "not-wrapped",
            say!(
                c,
                "cause-not-wrapped",
                why = super::crossing::why(*why, voice)
            ),
            say!(c, "remedy-not-wrapped"),
        ),
        Cause::NotRemovable { object, .. } => Told::new(
            "not-removable",
            say!(c, "cause-not-removable", object = voice.named(object)),
            say!(c, "remedy-not-removable"),
        ),
        Cause::JournalUnsound { path } => Told::new(
            "journal-unsound",
            say!(
                c,
                "cause-journal-unsound",
                file = path.display().to_string()
            ),
            say!(c, "remedy-journal-unsound"),
        ),
        Cause::Exposed => Told::new(
            "exposed",
            say!(c, "cause-exposed"),
            say!(c, "remedy-exposed"),
        ),
        Cause::BadSignature { mechanism } => Told::new(
            "bad-signature",
            say!(c, "cause-bad-signature", mechanism = (*mechanism)),
            say!(c, "remedy-bad-signature"),
        ),
        Cause::NoTls(handshake) => Told::new(
            "no-tls",
            say!(
                c,
                "cause-no-tls",
                verdict = super::handshake::verdict(handshake, voice)
            ),
            say!(c, "remedy-no-tls"),
        ),
        Cause::NoSuchObject { sha256 } => Told::new(
            "no-such-object",
            say!(c, "cause-no-such-object", sha256 = sha256.to_string()),
            say!(c, "remedy-no-such-object"),
        ),
        Cause::KeyIsNotLone { certificate } => Told::new(
            "key-is-not-lone",
            say!(c, "cause-key-is-not-lone", sha256 = certificate.to_string()),
            say!(c, "remedy-key-is-not-lone"),
        ),
    }
}

/// A bound of the PIN's length; a mark where the token tells none.
fn bound(bound: Option<u64>) -> String {
    bound.map_or_else(|| "?".to_owned(), |length| length.to_string())
}

/// Since when a token is out of use, by whom, and why.
pub(super) fn defective(defect: &Defect, voice: &Voice<'_>) -> String {
    say!(
        voice.catalogue,
        "cause-marked-defective",
        reason = visible(&defect.reason).into_owned(),
        operator = visible(&defect.operator).into_owned(),
        since = voice.time(defect.since)
    )
}
