//! What is told of bundles: each finding by `inspect` and by `check`, each refusal with its own reason.

use serde_json::Value;

use crate::support::bundle::Bundle;
use crate::support::program::{Run, on, run, text};
use crate::support::token::Desk;

/// A file of the corpus with a password.
fn corpus(desk: &Desk, name: &str, password: &str) -> Bundle {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/bundle/");
    Bundle {
        path: format!("{folder}{name}.p12").into(),
        password: desk.write_secret("corpus.password", password),
    }
}

fn tell(desk: &Desk, bundle: &Bundle, command: &str, language: &str) -> Run {
    run(desk, on(bundle, command, &["--lang", language]))
}

fn ids(list: &Value) -> Vec<&str> {
    let list = list.as_array().unwrap();
    list.iter().map(|it| text(&it["id"])).collect()
}

#[test]
fn inspect_and_check_tell_each_finding() {
    let desk = Desk::usual();
    for (name, id) in [
        ("openssl-expired", "expired"),
        ("openssl-not-yet-valid", "not-yet-valid"),
        ("openssl-encipher-only", "no-digital-signature"),
        ("openssl-server-only", "no-client-authentication"),
        ("openssl-rsa-1024", "weak-key"),
        ("openssl-sha1-signature", "weak-hash"),
        ("openssl-no-chain", "no-chain"),
        ("openssl-no-root", "incomplete-chain"),
        ("openssl-expired-ca", "chain-expired"),
        ("openssl-ca-as-leaf", "leaf-is-ca"),
        ("openssl-ed25519", "unsupported-key"),
        ("openssl-rsa-pss", "unsupported-key"),
        ("chain-sha3", "unverified-signature"),
        ("openssl-foreign-certificate", "foreign-certificate"),
        ("bag-crl", "revocation-lists"),
        ("bag-secrets", "secrets"),
        ("openssl-no-mac", "no-mac"),
        ("armour-pem", "armoured"),
        ("trailing-newline", "trailing-padding"),
    ] {
        let bundle = corpus(&desk, name, "password");
        let inspected = run(&desk, on(&bundle, "inspect", &["--json"])).json();
        let found = ids(&inspected["bundle"]["findings"]);
        assert!(found.contains(&id), "{name}: {found:?}");
        let checked = run(&desk, on(&bundle, "check", &["--json"])).json();
        let told = tell(&desk, &bundle, "check", "en").stdout;
        let findings = checked["bundle"]["findings"].as_array().unwrap();
        let finding = findings.iter().find(|it| it["id"] == id);
        let message = text(&finding.unwrap_or_else(|| panic!("{name}"))["message"]);
        assert!(told.contains(message), "{name}: {message}\n{told}");
    }
}

#[test]
fn every_command_names_the_form_of_the_password_that_opened_the_file() {
    let desk = Desk::usual();
    for (name, typed, english, japanese) in [
        ("password-made-full-width", "abc123", "full-width", "全角"),
        (
            "password-made-half-width",
            "ａｂｃ１２３",
            "half-width",
            "半角",
        ),
        (
            "password-cp932",
            "更新用パスワード",
            "Shift_JIS",
            "Shift_JIS",
        ),
    ] {
        let bundle = corpus(&desk, name, typed);
        for (language, hint) in [("en", english), ("ja", japanese)] {
            for command in ["inspect", "check"] {
                let told = tell(&desk, &bundle, command, language);
                assert!(told.stdout.contains(hint), "{name}, {command}: {told:?}");
            }
            let planned = run(
                &desk,
                on(&bundle, "reuse", &["--dry-run", "--lang", language]),
            );
            assert!(planned.stdout.contains(hint), "{name}: {planned:?}");
        }
    }
}

#[test]
fn each_refusal_has_a_reason_of_its_own_and_ends_with_8() {
    let desk = Desk::usual();
    let mut told = Vec::new();
    for (name, password, cause) in [
        ("not-web-page", "password", "not-pkcs12"),
        ("not-empty-file", "password", "bundle-empty"),
        ("cut-in-half", "password", "bundle-damaged"),
        ("openssl-default", "another", "wrong-password"),
        ("openssl-no-mac", "another", "wrong-password"),
        ("flipped-in-mac", "password", "bundle-content-damaged"),
        ("needs-aes-256-gcm", "password", "needs-algorithm"),
        ("openssl-ed448", "password", "needs-algorithm"),
        ("hostile-iterations", "password", "too-costly"),
        ("scrypt-64-mib", "password", "too-costly"),
        ("no-key", "password", "no-key"),
        ("no-certificate", "password", "no-certificate"),
        ("key-mismatch", "password", "key-mismatch"),
        ("two-identities", "password", "several-identities"),
        ("openssl-ed25519", "password", "unfit"),
        ("openssl-rsa-pss", "password", "unfit"),
    ] {
        let bundle = corpus(&desk, name, password);
        let refused = run(&desk, on(&bundle, "reuse", &["--json"]))
            .expect(8)
            .json();
        let failure = &refused["failure"];
        assert_eq!(failure["cause"], cause, "{name}: {failure}");
        assert_eq!(failure["effect"], "untouched");
        for message in [&failure["message"], &failure["remedy"]] {
            assert!(!text(message).is_empty(), "{name}");
        }
        told.push(text(&failure["message"]).to_owned());
    }
    let all = told.len();
    told.sort();
    told.dedup();
    assert_eq!(told.len(), all, "{told:#?}");
}

#[test]
fn several_identities_are_listed_and_one_is_chosen_by_digest_or_by_name() {
    let desk = Desk::usual();
    let bundle = corpus(&desk, "subject-holds-the-other", "password");
    let inspected = run(&desk, on(&bundle, "inspect", &["--json"])).expect(0);
    let document = inspected.json();
    let identities = document["bundle"]["identities"].as_array().unwrap();
    let leaves: Vec<&str> = identities
        .iter()
        .map(|identity| text(&identity["certificate"]["sha256"]))
        .collect();
    let refused = tell(&desk, &bundle, "import", "en").expect(8);
    for leaf in &leaves {
        assert!(refused.stderr.contains(leaf), "{refused:?}");
    }
    for (option, value) in [("--leaf", leaves[0]), ("--subject", "端末 1")] {
        let planned = run(
            &desk,
            on(&bundle, "import", &["--dry-run", "--json", option, value]),
        );
        let document = planned.expect(0).json();
        let created = document["plan"]["create"].as_array().unwrap();
        let leaf = created.last().unwrap();
        assert_eq!(leaf["sha256"], leaves[0], "{option}: {leaf}");
    }
}
