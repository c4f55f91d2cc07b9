//! The rules that a module's profile decides, on values: what is written, in which order, and what is refused before.

use rcgen::{CertificateParams, DnType, KeyPair, RsaKeySize};
use tokendesk::bundle::{OpenedBundle, SealedBundle};
use tokendesk::certificate::{Certificate, ExpiryMargin, PublicKey};
use tokendesk::clock::Now;
use tokendesk::secret::{BundlePassword, SecretText};
use tokendesk::token::profile::{Part, Profile, SameId};
use tokendesk::token::{
    Content, FreeMemory, Handle, KeyFlags, KeyKind, KeyRange, Object, ObjectClass, PinLimits,
    PinState, SlotId, TokenFacts, TokenSerial,
};
use tokendesk::workflow::check::{self, Examined, Status, Subject};
use tokendesk::workflow::{
    Cause, Effect, Failure, Ground, Inventory, Order, Plan, Removal, Rules, Sight, Wish, draft,
};

fn now() -> Now {
    Now::at("2026-11-22T09:00:00Z".parse().unwrap())
}

fn profile(name: &str) -> &'static Profile {
    Profile::all().find(|one| one.name == name).unwrap()
}

fn certificate(name: &str, (from, to): (i32, i32), key: &KeyPair) -> Vec<u8> {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = rcgen::date_time_ymd(from, 1, 1);
    params.not_after = rcgen::date_time_ymd(to, 1, 1);
    params.self_signed(key).unwrap().der().to_vec()
}

/// A renewal: the certificate that has expired, and a bundle with a new one for the same key.
struct Renewal {
    expired: Certificate,
    bundle: OpenedBundle,
}

impl Renewal {
    fn new() -> Self {
        let key = KeyPair::generate_rsa_for(&rcgen::PKCS_RSA_SHA256, RsaKeySize::_2048).unwrap();
        let expired = certificate("old", (2020, 2022), &key);
        let new = certificate("new", (2026, 2120), &key);
        let file = p12::PFX::new(&new, &key.serialize_der(), None, "pw", "operator").unwrap();
        let password = BundlePassword::new(SecretText::new("pw".to_owned()));
        let sealed = SealedBundle::from_bytes(file.to_der()).unwrap();
        Self {
            expired: Certificate::from_der(&expired).unwrap(),
            bundle: sealed.open(&password, &mut |_| {}).unwrap(),
        }
    }

    /// The objects of the expired identity, named as this program names them.
    fn objects(&self) -> Vec<Object> {
        let key = self.expired.public_key();
        let private = Content::PrivateKey {
            public: Some(key.clone()),
            kind: Some(KeyKind::Rsa),
            flags: KeyFlags::default(),
        };
        let leaf = Content::Certificate(Box::new(self.expired.clone()));
        vec![
            object(1, ObjectClass::PrivateKey, key, private),
            object(2, ObjectClass::Certificate, key, leaf),
        ]
    }

    fn plan(
        &self,
        held: Vec<Object>,
        profile: &'static Profile,
        order: Order,
    ) -> Result<Plan, Failure> {
        let facts = facts();
        let ground = Ground {
            facts: &facts,
            inventory: Inventory::new(held, Vec::new(), Sight::Whole),
            profile,
            key_range: Some(KeyRange {
                min: None,
                max: None,
            }),
        };
        let wish = Wish {
            identity: self.bundle.identities().first(),
            removal: Removal::Expired,
            rules: Rules {
                order,
                ..Rules::default()
            },
            label: None,
        };
        draft(ground, &wish, now())
    }
}

fn facts() -> TokenFacts {
    TokenFacts {
        serial: TokenSerial::new("A1"),
        slot: SlotId(1),
        label: "token".to_owned(),
        model: String::new(),
        manufacturer: String::new(),
        firmware: String::new(),
        is_initialised: true,
        is_write_protected: false,
        needs_login: true,
        has_pin_pad: false,
        pin_state: PinState::Ok,
        pin_limits: PinLimits::default(),
        free: FreeMemory::default(),
    }
}

/// So many certificates, each of a key of its own.
fn certificates(count: u64) -> Vec<Object> {
    let made = (0..count).map(|number| {
        let key = KeyPair::generate().unwrap();
        let made = certificate(&format!("{number}"), (2020, 2120), &key);
        let made = Certificate::from_der(&made).unwrap();
        let content = Content::Certificate(Box::new(made.clone()));
        object(number, ObjectClass::Certificate, made.public_key(), content)
    });
    made.collect()
}

