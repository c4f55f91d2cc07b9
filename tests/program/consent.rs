//! Consent without a terminal: a serial number for whatever the plan says, a digest for exactly this plan.

use serde_json::Value;

use crate::support::authority::{self, CURRENT};
use crate::support::bundle::{self, Bundle};
use crate::support::keys::{self, Kind};
use crate::support::program::{journal, on, run, serial, text};
use crate::support::token::{self, Desk};
use crate::support::tools::needs;

fn planned(desk: &Desk, bundle: &Bundle, more: &[&str]) -> Value {
    let mut options = vec!["--json", "--dry-run"];
    options.extend(more);
    run(desk, on(bundle, "reuse", &options)).expect(0).json()
}

fn digest(desk: &Desk, bundle: &Bundle, more: &[&str]) -> String {
    text(&planned(desk, bundle, more)["plan"]["digest"]).to_owned()
}

#[test]
fn a_dry_run_changes_nothing_and_its_digest_is_the_one_that_plan_takes() {
    needs!("openssl");
    let desk = Desk::usual();
    let bundle = bundle::usual(&desk, &token::bought());
    let before = desk.contents();
    let document = planned(&desk, &bundle, &[]);
    assert_eq!(document["outcome"], "planned");
    assert_eq!(document["created"], Value::Array(Vec::new()));
    assert!(document.get("after").is_none(), "nothing was changed");
    assert_eq!(desk.contents(), before);
    let digest = text(&document["plan"]["digest"]).to_owned();
    for spelling in [digest.to_uppercase(), digest] {
        let desk = desk.copy();
        let done = run(
            &desk,
            on(&bundle, "reuse", &["--json", "--plan", &spelling]),
        );
        let done = done.expect(0).json();
        assert_eq!(done["outcome"], "done");
        assert_eq!(done["plan"]["create"], document["plan"]["create"]);
        assert_eq!(done["plan"]["remove"], document["plan"]["remove"]);
    }
}

#[test]
fn a_digest_is_the_same_whenever_it_is_asked_for() {
    needs!("openssl");
    let desk = Desk::usual();
    let bundle = bundle::usual(&desk, &token::bought());
    let first = digest(&desk, &bundle, &[]);
    assert_eq!(digest(&desk, &bundle, &[]), first);
    assert_eq!(digest(&desk, &bundle, &["--lang", "ja"]), first);
    let other_password = Bundle {
        password: desk.write_secret("again", bundle::PASSWORD),
        ..bundle
    };
    assert_eq!(digest(&desk, &other_password, &[]), first);
}

#[test]
fn a_digest_knows_neither_labels_nor_handles() {
    needs!("openssl", "pkcs11-tool");
    let one = Desk::blank();
    one.put(&token::expired(), "one name", "01");
    one.put(&token::valid(), "another name", "02");
    let other = Desk::blank();
    // The other way round: other handles.
    other.put(&token::valid(), "名前", "02");
    other.put(&token::expired(), "一つ", "01");
    let bundle = bundle::usual(&one, &token::bought());
    assert_eq!(digest(&one, &bundle, &[]), digest(&other, &bundle, &[]));
}

#[test]
fn a_digest_knows_the_options_the_bundle_and_what_is_on_the_token() {
    needs!("openssl", "pkcs11-tool");
    let desk = Desk::usual();
    let bundle = bundle::usual(&desk, &token::bought());
    let mut digests = vec![
        digest(&desk, &bundle, &[]),
        digest(&desk, &bundle, &["--no-root"]),
        digest(&desk, &bundle, &["--old-first"]),
        digest(&desk, &bundle, &["--expired-for", "2"]),
    ];
    let issuer = authority::issuer();
    let other = issuer.issue("operator 0003", CURRENT, &keys::key(Kind::Rsa2048, 3));
    let other = bundle::openssl(
        &desk,
        &other,
        bundle::Recipe {
            file: "other.p12",
            ..bundle::Recipe::default()
        },
    );
    digests.push(digest(&desk, &other, &[]));
    let more = issuer.issue("operator 0009", CURRENT, &keys::key(Kind::P256, 9));
    desk.put(&more, "operator 0009", "09");
    digests.push(digest(&desk, &bundle, &[]));
    let all = digests.len();
    digests.sort();
    digests.dedup();
    assert_eq!(digests.len(), all);
}

#[test]
fn a_dry_run_refuses_what_the_run_itself_would() {
    let desk = Desk::usual();
    let arguments = [
        "wipe",
        "--json",
        "--dry-run",
        "--confirm",
        "0123456789ABCDEF",
    ];
    run(&desk, arguments).expect(3);
    let nonsense = "0".repeat(64);
    run(&desk, ["wipe", "--json", "--dry-run", "--plan", &nonsense]).expect(4);
}

#[test]
fn old_first_removes_before_it_writes() {
    needs!("openssl");
    let desk = Desk::usual();
    let bundle = bundle::usual(&desk, &token::bought());
    let serial = serial(&desk);
    let options = ["--json", "--old-first", "--confirm", &serial];
    let document = run(&desk, on(&bundle, "reuse", &options)).expect(0).json();
    assert_eq!(document["plan"]["order"], "old-first");
    let journal = std::fs::read_to_string(journal(&desk)).unwrap();
    let first = |word: &str| {
        journal
            .find(word)
            .unwrap_or_else(|| panic!("{word} in {journal}"))
    };
    assert!(first("\"destroy\"") < first("\"create\""), "{journal}");
}

#[test]
fn the_journal_has_each_change_before_it_is_made_and_no_secret() {
    needs!("openssl");
    let desk = Desk::usual();
    let bundle = bundle::usual(&desk, &token::bought());
    let serial = serial(&desk);
    run(&desk, on(&bundle, "reuse", &["--confirm", &serial])).expect(0);
    let journal = std::fs::read_to_string(journal(&desk)).unwrap();
    for secret in [token::PIN, bundle::PASSWORD] {
        assert!(!journal.contains(secret), "{journal}");
    }
    for line in journal.lines() {
        let line: Value = serde_json::from_str(line).expect("one JSON object a line");
        assert!(line.is_object());
    }
    assert!(journal.contains(&serial));
}

#[test]
fn no_root_leaves_the_root_out() {
    needs!("openssl");
    let desk = Desk::usual();
    let bundle = bundle::usual(&desk, &token::bought());
    let serial = serial(&desk);
    let options = ["--json", "--no-root", "--confirm", &serial];
    let document = run(&desk, on(&bundle, "reuse", &options)).expect(0).json();
    let created = document["created"].as_array().unwrap();
    let labels: Vec<&str> = created.iter().map(|it| text(&it["label"])).collect();
    let wanted = [
        "operator 0003",
        "operator 0003",
        "Example Issuing CA",
        "operator 0003",
    ];
    assert_eq!(labels, wanted, "private key, public key, chain, leaf last");
}

#[test]
fn a_label_that_is_taken_gets_the_month_of_its_end() {
    needs!("openssl", "pkcs11-tool");
    let desk = Desk::blank();
    desk.put(&token::valid(), "operator 0003", "02");
    let bundle = bundle::usual(&desk, &token::bought());
    let serial = serial(&desk);
    let document = run(
        &desk,
        on(&bundle, "reuse", &["--json", "--confirm", &serial]),
    );
    let document = document.expect(0).json();
    let leaf = document["bundle"]["identities"][0]["certificate"].clone();
    let month = &text(&leaf["not_after"])[..7];
    let created = document["created"].as_array().unwrap();
    assert_eq!(text(&created[0]["label"]), format!("operator 0003 {month}"));
}
