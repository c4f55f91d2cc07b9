//! Bad input: an exit status, a message in both languages that says cause, effect and what to do, nothing changed.

mod by_bundle;
mod by_place;
mod by_secret_and_consent;
mod by_token;

use std::ffi::OsString;

use serde_json::Value;

use crate::support::program::{finish, program, text};
use crate::support::token::Desk;

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
