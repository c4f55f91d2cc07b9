//! The object identifiers of PKCS#12 files and the names people know them by.

use super::ber::{BerError, Element};

/// An object identifier, its numbers joined by dots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oid(String);

/// The longest object identifier that is read, bytes; with a UUID in it one has 22.
const MAX_BYTES: usize = 64;

impl Oid {
    /// Reads the content of `element` (X.690 §8.19).
    pub(super) fn read(element: &Element<'_>) -> Result<Self, BerError> {
        dotted(element.content())
            .map(Self)
            .ok_or_else(|| element.error("an object identifier that is none"))
    }

    /// The numbers joined by dots.
    #[must_use]
    pub fn dotted(&self) -> String {
        self.0.clone()
    }

    /// The usual name, else the dotted numbers.
    #[must_use]
    pub fn name(&self) -> String {
        let known = NAMES.iter().find(|(oid, _)| *oid == self.0);
        known.map_or_else(|| self.0.clone(), |(_, name)| (*name).to_owned())
    }
}

fn dotted(content: &[u8]) -> Option<String> {
    // Of a long one nothing could be told that a person would read.
    if content.len() > MAX_BYTES || content.last()? & 0x80 != 0 {
        return None;
    }
    let mut arcs: Vec<u128> = Vec::new();
    let mut arc: u128 = 0;
    for byte in content {
        arc = arc.checked_mul(128)? | u128::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            if arcs.is_empty() {
                let root = (arc / 40).min(2);
                arcs.push(root);
                arc = arc.saturating_sub(root.saturating_mul(40));
            }
            arcs.push(arc);
            arc = 0;
        }
    }
    let texts: Vec<String> = arcs.iter().map(u128::to_string).collect();
    Some(texts.join("."))
}

pub(super) const DATA: &str = "1.2.840.113549.1.7.1";
pub(super) const SIGNED_DATA: &str = "1.2.840.113549.1.7.2";
pub(super) const ENVELOPED_DATA: &str = "1.2.840.113549.1.7.3";
pub(super) const ENCRYPTED_DATA: &str = "1.2.840.113549.1.7.6";

pub(super) const KEY_BAG: &str = "1.2.840.113549.1.12.10.1.1";
pub(super) const SHROUDED_KEY_BAG: &str = "1.2.840.113549.1.12.10.1.2";
pub(super) const CERT_BAG: &str = "1.2.840.113549.1.12.10.1.3";
pub(super) const CRL_BAG: &str = "1.2.840.113549.1.12.10.1.4";
pub(super) const SECRET_BAG: &str = "1.2.840.113549.1.12.10.1.5";
pub(super) const SAFE_CONTENTS_BAG: &str = "1.2.840.113549.1.12.10.1.6";
pub(super) const X509_CERTIFICATE: &str = "1.2.840.113549.1.9.22.1";
pub(super) const FRIENDLY_NAME: &str = "1.2.840.113549.1.9.20";
pub(super) const LOCAL_KEY_ID: &str = "1.2.840.113549.1.9.21";

pub(super) const PBES2: &str = "1.2.840.113549.1.5.13";
pub(super) const PBMAC1: &str = "1.2.840.113549.1.5.14";
pub(super) const PBKDF2: &str = "1.2.840.113549.1.5.12";
pub(super) const SCRYPT: &str = "1.3.6.1.4.1.11591.4.11";

pub(super) const HMAC_SHA1_IANA: &str = "1.3.6.1.5.5.8.1.2";

pub(super) const RSA: &str = "1.2.840.113549.1.1.1";
pub(super) const EC: &str = "1.2.840.10045.2.1";

