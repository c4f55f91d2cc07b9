//! What the port promises of any module: asked of SoftHSM2, or of the one that `softhsm/modules.sh` names.
//!
//! `TOKENDESK_CONTRACT_MODULE` is the module's path, `TOKENDESK_CONTRACT_PIN` the user PIN of the first token that it
//! shows; that token is left as it was. A module has one token at a time, so it is run with `--test-threads=1`.

#[path = "token/softhsm.rs"]
mod softhsm;

use std::collections::BTreeSet;
use std::env;
use std::path::PathBuf;

use softhsm::*;
use tokendesk::certificate::PublicKey;
use tokendesk::token::pkcs11::{Access, Module, Session};
use tokendesk::token::{
    Content, Exposure, Handle, KeyUse, Leanness, NewObject, Object, TokenError, TokenFacts,
    TokenReader, TokenWriter, Trouble,
};

/// A module with a token, and what makes the token where the test brings its own.
struct Subject {
    module: Module,
    token: TokenFacts,
    pin: String,
    _own: Option<SoftHsm>,
}

impl Subject {
    fn new() -> Self {
        let named = env::var_os("TOKENDESK_CONTRACT_MODULE").map(PathBuf::from);
        let (path, pin, own) = match named {
            Some(path) => (path, env::var("TOKENDESK_CONTRACT_PIN").unwrap(), None),
            None => {
                let own = SoftHsm::with_token("contract");
                (module_path(), USER_PIN.to_owned(), Some(own))
            }
        };
        let mut module = Module::load(&path).unwrap();
        let tokens = module.tokens().unwrap();
        let token = tokens.into_iter().find(|token| token.is_initialised);
        Self {
            module,
            token: token.expect("the module shows a token"),
            pin,
            _own: own,
        }
    }

    fn open(&mut self, access: Access) -> Session {
        self.module.open(&self.token, access).unwrap()
    }

    fn logged_in(&mut self) -> Session {
        let mut session = self.open(Access::ReadWrite);
        session.login(pin(&self.pin)).unwrap();
        session
    }
}

/// Writes a key as the module's profile has it.
fn write_private(
    session: &mut Session,
    identity: &Identity,
    id: &[u8],
) -> Result<Handle, TokenError> {
    let numbers = identity.numbers();
    let object = NewObject::PrivateKey {
        material: numbers.material(),
        label: "契約 contract",
        id,
        key_use: KeyUse::default(),
    };
    session.create(&object, Leanness::Usual)
}

fn is_key_of(object: &Object, public: &PublicKey) -> bool {
    matches!(object.content, Content::PrivateKey { .. }) && object.public_key() == Some(public)
}

/// Takes away what the test wrote, and looks that the token holds what it held.
fn leave(session: &mut Session, before: &[Handle]) {
    for object in session.objects().unwrap() {
        if !before.contains(&object.handle) {
            session.destroy(&object).unwrap();
        }
    }
    assert_eq!(session.handles().unwrap().len(), before.len());
}

#[test]
fn what_is_written_is_read_back() {
    let mut subject = Subject::new();
    let mut session = subject.logged_in();
    let before = session.handles().unwrap();
    let identity = Identity::p256();
    let id = identity.public().cka_id();
    write_certificate(&mut session, &identity, "契約 contract", &id);
    let objects = session.objects().unwrap();
    let written = objects
        .iter()
        .find(|object| object.certificate() == Some(&identity.certificate))
        .unwrap();
    assert_eq!(
        (written.label.as_str(), &written.id),
        ("契約 contract", &id)
    );
    assert_eq!(written.is_token_object, Some(true));
    leave(&mut session, &before);
}

#[test]
fn a_key_signs_and_is_not_given_out_or_is_refused_whole() {
    let mut subject = Subject::new();
    let mut session = subject.logged_in();
    let before = session.handles().unwrap();
    let identity = Identity::rsa();
    let id = identity.public().cka_id();
    match write_private(&mut session, &identity, &id) {
        Ok(key) => {
            let signature = session.sign(key, identity.public(), b"challenge").unwrap();
            assert!(identity.public().verifies(b"challenge", &signature.bytes));
            assert_eq!(session.exposure(key).unwrap(), Exposure::Refused);
            let objects = session.objects().unwrap();
            let object = objects.iter().find(|object| object.handle == key).unwrap();
            assert_eq!(object.id, id);
            let Content::PrivateKey { flags, .. } = &object.content else {
                panic!("{object:?}");
            };
            assert_eq!(flags.extractable, Some(false));
        }
        Err(error) => {
            // A module that takes no keys says so and keeps nothing of them.
            assert_eq!(error.trouble(), Trouble::Template, "{error}");
            println!("takes no RSA key: {error}");
            let objects = session.objects().unwrap();
            assert!(
                !objects
                    .iter()
                    .any(|object| is_key_of(object, identity.public()))
            );
        }
    }
    leave(&mut session, &before);
}

