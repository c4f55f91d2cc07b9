//! A signature by the mechanism that the token turns out to have: a listed one proves nothing.

use sha2::{Digest, Sha256, Sha384, Sha512};

use super::raw::{self, CK_MECHANISM_TYPE, CK_SESSION_HANDLE, Functions};
use crate::certificate::{Curve, PublicKey};
use crate::token::{Handle, TokenError, TokenSignature, Trouble};

/// DigestInfo of SHA-256 up to the hash itself (RFC 8017 §9.2, note 1).
const SHA256_INFO: [u8; 19] = [
    0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05,
    0x00, 0x04, 0x20,
];

/// One way to sign: the mechanism, and what it is given.
struct Way {
    mechanism: CK_MECHANISM_TYPE,
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
    let (digest, ways) = ways(public, message);
    let mut unverified = None;
    let mut refusal = None;
    for way in ways {
        match functions.sign(session, key, way.mechanism, &way.input) {
            Ok(bytes) => {
                let verifies = public.verifies(message, &bytes);
                let signature = TokenSignature {
                    mechanism: way.name,
                    digest,
                    bytes,
                };
                if verifies {
                    return Ok(signature);
                }
                unverified = Some(signature);
            }
            Err(error) if another_way_may_help(&error) => {
                tracing::debug!(%error, mechanism = way.name, "the token does not sign so");
                refusal.get_or_insert(error);
            }
            Err(error) => return Err(error),
        }
    }
    let unsupported = TokenError::Call {
        function: "C_SignInit",
        code: raw::code(raw::CKR_MECHANISM_INVALID),
    };
    unverified.ok_or(refusal.unwrap_or(unsupported))
}

fn another_way_may_help(error: &TokenError) -> bool {
    matches!(error.trouble(), Trouble::Unsupported | Trouble::DataInvalid)
        || error.code() == Some(raw::code(raw::CKR_DATA_LEN_RANGE))
}

fn ways(public: &PublicKey, message: &[u8]) -> (&'static str, Vec<Way>) {
    let way = |mechanism, name, input| Way {
        mechanism,
        name,
        input,
    };
    match public {
        PublicKey::Rsa { .. } => {
            let mut info = SHA256_INFO.to_vec();
            info.extend(Sha256::digest(message));
            let ways = vec![
                way(raw::CKM_RSA_PKCS, "CKM_RSA_PKCS", info),
                way(
                    raw::CKM_SHA256_RSA_PKCS,
                    "CKM_SHA256_RSA_PKCS",
                    message.to_vec(),
                ),
            ];
            ("SHA-256", ways)
        }
        PublicKey::Ec { curve, .. } => {
            let (digest, hash, mechanism, name) = match curve {
                Curve::P256 => (
                    "SHA-256",
                    Sha256::digest(message).to_vec(),
                    raw::CKM_ECDSA_SHA256,
                    "CKM_ECDSA_SHA256",
                ),
                Curve::P384 => (
                    "SHA-384",
                    Sha384::digest(message).to_vec(),
                    raw::CKM_ECDSA_SHA384,
                    "CKM_ECDSA_SHA384",
                ),
                Curve::P521 => (
                    "SHA-512",
                    Sha512::digest(message).to_vec(),
                    raw::CKM_ECDSA_SHA512,
                    "CKM_ECDSA_SHA512",
                ),
            };
            let ways = vec![
                way(raw::CKM_ECDSA, "CKM_ECDSA", hash),
                way(mechanism, name, message.to_vec()),
            ];
            (digest, ways)
        }
        PublicKey::Other { .. } => ("none", Vec::new()),
    }
}
