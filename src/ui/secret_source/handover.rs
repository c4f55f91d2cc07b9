//! Secrets handed from one process of this program to another through an anonymous pipe.
//!
//! Each is framed by its length, so that an empty secret, an absent one and a pipe that broke are three things.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};

use zeroize::Zeroizing;

use super::system;
use crate::secret::SecretText;
use crate::ui::secret_buffer::LIMIT;

/// The length that stands for a secret that is not handed over.
const ABSENT: u32 = u32::MAX;

/// Writes one secret, or that there is none: its length, four bytes big-endian, and its UTF-8 bytes, from where
/// they lie.
///
/// # Errors
/// What the pipe answers; `InvalidInput` for a secret longer than any PIN or password.
pub fn give(pipe: &mut impl Write, secret: Option<&str>) -> io::Result<()> {
    let Some(secret) = secret else {
        return pipe.write_all(&ABSENT.to_be_bytes());
    };
    if secret.len() > LIMIT {
        return Err(ErrorKind::InvalidInput.into());
    }
    let length = u32::try_from(secret.len()).map_err(|_| ErrorKind::InvalidInput)?;
    pipe.write_all(&length.to_be_bytes())?;
    pipe.write_all(secret.as_bytes())
}

/// Reads what [`give`] wrote.
///
/// # Errors
/// What the pipe answers, `UnexpectedEof` when it ends early, `InvalidData` for what is no secret.
pub fn take(pipe: &mut impl Read) -> io::Result<Option<SecretText>> {
    let mut length = [0; 4];
    pipe.read_exact(&mut length)?;
    let length = u32::from_be_bytes(length);
    if length == ABSENT {
        return Ok(None);
    }
    let length = usize::try_from(length).map_err(|_| ErrorKind::InvalidData)?;
    if length > LIMIT {
        return Err(ErrorKind::InvalidData.into());
    }
    let mut bytes = Zeroizing::new(vec![0; length]);
    pipe.read_exact(&mut bytes)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| ErrorKind::InvalidData)?;
    Ok(Some(SecretText::new(text.to_owned())))
}

/// Standard input without the buffer that the standard library puts before it and never wipes.
///
/// # Errors
/// What the system answers when there is none.
pub fn standard_input() -> io::Result<File> {
    system::standard_input()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(bytes: &[u8]) -> io::Result<Option<String>> {
        let secret = take(&mut &bytes[..])?;
        Ok(secret.map(|secret| secret.expose().to_owned()))
    }

    #[test]
    fn an_empty_secret_is_not_an_absent_one() {
        for secret in [None, Some(""), Some("1357"), Some("パス\nワード")] {
            let mut pipe = Vec::new();
            give(&mut pipe, secret).unwrap();
            assert_eq!(taken(&pipe).unwrap().as_deref(), secret);
        }
    }

    #[test]
    fn a_pipe_that_broke_hands_over_nothing() {
        let mut pipe = Vec::new();
        give(&mut pipe, Some("1357")).unwrap();
        for end in 0..pipe.len() {
            let error = taken(&pipe[..end]).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::UnexpectedEof, "{end}");
        }
    }

    #[test]
    fn what_is_no_secret_is_refused() {
        let long = "x".repeat(LIMIT + 1);
        assert!(give(&mut Vec::new(), Some(&long)).is_err());
        let lengths: [&[u8]; 2] = [&[0, 0, 0x20, 0, b'x'], &[0, 0, 0, 1, 0xff]];
        for bytes in lengths {
            assert_eq!(taken(bytes).unwrap_err().kind(), ErrorKind::InvalidData);
        }
    }
}
