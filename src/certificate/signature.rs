//! Whether one certificate's signature was made by another's key.

use aws_lc_rs::signature::{self as rules, UnparsedPublicKey, VerificationAlgorithm};
use x509_parser::prelude::{FromDer, X509Certificate};
use x509_parser::signature_algorithm::RsaSsaPssParams;
use x509_parser::x509::AlgorithmIdentifier;

use super::{Certificate, Curve, PublicKey};

/// Verifies the signature on `certificate` with the public key of `issuer`.
///
/// `None` for an algorithm that is not known here: the caller keeps what it cannot judge.
pub(super) fn verifies(certificate: &Certificate, issuer: &Certificate) -> Option<bool> {
    let (_, signed) = X509Certificate::from_der(certificate.der()).ok()?;
    let (_, signer) = X509Certificate::from_der(issuer.der()).ok()?;
    let rule = rule(&signed.signature_algorithm, issuer.public_key())?;
    let key = &signer.public_key().subject_public_key.data;
    let verdict = UnparsedPublicKey::new(rule, key).verify(
        signed.tbs_certificate.as_ref(),
        &signed.signature_value.data,
    );
    Some(verdict.is_ok())
}

fn rule(
    algorithm: &AlgorithmIdentifier<'_>,
    key: &PublicKey,
) -> Option<&'static dyn VerificationAlgorithm> {
    let number = algorithm.algorithm.to_id_string();
    match key {
        PublicKey::Rsa { .. } => rsa_rule(&number, algorithm),
        PublicKey::Ec { curve, .. } => ecdsa_rule(&number, *curve),
        PublicKey::Other { .. } => (number == "1.3.101.112").then_some(&rules::ED25519),
    }
}

fn rsa_rule(
    number: &str,
    algorithm: &AlgorithmIdentifier<'_>,
) -> Option<&'static dyn VerificationAlgorithm> {
    Some(match number {
        "1.2.840.113549.1.1.5" | "1.3.14.3.2.29" => {
            &rules::RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY
        }
        "1.2.840.113549.1.1.11" => &rules::RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY,
        "1.2.840.113549.1.1.12" => &rules::RSA_PKCS1_2048_8192_SHA384,
        "1.2.840.113549.1.1.13" => &rules::RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY,
        "1.2.840.113549.1.1.10" => {
            let parameters = RsaSsaPssParams::try_from(algorithm.parameters.as_ref()?).ok()?;
            let hash = parameters.hash_algorithm_oid();
            let mask = parameters.mask_gen_algorithm().ok()?;
            if mask.hash != *hash {
                return None;
            }
            // Only salts as long as the hash can be verified; OpenSSL makes them as long as they can be.
            match (hash.to_id_string().as_str(), parameters.salt_length()) {
                ("2.16.840.1.101.3.4.2.1", 32) => &rules::RSA_PSS_2048_8192_SHA256,
                ("2.16.840.1.101.3.4.2.2", 48) => &rules::RSA_PSS_2048_8192_SHA384,
                ("2.16.840.1.101.3.4.2.3", 64) => &rules::RSA_PSS_2048_8192_SHA512,
                _ => return None,
            }
        }
        _ => return None,
    })
}

fn ecdsa_rule(number: &str, curve: Curve) -> Option<&'static dyn VerificationAlgorithm> {
    Some(match (number, curve) {
        ("1.2.840.10045.4.3.2", Curve::P256) => &rules::ECDSA_P256_SHA256_ASN1,
        ("1.2.840.10045.4.3.3", Curve::P256) => &rules::ECDSA_P256_SHA384_ASN1,
        ("1.2.840.10045.4.3.2", Curve::P384) => &rules::ECDSA_P384_SHA256_ASN1,
        ("1.2.840.10045.4.3.3", Curve::P384) => &rules::ECDSA_P384_SHA384_ASN1,
        ("1.2.840.10045.4.3.4", Curve::P384) => &rules::ECDSA_P384_SHA512_ASN1,
        ("1.2.840.10045.4.3.2", Curve::P521) => &rules::ECDSA_P521_SHA256_ASN1,
        ("1.2.840.10045.4.3.3", Curve::P521) => &rules::ECDSA_P521_SHA384_ASN1,
        ("1.2.840.10045.4.3.4", Curve::P521) => &rules::ECDSA_P521_SHA512_ASN1,
        _ => return None,
    })
}
