//! Questions and secrets at a real terminal: a pseudo-terminal with somebody typing.
#![cfg(unix)]

use std::fs::{self, File};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use expectrl::session::OsSession;
use expectrl::{Eof, Expect, Session};
use rustix::termios::{LocalModes, tcgetattr};
use tokendesk::ui::terminal::{Chatter, Manners};
use tokendesk::ui::{Catalogue, ColourChoice, Language, NoAnswer, Terminal, Ui};

const ROLE: &str = "TOKENDESK_TEST_ROLE";

/// What the tests below run in a process of its own, which has the terminal as its own.
#[test]
#[ignore = "the program that the other tests type at"]
fn the_program_that_asks() {
    let role = std::env::var(ROLE).unwrap();
    let (language, role) = role.split_once(' ').unwrap();
    let catalogue = Catalogue::new(language.parse::<Language>().unwrap());
    let manners = Manners {
        chatter: if role == "quiet" {
            Chatter::Quiet
        } else {
            Chatter::Normal
        },
        colour: ColourChoice::Auto,
        ..Manners::default()
    };
    let ui = Terminal::new(&catalogue, &manners);
    let before = local_modes();
    let outcome = match role {
        "confirm" => format!("{:?}", ui.confirm("Remove the expired identity of A1B2?")),
        "secret" => match ui.ask_secret("PIN of A1B2") {
            Ok(secret) => format!("{} bytes {:?}", secret.expose().len(), digits(&secret)),
            Err(refused) => match refused {
                NoAnswer::NobodyToAsk => "NobodyToAsk".to_owned(),
                NoAnswer::Interrupted => "Interrupted".to_owned(),
                NoAnswer::EndOfInput => "EndOfInput".to_owned(),
                NoAnswer::TooLong { .. } => "TooLong".to_owned(),
                NoAnswer::Terminal { source } => source.to_string(),
            },
        },
        "step" | "quiet" => {
            let step = ui.start("writing the private key");
            thread::sleep(Duration::from_millis(400));
            step.say("writing the certificate");
            ui.notice("a notice");
            ui.warn("a warning\u{1b}[2J");
            thread::sleep(Duration::from_millis(400));
            step.finish();
            "shown".to_owned()
        }
        other => panic!("{other}"),
    };
    println!("outcome={outcome} restored={}.", local_modes() == before);
}

/// The sum of the digits: tells that the right ones arrived without showing them.
fn digits(secret: &tokendesk::secret::SecretText) -> u32 {
    secret.expose().chars().filter_map(|c| c.to_digit(10)).sum()
}

fn local_modes() -> Option<LocalModes> {
    let terminal = File::open("/dev/tty").ok()?;
    Some(tcgetattr(terminal).ok()?.local_modes)
}

/// Runs the program under a shell that takes standard input, and where told so the other two,
/// away from the terminal.
fn program(role: &str, redirections: &str) -> Command {
    let script =
        format!("exec \"$0\" the_program_that_asks --exact --ignored --nocapture {redirections}");
    let mut shell = Command::new("/bin/sh");
    shell
        .args(["-c", &script])
        .arg(std::env::current_exe().unwrap());
    shell.env(ROLE, role).env_remove("NO_COLOR");
    shell
}

fn start(role: &str) -> OsSession {
    let mut session = Session::spawn(program(role, "</dev/null")).unwrap();
    session.set_expect_timeout(Some(Duration::from_secs(20)));
    session
}

/// Waits for the prompt, types, and gives back everything that was on the screen after it.
fn answer(role: &str, prompt: &str, typed: &str) -> String {
    let mut session = start(role);
    session.expect(prompt).unwrap();
    session.send(typed).unwrap();
    rest(&mut session)
}

fn rest(session: &mut OsSession) -> String {
    let found = session.expect(Eof).unwrap();
    String::from_utf8_lossy(found.as_bytes()).into_owned()
}

#[test]
fn a_secret_is_not_shown_while_it_is_typed() {
    let screen = answer("en secret", "PIN of A1B2: ", "13579\x7f8\r");
    assert!(
        screen.contains("outcome=5 bytes 24 restored=true."),
        "{screen}"
    );
    for shown in ["1357", "13578", "*", "•"] {
        assert!(!screen.contains(shown), "{screen}");
    }
}

#[test]
fn ctrl_c_at_a_secret_is_no_answer_and_restores_the_terminal() {
    let screen = answer("en secret", "PIN of A1B2: ", "135\x03");
    assert!(
        screen.contains("outcome=Interrupted restored=true."),
        "{screen}"
    );
}

