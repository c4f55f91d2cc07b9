//! The commit point: the token signs a random challenge, and the leaf's public key verifies it outside.

use crate::certificate::{PublicKey, Sha256Digest};
use crate::token::{Content, Exposure, Object, TokenReader};

use super::crossing::Crossing;
use super::failure::Cause;

/// A signature that was made inside the token and verified outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The mechanism, such as `CKM_RSA_PKCS`.
    pub mechanism: &'static str,
    /// The hash, such as `SHA-256`.
    pub digest: &'static str,
    /// SHA-256 of the challenge that was signed.
    pub challenge: Sha256Digest,
}

/// How the key crossed into the token and how it is protected there, as read back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Custody {
    /// How it crossed; `None` when it was on the token before this run.
    pub crossing: Option<Crossing>,
    /// CKA_SENSITIVE as read back; OpenSC's ePass2003 driver says false and refuses the value all the same.
    pub sensitive: Option<bool>,
    /// CKA_EXTRACTABLE as read back.
    pub extractable: Option<bool>,
    /// Whether the private parts could be read.
    pub exposure: Exposure,
}

/// Judges a key's protection by behaviour (design, rule 5).
///
/// # Errors
/// [`Cause::Exposed`] when a private part can be read or CKA_EXTRACTABLE reads true; [`Cause::Token`]
/// when the token does not answer.
pub fn custody(token: &mut dyn TokenReader, key: &Object) -> Result<Custody, Cause> {
    let Content::PrivateKey { flags, .. } = &key.content else {
        return Err(Cause::NotWritten(key.into()));
    };
    let exposure = token.exposure(key.handle)?;
    let custody = Custody {
        crossing: None,
        sensitive: flags.sensitive,
        extractable: flags.extractable,
        exposure,
    };
    if exposure == Exposure::Readable || flags.extractable == Some(true) {
        return Err(Cause::Exposed);
    }
    Ok(custody)
}

/// Has the token sign a fresh challenge and verifies the signature with `public`.
///
/// # Errors
/// [`Cause::BadSignature`] when it does not verify, [`Cause::Token`] when the token does not sign.
pub fn prove(
    token: &mut dyn TokenReader,
    key: &Object,
    public: &PublicKey,
) -> Result<Proof, Cause> {
    let challenge = challenge();
    let signature = token.sign(key.handle, public, &challenge)?;
    if !public.verifies(&challenge, &signature.bytes) {
        return Err(Cause::BadSignature {
            mechanism: signature.mechanism,
        });
    }
    let challenge = Sha256Digest::of(&challenge);
    Ok(Proof {
        mechanism: signature.mechanism,
        digest: signature.digest,
        challenge,
    })
}

/// 32 random bytes behind a text that says what they are for.
fn challenge() -> Vec<u8> {
    let mut random = [0; 32];
    // The generator of aws-lc fails only when the system has no entropy; a zero challenge is still
    // verified with the right key and never accepted from another.
    let _ = aws_lc_rs::rand::fill(&mut random);
    [b"tokendesk proof: ".as_slice(), &random].concat()
}
