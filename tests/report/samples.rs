//! Outcomes made by hand: a token with an expired and a valid identity, a chain, an orphan and a data object.

use std::rc::Rc;
use std::sync::OnceLock;

use jiff::Timestamp;
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, SerialNumber,
};
use tokendesk::bundle::fitness::{self, Finding};
use tokendesk::bundle::{OpenedBundle, SealedBundle};
use tokendesk::certificate::{
    Certificate, PublicKey, Sha256Digest, SignatureHash, SignatureScheme,
};
use tokendesk::clock::Now;
use tokendesk::protection::{LockState, Measure, Protection, Tracer};
use tokendesk::report::explain::Explanation;
use tokendesk::report::{BundleSight, Outcome, Result as Came, TokenSight};
use tokendesk::secret::{BundlePassword, SecretText};
use tokendesk::token::discovery::binary::{Build, Format, Machine};
use tokendesk::token::discovery::{Candidate, Finding as Came_of, Reach};
use tokendesk::token::error::RETURN_CODES;
use tokendesk::token::reader_service::{CardService, PluggedIn, Reader as ReaderSeen};
use tokendesk::token::{
    Carriage, Content, Exposure, FreeMemory, Handle, KeyFlags, KeyKind, KeyRange, ModuleFacts,
    Object, ObjectClass, PinLimits, PinState, ReturnCode, SlotId, TokenError, TokenFacts,
    TokenSerial, WrapPath, Wrapping, profile,
};
use tokendesk::token::{SlotFailure, TokenChoice};
use tokendesk::workflow::addition::Drift;
use tokendesk::workflow::check::{Check, Status, Subject, Verdict};
use tokendesk::workflow::connection::{
    self, Agreed, ConnectTrouble, Connection, Distrust, Reception,
};
use tokendesk::workflow::doctor::{
    self, Clock, Guards, JournalPlace, Program, SeenModule, Surroundings,
};
use tokendesk::workflow::handshake::{self, Attempt, Limit, Trust};
use tokendesk::workflow::{
    Cause, Crossing, Custody, Effect, Failure, Ground, Handshake, Inventory, Named, Order, Plan,
    Proof, Removal, Rules, Sight, Stage, Wish, draft,
};

pub fn now() -> Now {
    Now::at("2026-11-22T09:00:00Z".parse().unwrap())
}

pub fn token() -> TokenFacts {
    TokenFacts {
        serial: TokenSerial::new("5A1B2C3D4E5F6071"),
        slot: SlotId(1),
        label: "DESK 1".to_owned(),
        model: "ePass2003".to_owned(),
        manufacturer: "Feitian".to_owned(),
        firmware: "1.0".to_owned(),
        is_initialised: true,
        is_write_protected: false,
        needs_login: true,
        has_pin_pad: false,
        pin_state: PinState::Low,
        pin_limits: PinLimits {
            min: Some(6),
            max: Some(16),
        },
        free: FreeMemory {
            public: Some(24_000),
            private: None,
        },
    }
}

fn module() -> ModuleFacts {
    ModuleFacts {
        path: "/usr/lib/softhsm/libsofthsm2.so".into(),
        manufacturer: "SoftHSM".to_owned(),
        description: "Implementation of PKCS11".to_owned(),
        version: "2.6".to_owned(),
        cryptoki: "2.40".to_owned(),
    }
}

struct Made {
    ca: Certificate,
    expired: Certificate,
    valid: Certificate,
    new: Certificate,
    bundle: Vec<u8>,
    unfit: Vec<u8>,
}

fn params(name: &str, from: &str, to: &str, serial: u64) -> CertificateParams {
    let time = |text: &str| {
        let at: Timestamp = text.parse().unwrap();
        std::time::SystemTime::from(at).into()
    };
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params
        .distinguished_name
        .push(DnType::OrganizationName, "Example Denki");
    params.not_before = time(from);
    params.not_after = time(to);
    params.serial_number = Some(SerialNumber::from(serial));
    params
}

fn read(certificate: &rcgen::Certificate) -> Certificate {
    Certificate::from_der(certificate.der()).unwrap()
}

