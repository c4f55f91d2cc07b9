//! Key pairs, made once a test process: what a key is for never depends on who else uses it.

use std::sync::{Mutex, OnceLock, PoisonError};

use rcgen::{KeyPair, RsaKeySize, SignatureAlgorithm};

/// The kinds of keys that tokens hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Rsa2048,
    Rsa3072,
    Rsa4096,
    P256,
    P384,
    P521,
}

impl Kind {
    fn algorithm(self) -> &'static SignatureAlgorithm {
        match self {
            Self::Rsa2048 | Self::Rsa3072 | Self::Rsa4096 => &rcgen::PKCS_RSA_SHA256,
            Self::P256 => &rcgen::PKCS_ECDSA_P256_SHA256,
            Self::P384 => &rcgen::PKCS_ECDSA_P384_SHA384,
            Self::P521 => &rcgen::PKCS_ECDSA_P521_SHA512,
        }
    }

    fn generate(self) -> KeyPair {
        let size = match self {
            Self::Rsa2048 => RsaKeySize::_2048,
            Self::Rsa3072 => RsaKeySize::_3072,
            Self::Rsa4096 => RsaKeySize::_4096,
            Self::P256 | Self::P384 | Self::P521 => {
                return KeyPair::generate_for(self.algorithm()).unwrap();
            }
        };
        KeyPair::generate_rsa_for(self.algorithm(), size).unwrap()
    }
}

/// A made key: its kind, its number, its PKCS#8.
type Made = (Kind, u8, Vec<u8>);

static MADE: OnceLock<Mutex<Vec<Made>>> = OnceLock::new();

/// The `number`-th key of a kind: the same one whenever it is asked for in this process.
pub fn key(kind: Kind, number: u8) -> KeyPair {
    let made = MADE.get_or_init(Mutex::default);
    let mut made = made.lock().unwrap_or_else(PoisonError::into_inner);
    let place = match made
        .iter()
        .position(|(of, its, _)| (*of, *its) == (kind, number))
    {
        Some(place) => place,
        None => {
            made.push((kind, number, kind.generate().serialize_der()));
            made.len() - 1
        }
    };
    let pkcs8 = made[place].2.as_slice();
    KeyPair::from_pkcs8_der_and_sign_algo(&pkcs8.into(), kind.algorithm()).unwrap()
}
