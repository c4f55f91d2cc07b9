//! A SoftHSM2 of its own for each test: a folder, its configuration, tokens as the test asks for them.
#![allow(dead_code, reason = "each test binary uses its part")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};

use cryptoki::object::{Attribute, AttributeType, KeyType, ObjectClass, ObjectHandle};
use rcgen::{CertificateParams, KeyPair};
use tempfile::TempDir;
use tokendesk::certificate::{Certificate, Curve, PublicKey};
use tokendesk::secret::{Pin, SecretText};
use tokendesk::token::pkcs11::{Access, Module, PinEntry, Session};
use tokendesk::token::{
    Handle, KeyUse, Leanness, NewObject, PrivateMaterial, TokenFacts, TokenSerial, TokenWriter,
};

pub const USER_PIN: &str = "246810";
pub const OFFICER_PIN: &str = "13579113";

/// The module is one for the whole process, so one test has it at a time.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

pub struct SoftHsm {
    folder: TempDir,
    _guard: MutexGuard<'static, ()>,
}

pub fn module_path() -> PathBuf {
    [
        "/usr/lib/softhsm/libsofthsm2.so",
        "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
        "/usr/local/lib/softhsm/libsofthsm2.so",
    ]
    .iter()
    .map(PathBuf::from)
    .find(|path| path.exists())
    .expect("softhsm2 is installed")
}

impl SoftHsm {
    pub fn new() -> Self {
        let guard = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        // In memory where there is such a place: SoftHSM2 flushes every object to the disk.
        let memory = Path::new("/dev/shm");
        let folder = TempDir::new_in(memory).or_else(|_| TempDir::new()).unwrap();
        std::fs::create_dir(folder.path().join("tokens")).unwrap();
        let configuration = format!(
            "directories.tokendir = {}\nobjectstore.backend = file\nlog.level = ERROR\n",
            folder.path().join("tokens").display()
        );
        std::fs::write(folder.path().join("softhsm2.conf"), configuration).unwrap();
        // SAFETY: the guard keeps every other test of this process from loading the module, and nothing else
        // here reads the environment by way of C.
        unsafe { std::env::set_var("SOFTHSM2_CONF", folder.path().join("softhsm2.conf")) };
        Self {
            folder,
            _guard: guard,
        }
    }

    pub fn with_token(label: &str) -> Self {
        let softhsm = Self::new();
        softhsm.add_token(label);
        softhsm
    }