fn made() -> &'static Made {
    static MADE: OnceLock<Made> = OnceLock::new();
    MADE.get_or_init(|| {
        let key = || KeyPair::generate().unwrap();
        let ca_key = key();
        let mut ca = params(
            "検証用 CA",
            "2020-01-01T00:00:00Z",
            "2040-01-01T00:00:00Z",
            1,
        );
        ca.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        ca.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        let ca_certificate = ca.self_signed(&ca_key).unwrap();
        let issuer = Issuer::new(ca, ca_key);
        let leaf = |name: &str, from: &str, to: &str, serial: u64| {
            let key = key();
            let mut leaf = params(name, from, to, serial);
            leaf.key_usages = vec![KeyUsagePurpose::DigitalSignature];
            leaf.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
            let certificate = leaf.signed_by(&key, &issuer).unwrap();
            (certificate, key)
        };
        let (expired, expired_key) = leaf(
            "電力 太郎",
            "2024-11-01T00:00:00Z",
            "2026-11-10T14:59:59Z",
            0x0a1b,
        );
        let (valid, _) = leaf(
            "Gas Hanako",
            "2026-01-01T00:00:00Z",
            "2026-12-21T14:59:59Z",
            0x0a1c,
        );
        let (new, new_key) = leaf(
            "電力 太郎",
            "2026-12-01T00:00:00Z",
            "2028-12-31T14:59:59Z",
            0x0a1d,
        );
        let bundle = |certificate: &rcgen::Certificate, key: &KeyPair| {
            let key = key.serialize_der();
            let chain = Some(ca_certificate.der().as_ref());
            p12::PFX::new(certificate.der(), &key, chain, "pw", "name")
                .unwrap()
                .to_der()
        };
        Made {
            ca: read(&ca_certificate),
            expired: read(&expired),
            valid: read(&valid),
            new: read(&new),
            bundle: bundle(&new, &new_key),
            unfit: bundle(&expired, &expired_key),
        }
    })
}

fn object(handle: u64, class: ObjectClass, label: &str, id: &[u8], content: Content) -> Object {
    Object {
        handle: Handle(handle),
        class,
        label: label.to_owned(),
        id: id.to_vec(),
        is_token_object: Some(true),
        is_private: None,
        content,
    }
}

fn pair(handle: u64, label: &str, certificate: &Certificate) -> Vec<Object> {
    let key = certificate.public_key().clone();
    let id = key.cka_id();
    let whole = Content::Certificate(Box::new(certificate.clone()));
    vec![
        object(handle, ObjectClass::Certificate, label, &id, whole),
        object(
            handle + 1,
            ObjectClass::PrivateKey,
            label,
            &id,
            private(&key),
        ),
        object(
            handle + 2,
            ObjectClass::PublicKey,
            label,
            &id,
            Content::PublicKey { public: Some(key) },
        ),
    ]
}

fn private(key: &PublicKey) -> Content {
    Content::PrivateKey {
        public: Some(key.clone()),
        kind: Some(KeyKind::Ec),
        flags: KeyFlags {
            sensitive: Some(true),
            extractable: Some(false),
            sign: Some(true),
        },
    }
}

fn inventory(sight: Sight) -> Inventory {
    let made = made();
    let ca = Content::Certificate(Box::new(made.ca.clone()));
    let data = Content::Other(Some(Sha256Digest::of(b"data")));
    let mut objects = pair(1, "電力 太郎", &made.expired);
    objects.extend(pair(4, "Gas Hanako", &made.valid));
    objects.push(object(
        7,
        ObjectClass::Certificate,
        "検証用 CA",
        &[1, 2],
        ca,
    ));
    objects.push(object(8, ObjectClass::Data, "メモ\u{1b}[2J", &[], data));
    match sight {
        Sight::Public => objects.retain(|object| object.class != ObjectClass::PrivateKey),
        Sight::Whole => {
            let key = made.new.public_key();
            let lone = PublicKey::Ec {
                curve: tokendesk::certificate::Curve::P256,
                point: vec![4; 65],
            };
            assert_ne!(*key, lone);
            objects.push(object(
                9,
                ObjectClass::PrivateKey,
                "迷子",
                &[9],
                private(&lone),
            ));
        }
    }
    Inventory::new(objects, Vec::new(), sight)
}

