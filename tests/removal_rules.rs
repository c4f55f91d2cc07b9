//! The rules of what may be removed, on values: only what has expired, and nothing that something kept needs.

use proptest::prelude::*;
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use tokendesk::certificate::{Certificate, ExpiryMargin, PublicKey, Standing};
use tokendesk::clock::Now;
use tokendesk::token::{Content, Handle, KeyFlags, KeyKind, Object, ObjectClass};
use tokendesk::workflow::inventory::Pairing;
use tokendesk::workflow::removal::{self, Draft, KeepReason};
use tokendesk::workflow::{Inventory, Sight};

const EXPIRED: (i32, i32) = (2020, 2022);
const CURRENT: (i32, i32) = (2020, 2120);
const FUTURE: (i32, i32) = (2110, 2120);

fn now() -> Now {
    Now::at("2026-11-22T09:00:00Z".parse().unwrap())
}

fn key() -> KeyPair {
    KeyPair::generate().unwrap()
}

fn params(name: &str, (from, to): (i32, i32)) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = rcgen::date_time_ymd(from, 1, 1);
    params.not_after = rcgen::date_time_ymd(to, 1, 1);
    params
}

fn leaf(name: &str, years: (i32, i32), key: &KeyPair) -> Certificate {
    let made = params(name, years).self_signed(key).unwrap();
    Certificate::from_der(made.der()).unwrap()
}

fn authority(name: &str, years: (i32, i32), key: &KeyPair) -> (CertificateParams, Certificate) {
    let mut params = params(name, years);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let made = params.self_signed(key).unwrap();
    (params, Certificate::from_der(made.der()).unwrap())
}

fn issued(
    name: &str,
    years: (i32, i32),
    key: &KeyPair,
    issuer: &CertificateParams,
    issuer_key: &KeyPair,
) -> Certificate {
    let issuer = Issuer::from_params(issuer, issuer_key);
    let made = params(name, years).signed_by(key, &issuer).unwrap();
    Certificate::from_der(made.der()).unwrap()
}

/// A token's objects, numbered as they are added.
#[derive(Default)]
struct Shelf {
    objects: Vec<Object>,
    pairings: Vec<Pairing>,
}

impl Shelf {
    fn put(&mut self, class: ObjectClass, id: &[u8], content: Content) -> Handle {
        let handle = Handle(self.objects.len() as u64 + 1);
        self.objects.push(Object {
            handle,
            class,
            label: "same label".to_owned(),
            id: id.to_vec(),
            is_token_object: Some(true),
            is_private: Some(class == ObjectClass::PrivateKey),
            content,
        });
        handle
    }

    fn certificate(&mut self, certificate: &Certificate, id: &[u8]) -> Handle {
        let content = Content::Certificate(Box::new(certificate.clone()));
        self.put(ObjectClass::Certificate, id, content)
    }

    fn private_key(&mut self, public: Option<&PublicKey>, id: &[u8]) -> Handle {
        let content = Content::PrivateKey {
            public: public.cloned(),
            kind: Some(KeyKind::Ec),
            flags: KeyFlags::default(),
        };
        self.put(ObjectClass::PrivateKey, id, content)
    }

    fn public_key(&mut self, public: &PublicKey, id: &[u8]) -> Handle {
        let public = Some(public.clone());
        self.put(ObjectClass::PublicKey, id, Content::PublicKey { public })
    }

    fn identity(&mut self, certificate: &Certificate, id: &[u8]) -> [Handle; 3] {
        let key = certificate.public_key();
        [
            self.private_key(Some(key), id),
            self.public_key(key, id),
            self.certificate(certificate, id),
        ]
    }

    fn draft(self) -> Draft {
        self.draft_with(&[])
    }

    fn draft_with(self, arriving: &[&Certificate]) -> Draft {
        let inventory = Inventory::new(self.objects, self.pairings, Sight::Whole);
        removal::draft(&inventory, arriving, ExpiryMargin::default(), now())
    }
}

fn removed(draft: &Draft) -> Vec<Handle> {
    draft.remove.iter().map(|object| object.handle).collect()
}

fn reason(draft: &Draft, handle: Handle) -> &KeepReason {
    let kept = draft
        .keep
        .iter()
        .find(|(object, _)| object.handle == handle);
    &kept.expect("the object is kept").1
}

#[test]
fn an_expired_identity_goes_key_first_certificate_last() {
    let mut shelf = Shelf::default();
    let expected = shelf.identity(&leaf("a", EXPIRED, &key()), b"1");
    assert_eq!(removed(&shelf.draft()), expected);
}

