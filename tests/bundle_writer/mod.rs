//! Writes PKCS#12 files of any parameters, apart from the reader that they test.

use aes::{Aes128, Aes192, Aes256};
use cbc::Encryptor;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeEncrypt, KeyIvInit};
use des::TdesEde3;
use hmac::{Hmac, KeyInit, Mac as _};
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};

#[derive(Debug, Clone, Copy)]
pub enum Hash {
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
}

#[derive(Debug, Clone, Copy)]
pub enum Cipher {
    Aes128,
    Aes192,
    Aes256,
    TripleDes,
}

/// PBES2 with PBKDF2, or PBE-SHA1-3DES.
#[derive(Debug, Clone)]
pub enum Scheme {
    Pbes2 {
        cipher: Cipher,
        prf: Hash,
        salt: Vec<u8>,
        iterations: u32,
    },
    TripleDes {
        salt: Vec<u8>,
        iterations: u32,
    },
    None,
}

#[derive(Debug, Clone)]
pub enum Mac {
    Pkcs12 {
        hash: Hash,
        salt: Vec<u8>,
        iterations: u32,
    },
    Pbmac1 {
        hash: Hash,
        prf: Hash,
        iterations: u32,
    },
    None,
}

/// Everything that can differ from one bundle to the next.
#[derive(Debug, Clone)]
pub struct Shape {
    /// Bytes of each piece of a string; `None` writes definite lengths.
    pub pieces: Option<usize>,
    pub certificates: Scheme,
    pub key: Scheme,
    pub mac: Mac,
    pub friendly_name: Option<String>,
    pub key_first: bool,
}

macro_rules! with_hash {
    ($hash:expr, $d:ident => $body:expr) => {
        match $hash {
            Hash::Sha1 => {
                type $d = Sha1;
                $body
            }
            Hash::Sha224 => {
                type $d = Sha224;
                $body
            }
            Hash::Sha256 => {
                type $d = Sha256;
                $body
            }
            Hash::Sha384 => {
                type $d = Sha384;
                $body
            }
            Hash::Sha512 => {
                type $d = Sha512;
                $body
            }
        }
    };
}

impl Hash {
    fn oid(self) -> &'static [u8] {
        match self {
            Self::Sha1 => &[0x06, 5, 0x2b, 0x0e, 0x03, 0x02, 0x1a],
            Self::Sha224 => &[0x06, 9, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 4],
            Self::Sha256 => &[0x06, 9, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 1],
            Self::Sha384 => &[0x06, 9, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 2],
            Self::Sha512 => &[0x06, 9, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 3],
        }
    }

    fn hmac_oid(self) -> Vec<u8> {
        let last = match self {
            Self::Sha1 => 7,
            Self::Sha224 => 8,
            Self::Sha256 => 9,
            Self::Sha384 => 10,
            Self::Sha512 => 11,
        };
        vec![0x06, 8, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02, last]
    }

    fn block(self) -> usize {
        match self {
            Self::Sha1 | Self::Sha224 | Self::Sha256 => 64,
            Self::Sha384 | Self::Sha512 => 128,
        }
    }

    fn digest(self, bytes: &[u8]) -> Vec<u8> {
        with_hash!(self, D => D::digest(bytes).to_vec())
    }

    fn hmac(self, key: &[u8], bytes: &[u8]) -> Vec<u8> {
        with_hash!(self, D => {
            let mac = Hmac::<D>::new_from_slice(key).unwrap();
            mac.chain_update(bytes).finalize().into_bytes().to_vec()
        })
    }

    fn pbkdf2(self, password: &[u8], salt: &[u8], iterations: u32, length: usize) -> Vec<u8> {
        let mut key = vec![0; length];
        with_hash!(self, D => pbkdf2::pbkdf2_hmac::<D>(password, salt, iterations, &mut key));
        key
    }

    /// RFC 7292 appendix B.2, step by step.
    fn pkcs12(
        self,
        id: u8,
        password: &[u8],
        salt: &[u8],
        iterations: u32,
        length: usize,
    ) -> Vec<u8> {
        let v = self.block();
        let fill = |bytes: &[u8]| -> Vec<u8> {
            let length = v * bytes.len().div_ceil(v);
            bytes.iter().copied().cycle().take(length).collect()
        };
        let mut i = [fill(salt), fill(password)].concat();
        let mut key = Vec::new();
        while key.len() < length {
            let mut a = self.digest(&[vec![id; v], i.clone()].concat());
            for _ in 1..iterations {
                a = self.digest(&a);
            }
            key.extend(&a);
            let b: Vec<u8> = a.iter().copied().cycle().take(v).collect();
            for block in i.chunks_mut(v) {
                let mut carry = 1_u32;
                for (digit, other) in block.iter_mut().zip(&b).rev() {
                    carry += u32::from(*digit) + u32::from(*other);
                    *digit = carry as u8;
                    carry >>= 8;
                }
            }
        }
        key.truncate(length);
        key
    }
}

fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut written = vec![tag];
    match content.len() {
        short @ 0..=127 => written.push(short as u8),
        long @ 128..=0xffff => {
            written.push(0x82);
            written.extend((long as u16).to_be_bytes());
        }
        long => {
            written.push(0x84);
            written.extend((long as u32).to_be_bytes());
        }
    }
    written.extend(content);
    written
}

fn integer(number: u32) -> Vec<u8> {
    tlv(0x02, &[&[0], &number.to_be_bytes()[..]].concat())
}

fn bmp(password: &str) -> Vec<u8> {
    let units = password.encode_utf16().chain([0]);
    units.flat_map(u16::to_be_bytes).collect()
}

const DATA: &[u8] = &[0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 1];
const ENCRYPTED: &[u8] = &[0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 6];
const PBES2: &[u8] = &[0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5, 13];
const PBKDF2: &[u8] = &[0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5, 12];
const PBMAC1: &[u8] = &[0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5, 14];
const X509: &[u8] = &[0x06, 10, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 22, 1];
const NAME: &[u8] = &[0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 20];
const PBE_3DES: &[u8] = &[0x06, 10, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 12, 1, 3];
const NULL: &[u8] = &[5, 0];

impl Shape {
    fn constructed(&self, tag: u8, parts: &[&[u8]]) -> Vec<u8> {
        let content = parts.concat();
        if self.pieces.is_none() {
            return tlv(tag, &content);
        }
        [&[tag, 0x80], &content[..], &[0, 0]].concat()
    }

    fn seq(&self, parts: &[&[u8]]) -> Vec<u8> {
        self.constructed(0x30, parts)
    }

    fn octets(&self, tag: u8, bytes: &[u8]) -> Vec<u8> {
        match self.pieces {
            None => tlv(tag, bytes),
            Some(length) => {
                let pieces: Vec<u8> = bytes.chunks(length).flat_map(|it| tlv(0x04, it)).collect();
                self.constructed(tag | 0x20, &[&pieces])
            }
        }
    }

    fn pbkdf2(&self, salt: &[u8], iterations: u32, length: Option<u32>, prf: Hash) -> Vec<u8> {
        let length = length.map(integer).unwrap_or_default();
        let prf = self.seq(&[&prf.hmac_oid(), NULL]);
        let parameters = self.seq(&[&tlv(0x04, salt), &integer(iterations), &length, &prf]);
        self.seq(&[PBKDF2, &parameters])
    }

    fn encrypt(&self, scheme: &Scheme, password: &str, plain: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
        Some(match scheme {
            Scheme::None => return None,
            Scheme::TripleDes { salt, iterations } => {
                let secret = bmp(password);
                let key = Hash::Sha1.pkcs12(1, &secret, salt, *iterations, 24);
                let iv = Hash::Sha1.pkcs12(2, &secret, salt, *iterations, 8);
                let mode = Encryptor::<TdesEde3>::new_from_slices(&key, &iv).unwrap();
                let parameters = self.seq(&[&tlv(0x04, salt), &integer(*iterations)]);
                let algorithm = self.seq(&[PBE_3DES, &parameters]);
                (algorithm, mode.encrypt_padded_vec::<Pkcs7>(plain))
            }
            Scheme::Pbes2 {
                cipher,
                prf,
                salt,
                iterations,
            } => {
                let (length, last) = match cipher {
                    Cipher::Aes128 => (16, 2),
                    Cipher::Aes192 => (24, 22),
                    Cipher::Aes256 => (32, 42),
                    Cipher::TripleDes => (24, 0),
                };
                let key = prf.pbkdf2(password.as_bytes(), salt, *iterations, length);
                let iv = &[0x17; 16][..if last == 0 { 8 } else { 16 }];
                let data = match cipher {
                    Cipher::Aes128 => padded(
                        Encryptor::<Aes128>::new_from_slices(&key, iv).unwrap(),
                        plain,
                    ),
                    Cipher::Aes192 => padded(
                        Encryptor::<Aes192>::new_from_slices(&key, iv).unwrap(),
                        plain,
                    ),
                    Cipher::Aes256 => padded(
                        Encryptor::<Aes256>::new_from_slices(&key, iv).unwrap(),
                        plain,
                    ),
                    Cipher::TripleDes => padded(
                        Encryptor::<TdesEde3>::new_from_slices(&key, iv).unwrap(),
                        plain,
                    ),
                };
                let oid = match last {
                    0 => vec![0x06, 8, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 3, 7],
                    last => vec![0x06, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 1, last],
                };
                let function = self.pbkdf2(salt, *iterations, None, *prf);
                let rule = self.seq(&[&oid, &tlv(0x04, iv)]);
                (self.seq(&[PBES2, &self.seq(&[&function, &rule])]), data)
            }
        })
    }

