//! PINs in a batch: a shared one is tried on one token first, and its refusal stops everything.

use crate::fixture::Tray;
use crate::support::tools::needs;

#[test]
fn a_shared_pin_that_is_refused_stops_everything_and_costs_one_try_in_all() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(4);
    tray.desk.write_secret("pin", "99999999");
    let served = tray.serve(&["--jobs", "4"]).expect(7);
    assert_eq!(tray.calls("C_Login"), 1);
    assert_eq!(served.exits().len(), 1);
    assert_eq!(served.document["tray"]["stopped"], "shared-pin-refused");
    assert_eq!(served.pending().len(), 4);
    let line = &served.document["tray"]["lines"][0];
    assert_eq!(line["failure"]["code"], "CKR_PIN_INCORRECT");
    for number in 1..=4 {
        tray.is_untouched(number);
    }
}

#[test]
fn the_first_login_of_a_shared_pin_goes_alone() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(4);
    let served = tray.serve(&["--jobs", "4"]).expect(0);
    let mut assigned_before_the_first_login = 0;
    for event in &served.events {
        if event["step"] == "logged-in" {
            break;
        }
        if event["event"] == "assigned" {
            assigned_before_the_first_login += 1;
        }
    }
    assert_eq!(assigned_before_the_first_login, 1);
}

#[test]
fn without_a_pin_and_without_a_terminal_every_token_says_so_and_none_is_touched() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(2);
    let digest = tray.digest(&[]);
    let mut command = tray.batch(&["--json", "--plan", &digest]);
    let served = crate::fixture::Served::of(crate::support::program::finish(&mut command));
    let served = served.expect(3);
    assert_eq!(served.exits().into_values().collect::<Vec<_>>(), [3, 3]);
    assert_eq!(tray.calls("C_Login"), 0);
}

#[test]
fn a_shared_pin_file_that_others_may_read_is_refused_before_any_token() {
    use std::os::unix::fs::PermissionsExt;
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(1);
    let pin = tray.desk.path().join("pin");
    std::fs::set_permissions(pin, std::fs::Permissions::from_mode(0o644)).unwrap();
    let served = tray.serve(&[]).expect(2);
    assert_eq!(served.document["failure"]["effect"], "untouched");
    assert_eq!(tray.calls("C_Login"), 0);
}