#[test]
fn current_and_future_identities_of_the_same_name_and_label_stay() {
    let mut shelf = Shelf::default();
    let gone = shelf.identity(&leaf("a", EXPIRED, &key()), b"1");
    let current = shelf.identity(&leaf("a", CURRENT, &key()), b"2");
    let future = shelf.identity(&leaf("a", FUTURE, &key()), b"3");
    let draft = shelf.draft();
    assert_eq!(removed(&draft), gone);
    assert_eq!(*reason(&draft, current[2]), KeepReason::Current);
    assert_eq!(*reason(&draft, future[2]), KeepReason::NotYetValid);
}

#[test]
fn a_key_stays_while_a_kept_certificate_has_it() {
    let key = key();
    let (old, new) = (leaf("a", EXPIRED, &key), leaf("a", CURRENT, &key));
    let mut shelf = Shelf::default();
    let [private, public, expired] = shelf.identity(&old, b"1");
    let _ = shelf.certificate(&new, b"1");
    let draft = shelf.draft();
    assert_eq!(removed(&draft), [expired]);
    let belongs = KeepReason::KeyOfKept(new.sha256());
    assert_eq!(*reason(&draft, private), belongs);
    assert_eq!(*reason(&draft, public), belongs);
}

#[test]
fn a_key_stays_when_the_arriving_leaf_has_it() {
    let key = key();
    let mut shelf = Shelf::default();
    let [_, _, expired] = shelf.identity(&leaf("a", EXPIRED, &key), b"1");
    let new = leaf("a", CURRENT, &key);
    assert_eq!(removed(&shelf.draft_with(&[&new])), [expired]);
}

#[test]
fn an_expired_certificate_whose_key_is_absent_goes_alone() {
    let mut shelf = Shelf::default();
    let lone = shelf.certificate(&leaf("a", EXPIRED, &key()), b"1");
    assert_eq!(removed(&shelf.draft()), [lone]);
}

#[test]
fn an_expired_certificate_stays_when_an_unpaired_key_may_be_its_own() {
    let mut shelf = Shelf::default();
    let certificate = shelf.certificate(&leaf("a", EXPIRED, &key()), b"1");
    let blind = shelf.private_key(None, b"1");
    let draft = shelf.draft();
    assert!(draft.remove.is_empty());
    assert_eq!(*reason(&draft, certificate), KeepReason::CannotPair);
    assert_eq!(*reason(&draft, blind), KeepReason::CannotPair);
}

#[test]
fn a_key_that_a_signature_paired_goes_with_its_expired_certificate() {
    let certificate = leaf("a", EXPIRED, &key());
    let mut shelf = Shelf::default();
    let blind = shelf.private_key(None, b"1");
    let handle = shelf.certificate(&certificate, b"1");
    let public = certificate.public_key().clone();
    shelf.pairings.push(Pairing { key: blind, public });
    assert_eq!(removed(&shelf.draft()), [blind, handle]);
}

#[test]
fn an_identity_stays_when_an_unreadable_certificate_shares_its_id() {
    let mut shelf = Shelf::default();
    let _ = shelf.identity(&leaf("a", EXPIRED, &key()), b"1");
    let digest = tokendesk::certificate::Sha256Digest::of(b"rubbish");
    let rubbish = Content::UnreadableCertificate(digest);
    let unreadable = shelf.put(ObjectClass::Certificate, b"1", rubbish);
    let draft = shelf.draft();
    assert!(draft.remove.is_empty());
    assert_eq!(*reason(&draft, unreadable), KeepReason::Unreadable);
}

#[test]
fn keys_without_certificate_and_data_stay() {
    let mut shelf = Shelf::default();
    let orphan = leaf("a", EXPIRED, &key());
    let key = shelf.private_key(Some(orphan.public_key()), b"1");
    let data = shelf.put(ObjectClass::Data, b"", Content::Other(None));
    let draft = shelf.draft();
    assert!(draft.remove.is_empty());
    assert_eq!(*reason(&draft, key), KeepReason::KeyWithoutCertificate);
    assert_eq!(*reason(&draft, data), KeepReason::NotAnIdentity);
}

#[test]
fn an_expired_authority_stays_while_something_kept_chains_to_it_and_goes_with_the_last() {
    let (root_key, leaf_key) = (key(), key());
    let (params, root) = authority("root", EXPIRED, &root_key);
    for (years, stays) in [(CURRENT, true), (EXPIRED, false)] {
        let end = issued("a", years, &leaf_key, &params, &root_key);
        let mut shelf = Shelf::default();
        let _ = shelf.identity(&end, b"1");
        let authority = shelf.certificate(&root, b"2");
        let draft = shelf.draft();
        assert_eq!(!removed(&draft).contains(&authority), stays, "{years:?}");
        if stays {
            let needed = KeepReason::IssuerOfKept(end.sha256());
            assert_eq!(*reason(&draft, authority), needed);
        } else {
            assert_eq!(draft.remove.last().map(|last| last.handle), Some(authority));
        }
    }
}

