//! No module, no token, more than one; a token that is not as it was planned for.

use super::refuses;
use std::path::Path;

use crate::support::authority::{self, CURRENT};
use crate::support::bundle::{self};
use crate::support::keys::{self, Kind};
use crate::support::program::{column, on, reuse, run, serial, serials, show, text};
use crate::support::token::{self, CERTIFICATE, Desk};
use crate::support::tools::needs;

#[test]
fn no_module() {
    let desk = Desk::usual();
    let nowhere = desk.path().join("nowhere.so");
    let failure = refuses(
        &desk,
        &["wipe", "--module", nowhere.to_str().unwrap()],
        9,
        |_| (),
    );
    assert_eq!(failure["cause"], "module-not-loadable");
}

#[test]
fn a_file_that_is_no_module() {
    let desk = Desk::usual();
    let text_file = desk.write("text.so", "not a library");
    let failure = refuses(
        &desk,
        &["wipe", "--module", text_file.to_str().unwrap()],
        9,
        |_| (),
    );
    assert_eq!(failure["cause"], "module-not-loadable");
    let library = [
        "/lib/x86_64-linux-gnu/libz.so.1",
        "/lib/x86_64-linux-gnu/libm.so.6",
        "/lib/aarch64-linux-gnu/libm.so.6",
    ];
    let library = library
        .iter()
        .find(|path| Path::new(path).exists())
        .unwrap();
    let failure = refuses(&desk, &["wipe", "--module", library], 9, |_| ());
    assert_eq!(failure["cause"], "not-a-module");
}

#[test]
fn no_token() {
    let desk = Desk::empty();
    let failure = refuses(&desk, &["wipe"], 9, |_| ());
    assert!(
        ["none-initialised", "no-token"].contains(&text(&failure["cause"])),
        "{failure}"
    );
}

#[test]
fn two_tokens_and_none_named() {
    let desk = Desk::usual();
    desk.add_token("desk-02");
    let failure = refuses(&desk, &["wipe"], 9, |_| ());
    assert_eq!(failure["cause"], "several-tokens");
}

#[test]
fn two_tokens_with_the_label_that_was_named() {
    let desk = Desk::usual();
    desk.add_token("desk-01");
    let failure = refuses(&desk, &["wipe", "--label", "desk-01"], 9, |_| ());
    assert_eq!(failure["cause"], "several-tokens");
    for serial in serials(&desk) {
        assert!(text(&failure["message"]).contains(&serial), "{failure}");
    }
}

#[test]
fn a_serial_number_that_is_not_there() {
    let desk = Desk::usual();
    let failure = refuses(&desk, &["wipe", "--serial", "0000000000000001"], 9, |_| ());
    assert_eq!(failure["cause"], "no-such-token");
    let failure = refuses(&desk, &["list", "--serial", "0000000000000001"], 9, |_| ());
    assert_eq!(failure["cause"], "no-such-token");
    // An empty slot is no token that could have been meant.
    assert!(!text(&failure["message"]).contains("\"\""), "{failure}");
}

#[test]
fn list_shows_the_token_that_is_named_alone() {
    let desk = Desk::usual();
    desk.add_token("desk-02");
    let all = run(&desk, ["list", "--json"]).expect(0).json();
    assert_eq!(all["tokens"].as_array().unwrap().len(), 2);
    let named = run(&desk, ["list", "--json", "--label", "desk-02"]);
    let named = named.expect(0).json();
    assert_eq!(column(&named["tokens"], "label"), ["desk-02"]);
}

#[test]
fn something_without_a_class_is_kept_and_in_nobodys_way() {
    needs!("pkcs11-tool", "openssl");
    let desk = Desk::usual();
    let store = std::fs::read_dir(desk.tokens()).unwrap().next().unwrap();
    let file = store
        .unwrap()
        .path()
        .join("00000000-0000-0000-0000-000000000001.object");
    // As much as SoftHSM2 has written when it is killed right at the beginning.
    std::fs::write(&file, [0; 8]).unwrap();
    std::fs::write(file.with_extension("lock"), "").unwrap();
    let shown = show(&desk);
    assert_eq!(shown["others"].as_array().unwrap().len(), 1, "{shown}");
    let bundle = bundle::usual(&desk, &token::bought());
    let done = reuse(&desk, &bundle).expect(0).json();
    let removed = column(&done["removed"], "class");
    assert_eq!(removed, ["certificate", "private-key"], "{done}");
    assert!(file.exists(), "what nothing is known of is kept");
}

#[test]
fn a_token_that_changed_since_the_dry_run() {
    needs!("pkcs11-tool", "openssl");
    let desk = Desk::usual();
    let bundle = bundle::usual(&desk, &token::bought());
    let planned = run(&desk, on(&bundle, "reuse", &["--json", "--dry-run"]))
        .expect(0)
        .json();
    let digest = text(&planned["plan"]["digest"]).to_owned();
    let other = authority::issuer().issue("operator 0009", CURRENT, &keys::key(Kind::P256, 9));
    desk.put_object(CERTIFICATE, &other.certificate, "operator 0009", "09");
    let failure = refuses(
        &desk,
        &on(&bundle, "reuse", &["--plan", &digest]),
        4,
        |_| (),
    );
    assert_eq!(failure["cause"], "other-plan");
}

#[test]
fn a_digest_that_is_none_or_names_nothing() {
    let desk = Desk::usual();
    let serial = serial(&desk);
    let arguments = ["remove", "--certificate", "abc", "--confirm", &serial];
    let failure = refuses(&desk, &arguments, 2, |_| ());
    assert_eq!(failure["cause"], "not-a-digest");
    let nothing = "0".repeat(64);
    let arguments = ["remove", "--certificate", &nothing, "--confirm", &serial];
    let failure = refuses(&desk, &arguments, 4, |_| ());
    assert_eq!(failure["cause"], "no-such-object");
}
