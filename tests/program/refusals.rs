//! Bad input: an exit status, a message in both languages that says cause, effect and what to do, nothing changed.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use p12::PFX;
use serde_json::Value;

use crate::support::authority::{self, CURRENT, EXPIRED};
use crate::support::bundle::{self, Bundle, PASSWORD};
use crate::support::fault;
use crate::support::keys::{self, Kind};
use crate::support::program::{finish, journal, on, program, reuse, run, serial, serials, text};
use crate::support::token::{self, CERTIFICATE, Desk};
use crate::support::tools::{self, needs};

/// What a command says of its failure, in one language.
struct Told {
    message: String,
    remedy: String,
    failure: Value,
}

/// Runs a refusal in JSON and for people, in both languages: the status is always the same, people are told
/// what the document says, and the token is as it was.
#[track_caller]
fn refuses<S: Into<OsString> + Clone>(
    desk: &Desk,
    arguments: &[S],
    status: i32,
    prepare: impl Fn(&mut std::process::Command),
) -> Value {
    let before = desk.contents();
    let mut told = Vec::new();
    for language in ["en", "ja"] {
        let run = |more: &[&str]| {
            let mut command = program(desk);
            command.arg("--pin-file").arg(desk.path().join("pin"));
            command.args(arguments.iter().cloned().map(Into::into));
            command.args(["--lang", language]).args(more);
            prepare(&mut command);
            finish(&mut command).expect(status)
        };
        let failure = run(&["--json"]).json()["failure"].clone();
        let people = run(&[]);
        let message = text(&failure["message"]).to_owned();
        let remedy = text(&failure["remedy"]).to_owned();
        assert!(!message.is_empty() && !remedy.is_empty(), "{failure}");
        assert_eq!(people.stdout, "", "a failure is told on standard error");
        assert!(people.stderr.contains(&message), "{message}\n{people:?}");
        assert!(people.stderr.contains(&remedy), "{remedy}\n{people:?}");
        let effect = match language {
            "en" => "Nothing on it was changed",
            _ => "変更されていません",
        };
        assert!(people.stderr.contains(effect), "{people:?}");
        told.push(Told {
            message,
            remedy,
            failure,
        });
    }
    assert_eq!(desk.contents(), before, "the token is as it was");
    assert_ne!(told[0].message, told[1].message);
    assert_ne!(told[0].remedy, told[1].remedy);
    assert_eq!(told[0].failure["effect"], "untouched");
    assert_eq!(told[0].failure["cause"], told[1].failure["cause"]);
    told.swap_remove(0).failure
}

#[track_caller]
fn refuses_bundle(desk: &Desk, bundle: &Bundle, status: i32) -> Value {
    let serial = serial(desk);
    refuses(
        desk,
        &on(bundle, "reuse", &["--confirm", &serial]),
        status,
        |_| (),
    )
}

/// A file that is no bundle of this desk's making.
fn file(desk: &Desk, name: &str, bytes: &[u8]) -> Bundle {
    Bundle {
        path: desk.write(name, bytes),
        password: desk.write_secret("password", PASSWORD),
    }
}

fn pin_state(desk: &Desk) -> String {
    let list = run(desk, ["list", "--json"]).expect(0).json();
    text(&list["tokens"][0]["token"]["pin"]["state"]).to_owned()
}