fn object(handle: u64, class: ObjectClass, key: &PublicKey, content: Content) -> Object {
    Object {
        handle: Handle(handle),
        class,
        label: "old".to_owned(),
        id: key.cka_id(),
        is_token_object: Some(true),
        is_private: Some(class == ObjectClass::PrivateKey),
        content,
    }
}

fn parts(plan: &Plan) -> Vec<Part> {
    plan.create.iter().map(|one| one.kind.part()).collect()
}

#[test]
fn a_public_key_is_written_unless_the_driver_makes_it_itself() {
    let renewal = Renewal::new();
    for profile in Profile::all().filter(|profile| profile.takes(KeyKind::Rsa, 2_048)) {
        let plan = renewal.plan(Vec::new(), profile, Order::NewFirst).unwrap();
        let derives = profile.name.starts_with("opensc");
        let wanted: &[Part] = if derives {
            &[Part::PrivateKey, Part::Leaf]
        } else {
            &[Part::PrivateKey, Part::PublicKey, Part::Leaf]
        };
        assert_eq!(parts(&plan), wanted, "{}", profile.name);
    }
}

#[test]
fn a_second_certificate_of_an_id_is_refused_before_anything_is_written_where_the_token_would() {
    let renewal = Renewal::new();
    let opensc = profile("opensc");
    assert_eq!(opensc.same_id, SameId::Refused);
    let failure = renewal.plan(renewal.objects(), opensc, Order::NewFirst);
    let failure = failure.unwrap_err();
    assert_eq!(failure.effect, Effect::Untouched);
    let Cause::SameIdRefused { class, id } = &failure.cause else {
        panic!("{failure:?}");
    };
    assert_eq!(*class, ObjectClass::Certificate);
    assert_eq!(*id, hex::encode(renewal.expired.public_key().cka_id()));
}

#[test]
fn removing_the_old_first_makes_room_for_the_same_id() {
    let renewal = Renewal::new();
    let plan = renewal.plan(renewal.objects(), profile("opensc"), Order::OldFirst);
    let plan = plan.unwrap();
    assert_eq!(
        parts(&plan),
        [Part::Leaf],
        "the key stays: the new certificate has it"
    );
    assert_eq!(plan.remove.len(), 1);
}

#[test]
fn a_token_that_takes_two_objects_of_an_id_renews_with_the_new_first() {
    let renewal = Renewal::new();
    let plan = renewal.plan(renewal.objects(), profile("softhsm2"), Order::NewFirst);
    let plan = plan.unwrap();
    assert_eq!(parts(&plan), [Part::PublicKey, Part::Leaf]);
}

#[test]
fn check_tells_how_much_room_is_left_where_the_token_does_not() {
    let renewal = Renewal::new();
    let capacity = |held: Vec<Object>, profile| {
        let facts = facts();
        let inventory = Inventory::new(held, Vec::new(), Sight::Whole);
        let examined = Examined {
            facts: &facts,
            inventory: &inventory,
            profile,
            identity: renewal.bundle.identities().first(),
            key_range: None,
            margin: ExpiryMargin::default(),
            open_runs: &[],
            defect: None,
            clock: None,
        };
        let (checks, _) = check::check(&examined, now());
        let capacity = checks.into_iter().filter_map(|check| match check.subject {
            Subject::Capacity { class, held, most } => Some((class, held, most, check.status)),
            _ => None,
        });
        capacity.collect::<Vec<_>>()
    };
    let key = ObjectClass::PrivateKey;
    let leaf = ObjectClass::Certificate;
    assert_eq!(
        capacity(Vec::new(), profile("opensc")),
        [(key, 1, 8, Status::Pass), (leaf, 1, 8, Status::Pass)]
    );
    assert_eq!(
        capacity(certificates(8), profile("opensc")),
        [(key, 1, 8, Status::Pass), (leaf, 9, 8, Status::Fail)]
    );
    assert!(capacity(certificates(8), profile("softhsm2")).is_empty());
}

#[test]
fn the_ninth_certificate_is_refused_where_it_would_destroy_the_first() {
    let renewal = Renewal::new();
    let opensc = profile("opensc");
    assert_eq!(opensc.most_of_a_class(), Some(8));
    let mut held = certificates(8);
    let failure = renewal
        .plan(held.clone(), opensc, Order::NewFirst)
        .unwrap_err();
    assert!(
        matches!(
            failure.cause,
            Cause::NoRoom {
                held: 9,
                most: 8,
                ..
            }
        ),
        "{failure:?}"
    );
    let _ = held.pop();
    assert!(renewal.plan(held, opensc, Order::NewFirst).is_ok());
}
