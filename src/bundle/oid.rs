//! The object identifiers of PKCS#12 files and the names people know them by.

/// An object identifier: its content bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oid(Vec<u8>);

impl Oid {
    pub(super) fn new(content: &[u8]) -> Self {
        Self(content.to_vec())
    }

    /// The numbers joined by dots; `?` for bytes that are no object identifier.
    #[must_use]
    pub fn dotted(&self) -> String {
        dotted(&self.0)
    }

    /// The usual name, else the dotted numbers.
    #[must_use]
    pub fn name(&self) -> String {
        let number = self.dotted();
        let known = NAMES.iter().find(|(oid, _)| *oid == number);
        known.map_or(number, |(_, name)| (*name).to_owned())
    }
}

fn dotted(content: &[u8]) -> String {
    let mut arcs: Vec<u64> = Vec::new();
    let mut arc: u64 = 0;
    for byte in content {
        let Some(high) = arc.checked_mul(128) else {
            return "?".to_owned();
        };
        arc = high | u64::from(byte & 0x7f);
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
    let texts: Vec<String> = arcs.iter().map(u64::to_string).collect();
    if texts.is_empty() {
        return "?".to_owned();
    }
    texts.join(".")
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

pub(super) const RSA: &str = "1.2.840.113549.1.1.1";
pub(super) const EC: &str = "1.2.840.10045.2.1";

/// What else turns up in files, so that a refusal can name it.
const NAMES: [(&str, &str); 100] = [
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
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_an_algorithm_and_writes_its_numbers() {
        let oid = Oid::new(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0d]);
        assert_eq!(
            (oid.name().as_str(), oid.dotted().as_str()),
            ("PBES2", PBES2)
        );
    }

    #[test]
    fn writes_the_numbers_of_a_second_arc_past_39() {
        assert_eq!(Oid::new(&[0x88, 0x37]).dotted(), "2.999");
    }
}
