//! Other people's programs: looked for once, run in a clean environment, loud when they fail.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Returns from the test when a program is missing, saying so; fails where everything must be there.
macro_rules! needs {
    ($($program:expr),+ $(,)?) => {
        if !$crate::support::tools::are_here(&[$($program),+]) {
            return;
        }
    };
}

pub(crate) use needs;

/// Whether every one of `programs` is installed.
pub fn are_here(programs: &[&str]) -> bool {
    let missing: Vec<_> = programs
        .iter()
        .filter(|program| find(program).is_none())
        .collect();
    if missing.is_empty() {
        return true;
    }
    assert!(
        env::var_os("TOKENDESK_TESTS_REQUIRE_TOOLS").is_none(),
        "{missing:?} must be installed here"
    );
    println!("skipped: {missing:?} is not installed");
    false
}

/// Where a program is: a path, or a name that is looked for in PATH.
pub fn find(program: &str) -> Option<PathBuf> {
    if program.contains('/') {
        return Some(PathBuf::from(program)).filter(|path| path.exists());
    }
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

/// A program with nothing in its environment but what every program needs.
pub fn command(program: impl AsRef<Path>) -> Command {
    let mut command = Command::new(program.as_ref());
    command.env_clear();
    command.env("PATH", env::var_os("PATH").unwrap_or_default());
    command.env("LC_ALL", "C.UTF-8").env("TZ", "UTC");
    command
}

/// Runs a program that must succeed; returns what it printed.
pub fn run(command: &mut Command) -> String {
    let output = command
        .output()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}\n{}", both(&output));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Everything a program printed.
pub fn both(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}
