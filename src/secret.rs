//! Secrets as types that wipe themselves and cannot be printed, copied or compared by accident.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::protection::LockedBytes;

/// A buffer of secret bytes of fixed purpose, in pages of its own that are kept in memory and out of core
/// dumps where the system allows it. It never grows, so no reallocation leaves a copy behind.
///
/// `Debug` prints its length only. There is no `Clone`, `Display` or `Serialize`.
pub struct SecretBytes(Held);

enum Held {
    Pages(Box<LockedBytes>),
    /// Where the system gave no pages. Boxed, so that the other variant has no unused room: it would take along
    /// what lay on the stack before.
    Heap(Box<Zeroizing<Vec<u8>>>),
}

impl SecretBytes {
    /// Takes over `bytes`, which are wiped before they are given back.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self::copy_of(&Zeroizing::new(bytes))
    }

    /// Copies `bytes` into a buffer that wipes itself; the caller still owns the source.
    #[must_use]
    pub fn copy_of(bytes: &[u8]) -> Self {
        Self::joined(&[bytes])
    }

    /// Copies `parts`, one after the other; the caller still owns the sources.
    #[must_use]
    pub fn joined(parts: &[&[u8]]) -> Self {
        let length = parts.iter().map(|part| part.len()).sum();
        let mut all = Self::zeroed(length);
        let mut rest = all.expose_mut();
        for part in parts {
            // As long as all parts together: each has its place.
            let Some((place, after)) = rest.split_at_mut_checked(part.len()) else {
                break;
            };
            place.copy_from_slice(part);
            rest = after;
        }
        all
    }

    /// Takes `length` zero bytes, to be filled in place.
    #[must_use]
    pub fn zeroed(length: usize) -> Self {
        match LockedBytes::zeroed(length) {
            Ok(pages) => Self(Held::Pages(Box::new(pages))),
            Err(_) => Self(Held::Heap(Box::new(Zeroizing::new(vec![0; length])))),
        }
    }

    /// Shows the bytes to the few callers that must have them.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        match &self.0 {
            Held::Pages(pages) => pages.expose(),
            Held::Heap(bytes) => bytes,
        }
    }

    /// Shows the bytes to what writes them in place.
    #[must_use]
    pub fn expose_mut(&mut self) -> &mut [u8] {
        match &mut self.0 {
            Held::Pages(pages) => pages.expose_mut(),
            Held::Heap(bytes) => bytes,
        }
    }

    /// Keeps the first `length` bytes and wipes the rest; a longer length changes nothing.
    pub fn truncate(&mut self, length: usize) {
        match &mut self.0 {
            Held::Pages(pages) => pages.truncate(length),
            Held::Heap(bytes) => {
                if let Some(rest) = bytes.get_mut(length..) {
                    rest.zeroize();
                    bytes.truncate(length);
                }
            }
        }
    }
}

impl fmt::Debug for SecretBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretBytes({} bytes)", self.expose().len())
    }
}

/// Text that a person typed or a file held: a PIN or a bundle's password, UTF-8.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct SecretText(String);

impl SecretText {
    /// Takes over `text`.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// Shows the text to the few callers that must have it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretText")
    }
}

/// The user PIN of a token, UTF-8 bytes as the module gets them.
#[derive(Debug)]
pub struct Pin(SecretText);

impl Pin {
    /// Takes over the PIN's text.
    #[must_use]
    pub fn new(text: SecretText) -> Self {
        Self(text)
    }

    /// Shows the PIN's bytes to the file that logs in.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        self.0.expose().as_bytes()
    }
}

/// The password of a PKCS#12 file.
#[derive(Debug)]
pub struct BundlePassword(SecretText);

impl BundlePassword {
    /// Takes over the password's text.
    #[must_use]
    pub fn new(text: SecretText) -> Self {
        Self(text)
    }

    /// Shows the password to the reader of bundles.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_secret() {
        let pin = Pin::new(SecretText::new("135790".to_owned()));
        let key = SecretBytes::new(vec![0x41; 8]);
        let text = format!("{pin:?} {key:?}");
        assert!(!text.contains("135790") && !text.contains("65") && !text.contains("AAAA"));
    }

    #[test]
    fn joins_parts_without_a_gap() {
        let joined = SecretBytes::joined(&[b"ab", b"", b"cde"]);
        assert_eq!(joined.expose(), b"abcde");
    }

    #[test]
    fn keeps_the_beginning_when_it_is_cut() {
        let mut key = SecretBytes::copy_of(b"key and padding");
        key.truncate(3);
        assert_eq!(key.expose(), b"key");
    }

    #[test]
    fn takes_over_a_buffer_with_spare_room() {
        let mut bytes = Vec::with_capacity(64);
        bytes.extend_from_slice(b"abc");
        assert_eq!(SecretBytes::new(bytes).expose(), b"abc");
    }
}
