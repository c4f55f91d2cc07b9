//! What the port promises, asked of a real module.

#[path = "token/softhsm.rs"]
mod softhsm;

use std::collections::BTreeSet;
use std::path::Path;

use softhsm::*;
use tokendesk::token::discovery::{self, DiscoveryError, Finding, Prospect, Reach};
use tokendesk::token::pkcs11::{Access, Module};
use tokendesk::token::{
    Content, Exposure, Handle, KeyKind, KeyUse, Leanness, NewObject, ObjectClass, TokenChoice,
    TokenError, TokenReader, TokenWriter, Trouble,
};

#[test]
fn writes_an_identity_and_reads_it_back() {
    for identity in [
        Identity::rsa(),
        Identity::p256(),
        Identity::new(&rcgen::PKCS_ECDSA_P384_SHA384),
        Identity::new(&rcgen::PKCS_ECDSA_P521_SHA512),
    ] {
        let softhsm = SoftHsm::with_token("one");
        let mut module = softhsm.module();
        let mut session = logged_in(&mut module, "one");
        let id = identity.public().cka_id();
        let key = write_key(&mut session, &identity, "電力 太郎", &id);
        write_public(&mut session, &identity, "電力 太郎", &id);
        write_certificate(&mut session, &identity, "電力 太郎", &id);

        let objects = session.objects().unwrap();
        assert_eq!(objects.len(), 3);
        for object in &objects {
            assert_eq!((object.label.as_str(), &object.id), ("電力 太郎", &id));
            assert_eq!(object.is_token_object, Some(true));
        }
        let of = |class| objects.iter().find(|object| object.class == class).unwrap();
        assert_eq!(
            of(ObjectClass::Certificate).certificate(),
            Some(&identity.certificate)
        );
        assert_eq!(
            of(ObjectClass::PublicKey).public_key(),
            Some(identity.public())
        );
        let private = of(ObjectClass::PrivateKey);
        assert_eq!(private.is_private, Some(true));
        let Content::PrivateKey { flags, kind, .. } = &private.content else {
            panic!("{private:?}");
        };
        assert!(kind.is_some());
        assert_eq!(flags.sensitive, Some(true));
        assert_eq!(flags.extractable, Some(false));
        assert_eq!(flags.sign, Some(true));

        let signature = session.sign(key, identity.public(), b"challenge").unwrap();
        assert!(identity.public().verifies(b"challenge", &signature.bytes));
        assert_eq!(session.exposure(key).unwrap(), Exposure::Refused);
    }
}

#[test]
fn reconnects_to_the_same_token_and_is_logged_in() {
    let softhsm = SoftHsm::with_token("one");
    softhsm.add_token("two");
    let mut module = softhsm.module();
    let mut session = logged_in(&mut module, "two");
    let identity = Identity::p256();
    write_key(&mut session, &identity, "key", b"1");
    session.reconnect().unwrap();
    assert_eq!(session.facts().unwrap().label, "two");
    let objects = session.objects().unwrap();
    assert_eq!(objects.len(), 1);
    session.destroy(&objects[0]).unwrap();
    assert_eq!(session.handles().unwrap(), []);
}

#[test]
fn sees_public_objects_only_before_a_login() {
    let softhsm = SoftHsm::with_token("one");
    let mut module = softhsm.module();
    let identity = Identity::p256();
    let mut session = logged_in(&mut module, "one");
    write_key(&mut session, &identity, "key", b"1");
    write_certificate(&mut session, &identity, "certificate", b"1");
    session.close().unwrap();
    let mut session = open(&mut module, "one", Access::ReadOnly);
    let objects = session.objects().unwrap();
    assert_eq!(objects.len(), 1);
    assert_eq!(objects[0].class, ObjectClass::Certificate);
}

#[test]
fn refuses_a_wrong_pin_once_and_shows_it_in_the_flags() {
    let softhsm = SoftHsm::with_token("one");
    let mut module = softhsm.module();
    let mut session = open(&mut module, "one", Access::ReadWrite);
    let error = session.login(pin("000000")).unwrap_err();
    assert_eq!(error.trouble(), Trouble::PinRefused);
    assert_eq!(error.to_string(), "C_Login answered CKR_PIN_INCORRECT");
    assert!(!session.is_logged_in());
    let state = session.facts().unwrap().pin_state;
    assert_eq!(state, tokendesk::token::PinState::Low);
    assert!(session.key_range(KeyKind::Rsa).unwrap().is_some());
}

