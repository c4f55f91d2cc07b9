//! `doctor` reads from pcscd which software formatted a token, without touching it: played by a service of the test's own.

use std::io::{Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;

use serde_json::Value;

use crate::support::program::{Run, finish, program, text};
use crate::support::token::Desk;

const VENDOR_FORMAT: &str = "3b9f958131fe9f006646530501001171df0000000000cc";
const OPENSC_FORMAT: &str = "3b9f958131fe9f006646530523002571df000003900000";
const OTHER_CARD: &str = "3bf81300008131fe454a434f5076323431b7";

/// A pcscd with these cards that speaks this minor version of its protocol, until the test's process ends.
fn service(desk: &Desk, minor: u32, cards: &[(&str, &str)]) -> PathBuf {
    let socket = desk.path().join("pcscd.comm");
    let listener = UnixListener::bind(&socket).unwrap();
    let states = states(cards);
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            // Whoever only knocks is gone by now.
            let _ = talk(stream, minor, &states);
        }
    });
    socket
}

fn talk(mut stream: UnixStream, minor: u32, states: &[u8]) -> std::io::Result<()> {
    let mut greeting = [0; 20];
    stream.read_exact(&mut greeting)?;
    assert_eq!(greeting[..8], [12_u32, 0x11].map(u32::to_ne_bytes).concat());
    let theirs = u32::from_ne_bytes(greeting[12..16].try_into().unwrap());
    let code = if theirs == minor { 0 } else { 0x8010_001e };
    let answer = [4, minor, code].map(u32::to_ne_bytes);
    stream.write_all(&answer.concat())?;
    let mut question = [0; 8];
    stream.read_exact(&mut question)?;
    assert_eq!(question, *[0_u32, 0x12].map(u32::to_ne_bytes).concat());
    stream.write_all(states)
}

/// Sixteen entries of pcsc-lite's `READER_STATE`.
fn states(cards: &[(&str, &str)]) -> Vec<u8> {
    let mut states = vec![0; 16 * 184];
    for ((name, atr), entry) in cards.iter().zip(states.chunks_mut(184)) {
        let atr = hex::decode(atr).unwrap();
        entry[..name.len()].copy_from_slice(name.as_bytes());
        entry[140..140 + atr.len()].copy_from_slice(&atr);
        entry[176..180].copy_from_slice(&u32::to_ne_bytes(atr.len() as u32));
        // The protocol: T=1.
        entry[180..].copy_from_slice(&u32::to_ne_bytes(2));
    }
    states
}

fn doctor(desk: &Desk, socket: PathBuf) -> Run {
    let mut command = program(desk);
    command.env("PCSCLITE_CSOCK_NAME", socket);
    finish(command.args(["doctor", "--json"]))
}

fn layouts(document: &Value) -> Vec<(String, String)> {
    let checks = document["checks"].as_array().unwrap().iter();
    let of_layout = checks.filter(|check| check["id"] == "token-layout");
    of_layout
        .map(|check| {
            let field = |name: &str| text(&check[name]).to_owned();
            (field("status"), field("message"))
        })
        .collect()
}

#[test]
fn each_tokens_layout_is_told_and_that_no_module_for_it_is_there() {
    let desk = Desk::empty();
    let cards = [
        ("Feitian ePass2003 00 00", VENDOR_FORMAT),
        ("Feitian ePass2003 01 00", OPENSC_FORMAT),
        ("Other 02 00", OTHER_CARD),
        ("Empty 03 00", ""),
    ];
    let socket = service(&desk, 4, &cards);
    let document = doctor(&desk, socket).expect(1).json();
    let readers = document["doctor"]["readers"].as_array().unwrap();
    let shown: Vec<_> = readers.iter().map(|one| &one["layout"]).collect();
    assert_eq!(
        shown,
        ["vendor", "opensc"]
            .map(Value::from)
            .iter()
            .chain([&Value::Null; 2])
            .collect::<Vec<_>>()
    );
    assert_eq!(readers[0]["atr"], VENDOR_FORMAT);
    assert_eq!(readers[3]["atr"], Value::Null);
    let told = layouts(&document);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.iter().all(|(status, _)| status == "warn"), "{told:?}");
    assert!(told[0].1.contains("by the vendor's software"), "{told:?}");
    assert!(told[1].1.contains("by OpenSC"), "{told:?}");
    assert!(told[1].1.contains("230025"), "{told:?}");
}

#[test]
fn a_service_of_a_later_protocol_is_asked_in_that() {
    let desk = Desk::blank();
    let socket = service(&desk, 5, &[("Feitian ePass2003 00 00", VENDOR_FORMAT)]);
    let document = doctor(&desk, socket).expect(0).json();
    // SoftHSM2 shows a token, and that is not OpenSC's format.
    assert_eq!(layouts(&document)[0].0, "pass");
}

#[test]
fn a_service_that_answers_something_else_says_nothing_of_readers() {
    let desk = Desk::blank();
    let socket = desk.path().join("pcscd.comm");
    let listener = UnixListener::bind(&socket).unwrap();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let _ = stream.write_all(b"220 ready, but for something else\r\n");
        }
    });
    let document = doctor(&desk, socket).expect(0).json();
    assert_eq!(document["doctor"]["readers"], Value::Null);
    assert!(layouts(&document).is_empty());
}
