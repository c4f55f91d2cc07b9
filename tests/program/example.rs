//! The example that other people's tests begin with: a token in a known state.

use std::path::PathBuf;

use crate::support::bundle;
use crate::support::judges;
use crate::support::program::{column, reuse, show};
use crate::support::token::{self, Desk};
use crate::support::tools::{self, needs};

/// Built by `cargo test` along with the tests, unless one test alone was asked for.
fn example() -> Option<PathBuf> {
    let binary = std::env::current_exe().unwrap();
    let example = binary.ancestors().nth(2)?.join("examples/known_token");
    tools::are_here(&[example.to_str()?]).then_some(example)
}

#[test]
fn the_example_leaves_an_expired_and_a_valid_identity() {
    needs!("openssl", "pkcs11-tool");
    let Some(example) = example() else { return };
    let desk = Desk::blank();
    let mut command = desk.tool(example.to_str().unwrap());
    command.arg(token::module()).arg("pin").arg(".");
    let _ = tools::run(&mut command);
    let shown = show(&desk);
    let mut standings: Vec<_> = shown["identities"]
        .as_array()
        .unwrap()
        .iter()
        .map(|identity| identity["certificate"]["standing"].as_str().unwrap())
        .collect();
    standings.sort_unstable();
    assert_eq!(standings, ["current", "expired"]);
    assert_eq!(
        judges::pkcs11_tool(&desk).pairs,
        ["operator 0001", "operator 0002"]
    );
    let mut verify = desk.tool("openssl");
    verify.args(["verify", "-CAfile", "issuer.pem", "valid.pem"]);
    assert!(tools::run(&mut verify).contains("OK"));
    let document = reuse(&desk, &bundle::usual(&desk, &token::bought()))
        .expect(0)
        .json();
    let removed = column(&document["removed"], "label");
    assert_eq!(removed, ["operator 0001"; 3]);
}
