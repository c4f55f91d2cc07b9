//! The padding of RSA-PSS made on the host, for tokens that know the bare RSA operation alone.

use sha2::{Digest, Sha256, Sha384, Sha512};

use crate::certificate::SignatureHash;

/// The digest of the joined `parts`.
pub(super) fn digest(hash: SignatureHash, parts: &[&[u8]]) -> Vec<u8> {
    fn of<D: Digest>(parts: &[&[u8]]) -> Vec<u8> {
        let mut digest = D::new();
        for part in parts {
            digest.update(part);
        }
        digest.finalize().to_vec()
    }
    match hash {
        SignatureHash::Sha256 => of::<Sha256>(parts),
        SignatureHash::Sha384 => of::<Sha384>(parts),
        SignatureHash::Sha512 => of::<Sha512>(parts),
    }
}

/// EMSA-PSS-ENCODE (RFC 8017 §9.1.1), the salt as long as the hash, padded left to the modulus of `bits` bits;
/// `None` when the modulus is too short for it or the system has no entropy.
pub(super) fn pss(hash: SignatureHash, message: &[u8], bits: u32) -> Option<Vec<u8>> {
    let hashed = digest(hash, &[message]);
    let mut salt = vec![0; hashed.len()];
    aws_lc_rs::rand::fill(&mut salt).ok()?;
    let modulus = usize::try_from(bits.div_ceil(8)).ok()?;
    // The encoded message has one bit less than the modulus, which may be a byte less.
    let unused = bits.checked_sub(1)?;
    let length = usize::try_from(unused.div_ceil(8)).ok()?;
    let free = u32::try_from(length)
        .ok()?
        .checked_mul(8)?
        .checked_sub(unused)?;
    let masked = length.checked_sub(hashed.len())?.checked_sub(1)?;
    let zeros = masked.checked_sub(salt.len())?.checked_sub(1)?;
    let tail = digest(hash, &[&[0; 8], &hashed, &salt]);
    let mut block = vec![0; zeros];
    block.push(1);
    block.extend_from_slice(&salt);
    for (byte, mask) in block.iter_mut().zip(mask(hash, &tail, masked)) {
        *byte ^= mask;
    }
    if let Some(first) = block.first_mut() {
        *first &= 0xff_u8.checked_shr(free)?;
    }
    let mut encoded = vec![0; modulus.checked_sub(length)?];
    encoded.extend_from_slice(&block);
    encoded.extend_from_slice(&tail);
    encoded.push(0xbc);
    Some(encoded)
}

/// MGF1 (RFC 8017 §B.2.1).
fn mask(hash: SignatureHash, seed: &[u8], length: usize) -> Vec<u8> {
    let mut mask = Vec::with_capacity(length.saturating_add(64));
    let mut counter: u32 = 0;
    while mask.len() < length {
        mask.extend(digest(hash, &[seed, &counter.to_be_bytes()]));
        counter = counter.saturating_add(1);
    }
    mask.truncate(length);
    mask
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_the_modulus_and_leaves_its_highest_bit_free() {
        for (bits, zeros) in [(2048, 0), (2049, 1), (2047, 0), (1024, 0)] {
            let encoded = pss(SignatureHash::Sha256, b"message", bits).unwrap();
            assert_eq!(encoded.len(), usize::try_from(bits.div_ceil(8)).unwrap());
            assert_eq!(encoded.last(), Some(&0xbc));
            assert!(encoded[..zeros].iter().all(|byte| *byte == 0), "{bits}");
            let free = 8 * u32::try_from(encoded.len()).unwrap() - (bits - 1);
            let first = u16::from_be_bytes([encoded[0], encoded[1]]);
            assert!(first.leading_zeros() >= free, "{bits}: {first:b}");
        }
    }

    #[test]
    fn refuses_a_modulus_that_is_too_short() {
        assert_eq!(pss(SignatureHash::Sha512, b"message", 1024), None);
    }
}
