//! A tray that is served: each token gets its own, several at once, one after another, twice the same.

use std::fs;

use crate::fixture::{Tray, ended, owner, signal};
use crate::support::program;
use crate::support::token::PIN;
use crate::support::tools::needs;

#[test]
fn each_token_gets_the_identity_of_its_owner() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(3);
    let served = tray.serve(&[]).expect(0);
    assert_eq!(served.document["outcome"], "done");
    assert!(served.pending().is_empty());
    for number in 1..=3 {
        tray.is_served(number);
    }
    assert_eq!(served.exits().len(), 3);
}

/// What lies in the folder before counts for the words on the screen as well.
#[test]
fn without_a_terminal_people_read_one_plain_line_a_token_and_the_list_of_what_is_left() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(2);
    tray.pull(&tray.serials[1]);
    let digest = tray.digest(&[]);
    for (language, heading) in [("en", "Pending"), ("ja", "未処理")] {
        let mut command = tray.batch(&["--pin-file", "pin", "--plan", &digest]);
        command.args(["--lang", language]);
        let run = program::finish(&mut command).expect(1);
        assert!(run.stdout.contains(heading), "{run:?}");
        assert!(run.stdout.contains(&owner(2)), "{run:?}");
        assert!(run.stdout.contains(&tray.serials[0]), "{run:?}");
        for text in [&run.stdout, &run.stderr] {
            assert!(
                !text.contains('\u{1b}') && !text.contains('\u{7}'),
                "{run:?}"
            );
            assert!(!text.contains(PIN), "{run:?}");
        }
    }
}

#[test]
fn a_token_that_comes_later_is_waited_for() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(2);
    tray.pull(&tray.serials[1]);
    let child = tray.begin(&["--wait", "30"]);
    tray.waits_until_finished(1);
    tray.pull(&tray.serials[0]);
    tray.insert(&tray.serials[1]);
    let served = ended(child).expect(0);
    assert_eq!(served.exits().len(), 2);
    assert!(!served.events_of("taken-out").is_empty());
    tray.is_served(1);
    tray.is_served(2);
}

#[test]
fn a_token_seen_twice_is_recognised_and_not_written_again() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(2);
    tray.pull(&tray.serials[1]);
    let child = tray.begin(&["--wait", "4"]);
    tray.waits_until_finished(1);
    tray.pull(&tray.serials[0]);
    std::thread::sleep(std::time::Duration::from_millis(1500));
    tray.insert(&tray.serials[0]);
    let served = ended(child).expect(1);
    assert_eq!(served.exits().len(), 1);
    let reasons = served.passed_over();
    assert_eq!(reasons[&tray.serials[0]], "token-finished");
    assert_eq!(served.pending(), [owner(2)]);
}

#[test]
fn every_token_is_worked_on_by_a_process_of_its_own() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(3);
    let _ = tray.serve(&["--jobs", "3"]).expect(0);
    let log = fs::read_to_string(tray.desk.path().join("calls")).unwrap();
    let mut writers: Vec<&str> = log
        .lines()
        .filter(|line| line.contains("fn=C_Login "))
        .filter_map(|line| line.split(' ').next())
        .collect();
    writers.sort_unstable();
    writers.dedup();
    assert_eq!(writers.len(), 3, "{writers:?}");
}

#[test]
fn no_secret_is_in_the_arguments_or_the_environment_of_a_worker() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(1);
    let child = tray.begin_under(
        "function = \"C_Sign\"\naction = \"stall\"\nmilliseconds = 1500\n",
        &[],
    );
    tray.waits_for("C_Login", 1);
    let mut seen = 0;
    for entry in fs::read_dir("/proc").unwrap().flatten() {
        let read = |name: &str| fs::read(entry.path().join(name)).unwrap_or_default();
        let arguments = String::from_utf8_lossy(&read("cmdline")).into_owned();
        if arguments.contains("--worker=") && arguments.contains(tray.desk.path().to_str().unwrap())
        {
            seen += 1;
            let environment = String::from_utf8_lossy(&read("environ")).into_owned();
            for secret in [PIN, crate::fixture::PASSWORD] {
                assert!(!arguments.contains(secret) && !environment.contains(secret));
            }
        }
    }
    assert_eq!(seen, 1, "the worker was looked at");
    let _ = ended(child).expect(0);
}

#[test]
fn its_hand_over_sheets_are_found_by_the_name_that_it_tells() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(2);
    let digest = tray.digest(&[]);
    let mut batch = tray.batch(&["--pin-file", "pin", "--plan", &digest]);
    let told = program::finish(&mut batch).expect(0).stdout;
    let words: Vec<&str> = told.split_whitespace().collect();
    let place = words.iter().position(|word| *word == "--batch").unwrap();
    let mut report = program::program(&tray.desk);
    report.args(["report", "--batch", words[place + 1], "--csv", "sheets.csv"]);
    let _ = program::finish(&mut report).expect(0);
    let csv = std::fs::read_to_string(tray.desk.path().join("sheets.csv")).unwrap();
    for serial in &tray.serials {
        assert!(csv.contains(serial.as_str()), "{serial}: {csv}");
    }
}

#[test]
fn a_token_that_lets_nobody_look_keeps_no_other_waiting() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(2);
    let child = tray.begin_under(
        &format!(
            "function = \"C_OpenSession\"\nserial = \"{}\"\naction = \"stall\"\nmilliseconds = 60000\n",
            tray.serials[0]
        ),
        &[],
    );
    tray.waits_until_finished(1);
    signal("-TERM", child.id());
    let served = ended(child).expect(1);
    assert_eq!(served.exits().len(), 1);
    assert_eq!(served.exits()[&tray.serials[1]], 0);
    tray.is_untouched(1);
    tray.is_served(2);
}

#[test]
fn only_the_tokens_that_the_options_name_are_touched() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(2);
    let served = tray.serve(&["--serial", &tray.serials[1]]).expect(1);
    assert_eq!(served.exits().len(), 1);
    tray.is_untouched(1);
    tray.is_served(2);
    tray.serve(&["--label", "nobody's"]).expect(9);
    tray.is_untouched(1);
}

#[test]
fn what_is_said_at_the_end_is_true() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(1);
    let digest = tray.digest(&[]);
    let served = |more: &[&str]| {
        let mut command = tray.batch(&["--pin-file", "pin", "--plan", &digest]);
        program::finish(command.args(more))
    };
    let nobody = served(&["--label", "nobody's"]).expect(9);
    assert!(nobody.stdout.contains("No token"), "{}", nobody.stdout);
    let all = served(&[]).expect(0);
    assert!(all.stdout.contains("Every token"), "{}", all.stdout);
    let nothing = served(&["--label", "nobody's"]).expect(0);
    assert!(
        nothing.stdout.contains("Nothing was left"),
        "{}",
        nothing.stdout
    );
    assert!(
        !nothing.stdout.contains("Every token"),
        "{}",
        nothing.stdout
    );
}
