//! Reads elements one after the other: headers, lengths, the end of indefinite ones.

use std::fmt;

use super::{BerError, Budget, Element, Form, MAX_DEPTH, Tag};

/// Reads elements one after the other.
#[derive(Clone)]
pub struct Reader<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) position: usize,
    pub(super) base: usize,
    pub(super) depth: u32,
    pub(super) budget: &'a Budget,
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

    pub(in crate::bundle) fn error(&self, reason: &'static str) -> BerError {
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

impl fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Reader(at {}, {} bytes left)",
            self.at(),
            self.rest().len()
        )
    }
}
