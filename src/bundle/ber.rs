//! The outer rules of ASN.1: tags, lengths, nesting, definite or not (X.690), under fixed limits.
//!
//! ```
//! use tokendesk::bundle::ber::{Budget, Reader, SEQUENCE};
//!
//! let budget = Budget::default();
//! let element = Reader::new(&[0x30, 0x80, 0x05, 0x00, 0, 0], 0, &budget).read()?;
//! assert_eq!((element.tag(), element.content()), (SEQUENCE, &[0x05, 0x00][..]));
//! # Ok::<(), tokendesk::bundle::ber::BerError>(())
//! ```

mod element;
mod reader;

use std::cell::Cell;

pub use element::{Element, Octets};
pub use reader::Reader;

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
        self.spend_as_much_as(1, at)
    }

    /// Spends the work of `elements`, for what takes as long.
    fn spend_as_much_as(&self, elements: u32, at: usize) -> Result<(), BerError> {
        let left = self.0.get().checked_sub(elements);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn first(bytes: &[u8]) -> Result<(Tag, Vec<u8>), BerError> {
        let budget = Budget::default();
        let element = Reader::new(bytes, 0, &budget).read()?;
        Ok((element.tag(), element.content().to_vec()))
    }

    #[test]
    fn ends_an_indefinite_length_at_its_own_marker() {
        let bytes = [0x30, 0x80, 0x30, 0x80, 0x05, 0x00, 0, 0, 0, 0, 0x05, 0x00];
        let inside = vec![0x30, 0x80, 0x05, 0x00, 0, 0];
        assert_eq!(first(&bytes), Ok((SEQUENCE, inside)));
    }

    #[test]
    fn tells_where_cut_data_end() {
        let error = first(&[0x30, 0x05, 0x05, 0x00]).unwrap_err();
        assert_eq!(error.at, 4);
    }

    #[test]
    fn joins_a_string_whose_pieces_are_in_pieces() {
        let bytes = [
            0x24, 0x80, 0x04, 0x01, b'a', 0x24, 0x04, 0x04, 0x02, b'b', b'c', 0, 0,
        ];
        let budget = Budget::default();
        let element = Reader::new(&bytes, 0, &budget).read().unwrap();
        assert_eq!(element.octets().unwrap().as_ref(), b"abc");
    }

    #[test]
    fn refuses_a_length_that_no_machine_can_hold() {
        let mut bytes = vec![0x30, 0x89];
        bytes.extend([0xff; 9]);
        assert_eq!(
            first(&bytes).unwrap_err().reason,
            "a length without measure"
        );
    }

    #[test]
    fn refuses_more_levels_than_any_bundle_has() {
        let depth = 2 * MAX_DEPTH as usize;
        let bytes = [[0x30, 0x80].repeat(depth), vec![0; 2 * depth]].concat();
        assert_eq!(first(&bytes).unwrap_err().reason, "nested too deep");
    }

    #[test]
    fn shows_no_content_in_debug() {
        let budget = Budget::default();
        let element = Reader::new(b"\x04\x06secret", 0, &budget).read().unwrap();
        let text = format!("{element:?} {:?}", element.octets());
        assert!(!text.contains("secret") && !text.contains("115"), "{text}");
    }
}
