//! Line after line held against the one before it.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

use super::super::chain::NOTHING_BEFORE;
use super::super::damage::DamageMeter;
use super::super::head::Head;
use super::super::link::{LINE_BEGINS, Link, NoLine};
use super::{Fault, FaultKind, Verification};
use crate::certificate::Sha256Digest;

/// Where a line stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub file: Arc<Path>,
    pub line: u64,
}

/// The line that the next one must link to.
#[derive(Debug)]
struct Front {
    seq: u64,
    digest: Sha256Digest,
    time: Timestamp,
    place: Place,
}

/// Sequence numbers that were passed over and may still turn up.
#[derive(Debug)]
struct Gap {
    from: u64,
    to: u64,
    place: Place,
    /// How many are neither found nor explained by damaged lines in their place.
    missing: u64,
}

/// Bytes that are no line, until the line after them tells what they are.
#[derive(Debug)]
struct Damaged {
    place: Place,
    kind: NoLine,
    terminated: bool,
    /// Whether they look like the beginning of a line: what a full disk leaves.
    begins_like_a_line: bool,
}

/// Follows a chain.
#[derive(Debug)]
pub(super) struct Follower {
    front: Option<Front>,
    gaps: Vec<Gap>,
    damaged: Vec<Damaged>,
    meter: DamageMeter,
    remembered: Option<Head>,
    /// Heads of earlier runs that no line has shown yet.
    known: HashSet<Sha256Digest>,
    found: Verification,
}

impl Follower {
    pub fn new(remembered: Option<Head>, known: HashSet<Sha256Digest>) -> Self {
        Self {
            front: None,
            gaps: Vec::new(),
            damaged: Vec::new(),
            meter: DamageMeter::default(),
            remembered,
            known,
            found: Verification::default(),
        }
    }

    /// Takes the next line, its newline included.
    pub fn take(&mut self, place: &Place, bytes: &[u8]) {
        let line = bytes.strip_suffix(b"\n").unwrap_or(bytes);
        match Link::read(line) {
            Ok(link) => {
                let explained = self.close_damage(&link);
                self.found.lines = self.found.lines.saturating_add(1);
                self.link(place, link, Sha256Digest::of(line), explained);
            }
            Err(kind) => {
                self.meter.take(bytes);
                self.damaged.push(Damaged {
                    place: place.clone(),
                    kind,
                    terminated: line.len() < bytes.len(),
                    begins_like_a_line: line.starts_with(LINE_BEGINS)
                        || LINE_BEGINS.starts_with(line),
                });
            }
        }
    }

    /// Judges the damage before a readable line; tells how many missing lines it may have been.
    fn close_damage(&mut self, next: &Link) -> u64 {
        if self.damaged.is_empty() {
            return 0;
        }
        let damage = std::mem::take(&mut self.meter).finish();
        let mut damaged = std::mem::take(&mut self.damaged);
        if next.tells == Some((damage, true)) {
            let last = damaged.pop();
            let (torn, left) = damaged.into_iter().partition(|d| d.begins_like_a_line);
            damaged = left;
            let torn: Vec<Damaged> = torn;
            for torn in torn.into_iter().chain(last) {
                self.found.torn.push((torn.place.file, torn.place.line));
            }
        }
        for damaged in &damaged {
            self.fault(&damaged.place, damaged.fault_kind(), 1);
        }
        u64::try_from(damaged.len()).unwrap_or(u64::MAX)
    }

