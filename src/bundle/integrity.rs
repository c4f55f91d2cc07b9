//! The MAC over a bundle's contents: the PKCS#12 one and PBMAC1 (RFC 7292 §4, RFC 9579).

use std::fmt;

use super::ber::{self, Element};
use super::error::BundleError;
use super::hash::{Hash, KeyUse};
use super::oid;
use super::password::For;
use super::scheme::{self, Derivation};

/// A MAC as the file declares it.
#[derive(Debug)]
pub(super) struct Integrity {
    hash: Hash,
    tag: Vec<u8>,
    derivation: MacDerivation,
}

#[derive(Debug)]
enum MacDerivation {
    Pkcs12 {
        salt: Vec<u8>,
        iterations: u32,
    },
    Pbmac1 {
        prf: Hash,
        salt: Vec<u8>,
        iterations: u32,
        key_bytes: usize,
    },
}

impl Integrity {
    /// Reads MacData.
    pub(super) fn read(sequence: &Element<'_>) -> Result<Self, BundleError> {
        let mut inside = sequence.elements()?;
        let info = inside.expect(ber::SEQUENCE, "a MAC without digest")?;
        let mut info = info.elements()?;
        let place = info.at();
        let function = scheme::next_algorithm(&mut info)?;
        let tag = info.expect(ber::OCTET_STRING, "a MAC without value")?;
        let tag_bytes = tag.octets()?.as_ref().to_vec();
        let salt = inside.expect(ber::OCTET_STRING, "a MAC without salt")?;
        let count = inside.optional(ber::INTEGER)?;
        let number = function.oid.dotted();
        let integrity = if number == oid::PBMAC1 {
            Self::read_pbmac1(function.parameters, place, tag_bytes)?
        } else {
            let hash = Hash::from_oid(&number).ok_or_else(|| BundleError::needs(&function.oid))?;
            let iterations = match count {
                None => 1,
                Some(count) => scheme::iterations(&count)?,
            };
            Self {
                hash,
                tag: tag_bytes,
                derivation: MacDerivation::Pkcs12 {
                    salt: salt.octets()?.as_ref().to_vec(),
                    iterations,
                },
            }
        };
        if integrity.tag.len() != integrity.hash.bytes() {
            return Err(tag.error("a MAC of another length than its hash").into());
        }
        Ok(integrity)
    }

    fn read_pbmac1(
        parameters: Option<Element<'_>>,
        at: usize,
        tag: Vec<u8>,
    ) -> Result<Self, BundleError> {
        let damaged = |reason| BundleError::Damaged { at, reason };
        let mut inside = parameters
            .ok_or_else(|| damaged("PBMAC1 without parameters"))?
            .elements()?;
        let function = scheme::next_algorithm(&mut inside)?;
        if function.oid.dotted() != oid::PBKDF2 {
            return Err(BundleError::needs(&function.oid));
        }
        let (derivation, key_bytes) = scheme::read_pbkdf2(function.parameters, at)?;
        let mac = scheme::next_algorithm(&mut inside)?.oid;
        let hash = Hash::from_hmac_oid(&mac.dotted()).ok_or_else(|| BundleError::needs(&mac))?;
        match (derivation, key_bytes) {
            (
                Derivation::Pbkdf2 {
                    prf,
                    salt,
                    iterations,
                },
                Some(key_bytes),
            ) => Ok(Self {
                hash,
                tag,
                derivation: MacDerivation::Pbmac1 {
                    prf,
                    salt,
                    iterations,
                    key_bytes,
                },
            }),
            _ => Err(damaged("PBMAC1 without key length")),
        }
    }

    /// Which form of the password it takes.
    pub(super) fn takes(&self) -> For {
        match self.derivation {
            MacDerivation::Pkcs12 { .. } => For::Pkcs12,
            MacDerivation::Pbmac1 { .. } => For::Pbes2,
        }
    }

    /// What it costs, iterations.
    pub(super) fn cost(&self) -> u64 {
        match &self.derivation {
            MacDerivation::Pkcs12 { iterations, .. } => u64::from(*iterations),
            MacDerivation::Pbmac1 {
                prf,
                iterations,
                key_bytes,
                ..
            } => {
                let blocks = key_bytes.div_ceil(prf.bytes());
                u64::from(*iterations).saturating_mul(u64::try_from(blocks).unwrap_or(u64::MAX))
            }
        }
    }

    /// Whether `password` made this MAC over `message`.
    pub(super) fn verifies(&self, password: &[u8], message: &[u8]) -> bool {
        let key = match &self.derivation {
            MacDerivation::Pkcs12 { salt, iterations } => {
                self.hash
                    .pkcs12(KeyUse::Mac, password, salt, *iterations, self.hash.bytes())
            }
            MacDerivation::Pbmac1 {
                prf,
                salt,
                iterations,
                key_bytes,
            } => prf.pbkdf2(password, salt, *iterations, *key_bytes),
        };
        self.hash.hmac_verifies(key.expose(), message, &self.tag)
    }
}

impl fmt::Display for Integrity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hash = self.hash.name();
        match &self.derivation {
            MacDerivation::Pkcs12 { iterations, .. } => write!(f, "MAC {hash}, {iterations}"),
            MacDerivation::Pbmac1 {
                prf, iterations, ..
            } => {
                write!(
                    f,
                    "PBMAC1 HMAC-{hash}, PBKDF2 HMAC-{}, {iterations}",
                    prf.name()
                )
            }
        }
    }
}
