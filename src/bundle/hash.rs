//! The hash functions of PKCS#12 files, and what is built on them: HMAC and the two key derivations.

use hmac::digest::block_api::EagerHash;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};
use zeroize::Zeroizing;

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
    ) -> Zeroizing<Vec<u8>> {
        let mut key = Zeroizing::new(vec![0; length]);
        with_hash!(self, D => pbkdf2::pbkdf2_hmac::<D>(password, salt, iterations, &mut key));
        key
    }

    /// The key derivation of PKCS#12 (RFC 7292 appendix B.2); `password` is a BMPString with its final zeros.
    pub(super) fn pkcs12(
        self,
        key_use: KeyUse,
        password: &[u8],
        salt: &[u8],
        iterations: u32,
        length: usize,
    ) -> Zeroizing<Vec<u8>> {
        let block = self.block_bytes();
        let mut input = Zeroizing::new(repeated(salt, block));
        let repeated_password = Zeroizing::new(repeated(password, block));
        input.extend_from_slice(&repeated_password);
        let diversifier = vec![key_use as u8; block];
        with_hash!(self, D => pkcs12::<D>(&diversifier, &mut input, iterations, length))
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

fn pkcs12<D: Digest>(
    diversifier: &[u8],
    input: &mut Zeroizing<Vec<u8>>,
    iterations: u32,
    length: usize,
) -> Zeroizing<Vec<u8>> {
    let block = diversifier.len();
    let mut key = Zeroizing::new(Vec::with_capacity(length.saturating_add(64)));
    while key.len() < length {
        let mut digest = D::new()
            .chain_update(diversifier)
            .chain_update(&input[..])
            .finalize();
        for _ in 1..iterations {
            let mut next = D::new();
            next.update(&digest);
            next.finalize_into(&mut digest);
        }
        key.extend_from_slice(&digest);
        let addend = Zeroizing::new(repeated(&digest, block));
        for chunk in input.chunks_exact_mut(block) {
            add_with_one(chunk, &addend);
        }
        zeroize::Zeroize::zeroize(&mut digest[..]);
    }
    key.truncate(length);
    key
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
