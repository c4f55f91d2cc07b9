//! What other programs see of a token before and after: one new pair, the valid one untouched, the expired gone.

use std::collections::BTreeMap;

use crate::support::authority::{self, CURRENT, Identity};
use crate::support::bundle::{self, Bundle, Keytool, Recipe};
use crate::support::judges::{self, Testimony};
use crate::support::keys::{self, Kind};
use crate::support::program::{Run, reuse, text, wipe};
use crate::support::token::Desk;
use crate::support::tools::needs;

const NEW: &str = "operator 0003";

fn everybody(desk: &Desk) -> [(&'static str, Testimony); 4] {
    [
        ("pkcs11-tool", judges::pkcs11_tool(desk)),
        ("p11tool", judges::p11tool(desk)),
        ("certutil", judges::certutil(desk)),
        ("keytool", judges::keytool(desk)),
    ]
}

/// Reuses the usual token for a new identity of this kind, and asks everybody.
fn a_reuse_is_seen_by_everybody(kind: Kind, make: impl FnOnce(&Desk, &Identity) -> Bundle) {
    needs!(
        "pkcs11-tool",
        "p11tool",
        "certutil",
        "modutil",
        "keytool",
        "openssl"
    );
    let desk = Desk::usual();
    let before = desk.contents();
    let identity = authority::issuer().issue(NEW, CURRENT, &keys::key(kind, 3));
    let bundle = make(&desk, &identity);
    let run = reuse(&desk, &bundle).expect(0);
    for (judge, testimony) in everybody(&desk) {
        assert_eq!(
            testimony.pairs,
            ["operator 0002", NEW],
            "{judge}: {testimony:?}"
        );
        assert!(
            !testimony.text.contains("operator 0001"),
            "{judge}: {testimony:?}"
        );
        if judge == "certutil" {
            assert_eq!(judges::certutil_keys(&testimony), 2, "{testimony:?}");
        }
    }
    only_the_expired_pair_went(&before, &desk);
    assert!(judges::openssl_verifies(
        &desk,
        &identity.certificate,
        &new_id(&run)
    ));
}

/// The CKA_ID of the new leaf.
fn new_id(run: &Run) -> String {
    let document = run.json();
    let created = document["created"].as_array().unwrap();
    let leaf = created.last().expect("something was created");
    text(&leaf["cka_id"]).to_owned()
}

/// Everything else lies in its files byte for byte as it lay there before.
fn only_the_expired_pair_went(before: &BTreeMap<String, Vec<u8>>, desk: &Desk) {
    let after = desk.contents();
    let gone: Vec<_> = before
        .iter()
        .filter(|(name, bytes)| after.get(*name) != Some(bytes))
        .collect();
    assert_eq!(gone.len(), 2, "the expired key and its certificate");
}

#[test]
fn rsa_2048_as_openssl_writes_it() {
    a_reuse_is_seen_by_everybody(Kind::Rsa2048, bundle::usual);
}

#[test]
fn rsa_3072_as_openssl_writes_it() {
    a_reuse_is_seen_by_everybody(Kind::Rsa3072, bundle::usual);
}

#[test]
fn rsa_4096_as_openssl_writes_it() {
    a_reuse_is_seen_by_everybody(Kind::Rsa4096, bundle::usual);
}

#[test]
fn p_256_as_openssl_writes_it() {
    a_reuse_is_seen_by_everybody(Kind::P256, bundle::usual);
}

#[test]
fn p_384_as_openssl_writes_it() {
    a_reuse_is_seen_by_everybody(Kind::P384, bundle::usual);
}

#[test]
fn p_521_as_openssl_writes_it() {
    a_reuse_is_seen_by_everybody(Kind::P521, bundle::usual);
}

fn legacy(desk: &Desk, identity: &Identity) -> Bundle {
    let recipe = Recipe {
        openssl: &["-legacy"],
        ..Recipe::default()
    };
    bundle::openssl(desk, identity, recipe)
}

#[test]
fn rsa_2048_as_openssl_writes_it_for_old_programs() {
    a_reuse_is_seen_by_everybody(Kind::Rsa2048, legacy);
}

#[test]
fn p_256_as_openssl_writes_it_for_old_programs() {
    a_reuse_is_seen_by_everybody(Kind::P256, legacy);
}

#[test]
fn rsa_2048_as_keytool_writes_it() {
    a_reuse_is_seen_by_everybody(Kind::Rsa2048, |desk, identity| {
        bundle::keytool(desk, identity, Keytool::Default, "keytool.p12")
    });
}

#[test]
fn p_256_as_keytool_writes_it() {
    a_reuse_is_seen_by_everybody(Kind::P256, |desk, identity| {
        bundle::keytool(desk, identity, Keytool::Default, "keytool.p12")
    });
}

#[test]
fn rsa_2048_as_keytool_writes_it_for_old_programs() {
    a_reuse_is_seen_by_everybody(Kind::Rsa2048, |desk, identity| {
        bundle::keytool(desk, identity, Keytool::Legacy, "keytool.p12")
    });
}

#[test]
fn p_256_as_keytool_writes_it_for_old_programs() {
    a_reuse_is_seen_by_everybody(Kind::P256, |desk, identity| {
        bundle::keytool(desk, identity, Keytool::Legacy, "keytool.p12")
    });
}

#[test]
fn rsa_2048_as_nss_writes_it() {
    needs!("pk12util");
    a_reuse_is_seen_by_everybody(Kind::Rsa2048, |desk, identity| {
        bundle::pk12util(desk, identity, &[])
    });
}

#[test]
fn p_256_as_nss_writes_it() {
    needs!("pk12util");
    a_reuse_is_seen_by_everybody(Kind::P256, |desk, identity| {
        bundle::pk12util(desk, identity, &[])
    });
}

#[test]
fn rsa_2048_as_nss_wrote_it_for_years() {
    needs!("pk12util");
    let legacy = [
        "-c",
        "PKCS #12 V2 PBE With SHA-1 And 3KEY Triple DES-CBC",
        "-C",
        "PKCS #12 V2 PBE With SHA-1 And 40 Bit RC2 CBC",
    ];
    a_reuse_is_seen_by_everybody(Kind::Rsa2048, |desk, identity| {
        bundle::pk12util(desk, identity, &legacy)
    });
}

#[test]
fn rsa_2048_as_gnutls_writes_it() {
    needs!("certtool");
    a_reuse_is_seen_by_everybody(Kind::Rsa2048, |desk, identity| {
        bundle::certtool(desk, identity, &[])
    });
}

#[test]
fn p_256_as_gnutls_writes_it() {
    needs!("certtool");
    a_reuse_is_seen_by_everybody(Kind::P256, |desk, identity| {
        bundle::certtool(desk, identity, &[])
    });
}

#[test]
fn rsa_2048_as_gnutls_wrote_it_for_years() {
    needs!("certtool");
    a_reuse_is_seen_by_everybody(Kind::Rsa2048, |desk, identity| {
        bundle::certtool(desk, identity, &["--pkcs-cipher", "3des-pkcs12"])
    });
}

#[test]
fn a_japanese_name_and_password_go_the_whole_way() {
    needs!("pkcs11-tool", "p11tool", "certutil", "modutil", "openssl");
    let name = "電力 太郎";
    let desk = Desk::usual();
    let identity = authority::issuer().issue(name, CURRENT, &keys::key(Kind::Rsa2048, 3));
    for (file, openssl) in [("new.p12", &[] as &[&str]), ("old.p12", &["-legacy"])] {
        let desk = desk.copy();
        let recipe = Recipe {
            file,
            friendly_name: "電力 太郎の証明書",
            password: "パスワード２０２６",
            openssl,
        };
        let bundle = bundle::openssl(&desk, &identity, recipe);
        let document = reuse(&desk, &bundle).expect(0).json();
        let held = &document["bundle"]["identities"][0];
        assert_eq!(held["friendly_name"], "電力 太郎の証明書");
        // keytool shows the labels of a token as Latin-1.
        for (judge, testimony) in [
            ("pkcs11-tool", judges::pkcs11_tool(&desk)),
            ("p11tool", judges::p11tool(&desk)),
            ("certutil", judges::certutil(&desk)),
        ] {
            assert_eq!(
                testimony.pairs,
                ["operator 0002", name],
                "{judge}: {testimony:?}"
            );
        }
    }
}

#[test]
fn nobody_sees_the_expired_identity_after_a_wipe() {
    needs!("pkcs11-tool", "p11tool", "certutil", "modutil", "keytool");
    let desk = Desk::usual();
    let before = desk.contents();
    for (judge, testimony) in everybody(&desk) {
        let both = ["operator 0001", "operator 0002"];
        assert_eq!(testimony.pairs, both, "{judge}: {testimony:?}");
    }
    wipe(&desk).expect(0);
    for (judge, testimony) in everybody(&desk) {
        assert_eq!(testimony.pairs, ["operator 0002"], "{judge}: {testimony:?}");
        assert!(
            !testimony.text.contains("operator 0001"),
            "{judge}: {testimony:?}"
        );
    }
    only_the_expired_pair_went(&before, &desk);
}
