//! Writes the little DER that a private key needs (X.690 §10).

use crate::secret::SecretBytes;

/// An element with `tag` and the joined `parts` as its content.
pub(super) fn element(tag: u8, parts: &[&[u8]]) -> SecretBytes {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let bytes = length.to_be_bytes();
    let significant = crate::certificate::public_key::unsigned(&bytes);
    let mut head = vec![tag];
    match (length, u8::try_from(significant.len())) {
        (short @ 0..=127, _) => head.push(u8::try_from(short).unwrap_or_default()),
        (_, Ok(count)) => {
            head.push(0x80 | count);
            head.extend_from_slice(significant);
        }
        _ => {}
    }
    let all: Vec<&[u8]> = std::iter::once(head.as_slice())
        .chain(parts.iter().copied())
        .collect();
    SecretBytes::joined(&all)
}

/// An INTEGER of an unsigned big-endian number.
pub(super) fn unsigned(number: &[u8]) -> SecretBytes {
    match number.first() {
        None => element(0x02, &[&[0]]),
        Some(0x80..) => element(0x02, &[&[0], number]),
        Some(_) => element(0x02, &[number]),
    }
}
