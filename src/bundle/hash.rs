//! The hash functions of PKCS#12 files, and what is built on them: HMAC and the two key derivations.

use hmac::digest::block_api::EagerHash;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};
use zeroize::Zeroizing;

use super::oid;
use super::rounds;
use crate::secret::SecretBytes;

/// A hash function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hash {
    /// SHA-1.
    Sha1,
    /// SHA-224.
    Sha224,
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

/// What a key derived by the PKCS#12 function is for (RFC 7292 appendix B.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyUse {
    Encryption = 1,
    Iv = 2,
    Mac = 3,
}

/// Runs `$body` with `$d` standing for the hash function's type.
macro_rules! with_hash {
    ($hash:expr, $d:ident => $body:expr) => {
        match $hash {
            Hash::Sha1 => {
                type $d = Sha1;
                $body
            }
            Hash::Sha224 => {
                type $d = Sha224;
                $body
            }
            Hash::Sha256 => {
                type $d = Sha256;
                $body
            }
            Hash::Sha384 => {
                type $d = Sha384;
                $body
            }
            Hash::Sha512 => {
                type $d = Sha512;
                $body
            }
        }
    };
}

impl Hash {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Sha1,
        Self::Sha224,
        Self::Sha256,
        Self::Sha384,
        Self::Sha512,
    ];

    /// Its usual name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha1 => "SHA1",
            Self::Sha224 => "SHA224",
            Self::Sha256 => "SHA256",
            Self::Sha384 => "SHA384",
            Self::Sha512 => "SHA512",
        }
    }

    fn oid(self) -> &'static str {
        match self {
            Self::Sha1 => "1.3.14.3.2.26",
            Self::Sha224 => "2.16.840.1.101.3.4.2.4",
            Self::Sha256 => "2.16.840.1.101.3.4.2.1",
            Self::Sha384 => "2.16.840.1.101.3.4.2.2",
            Self::Sha512 => "2.16.840.1.101.3.4.2.3",
        }
    }

    fn hmac_oid(self) -> &'static str {
        match self {
            Self::Sha1 => "1.2.840.113549.2.7",
            Self::Sha224 => "1.2.840.113549.2.8",
            Self::Sha256 => "1.2.840.113549.2.9",
            Self::Sha384 => "1.2.840.113549.2.10",
            Self::Sha512 => "1.2.840.113549.2.11",
        }
    }

    pub(super) fn from_oid(dotted: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|hash| hash.oid() == dotted)
    }

    pub(super) fn from_hmac_oid(dotted: &str) -> Option<Self> {
        if dotted == oid::HMAC_SHA1_IANA {
            return Some(Self::Sha1);
        }
        Self::ALL.into_iter().find(|hash| hash.hmac_oid() == dotted)
    }

    /// The length of a digest, bytes.
    #[must_use]
    pub fn bytes(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Sha224 => 28,
            Self::Sha256 => 32,
            Self::Sha384 => 48,
            Self::Sha512 => 64,
        }
    }

    /// The length of the function's input block, bytes: v of RFC 7292 appendix B.
    fn block_bytes(self) -> usize {
        match self {
            Self::Sha1 | Self::Sha224 | Self::Sha256 => 64,
            Self::Sha384 | Self::Sha512 => 128,
        }
    }

    /// Whether `tag` is the HMAC of `message` under `key` (RFC 2104).
    pub(super) fn hmac_verifies(self, key: &[u8], message: &[u8], tag: &[u8]) -> bool {
        with_hash!(self, D => hmac_verifies::<D>(key, message, tag))
    }

    /// PBKDF2 with HMAC over this function (RFC 8018 §5.2).
    pub(super) fn pbkdf2(
        self,
        password: &[u8],
        salt: &[u8],
        iterations: u32,
        length: usize,
    ) -> SecretBytes {
        // A key longer than a block is hashed first (RFC 2104 §2).
        let hashed;
        let hmac_key = if password.len() > self.block_bytes() {
            hashed = Zeroizing::new(with_hash!(self, D => D::digest(password).to_vec()));
            &hashed[..]
        } else {
            password
        };
        let mut key = SecretBytes::zeroed(length);
        let pieces = key.expose_mut().chunks_mut(self.bytes());
        for (number, piece) in (1_u32..).zip(pieces) {
            let mut block = Zeroizing::new(with_hash!(self, D => {
                hmac::<D>(hmac_key, &[salt, &number.to_be_bytes()])
            }));
            let times = iterations.saturating_sub(1);
            match self {
                Self::Sha1 => rounds::SHA1.sum_of_hmacs(hmac_key, &mut block, times),
                Self::Sha224 => rounds::SHA224.sum_of_hmacs(hmac_key, &mut block, times),
                Self::Sha256 => rounds::SHA256.sum_of_hmacs(hmac_key, &mut block, times),
                Self::Sha384 => rounds::SHA384.sum_of_hmacs(hmac_key, &mut block, times),
                Self::Sha512 => rounds::SHA512.sum_of_hmacs(hmac_key, &mut block, times),
            }
            fill(piece, &block);
        }
        key
    }

    fn hash_again(self, digest: &mut [u8], times: u32) {
        match self {
            Self::Sha1 => rounds::SHA1.hash_again(digest, times),
            Self::Sha224 => rounds::SHA224.hash_again(digest, times),
            Self::Sha256 => rounds::SHA256.hash_again(digest, times),
            Self::Sha384 => rounds::SHA384.hash_again(digest, times),
            Self::Sha512 => rounds::SHA512.hash_again(digest, times),
        }
    }

    /// The key derivation of PKCS#12 (RFC 7292 appendix B.2); `password` is a BMPString with its final zeros.
    pub(super) fn pkcs12(
        self,
        key_use: KeyUse,
        password: &[u8],
        salt: &[u8],
        iterations: u32,
        length: usize,
    ) -> SecretBytes {
        let block = self.block_bytes();
        let mut input = Zeroizing::new(repeated(salt, block));
        let repeated_password = Zeroizing::new(repeated(password, block));
        input.extend_from_slice(&repeated_password);
        let diversifier = vec![key_use as u8; block];
        let mut key = SecretBytes::zeroed(length);
        for piece in key.expose_mut().chunks_mut(self.bytes()) {
            let mut digest = Zeroizing::new(with_hash!(self, D => {
                D::new().chain_update(&diversifier).chain_update(&input[..]).finalize().to_vec()
            }));
            self.hash_again(&mut digest, iterations.saturating_sub(1));
            fill(piece, &digest);
            let addend = Zeroizing::new(repeated(&digest, block));
            for chunk in input.chunks_exact_mut(block) {
                add_with_one(chunk, &addend);
            }
        }
        key
    }
}

