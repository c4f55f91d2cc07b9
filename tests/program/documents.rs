//! The JSON documents: fixed names, null for what cannot be known, the exit status inside and outside the same.

use serde_json::Value;

use crate::support::authority::{self, CURRENT, EXPIRED};
use crate::support::bundle;
use crate::support::keys::{self, Kind};
use crate::support::program::{finish, on, program, reuse, run, serial, text, wipe};
use crate::support::token::{self, Desk};
use crate::support::tools::needs;

fn names(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

#[track_caller]
fn has(value: &Value, wanted: &[&str]) {
    for name in wanted {
        assert!(names(value).contains(name), "{name} in {value}");
    }
}

#[test]
fn a_reuse_tells_everything_by_its_fixed_name() {
    needs!("openssl");
    let desk = Desk::usual();
    let bundle = bundle::usual(&desk, &token::bought());
    let run = reuse(&desk, &bundle).expect(0);
    let document = run.json();
    has(
        &document,
        &[
            "schema",
            "command",
            "outcome",
            "exit",
            "now",
            "module",
            "token",
            "identities",
            "after",
            "orphans",
            "chain",
            "bundle",
            "plan",
            "created",
            "removed",
            "kept",
            "custody",
            "proof",
            "checks",
            "verdict",
            "failure",
        ],
    );
    assert_eq!(document["schema"], 1);
    assert_eq!(document["command"], "reuse");
    assert_eq!(document["outcome"], "done");
    assert_eq!(document["verdict"], "ready");
    assert_eq!(document["failure"], Value::Null);
    has(
        &document["module"],
        &["path", "manufacturer", "description", "version", "cryptoki"],
    );
    let token = &document["token"];
    has(
        token,
        &[
            "serial",
            "slot",
            "label",
            "model",
            "manufacturer",
            "firmware",
            "free",
            "pin",
        ],
    );
    has(&token["free"], &["public", "private"]);
    has(&token["pin"], &["min", "max", "state"]);
    assert_eq!(token["pin"]["state"], "ok");
    // SoftHSM2 tells no memory: unknown, not zero.
    assert_eq!(token["free"]["public"], Value::Null);
    let identity = &document["identities"][0];
    has(
        identity,
        &[
            "certificate",
            "cka_id",
            "label",
            "private_key",
            "public_key",
        ],
    );
    has(
        &identity["certificate"],
        &[
            "sha256",
            "serial",
            "subject",
            "issuer",
            "not_before",
            "not_after",
            "standing",
        ],
    );
    has(
        &document["bundle"],
        &["sha256", "identities", "chain", "encryption", "findings"],
    );
    has(
        &document["plan"],
        &["digest", "order", "create", "remove", "keep"],
    );
    assert_eq!(document["plan"]["order"], "new-first");
    has(&document["plan"]["keep"][0], &["reason"]);
    has(
        &document["created"][0],
        &["class", "label", "cka_id", "sha256"],
    );
    has(
        &document["custody"],
        &["path", "sensitive", "extractable", "readable"],
    );
    assert_eq!(document["custody"]["path"], "wrapped");
    has(&document["proof"], &["mechanism", "digest", "verified"]);
    assert_eq!(document["identities"].as_array().unwrap().len(), 2);
    assert_eq!(document["after"].as_array().unwrap().len(), 2);
}

#[test]
fn a_failure_tells_stage_cause_effect_and_remedy() {
    let desk = Desk::usual();
    desk.write_secret("pin", "999999");
    let serial = serial(&desk);
    let run = run(&desk, ["wipe", "--json", "--confirm", &serial]).expect(7);
    let document = run.json();
    assert_eq!(document["outcome"], "failed");
    has(
        &document["failure"],
        &[
            "stage", "cause", "effect", "code", "function", "message", "remedy",
        ],
    );
    assert_eq!(document["failure"]["stage"], "login");
    assert!(!run.stderr.is_empty(), "people are told too");
}

#[test]
fn a_consent_that_nobody_gave_is_declined_and_no_failure_of_the_token() {
    let desk = Desk::usual();
    let document = run(&desk, ["wipe", "--json"]).expect(3).json();
    assert_eq!(document["outcome"], "declined");
    assert_eq!(document["failure"]["effect"], "untouched");
}

#[test]
fn a_list_without_a_token_is_an_answer() {
    let desk = Desk::empty();
    let document = run(&desk, ["list", "--json"]).expect(0).json();
    assert_eq!(document["outcome"], "done");
    assert_eq!(document["tokens"], Value::Array(Vec::new()));
    let run = run(&desk, ["list"]).expect(0);
    assert!(
        !run.stdout.trim().is_empty(),
        "people are told that there is none"
    );
}

#[test]
fn without_a_login_private_keys_and_orphans_are_unknown() {
    needs!("pkcs11-tool", "openssl");
    let desk = Desk::usual();
    reuse(&desk, &bundle::usual(&desk, &token::bought())).expect(0);
    let mut command = program(&desk);
    let shown = finish(command.args(["show", "--json"])).expect(0).json();
    let mut command = program(&desk);
    let listed = finish(command.args(["list", "--json"])).expect(0).json();
    for sight in [&shown, &listed["tokens"][0]] {
        assert_eq!(sight["orphans"], Value::Null, "{sight}");
        let identities = sight["identities"].as_array().unwrap();
        assert_eq!(identities.len(), 2);
        for identity in identities {
            assert_eq!(identity["private_key"], Value::Null);
        }
        assert_eq!(sight["chain"].as_array().unwrap().len(), 2);
    }
    let shown = run(&desk, ["show", "--json"]).expect(0).json();
    assert_eq!(shown["orphans"], Value::Array(Vec::new()));
    for identity in shown["identities"].as_array().unwrap() {
        assert_eq!(identity["private_key"], true);
    }
}

#[test]
fn an_inspection_is_fit_unfit_or_refused() {
    needs!("openssl");
    let desk = Desk::empty();
    let issuer = authority::issuer();
    let fit = bundle::usual(&desk, &token::bought());
    let document = run(&desk, on(&fit, "inspect", &["--json"]))
        .expect(0)
        .json();
    assert_eq!(document["outcome"], "ready");
    assert_eq!(document["token"], Value::Null);
    let key = keys::key(Kind::Rsa2048, 3);
    let old = bundle::usual(&desk, &issuer.issue("operator 0003", EXPIRED, &key));
    let document = run(&desk, on(&old, "inspect", &["--json"]))
        .expect(1)
        .json();
    assert_eq!(document["outcome"], "not-ready");
    let findings = document["bundle"]["findings"].as_array().unwrap();
    let failed: Vec<&str> = findings
        .iter()
        .filter(|finding| finding["status"] == "fail")
        .map(|finding| text(&finding["id"]))
        .collect();
    assert_eq!(failed, ["expired"]);
    desk.write_secret("new.p12.password", "another");
    let document = run(&desk, on(&old, "inspect", &["--json"]))
        .expect(8)
        .json();
    assert_eq!(document["bundle"], Value::Null);
}

#[test]
fn a_check_says_ready_after_wipe_then_ready() {
    needs!("openssl");
    let desk = Desk::usual();
    let bundle = bundle::usual(&desk, &token::bought());
    let document = run(&desk, on(&bundle, "check", &["--json"]))
        .expect(1)
        .json();
    assert_eq!(document["verdict"], "ready-after-wipe");
    for check in document["checks"].as_array().unwrap() {
        has(check, &["id", "status", "message"]);
        assert!(["pass", "warn", "fail"].contains(&text(&check["status"])));
    }
    wipe(&desk).expect(0);
    let document = run(&desk, on(&bundle, "check", &["--json"]))
        .expect(0)
        .json();
    assert_eq!(document["verdict"], "ready");
    assert_eq!(document["outcome"], "ready");
}

#[test]
fn a_wipe_with_nothing_to_do_asks_nobody() {
    needs!("pkcs11-tool");
    let desk = Desk::blank();
    desk.put(&token::valid(), "operator 0002", "02");
    let document = run(&desk, ["wipe", "--json"]).expect(0).json();
    assert_eq!(document["outcome"], "nothing-to-do");
    assert_eq!(document["proof"], Value::Null);
}

#[test]
fn jsonl_is_the_same_document_on_one_line() {
    let desk = Desk::usual();
    let run = run(&desk, ["show", "--output", "jsonl"]).expect(0);
    assert_eq!(run.stdout.lines().count(), 1);
    assert_eq!(run.json()["command"], "show");
}

#[test]
fn certificates_are_written_as_pem_that_openssl_reads() {
    needs!("openssl");
    let desk = Desk::usual();
    let document = run(&desk, ["show", "--json", "--pem", "certificates"])
        .expect(0)
        .json();
    let files = document["files"].as_array().unwrap();
    assert_eq!(files.len(), 2);
    for file in files {
        let mut command = desk.tool("openssl");
        command.args(["x509", "-noout", "-subject", "-in", text(file)]);
        assert!(crate::support::tools::run(&mut command).contains("operator"));
    }
}

#[test]
fn names_are_not_taken_for_what_they_contain() {
    needs!("openssl");
    let desk = Desk::blank();
    let hostile = "operator\u{1b}[2J\u{202e}0003";
    let identity = authority::issuer().issue(hostile, CURRENT, &keys::key(Kind::P256, 3));
    let bundle = bundle::usual(&desk, &identity);
    let serial = serial(&desk);
    let run = run(&desk, on(&bundle, "reuse", &["--confirm", &serial])).expect(0);
    for text in [&run.stdout, &run.stderr] {
        assert!(
            !text.contains('\u{1b}') && !text.contains('\u{202e}'),
            "{text:?}"
        );
    }
}
