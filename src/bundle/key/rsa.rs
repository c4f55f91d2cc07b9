//! RSA private keys (RFC 8017 appendix A.1.2).

use super::super::ber::{self, Budget, MAX_ELEMENTS, Reader};
use super::super::der;
use super::super::error::BundleError;
use super::super::oid;
use super::rsa_numbers::{self, Told};
use crate::secret::SecretBytes;

/// An RSA private key: eight numbers, each unsigned big-endian without leading zeros.
#[derive(Debug)]
pub struct RsaPrivateKey {
    modulus: Vec<u8>,
    public_exponent: Vec<u8>,
    private_exponent: SecretBytes,
    prime1: SecretBytes,
    prime2: SecretBytes,
    exponent1: SecretBytes,
    exponent2: SecretBytes,
    coefficient: SecretBytes,
}

/// The largest modulus that is read, bytes: 16,384 bits.
const MAX_MODULUS_BYTES: usize = 2_048;

/// What the search for an RSA key's primes takes, in elements read; a few keys without them are honest.
const SEARCH: u32 = MAX_ELEMENTS / 8;

impl RsaPrivateKey {
    /// Reads an RSAPrivateKey; numbers left zero are computed, and all are checked against each other.
    pub(super) fn read(bytes: &[u8], budget: &Budget) -> Result<Self, BundleError> {
        let mut outer = Reader::new(bytes, 0, budget);
        let sequence = outer.expect(ber::SEQUENCE, "an RSA key was expected")?;
        let mut inside = sequence.elements()?;
        let mut next = || -> Result<&[u8], BundleError> {
            let number = inside.expect(ber::INTEGER, "an RSA key with a part missing")?;
            let bytes = number.number()?;
            if bytes.len() > MAX_MODULUS_BYTES {
                return Err(number.error("a number longer than any RSA key's").into());
            }
            Ok(bytes)
        };
        next()?;
        let told = Told {
            modulus: next()?,
            public_exponent: next()?,
            private_exponent: next()?,
            prime1: next()?,
            prime2: next()?,
            exponent1: next()?,
            exponent2: next()?,
            coefficient: next()?,
        };
        if inside.optional(ber::SEQUENCE)?.is_some() {
            return Err(BundleError::needs_for_key(
                "RSA with more than two primes".to_owned(),
                oid::RSA.to_owned(),
            ));
        }
        if told.prime1.is_empty() || told.prime2.is_empty() {
            sequence.spend(SEARCH)?;
        }
        let derived = rsa_numbers::complete(&told)
            .ok_or_else(|| sequence.error("an RSA key whose numbers do not belong together"))?;
        Ok(Self {
            modulus: told.modulus.to_vec(),
            public_exponent: told.public_exponent.to_vec(),
            private_exponent: SecretBytes::copy_of(told.private_exponent),
            prime1: derived.prime1,
            prime2: derived.prime2,
            exponent1: derived.exponent1,
            exponent2: derived.exponent2,
            coefficient: derived.coefficient,
        })
    }

    /// The modulus, n.
    #[must_use]
    pub fn modulus(&self) -> &[u8] {
        &self.modulus
    }

    /// The public exponent, e.
    #[must_use]
    pub fn public_exponent(&self) -> &[u8] {
        &self.public_exponent
    }

    /// The private exponent, d.
    #[must_use]
    pub fn private_exponent(&self) -> &SecretBytes {
        &self.private_exponent
    }

    /// The first prime, p.
    #[must_use]
    pub fn prime1(&self) -> &SecretBytes {
        &self.prime1
    }

    /// The second prime, q.
    #[must_use]
    pub fn prime2(&self) -> &SecretBytes {
        &self.prime2
    }

    /// d mod (p − 1).
    #[must_use]
    pub fn exponent1(&self) -> &SecretBytes {
        &self.exponent1
    }

    /// d mod (q − 1).
    #[must_use]
    pub fn exponent2(&self) -> &SecretBytes {
        &self.exponent2
    }

    /// The inverse of q modulo p.
    #[must_use]
    pub fn coefficient(&self) -> &SecretBytes {
        &self.coefficient
    }

    /// RSAPrivateKey, DER.
    pub(super) fn der(&self) -> SecretBytes {
        let numbers = [
            &self.modulus[..],
            &self.public_exponent,
            self.private_exponent.expose(),
            self.prime1.expose(),
            self.prime2.expose(),
            self.exponent1.expose(),
            self.exponent2.expose(),
            self.coefficient.expose(),
        ]
        .map(der::unsigned);
        let mut parts: Vec<&[u8]> = vec![&[0x02, 0x01, 0x00]];
        parts.extend(numbers.iter().map(|number| number.expose()));
        der::element(0x30, &parts)
    }
}