#[test]
fn lists_past_every_batch() {
    let softhsm = SoftHsm::with_token("one");
    let mut module = softhsm.module();
    let mut session = logged_in(&mut module, "one");
    let identity = Identity::p256();
    for number in 0..270_u16 {
        write_public(&mut session, &identity, "many", &number.to_be_bytes());
    }
    let handles = session.handles().unwrap();
    assert_eq!(handles.len(), 270);
    let objects = session.objects().unwrap();
    let ids: BTreeSet<_> = objects.iter().map(|object| object.id.clone()).collect();
    assert_eq!(ids.len(), 270);
}

#[test]
fn reads_a_certificate_and_a_label_longer_than_the_usual_buffers() {
    let softhsm = SoftHsm::with_token("one");
    let mut module = softhsm.module();
    let mut session = logged_in(&mut module, "one");
    let names = (0..900).map(|number| format!("host-{number}.example.jp"));
    let large = Identity::for_names(names.collect());
    assert!(large.certificate.der().len() > 16_384);
    let label = "長い名前".repeat(40);
    write_certificate(&mut session, &large, &label, &[7; 300]);
    let objects = session.objects().unwrap();
    assert_eq!(objects.len(), 1);
    assert_eq!(objects[0].certificate(), Some(&large.certificate));
    assert_eq!(objects[0].label, label);
    assert_eq!(objects[0].id, [7; 300]);
}

#[test]
fn tells_a_public_point_that_is_empty_from_one_that_is_there() {
    let softhsm = SoftHsm::with_token("one");
    let mut module = softhsm.module();
    let mut session = logged_in(&mut module, "one");
    let identity = Identity::p256();
    write_key(&mut session, &identity, "", b"");
    let objects = session.objects().unwrap();
    let Content::PrivateKey { public, kind, .. } = &objects[0].content else {
        panic!("{objects:?}");
    };
    assert_eq!(*public, None);
    assert_eq!(*kind, Some(KeyKind::Ec));
    assert_eq!((objects[0].id.len(), objects[0].label.as_str()), (0, ""));
}

#[test]
fn states_every_usage_of_a_private_key() {
    let softhsm = SoftHsm::with_token("one");
    let mut module = softhsm.module();
    let mut session = logged_in(&mut module, "one");
    let identity = Identity::rsa();
    let numbers = identity.numbers();
    for (leanness, decrypts) in [
        (Leanness::Usual, false),
        (Leanness::WithoutUsage, true),
        (Leanness::Leanest, true),
    ] {
        let object = NewObject::PrivateKey {
            material: numbers.material(),
            label: "key",
            id: b"1",
            key_use: KeyUse::default(),
        };
        let key = session.create(&object, leanness).unwrap();
        let shown = softhsm.attribute(key, "CKA_DECRYPT");
        assert_eq!(shown, Some(decrypts), "{leanness:?}");
        let objects = session.objects().unwrap();
        session.destroy(&objects[0]).unwrap();
    }
}

#[test]
fn destroys_only_what_is_still_the_same() {
    let softhsm = SoftHsm::with_token("one");
    let mut module = softhsm.module();
    let mut session = logged_in(&mut module, "one");
    let (first, second) = (Identity::p256(), Identity::p256());
    write_certificate(&mut session, &first, "same", b"1");
    write_certificate(&mut session, &second, "same", b"1");
    let objects = session.objects().unwrap();
    let mut moved = objects[0].clone();
    moved.handle = objects[1].handle;
    let error = session.destroy(&moved).unwrap_err();
    assert!(matches!(error, TokenError::Changed { .. }), "{error:?}");
    assert_eq!(session.handles().unwrap().len(), 2);
    session.destroy(&objects[0]).unwrap();
    let left = session.objects().unwrap();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].certificate(), objects[1].certificate());
    let error = session.destroy(&objects[0]).unwrap_err();
    assert_eq!(error.trouble(), Trouble::NoSuchObject);
}

#[test]
fn shows_the_ghost_that_a_refused_template_leaves() {
    let softhsm = SoftHsm::with_token("one");
    let mut module = softhsm.module();
    let mut session = logged_in(&mut module, "one");
    softhsm.leave_a_ghost();
    let objects = session.objects().unwrap();
    assert_eq!(objects.len(), 1);
    assert!(objects[0].looks_like_a_ghost(), "{objects:?}");
    assert_eq!(objects[0].is_token_object, Some(false));
    session.destroy(&objects[0]).unwrap();
    assert_eq!(session.handles().unwrap(), []);
}