#[test]
fn a_listing_goes_past_every_batch() {
    let mut subject = Subject::new();
    let mut session = subject.logged_in();
    let before = session.handles().unwrap();
    let identity = Identity::p256();
    for number in 0..25_u8 {
        write_certificate(&mut session, &identity, "many", &[number]);
    }
    assert_eq!(session.handles().unwrap().len(), before.len() + 25);
    let objects = session.objects().unwrap();
    let ids: BTreeSet<_> = objects
        .iter()
        .filter(|object| object.label == "many")
        .map(|object| object.id.clone())
        .collect();
    assert_eq!(ids.len(), 25);
    leave(&mut session, &before);
}

#[test]
fn only_what_is_still_the_same_is_destroyed() {
    let mut subject = Subject::new();
    let mut session = subject.logged_in();
    let before = session.handles().unwrap();
    let (first, second) = (Identity::p256(), Identity::p256());
    write_certificate(&mut session, &first, "same", b"1");
    write_certificate(&mut session, &second, "same", b"2");
    let objects = session.objects().unwrap();
    let of = |identity: &Identity| {
        let mut objects = objects.iter();
        let is_its = |object: &&Object| object.certificate() == Some(&identity.certificate);
        objects.find(is_its).unwrap().clone()
    };
    let mut moved = of(&first);
    moved.handle = of(&second).handle;
    let error = session.destroy(&moved).unwrap_err();
    assert!(matches!(error, TokenError::Changed { .. }), "{error:?}");
    session.destroy(&of(&first)).unwrap();
    let error = session.destroy(&of(&first)).unwrap_err();
    assert_eq!(error.trouble(), Trouble::NoSuchObject, "{error}");
    leave(&mut session, &before);
}

#[test]
fn a_wrong_pin_is_told_as_one_and_the_right_one_still_works() {
    let mut subject = Subject::new();
    let mut session = subject.open(Access::ReadWrite);
    let error = session.login(pin("00000000")).unwrap_err();
    assert_eq!(error.trouble(), Trouble::PinRefused, "{error}");
    assert!(!session.is_logged_in());
    session.login(pin(&subject.pin)).unwrap();
    assert!(session.is_logged_in());
}

#[test]
fn without_a_login_no_key_is_written() {
    let mut subject = Subject::new();
    let mut session = subject.open(Access::ReadWrite);
    let error = write_private(&mut session, &Identity::rsa(), b"1").unwrap_err();
    assert_eq!(error.trouble(), Trouble::NotLoggedIn, "{error}");
}

#[test]
fn a_reconnected_session_is_on_the_same_token_and_logged_in() {
    let mut subject = Subject::new();
    let serial = subject.token.serial.clone();
    let mut session = subject.logged_in();
    let before = session.handles().unwrap();
    session.reconnect().unwrap();
    assert!(session.is_logged_in());
    assert_eq!(session.facts().unwrap().serial, serial);
    assert_eq!(session.handles().unwrap().len(), before.len());
}

#[test]
fn the_leanest_template_is_taken_where_any_is() {
    let mut subject = Subject::new();
    let mut session = subject.logged_in();
    let before = session.handles().unwrap();
    let identity = Identity::rsa();
    if write_private(&mut session, &identity, b"usual").is_ok() {
        let numbers = identity.numbers();
        let object = NewObject::PrivateKey {
            material: numbers.material(),
            label: "lean",
            id: b"lean",
            key_use: KeyUse::default(),
        };
        let key = session.create(&object, Leanness::Leanest).unwrap();
        assert_eq!(session.exposure(key).unwrap(), Exposure::Refused);
    }
    leave(&mut session, &before);
}
