//! What a certificate allows its key to do, and how strong the hash in its signature is.

use x509_parser::extensions::{ExtendedKeyUsage, KeyUsage as ParsedKeyUsage};
use x509_parser::x509::AlgorithmIdentifier;

/// The key usage bits that matter for a key on a token (RFC 5280 §4.2.1.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyUsage {
    /// digitalSignature: what a TLS client needs.
    pub signs: bool,
    /// nonRepudiation, also called contentCommitment.
    pub commits: bool,
    /// keyEncipherment.
    pub enciphers_keys: bool,
    /// dataEncipherment.
    pub enciphers_data: bool,
    /// keyAgreement.
    pub agrees_keys: bool,
    /// keyCertSign.
    pub signs_certificates: bool,
}

impl KeyUsage {
    pub(super) fn read(usage: &ParsedKeyUsage) -> Self {
        Self {
            signs: usage.digital_signature(),
            commits: usage.non_repudiation(),
            enciphers_keys: usage.key_encipherment(),
            enciphers_data: usage.data_encipherment(),
            agrees_keys: usage.key_agreement(),
            signs_certificates: usage.key_cert_sign(),
        }
    }
}

/// The extended key usage purposes that matter here (RFC 5280 §4.2.1.12).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPurposes {
    /// Client authentication, or any purpose.
    pub authenticates_clients: bool,
}

impl KeyPurposes {
    pub(super) fn read(usage: &ExtendedKeyUsage<'_>) -> Self {
        Self {
            authenticates_clients: usage.client_auth || usage.any,
        }
    }
}

/// How strong the hash in a signature is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HashStrength {
    /// MD2, MD5 or SHA-1: collisions can be made.
    Broken,
    /// SHA-2 or better, or an algorithm that is judged elsewhere.
    Sound,
}

/// Signature algorithms over MD2, MD5 and SHA-1.
const BROKEN: [&str; 7] = [
    "1.2.840.113549.1.1.2",
    "1.2.840.113549.1.1.4",
    "1.2.840.113549.1.1.5",
    "1.3.14.3.2.29",
    "1.2.840.10045.4.1",
    "1.2.840.10040.4.3",
    "1.3.14.3.2.15",
];

pub(super) fn signature_hash(algorithm: &AlgorithmIdentifier<'_>) -> HashStrength {
    if BROKEN.contains(&algorithm.algorithm.to_id_string().as_str()) {
        HashStrength::Broken
    } else {
        HashStrength::Sound
    }
}
