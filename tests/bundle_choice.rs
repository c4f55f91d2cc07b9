//! What opening promises beside the corpus: the choice of an identity, sizes, the word before slow work.

mod bundle_expectation;

use std::path::Path;

use bundle_expectation::folder;
use tokendesk::bundle::{BundleError, LeafChoice, LooksLike, OpenedBundle, Purpose, SealedBundle};
use tokendesk::secret::{BundlePassword, SecretText};

fn password() -> BundlePassword {
    BundlePassword::new(SecretText::new("password".to_owned()))
}

fn open(name: &str) -> OpenedBundle {
    let sealed = SealedBundle::read(&folder().join(name)).unwrap();
    sealed.open(&password(), &mut |_| {}).unwrap()
}

fn by_subject(text: &str) -> LeafChoice {
    LeafChoice {
        subject: Some(text.to_owned()),
        ..LeafChoice::default()
    }
}

#[test]
fn chooses_the_leaf_with_the_digest() {
    let opened = open("two-identities.p12");
    let wanted = opened.identities()[1].leaf().sha256();
    let choice = LeafChoice {
        sha256: Some(wanted),
        ..LeafChoice::default()
    };
    let bundle = opened.choose(&choice).unwrap();
    assert_eq!(bundle.identity.leaf().sha256(), wanted);
}

#[test]
fn chooses_the_leaf_whose_subject_holds_the_text_in_either_case() {
    let bundle = open("two-identities.p12").choose(&by_subject("cn=端末 0002"));
    let subject = bundle.unwrap().identity.leaf().subject().to_string();
    assert!(subject.contains("0002"));
}

#[test]
fn a_whole_name_goes_before_longer_ones_that_hold_it() {
    for wanted in ["端末 1", "cn=端末 1, o=テスト株式会社, c=jp"] {
        let bundle = open("subject-holds-the-other.p12").choose(&by_subject(wanted));
        let identity = bundle.unwrap().identity;
        assert_eq!(identity.leaf().subject().common_name(), Some("端末 1"));
    }
    let refusal = open("subject-holds-the-other.p12").choose(&by_subject("端末"));
    assert!(matches!(refusal, Err(BundleError::Ambiguous { .. })));
}

#[test]
fn the_last_of_a_hundred_identities_has_its_chain_as_the_first_has() {
    let opened = open("identities-100.p12");
    let chains = opened.identities().iter().map(|it| it.chain().len());
    assert_eq!(chains.collect::<Vec<_>>(), [2; 100]);
    assert!(opened.strangers().is_empty());
}

#[test]
fn lists_the_identities_when_none_is_chosen() {
    let refusal = open("three-kinds.p12").choose(&LeafChoice::default());
    let Err(BundleError::Ambiguous { candidates }) = refusal else {
        panic!("{refusal:?}");
    };
    assert_eq!(candidates.len(), 3);
    assert!(candidates.iter().all(|it| it.subject.contains("CN=端末")));
}

#[test]
fn lists_the_identities_there_are_when_none_is_meant() {
    let refusal = open("openssl-default.p12").choose(&by_subject("nobody"));
    let Err(BundleError::NoSuchLeaf { candidates }) = refusal else {
        panic!("{refusal:?}");
    };
    assert_eq!(candidates.len(), 1);
}

#[test]
fn a_subject_that_two_identities_share_is_still_ambiguous() {
    let refusal = open("renewed-same-key.p12").choose(&by_subject("端末 0001"));
    assert!(matches!(refusal, Err(BundleError::Ambiguous { .. })));
}

/// A hostile file may fill its megabytes with one number; nobody could read the refusal that repeats it.
#[test]
fn an_object_identifier_of_megabytes_is_refused_in_a_few_words() {
    let number = vec![1; 3_000_000];
    let mut inside = vec![0x06, 0x83, 0x2d, 0xc6, 0xc0];
    inside.extend(number);
    let contents = [&[0x30, 0x83, 0x2d, 0xc6, 0xc5][..], &inside].concat();
    let file = [
        &[0x30, 0x83, 0x2d, 0xc6, 0xcd, 0x02, 0x01, 0x03][..],
        &contents,
    ]
    .concat();
    let refusal = SealedBundle::from_bytes(file).unwrap_err();
    assert!(
        matches!(refusal, BundleError::Damaged { at: 13, .. }),
        "{}",
        refusal.id()
    );
    assert!(refusal.to_string().len() < 100);
}

