//! One append: the end read again under the lock, the line linked to it, written, and flushed where it must be.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use super::chain::{ChainEnd, CurrentRun};
use super::event::Event;
use super::file::{Clock, Finding};
use super::head::{Head, HeadFile};
use super::line::Entry;
use super::link::{LINE_BEGINS, Link};
use super::rotation::{self, Rotated};
use super::tail::{BackwardLines, Last, Tail};
use super::{JournalError, disk};
use crate::certificate::Sha256Digest;

/// What one append needs; the caller holds the lock.
pub(super) struct Appended<'a> {
    pub path: &'a Path,
    pub head: &'a HeadFile,
    pub clock: &'a Clock,
    pub rotation_bytes: u64,
    pub run: &'a CurrentRun,
    pub entry: Entry,
    pub flush: Flush,
}

/// When a line is brought to disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flush {
    /// Before anything else happens.
    Now,
    /// By the next line that is flushed: one flush brings everything before it along.
    WithNext,
}

impl Flush {
    /// What announces a change, proves or ends a run, or counts refused PINs cannot wait. What tells how an
    /// announced step ended can: without it the next run looks at the token, as after a crash. What a run notes
    /// before its first announcement is on disk with that.
    pub fn of(entry: &Entry) -> Self {
        match entry {
            Entry::Begin(_) | Entry::Intent(_) | Entry::Damaged { .. } | Entry::Rotated { .. } => {
                Self::Now
            }
            Entry::Settled { .. } => Self::WithNext,
            Entry::Noted(event) => match event {
                Event::LoggedIn { .. }
                | Event::Inventory { .. }
                | Event::PlanShown { .. }
                | Event::Consent { .. }
                | Event::Custody { .. }
                | Event::Handshake { .. } => Self::WithNext,
                Event::PinRefused { .. }
                | Event::PinReset
                | Event::Proof { .. }
                | Event::Undo { .. }
                | Event::Resolved { .. }
                | Event::MarkedDefective { .. }
                | Event::ClearedDefective { .. }
                | Event::Finished { .. } => Self::Now,
            },
        }
    }
}

/// A journal's end as it was found.
#[derive(Debug)]
pub(super) struct State {
    pub last: Option<Last>,
    pub findings: Vec<Finding>,
}

/// The journal's file, opened, with its end read.
struct Opened {
    file: File,
    is_new: bool,
    tail: Tail,
    /// The renamed file that this one goes on from; looked for only when this one is empty.
    before: Option<(Rotated, Option<Last>)>,
}

impl Opened {
    fn last(&self) -> Option<Last> {
        let before = self.before.as_ref().and_then(|(_, last)| *last);
        self.tail.last.or(before)
    }
}