    fn bag(&self, number: u8, value: &[u8], attributes: &[u8]) -> Vec<u8> {
        let kind = [
            0x06, 11, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 12, 10, 1, number,
        ];
        self.seq(&[&kind, &self.constructed(0xa0, &[value]), attributes])
    }

    /// A part that holds `contents` in the clear.
    fn plain(&self, contents: &[u8]) -> Vec<u8> {
        let string = self.octets(0x04, contents);
        self.seq(&[DATA, &self.constructed(0xa0, &[&string])])
    }

    fn certificates(&self, password: &str, certificates: &[&[u8]]) -> Vec<u8> {
        let mut attributes = Vec::new();
        if let Some(name) = &self.friendly_name {
            let text: Vec<u8> = name.encode_utf16().flat_map(u16::to_be_bytes).collect();
            let value = self.constructed(0x31, &[&tlv(0x1e, &text)]);
            attributes = self.constructed(0x31, &[&self.seq(&[NAME, &value])]);
        }
        let mut bags = Vec::new();
        for der in certificates {
            let wrapped = self.constructed(0xa0, &[&self.octets(0x04, der)]);
            bags.extend(self.bag(3, &self.seq(&[X509, &wrapped]), &attributes));
            attributes.clear();
        }
        let contents = self.seq(&[&bags]);
        match self.encrypt(&self.certificates, password, &contents) {
            None => self.plain(&contents),
            Some((algorithm, data)) => {
                let info = self.seq(&[DATA, &algorithm, &self.octets(0x80, &data)]);
                let body = self.seq(&[&integer(0), &info]);
                self.seq(&[ENCRYPTED, &self.constructed(0xa0, &[&body])])
            }
        }
    }

    fn key(&self, password: &str, pkcs8: &[u8]) -> Vec<u8> {
        let bag = match self.encrypt(&self.key, password, pkcs8) {
            None => self.bag(1, pkcs8, &[]),
            Some((algorithm, data)) => {
                let info = self.seq(&[&algorithm, &self.octets(0x04, &data)]);
                self.bag(2, &info, &[])
            }
        };
        self.plain(&self.seq(&[&bag]))
    }

    fn mac(&self, password: &str, safe: &[u8]) -> Vec<u8> {
        match &self.mac {
            Mac::None => Vec::new(),
            Mac::Pkcs12 {
                hash,
                salt,
                iterations,
            } => {
                let length = hash.digest(b"").len();
                let key = hash.pkcs12(3, &bmp(password), salt, *iterations, length);
                let tag = tlv(0x04, &hash.hmac(&key, safe));
                let info = self.seq(&[&self.seq(&[hash.oid(), NULL]), &tag]);
                self.seq(&[&info, &tlv(0x04, salt), &integer(*iterations)])
            }
            Mac::Pbmac1 {
                hash,
                prf,
                iterations,
            } => {
                let key = prf.pbkdf2(password.as_bytes(), b"saltsalt", *iterations, 32);
                let tag = tlv(0x04, &hash.hmac(&key, safe));
                let function = self.pbkdf2(b"saltsalt", *iterations, Some(32), *prf);
                let rule = self.seq(&[&hash.hmac_oid(), NULL]);
                let algorithm = self.seq(&[PBMAC1, &self.seq(&[&function, &rule])]);
                let info = self.seq(&[&algorithm, &tag]);
                self.seq(&[&info, &tlv(0x04, b"unused"), &integer(1)])
            }
        }
    }

    /// The whole file.
    pub fn write(&self, password: &str, pkcs8: &[u8], certificates: &[&[u8]]) -> Vec<u8> {
        let mut parts = [
            self.certificates(password, certificates),
            self.key(password, pkcs8),
        ];
        if self.key_first {
            parts.reverse();
        }
        let safe = self.seq(&[&parts[0], &parts[1]]);
        let content = self.constructed(0xa0, &[&self.octets(0x04, &safe)]);
        let mac = self.mac(password, &safe);
        self.seq(&[&tlv(0x02, &[3]), &self.seq(&[DATA, &content]), &mac])
    }
}

fn padded(mode: impl BlockModeEncrypt, plain: &[u8]) -> Vec<u8> {
    mode.encrypt_padded_vec::<Pkcs7>(plain)
}