#[test]
fn refuses_50_megabytes_before_it_reads_them() {
    let file = tempfile::NamedTempFile::new().unwrap();
    file.as_file().set_len(50_000_000).unwrap();
    let refusal = SealedBundle::read(file.path());
    assert!(matches!(
        refusal,
        Err(BundleError::TooLarge {
            bytes: 50_000_000,
            ..
        })
    ));
}

#[test]
fn a_file_that_is_not_there_is_unreadable_and_not_empty() {
    let refusal = SealedBundle::read(Path::new("fixtures/bundle/there-is-none.p12"));
    assert!(matches!(refusal, Err(BundleError::Unreadable { .. })));
}

#[test]
fn tells_of_each_slow_derivation_before_it_begins() {
    let sealed = SealedBundle::read(&folder().join("openssl-iterations-100000.p12")).unwrap();
    let mut told = Vec::new();
    sealed
        .open(&password(), &mut |it| {
            told.push((it.purpose, it.iterations))
        })
        .unwrap();
    let each = [Purpose::Integrity, Purpose::Contents, Purpose::PrivateKey];
    assert_eq!(told, each.map(|purpose| (purpose, 100_000)));
}

#[test]
fn a_quick_bundle_is_opened_without_a_word() {
    let sealed = SealedBundle::read(&folder().join("openssl-default.p12")).unwrap();
    let mut told = 0;
    sealed.open(&password(), &mut |_| told += 1).unwrap();
    assert_eq!(told, 0);
}

#[test]
fn hands_out_the_eight_numbers_of_an_rsa_key_that_lacked_five() {
    let bundle = open("rsa-crt-missing.p12").choose(&LeafChoice::default());
    let pkcs8 = bundle.unwrap().identity.private_key().unwrap().pkcs8();
    // aws-lc checks all eight against each other.
    assert!(aws_lc_rs::rsa::KeyPair::from_pkcs8(pkcs8.expose()).is_ok());
}

#[test]
fn writes_each_kind_of_key_as_pkcs8_that_another_reader_takes() {
    for (name, rule) in [
        (
            "p-256",
            &aws_lc_rs::signature::ECDSA_P256_SHA256_ASN1_SIGNING,
        ),
        (
            "p-384",
            &aws_lc_rs::signature::ECDSA_P384_SHA384_ASN1_SIGNING,
        ),
        (
            "p-521",
            &aws_lc_rs::signature::ECDSA_P521_SHA512_ASN1_SIGNING,
        ),
    ] {
        let bundle = open(&format!("openssl-{name}.p12")).choose(&LeafChoice::default());
        let pkcs8 = bundle.unwrap().identity.private_key().unwrap().pkcs8();
        let pair = aws_lc_rs::signature::EcdsaKeyPair::from_pkcs8(rule, pkcs8.expose());
        assert!(pair.is_ok(), "{name}");
    }
}

#[test]
fn debug_of_an_opened_bundle_shows_no_key() {
    let opened = open("openssl-p-256.p12");
    let key = hex::encode(
        opened.identities()[0]
            .private_key()
            .unwrap()
            .pkcs8()
            .expose(),
    );
    let text = format!("{opened:?}");
    assert!(!text.contains(&key[80..120]), "{text}");
    assert!(text.contains("SecretBytes(32 bytes)"), "{text}");
}

#[test]
fn says_what_a_file_looks_like_that_is_no_bundle() {
    for (name, wanted) in [
        ("certificate-pem", Some(LooksLike::Certificate)),
        ("certificate-der", Some(LooksLike::Certificate)),
        ("base64-of-certificate", Some(LooksLike::Certificate)),
        ("key-pem", Some(LooksLike::PrivateKey)),
        ("key-der", Some(LooksLike::PrivateKey)),
        ("key-pkcs1", Some(LooksLike::PrivateKey)),
        ("p7b", Some(LooksLike::CertificateCollection)),
        ("jks", Some(LooksLike::JavaKeystore)),
        ("zip", Some(LooksLike::ZipArchive)),
        ("web-page", Some(LooksLike::WebPage)),
        ("zeros", Some(LooksLike::Zeros)),
        ("text", None),
    ] {
        let refusal = SealedBundle::read(&folder().join(format!("not-{name}.p12")));
        let Err(BundleError::NotPkcs12 { looks_like }) = refusal else {
            panic!("{name}: {refusal:?}");
        };
        assert_eq!(looks_like, wanted, "{name}");
    }
}
