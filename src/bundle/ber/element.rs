//! One element and what its content can be read as.

use std::fmt;

use super::{BerError, Budget, Form, OCTET_STRING, Reader, Tag};
use crate::secret::SecretBytes;

/// One element: its tag and its content, without the marker that ends an indefinite length.
///
/// `Debug` shows no content, which may be a key.
#[derive(Clone, Copy)]
pub struct Element<'a> {
    pub(super) tag: Tag,
    pub(super) form: Form,
    pub(super) content: &'a [u8],
    pub(super) at: usize,
    pub(super) content_at: usize,
    pub(super) depth: u32,
    pub(super) budget: &'a Budget,
}

/// Bytes of an element: where it was written in one piece they are borrowed, else joined and wiped on drop.
pub enum Octets<'a> {
    /// The element's own content.
    Borrowed(&'a [u8]),
    /// The pieces put together.
    Joined(SecretBytes),
}

impl AsRef<[u8]> for Octets<'_> {
    fn as_ref(&self) -> &[u8] {
        match self {
            Self::Borrowed(bytes) => bytes,
            Self::Joined(bytes) => bytes.expose(),
        }
    }
}

impl fmt::Debug for Octets<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Octets({} bytes)", self.as_ref().len())
    }
}

impl fmt::Debug for Element<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Element")
            .field("tag", &self.tag)
            .field("at", &self.at)
            .field("bytes", &self.content.len())
            .finish_non_exhaustive()
    }
}

impl<'a> Element<'a> {
    /// The tag.
    #[must_use]
    pub fn tag(&self) -> Tag {
        self.tag
    }

    /// The content bytes, as written.
    #[must_use]
    pub fn content(&self) -> &'a [u8] {
        self.content
    }

    /// The offset of its first byte.
    #[must_use]
    pub fn at(&self) -> usize {
        self.at
    }

    /// The offset of its content.
    #[must_use]
    pub fn content_at(&self) -> usize {
        self.content_at
    }

    /// Makes an error that points here.
    #[must_use]
    pub fn error(&self, reason: &'static str) -> BerError {
        BerError {
            at: self.at,
            reason,
        }
    }

    /// Takes `elements` from the file's allowance for what this one will cost later.
    pub(in crate::bundle) fn spend(&self, elements: u32) -> Result<(), BerError> {
        self.budget.spend_as_much_as(elements, self.at)
    }

    /// A reader of the elements inside.
    ///
    /// # Errors
    /// [`BerError`] when the element holds bytes.
    pub fn elements(&self) -> Result<Reader<'a>, BerError> {
        if self.form == Form::Primitive {
            return Err(self.error("bytes where elements belong"));
        }
        Ok(Reader {
            bytes: self.content,
            position: 0,
            base: self.content_at,
            depth: self.depth,
            budget: self.budget,
        })
    }

    /// The bytes of an OCTET STRING, in one piece or many (X.690 §8.7).
    ///
    /// # Errors
    /// [`BerError`] when a piece is no OCTET STRING.
    pub fn octets(&self) -> Result<Octets<'a>, BerError> {
        if self.form == Form::Primitive {
            return Ok(Octets::Borrowed(self.content));
        }
        let mut pieces = Vec::new();
        self.collect(&mut pieces)?;
        Ok(Octets::Joined(SecretBytes::joined(&pieces)))
    }

    fn collect(&self, collected: &mut Vec<&'a [u8]>) -> Result<(), BerError> {
        if self.form == Form::Primitive {
            collected.push(self.content);
            return Ok(());
        }
        let mut pieces = self.elements()?;
        while !pieces.is_at_end() {
            pieces
                .expect(OCTET_STRING, "a string's piece of another kind")?
                .collect(collected)?;
        }
        Ok(())
    }

    /// An INTEGER that is not negative and fits 64 bits.
    ///
    /// # Errors
    /// [`BerError`] for any other number, and for an empty one.
    pub fn small_number(&self) -> Result<u64, BerError> {
        let bytes = self.number()?;
        let mut number: u64 = 0;
        for byte in bytes {
            number = number
                .checked_mul(256)
                .map(|high| high | u64::from(*byte))
                .ok_or_else(|| self.error("a number without measure"))?;
        }
        Ok(number)
    }

    /// An INTEGER that is not negative, unsigned big-endian without leading zeros.
    ///
    /// # Errors
    /// [`BerError`] for a negative number, and for an empty one.
    pub fn number(&self) -> Result<&'a [u8], BerError> {
        if self.form == Form::Constructed {
            return Err(self.error("a number in pieces"));
        }
        match self.content.first() {
            None => Err(self.error("a number without bytes")),
            Some(0x80..) => Err(self.error("a negative number")),
            Some(_) => Ok(crate::certificate::public_key::unsigned(self.content)),
        }
    }
}
