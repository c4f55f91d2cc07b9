//! A batch with a person at the terminal: one question, PINs in turn, tokens asked for, a list at the end.

use std::time::Duration;

use expectrl::process::unix::WaitStatus;
use expectrl::session::OsSession;
use expectrl::{Eof, Expect, Session};

use crate::fixture::{Tray, owner};
use crate::support::authority::{self, CURRENT};
use crate::support::keys::{self, Kind};
use crate::support::token::PIN;
use crate::support::tools::needs;

struct Sitting {
    session: OsSession,
    screen: String,
}

impl Sitting {
    fn at(tray: &Tray, language: &str, more: &[&str]) -> Self {
        let mut command = tray.batch_at_a_terminal(&["--lang", language]);
        command.args(more);
        let mut session = Session::spawn(command).unwrap();
        session.set_expect_timeout(Some(Duration::from_secs(60)));
        Self {
            session,
            screen: String::new(),
        }
    }

    #[track_caller]
    fn sees(&mut self, text: &str) -> &mut Self {
        match self.session.expect(text) {
            Ok(found) => {
                self.screen += &String::from_utf8_lossy(found.before());
                self.screen += text;
            }
            Err(error) => panic!("{text:?}: {error}\n{}", self.screen),
        }
        self
    }

    fn types(&mut self, text: &str) -> &mut Self {
        self.session.send(text).unwrap();
        self
    }

    #[track_caller]
    fn ends(mut self, status: i32) -> String {
        let rest = self.session.expect(Eof).unwrap();
        self.screen += &String::from_utf8_lossy(rest.as_bytes());
        let ended = self.session.get_process().wait().unwrap();
        let WaitStatus::Exited(_, ended) = ended else {
            panic!("{ended:?}\n{}", self.screen);
        };
        assert_eq!(ended, status, "{}", self.screen);
        self.screen
    }
}

#[test]
fn one_question_pins_in_turn_and_the_next_token_is_asked_for() {
    needs!("softhsm2-util", "pkcs11-tool");
    for (language, hint, insert, take_out) in [
        ("en", "[y/N]", "Insert the token for", "take it out"),
        ("ja", "[y（はい）/N（いいえ）]", "トークンを挿入", "抜いて"),
    ] {
        let tray = Tray::of(2);
        tray.pull(&tray.serials[1]);
        let mut sitting = Sitting::at(&tray, language, &[]);
        sitting.sees(hint).types("y\r");
        sitting
            .sees(&tray.serials[0])
            .sees(": ")
            .types(&format!("{PIN}\r"));
        sitting
            .sees(take_out)
            .sees("\u{7}")
            .sees(insert)
            .sees(&owner(2));
        tray.pull(&tray.serials[0]);
        tray.insert(&tray.serials[1]);
        sitting
            .sees(&tray.serials[1])
            .sees(": ")
            .types(&format!("{PIN}\r"));
        let screen = sitting.ends(0);
        assert!(!screen.contains(PIN), "{screen}");
        tray.is_served(1);
        tray.is_served(2);
    }
}

#[test]
fn a_no_touches_nothing() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(1);
    let mut sitting = Sitting::at(&tray, "en", &["--pin-file", "pin"]);
    sitting.sees("[y/N]").types("\r");
    let _ = sitting.ends(3);
    tray.is_untouched(1);
}

#[test]
fn a_tie_is_asked_and_the_number_that_is_typed_decides() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(1);
    let twin = authority::issuer().issue(&owner(1), CURRENT, &keys::key(Kind::P256, 91));
    tray.write_bundle(&twin, "twin.p12");
    let mut sitting = Sitting::at(&tray, "en", &["--pin-file", "pin", "--wait", "1"]);
    sitting.sees("[y/N]").types("y\r");
    sitting.sees("twin.p12").sees("Number").types("7\r");
    sitting.sees("from 1 to 2").types("2\r");
    let screen = sitting.ends(1);
    assert!(
        screen.contains("0001.p12"),
        "the other one is pending: {screen}"
    );
    tray.is_served(1);
}

#[test]
fn ctrl_c_while_a_token_is_waited_for_ends_with_the_pending_list() {
    needs!("softhsm2-util", "pkcs11-tool");
    let tray = Tray::of(2);
    tray.pull(&tray.serials[1]);
    let mut sitting = Sitting::at(&tray, "en", &["--pin-file", "pin"]);
    sitting.sees("[y/N]").types("y\r");
    sitting
        .sees("Insert the token for")
        .sees(&owner(2))
        .types("\u{3}");
    let screen = sitting.ends(1);
    let list = screen.split("Pending").nth(1).expect("a pending list");
    assert!(
        list.contains(&owner(2)) && !list.contains(&owner(1)),
        "{screen}"
    );
    tray.is_served(1);
}