#[test]
fn says_that_a_key_can_be_read_out() {
    let softhsm = SoftHsm::with_token("one");
    let mut module = softhsm.module();
    let mut session = logged_in(&mut module, "one");
    for identity in [Identity::rsa(), Identity::p256()] {
        let key = softhsm.write_an_unprotected_key(&identity);
        assert_eq!(session.exposure(key).unwrap(), Exposure::Readable);
        let objects = session.objects().unwrap();
        let object = objects.iter().find(|object| object.handle == key).unwrap();
        let Content::PrivateKey { flags, .. } = &object.content else {
            panic!("{object:?}");
        };
        assert_eq!(flags.sensitive, Some(false));
    }
}

#[test]
fn gives_the_signature_of_another_key_for_the_caller_to_refuse() {
    let softhsm = SoftHsm::with_token("one");
    let mut module = softhsm.module();
    let mut session = logged_in(&mut module, "one");
    let (mine, other) = (Identity::rsa(), Identity::rsa());
    let key = write_key(&mut session, &mine, "key", b"1");
    let signature = session.sign(key, other.public(), b"challenge").unwrap();
    assert!(!other.public().verifies(b"challenge", &signature.bytes));
    assert!(mine.public().verifies(b"challenge", &signature.bytes));
}

#[test]
fn refuses_to_sign_with_a_key_of_another_kind() {
    let softhsm = SoftHsm::with_token("one");
    let mut module = softhsm.module();
    let mut session = logged_in(&mut module, "one");
    let (rsa, ec) = (Identity::rsa(), Identity::p256());
    let key = write_key(&mut session, &rsa, "key", b"1");
    assert!(session.sign(key, ec.public(), b"challenge").is_err());
    let error = session.sign(Handle(9_999), rsa.public(), b"").unwrap_err();
    assert_eq!(error.trouble(), Trouble::NoSuchObject);
}

#[test]
fn writes_nothing_without_a_login_or_in_a_session_that_reads() {
    let softhsm = SoftHsm::with_token("one");
    let mut module = softhsm.module();
    let identity = Identity::p256();
    let certificate = NewObject::Certificate {
        certificate: &identity.certificate,
        label: "certificate",
        id: b"1",
    };
    let mut session = open(&mut module, "one", Access::ReadWrite);
    let error = session.create(&certificate, Leanness::Usual).unwrap_err();
    assert_eq!(error.trouble(), Trouble::NotLoggedIn);
    session.close().unwrap();
    let mut session = open(&mut module, "one", Access::ReadOnly);
    session.login(pin(USER_PIN)).unwrap();
    let error = session.create(&certificate, Leanness::Usual).unwrap_err();
    assert_eq!(error.trouble(), Trouble::WriteProtected);
    assert_eq!(session.handles().unwrap(), []);
}

#[test]
fn says_that_the_token_is_gone_and_finds_it_when_it_is_back() {
    let softhsm = SoftHsm::with_token("one");
    softhsm.add_token("two");
    let mut module = softhsm.module();
    let mut session = logged_in(&mut module, "one");
    let serial = session.token().serial.clone();
    softhsm.pull(&serial);
    let error = session.reconnect().unwrap_err();
    assert!(
        matches!(&error, TokenError::Gone { serial: gone } if *gone == serial),
        "{error:?}"
    );
    assert_eq!(error.trouble(), Trouble::Removed);
    assert_eq!(session.handles().unwrap_err().trouble(), Trouble::Removed);
    softhsm.put_back(&serial);
    session.reconnect().unwrap();
    assert_eq!(session.facts().unwrap().serial, serial);
    let identity = Identity::p256();
    write_key(&mut session, &identity, "key", b"1");
}

#[test]
fn sees_a_login_of_another_session_and_leaves_it_alone() {
    let softhsm = SoftHsm::with_token("one");
    let mut module = softhsm.module();
    let mut first = logged_in(&mut module, "one");
    let mut second = open(&mut module, "one", Access::ReadWrite);
    second.login(pin("not looked at")).unwrap();
    second.close().unwrap();
    let identity = Identity::p256();
    write_key(&mut first, &identity, "key", b"1");
}

#[test]
fn leaves_a_module_alone_that_somebody_else_initialized() {
    let softhsm = SoftHsm::with_token("one");
    let mut owner = softhsm.module();
    let mut guest = softhsm.module();
    let mut session = logged_in(&mut guest, "one");
    let error = session.reconnect().unwrap_err();
    assert_eq!(
        error.to_string(),
        "C_Initialize answered CKR_CRYPTOKI_ALREADY_INITIALIZED"
    );
    assert_eq!(session.handles().unwrap(), []);
    drop((session, guest));
    assert!(!owner.tokens().unwrap().is_empty());
}

#[test]
fn lists_tokens_that_are_not_initialised_as_such() {
    let softhsm = SoftHsm::with_token("one");
    let mut module = softhsm.module();
    let tokens = module.tokens().unwrap();
    let states: Vec<_> = tokens.iter().map(|token| token.is_initialised).collect();
    assert_eq!(states, [true, false]);
    assert!(module.failures().is_empty());
    assert_eq!(module.facts().manufacturer, "SoftHSM");
}

