//! The host's half of a wrapped import: agreeing on an AES key, or sending one, and encrypting PKCS#8 under it.

use aws_lc_rs::agreement::{ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey, agree_ephemeral};
use aws_lc_rs::cipher::{AES_256, PaddedBlockEncryptingKey, UnboundCipherKey};
use aws_lc_rs::key_wrap::{AES_256 as KEK_256, AesKek, KeyWrap as _, KeyWrapPadded as _};
use aws_lc_rs::rand::{self, SystemRandom};
use aws_lc_rs::rsa::{
    OAEP_SHA1_MGF1SHA1, OAEP_SHA256_MGF1SHA256, OaepPublicEncryptingKey, Pkcs1PublicEncryptingKey,
    PublicEncryptingKey,
};
use zeroize::Zeroizing;

use crate::protection::LockedBytes;
use crate::secret::SecretBytes;
use crate::token::{Carriage, TokenError, Wrapping};

/// The AES key's length, bytes.
pub(super) const KEY_BYTES: usize = 32;

/// The largest RSA transport key's modulus, bytes.
const MODULUS_BYTES: usize = 1_024;

/// A key encrypted for the token.
pub(super) struct Envelope {
    /// What `C_UnwrapKey` is given.
    pub(super) sealed: Vec<u8>,
    /// The initialisation vector, where the mechanism has one.
    pub(super) vector: Option<[u8; 16]>,
}

fn failed(reason: &'static str) -> TokenError {
    let function = "C_UnwrapKey";
    TokenError::Nonsense { function, reason }
}

fn locked(length: usize) -> Result<LockedBytes, TokenError> {
    LockedBytes::zeroed(length).map_err(|_| failed("the host has no memory for a key"))
}

/// A fresh AES key.
pub(super) fn random_key() -> Result<LockedBytes, TokenError> {
    let mut key = locked(KEY_BYTES)?;
    rand::fill(key.expose_mut()).map_err(|_| failed("the host has no randomness"))?;
    Ok(key)
}

/// Agrees on an AES key with the token's P-256 `point` (04, x, y): our point, and the bare x of the product,
/// leading zeros kept, as CKD_NULL gives it.
pub(super) fn agree(point: &[u8]) -> Result<(Vec<u8>, LockedBytes), TokenError> {
    let trouble = || failed("the token's point is none on P-256");
    let ours = EphemeralPrivateKey::generate(&ECDH_P256, &SystemRandom::new());
    let ours = ours.map_err(|_| failed("the host has no randomness"))?;
    let public = ours.compute_public_key().map_err(|_| trouble())?;
    let peer = UnparsedPublicKey::new(&ECDH_P256, point);
    let shared = agree_ephemeral(ours, peer, trouble(), |secret| {
        LockedBytes::copy_of(secret).map_err(|_| failed("the host has no memory for a key"))
    })?;
    if shared.expose().len() != KEY_BYTES {
        return Err(trouble());
    }
    Ok((public.as_ref().to_vec(), shared))
}

/// The public half of an RSA transport key.
pub(super) struct RsaTransport(PublicEncryptingKey);

impl RsaTransport {
    /// Takes modulus and exponent, unsigned big-endian.
    pub(super) fn new(modulus: &[u8], exponent: &[u8]) -> Result<Self, TokenError> {
        let info = subject_public_key_info(modulus, exponent);
        let key = PublicEncryptingKey::from_der(&info);
        key.map(Self)
            .map_err(|_| failed("the token's RSA key is none"))
    }

