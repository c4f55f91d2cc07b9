//! A line's place in the chain, read without reading what the line says.

use std::sync::LazyLock;

use jiff::Timestamp;
use memchr::memmem::Finder;
use serde::Deserialize;

use super::damage::Damage;
use super::line::FORMAT;
use crate::certificate::Sha256Digest;

/// How every line begins; a file that begins otherwise is another program's.
pub(super) const LINE_BEGINS: &[u8] = b"{\"v\":";

/// A line's place in the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Link {
    pub seq: u64,
    pub time: Timestamp,
    pub prev: Sha256Digest,
    /// The damage before it that it tells of, and whether that was torn.
    pub tells: Option<(Damage, bool)>,
}

/// Why bytes are no line of this journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoLine {
    /// No JSON object.
    Unreadable,
    /// A JSON object, but not of this format or of a newer one.
    Foreign,
}

impl Link {
    /// Reads the place of `bytes`, one line without its newline.
    pub fn read(bytes: &[u8]) -> Result<Self, NoLine> {
        // JSON allows blanks around an object; a line has none, so that no byte is free.
        if bytes.first() != Some(&b'{') || bytes.last() != Some(&b'}') {
            return Err(NoLine::Unreadable);
        }
        match at_its_usual_place(bytes) {
            Some(link) => Ok(link),
            None => anywhere(bytes),
        }
    }
}

/// Reads a line laid out as this program writes it: a million lines a second. What stands between
/// is not read; the next line's digest covers it. `None` where anything is unusual.
fn at_its_usual_place(bytes: &[u8]) -> Option<Link> {
    static FUSED: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new(LINE_BEGINS));
    static DAMAGED: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new(b"\"event\":\"damaged\""));
    let rest = bytes.strip_prefix(b"{\"v\":1,\"seq\":")?;
    let digits = rest.get(..memchr::memchr(b',', rest.get(..21)?)?)?;
    let rest = rest.get(digits.len()..)?.strip_prefix(b",\"run\":\"")?;
    let rest = rest.get(16..)?.strip_prefix(b"\",\"time\":\"")?;
    let (time, rest) = rest.split_at_checked(24)?;
    let rest = rest
        .strip_prefix(b"\",\"serial\":\"")?
        .strip_suffix(b"\"}")?;
    let (rest, prev) = rest.split_at_checked(rest.len().checked_sub(64)?)?;
    let rest = rest.strip_suffix(b",\"prev\":\"")?;
    // Zeros after a power cut, two lines run into one, a line that tells of damage.
    let has_control = rest.iter().fold(false, |any, byte| any | (*byte < b' '));
    if has_control || FUSED.find(rest).is_some() || DAMAGED.find(rest).is_some() {
        return None;
    }
    Some(Link {
        seq: std::str::from_utf8(digits).ok()?.parse().ok()?,
        time: std::str::from_utf8(time).ok()?.parse().ok()?,
        prev: lower_case_digest(prev)?,
        tells: None,
    })
}

/// Reads 64 lower-case hexadecimal digits.
fn lower_case_digest(text: &[u8]) -> Option<Sha256Digest> {
    let (pairs, rest) = text.as_chunks::<2>();
    let mut digest = [0; 32];
    if pairs.len() != digest.len() || !rest.is_empty() {
        return None;
    }
    let mut bad = 0;
    for (byte, [high, low]) in digest.iter_mut().zip(pairs) {
        let (high, low) = (nibble(*high), nibble(*low));
        bad |= high | low;
        *byte = (high << 4) | low;
    }
    (bad & 0xf0 == 0).then(|| Sha256Digest::from_bytes(digest))
}

/// The value of a lower-case hexadecimal digit; 0xff for anything else.
fn nibble(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit.wrapping_sub(b'0'),
        b'a'..=b'f' => digit.wrapping_sub(b'a').wrapping_add(10),
        _ => 0xff,
    }
}

/// What every line has, wherever it stands in it.
#[derive(Debug, Deserialize)]
struct Envelope<'a> {
    v: u32,
    seq: u64,
    time: &'a str,
    prev: &'a str,
    event: &'a str,
    damaged_bytes: Option<u64>,
    damaged_sha256: Option<&'a str>,
    #[serde(default)]
    torn: bool,
}

fn anywhere(bytes: &[u8]) -> Result<Link, NoLine> {
    let envelope: Envelope<'_> = serde_json::from_slice(bytes).map_err(why_not)?;
    envelope.link().ok_or(NoLine::Foreign)
}

/// Tells JSON of another kind from what is no JSON.
pub(super) fn why_not(error: serde_json::Error) -> NoLine {
    if error.is_data() {
        NoLine::Foreign
    } else {
        NoLine::Unreadable
    }
}

impl Envelope<'_> {
    fn link(&self) -> Option<Link> {
        (self.v == FORMAT).then_some(())?;
        Some(Link {
            seq: self.seq,
            time: self.time.parse().ok()?,
            prev: Sha256Digest::parse(self.prev)?,
            tells: self.tells(),
        })
    }

    fn tells(&self) -> Option<(Damage, bool)> {
        (self.event == "damaged").then_some(())?;
        let damage = Damage {
            bytes: self.damaged_bytes?,
            sha256: Sha256Digest::parse(self.damaged_sha256?)?,
        };
        Some((damage, self.torn))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Action, Journal, MemoryJournal, ObjectClass, Purpose, RunStart, Step};
    use super::*;
    use crate::clock::Now;

    #[test]
    fn reads_the_same_at_the_usual_place_as_anywhere() {
        let now = Now::at("2026-11-22T01:02:03Z".parse().unwrap());
        let mut journal = MemoryJournal::new(now);
        journal
            .begin(RunStart::new("import", "\"01\\\n山", now))
            .unwrap();
        let label = "{\"v\":1,\"event\":\"damaged\"\n山";
        let _open = journal
            .intend(&Step {
                action: Action::Create,
                class: ObjectClass::Data,
                label: label.to_owned(),
                cka_id: Vec::new(),
                sha256: None,
                purpose: Purpose::Write,
            })
            .unwrap();
        for line in journal.lines() {
            let bytes = line.encode().unwrap();
            let link = at_its_usual_place(&bytes).unwrap();
            assert_eq!(anywhere(&bytes), Ok(link));
            assert_eq!((link.seq, link.prev), (line.seq, line.prev));
        }
    }

    #[test]
    fn two_lines_run_into_one_are_no_line() {
        let now = Now::at("2026-11-22T01:02:03Z".parse().unwrap());
        let mut journal = MemoryJournal::new(now);
        journal.begin(RunStart::new("import", "01", now)).unwrap();
        let line = journal.lines().first().unwrap().encode().unwrap();
        let mut both = line.get(..150).unwrap().to_vec();
        both.extend(&line);
        assert_eq!(Link::read(&both), Err(NoLine::Unreadable));
        let mut zeros = line.clone();
        zeros.get_mut(150..180).unwrap().fill(0);
        assert_eq!(Link::read(&zeros), Err(NoLine::Unreadable));
    }
}