    pub fn tokens_folder(&self) -> PathBuf {
        self.folder.path().join("tokens")
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn add_token(&self, label: &str) {
        let output = Command::new("softhsm2-util")
            .args(["--init-token", "--free", "--label", label])
            .args(["--pin", USER_PIN, "--so-pin", OFFICER_PIN])
            .env("SOFTHSM2_CONF", self.folder.path().join("softhsm2.conf"))
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
    }

    pub fn module(&self) -> Module {
        Module::load(&module_path()).unwrap()
    }

    /// Takes the token out: SoftHSM2 finds tokens by their folders when it is initialized.
    pub fn pull(&self, serial: &TokenSerial) {
        std::fs::rename(
            self.token_folder(&self.tokens_folder(), serial),
            self.pocket(serial),
        )
        .unwrap();
    }

    pub fn put_back(&self, serial: &TokenSerial) {
        std::fs::rename(self.pocket(serial), self.tokens_folder().join("back")).unwrap();
    }

    fn pocket(&self, serial: &TokenSerial) -> PathBuf {
        self.folder.path().join(serial.as_str())
    }

    fn token_folder(&self, tokens: &Path, serial: &TokenSerial) -> PathBuf {
        let end = &serial.as_str()[serial.as_str().len() - 12..];
        let folders = std::fs::read_dir(tokens).unwrap();
        let mut paths = folders.map(|entry| entry.unwrap().path());
        let is_its = |path: &PathBuf| path.to_string_lossy().replace('-', "").contains(end);
        paths.find(is_its).expect("the token has a folder")
    }

    /// Does with the safe binding, in a session beside the test's, what the port would never do.
    fn aside<T>(&self, act: impl FnOnce(&cryptoki::session::Session) -> T) -> T {
        let context = cryptoki::context::Pkcs11::new(module_path()).unwrap();
        let slot = context.get_slots_with_initialized_token().unwrap()[0];
        act(&context.open_rw_session(slot).unwrap())
    }

    pub fn attribute(&self, key: Handle, name: &str) -> Option<bool> {
        assert_eq!(name, "CKA_DECRYPT");
        self.aside(|session| {
            let asked = [AttributeType::Decrypt];
            match session
                .get_attributes(object(session, key), &asked)
                .unwrap()[..]
            {
                [Attribute::Decrypt(value)] => Some(value),
                _ => None,
            }
        })
    }

    /// Writes a key with an attribute that SoftHSM2 does not know.
    pub fn leave_a_ghost(&self) {
        let numbers = Identity::p256().numbers();
        let mut template = unprotected(&numbers);
        template.push(Attribute::UniqueId(b"1".to_vec()));
        self.aside(|session| session.create_object(&template).unwrap_err());
    }

    pub fn write_an_unprotected_key(&self, identity: &Identity) -> Handle {
        let template = unprotected(&identity.numbers());
        let handle = self.aside(|session| session.create_object(&template).unwrap());
        Handle(handle.handle())
    }
}

pub fn token(module: &mut Module, label: &str) -> TokenFacts {
    let tokens = module.tokens().unwrap();
    let found = tokens.into_iter().find(|token| token.label == label);
    found.expect("the token is there")
}

pub fn pin(text: &str) -> PinEntry {
    PinEntry::Pin(Pin::new(SecretText::new(text.to_owned())))
}

pub fn open(module: &mut Module, label: &str, access: Access) -> Session {
    let token = token(module, label);
    module.open(&token, access).unwrap()
}

pub fn logged_in(module: &mut Module, label: &str) -> Session {
    let mut session = open(module, label, Access::ReadWrite);
    session.login(pin(USER_PIN)).unwrap();
    session
}

fn object(session: &cryptoki::session::Session, key: Handle) -> ObjectHandle {
    let mut objects = session.find_objects(&[]).unwrap().into_iter();
    objects.find(|object| object.handle() == key.0).unwrap()
}

fn unprotected(numbers: &Numbers) -> Vec<Attribute> {
    let mut template = vec![
        Attribute::Class(ObjectClass::PRIVATE_KEY),
        Attribute::Token(true),
        Attribute::Private(true),
        Attribute::Sensitive(false),
        Attribute::Extractable(true),
    ];
    template.extend(match numbers {
        Numbers::Rsa(numbers) => vec![
            Attribute::KeyType(KeyType::RSA),
            Attribute::Modulus(numbers[0].clone()),
            Attribute::PublicExponent(numbers[1].clone()),
            Attribute::PrivateExponent(numbers[2].clone()),
            Attribute::Prime1(numbers[3].clone()),
            Attribute::Prime2(numbers[4].clone()),
            Attribute::Exponent1(numbers[5].clone()),
            Attribute::Exponent2(numbers[6].clone()),
            Attribute::Coefficient(numbers[7].clone()),
        ],
        Numbers::Ec(curve, scalar) => vec![
            Attribute::KeyType(KeyType::EC),
            Attribute::EcParams(curve.oid_der().to_vec()),
            Attribute::Value(scalar.clone()),
        ],
    });
    template
}

/// A key and its certificate, made for the test.
pub struct Identity {
    pub certificate: Certificate,
    key: KeyPair,
}

impl Identity {
    pub fn new(algorithm: &'static rcgen::SignatureAlgorithm) -> Self {
        let key = KeyPair::generate_for(algorithm).unwrap();
        let certificate = CertificateParams::new(vec!["example.jp".to_owned()])
            .unwrap()
            .self_signed(&key)
            .unwrap();
        Self {
            certificate: Certificate::from_der(certificate.der()).unwrap(),
            key,
        }
    }