/// Refuses what is there already and is no regular file, or no journal.
pub(super) fn refuse_other_files(path: &Path) -> Result<(), JournalError> {
    let path_here = || path.to_owned();
    match std::fs::metadata(path) {
        Ok(found) if !found.is_file() => Err(JournalError::NotAFile { path: path_here() }),
        Ok(_) => open(path).map(|_| ()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(source) => Err(JournalError::Open {
            path: path_here(),
            source,
        }),
    }
}

/// Opens the journal as for an append, and says what its end looks like; the caller holds the lock.
pub(super) fn look(path: &Path, head: &HeadFile) -> Result<State, JournalError> {
    let opened = open(path)?;
    let last = opened.last();
    let mut findings = Vec::new();
    if let Some(damage) = opened.tail.damage {
        let bytes = damage.bytes;
        findings.push(match opened.tail.open_ended {
            true => Finding::Torn { bytes },
            false => Finding::Damaged { bytes },
        });
    }
    let known = remembered(head)?;
    let (known_seq, seq) = (known.map_or(0, |h| h.seq), last.map_or(0, |l| l.seq));
    if known_seq > seq {
        let lines = known_seq.saturating_sub(seq);
        findings.push(Finding::Cut { lines });
    } else if let Some(head) = known
        && !holds(&opened, head).map_err(|source| JournalError::Read {
            path: path.to_owned(),
            source,
        })?
    {
        findings.push(Finding::Changed);
    }
    Ok(State { last, findings })
}

/// Whether the line that the head remembers stands in the file as it was. Another desk's journal put in its place may be
/// longer, and its end says nothing.
fn holds(opened: &Opened, head: Head) -> io::Result<bool> {
    let mut lines = BackwardLines::before(&opened.file, opened.tail.length);
    while let Some(piece) = lines.previous()? {
        match Link::read(piece.bytes) {
            Ok(link) if link.seq == head.seq => {
                return Ok(Sha256Digest::of(piece.bytes) == head.digest);
            }
            Ok(link) if link.seq < head.seq => return Ok(false),
            Ok(_) | Err(_) => {}
        }
    }
    // It is in a file that was renamed since.
    Ok(true)
}

/// Appends one line, and before it those that name a renamed file or damaged bytes.
pub(super) fn append(new: &Appended<'_>) -> Result<Last, JournalError> {
    let mut opened = open(new.path)?;
    let mut end = end_of_chain(opened.last(), remembered(new.head)?);
    let settled = opened.tail.damage.is_none() && !opened.tail.open_ended;
    if let (true, true, Some(last)) = (
        opened.tail.length > new.rotation_bytes,
        settled,
        opened.tail.last,
    ) {
        // A journal that cannot be renamed just grows: no reason to stop anybody's work.
        if rotation::rename(new.path, last.seq).is_ok() {
            opened = open(new.path)?;
        }
    }
    let time = (new.clock)();
    let mut text = Vec::new();
    if opened.tail.open_ended {
        text.push(b'\n');
    }
    for entry in preambles(&opened).chain([new.entry.clone()]) {
        let (_, bytes) = end.link(new.run, time, entry)?;
        text.extend(bytes);
        text.push(b'\n');
    }
    let flush = if opened.is_new { Flush::Now } else { new.flush };
    write(new.path, &opened, &text, flush)?;
    if flush == Flush::Now {
        // Never ahead of the disk: after a power cut, lines that only waited for a flush would look cut out.
        new.head.write(Head {
            seq: end.seq,
            digest: end.digest,
        });
    }
    Ok(end.last(time))
}

/// The lines that explain what lies before them.
fn preambles(opened: &Opened) -> impl Iterator<Item = Entry> {
    let rotated = opened.before.as_ref().and_then(|(file, last)| {
        Some(Entry::Rotated {
            rotated_file: file.path.file_name()?.to_string_lossy().into_owned(),
            rotated_head: last.as_ref()?.digest,
        })
    });
    let damaged = opened.tail.damage.map(|damage| Entry::Damaged {
        damaged_bytes: damage.bytes,
        damaged_sha256: damage.sha256,
        torn: opened.tail.open_ended,
    });
    rotated.into_iter().chain(damaged)
}

/// The line to link to: what the head remembers when it is as far as the file or farther, so that
/// a cut or changed end stays visible for ever; else the file's last line.
fn end_of_chain(last: Option<Last>, known: Option<Head>) -> ChainEnd {
    match (last, known) {
        (Some(last), Some(head)) if last.seq > head.seq => last.into(),
        (_, Some(Head { seq, digest })) => ChainEnd { seq, digest },
        (Some(last), None) => last.into(),
        (None, None) => ChainEnd::EMPTY,
    }
}

fn remembered(head: &HeadFile) -> Result<Option<Head>, JournalError> {
    head.read().map_err(|source| JournalError::Read {
        path: head.path().to_owned(),
        source,
    })
}

fn write(path: &Path, opened: &Opened, text: &[u8], flush: Flush) -> Result<(), JournalError> {
    let path_here = || path.to_owned();
    (&opened.file)
        .write_all(text)
        .map_err(|source| JournalError::Write {
            path: path_here(),
            source,
        })?;
    let flushed = match (flush, opened.is_new) {
        (Flush::WithNext, _) => Ok(()),
        (Flush::Now, true) => opened
            .file
            .sync_all()
            .and_then(|()| disk::flush_folder(rotation::folder_of(path))),
        (Flush::Now, false) => opened.file.sync_data(),
    };
    flushed.map_err(|source| JournalError::Flush {
        path: path_here(),
        source,
    })
}

fn open(path: &Path) -> Result<Opened, JournalError> {
    let path_here = || path.to_owned();
    let reading = |source| JournalError::Read {
        path: path_here(),
        source,
    };
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    let file = disk::private_file(&mut options)
        .open(path)
        .map_err(|source| JournalError::Open {
            path: path_here(),
            source,
        })?;
    let tail = Tail::read(&file).map_err(reading)?;
    if tail.last.is_none() && !begins_like_a_journal(&file).map_err(reading)? {
        return Err(JournalError::NotAJournal { path: path_here() });
    }
    let before = match tail.length {
        0 => before(path).map_err(reading)?,
        _ => None,
    };
    Ok(Opened {
        file,
        is_new: tail.length == 0,
        tail,
        before,
    })
}

fn before(path: &Path) -> io::Result<Option<(Rotated, Option<Last>)>> {
    let Some(newest) = rotation::rotated(path)?.pop() else {
        return Ok(None);
    };
    let last = Tail::read(&File::open(&newest.path)?)?.last;
    Ok(Some((newest, last)))
}

/// Whether a file without a readable line can be a journal whose first line was cut off: it is
/// empty, begins as a line does, or holds the zeros that a power cut leaves.
fn begins_like_a_journal(mut file: &File) -> io::Result<bool> {
    file.seek(SeekFrom::Start(0))?;
    let mut begin = Vec::new();
    let length = u64::try_from(LINE_BEGINS.len()).unwrap_or(u64::MAX);
    file.take(length).read_to_end(&mut begin)?;
    Ok(LINE_BEGINS.starts_with(&begin) || begin.iter().all(|byte| *byte == 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::{Action, ObjectClass, PinRole, Purpose, Step, StepOutcome};

    #[test]
    fn a_change_waits_for_the_disk_and_its_outcome_does_not() {
        let intent = Entry::Intent(Step {
            action: Action::Destroy,
            class: ObjectClass::PrivateKey,
            label: String::new(),
            cka_id: Vec::new(),
            sha256: None,
            purpose: Purpose::RemoveExpired,
        });
        let settled = Entry::Settled {
            intent: 1,
            outcome: StepOutcome::Done,
        };
        assert_eq!(Flush::of(&intent), Flush::Now);
        assert_eq!(Flush::of(&settled), Flush::WithNext);
    }

    #[test]
    fn a_refused_pin_is_counted_even_when_the_power_fails() {
        let refused = Entry::Noted(Event::PinRefused {
            role: PinRole::User,
            code: "CKR_PIN_INCORRECT".to_owned(),
        });
        assert_eq!(Flush::of(&refused), Flush::Now);
    }
}
