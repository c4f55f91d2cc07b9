//! Stopped at any point and started again: finished tokens are recognised, the rest is done.

use std::process::Stdio;

use crate::fixture::{Tray, ended, signal, until};
use crate::support::program;
use crate::support::tools::needs;

#[test]
fn after_a_whole_batch_the_same_command_finds_everything_finished() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(2);
    let _ = tray.serve(&[]).expect(0);
    let logins = tray.calls("C_Login");
    let again = tray.serve(&[]).expect(0);
    assert_eq!(again.document["outcome"], "nothing-to-do");
    for serial in &tray.serials {
        assert_eq!(again.passed_over()[serial], "token-finished");
    }
    assert_eq!(tray.calls("C_Login"), logins, "no PIN is needed to see it");
}

#[test]
fn killed_in_the_middle_and_started_again_it_does_the_rest() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(4);
    let mut command = tray.serving_under(
        "function = \"C_Sign\"\naction = \"stall\"\nmilliseconds = 400\n",
        &["--jobs", "1"],
    );
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    tray.waits_until_finished(1);
    until("the next one is begun", || tray.calls("C_Login") >= 2);
    signal("-KILL", child.id());
    let _ = child.wait();
    // The worker that was at it outlives its parent and finishes its token.
    let again = tray.serve(&[]).expect(0);
    assert!(again.pending().is_empty(), "{again}");
    for number in 1..=4 {
        tray.is_served(number);
    }
    let recognised = again.passed_over();
    assert!(
        recognised.values().any(|reason| reason == "token-finished"),
        "{again}"
    );
}

#[test]
fn a_worker_killed_while_writing_leaves_what_the_next_run_makes_whole() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(2);
    let mut command = tray.serving_under(
        &format!(
            "function = \"C_CreateObject\"\ncall = 2\nserial = \"{}\"\naction = \"exit\"\n",
            tray.serials[0]
        ),
        &["--custody", "direct"],
    );
    let served = crate::fixture::Served::of(program::finish(&mut command)).expect(6);
    assert_eq!(served.exits()[&tray.serials[0]], 6);
    tray.is_served(2);
    let again = tray.serve(&[]).expect(0);
    assert_eq!(again.exits()[&tray.serials[0]], 0);
    tray.is_served(1);
}

#[test]
fn a_wish_to_stop_lets_the_running_ones_finish_and_shows_what_is_pending() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(3);
    let child = tray.begin_under(
        "function = \"C_Sign\"\naction = \"stall\"\nmilliseconds = 1500\n",
        &["--jobs", "1"],
    );
    tray.waits_for("C_Login", 1);
    signal("-TERM", child.id());
    let served = ended(child).expect(1);
    assert_eq!(served.document["tray"]["stopped"], "batch-interrupted");
    assert_eq!(served.exits().into_values().collect::<Vec<_>>(), [0]);
    assert_eq!(served.pending().len(), 2);
}