fn opened(bytes: &[u8]) -> Rc<OpenedBundle> {
    let password = BundlePassword::new(SecretText::new("pw".to_owned()));
    let sealed = SealedBundle::from_bytes(bytes.to_vec()).unwrap();
    Rc::new(sealed.open(&password, &mut |_| {}).unwrap())
}

fn bundle(bytes: &[u8]) -> BundleSight {
    let opened = opened(bytes);
    let findings = opened
        .identities()
        .iter()
        .map(|identity| fitness::judge(identity, now()))
        .collect();
    let chosen = opened
        .identities()
        .first()
        .map(|identity| identity.leaf().sha256());
    BundleSight {
        path: "/media/cdrom/operator.p12".into(),
        opened,
        findings,
        chosen,
    }
}

fn plan_of(order: Order, facts: &TokenFacts) -> Plan {
    let opened = opened(&made().bundle);
    let wish = Wish {
        identity: opened.identities().first(),
        removal: Removal::Expired,
        rules: Rules {
            order,
            ..Rules::default()
        },
        label: None,
    };
    let ground = Ground {
        facts,
        inventory: inventory(Sight::Whole),
        profile: &profile::UNKNOWN,
        key_range: Some(KeyRange {
            min: None,
            max: None,
        }),
    };
    draft(ground, &wish, now()).unwrap()
}

pub fn plans() -> Vec<(&'static str, Plan)> {
    let mut blank = token();
    blank.serial = TokenSerial::new("0000000000000000");
    let mut wipe = plan_of(Order::NewFirst, &token());
    wipe.create.clear();
    let mut empty = wipe.clone();
    empty.remove.clear();
    empty.keep.clear();
    vec![
        ("plan-new-first", plan_of(Order::NewFirst, &token())),
        ("plan-old-first", plan_of(Order::OldFirst, &blank)),
        ("plan-wipe", wipe),
        ("plan-empty", empty),
    ]
}

fn begun(command: &'static str, result: Came, exit: u8) -> Outcome {
    let mut outcome = Outcome::begin(command, now());
    outcome.result = result;
    outcome.exit = exit;
    outcome
}

fn at_token(command: &'static str, result: Came, exit: u8) -> Outcome {
    let mut outcome = begun(command, result, exit);
    outcome.module = Some(module());
    outcome.token = Some(token());
    outcome.before = Some(inventory(Sight::Whole));
    outcome
}

pub fn seen_without_login() -> Outcome {
    let mut outcome = at_token("show", Came::Done, 0);
    outcome.before = Some(inventory(Sight::Public));
    outcome
}

fn names(plan: &Plan) -> (Vec<Named>, Vec<Named>) {
    let created = plan.create.iter().map(|new| Named {
        class: new.class(),
        label: new.label.clone(),
        id: new.id.clone(),
        sha256: new.sha256,
    });
    (
        created.collect(),
        plan.remove.iter().map(Named::from).collect(),
    )
}

fn reused() -> Outcome {
    let mut outcome = at_token("reuse", Came::Done, 0);
    let mut plan = plan_of(Order::NewFirst, &token());
    plan.drift.push(Drift::Label {
        class: ObjectClass::PrivateKey,
        found: "古い\u{7}".into(),
    });
    (outcome.created, outcome.removed) = names(&plan);
    outcome.bundle = Some(bundle(&made().bundle));
    outcome.plan = Some(plan);
    outcome.after = Some(inventory(Sight::Whole));
    outcome.custody = Some(Custody {
        crossing: Some(Crossing::Wrapped {
            path: WrapPath {
                carriage: Carriage::Agreement,
                wrapping: Wrapping::KeyWrapKwp,
            },
            taken_out: Some(Exposure::Refused),
        }),
        sensitive: Some(false),
        extractable: Some(false),
        exposure: Exposure::Refused,
    });
    outcome.proof = Some(Proof {
        mechanism: "CKM_ECDSA",
        digest: "SHA-256",
        challenge: Sha256Digest::of(b"challenge"),
    });
    outcome.handshakes = handshakes().drain(1..3).collect();
    outcome.journal_head = Some(Sha256Digest::of(b"line"));
    outcome
}

