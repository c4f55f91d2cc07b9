//! Somebody at a terminal: types the commands of a block, answers what is asked, reads the screen.

use std::io::{Read, Write};
use std::num::NonZero;
use std::process::Command;
use std::time::{Duration, Instant};

use expectrl::Session;

use super::scene::Scene;

/// What the manual's readers have in place of the training module.
const VENDORS_MODULE: &str = "/usr/lib/libcastle.so.1.0.0";

/// What they have in place of the scene's folder.
const HOME: &str = "/home/desk";

const ROWS: NonZero<u16> = NonZero::new(300).unwrap();
const COLUMNS: NonZero<u16> = NonZero::new(100).unwrap();

/// What the screen shows in the end, commands included.
pub fn perform(scene: &Scene, commands: &[String], locale: &str) -> String {
    let mut session = Session::spawn(shell(scene, commands, locale)).unwrap();
    session
        .get_process_mut()
        .set_window_size(COLUMNS.get(), ROWS.get())
        .unwrap();
    session.write_all(b"\n").unwrap();
    let mut screen = vt100::Parser::new(ROWS, COLUMNS, 0);
    let mut unanswered = String::new();
    let started = Instant::now();
    let mut bytes = [0; 4096];
    loop {
        assert!(started.elapsed() < Duration::from_secs(60), "{unanswered}");
        match session.read(&mut bytes) {
            Ok(0) | Err(_) => break,
            Ok(count) => {
                screen.process(&bytes[..count]);
                unanswered.push_str(&String::from_utf8_lossy(&bytes[..count]));
            }
        }
        if let Some(answer) = answer(scene, &unanswered) {
            unanswered.clear();
            // A person needs a moment; the program drops what was typed before it asked.
            std::thread::sleep(Duration::from_millis(150));
            session.write_all(answer.as_bytes()).unwrap();
            session.write_all(b"\r").unwrap();
        }
    }
    let module = scene.module().display().to_string();
    let folder = scene.path().display().to_string();
    let shown = screen.screen().contents();
    let shown = shown
        .replace(&module, VENDORS_MODULE)
        .replace(&folder, HOME);
    let lines: Vec<&str> = shown.lines().map(str::trim_end).collect();
    lines.join("\n").trim().to_owned()
}

/// A shell that shows each command behind a prompt and runs it, once the terminal has its size.
fn shell(scene: &Scene, commands: &[String], locale: &str) -> Command {
    let mut script = String::from("read -r _; code=0\n");
    for command in commands {
        let quoted = command.replace('\'', "'\\''");
        script.push_str(&format!(
            "printf '$ %s\\n' '{quoted}'; (exit $code); {command}\ncode=$?\n"
        ));
    }
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_tokendesk"));
    let path = format!("{}:/usr/bin:/bin", program.parent().unwrap().display());
    let folder = scene.path();
    let mut shell = Command::new("/bin/sh");
    shell
        .args(["-c", &script])
        .current_dir(folder)
        .env_clear()
        .env("PATH", path)
        .env("HOME", folder)
        .env("TERM", "xterm")
        .env("NO_COLOR", "1")
        .env("TZ", "Asia/Tokyo")
        .env("LC_ALL", locale)
        .env("SOFTHSM2_CONF", folder.join("softhsm2.conf"))
        .env("EPASS2003_STATE", folder.join("state"))
        .env("TOKENDESK_MODULE", scene.module())
        .env("TOKENDESK_JOURNAL", folder.join("journal.jsonl"))
        .envs(scene.variables.iter().map(|(name, value)| (name, value)));
    shell
}

/// What is typed at the question that the screen ends with, if it ends with one.
fn answer(scene: &Scene, screen: &str) -> Option<String> {
    let question = screen.rsplit('\n').next()?;
    let open = question.trim_end_matches(['\u{1b}']).ends_with(": ");
    let typed = if question.contains("[y") && question.trim_end().ends_with(']') {
        scene.typed_answer
    } else if open && (question.contains("SO PIN") || question.contains("PUK")) {
        "87654321"
    } else if open && (question.contains("New PIN") || question.contains("新しい PIN")) {
        "24681357"
    } else if open && question.contains("PIN") {
        scene.typed_pin
    } else if open {
        scene.typed_password
    } else {
        return None;
    };
    Some(typed.to_owned())
}
