//! A key for rustls whose signatures are made by the token, on the thread that owns it.
//!
//! rustls wants a key that any thread may use; a module is called by one thread only. So the handshake runs on a
//! thread of its own and asks for its signatures, and this one makes them.

use std::io;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Builder;

use rustls::sign::{Signer, SigningKey};
use rustls::{SignatureAlgorithm, SignatureScheme as TlsScheme};

use crate::certificate::scheme::ecdsa_der;
use crate::certificate::{Curve, PublicKey, SignatureHash, SignatureScheme};
use crate::token::{Handle, TokenError, TokenReader};

/// What the token answered when a handshake asked it to sign.
#[derive(Debug)]
pub enum Asked {
    /// It signed, and the signature verifies.
    Signed {
        /// The mechanism.
        mechanism: &'static str,
    },
    /// It signed, and the signature does not verify; it was not used.
    Unverified {
        /// The mechanism.
        mechanism: &'static str,
    },
    /// It did not sign.
    Refused(TokenError),
}

/// A message to be signed, and where the signature is waited for.
struct Wanted {
    scheme: SignatureScheme,
    message: Vec<u8>,
    answer: SyncSender<Option<Vec<u8>>>,
}

/// The token's key as rustls sees it.
#[derive(Debug)]
pub struct RemoteKey {
    schemes: Vec<SignatureScheme>,
    algorithm: SignatureAlgorithm,
    wanted: Mutex<Sender<Wanted>>,
}

/// Lends the key to `work` on another thread, signing for it by the given schemes; with what came of each signature.
///
/// # Errors
/// When the system gives no thread, or `work` panicked: neither says anything of the token, nor may end a run that
/// has changed it.
pub fn lend<T: Send>(
    token: &mut dyn TokenReader,
    key: Handle,
    public: &PublicKey,
    schemes: &[SignatureScheme],
    work: impl FnOnce(Arc<RemoteKey>) -> T + Send,
) -> io::Result<(T, Vec<Asked>)> {
    let (sender, receiver) = channel();
    let remote = RemoteKey {
        schemes: schemes.to_vec(),
        algorithm: match public {
            PublicKey::Ec { .. } => SignatureAlgorithm::ECDSA,
            PublicKey::Rsa { .. } | PublicKey::Other { .. } => SignatureAlgorithm::RSA,
        },
        wanted: Mutex::new(sender),
    };
    std::thread::scope(|scope| {
        let worker = Builder::new().spawn_scoped(scope, move || work(Arc::new(remote)))?;
        let asked = serve(token, key, public, &receiver);
        let done = worker.join();
        let done = done.map_err(|_| io::Error::other("the handshake panicked"))?;
        Ok((done, asked))
    })
}

/// Signs until nobody is left who could ask.
fn serve(
    token: &mut dyn TokenReader,
    key: Handle,
    public: &PublicKey,
    receiver: &Receiver<Wanted>,
) -> Vec<Asked> {
    let mut asked = Vec::new();
    while let Ok(wanted) = receiver.recv() {
        let signed = token.sign_by(key, public, wanted.scheme, &wanted.message);
        let (came, signature) = match signed {
            Ok(signature) => {
                let mechanism = signature.mechanism;
                let bytes = signature.bytes;
                if wanted.scheme.verifies(public, &wanted.message, &bytes) {
                    (Asked::Signed { mechanism }, Some(bytes))
                } else {
                    (Asked::Unverified { mechanism }, None)
                }
            }
            Err(error) => (Asked::Refused(error), None),
        };
        asked.push(came);
        // Whoever asked may have given up.
        let _ = wanted.answer.send(signature);
    }
    asked
}

impl SigningKey for RemoteKey {
    fn choose_scheme(&self, offered: &[TlsScheme]) -> Option<Box<dyn Signer>> {
        let scheme = self
            .schemes
            .iter()
            .find(|scheme| offered.contains(&tls_scheme(**scheme)))?;
        let wanted = self.wanted.lock().unwrap_or_else(PoisonError::into_inner);
        Some(Box::new(RemoteSigner {
            scheme: *scheme,
            wanted: Mutex::new(wanted.clone()),
        }))
    }

    fn algorithm(&self) -> SignatureAlgorithm {
        self.algorithm
    }
}

/// One signature to come.
#[derive(Debug)]
struct RemoteSigner {
    scheme: SignatureScheme,
    wanted: Mutex<Sender<Wanted>>,
}

impl Signer for RemoteSigner {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, rustls::Error> {
        let refused = || rustls::Error::General("the token did not sign".to_owned());
        let (answer, signature) = sync_channel(1);
        let wanted = Wanted {
            scheme: self.scheme,
            message: message.to_vec(),
            answer,
        };
        let sender = self.wanted.lock().unwrap_or_else(PoisonError::into_inner);
        sender.send(wanted).map_err(|_| refused())?;
        let bytes = signature.recv().ok().flatten().ok_or_else(refused)?;
        Ok(match self.scheme {
            SignatureScheme::Ecdsa(_) => ecdsa_der(&bytes),
            SignatureScheme::RsaPkcs1(_) | SignatureScheme::RsaPss(_) => bytes,
        })
    }

    fn scheme(&self) -> TlsScheme {
        tls_scheme(self.scheme)
    }
}

fn tls_scheme(scheme: SignatureScheme) -> TlsScheme {
    use SignatureHash::{Sha256, Sha384, Sha512};
    match scheme {
        SignatureScheme::RsaPkcs1(Sha256) => TlsScheme::RSA_PKCS1_SHA256,
        SignatureScheme::RsaPkcs1(Sha384) => TlsScheme::RSA_PKCS1_SHA384,
        SignatureScheme::RsaPkcs1(Sha512) => TlsScheme::RSA_PKCS1_SHA512,
        SignatureScheme::RsaPss(Sha256) => TlsScheme::RSA_PSS_SHA256,
        SignatureScheme::RsaPss(Sha384) => TlsScheme::RSA_PSS_SHA384,
        SignatureScheme::RsaPss(Sha512) => TlsScheme::RSA_PSS_SHA512,
        SignatureScheme::Ecdsa(Curve::P256) => TlsScheme::ECDSA_NISTP256_SHA256,
        SignatureScheme::Ecdsa(Curve::P384) => TlsScheme::ECDSA_NISTP384_SHA384,
        SignatureScheme::Ecdsa(Curve::P521) => TlsScheme::ECDSA_NISTP521_SHA512,
    }
}