/// What else turns up in files, so that a refusal can name it.
const NAMES: [(&str, &str); 117] = [
    (DATA, "data"),
    (SIGNED_DATA, "signedData (public-key integrity)"),
    (ENVELOPED_DATA, "envelopedData (public-key privacy)"),
    (ENCRYPTED_DATA, "encryptedData"),
    (KEY_BAG, "keyBag"),
    (SHROUDED_KEY_BAG, "pkcs8ShroudedKeyBag"),
    (CERT_BAG, "certBag"),
    (CRL_BAG, "crlBag"),
    (SECRET_BAG, "secretBag"),
    (SAFE_CONTENTS_BAG, "safeContentsBag"),
    ("1.2.840.113549.1.9.22.2", "SDSI certificate"),
    (PBES2, "PBES2"),
    (PBMAC1, "PBMAC1"),
    (PBKDF2, "PBKDF2"),
    (SCRYPT, "scrypt"),
    ("1.2.840.113549.1.5.1", "PBE-MD2-DES"),
    ("1.2.840.113549.1.5.3", "PBE-MD5-DES"),
    ("1.2.840.113549.1.5.4", "PBE-MD2-RC2"),
    ("1.2.840.113549.1.5.6", "PBE-MD5-RC2"),
    ("1.2.840.113549.1.5.10", "PBE-SHA1-DES"),
    ("1.2.840.113549.1.5.11", "PBE-SHA1-RC2"),
    ("1.3.14.3.2.7", "DES-CBC"),
    ("1.2.840.113549.3.2", "RC2-CBC"),
    ("1.2.840.113549.3.4", "RC4"),
    ("1.2.840.113549.3.9", "RC5-CBC"),
    ("2.16.840.1.101.3.4.1.6", "AES-128-GCM"),
    ("2.16.840.1.101.3.4.1.26", "AES-192-GCM"),
    ("2.16.840.1.101.3.4.1.46", "AES-256-GCM"),
    ("1.2.392.200011.61.1.1.1.2", "Camellia-128-CBC"),
    ("1.2.392.200011.61.1.1.1.3", "Camellia-192-CBC"),
    ("1.2.392.200011.61.1.1.1.4", "Camellia-256-CBC"),
    ("1.2.410.200004.1.4", "SEED-CBC"),
    ("1.2.410.200046.1.1.2", "ARIA-128-CBC"),
    ("1.2.410.200046.1.1.12", "ARIA-256-CBC"),
    ("1.2.156.10197.1.104.2", "SM4-CBC"),
    ("1.2.156.10197.1.401", "SM3"),
    ("1.2.643.2.2.21", "GOST 28147-89"),
    ("1.2.643.7.1.1.2.2", "GOST R 34.11-2012"),
    ("1.2.643.7.1.1.2.3", "GOST R 34.11-2012 (512)"),
    ("1.2.840.113549.2.2", "MD2"),
    ("1.2.840.113549.2.5", "MD5"),
    ("1.2.840.113549.2.6", "HMAC-MD5"),
    ("1.3.36.3.2.1", "RIPEMD-160"),
    ("2.16.840.1.101.3.4.2.8", "SHA3-256"),
    ("2.16.840.1.101.3.4.2.14", "HMAC-SHA3-256"),
    ("2.16.840.1.101.3.4.2.5", "SHA-512/224"),
    ("2.16.840.1.101.3.4.2.6", "SHA-512/256"),
    ("1.2.840.113549.2.12", "HMAC-SHA512/224"),
    ("1.2.840.113549.2.13", "HMAC-SHA512/256"),
    (RSA, "RSA"),
    (EC, "EC"),
    ("1.2.840.113549.1.1.10", "RSA-PSS"),
    ("1.2.840.113549.1.1.7", "RSA-OAEP"),
    ("1.2.840.10040.4.1", "DSA"),
    ("1.2.840.10046.2.1", "DH"),
    ("1.3.101.110", "X25519"),
    ("1.3.101.111", "X448"),
    ("1.3.101.112", "Ed25519"),
    ("1.3.101.113", "Ed448"),
    ("1.2.840.10045.3.1.1", "P-192"),
    ("1.3.132.0.33", "P-224"),
    ("1.3.132.0.10", "secp256k1"),
    ("1.3.36.3.3.2.8.1.1.7", "brainpoolP256r1"),
    ("1.3.36.3.3.2.8.1.1.11", "brainpoolP384r1"),
    ("1.3.36.3.3.2.8.1.1.13", "brainpoolP512r1"),
    ("1.2.156.10197.1.301", "SM2"),
    ("2.16.840.1.101.3.4.2.9", "SHA3-384"),
    ("2.16.840.1.101.3.4.1.1", "AES-128-ECB"),
    ("2.16.840.1.101.3.4.1.3", "AES-128-OFB"),
    ("2.16.840.1.101.3.4.1.4", "AES-128-CFB"),
    ("2.16.840.1.101.3.4.1.5", "AES-128-WRAP"),
    ("2.16.840.1.101.3.4.1.7", "AES-128-CCM"),
    ("2.16.840.1.101.3.4.1.21", "AES-192-ECB"),
    ("2.16.840.1.101.3.4.1.23", "AES-192-OFB"),
    ("2.16.840.1.101.3.4.1.24", "AES-192-CFB"),
    ("2.16.840.1.101.3.4.1.41", "AES-256-ECB"),
    ("2.16.840.1.101.3.4.1.43", "AES-256-OFB"),
    ("2.16.840.1.101.3.4.1.44", "AES-256-CFB"),
    ("2.16.840.1.101.3.4.1.45", "AES-256-WRAP"),
    ("2.16.840.1.101.3.4.1.47", "AES-256-CCM"),
    ("1.2.840.113549.1.9.16.3.18", "ChaCha20-Poly1305"),
    ("1.2.840.113533.7.66.10", "CAST5-CBC"),
    ("1.3.6.1.4.1.3029.1.2", "Blowfish-CBC"),
    ("1.3.6.1.4.1.188.7.1.1.2", "IDEA-CBC"),
    ("1.2.410.200046.1.1.7", "ARIA-192-CBC"),
    ("1.2.156.10197.1.401.2", "HMAC-SM3"),
    ("1.2.643.7.1.1.4.1", "HMAC GOST R 34.11-2012"),
    ("1.2.643.7.1.1.4.2", "HMAC GOST R 34.11-2012 (512)"),
    ("1.3.6.1.4.1.1722.12.2.1.16", "BLAKE2b-512"),
    ("2.16.840.1.101.3.4.2.7", "SHA3-224"),
    ("2.16.840.1.101.3.4.2.10", "SHA3-512"),
    ("2.16.840.1.101.3.4.2.13", "HMAC-SHA3-224"),
    ("2.16.840.1.101.3.4.2.15", "HMAC-SHA3-384"),
    ("2.16.840.1.101.3.4.2.16", "HMAC-SHA3-512"),
    ("1.2.643.7.1.1.1.1", "GOST R 34.10-2012"),
    ("1.2.840.10045.3.1.3", "P-192 (prime192v3)"),
    ("1.3.36.3.3.2.8.1.1.1", "brainpoolP160r1"),
    ("1.3.36.3.3.2.8.1.1.3", "brainpoolP192r1"),
    ("1.3.36.3.3.2.8.1.1.5", "brainpoolP224r1"),
    ("1.3.36.3.3.2.8.1.1.9", "brainpoolP320r1"),
    ("1.3.6.1.5.5.8.1.1", "HMAC-MD5"),
    (HMAC_SHA1_IANA, "HMAC-SHA1"),
    ("1.2.840.113549.2.7", "HMAC-SHA1"),
    ("1.2.840.113549.2.8", "HMAC-SHA224"),
    ("1.2.840.113549.2.9", "HMAC-SHA256"),
    ("1.2.840.113549.2.10", "HMAC-SHA384"),
    ("1.2.840.113549.2.11", "HMAC-SHA512"),
    ("1.2.643.2.2.9", "GOST R 34.11-94"),
    ("1.2.643.2.2.10", "HMAC GOST R 34.11-94"),
    ("1.2.643.2.2.19", "GOST R 34.10-2001"),
    ("1.2.643.7.1.1.1.2", "GOST R 34.10-2012 (512)"),
    ("1.2.643.7.1.1.5.1.2", "Magma-CTR-ACPKM-OMAC"),
    ("1.2.643.7.1.1.5.2.2", "Kuznyechik-CTR-ACPKM-OMAC"),
    ("1.0.10118.3.0.55", "Whirlpool"),
    ("2.16.840.1.101.3.4.2.1", "SHA-256"),
    ("2.16.840.1.101.3.4.3.17", "ML-DSA-44"),
    ("2.16.840.1.101.3.4.3.18", "ML-DSA-65"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_an_algorithm_and_writes_its_numbers() {
        let content = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0d];
        let oid = Oid(dotted(&content).unwrap());
        assert_eq!(
            (oid.name().as_str(), oid.dotted().as_str()),
            ("PBES2", PBES2)
        );
    }

    #[test]
    fn writes_the_numbers_of_a_second_arc_past_39() {
        assert_eq!(dotted(&[0x88, 0x37]).as_deref(), Some("2.999"));
    }

    #[test]
    fn writes_a_number_of_128_bits() {
        let content = [&[0x69, 0x83][..], &[0xff; 17], &[0x7f]].concat();
        let uuid = format!("2.25.{}", u128::MAX);
        assert_eq!(dotted(&content), Some(uuid));
    }

    #[test]
    fn takes_neither_an_empty_one_nor_one_without_its_end_nor_one_too_long() {
        for content in [&[][..], &[0x2a, 0x86], &[1; MAX_BYTES + 1], &[0xff; 21]] {
            assert_eq!(dotted(content), None, "{content:?}");
        }
    }
}