    pub fn for_names(names: Vec<String>) -> Self {
        let key = KeyPair::generate().unwrap();
        let certificate = CertificateParams::new(names).unwrap();
        let certificate = certificate.self_signed(&key).unwrap();
        Self {
            certificate: Certificate::from_der(certificate.der()).unwrap(),
            key,
        }
    }

    pub fn rsa() -> Self {
        Self::new(&rcgen::PKCS_RSA_SHA256)
    }

    pub fn p256() -> Self {
        Self::new(&rcgen::PKCS_ECDSA_P256_SHA256)
    }

    pub fn public(&self) -> &PublicKey {
        self.certificate.public_key()
    }

    pub fn numbers(&self) -> Numbers {
        Numbers::of(&self.key.serialize_der(), self.public())
    }
}

/// The private numbers, taken out of PKCS#8.
pub enum Numbers {
    Rsa(Vec<Vec<u8>>),
    Ec(Curve, Vec<u8>),
}

impl Numbers {
    fn of(pkcs8: &[u8], public: &PublicKey) -> Self {
        let inner = children(contents(pkcs8))[2].1.clone();
        let fields = children(contents(&inner));
        match public {
            PublicKey::Ec { curve, .. } => Self::Ec(*curve, fields[1].1.clone()),
            _ => Self::Rsa(
                fields[1..9]
                    .iter()
                    .map(|(_, number)| {
                        let zeros = number.iter().take_while(|byte| **byte == 0).count();
                        number[zeros..].to_vec()
                    })
                    .collect(),
            ),
        }
    }

    pub fn material(&self) -> PrivateMaterial<'_> {
        match self {
            Self::Rsa(numbers) => PrivateMaterial::Rsa {
                modulus: &numbers[0],
                public_exponent: &numbers[1],
                private_exponent: &numbers[2],
                prime_1: &numbers[3],
                prime_2: &numbers[4],
                exponent_1: &numbers[5],
                exponent_2: &numbers[6],
                coefficient: &numbers[7],
            },
            Self::Ec(curve, scalar) => PrivateMaterial::Ec {
                curve: *curve,
                scalar,
            },
        }
    }
}

fn header(der: &[u8]) -> (usize, usize) {
    match der[1] {
        length @ 0..=0x7f => (2, usize::from(length)),
        0x81 => (3, usize::from(der[2])),
        0x82 => (4, usize::from(der[2]) << 8 | usize::from(der[3])),
        other => panic!("length form {other:#x}"),
    }
}

fn contents(der: &[u8]) -> &[u8] {
    let (start, length) = header(der);
    &der[start..start + length]
}

fn children(mut der: &[u8]) -> Vec<(u8, Vec<u8>)> {
    let mut found = Vec::new();
    while !der.is_empty() {
        let (start, length) = header(der);
        found.push((der[0], der[start..start + length].to_vec()));
        der = &der[start + length..];
    }
    found
}

pub fn write_key(session: &mut Session, identity: &Identity, label: &str, id: &[u8]) -> Handle {
    let numbers = identity.numbers();
    let object = NewObject::PrivateKey {
        material: numbers.material(),
        label,
        id,
        key_use: KeyUse::default(),
    };
    session.create(&object, Leanness::Usual).unwrap()
}

pub fn write_public(session: &mut Session, identity: &Identity, label: &str, id: &[u8]) -> Handle {
    let object = NewObject::PublicKey {
        key: identity.public(),
        label,
        id,
        key_use: KeyUse::default(),
    };
    session.create(&object, Leanness::Usual).unwrap()
}

pub fn write_certificate(
    session: &mut Session,
    identity: &Identity,
    label: &str,
    id: &[u8],
) -> Handle {
    let object = NewObject::Certificate {
        certificate: &identity.certificate,
        label,
        id,
    };
    session.create(&object, Leanness::Usual).unwrap()
}
