//! Client and server in one process, each writing into the other's memory.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use rustls::client::ResolvesClientCert;
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer, ServerName, UnixTime};
use rustls::sign::CertifiedKey;
use rustls::time_provider::TimeProvider;
use rustls::{
    ClientConfig, ClientConnection, RootCertStore, ServerConfig, ServerConnection,
    SupportedProtocolVersion,
};

use super::judge::Judge;
use super::{Party, RemoteKey, TlsVersion, Trust};

/// Our server's name: one that no name service has (RFC 6761).
const NAME: &str = "tokendesk.invalid";

/// What is needed for a handshake, ready to go to another thread.
pub(super) struct Ends {
    version: &'static SupportedProtocolVersion,
    presented: Vec<CertificateDer<'static>>,
    anchor: Option<Vec<u8>>,
    time: FixedTime,
}

/// What a handshake came to.
pub(super) struct Met {
    /// What the server thought of the certificates, once it saw them.
    pub(super) trust: Option<Trust>,
    /// Why the handshake did not come to its end, if it did not.
    pub(super) error: Option<String>,
}

impl Ends {
    pub(super) fn new(party: &Party<'_>, version: TlsVersion, at: Timestamp) -> Self {
        let top = party.chain.last().copied();
        let own = Some(party.leaf).filter(|leaf| leaf.is_self_issued());
        Self {
            version: match version {
                TlsVersion::Tls12 => &rustls::version::TLS12,
                TlsVersion::Tls13 => &rustls::version::TLS13,
            },
            presented: presented(party),
            anchor: top.or(own).map(|anchor| anchor.der().to_vec()),
            time: FixedTime(at),
        }
    }

    /// Lets client and server speak until both are content, or one is not.
    pub(super) fn meet(self, key: Arc<RemoteKey>) -> Met {
        let provider = Arc::new(aws_lc_rs::default_provider());
        let judge = Arc::new(Judge::new(self.anchor.as_deref(), &provider));
        let came = self.speak(key, &provider, &judge);
        Met {
            trust: judge.found(),
            error: came.err(),
        }
    }

    fn speak(
        self,
        key: Arc<RemoteKey>,
        provider: &Arc<CryptoProvider>,
        judge: &Arc<Judge>,
    ) -> Result<(), String> {
        let told = |error: rustls::Error| error.to_string();
        let own = rcgen::generate_simple_self_signed([NAME.to_owned()])
            .map_err(|error| error.to_string())?;
        let certificate = own.cert.der().clone();
        let private = PrivatePkcs8KeyDer::from(own.signing_key.serialize_der());
        let time: Arc<dyn TimeProvider> = Arc::new(self.time);
        let versions = [self.version];
        let server = ServerConfig::builder_with_details(Arc::clone(provider), Arc::clone(&time))
            .with_protocol_versions(&versions)
            .map_err(told)?
            .with_client_cert_verifier(Arc::clone(judge) as _)
            .with_single_cert(vec![certificate.clone()], private.into())
            .map_err(told)?;
        let mut roots = RootCertStore::empty();
        roots.add(certificate).map_err(told)?;
        let client = ClientConfig::builder_with_details(Arc::clone(provider), time)
            .with_protocol_versions(&versions)
            .map_err(told)?
            .with_root_certificates(roots)
            .with_client_cert_resolver(Arc::new(Always::new(self.presented, key)));
        let name = ServerName::try_from(NAME).map_err(|error| error.to_string())?;
        let client = ClientConnection::new(Arc::new(client), name).map_err(told)?;
        let server = ServerConnection::new(Arc::new(server)).map_err(told)?;
        converse(client, server)
    }
}

/// The leaf and what is above it, without a root: servers have that themselves.
pub(in crate::workflow) fn presented(party: &Party<'_>) -> Vec<CertificateDer<'static>> {
    let above = party.chain.iter().filter(|above| !above.is_self_issued());
    std::iter::once(&party.leaf)
        .chain(above)
        .map(|certificate| CertificateDer::from(certificate.der().to_vec()))
        .collect()
}

/// More turns than any handshake takes.
const TURNS: usize = 32;

fn converse(mut client: ClientConnection, mut server: ServerConnection) -> Result<(), String> {
    let told = |who: &str, error: &dyn std::fmt::Display| format!("{who}: {error}");
    for _ in 0..TURNS {
        let mut flight = Vec::new();
        while client.wants_write() {
            client
                .write_tls(&mut flight)
                .map_err(|error| told("client", &error))?;
        }
        let mut rest = flight.as_slice();
        while !rest.is_empty() {
            server
                .read_tls(&mut rest)
                .map_err(|error| told("server", &error))?;
            server
                .process_new_packets()
                .map_err(|error| told("server", &error))?;
        }
        let mut flight = Vec::new();
        while server.wants_write() {
            server
                .write_tls(&mut flight)
                .map_err(|error| told("server", &error))?;
        }
        let mut rest = flight.as_slice();
        while !rest.is_empty() {
            client
                .read_tls(&mut rest)
                .map_err(|error| told("client", &error))?;
            client
                .process_new_packets()
                .map_err(|error| told("client", &error))?;
        }
        let is_silent = !client.wants_write() && !server.wants_write();
        if is_silent && !client.is_handshaking() && !server.is_handshaking() {
            return Ok(());
        }
    }
    Err("the handshake does not end".to_owned())
}

/// A client that always answers with the token's certificate.
#[derive(Debug)]
pub(in crate::workflow) struct Always(Arc<CertifiedKey>);

impl Always {
    pub(in crate::workflow) fn new(
        presented: Vec<CertificateDer<'static>>,
        key: Arc<RemoteKey>,
    ) -> Self {
        Self(Arc::new(CertifiedKey::new(presented, key)))
    }
}

impl ResolvesClientCert for Always {
    fn resolve(
        &self,
        _root_hint_subjects: &[&[u8]],
        _sigschemes: &[rustls::SignatureScheme],
    ) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.0))
    }

    fn has_certs(&self) -> bool {
        true
    }
}

/// A clock that stands still.
#[derive(Debug, Clone, Copy)]
pub(in crate::workflow) struct FixedTime(pub(in crate::workflow) Timestamp);

impl TimeProvider for FixedTime {
    fn current_time(&self) -> Option<UnixTime> {
        let seconds = u64::try_from(self.0.as_second()).ok()?;
        Some(UnixTime::since_unix_epoch(Duration::from_secs(seconds)))
    }
}