#[test]
fn an_expired_authority_of_the_same_name_and_another_key_goes() {
    let (signing, other, leaf_key) = (key(), key(), key());
    let (params, _) = authority("root", EXPIRED, &signing);
    let (_, namesake) = authority("root", EXPIRED, &other);
    let mut shelf = Shelf::default();
    let _ = shelf.identity(&issued("a", CURRENT, &leaf_key, &params, &signing), b"1");
    let authority = shelf.certificate(&namesake, b"2");
    assert_eq!(removed(&shelf.draft()), [authority]);
}

#[test]
fn an_expired_authority_stays_while_the_arriving_chain_needs_it() {
    let (root_key, leaf_key) = (key(), key());
    let (params, root) = authority("root", EXPIRED, &root_key);
    let end = issued("a", CURRENT, &leaf_key, &params, &root_key);
    let mut shelf = Shelf::default();
    let _ = shelf.certificate(&root, b"2");
    assert!(shelf.draft_with(&[&end]).remove.is_empty());
}

/// One thing that a random token holds.
#[derive(Debug, Clone, Copy)]
enum Thing {
    Identity(usize),
    Certificate(usize),
    PrivateKey(usize),
    BlindKey(usize),
    PublicKey(usize),
    Data,
    Unreadable(usize),
}

fn thing() -> impl Strategy<Value = Thing> {
    let place = 0..6_usize;
    prop_oneof![
        place.clone().prop_map(Thing::Identity),
        place.clone().prop_map(Thing::Certificate),
        place.clone().prop_map(Thing::PrivateKey),
        place.clone().prop_map(Thing::BlindKey),
        place.clone().prop_map(Thing::PublicKey),
        place.prop_map(Thing::Unreadable),
        Just(Thing::Data),
    ]
}

/// Six certificates over three keys: each key has an expired one, and two have a living one besides.
fn pool() -> Vec<Certificate> {
    let keys = [key(), key(), key()];
    vec![
        leaf("a", EXPIRED, &keys[0]),
        leaf("a", CURRENT, &keys[0]),
        leaf("b", EXPIRED, &keys[1]),
        leaf("b", FUTURE, &keys[1]),
        leaf("c", EXPIRED, &keys[2]),
        leaf("c2", EXPIRED, &keys[2]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn whatever_a_token_holds_only_the_expired_goes(things in prop::collection::vec(thing(), 0..12)) {
        let pool = pool();
        let mut shelf = Shelf::default();
        for thing in things {
            match thing {
                Thing::Identity(place) => { let _ = shelf.identity(&pool[place], &[place as u8]); }
                Thing::Certificate(place) => { let _ = shelf.certificate(&pool[place], &[place as u8]); }
                Thing::PrivateKey(place) => {
                    let _ = shelf.private_key(Some(pool[place].public_key()), &[place as u8]);
                }
                Thing::BlindKey(place) => { let _ = shelf.private_key(None, &[place as u8]); }
                Thing::PublicKey(place) => {
                    let _ = shelf.public_key(pool[place].public_key(), &[place as u8]);
                }
                Thing::Data => { let _ = shelf.put(ObjectClass::Data, b"", Content::Other(None)); }
                Thing::Unreadable(place) => {
                    let digest = tokendesk::certificate::Sha256Digest::of(&[place as u8]);
                    let content = Content::UnreadableCertificate(digest);
                    let _ = shelf.put(ObjectClass::Certificate, &[place as u8], content);
                }
            }
        }
        let inventory = Inventory::new(shelf.objects, Vec::new(), Sight::Whole);
        let draft = removal::draft(&inventory, &[], ExpiryMargin::default(), now());

        // Nothing is forgotten, nothing is in both.
        let mut all: Vec<Handle> = removed(&draft);
        all.extend(draft.keep.iter().map(|(object, _)| object.handle));
        all.sort_unstable();
        let mut every: Vec<Handle> =
            inventory.objects().iter().map(|object| object.handle).collect();
        every.sort_unstable();
        prop_assert_eq!(all, every);

        let kept: Vec<&Certificate> =
            draft.keep.iter().filter_map(|(object, _)| object.certificate()).collect();
        for object in &draft.remove {
            match object.certificate() {
                Some(certificate) => prop_assert_eq!(certificate.standing(now()), Standing::Expired),
                None => {
                    let key = object.public_key().expect("a blind key is never removed unpaired");
                    prop_assert!(kept.iter().all(|kept| kept.public_key() != key));
                }
            }
        }

        // Once it is carried out there is nothing more to do.
        let rest: Vec<Object> = draft.keep.iter().map(|(object, _)| object.clone()).collect();
        let rest = Inventory::new(rest, Vec::new(), Sight::Whole);
        let again = removal::draft(&rest, &[], ExpiryMargin::default(), now());
        prop_assert!(again.remove.is_empty(), "{:?}", again.remove);
    }
}
