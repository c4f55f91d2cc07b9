//! A web site that demands a client certificate and remembers which one came: for clients whose page nobody sees.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use rustls::crypto::aws_lc_rs;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{
    ProtocolVersion, RootCertStore, ServerConfig, ServerConnection, Stream,
    SupportedProtocolVersion,
};
use tokendesk::certificate::Sha256Digest;

use super::bundle::pem;
use super::server;
use super::token::Desk;

/// A request that came over a connection whose client certificate was verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Of the client's certificate.
    pub certificate: Sha256Digest,
    pub version: ProtocolVersion,
    /// The first line of the request.
    pub request: String,
}

/// A site on the loopback, there until the test's process ends.
pub struct Site {
    pub port: u16,
    /// PEM of the root that issued its certificate: another one than the clients'.
    pub root: PathBuf,
    pub visits: Receiver<Visit>,
    /// Connections that came to nothing, and why: browsers drop some before the one that counts.
    pub dropped: Receiver<String>,
}

impl Site {
    /// Opens a site that speaks one version of TLS, and names the root (DER) that it trusts for its clients.
    pub fn open(desk: &Desk, trusts: &[u8], version: &'static SupportedProtocolVersion) -> Self {
        let (certificate, key) = server::identity("127.0.0.1", super::authority::CURRENT);
        let root = desk.write(
            "server-root.pem",
            pem("CERTIFICATE", server::root_certificate()),
        );
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from(trusts.to_vec())).unwrap();
        let provider = Arc::new(aws_lc_rs::default_provider());
        let verifier = WebPkiClientVerifier::builder_with_provider(roots.into(), provider.clone());
        let config = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(&[version])
            .unwrap()
            .with_client_cert_verifier(verifier.build().unwrap())
            .with_single_cert(
                vec![CertificateDer::from(certificate)],
                PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der())),
            )
            .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (welcomed, visits) = channel();
        let (told, dropped) = channel();
        let config = Arc::new(config);
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                // Browsers keep a connection open while they ask for the PIN, and try another one meanwhile.
                let (config, welcomed, told) = (config.clone(), welcomed.clone(), told.clone());
                std::thread::spawn(move || {
                    if let Err(error) = serve(stream, config, &welcomed) {
                        let _ = told.send(error.to_string());
                    }
                });
            }
        });
        Self {
            port,
            root,
            visits,
            dropped,
        }
    }
}

const PAGE: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 22\r\n\
                    Connection: close\r\n\r\n<title>Welcome</title>";

fn serve(
    mut socket: TcpStream,
    config: Arc<ServerConfig>,
    welcomed: &Sender<Visit>,
) -> std::io::Result<()> {
    socket.set_read_timeout(Some(Duration::from_secs(60)))?;
    let mut connection = ServerConnection::new(config).map_err(std::io::Error::other)?;
    let mut stream = Stream::new(&mut connection, &mut socket);
    let mut request = Vec::new();
    let mut piece = [0; 4096];
    while !request.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut piece)? {
            0 => return Err(std::io::ErrorKind::UnexpectedEof.into()),
            length => request.extend_from_slice(&piece[..length]),
        }
    }
    stream.write_all(PAGE.as_bytes())?;
    stream.conn.send_close_notify();
    let _ = stream.flush();
    let (leaf, version) = (
        connection.peer_certificates(),
        connection.protocol_version(),
    );
    // A server of this kind reads nothing before the client has shown its certificate and its key.
    let leaf = &leaf.expect("a verified certificate")[0];
    let request = String::from_utf8_lossy(&request);
    let _ = welcomed.send(Visit {
        certificate: Sha256Digest::of(leaf),
        version: version.expect("an agreed version"),
        request: request.lines().next().unwrap_or_default().to_owned(),
    });
    Ok(())
}
