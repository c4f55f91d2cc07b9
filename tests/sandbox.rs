//! The short road for test suites: a token put into a state at an instant of the caller's choosing.
#![cfg(unix)]

#[path = "support/support.rs"]
mod support;

use std::fs;
use std::time::SystemTime;

use jiff::{SignedDuration, Timestamp};
use support::authority::{self, CURRENT};
use support::bundle;
use support::keys::{self, Kind};
use support::token::{self, Desk, PIN};
use support::tools::needs;
use tokendesk::clock::Now;
use tokendesk::sandbox::{Sandbox, SandboxError};
use tokendesk::secret::{BundlePassword, Pin, SecretText};
use tokendesk::token::TokenChoice;

fn open(now: Now) -> Result<Sandbox, SandboxError> {
    let pin = Pin::new(SecretText::new(PIN.to_owned()));
    Sandbox::open(&token::module(), &TokenChoice::default(), pin, now)
}

#[test]
fn a_sandbox_judges_by_the_instant_that_it_was_given() {
    needs!("openssl", "pkcs11-tool");
    let desk = Desk::blank();
    // SAFETY: the one test of this process; nothing else reads the environment at the same time.
    unsafe { std::env::set_var("SOFTHSM2_CONF", desk.configuration()) };
    let today = Timestamp::try_from(SystemTime::now()).unwrap();
    let in_three_years = Now::at(today + SignedDuration::from_hours(3 * 365 * 24));
    let password = BundlePassword::new(SecretText::new(bundle::PASSWORD.to_owned()));
    for kind in [Kind::Rsa2048, Kind::P256] {
        let identity = authority::issuer().issue("operator 0003", CURRENT, &keys::key(kind, 3));
        let bundle = fs::read(bundle::usual(&desk, &identity).path).unwrap();
        let applied = open(Now::at(today))
            .unwrap()
            .add(&bundle, &password)
            .unwrap();
        assert!(applied.proof.is_some());
        let none = open(Now::at(today)).unwrap().remove_expired().unwrap();
        assert!(none.removed.is_empty());
        // What is valid today has expired then, and the program would refuse to write it.
        let removed = open(in_three_years).unwrap().remove_expired().unwrap();
        assert_eq!(removed.removed.len(), 3);
        let expired = open(in_three_years)
            .unwrap()
            .add(&bundle, &password)
            .unwrap();
        assert_eq!(expired.created.len(), 3);
        open(in_three_years).unwrap().remove_expired().unwrap();
    }
    let wrong = BundlePassword::new(SecretText::new("wrong".to_owned()));
    let bundle = fs::read(desk.path().join("new.p12")).unwrap();
    let refused = open(Now::at(today)).unwrap().add(&bundle, &wrong);
    assert!(
        matches!(refused, Err(SandboxError::Bundle(_))),
        "{refused:?}"
    );
}
