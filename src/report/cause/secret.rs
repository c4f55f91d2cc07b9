//! Why a PIN or a password could not be had, in words.

use super::{Told, Voice};
use crate::say;
use crate::ui::NoAnswer;
use crate::ui::secret_source::SecretSourceError;

/// A prompt that nobody answered.
fn unanswered(error: &NoAnswer, voice: &Voice<'_>) -> Told {
    let c = voice.catalogue;
    match error {
        NoAnswer::NobodyToAsk => Told::new(
            "secret-nobody",
            say!(c, "cause-secret-nobody"),
            say!(c, "remedy-secret-nobody"),
        ),
        NoAnswer::Interrupted => Told::new(
            "secret-interrupted",
            say!(c, "cause-secret-interrupted"),
            say!(c, "remedy-secret-interrupted"),
        ),
        NoAnswer::EndOfInput => Told::new(
            "secret-end-of-input",
            say!(c, "cause-secret-end-of-input"),
            say!(c, "remedy-secret-end-of-input"),
        ),
        NoAnswer::TooLong { limit } => Told::new(
            "secret-too-long",
            say!(c, "cause-secret-too-long", limit = (*limit)),
            say!(c, "remedy-secret-too-long"),
        ),
        NoAnswer::Terminal { source } => Told::new(
            "secret-terminal",
            say!(c, "cause-secret-terminal", reason = source.to_string()),
            say!(c, "remedy-secret-terminal"),
        ),
    }
}

/// A file, descriptor or command that gave no secret.
pub(super) fn tell(error: &SecretSourceError, voice: &Voice<'_>) -> Told {
    let c = voice.catalogue;
    match error {
        SecretSourceError::File { path, source } => Told::new(
            "secret-file",
            say!(
                c,
                "cause-secret-file",
                path = voice.path(path),
                reason = source.to_string()
            ),
            say!(c, "remedy-secret-file"),
        ),
        SecretSourceError::NotRegular { path } => Told::new(
            "secret-file-not-regular",
            say!(c, "cause-secret-file-not-regular", path = voice.path(path)),
            say!(c, "remedy-secret-file-not-regular"),
        ),
        SecretSourceError::ReadableByOthers { path, mode } => Told::new(
            "secret-file-open-to-others",
            say!(
                c,
                "cause-secret-file-open-to-others",
                path = voice.path(path),
                mode = format!("{mode:04o}")
            ),
            say!(c, "remedy-secret-file-open-to-others"),
        ),
        SecretSourceError::Descriptor { descriptor, source } => Told::new(
            "secret-descriptor",
            say!(
                c,
                "cause-secret-descriptor",
                descriptor = (*descriptor),
                reason = source.to_string()
            ),
            say!(c, "remedy-secret-descriptor"),
        ),
        SecretSourceError::NoDescriptors => Told::new(
            "secret-no-descriptors",
            say!(c, "cause-secret-no-descriptors"),
            say!(c, "remedy-secret-no-descriptors"),
        ),
        SecretSourceError::Command { source } => Told::new(
            "secret-command",
            say!(c, "cause-secret-command", reason = source.to_string()),
            say!(c, "remedy-secret-command"),
        ),
        SecretSourceError::CommandFailed { status } => Told::new(
            "secret-command-failed",
            say!(
                c,
                "cause-secret-command-failed",
                status = status.to_string()
            ),
            say!(c, "remedy-secret-command-failed"),
        ),
        SecretSourceError::TooLong { limit } => Told::new(
            "secret-too-long",
            say!(c, "cause-secret-too-long", limit = (*limit)),
            say!(c, "remedy-secret-too-long"),
        ),
        SecretSourceError::SeveralLines => Told::new(
            "secret-several-lines",
            say!(c, "cause-secret-several-lines"),
            say!(c, "remedy-secret-several-lines"),
        ),
        SecretSourceError::NotUtf8 => Told::new(
            "secret-not-utf8",
            say!(c, "cause-secret-not-utf8"),
            say!(c, "remedy-secret-not-utf8"),
        ),
        SecretSourceError::Unanswered(error) => unanswered(error, voice),
    }
}
