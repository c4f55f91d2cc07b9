//! This program's other processes. Ctrl-C at the terminal is for the one that leads alone: what a worker has begun,
//! it finishes.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

/// The process that looks for tokens through the module at `module`. What it tells is read, and it ends when its
/// standard input does.
pub fn watching(module: &Path) -> io::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("watch").arg("--module").arg(module);
    from_the_terminal(&mut command);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    Ok(command)
}

/// Starts the process in a group of its own, which the terminal's keys do not reach.
#[cfg(unix)]
pub fn from_the_terminal(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

/// Starts the process in a group of its own, which the console's keys do not reach.
#[cfg(windows)]
pub fn from_the_terminal(command: &mut Command) {
    use std::os::windows::process::CommandExt;
    /// CREATE_NEW_PROCESS_GROUP (process creation flags).
    const NEW_GROUP: u32 = 0x0000_0200;
    command.creation_flags(NEW_GROUP);
}
