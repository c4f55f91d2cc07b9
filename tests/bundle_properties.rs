//! Any bundle written with random parameters opens again, with the same key and certificates.

mod bundle_expectation;
mod bundle_writer;

use std::sync::LazyLock;

use bundle_writer::{Cipher, Hash, Mac, Scheme, Shape};
use proptest::prelude::*;
use tokendesk::bundle::{BundleError, LeafChoice, SealedBundle};
use tokendesk::secret::{BundlePassword, SecretText};

struct Identity {
    pkcs8: Vec<u8>,
    certificates: Vec<Vec<u8>>,
}

/// The identities of some files of the corpus: RSA and the three curves.
static IDENTITIES: LazyLock<Vec<Identity>> = LazyLock::new(|| {
    ["default", "p-256", "p-384", "p-521"]
        .iter()
        .map(|name| {
            let path = bundle_expectation::folder().join(format!("openssl-{name}.p12"));
            let opened = SealedBundle::read(&path)
                .unwrap()
                .open(&password("password"), &mut |_| {})
                .unwrap();
            let bundle = opened.choose(&LeafChoice::default()).unwrap();
            let identity = bundle.identity;
            let certificates = std::iter::once(identity.leaf()).chain(identity.chain());
            Identity {
                pkcs8: identity.private_key().unwrap().pkcs8().expose().to_vec(),
                certificates: certificates.map(|it| it.der().to_vec()).collect(),
            }
        })
        .collect()
});

fn password(text: &str) -> BundlePassword {
    BundlePassword::new(SecretText::new(text.to_owned()))
}

fn hash() -> impl Strategy<Value = Hash> {
    prop_oneof![
        Just(Hash::Sha1),
        Just(Hash::Sha224),
        Just(Hash::Sha256),
        Just(Hash::Sha384),
        Just(Hash::Sha512)
    ]
}

fn scheme() -> impl Strategy<Value = Scheme> {
    let cipher = prop_oneof![
        Just(Cipher::Aes128),
        Just(Cipher::Aes192),
        Just(Cipher::Aes256),
        Just(Cipher::TripleDes)
    ];
    let salt = || prop::collection::vec(any::<u8>(), 0..80);
    prop_oneof![
        4 => (cipher, hash(), salt(), 1..300_u32).prop_map(|(cipher, prf, salt, iterations)| {
            Scheme::Pbes2 { cipher, prf, salt, iterations }
        }),
        2 => (salt(), 1..300_u32).prop_map(|(salt, iterations)| Scheme::TripleDes { salt, iterations }),
        1 => Just(Scheme::None),
    ]
}

fn mac() -> impl Strategy<Value = Mac> {
    let salt = prop::collection::vec(any::<u8>(), 0..80);
    prop_oneof![
        4 => (hash(), salt, 1..300_u32).prop_map(|(hash, salt, iterations)| Mac::Pkcs12 { hash, salt, iterations }),
        2 => (hash(), hash(), 1..300_u32).prop_map(|(hash, prf, iterations)| Mac::Pbmac1 { hash, prf, iterations }),
        1 => Just(Mac::None),
    ]
}

fn shape() -> impl Strategy<Value = Shape> {
    (
        prop::option::of(8..2_000_usize),
        scheme(),
        scheme(),
        mac(),
        prop::option::of("[^\\x00]{1,20}"),
        any::<bool>(),
    )
        .prop_map(
            |(pieces, certificates, key, mac, friendly_name, key_first)| Shape {
                pieces,
                certificates,
                key,
                mac,
                friendly_name,
                key_first,
            },
        )
}

#[test]
fn knows_without_a_password_that_none_is_needed() {
    let shape = Shape {
        pieces: None,
        certificates: Scheme::None,
        key: Scheme::None,
        mac: Mac::None,
        friendly_name: None,
        key_first: false,
    };
    let identity = &IDENTITIES[0];
    let leaf = identity.certificates[0].as_slice();
    let sealed = |shape: Shape| {
        let file = shape.write("password", &identity.pkcs8, &[leaf]);
        SealedBundle::from_bytes(file).unwrap()
    };
    let salt = vec![1; 8];
    let locked = Scheme::TripleDes {
        salt,
        iterations: 1,
    };
    assert!(!sealed(shape.clone()).needs_password());
    assert!(
        sealed(Shape {
            key: locked,
            ..shape
        })
        .needs_password()
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_bundle_of_random_parameters_opens_again(
        shape in shape(),
        text in "\\PC{0,40}",
        which in 0..4_usize,
    ) {
        let identity = &IDENTITIES[which];
        let certificates: Vec<&[u8]> = identity.certificates.iter().map(Vec::as_slice).collect();
        let file = shape.write(&text, &identity.pkcs8, &certificates);
        let opened = SealedBundle::from_bytes(file).unwrap().open(&password(&text), &mut |_| {}).unwrap();
        let bundle = opened.choose(&LeafChoice::default()).unwrap();
        let read = bundle.identity;
        let pkcs8 = read.private_key().unwrap().pkcs8();
        prop_assert_eq!(pkcs8.expose(), &identity.pkcs8[..]);
        prop_assert_eq!(read.leaf().der(), &identity.certificates[0][..]);
        let chain: Vec<&[u8]> = read.chain().iter().map(|it| it.der()).collect();
        prop_assert_eq!(chain, &certificates[1..]);
        prop_assert_eq!(read.friendly_name(), shape.friendly_name.as_deref());
    }

    #[test]
    fn another_password_never_opens_what_a_mac_or_a_cipher_protects(
        shape in shape(),
        text in "[a-z]{1,20}",
    ) {
        let identity = &IDENTITIES[1];
        let certificates: Vec<&[u8]> = identity.certificates.iter().map(Vec::as_slice).collect();
        let sealed = SealedBundle::from_bytes(shape.write(&text, &identity.pkcs8, &certificates)).unwrap();
        let opened = sealed.open(&password(&format!("{text}x")), &mut |_| {});
        if sealed.needs_password() {
            let refused = matches!(opened, Err(BundleError::WrongPassword { .. }));
            prop_assert!(refused, "{:?}", opened);
        } else {
            prop_assert!(opened.is_ok());
        }
    }
}