fn handshake(tls12: Attempt, tls13: Attempt, trust: Trust) -> Handshake {
    Handshake {
        certificate: made().new.sha256(),
        subject: made().new.subject().to_string(),
        tls12,
        tls13,
        trust,
        at: now().timestamp(),
    }
}

fn refused(scheme: SignatureScheme) -> Attempt {
    Attempt::Refused {
        scheme,
        function: Some("C_SignInit"),
        code: ReturnCode::from_name("CKR_MECHANISM_INVALID"),
    }
}

/// A token that signs in no way that TLS knows.
pub fn no_tls() -> Handshake {
    let hash = SignatureHash::Sha256;
    handshake(
        refused(SignatureScheme::RsaPkcs1(hash)),
        refused(SignatureScheme::RsaPss(hash)),
        Trust::Trusted,
    )
}

/// One handshake of every kind, each with another opinion of its certificates.
fn handshakes() -> Vec<Handshake> {
    let hash = SignatureHash::Sha256;
    let works = |scheme, mechanism| Attempt::Works { scheme, mechanism };
    let pkcs = || works(SignatureScheme::RsaPkcs1(hash), "CKM_RSA_PKCS");
    let pss = |mechanism| works(SignatureScheme::RsaPss(hash), mechanism);
    let no_pss = || refused(SignatureScheme::RsaPss(hash));
    let limit = || {
        let key = "RSA 1024".into();
        Attempt::Limit(Limit::Key { key })
    };
    let bad = Attempt::BadSignature {
        scheme: SignatureScheme::RsaPkcs1(hash),
        mechanism: "CKM_RSA_PKCS",
    };
    let reason = "invalid peer certificate: BadEncoding".into();
    vec![
        handshake(pkcs(), pss("CKM_RSA_PKCS_PSS"), Trust::Trusted),
        handshake(pkcs(), pss("CKM_RSA_X_509"), Trust::NoChain),
        handshake(pkcs(), no_pss(), Trust::Purpose),
        handshake(bad, pss("CKM_RSA_PKCS_PSS"), Trust::Dates),
        handshake(limit(), limit(), Trust::Limit { reason }),
    ]
}

/// One connection of every end.
fn connections() -> Vec<Connection> {
    let reason = || "reason\u{7}".to_owned();
    let alert = || "UnknownCA".to_owned();
    let troubles = vec![
        ConnectTrouble::Name { reason: reason() },
        ConnectTrouble::Refused,
        ConnectTrouble::Unreachable { reason: reason() },
        ConnectTrouble::Timeout,
        ConnectTrouble::Closed,
        ConnectTrouble::NotTls,
        ConnectTrouble::Server(Distrust::Issuer),
        ConnectTrouble::Server(Distrust::Name),
        ConnectTrouble::Server(Distrust::Dates),
        ConnectTrouble::Server(Distrust::Other { reason: reason() }),
        ConnectTrouble::NoScheme,
        ConnectTrouble::Alert { alert: alert() },
        ConnectTrouble::RefusedUs { alert: alert() },
        ConnectTrouble::NoSignature {
            function: Some("C_Sign"),
            code: ReturnCode::from_name("CKR_GENERAL_ERROR"),
        },
        ConnectTrouble::BadSignature {
            mechanism: "CKM_ECDSA",
        },
        ConnectTrouble::Other { reason: reason() },
    ];
    let ends = [Reception::Accepted, Reception::NotAsked];
    let ends = ends
        .into_iter()
        .chain(troubles.into_iter().map(Reception::Failed));
    ends.map(|reception| Connection {
        target: "grid.example.jp:443".parse().unwrap(),
        certificate: made().new.sha256(),
        subject: made().new.subject().to_string(),
        agreed: Agreed {
            version: Some("1.3"),
            suite: Some("TLS13_AES_256_GCM_SHA384".into()),
        },
        reception,
    })
    .collect()
}

