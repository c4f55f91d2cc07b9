//! The terminal itself, whatever standard input and output are connected to.

use std::io;

#[cfg(unix)]
#[path = "console/unix.rs"]
mod system;
#[cfg(windows)]
#[path = "console/windows.rs"]
mod system;

pub(super) use system::RawConsole;

/// Keys and screen while a question is open.
pub(super) trait Console {
    /// The next character typed; `None` when there will be no more.
    fn next(&mut self) -> io::Result<Option<char>>;

    /// Shows `text`.
    fn write(&mut self, text: &str) -> io::Result<()>;
}
