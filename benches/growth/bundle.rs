//! Opening a bundle whose chain is 1, 10 and 100 certificates long. One iteration derives its keys: what is
//! measured is reading, pairing and ordering.

use divan::{Bencher, black_box};
use tokendesk::bundle::SealedBundle;
use tokendesk::secret::{BundlePassword, SecretText};

use crate::bundle_writer::{Cipher, Hash, Mac, Scheme, Shape};
use crate::shelf;

pub const PASSWORD: &str = "bought-2026";

/// A bundle of a key, its leaf and `above` CA certificates, each issued by the next.
pub fn file(above: usize) -> Vec<u8> {
    let mut chain = vec![shelf::authority("CA 0", None)];
    for number in 1..above {
        let authority = shelf::authority(&format!("CA {number}"), chain.last());
        chain.push(authority);
    }
    let leaf = shelf::leaf("operator", 2120, chain.last().unwrap());
    let certificates: Vec<&[u8]> = std::iter::once(&leaf)
        .chain(&chain)
        .map(|made| made.der.as_slice())
        .collect();
    let locked = || Scheme::Pbes2 {
        cipher: Cipher::Aes256,
        prf: Hash::Sha256,
        salt: vec![7; 16],
        iterations: 1,
    };
    let shape = Shape {
        pieces: None,
        certificates: locked(),
        key: locked(),
        mac: Mac::Pkcs12 {
            hash: Hash::Sha256,
            salt: vec![9; 16],
            iterations: 1,
        },
        friendly_name: Some("operator".to_owned()),
        key_first: false,
    };
    shape.write(PASSWORD, &leaf.key.serialize_der(), &certificates)
}

#[divan::bench(args = [1, 10, 100])]
fn open(bencher: Bencher<'_, '_>, above: usize) {
    let file = file(above);
    let password = BundlePassword::new(SecretText::new(PASSWORD.to_owned()));
    bencher.bench(|| {
        let sealed = SealedBundle::from_bytes(black_box(file.clone())).unwrap();
        let opened = sealed.open(&password, &mut |_| {}).unwrap();
        assert_eq!(opened.identities()[0].chain().len(), above);
        opened
    });
}
