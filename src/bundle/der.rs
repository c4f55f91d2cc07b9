//! Writes the little DER that a private key needs (X.690 §10).

use zeroize::Zeroizing;

/// An element with `tag` and the joined `parts` as its content.
pub(super) fn element(tag: u8, parts: &[&[u8]]) -> Zeroizing<Vec<u8>> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let mut written = Zeroizing::new(Vec::with_capacity(length.saturating_add(6)));
    written.push(tag);
    let bytes = length.to_be_bytes();
    let significant = crate::certificate::public_key::unsigned(&bytes);
    match (length, u8::try_from(significant.len())) {
        (short @ 0..=127, _) => written.push(u8::try_from(short).unwrap_or_default()),
        (_, Ok(count)) => {
            written.push(0x80 | count);
            written.extend_from_slice(significant);
        }
        _ => {}
    }
    for part in parts {
        written.extend_from_slice(part);
    }
    written
}

/// An INTEGER of an unsigned big-endian number.
pub(super) fn unsigned(number: &[u8]) -> Zeroizing<Vec<u8>> {
    match number.first() {
        None => element(0x02, &[&[0]]),
        Some(0x80..) => element(0x02, &[&[0], number]),
        Some(_) => element(0x02, &[number]),
    }
}