#[test]
fn a_wrong_bundle_password() {
    needs!("openssl");
    let desk = Desk::usual();
    let bundle = bundle::usual(&desk, &token::bought());
    desk.write_secret("new.p12.password", "not this one");
    let failure = refuses_bundle(&desk, &bundle, 8);
    assert_eq!(failure["cause"], "wrong-password");
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
fn files_that_are_no_bundles() {
    needs!("openssl");
    let desk = Desk::usual();
    let whole = fs::read(bundle::usual(&desk, &token::bought()).path).unwrap();
    for length in [1, 20, whole.len() / 2, whole.len() - 1] {
        let _ = refuses_bundle(&desk, &file(&desk, "cut.p12", &whole[..length]), 8);
    }
    let failure = refuses_bundle(&desk, &file(&desk, "empty.p12", b""), 8);
    assert_eq!(failure["cause"], "bundle-empty");
    let garbage: Vec<u8> = (0..5_000_u32).map(|it| (it * 7 % 251) as u8).collect();
    let _ = refuses_bundle(&desk, &file(&desk, "garbage.p12", &garbage), 8);
    let failure = refuses_bundle(&desk, &file(&desk, "large.p12", &vec![0x30; 50_000_000]), 8);
    assert_eq!(failure["cause"], "bundle-too-large");
}

#[test]
fn a_bundle_that_is_not_there() {
    let desk = Desk::usual();
    let bundle = Bundle {
        path: desk.path().join("nowhere.p12"),
        password: desk.write_secret("password", PASSWORD),
    };
    let failure = refuses_bundle(&desk, &bundle, 8);
    assert_eq!(failure["cause"], "bundle-unreadable");
}

#[test]
fn a_key_and_a_certificate_that_differ() {
    let desk = Desk::usual();
    let (one, other) = (token::bought(), token::valid());
    let bundle = PFX::new(&one.certificate, &other.key, None, PASSWORD, "mixed").unwrap();
    let failure = refuses_bundle(&desk, &file(&desk, "mixed.p12", &bundle.to_der()), 8);
    assert_eq!(failure["cause"], "key-mismatch");
}

#[test]
fn a_bundle_without_a_key() {
    needs!("openssl");
    let desk = Desk::usual();
    let bundle = bundle::without_key(&desk, &token::bought());
    let failure = refuses_bundle(&desk, &bundle, 8);
    assert_eq!(failure["cause"], "no-key");
}

#[test]
fn several_identities_and_none_chosen() {
    needs!("openssl", "keytool");
    let desk = Desk::usual();
    let issuer = authority::issuer();
    let one = issuer.issue("operator 0003", CURRENT, &keys::key(Kind::Rsa2048, 3));
    let other = issuer.issue("operator 0004", CURRENT, &keys::key(Kind::Rsa2048, 4));
    let bundle = bundle::keytool_of_two(&desk, &one, &other);
    let failure = refuses_bundle(&desk, &bundle, 8);
    assert_eq!(failure["cause"], "several-identities");
    let message = text(&failure["message"]);
    assert!(
        message.contains("operator 0003") && message.contains("operator 0004"),
        "{message}"
    );
    // Choosing one of them is the way on.
    let serial = serial(&desk);
    let chosen = ["--json", "--confirm", &serial, "--subject", "operator 0004"];
    let document = run(&desk, on(&bundle, "reuse", &chosen)).expect(0).json();
    let subject = text(&document["after"][1]["certificate"]["subject"]);
    assert!(subject.contains("operator 0004"), "{document}");
}

#[test]
fn an_expired_leaf() {
    needs!("openssl");
    let desk = Desk::usual();
    let old = authority::issuer().issue("operator 0003", EXPIRED, &keys::key(Kind::Rsa2048, 3));
    let failure = refuses_bundle(&desk, &bundle::usual(&desk, &old), 8);
    assert_eq!(failure["cause"], "unfit");
}

#[test]
fn a_key_larger_than_the_token_takes() {
    needs!("openssl");
    let desk = Desk::usual();
    let large = authority::issuer().issue("operator 0003", CURRENT, &keys::key(Kind::Rsa4096, 3));
    let bundle = bundle::usual(&desk, &large);
    // The disguise of the training module takes RSA keys up to 2048 bits, as the real token does, and shows
    // the serial number in capitals.
    let serial = serial(&desk).to_uppercase();
    let arguments = on(&bundle, "reuse", &["--confirm", &serial]);
    let failure = refuses(&desk, &arguments, 8, |command| {
        command
            .env("TOKENDESK_MODULE", fault::module())
            .env("EPASS2003_MODULE", token::module())
            .env("EPASS2003_PROFILE", "epass2003");
    });
    assert_eq!(failure["cause"], "key-not-taken");
    let message = text(&failure["message"]);
    assert!(
        message.contains("RSA 4096") && message.contains("2048"),
        "{message}"
    );
}

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
}

#[test]
fn a_journal_that_cannot_be_written() {
    let desk = Desk::usual();
    let serial = serial(&desk);
    let obstacle = desk.write("obstacle", "a file where a folder should be");
    for journal in [
        obstacle.join("journal.jsonl"),
        desk.tokens(),
        "/dev/full".into(),
        "/proc/journal".into(),
    ] {
        let journal = journal.to_str().unwrap();
        let arguments = ["wipe", "--confirm", &serial, "--journal", journal];
        let failure = refuses(&desk, &arguments, 10, |_| ());
        assert_eq!(failure["stage"], "journal");
    }
}

#[test]
fn a_journal_that_is_something_else() {
    let desk = Desk::usual();
    let serial = serial(&desk);
    let letter = desk.write("letter", "Dear Sir or Madam,\n");
    let arguments = [
        "wipe",
        "--confirm",
        &serial,
        "--journal",
        letter.to_str().unwrap(),
    ];
    let _ = refuses(&desk, &arguments, 10, |_| ());
    assert_eq!(fs::read(&letter).unwrap(), b"Dear Sir or Madam,\n");
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

#[test]
fn a_clock_before_this_program_was_built() {
    let Some(library) = faketime() else { return };
    let desk = Desk::usual();
    let serial = serial(&desk);
    for (date, cause) in [
        ("@2020-01-01 00:00:00", "clock-before-build"),
        ("@2055-01-01 00:00:00", "clock-far-after-build"),
    ] {
        let failure = refuses(&desk, &["wipe", "--confirm", &serial], 4, |command| {
            command.env("LD_PRELOAD", library).env("FAKETIME", date);
        });
        assert_eq!(failure["cause"], cause);
    }
}

#[test]
fn a_clock_before_the_journals_last_line() {
    let Some(library) = faketime() else { return };
    let desk = Desk::usual();
    let serial = serial(&desk);
    let mut ahead = program(&desk);
    ahead.args(["wipe", "--pin-file", "pin", "--dry-run"]);
    ahead.env("LD_PRELOAD", library).env("FAKETIME", "+400d");
    finish(&mut ahead).expect(0);
    let failure = refuses(&desk, &["wipe", "--confirm", &serial], 4, |_| ());
    assert_eq!(failure["cause"], "clock-before-journal");
}

/// The library that shows a program another time.
fn faketime() -> Option<&'static str> {
    let places = [
        "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
        "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1",
        "/usr/local/lib/faketime/libfaketime.so.1",
    ];
    let found = places.into_iter().find(|place| Path::new(place).exists());
    if found.is_none() {
        assert!(
            !tools::are_here(&[places[0]]),
            "unreachable where it is required"
        );
    }
    found
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
fn the_same_bundle_again_is_proved_again() {
    needs!("openssl");
    let desk = Desk::usual();
    let bundle = bundle::usual(&desk, &token::bought());
    let first = reuse(&desk, &bundle).expect(0).json();
    let once = desk.contents();
    let second = reuse(&desk, &bundle).expect(0).json();
    assert_eq!(second["outcome"], "nothing-to-do");
    assert_eq!(second["proof"]["verified"], true);
    assert_ne!(second["proof"]["challenge"], first["proof"]["challenge"]);
    assert_eq!(desk.contents(), once);
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
