//! The example that other people's tests begin with: a token in a known state.

use std::path::PathBuf;

use crate::support::authority::{self, Validity};
use crate::support::bundle;
use crate::support::judges;
use crate::support::keys::{self, Kind};
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

/// Another example, built in the same place.
fn beside(example: &std::path::Path, name: &str) -> String {
    example.with_file_name(name).display().to_string()
}

#[test]
fn the_example_of_a_policy_removes_nothing_where_nobody_could_log_in_afterwards() {
    needs!("pkcs11-tool");
    let Some(example) = example() else { return };
    let policy = |desk: &Desk| {
        let mut command = desk.tool(&beside(&example, "custom_policy"));
        command.arg(token::module()).args(["pin", "journal.jsonl"]);
        command.output().unwrap()
    };
    let usual = Desk::usual();
    let kept = policy(&usual);
    // Expired for a month: the policy waits for three.
    assert!(tools::both(&kept).contains("0 objects removed"), "{kept:?}");

    let alone = Desk::blank();
    let long_expired = authority::issuer().issue(
        "operator 0001",
        Validity(-900, -100),
        &keys::key(Kind::Rsa2048, 1),
    );
    alone.put(&long_expired, "operator 0001", "01");
    let refused = policy(&alone);
    assert!(!refused.status.success(), "{refused:?}");
    assert_eq!(judges::pkcs11_tool(&alone).pairs, ["operator 0001"]);

    alone.put(&token::valid(), "operator 0002", "02");
    let done = policy(&alone);
    let removed = "to be removed: certificate operator 0001";
    assert!(tools::both(&done).contains(removed), "{done:?}");
    assert_eq!(judges::pkcs11_tool(&alone).pairs, ["operator 0002"]);
}

#[test]
fn the_example_that_inspects_tells_the_identity_and_the_findings() {
    let Some(example) = example() else { return };
    let folder = tempfile::tempdir().unwrap();
    let password = folder.path().join("password");
    std::fs::write(&password, "password\n").unwrap();
    let mut command = tools::command(beside(&example, "inspect_bundle"));
    command
        .arg("fixtures/bundle/openssl-default.p12")
        .arg(password);
    let said = tools::run(&mut command);
    assert!(
        said.contains("issued below") && said.contains("Pass: current"),
        "{said}"
    );
}
