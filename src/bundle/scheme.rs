//! Password-based encryption as a file declares it: which derivation, which cipher, at what cost.

mod parameters;

use std::fmt;

use super::ber::{self, Element, Reader};
use super::cipher::Cipher;
use super::error::BundleError;
use super::hash::{Hash, KeyUse};
use super::limits;
use super::oid::{self, Oid};
use super::password::For;
use crate::secret::SecretBytes;

pub(super) use parameters::{iterations, read_pbkdf2};
use parameters::{read_salt_and_count, read_scrypt};

/// How a password becomes a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Derivation {
    /// The PKCS#12 function with SHA-1 (RFC 7292 appendix B); the IV is derived as well.
    Pkcs12 { salt: Vec<u8>, iterations: u32 },
    /// PBKDF2 (RFC 8018 §5.2).
    Pbkdf2 {
        prf: Hash,
        salt: Vec<u8>,
        iterations: u32,
    },
    /// scrypt (RFC 7914).
    Scrypt {
        salt: Vec<u8>,
        log_n: u8,
        r: u32,
        p: u32,
    },
}

/// An encryption scheme with its parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Scheme {
    pub derivation: Derivation,
    pub cipher: Cipher,
    /// The IV where the file tells it; the PKCS#12 function derives it.
    iv: Vec<u8>,
}

/// An AlgorithmIdentifier: its object identifier and what follows it.
pub(super) struct Algorithm<'a> {
    pub oid: Oid,
    pub parameters: Option<Element<'a>>,
}

/// Reads the AlgorithmIdentifier inside `sequence`.
pub(super) fn algorithm<'a>(sequence: &Element<'a>) -> Result<Algorithm<'a>, BundleError> {
    let mut inside = sequence.elements()?;
    let number = inside.expect(ber::OBJECT_IDENTIFIER, "an algorithm without identifier")?;
    let parameters = if inside.is_at_end() {
        None
    } else {
        Some(inside.read()?)
    };
    Ok(Algorithm {
        oid: Oid::read(&number)?,
        parameters: parameters.filter(|element| element.tag() != ber::NULL),
    })
}

pub(super) fn next_algorithm<'a>(reader: &mut Reader<'a>) -> Result<Algorithm<'a>, BundleError> {
    algorithm(&reader.expect(ber::SEQUENCE, "an algorithm was expected")?)
}

impl Algorithm<'_> {
    pub(super) fn parameters(&self, at: &Element<'_>) -> Result<Element<'_>, BundleError> {
        let missing = at.error("an algorithm without parameters");
        self.parameters.ok_or(missing.into())
    }
}

impl Scheme {
    /// Reads an encryption scheme; checks what each derivation alone may cost.
    pub(super) fn read(sequence: &Element<'_>) -> Result<Self, BundleError> {
        let algorithm = algorithm(sequence)?;
        if algorithm.oid.dotted() == oid::PBES2 {
            return Self::read_pbes2(&algorithm.parameters(sequence)?);
        }
        let Some(cipher) = Cipher::of_legacy_scheme(&algorithm.oid.dotted()) else {
            return Err(BundleError::needs(&algorithm.oid));
        };
        let (salt, iterations) = read_salt_and_count(&algorithm.parameters(sequence)?)?;
        Ok(Self {
            derivation: Derivation::Pkcs12 { salt, iterations },
            cipher,
            iv: Vec::new(),
        })
    }

    fn read_pbes2(parameters: &Element<'_>) -> Result<Self, BundleError> {
        let mut inside = parameters.elements()?;
        let place = inside.at();
        let function = next_algorithm(&mut inside)?;
        let encryption_at = inside.at();
        let encryption = next_algorithm(&mut inside)?;
        let Some(cipher) = Cipher::of_pbes2(&encryption.oid.dotted()) else {
            return Err(BundleError::needs(&encryption.oid));
        };
        let damaged = |at, reason| BundleError::Damaged { at, reason };
        let iv = match encryption.parameters {
            Some(element) if element.tag() == ber::OCTET_STRING => {
                element.octets()?.as_ref().to_vec()
            }
            _ => return Err(damaged(encryption_at, "a cipher without IV")),
        };
        if iv.len() != cipher.block_bytes() {
            return Err(damaged(
                encryption_at,
                "an IV of another length than the cipher's",
            ));
        }
        let (derivation, length) = match function.oid.dotted().as_str() {
            oid::PBKDF2 => read_pbkdf2(function.parameters, place)?,
            oid::SCRYPT => read_scrypt(function.parameters, place)?,
            _ => return Err(BundleError::needs(&function.oid)),
        };
        if length.is_some_and(|length| length != cipher.key_bytes()) {
            return Err(damaged(place, "a key of another length than the cipher's"));
        }
        Ok(Self {
            derivation,
            cipher,
            iv,
        })
    }

