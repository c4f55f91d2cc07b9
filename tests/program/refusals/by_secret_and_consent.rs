//! PINs, secret files, and consent that was not given.

use super::refuses;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::support::bundle::{self};
use crate::support::program::{finish, journal, on, program, run, serial, text};
use crate::support::token::{self, Desk};
use crate::support::tools::needs;

fn pin_state(desk: &Desk) -> String {
    let list = run(desk, ["list", "--json"]).expect(0).json();
    text(&list["tokens"][0]["pin"]["state"]).to_owned()
}

#[test]
fn a_wrong_pin_uses_one_try_and_says_so() {
    let desk = Desk::usual();
    desk.write_secret("pin", "999999");
    assert_eq!(pin_state(&desk), "ok");
    let serial = serial(&desk);
    let failure = refuses(&desk, &["wipe", "--confirm", &serial], 7, |_| ());
    assert_eq!(failure["code"], "CKR_PIN_INCORRECT");
    assert_eq!(failure["function"], "C_Login");
    assert_eq!(pin_state(&desk), "low");
    let said = format!("{} {}", text(&failure["message"]), text(&failure["remedy"]));
    assert!(said.contains("try"), "{said}");
    let journal = fs::read_to_string(journal(&desk)).unwrap();
    assert!(
        journal.contains("CKR_PIN_INCORRECT"),
        "a refused PIN is journalled"
    );
    assert!(!journal.contains("999999"));
}

#[test]
fn a_pin_outside_the_tokens_limits_uses_no_try() {
    for pin in ["12", &"1".repeat(300)] {
        let desk = Desk::usual();
        desk.write_secret("pin", pin);
        let serial = serial(&desk);
        let failure = refuses(&desk, &["wipe", "--confirm", &serial], 7, |_| ());
        assert_eq!(failure["cause"], "pin-length");
        assert_eq!(pin_state(&desk), "ok");
    }
}

#[test]
fn consent_for_another_serial() {
    let desk = Desk::usual();
    let failure = refuses(&desk, &["wipe", "--confirm", "0123456789ABCDEF"], 3, |_| ());
    assert_eq!(failure["cause"], "other-token");
}

#[test]
fn nobody_to_ask() {
    needs!("openssl");
    let desk = Desk::usual();
    let failure = refuses(&desk, &["wipe"], 3, |_| ());
    assert_eq!(failure["cause"], "nobody-to-ask");
    let bundle = bundle::usual(&desk, &token::bought());
    let failure = refuses(&desk, &on(&bundle, "reuse", &[]), 3, |_| ());
    assert_eq!(failure["cause"], "nobody-to-ask");
}

#[test]
fn nobody_to_ask_for_the_pin() {
    let desk = Desk::usual();
    let before = desk.contents();
    let mut command = program(&desk);
    command.args(["wipe", "--json", "--confirm", &serial(&desk)]);
    let document = finish(&mut command).expect(3).json();
    assert_eq!(document["failure"]["cause"], "secret-nobody");
    assert_eq!(desk.contents(), before);
}

#[test]
fn a_secret_file_that_others_may_read() {
    needs!("openssl");
    let desk = Desk::usual();
    let serial = serial(&desk);
    let bundle = bundle::usual(&desk, &token::bought());
    let open = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    open(&bundle.password, 0o644);
    let arguments = on(&bundle, "reuse", &["--confirm", &serial]);
    let failure = refuses(&desk, &arguments, 2, |_| ());
    assert_eq!(failure["cause"], "secret-file-open-to-others");
    open(&bundle.password, 0o600);
    for mode in [0o640, 0o604] {
        open(&desk.path().join("pin"), mode);
        let failure = refuses(&desk, &arguments, 2, |_| ());
        assert_eq!(failure["cause"], "secret-file-open-to-others");
    }
    assert_eq!(pin_state(&desk), "ok");
}

#[test]
fn a_command_line_with_a_secret_in_it() {
    let desk = Desk::usual();
    for arguments in [["wipe", "--pin", "246810"], ["wipe", "--password", "x"]] {
        let run = run(&desk, arguments).expect(2);
        assert!(run.stdout.is_empty(), "{run:?}");
    }
}