fn checked() -> Outcome {
    let mut outcome = at_token("check", Came::NotReady, 1);
    let check = |subject, status| Check { subject, status };
    let free = FreeMemory {
        public: Some(900),
        private: None,
    };
    let class = ObjectClass::PrivateKey;
    outcome.checks = vec![
        check(Subject::Clock(None), Status::Pass),
        check(Subject::Pin(PinState::Low), Status::Warn),
        check(Subject::WriteProtection, Status::Pass),
        check(
            Subject::Memory {
                free,
                public_need: 1200,
                private_need: 800,
            },
            Status::Fail,
        ),
        check(
            Subject::KeySize {
                key: made().new.public_key().clone(),
                largest: None,
            },
            Status::Pass,
        ),
        check(Subject::Expired(1), Status::Warn),
        check(Subject::Valid(1), Status::Pass),
        check(Subject::Orphans(Some(1)), Status::Warn),
        check(Subject::DoubledIds(vec!["abcd".into()]), Status::Warn),
        check(
            Subject::Capacity {
                class,
                held: 9,
                most: 8,
            },
            Status::Fail,
        ),
        check(Subject::NoHandshake, Status::Warn),
        check(
            Subject::Bundle(Finding::NotYetValid {
                not_before: made().new.not_before(),
            }),
            Status::Warn,
        ),
    ];
    outcome.handshakes = handshakes();
    let found = handshake::findings(&outcome.handshakes);
    outcome.checks.extend(found);
    outcome.connections = connections();
    let tried = outcome.connections.iter();
    outcome.checks.extend(tried.map(connection::finding));
    outcome.verdict = Some(Verdict::NotFit);
    outcome
}

fn failed(stage: Stage, cause: impl Into<Cause>, effect: Effect, exit: u8) -> Outcome {
    let mut outcome = begun("reuse", Came::Failed, exit);
    let mut failure = Failure::untouched(stage, cause);
    failure.effect = effect;
    if effect == Effect::Partial {
        failure.left = pair(1, "電力 太郎", &made().new)
            .iter()
            .map(Named::from)
            .collect();
    }
    outcome.failure = Some(failure);
    outcome
}

fn code(name: &str) -> ReturnCode {
    let found = RETURN_CODES.iter().find(|(_, known, _)| *known == name);
    ReturnCode(found.unwrap().0)
}

