//! Private keys as a bundle holds them, read from PKCS#8 (RFC 5208, RFC 5958).

mod ec;
mod other;
mod rsa;
mod rsa_numbers;

use super::ber::{self, Budget, Reader};
use super::der;
use super::error::BundleError;
use super::oid;
use super::scheme;
use crate::certificate::PublicKey;
use crate::secret::SecretBytes;

pub use ec::EcPrivateKey;
use other::OtherKind;
pub use other::OtherPrivateKey;
pub use rsa::RsaPrivateKey;

/// A private key.
#[derive(Debug)]
pub enum PrivateKey {
    /// An RSA key with all its parts.
    Rsa(RsaPrivateKey),
    /// A key on a curve that can be imported.
    Ec(EcPrivateKey),
    /// A key that is recognised and cannot be imported: Ed25519, RSA-PSS, other curves.
    Other(OtherPrivateKey),
}

impl PrivateKey {
    /// Reads a PrivateKeyInfo.
    pub(super) fn read(bytes: &[u8], budget: &Budget) -> Result<Self, BundleError> {
        let mut outer = Reader::new(bytes, 0, budget);
        let info = outer.expect(ber::SEQUENCE, "a private key was expected")?;
        let mut inside = info.elements()?;
        inside.expect(ber::INTEGER, "a private key without version")?;
        let sequence = inside.expect(ber::SEQUENCE, "a private key without algorithm")?;
        let algorithm = scheme::algorithm(&sequence)?;
        let key = inside.expect(ber::OCTET_STRING, "a private key without content")?;
        let key = key.octets()?;
        let number = algorithm.oid.dotted();
        match number.as_str() {
            oid::RSA => RsaPrivateKey::read(key.as_ref(), budget).map(Self::Rsa),
            oid::EC => {
                let named = ec::named_curve(&algorithm, key.as_ref(), budget)?;
                match ec::curve(named.as_ref()) {
                    Some(curve) => EcPrivateKey::read(curve, key.as_ref(), budget).map(Self::Ec),
                    None => {
                        let kind = OtherKind::Curve(named);
                        OtherPrivateKey::read(bytes, kind, key.as_ref(), budget).map(Self::Other)
                    }
                }
            }
            _ => {
                let kind = OtherKind::Algorithm(algorithm.oid);
                OtherPrivateKey::read(bytes, kind, key.as_ref(), budget).map(Self::Other)
            }
        }
    }

    /// Its public key; for a kind that is not imported, as much of it as could be told.
    #[must_use]
    pub fn public_key(&self) -> PublicKey {
        match self {
            Self::Rsa(key) => PublicKey::rsa(key.modulus(), key.public_exponent()),
            Self::Ec(key) => PublicKey::Ec {
                curve: key.curve(),
                point: key.point().to_vec(),
            },
            Self::Other(key) => key.public_key(),
        }
    }

    /// Whether a certificate's public key is this key's.
    #[must_use]
    pub fn belongs_to(&self, public: &PublicKey) -> bool {
        match self {
            Self::Rsa(_) | Self::Ec(_) => self.public_key() == *public,
            Self::Other(key) => key.belongs_to(public),
        }
    }

    /// Whether enough of its public key could be told to match it with a certificate.
    pub(super) fn is_matchable(&self) -> bool {
        match self {
            Self::Rsa(_) | Self::Ec(_) => true,
            Self::Other(key) => key.unmatched().is_none(),
        }
    }

    /// The kind and size, such as `RSA 2048`, `EC P-256` or `Ed25519`.
    #[must_use]
    pub fn description(&self) -> String {
        match self {
            Self::Rsa(_) | Self::Ec(_) => self.public_key().description(),
            Self::Other(key) => key.description(),
        }
    }

    /// The key as PKCS#8 PrivateKeyInfo, DER, without attributes: what a wrapped import encrypts.
    #[must_use]
    pub fn pkcs8(&self) -> SecretBytes {
        match self {
            Self::Rsa(key) => {
                let algorithm = der::element(0x30, &[RSA_OID_DER, &[0x05, 0x00]]);
                private_key_info(algorithm.expose(), key.der().expose())
            }
            Self::Ec(key) => {
                let curve = key.curve().oid_der();
                let algorithm = der::element(0x30, &[EC_OID_DER, curve]);
                private_key_info(algorithm.expose(), key.der().expose())
            }
            Self::Other(key) => SecretBytes::copy_of(key.info().expose()),
        }
    }
}

const RSA_OID_DER: &[u8] = &[
    0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01,
];
const EC_OID_DER: &[u8] = &[0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];

fn private_key_info(algorithm: &[u8], key: &[u8]) -> SecretBytes {
    let key = der::element(0x04, &[key]);
    der::element(0x30, &[&[0x02, 0x01, 0x00], algorithm, key.expose()])
}
