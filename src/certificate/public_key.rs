//! Public keys as values that can be compared, named and used to verify a signature.

use aws_lc_rs::signature as algorithms;
use sha1::{Digest, Sha1};
use x509_parser::public_key::PublicKey as ParsedPublicKey;
use x509_parser::x509::SubjectPublicKeyInfo;

use super::Sha256Digest;

/// A named elliptic curve over a prime field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Curve {
    /// NIST P-256, secp256r1.
    P256,
    /// NIST P-384, secp384r1.
    P384,
    /// NIST P-521, secp521r1.
    P521,
}

impl Curve {
    /// All curves that can be imported.
    pub const ALL: [Self; 3] = [Self::P256, Self::P384, Self::P521];

    /// The curve's name as people write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::P256 => "P-256",
            Self::P384 => "P-384",
            Self::P521 => "P-521",
        }
    }

    /// The length of a coordinate, of the scalar and of each half of a signature, bytes.
    #[must_use]
    pub fn field_bytes(self) -> usize {
        match self {
            Self::P256 => 32,
            Self::P384 => 48,
            Self::P521 => 66,
        }
    }

    /// The order's length in bits: the key size of CKM_ECDSA.
    #[must_use]
    pub fn bits(self) -> u32 {
        match self {
            Self::P256 => 256,
            Self::P384 => 384,
            Self::P521 => 521,
        }
    }

    /// The DER OBJECT IDENTIFIER of the curve: CKA_EC_PARAMS (PKCS#11, elliptic curve key objects).
    #[must_use]
    pub fn oid_der(self) -> &'static [u8] {
        match self {
            Self::P256 => &[0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07],
            Self::P384 => &[0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x22],
            Self::P521 => &[0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x23],
        }
    }

    /// The curve whose DER OBJECT IDENTIFIER this is.
    #[must_use]
    pub fn from_oid_der(der: &[u8]) -> Option<Self> {
        Self::ALL.into_iter().find(|curve| curve.oid_der() == der)
    }
}

/// A public key. Two are equal when they are the same key, however it was written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PublicKey {
    /// An RSA key: both numbers unsigned big-endian without leading zeros.
    Rsa {
        /// The modulus.
        modulus: Vec<u8>,
        /// The public exponent.
        exponent: Vec<u8>,
    },
    /// A key on a named curve that can be imported.
    Ec {
        /// The curve.
        curve: Curve,
        /// The point, uncompressed: 04, x, y.
        point: Vec<u8>,
    },
    /// Any other key; it can be compared and named, not used.
    Other {
        /// The algorithm's object identifier, dotted.
        algorithm: String,
        /// The whole SubjectPublicKeyInfo, DER.
        info: Vec<u8>,
    },
}

/// Takes leading zero bytes off an unsigned big-endian number.
#[must_use]
pub fn unsigned(number: &[u8]) -> &[u8] {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    number.get(zeros..).unwrap_or(number)
}

impl PublicKey {
    pub(super) fn read(info: &SubjectPublicKeyInfo<'_>) -> Self {
        let algorithm = info.algorithm.algorithm.to_id_string();
        let other = || Self::Other {
            algorithm: algorithm.clone(),
            info: info.raw.to_vec(),
        };
        match info.parsed() {
            Ok(ParsedPublicKey::RSA(key)) if algorithm == RSA_ENCRYPTION => {
                Self::rsa(key.modulus, key.exponent)
            }
            Ok(ParsedPublicKey::EC(point)) => {
                let parameters = info.algorithm.parameters.as_ref();
                let curve = parameters
                    .and_then(|any| any.as_oid().ok())
                    .map(|oid| oid.as_bytes().to_vec())
                    .and_then(|bytes| {
                        Curve::ALL
                            .into_iter()
                            .find(|c| c.oid_der().get(2..) == Some(&bytes[..]))
                    });
                curve
                    .and_then(|curve| Self::ec(curve, point.data()))
                    .unwrap_or_else(other)
            }
            _ => other(),
        }
    }

