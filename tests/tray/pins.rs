//! PINs in a batch: a shared one is tried on one token first, and its refusal stops everything.

use serde_json::Value;

use crate::fixture::{Served, Tray};
use crate::support::program;
use crate::support::tools::{self, needs};

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
    let served = Served::of(program::finish(&mut command));
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

#[test]
fn a_token_with_a_pin_of_its_own_gets_it_from_the_file_that_the_list_names() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(2);
    let own = "87654321";
    let mut change = tray.desk.pkcs11_tool();
    change.args(["--token-label", "tray-2", "--change-pin", "--new-pin", own]);
    tools::run(&mut change);
    tray.desk.write_secret("second.pin", own);
    let list = format!(
        "トークンシリアル,ファイル名,PINファイル,氏名\n{},0001.p12,,\n{},0002.p12,second.pin,電力 花子\n",
        tray.serials[0].to_uppercase(),
        tray.serials[1]
    );
    tray.desk.write("list.csv", list);
    let list = ["--list", "list.csv"];
    let digest = tray.digest(&list);
    let mut command = tray.batch(&["--json", "--pin-file", "pin", "--plan", &digest]);
    let served = Served::of(program::finish(command.args(list))).expect(0);
    assert_eq!(served.exits().len(), 2);
    tray.is_served(1);
    tray.is_served(2);
    let runs = tray.history();
    let of = |serial: &str| runs.iter().find(|run| run["token"] == serial).unwrap();
    assert_eq!(of(&tray.serials[1])["person"], "電力 花子");
    assert_eq!(of(&tray.serials[0])["person"], Value::Null);
    assert_eq!(of(&tray.serials[0])["consent"], "plan");
    let mut report = program::program(&tray.desk);
    report.args(["report", "--html", "sheets.html"]);
    program::finish(&mut report).expect(0);
    let sheets = std::fs::read_to_string(tray.desk.path().join("sheets.html")).unwrap();
    assert!(sheets.contains("電力 花子"), "{sheets}");
}

#[test]
fn a_pin_file_that_cannot_be_had_is_told_before_the_first_token() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(2);
    let list = "ファイル名,PINファイル\n0001.p12,\n0002.p12,nowhere.pin\n";
    tray.desk.write("list.csv", list);
    let list = ["--list", "list.csv"];
    let mut checked = tray.batch(&["--dry-run", "--json"]);
    let checked = program::finish(checked.args(list)).expect(8).json();
    let flaws = checked["batch"]["flaws"].as_array().unwrap();
    assert!(flaws.iter().any(|flaw| flaw["id"] == "no-pin"), "{flaws:?}");
    let mut checked = tray.batch(&["--dry-run", "--json", "--pin-file", "nowhere.pin"]);
    let checked = program::finish(&mut checked).expect(2).json();
    assert_eq!(checked["failure"]["effect"], "untouched");
}

#[test]
fn a_desk_that_demands_a_witness_begins_nothing_dangerous_without_one() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(1);
    let digest = tray.digest(&["--old-first"]);
    let arguments = ["--json", "--pin-file", "pin", "--plan", &digest];
    let mut command = tray.batch(&arguments);
    command.args(["--old-first", "--require-witness", "named"]);
    let served = Served::of(program::finish(&mut command)).expect(3);
    assert_eq!(served.document["failure"]["cause"], "nobody-to-witness");
    assert_eq!(tray.calls("C_Login"), 0);
    tray.is_untouched(1);
}
