//! The controlling terminal on Unix: `/dev/tty`, without echo and without signals from keys.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};

use rustix::termios::{
    LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr,
};
use zeroize::Zeroizing;

use super::Console;

/// The terminal while it is raw; dropped, it is as it was.
#[derive(Debug)]
pub(in crate::ui::terminal) struct RawConsole {
    terminal: File,
    before: Termios,
}

impl RawConsole {
    /// Opens the controlling terminal; what was typed ahead of the question is thrown away, since
    /// it cannot have been meant as its answer.
    pub(in crate::ui::terminal) fn open() -> io::Result<Self> {
        let terminal = OpenOptions::new().read(true).write(true).open("/dev/tty")?;
        let before = tcgetattr(&terminal)?;
        let mut raw = before.clone();
        // Ctrl-C arrives as a character: as a signal it would end the process with the echo off.
        raw.local_modes &=
            !(LocalModes::ECHO | LocalModes::ECHONL | LocalModes::ICANON | LocalModes::ISIG);
        raw.local_modes &= !LocalModes::IEXTEN;
        raw.special_codes[SpecialCodeIndex::VMIN] = 1;
        raw.special_codes[SpecialCodeIndex::VTIME] = 0;
        tcsetattr(&terminal, OptionalActions::Flush, &raw)?;
        Ok(Self { terminal, before })
    }

    /// Reads one byte; the terminal that was hung up is one that ended.
    fn byte(&mut self) -> io::Result<Option<u8>> {
        let mut byte = Zeroizing::new([0]);
        match self.terminal.read(byte.as_mut_slice()) {
            Ok(0) => Ok(None),
            Ok(_) => Ok(byte.first().copied()),
            Err(error) if error.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error()) => {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }
}

impl Console for RawConsole {
    fn next(&mut self) -> io::Result<Option<char>> {
        let Some(first) = self.byte()? else {
            return Ok(None);
        };
        let length: usize = match first {
            0x00..=0x7f => return Ok(Some(char::from(first))),
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            _ => return Err(ErrorKind::InvalidData.into()),
        };
        let mut encoded = Zeroizing::new([first, 0, 0, 0]);
        for place in encoded.iter_mut().take(length).skip(1) {
            let Some(next) = self.byte()? else {
                return Ok(None);
            };
            *place = next;
        }
        let text = std::str::from_utf8(encoded.get(..length).unwrap_or_default());
        text.map(|text| text.chars().next())
            .map_err(|_| ErrorKind::InvalidData.into())
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        self.terminal.write_all(text.as_bytes())
    }
}

impl Drop for RawConsole {
    fn drop(&mut self) {
        // Nothing more can be done if the terminal is gone.
        let _ = tcsetattr(&self.terminal, OptionalActions::Drain, &self.before);
    }
}
