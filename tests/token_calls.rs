//! How many calls to the module each step costs, counted by OpenSC's pkcs11-spy between us and SoftHSM2.

#[path = "token/softhsm.rs"]
mod softhsm;

#[path = "token/spy.rs"]
mod spy;

use softhsm::*;
use spy::calls;
use tokendesk::token::pkcs11::{Access, Module};
use tokendesk::token::{KeyKind, ObjectClass, TokenReader, TokenWriter};

#[test]
fn asks_the_module_no_more_than_it_must() {
    let Some(spy) = spy::module() else {
        return;
    };
    let softhsm = SoftHsm::with_token("one");
    {
        let mut module = softhsm.module();
        let mut session = logged_in(&mut module, "one");
        let identity = Identity::rsa();
        write_key(&mut session, &identity, "key", b"1");
        write_public(&mut session, &identity, "key", b"1");
        write_certificate(&mut session, &identity, "key", b"1");
    }
    let log = softhsm.folder().join("spy.log");
    // SAFETY: the one test of this process.
    unsafe {
        std::env::set_var("PKCS11SPY", module_path());
        std::env::set_var("PKCS11SPY_OUTPUT", &log);
    }
    let mut module = Module::load(&spy).unwrap();
    let token = token(&mut module, "one");
    // Two slots: SoftHSM2 always shows one more that is not initialised.
    assert_eq!(
        calls(&log),
        [
            "GetFunctionList",
            "Initialize",
            "GetInfo",
            "GetSlotList",
            "GetSlotList",
            "GetTokenInfo",
            "GetTokenInfo"
        ]
    );

    let mut session = module.open(&token, Access::ReadWrite).unwrap();
    assert_eq!(calls(&log), ["OpenSession"]);
    session.login(pin(USER_PIN)).unwrap();
    assert_eq!(calls(&log), ["Login"]);

    let objects = session.objects().unwrap();
    assert_eq!(
        calls(&log),
        [
            "FindObjectsInit",
            "FindObjects",
            "FindObjects",
            "FindObjectsFinal",
            "GetAttributeValue",
            "GetAttributeValue",
            "GetAttributeValue"
        ]
    );
    let is_key = |class| class == ObjectClass::PrivateKey;
    let key = objects.iter().find(|object| is_key(object.class)).unwrap();
    let public = key.public_key().unwrap();
    session.sign(key.handle, public, b"challenge").unwrap();
    assert_eq!(calls(&log), ["SignInit", "Sign"]);
    session.exposure(key.handle).unwrap();
    assert_eq!(calls(&log), ["GetAttributeValue"]);
    session.facts().unwrap();
    assert_eq!(calls(&log), ["GetTokenInfo"]);
    session.key_range(KeyKind::Rsa).unwrap();
    assert_eq!(calls(&log), ["GetMechanismInfo"]);
    write_certificate(&mut session, &Identity::p256(), "other", b"2");
    assert_eq!(calls(&log), ["CreateObject"]);
    session.destroy(key).unwrap();
    assert_eq!(calls(&log), ["GetAttributeValue", "DestroyObject"]);
    session.close().unwrap();
    assert_eq!(calls(&log), ["Logout", "CloseSession"]);
    drop(module);
    assert_eq!(calls(&log), ["Finalize"]);
}
