//! One connection, from the name to the refusal that may come after the handshake.

use std::io;
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rustls::client::ResolvesClientCert;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::sign::CertifiedKey;
use rustls::{ClientConfig, ClientConnection, ProtocolVersion};

use super::{Agreed, ConnectTrouble, Patience, Reception, Roots, Target};
use crate::clock::Now;
use crate::workflow::handshake::{FixedTime, RemoteKey};

/// What is needed to connect, ready to go to another thread.
pub(super) struct Call {
    pub(super) target: Target,
    pub(super) roots: Roots,
    pub(super) patience: Patience,
    pub(super) presented: Vec<CertificateDer<'static>>,
    pub(super) now: Now,
}

/// What came of it.
pub(super) struct Came {
    pub(super) agreed: Agreed,
    pub(super) reception: Reception,
}

impl Came {
    /// Nothing but trouble.
    pub(super) fn failed(trouble: ConnectTrouble) -> Self {
        Self {
            agreed: Agreed::default(),
            reception: Reception::Failed(trouble),
        }
    }
}

impl Call {
    /// Connects, lets both ends speak, and hangs up.
    pub(super) fn make(self, key: Arc<RemoteKey>) -> Came {
        let mut agreed = Agreed::default();
        let reception = match self.speak(key, &mut agreed) {
            Ok(reception) => reception,
            Err(trouble) => Reception::Failed(trouble),
        };
        Came { agreed, reception }
    }

    fn speak(self, key: Arc<RemoteKey>, agreed: &mut Agreed) -> Result<Reception, ConnectTrouble> {
        let other = |reason: String| ConnectTrouble::Other { reason };
        let provider = Arc::new(aws_lc_rs::default_provider());
        let verifier = self.roots.verifier(&provider).map_err(other)?;
        let answers = Arc::new(Answers {
            certified: Arc::new(CertifiedKey::new(self.presented, key)),
            was_asked: AtomicBool::new(false),
            can_answer: AtomicBool::new(false),
        });
        let time = Arc::new(FixedTime(self.now.timestamp()));
        let config = ClientConfig::builder_with_details(provider, time)
            .with_safe_default_protocol_versions()
            .map_err(|error| other(error.to_string()))?
            // The verifier is the system's own, or has the roots that were given: nothing is let pass.
            .dangerous()
            .with_custom_certificate_verifier(verifier)
            .with_client_cert_resolver(Arc::clone(&answers) as _);
        let name = ServerName::try_from(self.target.host.clone())
            .map_err(|error| other(error.to_string()))?;
        let mut tls = ClientConnection::new(Arc::new(config), name)
            .map_err(|error| other(error.to_string()))?;
        let mut stream = reach(&self.target, self.patience.answer)?;
        let shaken = shake(&mut tls, &mut stream, self.patience.answer);
        *agreed = Agreed {
            version: tls.protocol_version().and_then(version),
            suite: tls
                .negotiated_cipher_suite()
                .map(|suite| format!("{:?}", suite.suite())),
        };
        let was_asked = answers.was_asked.load(Ordering::SeqCst);
        let can_answer = answers.can_answer.load(Ordering::SeqCst);
        let heard = shaken
            .and_then(|()| hear_out(&mut tls, &mut stream, self.patience.refusal))
            .map_err(|error| ConnectTrouble::of_speaking(&error, was_asked && can_answer));
        if was_asked && !can_answer {
            // An empty answer was sent, and the server may even have been content with it.
            return Err(ConnectTrouble::NoScheme);
        }
        heard?;
        tls.send_close_notify();
        // The farewell is a courtesy: whether it arrives makes no difference.
        let _ = tls.complete_io(&mut stream);
        Ok(if was_asked {
            Reception::Accepted
        } else {
            Reception::NotAsked
        })
    }
}

fn version(version: ProtocolVersion) -> Option<&'static str> {
    match version {
        ProtocolVersion::TLSv1_2 => Some("1.2"),
        ProtocolVersion::TLSv1_3 => Some("1.3"),
        _ => None,
    }
}

/// Connects to the first address of the name that answers.
fn reach(target: &Target, patience: Duration) -> Result<TcpStream, ConnectTrouble> {
    let found = (target.host.as_str(), target.port).to_socket_addrs();
    let addresses: Vec<SocketAddr> = match found {
        Ok(addresses) => addresses.collect(),
        Err(error) => {
            let reason = error.to_string();
            return Err(ConnectTrouble::Name { reason });
        }
    };
    let mut trouble = ConnectTrouble::Name {
        reason: "no address".to_owned(),
    };
    for address in addresses {
        match TcpStream::connect_timeout(&address, patience) {
            Ok(stream) => return Ok(stream),
            Err(error) => trouble = ConnectTrouble::of_connecting(&error),
        }
    }
    Err(trouble)
}

/// Lets both ends speak until the handshake is over.
fn shake(tls: &mut ClientConnection, stream: &mut TcpStream, patience: Duration) -> io::Result<()> {
    stream.set_read_timeout(Some(patience))?;
    stream.set_write_timeout(Some(patience))?;
    while tls.is_handshaking() {
        let (read, written) = tls.complete_io(stream)?;
        if read == 0 && written == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    // Our last flight, which `complete_io` may have left when the handshake ended with it.
    while tls.wants_write() {
        tls.write_tls(stream)?;
    }
    Ok(())
}

/// Waits for what the server has to say of our certificate: in TLS 1.3 it judges it after the handshake. A ticket for
/// another time, data, or silence is consent.
fn hear_out(
    tls: &mut ClientConnection,
    stream: &mut TcpStream,
    patience: Duration,
) -> io::Result<()> {
    if tls.protocol_version() != Some(ProtocolVersion::TLSv1_3) {
        return Ok(());
    }
    let until = Instant::now().checked_add(patience);
    while tls.tls13_tickets_received() == 0 {
        let left = until.and_then(|until| until.checked_duration_since(Instant::now()));
        let Some(left) = left.filter(|left| !left.is_zero()) else {
            return Ok(());
        };
        stream.set_read_timeout(Some(left))?;
        match tls.read_tls(stream) {
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(_) => {}
            Err(error) if is_silence(&error) => return Ok(()),
            Err(error) => return Err(error),
        }
        let state = tls
            .process_new_packets()
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        if state.plaintext_bytes_to_read() > 0 {
            return Ok(());
        }
        if state.peer_has_closed() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    Ok(())
}

fn is_silence(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock
    )
}

/// Answers with the token's certificate, and remembers whether it was asked and could.
#[derive(Debug)]
struct Answers {
    certified: Arc<CertifiedKey>,
    was_asked: AtomicBool,
    can_answer: AtomicBool,
}

impl ResolvesClientCert for Answers {
    fn resolve(
        &self,
        _root_hint_subjects: &[&[u8]],
        sigschemes: &[rustls::SignatureScheme],
    ) -> Option<Arc<CertifiedKey>> {
        self.was_asked.store(true, Ordering::SeqCst);
        let can_answer = self.certified.key.choose_scheme(sigschemes).is_some();
        self.can_answer.store(can_answer, Ordering::SeqCst);
        can_answer.then(|| Arc::clone(&self.certified))
    }

    fn has_certs(&self) -> bool {
        true
    }
}
