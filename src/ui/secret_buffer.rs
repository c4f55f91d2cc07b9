//! A buffer that a secret is read into: of fixed size, so that no growth leaves a copy behind.

use std::io::{self, ErrorKind, Read};

use zeroize::{Zeroize, Zeroizing};

use crate::secret::SecretText;

/// The most bytes a PIN or password may have; more is a mistaken file.
pub(super) const LIMIT: usize = 4096;

/// Bytes of a secret under way, wiped when dropped.
pub(super) struct SecretBuffer {
    /// One byte more than the limit, to tell a full buffer from too long a secret.
    bytes: Zeroizing<Vec<u8>>,
    length: usize,
}

/// Why bytes are not one secret text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotASecret {
    /// There are more bytes than the limit.
    TooLong,
    /// The bytes are no UTF-8.
    NotUtf8,
    /// There is a line break inside.
    SeveralLines,
}

impl SecretBuffer {
    pub(super) fn new() -> Self {
        Self {
            bytes: Zeroizing::new(vec![0; LIMIT.saturating_add(1)]),
            length: 0,
        }
    }

    /// Reads `source` to its end, or until there is more than the limit.
    pub(super) fn read_from(&mut self, source: &mut impl Read) -> io::Result<()> {
        while let Some(room) = self.bytes.get_mut(self.length..)
            && !room.is_empty()
        {
            match source.read(room) {
                Ok(0) => return Ok(()),
                Ok(count) => self.length = self.length.saturating_add(count),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Adds a character; past the limit only the length grows, and the end refuses.
    pub(super) fn push(&mut self, c: char) {
        let mut encoded = Zeroizing::new([0; 4]);
        let encoded = c.encode_utf8(encoded.as_mut_slice()).as_bytes();
        let end = self.length.saturating_add(encoded.len());
        match self.bytes.get_mut(self.length..end) {
            Some(room) => {
                room.copy_from_slice(encoded);
                self.length = end;
            }
            None => self.length = self.bytes.len(),
        }
    }

    /// Takes the last character off.
    pub(super) fn pop(&mut self) -> Option<char> {
        let last = self.text().ok()?.chars().next_back()?;
        self.length = self.length.saturating_sub(last.len_utf8());
        Some(last)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// What is held, as text.
    pub(super) fn text(&self) -> Result<&str, NotASecret> {
        let held = self.bytes.get(..self.length).unwrap_or_default();
        if held.len() > LIMIT {
            return Err(NotASecret::TooLong);
        }
        std::str::from_utf8(held).map_err(|_| NotASecret::NotUtf8)
    }

    /// The one line that a file, a descriptor or a command gave: one line break at its end and the
    /// byte order mark that Windows editors write at its start are not part of the secret.
    pub(super) fn into_line(self) -> Result<SecretText, NotASecret> {
        let text = self.text()?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let line = text.strip_suffix('\n').unwrap_or(text);
        let line = match line.strip_suffix('\r') {
            Some(before) if line.len() < text.len() => before,
            _ => line,
        };
        if line.contains(['\n', '\r']) {
            return Err(NotASecret::SeveralLines);
        }
        Ok(SecretText::new(line.to_owned()))
    }

    /// What a person typed.
    pub(super) fn into_typed(self) -> Result<SecretText, NotASecret> {
        Ok(SecretText::new(self.text()?.to_owned()))
    }

    /// Forgets what is held.
    pub(super) fn clear(&mut self) {
        self.bytes.as_mut_slice().zeroize();
        self.length = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(bytes: &[u8]) -> Result<String, NotASecret> {
        let mut buffer = SecretBuffer::new();
        buffer.read_from(&mut &bytes[..]).unwrap();
        Ok(buffer.into_line()?.expose().to_owned())
    }

    #[test]
    fn strips_one_line_break_and_nothing_else() {
        let table: [(&[u8], &str); 6] = [
            (b"1357", "1357"),
            (b"1357\n", "1357"),
            (b"1357\r\n", "1357"),
            (b" 13 57 \n", " 13 57 "),
            (b"", ""),
            ("\u{feff}1357\r\n".as_bytes(), "1357"),
        ];
        for (bytes, expected) in table {
            assert_eq!(line(bytes).as_deref(), Ok(expected), "{bytes:?}");
        }
    }

    #[test]
    fn refuses_a_second_line_rather_than_guess() {
        for bytes in [&b"1357\n\n"[..], b"1357\n2468", b"1357\r", b"a\rb\n"] {
            assert_eq!(line(bytes), Err(NotASecret::SeveralLines), "{bytes:?}");
        }
    }

    #[test]
    fn takes_the_limit_and_not_a_byte_more() {
        assert!(line(&[b'x'; LIMIT]).is_ok());
        assert_eq!(line(&[b'x'; LIMIT + 1]), Err(NotASecret::TooLong));
        assert_eq!(line(&[b'x'; LIMIT * 3]), Err(NotASecret::TooLong));
    }

    #[test]
    fn refuses_bytes_that_are_no_text() {
        assert_eq!(line(b"\xff\xfe1\x00"), Err(NotASecret::NotUtf8));
    }

    #[test]
    fn takes_back_a_whole_character() {
        let mut buffer = SecretBuffer::new();
        "aはb".chars().for_each(|c| buffer.push(c));
        assert_eq!((buffer.pop(), buffer.pop()), (Some('b'), Some('は')));
        assert_eq!(buffer.text(), Ok("a"));
        buffer.clear();
        assert!(buffer.is_empty() && buffer.pop().is_none());
    }

    #[test]
    fn too_many_typed_characters_are_refused_at_the_end() {
        let mut buffer = SecretBuffer::new();
        (0..LIMIT + 9).for_each(|_| buffer.push('x'));
        assert_eq!(buffer.into_typed().err(), Some(NotASecret::TooLong));
    }
}
