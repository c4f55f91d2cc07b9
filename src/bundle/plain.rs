//! Whether decrypted bytes are what was encrypted: a SEQUENCE and nothing else.

use super::ber::{self, Budget, Reader};

/// What may follow the SEQUENCE in decrypted bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tail {
    /// Nothing.
    None,
    /// Zeros.
    Zeros,
}

/// Whether decrypted bytes are a SEQUENCE that fits: a wrong key passes the padding once in 256.
pub(super) fn is_one_sequence(plain: &[u8], tail: Tail) -> bool {
    let budget = Budget::default();
    let mut reader = Reader::new(plain, 0, &budget);
    let first = reader.expect(ber::SEQUENCE, "a SEQUENCE was expected");
    let fits = match tail {
        Tail::None => reader.is_at_end(),
        Tail::Zeros => reader.rest().iter().all(|byte| *byte == 0),
    };
    first.is_ok() && fits
}
