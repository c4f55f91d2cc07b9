//! The ciphers of PKCS#12 files, decrypting in place.

use aes::{Aes128, Aes192, Aes256};
use cbc::Decryptor;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockCipherDecrypt, BlockModeDecrypt, InnerIvInit, KeyInit, StreamCipher};
use des::{TdesEde2, TdesEde3};
use rc2::Rc2;
use rc4::Rc4;

use crate::secret::SecretBytes;

/// A cipher with its key length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cipher {
    /// AES-128-CBC.
    Aes128,
    /// AES-192-CBC.
    Aes192,
    /// AES-256-CBC.
    Aes256,
    /// 3DES-CBC with three keys.
    TripleDes,
    /// 3DES-CBC with two keys.
    TwoKeyTripleDes,
    /// RC2-CBC, 40 bits.
    Rc2Bits40,
    /// RC2-CBC, 128 bits.
    Rc2Bits128,
    /// RC4, 40 bits.
    Rc4Bits40,
    /// RC4, 128 bits.
    Rc4Bits128,
}

impl Cipher {
    /// The cipher of a PBE-SHA1 scheme (RFC 7292 appendix C).
    pub(super) fn of_legacy_scheme(dotted: &str) -> Option<Self> {
        Some(match dotted {
            "1.2.840.113549.1.12.1.1" => Self::Rc4Bits128,
            "1.2.840.113549.1.12.1.2" => Self::Rc4Bits40,
            "1.2.840.113549.1.12.1.3" => Self::TripleDes,
            "1.2.840.113549.1.12.1.4" => Self::TwoKeyTripleDes,
            "1.2.840.113549.1.12.1.5" => Self::Rc2Bits128,
            "1.2.840.113549.1.12.1.6" => Self::Rc2Bits40,
            _ => return None,
        })
    }

    /// The cipher of a PBES2 encryption scheme (RFC 8018 appendix B.2).
    pub(super) fn of_pbes2(dotted: &str) -> Option<Self> {
        Some(match dotted {
            "2.16.840.1.101.3.4.1.2" => Self::Aes128,
            "2.16.840.1.101.3.4.1.22" => Self::Aes192,
            "2.16.840.1.101.3.4.1.42" => Self::Aes256,
            "1.2.840.113549.3.7" => Self::TripleDes,
            _ => return None,
        })
    }

    /// Its usual name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Aes128 => "AES-128-CBC",
            Self::Aes192 => "AES-192-CBC",
            Self::Aes256 => "AES-256-CBC",
            Self::TripleDes => "3DES",
            Self::TwoKeyTripleDes => "2-key-3DES",
            Self::Rc2Bits40 => "RC2-40",
            Self::Rc2Bits128 => "RC2-128",
            Self::Rc4Bits40 => "RC4-40",
            Self::Rc4Bits128 => "RC4-128",
        }
    }

    /// The length of its key, bytes.
    pub(super) fn key_bytes(self) -> usize {
        match self {
            Self::Aes128 | Self::TwoKeyTripleDes | Self::Rc2Bits128 | Self::Rc4Bits128 => 16,
            Self::Aes192 | Self::TripleDes => 24,
            Self::Aes256 => 32,
            Self::Rc2Bits40 | Self::Rc4Bits40 => 5,
        }
    }

    /// The length of its block and IV, bytes; 0 for a stream cipher.
    pub(super) fn block_bytes(self) -> usize {
        match self {
            Self::Aes128 | Self::Aes192 | Self::Aes256 => 16,
            Self::TripleDes | Self::TwoKeyTripleDes | Self::Rc2Bits40 | Self::Rc2Bits128 => 8,
            Self::Rc4Bits40 | Self::Rc4Bits128 => 0,
        }
    }

    /// Decrypts; `None` when the lengths do not fit or the padding is none.
    pub(super) fn decrypt(self, key: &[u8], iv: &[u8], ciphertext: &[u8]) -> Option<SecretBytes> {
        let mut buffer = SecretBytes::copy_of(ciphertext);
        match self {
            Self::Aes128 => cbc(Aes128::new_from_slice(key).ok()?, iv, buffer),
            Self::Aes192 => cbc(Aes192::new_from_slice(key).ok()?, iv, buffer),
            Self::Aes256 => cbc(Aes256::new_from_slice(key).ok()?, iv, buffer),
            Self::TripleDes => cbc(TdesEde3::new_from_slice(key).ok()?, iv, buffer),
            Self::TwoKeyTripleDes => cbc(TdesEde2::new_from_slice(key).ok()?, iv, buffer),
            Self::Rc2Bits40 => cbc(Rc2::new_with_eff_key_len(key, 40), iv, buffer),
            Self::Rc2Bits128 => cbc(Rc2::new_with_eff_key_len(key, 128), iv, buffer),
            Self::Rc4Bits40 | Self::Rc4Bits128 => {
                let mut stream = Rc4::new_from_slice(key).ok()?;
                stream.try_apply_keystream(buffer.expose_mut()).ok()?;
                Some(buffer)
            }
        }
    }
}

fn cbc<C: BlockCipherDecrypt>(
    cipher: C,
    iv: &[u8],
    mut buffer: SecretBytes,
) -> Option<SecretBytes> {
    let mode = Decryptor::inner_iv_slice_init(cipher, iv).ok()?;
    let length = mode
        .decrypt_padded::<Pkcs7>(buffer.expose_mut())
        .ok()?
        .len();
    buffer.truncate(length);
    Some(buffer)
}
