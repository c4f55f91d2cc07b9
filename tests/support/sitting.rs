//! Somebody sitting at the program at a real terminal, and what the screen showed so far.

use std::process::Command;
use std::time::Duration;

use expectrl::process::unix::WaitStatus;
use expectrl::session::OsSession;
use expectrl::{Eof, Expect, Session};

pub struct Sitting {
    pub session: OsSession,
    pub screen: String,
}

impl Sitting {
    pub fn at(command: Command) -> Self {
        let mut session = Session::spawn(command).unwrap();
        session.set_expect_timeout(Some(Duration::from_secs(60)));
        Self {
            session,
            screen: String::new(),
        }
    }

    /// Waits for a text on the screen.
    #[track_caller]
    pub fn sees(&mut self, text: &str) -> &mut Self {
        match self.session.expect(text) {
            Ok(found) => {
                self.screen += &String::from_utf8_lossy(found.before());
                self.screen += text;
            }
            Err(error) => panic!("{text:?}: {error}\n{}", self.screen),
        }
        self
    }

    pub fn types(&mut self, text: &str) -> &mut Self {
        self.session.send(text).unwrap();
        self
    }

    /// The program's end: its exit status and the whole screen.
    #[track_caller]
    pub fn ends(mut self, status: i32) -> String {
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
