//! Any bytes, opened as a bundle with a fixed password, are refused or opened.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tokendesk::bundle::{LeafChoice, SealedBundle, fitness};
use tokendesk::clock::Now;
use tokendesk::secret::{BundlePassword, SecretText};

/// The most iterations that a single input may spend: speed, not a rule of the reader.
const AFFORDABLE: u64 = 500;

fuzz_target!(|data: &[u8]| {
    let Ok(sealed) = SealedBundle::from_bytes(data.to_vec()) else {
        return;
    };
    if sealed.declared_cost() > AFFORDABLE {
        return;
    }
    let password = BundlePassword::new(SecretText::new("password".to_owned()));
    let Ok(opened) = sealed.open(&password, &mut |_| {}) else {
        return;
    };
    let now = Now::at("2026-01-01T00:00:00Z".parse().expect("a time"));
    for identity in opened.identities() {
        assert!(identity.key().belongs_to(identity.leaf().public_key()));
        assert!(!identity.key().pkcs8().expose().is_empty());
        assert!(!fitness::judge(identity, now).is_empty());
    }
    let _ = opened.choose(&LeafChoice::default());
});
