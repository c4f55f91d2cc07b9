//! Why the journal cannot be kept, in words.

use super::{Told, Voice};
use crate::audit::JournalError;
use crate::say;

pub(super) fn tell(error: &JournalError, voice: &Voice<'_>) -> Told {
    let c = voice.catalogue;
    match error {
        JournalError::Folder { path, source } => Told::new(
            "journal-folder",
            say!(
                c,
                "cause-journal-folder",
                path = voice.path(path),
                reason = source.to_string()
            ),
            say!(c, "remedy-journal-folder"),
        ),
        JournalError::Open { path, source } => Told::new(
            "journal-open",
            say!(
                c,
                "cause-journal-open",
                path = voice.path(path),
                reason = source.to_string()
            ),
            say!(c, "remedy-journal-open"),
        ),
        JournalError::NotAFile { path } => Told::new(
            "journal-not-a-file",
            say!(c, "cause-journal-not-a-file", path = voice.path(path)),
            say!(c, "remedy-journal-not-a-file"),
        ),
        JournalError::NotAJournal { path } => Told::new(
            "journal-not-a-journal",
            say!(c, "cause-journal-not-a-journal", path = voice.path(path)),
            say!(c, "remedy-journal-not-a-journal"),
        ),
        JournalError::Busy { path, waited } => Told::new(
            "journal-busy",
            say!(
                c,
                "cause-journal-busy",
                path = voice.path(path),
                seconds = waited.as_secs()
            ),
            say!(c, "remedy-journal-busy"),
        ),
        JournalError::Lock { path, source } => Told::new(
            "journal-lock",
            say!(
                c,
                "cause-journal-lock",
                path = voice.path(path),
                reason = source.to_string()
            ),
            say!(c, "remedy-journal-lock"),
        ),
        JournalError::Read { path, source } => Told::new(
            "journal-read",
            say!(
                c,
                "cause-journal-read",
                path = voice.path(path),
                reason = source.to_string()
            ),
            say!(c, "remedy-journal-read"),
        ),
        JournalError::Write { path, source } => Told::new(
            "journal-write",
            say!(
                c,
                "cause-journal-write",
                path = voice.path(path),
                reason = source.to_string()
            ),
            say!(c, "remedy-journal-write"),
        ),
        JournalError::Flush { path, source } => Told::new(
            "journal-flush",
            say!(
                c,
                "cause-journal-flush",
                path = voice.path(path),
                reason = source.to_string()
            ),
            say!(c, "remedy-journal-flush"),
        ),
        JournalError::Unreliable { path } => Told::new(
            "journal-unreliable",
            say!(c, "cause-journal-unreliable", path = voice.path(path)),
            say!(c, "remedy-journal-unreliable"),
        ),
        JournalError::NoRun => Told::new(
            "journal-no-run",
            say!(c, "cause-journal-no-run"),
            say!(c, "remedy-journal-no-run"),
        ),
        JournalError::Line { reason } => Told::new(
            "journal-line",
            say!(c, "cause-journal-line", reason = reason.as_str()),
            say!(c, "remedy-journal-line"),
        ),
    }
}
