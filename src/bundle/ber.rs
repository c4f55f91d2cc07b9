//! The outer rules of ASN.1: tags, lengths, nesting, definite or not (X.690), under fixed limits.

use std::cell::Cell;

use zeroize::Zeroizing;

/// How deep elements may be nested.
pub const MAX_DEPTH: u32 = 32;
/// How many elements may be looked at in one file, those inside decrypted parts included.
///
/// An element of indefinite length counts again for each such element around it.
pub const MAX_ELEMENTS: u32 = 1_000_000;

/// Where and why bytes do not follow the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{reason} at byte {at}")]
pub struct BerError {
    /// The offset from the start of what was read, bytes.
    pub at: usize,
    /// What is wrong there.
    pub reason: &'static str,
}

/// How many more elements may be looked at; shared by all readers of one file.
#[derive(Debug)]
pub struct Budget(Cell<u32>);

impl Default for Budget {
    fn default() -> Self {
        Self(Cell::new(MAX_ELEMENTS))
    }
}

impl Budget {
    fn spend(&self, at: usize) -> Result<(), BerError> {
        let left = self.0.get().checked_sub(1);
        self.0.set(left.unwrap_or(0));
        left.map(|_| ()).ok_or(BerError {
            at,
            reason: "more elements than any bundle has",
        })
    }
}

/// A tag: its class and number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// A universal tag.
    Universal(u32),
    /// A tag whose meaning depends on its place.
    Context(u32),
    /// An application or private tag.
    Foreign(u32),
}

/// INTEGER.
pub const INTEGER: Tag = Tag::Universal(2);
/// BIT STRING.
pub const BIT_STRING: Tag = Tag::Universal(3);
/// OCTET STRING.
pub const OCTET_STRING: Tag = Tag::Universal(4);
/// NULL.
pub const NULL: Tag = Tag::Universal(5);
/// OBJECT IDENTIFIER.
pub const OBJECT_IDENTIFIER: Tag = Tag::Universal(6);
/// SEQUENCE.
pub const SEQUENCE: Tag = Tag::Universal(16);
/// SET.
pub const SET: Tag = Tag::Universal(17);
/// BMPString.
pub const BMP_STRING: Tag = Tag::Universal(30);

/// Whether an element holds bytes or further elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Bytes.
    Primitive,
    /// Elements.
    Constructed,
}

/// One element: its tag and its content, without the marker that ends an indefinite length.
#[derive(Debug, Clone, Copy)]
pub struct Element<'a> {
    tag: Tag,
    form: Form,
    content: &'a [u8],
    at: usize,
    content_at: usize,
    depth: u32,
    budget: &'a Budget,
}

/// Reads elements one after the other.
#[derive(Debug, Clone)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    position: usize,
    base: usize,
    depth: u32,
    budget: &'a Budget,
}

struct Header {
    tag: Tag,
    form: Form,
    /// `None` for an indefinite length.
    length: Option<usize>,
    size: usize,
}

impl<'a> Reader<'a> {
    /// Starts at the first of `bytes`; `base` is added to every offset that an error tells.
    #[must_use]
    pub fn new(bytes: &'a [u8], base: usize, budget: &'a Budget) -> Self {
        Self {
            bytes,
            position: 0,
            base,
            depth: 0,
            budget,
        }
    }

    /// Whether nothing is left.
    #[must_use]
    pub fn is_at_end(&self) -> bool {
        self.position >= self.bytes.len()
    }

