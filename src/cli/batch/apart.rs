//! Ctrl-C at the terminal is for the process that leads alone: what a worker has begun, it finishes.

use std::process::Command;

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
