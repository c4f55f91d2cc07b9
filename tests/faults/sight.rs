//! Looking at a token through the real module, never through the product: what is there, by content.

use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::mechanism::Mechanism;
use cryptoki::object::{Attribute, AttributeType, ObjectClass, ObjectHandle};
use cryptoki::session::{Session, UserType};
use cryptoki::types::AuthPin;
use tempfile::TempDir;
use tokendesk::certificate::{Curve, PublicKey, Sha256Digest};

/// One object as the real module shows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Thing {
    /// As reports name it.
    pub class: &'static str,
    pub label: String,
    pub id: Vec<u8>,
    /// What it holds, private parts included: of a private key by what it signs.
    pub content: String,
    /// The digest that reports and the journal name it by.
    pub sha256: String,
}

impl Thing {
    /// What a creation was cut off at: neither label nor id, or a private key that holds nothing yet.
    pub fn is_hollow(&self) -> bool {
        let is_key_or_certificate = !matches!(self.class, "data" | "other");
        let is_nameless = self.label.is_empty() && self.id.is_empty();
        let is_known = self.content != self.sha256 && self.content != NOBODYS;
        is_key_or_certificate && is_nameless || self.is_blind() && !is_known
    }

    /// Whether it is a private key that shows no public part.
    fn is_blind(&self) -> bool {
        self.class == "private-key" && self.sha256 == named_only(self.class, &self.id)
    }
}

/// Everything on a token, sorted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sight(pub Vec<Thing>);

impl Sight {
    /// What is here and not in `other`, each of several equal ones counted by itself.
    pub fn beyond(&self, other: &Self) -> Vec<Thing> {
        let mut unclaimed = other.0.clone();
        let mut extra = Vec::new();
        for thing in &self.0 {
            match unclaimed.iter().position(|candidate| candidate == thing) {
                Some(place) => {
                    unclaimed.swap_remove(place);
                }
                None => extra.push(thing.clone()),
            }
        }
        extra
    }

    /// Both together.
    pub fn with(&self, more: &[Thing]) -> Self {
        let mut all = self.0.clone();
        all.extend_from_slice(more);
        all.sort();
        Self(all)
    }

    /// Without some, each taken out once.
    pub fn without(&self, less: &[Thing]) -> Self {
        let mut less = less.to_vec();
        less.sort();
        Self(self.beyond(&Self(less)))
    }
}

/// The module that the product never meets directly here.
pub fn real_module() -> PathBuf {
    [
        "/usr/lib/softhsm/libsofthsm2.so",
        "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
        "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
        "/usr/local/lib/softhsm/libsofthsm2.so",
    ]
    .iter()
    .map(PathBuf::from)
    .find(|path| path.exists())
    .expect("softhsm2 is installed")
}

/// The window through which this process looks: the module reads its settings once, a link is turned instead.
struct Window {
    folder: TempDir,
    /// Loaded once: unloading it ends its cryptography library while threads still use theirs.
    module: Pkcs11,
}

fn window() -> &'static Mutex<Window> {
    static WINDOW: OnceLock<Mutex<Window>> = OnceLock::new();
    WINDOW.get_or_init(|| {
        let folder = TempDir::new_in("/dev/shm").or_else(|_| TempDir::new());
        let folder = folder.unwrap();
        let settings = folder.path().join("softhsm2.conf");
        super::stage::write_settings(&settings, &folder.path().join("tokens"));
        // SAFETY: done once, before the module is loaded by this process; children get a setting of their own.
        unsafe { std::env::set_var("SOFTHSM2_CONF", &settings) };
        let module = Pkcs11::new(real_module()).unwrap();
        Mutex::new(Window { folder, module })
    })
}

/// Does something in a session with the only token of a token store, logged in with `pin` where one is given.
pub fn at<T>(
    tokens: &Path,
    pin: Option<&str>,
    act: impl FnOnce(&Session) -> T,
) -> Result<T, cryptoki::error::Error> {
    let window = window().lock().unwrap_or_else(PoisonError::into_inner);
    let link = window.folder.path().join("tokens");
    let _ = std::fs::remove_file(&link);
    symlink(tokens, &link).unwrap();
    let module = window.module.clone();
    module.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK))?;
    let slot = module.get_slots_with_initialized_token()?[0];
    let session = module.open_rw_session(slot)?;
    let login = match pin {
        Some(pin) => session.login(UserType::User, Some(&AuthPin::new(pin.into()))),
        None => Ok(()),
    };
    let result = login.map(|()| act(&session));
    session.close()?;
    module.finalize()?;
    result
}

/// Everything on the only token of a token store.
///
/// # Errors
/// What the real module answers, such as to another PIN.
pub fn look(tokens: &Path, pin: &str) -> Result<Sight, cryptoki::error::Error> {
    at(tokens, Some(pin), all)
}