    /// What is left, unread.
    #[must_use]
    pub fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.position..).unwrap_or_default()
    }

    /// The offset of the next element.
    #[must_use]
    pub fn at(&self) -> usize {
        self.base.saturating_add(self.position)
    }

    fn error(&self, reason: &'static str) -> BerError {
        BerError {
            at: self.at(),
            reason,
        }
    }

    /// Reads the next element whatever its tag.
    ///
    /// # Errors
    /// [`BerError`] when nothing is left, the element does not fit, or a limit is reached.
    pub fn read(&mut self) -> Result<Element<'a>, BerError> {
        if self.depth >= MAX_DEPTH {
            return Err(self.error("nested too deep"));
        }
        let header = self.header()?;
        let at = self.at();
        let start = self.position.saturating_add(header.size);
        let (end, next) = match header.length {
            Some(length) => {
                let end = start.checked_add(length);
                match end.filter(|end| *end <= self.bytes.len()) {
                    Some(end) => (end, end),
                    // Outermost, it is the data that end too early.
                    None if self.depth == 0 => {
                        return Err(BerError {
                            at: self.base.saturating_add(self.bytes.len()),
                            reason: "the data end before their own length says",
                        });
                    }
                    None => return Err(self.error("an element reaches past the end")),
                }
            }
            None => {
                let end = self.end_of_contents(start)?;
                (end, end.saturating_add(2))
            }
        };
        let content = self.bytes.get(start..end).unwrap_or_default();
        self.position = next;
        Ok(Element {
            tag: header.tag,
            form: header.form,
            content,
            at,
            content_at: self.base.saturating_add(start),
            depth: self.depth.saturating_add(1),
            budget: self.budget,
        })
    }

    /// Reads the next element, which must have `tag`.
    ///
    /// # Errors
    /// [`BerError`] as [`Reader::read`], and for another tag.
    pub fn expect(&mut self, tag: Tag, reason: &'static str) -> Result<Element<'a>, BerError> {
        let place = self.at();
        let element = self.read()?;
        if element.tag == tag {
            Ok(element)
        } else {
            Err(BerError { at: place, reason })
        }
    }

    /// Reads the next element when it has `tag`, else leaves it.
    ///
    /// # Errors
    /// [`BerError`] as [`Reader::read`]; never because nothing is left.
    pub fn optional(&mut self, tag: Tag) -> Result<Option<Element<'a>>, BerError> {
        if self.is_at_end() {
            return Ok(None);
        }
        let before = self.position;
        let element = self.read()?;
        if element.tag == tag {
            return Ok(Some(element));
        }
        self.position = before;
        Ok(None)
    }

    fn byte(&self, ahead: usize) -> Result<u8, BerError> {
        self.position
            .checked_add(ahead)
            .and_then(|place| self.bytes.get(place))
            .copied()
            .ok_or(BerError {
                at: self.base.saturating_add(self.bytes.len()),
                reason: "the data ends in the middle of an element",
            })
    }

    fn header(&self) -> Result<Header, BerError> {
        self.budget.spend(self.at())?;
        let first = self.byte(0)?;
        let mut size: usize = 1;
        let mut number = u32::from(first & 0x1f);
        if number == 0x1f {
            number = 0;
            loop {
                let byte = self.byte(size)?;
                size = size.saturating_add(1);
                number = number
                    .checked_mul(128)
                    .map(|high| high | u32::from(byte & 0x7f))
                    .ok_or_else(|| self.error("a tag number without measure"))?;
                if byte & 0x80 == 0 {
                    break;
                }
            }
        }
        let tag = match first >> 6 {
            0 => Tag::Universal(number),
            2 => Tag::Context(number),
            _ => Tag::Foreign(number),
        };
        let form = if first & 0x20 == 0 {
            Form::Primitive
        } else {
            Form::Constructed
        };
        let lead = self.byte(size)?;
        size = size.saturating_add(1);
        let length = match lead {
            0x80 if form == Form::Constructed => None,
            0x80 => return Err(self.error("a primitive element of indefinite length")),
            0xff => return Err(self.error("a length in a reserved form")),
            short @ ..0x80 => Some(usize::from(short)),
            long => {
                let mut length: usize = 0;
                for _ in 0..(long & 0x7f) {
                    let byte = self.byte(size)?;
                    size = size.saturating_add(1);
                    length = length
                        .checked_mul(256)
                        .map(|high| high | usize::from(byte))
                        .ok_or_else(|| self.error("a length without measure"))?;
                }
                Some(length)
            }
        };
        Ok(Header {
            tag,
            form,
            length,
            size,
        })
    }

    /// The offset, in `bytes`, of the marker that ends an indefinite length whose content starts at `start`.
    fn end_of_contents(&self, start: usize) -> Result<usize, BerError> {
        let mut inner = Self {
            position: start,
            depth: self.depth.saturating_add(1),
            ..self.clone()
        };
        loop {
            if inner.rest().starts_with(&[0, 0]) {
                return Ok(inner.position);
            }
            inner.read()?;
        }
    }
}

/// Bytes of an element: where it was written in one piece they are borrowed, else joined and wiped on drop.
#[derive(Debug)]
pub enum Octets<'a> {
    /// The element's own content.
    Borrowed(&'a [u8]),
    /// The pieces put together.
    Joined(Zeroizing<Vec<u8>>),
}

impl AsRef<[u8]> for Octets<'_> {
    fn as_ref(&self) -> &[u8] {
        match self {
            Self::Borrowed(bytes) => bytes,
            Self::Joined(bytes) => bytes,
        }
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
        let mut joined = Zeroizing::new(Vec::with_capacity(self.content.len()));
        self.join(&mut joined)?;
        Ok(Octets::Joined(joined))
    }

    fn join(&self, joined: &mut Vec<u8>) -> Result<(), BerError> {
        if self.form == Form::Primitive {
            joined.extend_from_slice(self.content);
            return Ok(());
        }
        let mut pieces = self.elements()?;
        while !pieces.is_at_end() {
            pieces
                .expect(OCTET_STRING, "a string's piece of another kind")?
                .join(joined)?;
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
