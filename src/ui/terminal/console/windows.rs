//! The console on Windows: `CONIN$` and `CONOUT$`, without echo and without acting on keys.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::windows::io::AsRawHandle;

use windows_sys::Win32::System::Console::{
    CONSOLE_MODE, FlushConsoleInputBuffer, GetConsoleMode, ReadConsoleW, SetConsoleMode,
    WriteConsoleW,
};

use super::Console;

/// The console while it is raw; dropped, it is as it was.
#[derive(Debug)]
pub(in crate::ui::terminal) struct RawConsole {
    input: File,
    output: File,
    before: CONSOLE_MODE,
}

impl RawConsole {
    /// Opens the console; what was typed ahead of the question is thrown away, since it cannot
    /// have been meant as its answer.
    pub(in crate::ui::terminal) fn open() -> io::Result<Self> {
        let open = |name| OpenOptions::new().read(true).write(true).open(name);
        let (input, output) = (open("CONIN$")?, open("CONOUT$")?);
        let mut before = 0;
        // SAFETY: the handle is open for as long as `input` lives; the mode is written to `before`.
        check(unsafe { GetConsoleMode(input.as_raw_handle(), &raw mut before) })?;
        // SAFETY: the handle is open. No mode at all: no lines, no echo, no Ctrl-C of the system's.
        check(unsafe { SetConsoleMode(input.as_raw_handle(), 0) })?;
        let console = Self {
            input,
            output,
            before,
        };
        // SAFETY: the handle is open.
        check(unsafe { FlushConsoleInputBuffer(console.input.as_raw_handle()) })?;
        Ok(console)
    }

    /// Reads one unit of UTF-16; `None` at the end.
    fn unit(&mut self) -> io::Result<Option<u16>> {
        let (mut unit, mut count) = (0_u16, 0_u32);
        // SAFETY: the handle is open; room for one unit is passed and one is asked for.
        check(unsafe {
            ReadConsoleW(
                self.input.as_raw_handle(),
                (&raw mut unit).cast(),
                1,
                &raw mut count,
                std::ptr::null(),
            )
        })?;
        Ok((count == 1).then_some(unit))
    }
}

impl Console for RawConsole {
    fn next(&mut self) -> io::Result<Option<char>> {
        let Some(first) = self.unit()? else {
            return Ok(None);
        };
        let mut units = vec![first];
        if (0xd800..0xdc00).contains(&first) {
            units.extend(self.unit()?);
        }
        let decoded = char::decode_utf16(units).next().transpose();
        decoded.map_err(|_| io::ErrorKind::InvalidData.into())
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        let units: Vec<u16> = text.encode_utf16().collect();
        let length = u32::try_from(units.len()).map_err(|_| io::ErrorKind::InvalidInput)?;
        let mut written = 0;
        // SAFETY: the handle is open; `length` units are passed.
        check(unsafe {
            WriteConsoleW(
                self.output.as_raw_handle(),
                units.as_ptr(),
                length,
                &raw mut written,
                std::ptr::null(),
            )
        })
    }
}

impl Drop for RawConsole {
    fn drop(&mut self) {
        // SAFETY: the handle is open. Nothing more can be done if the console is gone.
        unsafe { SetConsoleMode(self.input.as_raw_handle(), self.before) };
    }
}

fn check(succeeded: i32) -> io::Result<()> {
    match succeeded {
        0 => Err(io::Error::last_os_error()),
        _ => Ok(()),
    }
}