    /// The bytes of an element that this scheme encrypted, their length checked.
    pub(super) fn ciphertext(&self, element: &Element<'_>) -> Result<Vec<u8>, BundleError> {
        let ciphertext = element.octets()?.as_ref().to_vec();
        let block = self.cipher.block_bytes();
        let blocks = ciphertext.len().checked_rem(block);
        if ciphertext.is_empty() || blocks.is_some_and(|rest| rest != 0) {
            return Err(element
                .error("encrypted bytes that are no whole blocks")
                .into());
        }
        Ok(ciphertext)
    }

    /// Which form of the password the derivation takes.
    pub(super) fn takes(&self) -> For {
        match self.derivation {
            Derivation::Pkcs12 { .. } => For::Pkcs12,
            Derivation::Pbkdf2 { .. } | Derivation::Scrypt { .. } => For::Pbes2,
        }
    }

    /// Decrypts; `None` when what comes out is not padded as it should be.
    pub(super) fn decrypt(&self, password: &[u8], ciphertext: &[u8]) -> Option<SecretBytes> {
        let length = self.cipher.key_bytes();
        let key = self.derivation.key(password, length)?;
        match &self.derivation {
            Derivation::Pkcs12 { salt, iterations } => {
                let iv = Hash::Sha1.pkcs12(
                    KeyUse::Iv,
                    password,
                    salt,
                    *iterations,
                    self.cipher.block_bytes(),
                );
                self.cipher.decrypt(key.expose(), iv.expose(), ciphertext)
            }
            _ => self.cipher.decrypt(key.expose(), &self.iv, ciphertext),
        }
    }
}

impl Derivation {
    /// What it costs, in iterations; scrypt by the work that takes as long.
    pub(super) fn cost(&self) -> u64 {
        match self {
            Self::Pkcs12 { iterations, .. } | Self::Pbkdf2 { iterations, .. } => {
                u64::from(*iterations)
            }
            Self::Scrypt { log_n, r, p, .. } => limits::scrypt_work(*log_n, *r, *p),
        }
    }

    fn key(&self, password: &[u8], length: usize) -> Option<SecretBytes> {
        match self {
            Self::Pkcs12 { salt, iterations } => {
                Some(Hash::Sha1.pkcs12(KeyUse::Encryption, password, salt, *iterations, length))
            }
            Self::Pbkdf2 {
                prf,
                salt,
                iterations,
            } => Some(prf.pbkdf2(password, salt, *iterations, length)),
            Self::Scrypt { salt, log_n, r, p } => {
                let parameters = scrypt::Params::new(*log_n, *r, *p).ok()?;
                let mut key = SecretBytes::zeroed(length);
                scrypt::scrypt(password, salt, &parameters, key.expose_mut()).ok()?;
                Some(key)
            }
        }
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cipher = self.cipher.name();
        match &self.derivation {
            Derivation::Pkcs12 { iterations, .. } => write!(f, "PBE-SHA1-{cipher}, {iterations}"),
            Derivation::Pbkdf2 {
                prf, iterations, ..
            } => write!(f, "PBES2 {cipher}, HMAC-{}, {iterations}", prf.name()),
            Derivation::Scrypt { log_n, r, p, .. } => {
                let n = 1_u64.checked_shl(u32::from(*log_n)).unwrap_or_default();
                write!(f, "PBES2 {cipher}, scrypt N={n} r={r} p={p}")
            }
        }
    }
}