/// As much of `digest` as `piece` has room for.
fn fill(piece: &mut [u8], digest: &[u8]) {
    for (place, byte) in piece.iter_mut().zip(digest) {
        *place = *byte;
    }
}

/// `bytes` written again and again until a multiple of `block` is full; nothing for nothing.
fn repeated(bytes: &[u8], block: usize) -> Vec<u8> {
    let length = bytes.len().div_ceil(block).saturating_mul(block);
    bytes.iter().copied().cycle().take(length).collect()
}

fn hmac_verifies<D: EagerHash>(key: &[u8], message: &[u8], tag: &[u8]) -> bool {
    match Hmac::<D>::new_from_slice(key) {
        Ok(mac) => mac.chain_update(message).verify_slice(tag).is_ok(),
        Err(_) => false,
    }
}

/// The HMAC of the joined `parts`; empty only for a key that HMAC does not take, which there is none.
fn hmac<D: EagerHash>(key: &[u8], parts: &[&[u8]]) -> Vec<u8> {
    let Ok(mut mac) = Hmac::<D>::new_from_slice(key) else {
        return Vec::new();
    };
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().to_vec()
}

/// `sum += addend + 1`, both big-endian, the carry out of the first byte lost.
fn add_with_one(sum: &mut [u8], addend: &[u8]) {
    let mut carry: u16 = 1;
    for (digit, other) in sum.iter_mut().zip(addend).rev() {
        let total = u16::from(*digit)
            .saturating_add(u16::from(*other))
            .saturating_add(carry);
        *digit = total.to_be_bytes()[1];
        carry = total >> 8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derives_as_the_pbkdf2_crate_does() {
        for hash in Hash::ALL {
            for (password, salt, iterations, length) in [
                (&b""[..], &b""[..], 1, 1),
                (b"password", b"salt", 2, 200),
                (&[0x5a; 64], &[7; 100], 3, 32),
                (&[0xa5; 129], b"salt", 1_000, 65),
            ] {
                let mut expected = vec![0; length];
                with_hash!(hash, D => {
                    pbkdf2::pbkdf2_hmac::<D>(password, salt, iterations, &mut expected)
                });
                let derived = hash.pbkdf2(password, salt, iterations, length);
                assert_eq!(derived.expose(), expected, "{} {iterations}", hash.name());
            }
        }
    }

    #[test]
    fn hashes_again_as_the_hash_itself_does() {
        for hash in Hash::ALL {
            let mut expected = with_hash!(hash, D => D::digest(b"abc").to_vec());
            let mut digest = expected.clone();
            for _ in 0..5 {
                expected = with_hash!(hash, D => D::digest(&expected).to_vec());
            }
            hash.hash_again(&mut digest, 5);
            assert_eq!(digest, expected, "{}", hash.name());
        }
    }
}