    fn link(&mut self, place: &Place, link: Link, digest: Sha256Digest, explained: u64) {
        self.known.remove(&digest);
        let next = match &self.front {
            Some(front) => front.seq.saturating_add(1),
            None => 1,
        };
        let before = self.front.as_ref().map_or(NOTHING_BEFORE, |f| f.digest);
        let mut seq = link.seq;
        if link.prev == before {
            if seq != next {
                self.fault(place, FaultKind::Changed, 1);
                seq = next;
            }
        } else if seq == next {
            // Without a line before it, what it names is gone; else one of the two is not as it was.
            match self.front.as_ref().map(|front| front.place.clone()) {
                Some(front) => self.fault(&front, FaultKind::Changed, 1),
                None => self.fault(place, FaultKind::Missing, 1),
            }
        } else if seq > next {
            self.open_gap(place, next, seq, explained);
        } else {
            return self.behind(place, seq);
        }
        if self.front.as_ref().is_some_and(|f| link.time < f.time) {
            self.fault(place, FaultKind::ClockWentBack, 1);
        }
        if self
            .remembered
            .is_some_and(|head| head.seq == seq && head.digest != digest)
        {
            self.fault(place, FaultKind::Changed, 1);
        }
        self.found.first_time = self.found.first_time.or(Some(link.time));
        self.front = Some(Front {
            seq,
            digest,
            time: link.time,
            place: place.clone(),
        });
    }

    fn open_gap(&mut self, place: &Place, from: u64, seq: u64, explained: u64) {
        let missing = seq.saturating_sub(from).saturating_sub(explained);
        self.gaps.push(Gap {
            from,
            to: seq.saturating_sub(1),
            place: place.clone(),
            missing,
        });
    }

    /// A line whose number was passed: moved here from its gap, or of another chain.
    fn behind(&mut self, place: &Place, seq: u64) {
        let gap = self
            .gaps
            .iter_mut()
            .find(|gap| (gap.from..=gap.to).contains(&seq) && gap.missing > 0);
        match gap {
            Some(gap) => {
                gap.missing = gap.missing.saturating_sub(1);
                self.fault(place, FaultKind::Reordered, 1);
            }
            None => self.fault(place, FaultKind::Foreign, 1),
        }
    }

    /// Notes a fault, once for a place and kind.
    pub fn fault(&mut self, place: &Place, kind: FaultKind, lines: u64) {
        let fault = Fault {
            file: Arc::clone(&place.file),
            line: place.line,
            kind,
            lines,
        };
        if !self.found.faults.iter().rev().take(4).any(|f| *f == fault) {
            self.found.faults.push(fault);
        }
    }

    /// Judges the end; `journal` is the file that a journal without any line is told by.
    pub fn finish(mut self, journal: &Path) -> Verification {
        for gap in std::mem::take(&mut self.gaps) {
            if gap.missing > 0 {
                self.fault(&gap.place, FaultKind::Missing, gap.missing);
            }
        }
        let seq = self.front.as_ref().map_or(0, |front| front.seq);
        let is_at_head = self.remembered.is_some_and(|head| head.seq <= seq);
        let damaged = std::mem::take(&mut self.damaged);
        for damaged in &damaged {
            if damaged.terminated {
                self.fault(&damaged.place, damaged.fault_kind(), 1);
            } else if is_at_head {
                let place = damaged.place.clone();
                self.found.torn.push((place.file, place.line));
            } else {
                self.fault(&damaged.place, FaultKind::Cut, 1);
            }
        }
        let damaged = u64::try_from(damaged.len()).unwrap_or(u64::MAX);
        let end = match &self.front {
            Some(front) => front.place.clone(),
            None => Place {
                file: Arc::from(journal),
                line: 0,
            },
        };
        let remembered = self.remembered.map_or(0, |head| head.seq);
        let gone = remembered.saturating_sub(seq).saturating_sub(damaged);
        if gone > 0 {
            self.fault(&end, FaultKind::Cut, gone);
        }
        if !self.known.is_empty() {
            let lines = u64::try_from(self.known.len()).unwrap_or(u64::MAX);
            self.fault(&end, FaultKind::Cut, lines);
        }
        self.found.head = self.front.as_ref().map(|front| front.digest);
        self.found.last_time = self.front.as_ref().map(|front| front.time);
        self.found
    }
}

impl Damaged {
    fn fault_kind(&self) -> FaultKind {
        match self.kind {
            NoLine::Unreadable => FaultKind::Unreadable,
            NoLine::Foreign => FaultKind::Foreign,
        }
    }
}