    /// Encrypts an AES key.
    pub(super) fn seal(
        &self,
        carriage: Carriage,
        key: &LockedBytes,
    ) -> Result<Vec<u8>, TokenError> {
        let trouble = |_| failed("the host could not encrypt an AES key");
        let mut room = [0; MODULUS_BYTES];
        let oaep = |algorithm, room: &mut [u8]| {
            let sealing = OaepPublicEncryptingKey::new(self.0.clone())?;
            let sealed = sealing.encrypt(algorithm, key.expose(), room, None)?;
            Ok(sealed.to_vec())
        };
        match carriage {
            Carriage::OaepSha1 => oaep(&OAEP_SHA1_MGF1SHA1, &mut room).map_err(trouble),
            Carriage::OaepSha256 => oaep(&OAEP_SHA256_MGF1SHA256, &mut room).map_err(trouble),
            Carriage::Pkcs1 => {
                let sealing = Pkcs1PublicEncryptingKey::new(self.0.clone()).map_err(trouble)?;
                let sealed = sealing.encrypt(key.expose(), &mut room).map_err(trouble)?;
                Ok(sealed.to_vec())
            }
            Carriage::Agreement => Err(failed("nothing is sent where a key is agreed on")),
        }
    }

    /// Encrypts PKCS#8 as `CKM_RSA_AES_KEY_WRAP` takes it: an AES key under RSA-OAEP, then RFC 5649.
    pub(super) fn seal_with_own_key(
        &self,
        carriage: Carriage,
        pkcs8: &SecretBytes,
    ) -> Result<Envelope, TokenError> {
        let key = random_key()?;
        let mut sealed = self.seal(carriage, &key)?;
        sealed.extend(seal(Wrapping::KeyWrapKwp, &key, pkcs8)?.sealed);
        let vector = None;
        Ok(Envelope { sealed, vector })
    }
}

/// Encrypts PKCS#8 under the AES key that the token shares.
pub(super) fn seal(
    wrapping: Wrapping,
    key: &LockedBytes,
    pkcs8: &SecretBytes,
) -> Result<Envelope, TokenError> {
    let trouble = |_| failed("the host could not encrypt the key");
    let bytes = pkcs8.expose();
    let mut room = vec![0; bytes.len().saturating_add(24)];
    let sealed = match wrapping {
        Wrapping::KeyWrapKwp | Wrapping::KeyWrapPad | Wrapping::RsaAes => {
            let key = AesKek::new(&KEK_256, key.expose()).map_err(trouble)?;
            let sealed = key.wrap_with_padding(bytes, &mut room).map_err(trouble)?;
            sealed.to_vec()
        }
        Wrapping::KeyWrap => {
            let mut padded = locked(bytes.len().next_multiple_of(8))?;
            let start = padded.expose_mut().get_mut(..bytes.len());
            start.unwrap_or_default().copy_from_slice(bytes);
            let key = AesKek::new(&KEK_256, key.expose()).map_err(trouble)?;
            let sealed = key.wrap(padded.expose(), &mut room).map_err(trouble)?;
            sealed.to_vec()
        }
        Wrapping::CbcPad => return seal_in_chain(key, bytes),
    };
    let vector = None;
    Ok(Envelope { sealed, vector })
}

fn seal_in_chain(key: &LockedBytes, bytes: &[u8]) -> Result<Envelope, TokenError> {
    let trouble = |_| failed("the host could not encrypt the key");
    let key = UnboundCipherKey::new(&AES_256, key.expose()).map_err(trouble)?;
    let key = PaddedBlockEncryptingKey::cbc_pkcs7(key).map_err(trouble)?;
    // Encrypted in place, with room for the padding, so that no growth leaves a copy behind.
    let mut text = Zeroizing::new(Vec::with_capacity(bytes.len().saturating_add(16)));
    text.extend_from_slice(bytes);
    let context = key.encrypt(&mut *text).map_err(trouble)?;
    let vector: &[u8] = (&context).try_into().map_err(trouble)?;
    let vector = vector.try_into().ok();
    Ok(Envelope {
        sealed: text.to_vec(),
        vector: Some(vector.ok_or_else(|| failed("the host made no vector"))?),
    })
}