/// A computer with the wrong generation of the vendor's module, a 32-bit one, OpenSC, and no reader service.
fn examined() -> Outcome {
    let found = |path: &str, finding: Came_of| SeenModule {
        candidate: Candidate {
            path: path.into(),
            reach: Reach::Direct,
            finding,
        },
        product: Some("Feitian ePass2003"),
        build: None,
        observer: None,
    };
    let silent = SlotFailure {
        slot: SlotId(1),
        error: TokenError::Call {
            function: "C_GetTokenInfo",
            code: code("CKR_GENERAL_ERROR"),
        },
    };
    let narrow = TokenError::NotLoadable {
        path: "/usr/lib/libcastle.so.1.0.0".into(),
        reason: "wrong ELF class: ELFCLASS32".to_owned(),
    };
    let around = Surroundings {
        program: Program {
            version: "0.1.0",
            system: "Debian GNU/Linux 12 (bookworm)".to_owned(),
            architecture: "x86_64",
            cryptoki: "3.2".to_owned(),
        },
        places: &[],
        modules: vec![
            SeenModule {
                build: Some(Build {
                    format: Format::Elf,
                    machine: Machine::X86,
                }),
                ..found("/usr/lib/libcastle.so.1.0.0", Came_of::Failed(narrow))
            },
            found(
                "/usr/lib/libcastle_v2.so.1.0.0",
                Came_of::NoToken {
                    module: module(),
                    uninitialised: Vec::new(),
                    failures: vec![silent],
                },
            ),
            found(
                "/usr/lib/softhsm/libsofthsm2.so",
                Came_of::Shows {
                    module: module(),
                    tokens: vec![token()],
                    failures: Vec::new(),
                },
            ),
        ],
        choice: TokenChoice::default(),
        card_service: CardService::Missing {
            socket: "/run/pcscd/pcscd.comm".into(),
            why: "No such file or directory (os error 2)".to_owned(),
        },
        readers: Some(vec![ReaderSeen {
            name: "Feitian ePass2003 00 00".to_owned(),
            atr: hex::decode("3b9f958131fe9f006646530501001171df0000000000cc").unwrap(),
        }]),
        plugged_in: Some(vec![PluggedIn {
            id: "096e:0807".to_owned(),
            name: "USB Token".to_owned(),
        }]),
        clock: Clock {
            now: now(),
            zone: Some("Asia/Tokyo".to_owned()),
            built: "2026-11-01T00:00:00Z".parse().unwrap(),
            distrust: None,
        },
        journal: JournalPlace {
            path: "/home/desk/.local/state/tokendesk/journal.jsonl".into(),
            refused: None,
            read: None,
        },
        guards: Guards {
            protection: Protection {
                core_dumps: Measure::InForce,
                attaching: Measure::InForce,
                tracer: Tracer::None,
            },
            locking: LockState::NotLocked {
                why: "Cannot allocate memory (os error 12)".to_owned(),
            },
            locking_limit: Some(0),
            wiping: Measure::InForce,
        },
    };
    let mut outcome = begun("doctor", Came::Ready, 0);
    outcome.checks = doctor::judge(&around);
    outcome.surroundings = Some(around);
    outcome
}

fn explained() -> Outcome {
    let mut outcome = begun("explain", Came::Done, 0);
    outcome.explanation = Some(Explanation {
        id: "CKR_PIN_LOCKED".to_owned(),
        value: Some(0xa4),
        meaning: "The PIN is locked after too many wrong tries.".to_owned(),
        remedy: "Unblock it with the PUK or SO PIN.".to_owned(),
    });
    outcome
}

pub fn outcomes() -> Vec<(&'static str, Outcome)> {
    let mut list = begun("list", Came::Done, 0);
    list.tokens = Some(vec![TokenSight {
        module: module(),
        facts: token(),
        inventory: Some(inventory(Sight::Public)),
    }]);
    let mut nothing = begun("list", Came::Done, 0);
    nothing.tokens = Some(Vec::new());
    let mut inspected = begun("inspect", Came::Done, 0);
    inspected.bundle = Some(bundle(&made().bundle));
    let mut unfit = begun("inspect", Came::NotReady, 1);
    unfit.bundle = Some(bundle(&made().unfit));
    let mut planned = at_token("reuse", Came::Planned, 0);
    planned.plan = Some(plan_of(Order::NewFirst, &token()));
    let refused = TokenError::Call {
        function: "C_Login",
        code: code("CKR_PIN_INCORRECT"),
    };
    let memory = TokenError::Call {
        function: "C_CreateObject",
        code: code("CKR_DEVICE_MEMORY"),
    };
    let gone = TokenError::Gone {
        serial: token().serial,
    };
    vec![
        ("reuse-done", reused()),
        ("list", list),
        ("doctor", examined()),
        ("explain", explained()),
        ("list-nothing", nothing),
        ("show", at_token("show", Came::Done, 0)),
        ("show-without-login", seen_without_login()),
        ("inspect", inspected),
        ("inspect-unfit", unfit),
        ("check", checked()),
        ("reuse-planned", planned),
        ("wipe-nothing", at_token("wipe", Came::NothingToDo, 0)),
        (
            "failed-pin",
            failed(Stage::Login, refused, Effect::Untouched, 7),
        ),
        (
            "failed-partial",
            failed(Stage::Write, memory, Effect::Partial, 5),
        ),
        (
            "failed-unknown",
            failed(Stage::Write, gone, Effect::Unknown, 6),
        ),
        (
            "declined",
            failed(Stage::Consent, Cause::Declined, Effect::Untouched, 3),
        ),
    ]
}
