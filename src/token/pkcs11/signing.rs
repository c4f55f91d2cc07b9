//! A signature by the mechanism that the token turns out to have: a listed one proves nothing.

use super::padding;
use super::raw::{self, CK_MECHANISM_TYPE, CK_SESSION_HANDLE, Functions, Mechanism, Parameter};
use crate::certificate::{Curve, PublicKey, SignatureHash, SignatureScheme};
use crate::token::{Handle, TokenError, TokenSignature, Trouble};

/// One way to sign: the mechanism, and what it is given.
struct Way {
    mechanism: Mechanism<'static>,
    name: &'static str,
    input: Vec<u8>,
}

/// Signs with the first mechanism whose signature `public` verifies; when none does, gives the last signature
/// that was made (OpenSC 0.23 answers CKR_OK to CKM_ECDSA and gives uninitialised memory).
pub(super) fn sign(
    functions: &Functions,
    session: CK_SESSION_HANDLE,
    key: Handle,
    public: &PublicKey,
    message: &[u8],
) -> Result<TokenSignature, TokenError> {
    match SignatureScheme::usual(public) {
        Some(scheme) => sign_by(functions, session, key, public, scheme, message),
        None => Err(unsupported()),
    }
}

/// Signs by `scheme` as [`sign`] does.
pub(super) fn sign_by(
    functions: &Functions,
    session: CK_SESSION_HANDLE,
    key: Handle,
    public: &PublicKey,
    scheme: SignatureScheme,
    message: &[u8],
) -> Result<TokenSignature, TokenError> {
    let mut unverified = None;
    let mut refusal = None;
    for way in ways(public, scheme, message) {
        match functions.sign(session, key, way.mechanism, &way.input) {
            Ok(bytes) => {
                let verifies = scheme.verifies(public, message, &bytes);
                let signature = TokenSignature {
                    mechanism: way.name,
                    digest: scheme.hash().name(),
                    bytes,
                };
                if verifies {
                    return Ok(signature);
                }
                unverified = Some(signature);
            }
            Err(error) if another_way_may_help(&error, scheme) => {
                tracing::debug!(%error, mechanism = way.name, "the token does not sign so");
                refusal.get_or_insert(error);
            }
            Err(error) => return Err(error),
        }
    }
    unverified.ok_or(refusal.unwrap_or_else(unsupported))
}

fn unsupported() -> TokenError {
    TokenError::Call {
        function: "C_SignInit",
        code: raw::code(raw::CKR_MECHANISM_INVALID),
    }
}

fn another_way_may_help(error: &TokenError, scheme: SignatureScheme) -> bool {
    match (error.trouble(), scheme) {
        (Trouble::Unsupported | Trouble::DataInvalid, _) => true,
        // Modules that do not know RSA-PSS say so by any code.
        (Trouble::Other | Trouble::Template, SignatureScheme::RsaPss(_)) => true,
        _ => error.code() == Some(raw::code(raw::CKR_DATA_LEN_RANGE)),
    }
}

/// DigestInfo up to the hash itself (RFC 8017 §9.2, note 1): what differs is the last arc and two lengths.
fn digest_info(hash: SignatureHash, message: &[u8]) -> Vec<u8> {
    let (arc, whole, length) = match hash {
        SignatureHash::Sha256 => (0x01, 0x31, 0x20),
        SignatureHash::Sha384 => (0x02, 0x41, 0x30),
        SignatureHash::Sha512 => (0x03, 0x51, 0x40),
    };
    let mut info = vec![
        0x30, whole, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, arc,
        0x05, 0x00, 0x04, length,
    ];
    info.extend(padding::digest(hash, &[message]));
    info
}

fn ways(public: &PublicKey, scheme: SignatureScheme, message: &[u8]) -> Vec<Way> {
    let hash = scheme.hash();
    let way = |kind: CK_MECHANISM_TYPE, name, parameter, input| Way {
        mechanism: Mechanism { kind, parameter },
        name,
        input,
    };
    let whole = || message.to_vec();
    let hashed = || padding::digest(hash, &[message]);
    match scheme {
        SignatureScheme::RsaPkcs1(hash) => {
            let (kind, name) = match hash {
                SignatureHash::Sha256 => (raw::CKM_SHA256_RSA_PKCS, "CKM_SHA256_RSA_PKCS"),
                SignatureHash::Sha384 => (raw::CKM_SHA384_RSA_PKCS, "CKM_SHA384_RSA_PKCS"),
                SignatureHash::Sha512 => (raw::CKM_SHA512_RSA_PKCS, "CKM_SHA512_RSA_PKCS"),
            };
            let info = digest_info(hash, message);
            vec![
                way(raw::CKM_RSA_PKCS, "CKM_RSA_PKCS", Parameter::None, info),
                way(kind, name, Parameter::None, whole()),
            ]
        }
        SignatureScheme::RsaPss(hash) => {
            let (kind, name) = match hash {
                SignatureHash::Sha256 => (raw::CKM_SHA256_RSA_PKCS_PSS, "CKM_SHA256_RSA_PKCS_PSS"),
                SignatureHash::Sha384 => (raw::CKM_SHA384_RSA_PKCS_PSS, "CKM_SHA384_RSA_PKCS_PSS"),
                SignatureHash::Sha512 => (raw::CKM_SHA512_RSA_PKCS_PSS, "CKM_SHA512_RSA_PKCS_PSS"),
            };
            let told = Parameter::Pss(hash);
            let mut ways = vec![
                way(raw::CKM_RSA_PKCS_PSS, "CKM_RSA_PKCS_PSS", told, hashed()),
                way(kind, name, told, whole()),
            ];
            let bits = public.bits();
            ways.extend(
                bits.and_then(|bits| padding::pss(hash, message, bits))
                    .map(|padded| way(raw::CKM_RSA_X_509, RAW_RSA, Parameter::None, padded)),
            );
            ways
        }
        SignatureScheme::Ecdsa(curve) => {
            let (kind, name) = match curve {
                Curve::P256 => (raw::CKM_ECDSA_SHA256, "CKM_ECDSA_SHA256"),
                Curve::P384 => (raw::CKM_ECDSA_SHA384, "CKM_ECDSA_SHA384"),
                Curve::P521 => (raw::CKM_ECDSA_SHA512, "CKM_ECDSA_SHA512"),
            };
            vec![
                way(raw::CKM_ECDSA, "CKM_ECDSA", Parameter::None, hashed()),
                way(kind, name, Parameter::None, whole()),
            ]
        }
    }
}

/// The bare RSA operation.
const RAW_RSA: &str = "CKM_RSA_X_509";
