//! A token with a thousand certificates: a look asks once for each, and grows no faster than they do.

#[path = "token/softhsm.rs"]
mod softhsm;

#[path = "token/spy.rs"]
mod spy;

use softhsm::*;
use spy::calls;
use tokendesk::token::TokenReader;
use tokendesk::token::pkcs11::{Access, Module};

#[test]
fn a_look_at_a_thousand_certificates_makes_no_more_than_two_calls_for_each() {
    let Some(spy) = spy::module() else {
        return;
    };
    let softhsm = SoftHsm::with_token("many");
    let log = softhsm.folder().join("spy.log");
    // SAFETY: the one test of this process.
    unsafe {
        std::env::set_var("PKCS11SPY", module_path());
        std::env::set_var("PKCS11SPY_OUTPUT", &log);
    }
    let mut module = Module::load(&spy).unwrap();
    let token = token(&mut module, "many");
    let mut session = module.open(&token, Access::ReadWrite).unwrap();
    session.login(pin(USER_PIN)).unwrap();
    let mut counted = Vec::new();
    let mut held = 0_usize;
    for wanted in [10, 100, 1_000] {
        while held < wanted {
            let id = u32::try_from(held).unwrap().to_be_bytes();
            write_certificate(&mut session, &Identity::p256(), "one of many", &id);
            held += 1;
        }
        let _ = calls(&log);
        assert_eq!(session.objects().unwrap().len(), wanted);
        let calls = calls(&log);
        println!("{wanted}: {} calls", calls.len());
        assert!(calls.len() <= 2 * wanted, "{wanted}: {}", calls.len());
        counted.push(calls.len());
    }
    for pair in counted.windows(2) {
        assert!(pair[1] <= 10 * pair[0], "{counted:?}");
    }
}