/// Whether a PIN is the token's.
pub fn opens(tokens: &Path, pin: &str) -> bool {
    at(tokens, Some(pin), |_| ()).is_ok()
}

fn all(session: &Session) -> Sight {
    let mut handles = session.find_objects(&[]).unwrap();
    // Where SoftHSM2 is killed before it wrote what an object is, it keeps a file that is no object: nobody's.
    handles.retain(|one| {
        session
            .get_attributes(*one, &[AttributeType::Class])
            .is_ok()
    });
    let mut things: Vec<Thing> = handles.iter().map(|one| thing(session, *one)).collect();
    join_blind_keys(session, &handles, &mut things);
    things.sort();
    Sight(things)
}

fn bytes(session: &Session, object: ObjectHandle, kind: AttributeType) -> Option<Vec<u8>> {
    match session.get_attributes(object, &[kind]).ok()?.pop()? {
        Attribute::Value(bytes)
        | Attribute::Modulus(bytes)
        | Attribute::PublicExponent(bytes)
        | Attribute::EcParams(bytes)
        | Attribute::EcPoint(bytes)
        | Attribute::Label(bytes)
        | Attribute::Id(bytes) => Some(bytes).filter(|bytes| !bytes.is_empty()),
        _ => None,
    }
}

fn thing(session: &Session, object: ObjectHandle) -> Thing {
    let class = session.get_attributes(object, &[AttributeType::Class]);
    let class = match class.unwrap().pop() {
        Some(Attribute::Class(ObjectClass::CERTIFICATE)) => "certificate",
        Some(Attribute::Class(ObjectClass::PRIVATE_KEY)) => "private-key",
        Some(Attribute::Class(ObjectClass::PUBLIC_KEY)) => "public-key",
        Some(Attribute::Class(ObjectClass::DATA)) => "data",
        _ => "other",
    };
    let get = |kind| bytes(session, object, kind);
    let label = get(AttributeType::Label).unwrap_or_default();
    let id = get(AttributeType::Id).unwrap_or_default();
    let value = match class {
        "private-key" | "public-key" => None,
        _ => get(AttributeType::Value),
    };
    let rsa = get(AttributeType::Modulus).zip(get(AttributeType::PublicExponent));
    let public = rsa
        .map(|(modulus, exponent)| PublicKey::rsa(&modulus, &exponent))
        .or_else(|| {
            let curve = Curve::from_oid_der(&get(AttributeType::EcParams)?)?;
            let point = get(AttributeType::EcPoint)?;
            PublicKey::ec(curve, point.get(2..)?)
        });
    let sha256 = match (&value, &public) {
        (Some(value), _) => Sha256Digest::of(value).to_string(),
        (None, Some(public)) => public.sha256().to_string(),
        (None, None) => named_only(class, &id),
    };
    let mut content = sha256.clone();
    if class == "private-key" && public.is_some() {
        let signed = session.sign(&Mechanism::RsaPkcs, object, b"what do you hold?");
        content = match signed {
            Ok(signature) => Sha256Digest::of(&signature).to_string(),
            Err(error) => format!("does not sign: {error}"),
        };
    }
    Thing {
        class,
        label: String::from_utf8_lossy(&label).into_owned(),
        id,
        content,
        sha256,
    }
}

/// The content of a key whose signatures no public key here verifies.
const NOBODYS: &str = "signs for nobody";

/// The digest of an object of which nothing but class and id can be read.
fn named_only(class: &str, id: &[u8]) -> String {
    let mut named = format!("{class}\0").into_bytes();
    named.extend(id);
    Sha256Digest::of(&named).to_string()
}

/// A key that shows no public part is known by the public key that its signature verifies with.
fn join_blind_keys(session: &Session, handles: &[ObjectHandle], things: &mut [Thing]) {
    const MESSAGE: &[u8] = b"what do you hold?";
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, MESSAGE);
    let points: Vec<(PublicKey, String)> = handles
        .iter()
        .filter_map(|handle| {
            let curve = Curve::from_oid_der(&bytes(session, *handle, AttributeType::EcParams)?)?;
            let point = bytes(session, *handle, AttributeType::EcPoint)?;
            let key = PublicKey::ec(curve, point.get(2..)?)?;
            let name = key.sha256().to_string();
            Some((key, name))
        })
        .collect();
    for (handle, thing) in handles.iter().zip(things) {
        let is_blind = thing.class == "private-key"
            && bytes(session, *handle, AttributeType::EcParams).is_some();
        if !is_blind {
            continue;
        }
        let signature = session.sign(&Mechanism::Ecdsa, *handle, digest.as_ref());
        let owner = signature.ok().and_then(|signature| {
            let found = points
                .iter()
                .find(|(key, _)| key.verifies(MESSAGE, &signature));
            found.map(|(_, name)| name.clone())
        });
        thing.content = owner.unwrap_or_else(|| NOBODYS.to_owned());
    }
}