#[test]
fn tells_a_file_that_is_no_library_from_a_library_that_is_no_module() {
    let softhsm = SoftHsm::new();
    let text = softhsm.folder().join("module.so");
    std::fs::write(&text, "no library").unwrap();
    let error = Module::load(&text).unwrap_err();
    assert!(matches!(error, TokenError::NotLoadable { .. }), "{error:?}");
    let error = Module::load(&softhsm.folder().join("absent.so")).unwrap_err();
    assert!(matches!(error, TokenError::NotLoadable { .. }), "{error:?}");
    let error = Module::load(Path::new("libm.so.6")).unwrap_err();
    assert!(matches!(error, TokenError::NotAModule { .. }), "{error:?}");
}

#[test]
fn changes_and_unblocks_a_pin() {
    let softhsm = SoftHsm::with_token("one");
    let mut module = softhsm.module();
    let mut session = open(&mut module, "one", Access::ReadWrite);
    let error = session.change_pin(&pin("000000"), &pin("123123"));
    assert_eq!(error.unwrap_err().trouble(), Trouble::PinRefused);
    session.change_pin(&pin(USER_PIN), &pin("123123")).unwrap();
    let error = session.change_pin(&pin("123123"), &pin("1"));
    assert_eq!(error.unwrap_err().trouble(), Trouble::PinForm);
    session
        .unblock_pin(&pin(OFFICER_PIN), &pin("321321"))
        .unwrap();
    session.login(pin("321321")).unwrap();
}

#[test]
fn finds_the_module_by_the_token_that_it_shows() {
    let softhsm = SoftHsm::with_token("one");
    let text = softhsm.folder().join("text.so");
    std::fs::write(&text, "no library").unwrap();
    let link = softhsm.folder().join("link.so");
    std::os::unix::fs::symlink(module_path(), &link).unwrap();
    let prospect = |path: &Path, reach| Prospect {
        path: path.to_owned(),
        reach,
    };
    let candidates = discovery::search(&[
        prospect(Path::new("/nowhere/p11-kit-proxy.so"), Reach::Proxy),
        prospect(&text, Reach::Direct),
        prospect(&module_path(), Reach::Direct),
        prospect(&link, Reach::Direct),
    ]);
    let findings: Vec<_> = candidates.iter().map(|one| &one.finding).collect();
    assert!(matches!(findings[0], Finding::Failed(_)));
    assert!(matches!(findings[1], Finding::Shows { tokens, .. } if tokens[0].label == "one"));
    assert!(matches!(findings[2], Finding::SameAs(first) if *first == module_path()));
    assert!(matches!(findings[3], Finding::NotNeeded));
    let chosen = discovery::choose(&candidates, &TokenChoice::default()).unwrap();
    assert_eq!(chosen.path, module_path());
}

#[test]
fn takes_no_slot_without_a_token_for_one() {
    let _softhsm = SoftHsm::new();
    let candidates = discovery::search(&[Prospect {
        path: module_path(),
        reach: Reach::Direct,
    }]);
    assert_eq!(
        discovery::choose(&candidates, &TokenChoice::default()).map(|one| &one.path),
        Err(DiscoveryError::NoToken {
            modules: vec![module_path()]
        })
    );
}

#[test]
fn works_through_p11_kit_which_gives_each_caller_a_list_of_its_own() {
    let _softhsm = SoftHsm::with_token("one");
    let mut proxies = discovery::prospects(discovery::known_places());
    proxies.retain(|prospect| prospect.reach == Reach::Proxy);
    let Some(proxy) = proxies.first() else {
        eprintln!("skipped: p11-kit-proxy is not installed");
        return;
    };
    let mut module = Module::load(&proxy.path).unwrap();
    if module
        .tokens()
        .unwrap()
        .iter()
        .all(|token| token.label != "one")
    {
        eprintln!("skipped: p11-kit does not know of SoftHSM2");
        return;
    }
    let mut session = logged_in(&mut module, "one");
    assert_eq!(session.profile().name, "softhsm2");
    let identity = Identity::rsa();
    let key = write_key(&mut session, &identity, "key", b"1");
    let signature = session.sign(key, identity.public(), b"challenge").unwrap();
    assert!(identity.public().verifies(b"challenge", &signature.bytes));
    session.reconnect().unwrap();
    let objects = session.objects().unwrap();
    assert_eq!(objects.len(), 1);
    session.destroy(&objects[0]).unwrap();
}
