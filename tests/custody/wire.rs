//! What a module between the program and the token sees, and how many calls the two ways cost.

use std::fs;

use super::stage::{Stage, spy};
use crate::support::keys::Kind;
use crate::support::program::{self, Run};
use crate::support::token;
use crate::support::tools::needs;

/// An import through pkcs11-spy: the run, the bytes of every argument, the number of calls.
fn spied(stage: &Stage, custody: &str) -> (Run, Vec<u8>, usize) {
    let log = stage.desk.path().join("spy.log");
    let _ = fs::remove_file(&log);
    let mut command = program::program(&stage.desk);
    command
        .env("TOKENDESK_MODULE", spy().expect("opensc is installed"))
        .env("PKCS11SPY", token::module())
        .env("PKCS11SPY_OUTPUT", &log);
    let run = program::finish(command.args(stage.import(&["--custody", custody])));
    let text = fs::read_to_string(&log).unwrap();
    let calls = text.lines().filter(|line| line.contains(": C_")).count();
    (run, dumped(&text), calls)
}

/// The bytes of the spy's dumps, in a row: `    00000000  30 82 04 BE …  0...` each line sixteen of them.
fn dumped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for line in text.lines() {
        let Some((offset, rest)) = line.trim_start().split_once("  ") else {
            continue;
        };
        if offset.len() != 8 || u32::from_str_radix(offset, 16).is_err() {
            continue;
        }
        let row = rest.split(' ').take(16);
        bytes.extend(row.map_while(|byte| u8::from_str_radix(byte, 16).ok()));
    }
    bytes
}

#[test]
fn a_recording_module_sees_no_private_number_of_a_wrapped_key() {
    needs!("pkcs11-tool");
    for kind in [Kind::Rsa2048, Kind::P256] {
        let stage = Stage::new(kind);
        let (run, seen, _) = spied(&stage, "auto");
        let document = run.expect(0).json();
        assert_eq!(document["custody"]["path"], "wrapped");
        assert!(seen.len() > 1_000, "the log was read: {}", seen.len());
        let hits = stage.key_and_password().search(&seen);
        assert!(hits.is_empty(), "{kind:?}: {hits:?}");
    }
}

#[test]
fn a_recording_module_sees_the_private_exponent_of_a_direct_key() {
    needs!("pkcs11-tool");
    let stage = Stage::new(Kind::Rsa2048);
    let (run, seen, _) = spied(&stage, "direct");
    run.expect(0);
    let hits = stage.key_and_password().search(&seen);
    assert!(
        hits.iter().any(|hit| hit.what.starts_with("d[")),
        "{hits:?}"
    );
    assert!(
        hits.iter().any(|hit| hit.what.starts_with("p[")),
        "{hits:?}"
    );
}

#[test]
fn wrapping_costs_nine_calls_more() {
    needs!("pkcs11-tool");
    let calls = |custody| {
        let stage = Stage::new(Kind::Rsa2048);
        let (run, _, calls) = spied(&stage, custody);
        run.expect(0);
        calls
    };
    let (wrapped, direct) = (calls("wrapped"), calls("direct"));
    assert_eq!(wrapped, direct + 9, "{wrapped} and {direct}");
}
