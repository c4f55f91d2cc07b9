//! What pcscd tells of its readers and of the cards in them, asked at its socket as its own library asks.
//!
//! Nobody connects to a card by that, and no library is needed, so that a computer without PC/SC works too
//! (pcsc-lite, `winscard_msg.h`, `eventhandler.h`; protocol 4).

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

use super::Reader;

/// pcscd answers from memory, once its readers are ready.
const PATIENCE: Duration = Duration::from_secs(5);

const VERSION: u32 = 0x11;
const READERS_STATE: u32 = 0x12;
const MAJOR: u32 = 4;
/// Debian 12's; a service with another one says which, and is asked again with that.
const MINOR: u32 = 4;

/// PCSCLITE_MAX_READERS_CONTEXTS.
const READERS: usize = 16;
/// `READER_STATE`: name, counter, state, sharing, answer to reset, padding, its length, protocol (measured: 1.9.9).
const ENTRY: usize = 184;
const NAME: usize = 128;
const ATR: usize = 140;
const MOST_ATR: usize = 33;
const ATR_LENGTH: usize = 176;

/// The readers that pcscd knows; `None` where it does not answer as expected.
pub fn readers(socket: &Path) -> Option<Vec<Reader>> {
    let (mut stream, server) = greet(socket, MINOR)?;
    if server != MINOR {
        drop(stream);
        stream = greet(socket, server)
            .filter(|(_, minor)| *minor == server)?
            .0;
    }
    send(&mut stream, READERS_STATE, &[])?;
    let mut states = [0; READERS * ENTRY];
    stream.read_exact(&mut states).ok()?;
    let (entries, _) = states.as_chunks::<ENTRY>();
    entries
        .iter()
        .filter(|entry| entry.first() != Some(&0))
        .map(read)
        .collect()
}

/// Tells the version that is spoken; returns the minor one of the service.
fn greet(socket: &Path, minor: u32) -> Option<(UnixStream, u32)> {
    let mut stream = UnixStream::connect(socket).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    stream.set_write_timeout(Some(PATIENCE)).ok()?;
    let words = [MAJOR, minor, 0].map(u32::to_ne_bytes);
    send(&mut stream, VERSION, words.as_flattened())?;
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).ok()?;
    let [major, minor, _] = words_of(answer);
    (major == MAJOR).then_some((stream, minor))
}

fn send(stream: &mut UnixStream, command: u32, body: &[u8]) -> Option<()> {
    let length = u32::try_from(body.len()).ok()?;
    let header = [length, command].map(u32::to_ne_bytes);
    stream.write_all(header.as_flattened()).ok()?;
    stream.write_all(body).ok()
}

fn words_of(bytes: [u8; 12]) -> [u32; 3] {
    let mut words = [0; 3];
    for (word, bytes) in words.iter_mut().zip(bytes.as_chunks().0) {
        *word = u32::from_ne_bytes(*bytes);
    }
    words
}

fn read(entry: &[u8; ENTRY]) -> Option<Reader> {
    let name = entry.get(..NAME)?;
    let end = name.iter().position(|byte| *byte == 0)?;
    let length = entry.get(ATR_LENGTH..)?.first_chunk()?;
    let length = usize::try_from(u32::from_ne_bytes(*length)).ok()?;
    let atr = entry.get(ATR..)?.get(..MOST_ATR)?.get(..length)?;
    Some(Reader {
        name: String::from_utf8_lossy(name.get(..end)?).into_owned(),
        atr: atr.to_vec(),
    })
}