    /// Makes an RSA key of two unsigned big-endian numbers; leading zeros are taken off.
    #[must_use]
    pub fn rsa(modulus: &[u8], exponent: &[u8]) -> Self {
        Self::Rsa {
            modulus: unsigned(modulus).to_vec(),
            exponent: unsigned(exponent).to_vec(),
        }
    }

    /// Makes an EC key of an uncompressed point; `None` when the point has another length or form.
    #[must_use]
    pub fn ec(curve: Curve, point: &[u8]) -> Option<Self> {
        let length = curve.field_bytes().saturating_mul(2).saturating_add(1);
        let fits = point.len() == length && point.first() == Some(&4);
        fits.then(|| Self::Ec {
            curve,
            point: point.to_vec(),
        })
    }

    /// What makes the key this key and no other: the modulus, the point, or the whole info.
    #[must_use]
    pub fn material(&self) -> &[u8] {
        match self {
            Self::Rsa { modulus, .. } => modulus,
            Self::Ec { point, .. } => point,
            Self::Other { info, .. } => info,
        }
    }

    /// CKA_ID by NSS's rule: SHA-1 of the modulus without leading zeros, or of the raw EC point.
    #[must_use]
    pub fn cka_id(&self) -> Vec<u8> {
        Sha1::digest(self.material()).to_vec()
    }

    /// SHA-256 over the key's material: what plans and the journal call the key.
    #[must_use]
    pub fn sha256(&self) -> Sha256Digest {
        Sha256Digest::of(self.material())
    }

    /// The size people name a key by, bits: of the modulus, or of the curve.
    #[must_use]
    pub fn bits(&self) -> Option<u32> {
        match self {
            Self::Rsa { modulus, .. } => {
                let first = modulus.first().map_or(8, |byte| byte.leading_zeros());
                let bytes = u32::try_from(modulus.len()).ok()?;
                bytes.checked_mul(8)?.checked_sub(first)
            }
            Self::Ec { curve, .. } => Some(curve.bits()),
            Self::Other { .. } => None,
        }
    }

    /// The key's kind and size, such as `RSA 2048` or `EC P-256`; the number of an unknown algorithm.
    #[must_use]
    pub fn description(&self) -> String {
        match self {
            Self::Rsa { .. } => format!("RSA {}", self.bits().unwrap_or_default()),
            Self::Ec { curve, .. } => format!("EC {}", curve.name()),
            Self::Other { algorithm, .. } => match algorithm.as_str() {
                "1.3.101.112" => "Ed25519".to_owned(),
                "1.3.101.113" => "Ed448".to_owned(),
                "1.2.840.113549.1.1.10" => "RSA-PSS".to_owned(),
                "1.2.840.10045.2.1" => "EC".to_owned(),
                other => other.to_owned(),
            },
        }
    }

    /// Verifies an RSASSA-PKCS1-v1_5 signature with SHA-256, or an ECDSA signature `r ‖ s` with the
    /// hash of the curve's size, over `message` (RFC 8017 §8.2, FIPS 186-5 §6.4).
    #[must_use]
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::Rsa { modulus, exponent } => {
                let key = aws_lc_rs::rsa::PublicKeyComponents {
                    n: modulus,
                    e: exponent,
                };
                let rule = &algorithms::RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY;
                key.verify(rule, message, signature).is_ok()
            }
            Self::Ec { curve, point } => {
                let rule = match curve {
                    Curve::P256 => &algorithms::ECDSA_P256_SHA256_FIXED,
                    Curve::P384 => &algorithms::ECDSA_P384_SHA384_FIXED,
                    Curve::P521 => &algorithms::ECDSA_P521_SHA512_FIXED,
                };
                algorithms::UnparsedPublicKey::new(rule, point)
                    .verify(message, signature)
                    .is_ok()
            }
            Self::Other { .. } => false,
        }
    }
}

const RSA_ENCRYPTION: &str = "1.2.840.113549.1.1.1";