/// SubjectPublicKeyInfo of an RSA key (RFC 3279 §2.3.1), DER.
fn subject_public_key_info(modulus: &[u8], exponent: &[u8]) -> Vec<u8> {
    const ALGORITHM: &[u8] = &[
        0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
    ];
    let integer = |number: &[u8]| element(0x02, &[&[0], number]);
    let unsigned = |number: &[u8]| {
        let start = number.iter().take_while(|byte| **byte == 0).count();
        let number = number.get(start..).unwrap_or_default();
        match number.first() {
            Some(0..=0x7f) => element(0x02, &[number]),
            _ => integer(number),
        }
    };
    let key = element(0x30, &[&unsigned(modulus), &unsigned(exponent)]);
    let bits = element(0x03, &[&[0], &key]);
    element(0x30, &[ALGORITHM, &bits])
}

/// A DER element whose content is shorter than 65,536 bytes.
fn element(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let [.., high, low] = content.len().to_be_bytes();
    let header = match (high, low) {
        (0, 0..0x80) => vec![tag, low],
        (0, _) => vec![tag, 0x81, low],
        _ => vec![tag, 0x82, high, low],
    };
    [header, content].concat()
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::cipher::{DecryptionContext, PaddedBlockDecryptingKey};
    use aws_lc_rs::iv::FixedLength;

    use super::*;

    fn key() -> LockedBytes {
        LockedBytes::copy_of(&[7; KEY_BYTES]).unwrap()
    }

    #[test]
    fn pads_with_zeros_what_rfc_3394_takes_in_eights() {
        let secret = SecretBytes::copy_of(&[0x30; 139]);
        let sealed = seal(Wrapping::KeyWrap, &key(), &secret).unwrap().sealed;
        let mut room = [0; 256];
        let kek = AesKek::new(&KEK_256, key().expose()).unwrap();
        let opened = kek.unwrap(&sealed, &mut room).unwrap();
        assert_eq!(opened, [[0x30; 139].as_slice(), &[0; 5]].concat());
    }

    #[test]
    fn the_padded_ways_open_to_what_was_put_in() {
        let secret = SecretBytes::copy_of(&[0x30; 139]);
        let envelope = seal(Wrapping::KeyWrapKwp, &key(), &secret).unwrap();
        let mut room = [0; 256];
        let kek = AesKek::new(&KEK_256, key().expose()).unwrap();
        let opened = kek.unwrap_with_padding(&envelope.sealed, &mut room);
        assert_eq!(opened.unwrap(), secret.expose());
        let mut envelope = seal(Wrapping::CbcPad, &key(), &secret).unwrap();
        let cipher = UnboundCipherKey::new(&AES_256, key().expose()).unwrap();
        let cipher = PaddedBlockDecryptingKey::cbc_pkcs7(cipher).unwrap();
        let vector = DecryptionContext::Iv128(FixedLength::from(envelope.vector.unwrap()));
        let opened = cipher.decrypt(&mut envelope.sealed, vector).unwrap();
        assert_eq!(opened, secret.expose());
    }

    #[test]
    fn both_sides_agree_on_the_same_32_bytes() {
        let token = EphemeralPrivateKey::generate(&ECDH_P256, &SystemRandom::new()).unwrap();
        let point = token.compute_public_key().unwrap();
        let (ours, shared) = agree(point.as_ref()).unwrap();
        let peer = UnparsedPublicKey::new(&ECDH_P256, &ours);
        let same = agree_ephemeral(token, peer, (), |secret| Ok(secret == shared.expose()));
        assert_eq!(same, Ok(true));
    }

    #[test]
    fn refuses_a_point_that_is_none() {
        assert!(agree(&[4; 65]).is_err());
    }

    #[test]
    fn writes_an_rsa_key_as_aws_lc_reads_it() {
        let modulus = [[0xc3; 1].as_slice(), &[0x5a; 254], &[0x0f]].concat();
        let transport = RsaTransport::new(&modulus, &[1, 0, 1]).unwrap();
        let sealed = transport.seal(Carriage::OaepSha256, &key()).unwrap();
        assert_eq!(sealed.len(), 256);
    }
}