#[test]
fn the_end_of_input_at_a_secret_is_no_answer() {
    let screen = answer("ja secret", "PIN of A1B2: ", "\x04");
    assert!(
        screen.contains("outcome=EndOfInput restored=true."),
        "{screen}"
    );
}

#[test]
fn a_yes_in_english_and_in_japanese_is_a_yes() {
    let answers = [
        ("en confirm", "[y/N] ", "yes\r"),
        ("en confirm", "[y/N] ", "Y\r"),
        ("ja confirm", "[y（はい）/N（いいえ）] ", "はい\r"),
        ("ja confirm", "[y（はい）/N（いいえ）] ", "y\r"),
    ];
    for (role, hint, typed) in answers {
        let screen = answer(role, hint, typed);
        assert!(
            screen.contains("outcome=Yes restored=true."),
            "{typed}: {screen}"
        );
        assert!(
            screen.contains(typed.trim()),
            "a question shows what is typed: {screen}"
        );
    }
}

#[test]
fn the_enter_key_alone_and_a_no_are_a_no() {
    for typed in ["\r", "no\r", "いいえ\r", "n\r"] {
        let screen = answer("ja confirm", "N（いいえ）] ", typed);
        assert!(
            screen.contains("outcome=No restored=true."),
            "{typed}: {screen}"
        );
    }
}

#[test]
fn ctrl_c_at_a_question_is_a_no_and_the_end_of_input_is_nobody() {
    for (typed, outcome) in [("\x03", "No"), ("ye\x03", "No"), ("\x04", "Nobody")] {
        let screen = answer("en confirm", "[y/N] ", typed);
        assert!(
            screen.contains(&format!("outcome={outcome} restored=true.")),
            "{typed:?}: {screen}"
        );
    }
}

#[test]
fn an_unclear_answer_is_asked_again_and_then_counts_as_no() {
    let mut session = start("en confirm");
    session.expect("A1B2? [y/N] ").unwrap();
    session.send("maybe\r").unwrap();
    for _ in 0..2 {
        session.expect("Please answer yes or no. [y/N] ").unwrap();
        session.send("sure\r").unwrap();
    }
    let screen = rest(&mut session);
    assert!(screen.contains("outcome=No restored=true."), "{screen}");
}

#[test]
fn what_is_typed_before_the_question_is_no_answer_to_it() {
    let mut session = start("en confirm");
    session.send("yes\r").unwrap();
    session.expect("A1B2? [y/N] ").unwrap();
    session.send("\x04").unwrap();
    let screen = rest(&mut session);
    assert!(screen.contains("outcome=Nobody"), "{screen}");
}

#[test]
fn a_terminal_that_hangs_up_ends_the_question() {
    let mut session = start("en confirm");
    session.expect("[y/N] ").unwrap();
    let process = session.get_process().pid();
    drop(session);
    let waits = || fs::metadata(format!("/proc/{process}")).is_ok();
    let deadline = Instant::now() + Duration::from_secs(5);
    while waits() && Instant::now() < deadline {
        thread::sleep(Duration::from_millis(20));
    }
    assert!(!waits(), "the program waits at a terminal that is gone");
}

#[test]
fn without_a_terminal_nobody_is_asked() {
    for (role, outcome) in [("en confirm", "Nobody"), ("en secret", "NobodyToAsk")] {
        let mut detached = Command::new("setsid");
        let shell = program(role, "");
        detached
            .arg("--wait")
            .arg(shell.get_program())
            .args(shell.get_args());
        detached.env(ROLE, role).stdin(Stdio::null());
        let output = detached.output().unwrap();
        let shown = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(shown.contains(&format!("outcome={outcome} ")), "{shown}");
    }
}

#[test]
fn steps_are_drawn_on_a_terminal_and_leave_no_trace_of_control() {
    let screen = rest(&mut start("en step"));
    assert!(screen.contains("writing the private key"), "{screen}");
    assert!(screen.contains("writing the certificate"), "{screen}");
    assert!(screen.contains("a notice"), "{screen}");
    assert!(
        screen.contains(r"warning: ") && screen.contains(r"a warning\u{1b}[2J"),
        "{screen}"
    );
}

#[test]
fn quiet_leaves_warnings_only() {
    let screen = rest(&mut start("ja quiet"));
    assert!(screen.contains("警告："), "{screen}");
    assert!(
        !screen.contains("writing") && !screen.contains("a notice"),
        "{screen}"
    );
}

#[test]
fn steps_never_reach_a_pipe() {
    let output = program("en step", "").output().unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    let told: Vec<_> = errors.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(told, ["a notice", r"warning: a warning\u{1b}[2J"]);
}
