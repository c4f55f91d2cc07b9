//! What the port promises, asked of a real module.

#[path = "token/softhsm.rs"]
mod softhsm;

use softhsm::*;
use tokendesk::token::pkcs11::Access;
use tokendesk::token::{
    Content, Exposure, KeyKind, ObjectClass, TokenReader, TokenWriter, Trouble,
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
