//! The ways in which a TLS client signs, and whether a signature made by one of them verifies.

use aws_lc_rs::signature as algorithms;

use super::{Curve, PublicKey};

/// The hash of a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SignatureHash {
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl SignatureHash {
    /// The hash's name, such as `SHA-256`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
        }
    }
}

/// A way to sign in TLS (RFC 8446 §4.2.3, RFC 5246 §7.4.1.4.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SignatureScheme {
    /// RSASSA-PKCS1-v1_5: in TLS 1.2 only.
    RsaPkcs1(SignatureHash),
    /// RSASSA-PSS, the salt as long as the hash: the only one for RSA keys in TLS 1.3.
    RsaPss(SignatureHash),
    /// ECDSA with the hash of the curve's size.
    Ecdsa(Curve),
}

impl SignatureScheme {
    /// The way in which a key signs a challenge: every token that holds it can.
    #[must_use]
    pub fn usual(key: &PublicKey) -> Option<Self> {
        match key {
            PublicKey::Rsa { .. } => Some(Self::RsaPkcs1(SignatureHash::Sha256)),
            PublicKey::Ec { curve, .. } => Some(Self::Ecdsa(*curve)),
            PublicKey::Other { .. } => None,
        }
    }

    /// The hash.
    #[must_use]
    pub fn hash(self) -> SignatureHash {
        match self {
            Self::RsaPkcs1(hash) | Self::RsaPss(hash) => hash,
            Self::Ecdsa(Curve::P256) => SignatureHash::Sha256,
            Self::Ecdsa(Curve::P384) => SignatureHash::Sha384,
            Self::Ecdsa(Curve::P521) => SignatureHash::Sha512,
        }
    }

    /// The name that TLS gives it.
    #[must_use]
    pub fn name(self) -> &'static str {
        use SignatureHash::{Sha256, Sha384, Sha512};
        match self {
            Self::RsaPkcs1(Sha256) => "rsa_pkcs1_sha256",
            Self::RsaPkcs1(Sha384) => "rsa_pkcs1_sha384",
            Self::RsaPkcs1(Sha512) => "rsa_pkcs1_sha512",
            Self::RsaPss(Sha256) => "rsa_pss_rsae_sha256",
            Self::RsaPss(Sha384) => "rsa_pss_rsae_sha384",
            Self::RsaPss(Sha512) => "rsa_pss_rsae_sha512",
            Self::Ecdsa(Curve::P256) => "ecdsa_secp256r1_sha256",
            Self::Ecdsa(Curve::P384) => "ecdsa_secp384r1_sha384",
            Self::Ecdsa(Curve::P521) => "ecdsa_secp521r1_sha512",
        }
    }

    /// Verifies a signature over `message` with `key`; ECDSA as `r ‖ s`. RSA keys under 2048 bits verify with
    /// PKCS#1 and SHA-256 or SHA-512 only.
    #[must_use]
    pub fn verifies(self, key: &PublicKey, message: &[u8], signature: &[u8]) -> bool {
        use SignatureHash::{Sha256, Sha384, Sha512};
        let rule = match (self, key) {
            (Self::RsaPkcs1(Sha256), PublicKey::Rsa { .. }) => {
                &algorithms::RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY
            }
            (Self::RsaPkcs1(Sha384), PublicKey::Rsa { .. }) => {
                &algorithms::RSA_PKCS1_2048_8192_SHA384
            }
            (Self::RsaPkcs1(Sha512), PublicKey::Rsa { .. }) => {
                &algorithms::RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY
            }
            (Self::RsaPss(Sha256), PublicKey::Rsa { .. }) => &algorithms::RSA_PSS_2048_8192_SHA256,
            (Self::RsaPss(Sha384), PublicKey::Rsa { .. }) => &algorithms::RSA_PSS_2048_8192_SHA384,
            (Self::RsaPss(Sha512), PublicKey::Rsa { .. }) => &algorithms::RSA_PSS_2048_8192_SHA512,
            (Self::Ecdsa(curve), PublicKey::Ec { curve: of, .. }) if curve == *of => {
                return key.verifies(message, signature);
            }
            _ => return false,
        };
        let PublicKey::Rsa { modulus, exponent } = key else {
            return false;
        };
        let components = aws_lc_rs::rsa::PublicKeyComponents {
            n: modulus,
            e: exponent,
        };
        components.verify(rule, message, signature).is_ok()
    }
}

/// An ECDSA signature as TLS sends it: SEQUENCE of two INTEGERs (RFC 3279 §2.2.3), from `r ‖ s`.
#[must_use]
pub fn ecdsa_der(signature: &[u8]) -> Vec<u8> {
    let (r, s) = signature
        .split_at_checked(signature.len().div_euclid(2))
        .unwrap_or_default();
    let content = [integer(r), integer(s)].concat();
    element(0x30, &content)
}

/// An INTEGER of an unsigned big-endian number.
fn integer(number: &[u8]) -> Vec<u8> {
    let number = super::public_key::unsigned(number);
    match number.first() {
        Some(0..0x80) => element(0x02, number),
        // A leading bit would make it negative, and none at all is zero.
        Some(0x80..) | None => element(0x02, &[&[0], number].concat()),
    }
}

fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    // Two numbers of 66 bytes are the most there is.
    let length = u8::try_from(content.len()).unwrap_or(u8::MAX);
    let mut written = match length {
        0..0x80 => vec![tag, length],
        0x80.. => vec![tag, 0x81, length],
    };
    written.extend_from_slice(content);
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_the_numbers_of_a_signature_as_der_wants_them() {
        assert_eq!(ecdsa_der(&[0, 1, 0, 0]), [0x30, 6, 2, 1, 1, 2, 1, 0]);
        let high = ecdsa_der(&[0x80, 0x7f]);
        assert_eq!(high, [0x30, 7, 2, 2, 0, 0x80, 2, 1, 0x7f]);
    }

    #[test]
    fn writes_a_long_length_for_p_521() {
        let der = ecdsa_der(&[0x01; 132]);
        assert_eq!(der[..3], [0x30, 0x81, 136]);
        assert_eq!(der.len(), 139);
    }

    #[test]
    fn takes_no_signature_of_another_kind_of_key() {
        let key = PublicKey::rsa(&[0xff; 256], &[1, 0, 1]);
        assert!(!SignatureScheme::Ecdsa(Curve::P256).verifies(&key, b"m", &[0; 64]));
    }
}
