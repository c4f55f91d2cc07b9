//! Real clients log in with the token after a reuse: to a server that demands a certificate and shows the one it got.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use crate::support::authority::{self, CURRENT};
use crate::support::bundle;
use crate::support::judges::{keytool_configuration, nss};
use crate::support::keys::{self, Kind};
use crate::support::program::{reuse, run, text};
use crate::support::server::{Server, Wanted};
use crate::support::token::{self, Desk, PIN};
use crate::support::tools::{self, needs};

const NAME: &str = "operator 0003";

/// What a client is to log in to, and with what.
struct Visit<'a> {
    desk: &'a Desk,
    server: &'a Server,
    version: Version,
    /// CKA_ID of key and leaf, hexadecimal.
    id: String,
    /// PEM of leaf and intermediate, as the token holds them: for programs that take only the key from it.
    chain: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Version {
    Tls12,
    Tls13,
}

/// The training of every client: an expired identity, a reuse, then a login with each version.
fn logs_in(client: fn(&Visit<'_>) -> Command) {
    for kind in [Kind::Rsa2048, Kind::P256] {
        let desk = Desk::blank();
        desk.put(&token::expired(), "operator 0001", "01");
        let identity = authority::issuer().issue(NAME, CURRENT, &keys::key(kind, 51));
        let bundle = bundle::usual(&desk, &identity);
        let document = reuse(&desk, &bundle).expect(0).json();
        let created = document["created"].as_array().unwrap();
        let id = text(&created.last().unwrap()["cka_id"]).to_owned();
        let chain = exported(&desk, &identity.certificate, &identity.chain[0]);
        for version in [Version::Tls12, Version::Tls13] {
            let only = match version {
                Version::Tls12 => "-tls1_2",
                Version::Tls13 => "-tls1_3",
            };
            let wanted = Wanted {
                trusts: Some(authority::issuer().root_certificate()),
                openssl: &[only, "-www"],
                ..Wanted::default()
            };
            let mut server = Server::start(&desk, wanted);
            let visit = Visit {
                desk: &desk,
                server: &server,
                version,
                id: id.clone(),
                chain: chain.clone(),
            };
            let page = ask(client(&visit));
            let seen = page.contains("Client certificate") && page.contains(NAME);
            let log = server.log();
            assert!(seen, "{kind:?} {version:?}:\n{page}\n--- the server: {log}");
            assert!(page.contains(&format!(
                "TLSv1.{}",
                if version == Version::Tls12 { 2 } else { 3 }
            )));
        }
    }
}

/// How long a client may take: Java starts slowly.
const PATIENCE: Duration = Duration::from_secs(30);

/// Runs a client, asks for the server's page through it, and returns everything that it said.
fn ask(mut command: Command) -> String {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    // Kept open: some clients take the end of their input for the end of everything, or spin.
    let mut input = child.stdin.take().unwrap();
    // A client that gave up has closed it.
    let _ = input.write_all(b"GET / HTTP/1.0\r\n\r\n");
    let (sender, pieces) = channel();
    for stream in [
        Box::new(child.stdout.take().unwrap()) as Box<dyn Read + Send>,
        Box::new(child.stderr.take().unwrap()),
    ] {
        let sender = sender.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
                let _ = sender.send(String::from_utf8_lossy(&line).into_owned());
            }
        });
    }
    drop(sender);
    let until = Instant::now() + PATIENCE;
    let mut said = String::new();
    while let Some(left) = until.checked_duration_since(Instant::now())
        && let Ok(line) = pieces.recv_timeout(left)
    {
        said.push_str(&line);
        said.push('\n');
        if line.contains("</pre></BODY></HTML>") || line.contains("</HTML>") {
            break;
        }
    }
    let _ = child.kill();
    let _ = child.wait();
    said
}

/// Leaf and intermediate, taken from the token by the program itself.
fn exported(desk: &Desk, leaf: &[u8], intermediate: &[u8]) -> PathBuf {
    run(desk, ["show", "--pem", "certificates"]).expect(0);
    let read = |der: &[u8]| {
        let digest = tokendesk::certificate::Sha256Digest::of(der);
        let path = desk.path().join(format!("certificates/{digest}.pem"));
        std::fs::read_to_string(path).unwrap()
    };
    desk.write("chain.pem", read(leaf) + &read(intermediate))
}

/// `%ab%cd` of `abcd`.
fn percent(id: &str) -> String {
    let pairs: Vec<&str> = (0..id.len()).step_by(2).map(|at| &id[at..at + 2]).collect();
    format!("%{}", pairs.join("%"))
}

const ENGINES: [&str; 2] = [
    "/usr/lib/x86_64-linux-gnu/engines-3/pkcs11.so",
    "/usr/lib/aarch64-linux-gnu/engines-3/pkcs11.so",
];

/// Where OpenSSL's engine for PKCS#11 lies.
pub fn engine() -> &'static str {
    let found = ENGINES.into_iter().find(|path| Path::new(path).exists());
    found.unwrap_or(ENGINES[0])
}

/// OpenSSL's settings with the engine in them; SoftHSM2 reads them as well, being built on OpenSSL.
fn engine_settings(desk: &Desk) -> PathBuf {
    let settings = format!(
        "openssl_conf = start\n[start]\nengines = engines\n[engines]\npkcs11 = token\n[token]\nengine_id = pkcs11\n\
         dynamic_path = {}\nMODULE_PATH = {}\ninit = 0\n",
        engine(),
        token::module().display()
    );
    desk.write("openssl.cnf", settings)
}

fn openssl(visit: &Visit<'_>) -> Command {
    let url = format!(
        "pkcs11:token=desk-01;id={};type=private;pin-value={PIN}",
        percent(&visit.id)
    );
    let mut command = visit.desk.tool("openssl");
    command
        .env("OPENSSL_CONF", engine_settings(visit.desk))
        .args(["s_client", "-connect", &visit.server.address(), "-quiet"])
        .args(["-verify_return_error", "-CAfile"])
        .arg(&visit.server.root)
        .args(["-engine", "pkcs11", "-keyform", "engine", "-key", &url])
        .arg("-cert")
        .arg(&visit.chain)
        .arg("-cert_chain")
        .arg(&visit.chain);
    command
}

fn curl(visit: &Visit<'_>) -> Command {
    // The engine gives the leaf alone: curl completes the chain from the file of authorities.
    let authorities =
        [&visit.server.root, &visit.chain].map(|path| std::fs::read_to_string(path).unwrap());
    let authorities = visit.desk.write("authorities.pem", authorities.concat());
    let url = |kind: &str| {
        let id = percent(&visit.id);
        format!("pkcs11:token=desk-01;id={id};type={kind};pin-value={PIN}")
    };
    let mut command = visit.desk.tool("curl");
    command
        .env("OPENSSL_CONF", engine_settings(visit.desk))
        .args(["--silent", "--show-error", "--max-time", "20", "--cacert"])
        .arg(authorities)
        .args(["--key", &url("private"), "--cert", &url("cert")])
        .arg(format!("https://{}/", visit.server.address()));
    command
}

fn gnutls(visit: &Visit<'_>) -> Command {
    let url = format!(
        "pkcs11:token=desk-01;id={};type=private",
        percent(&visit.id)
    );
    let version = match visit.version {
        Version::Tls12 => "NORMAL:-VERS-ALL:+VERS-TLS1.2",
        Version::Tls13 => "NORMAL:-VERS-ALL:+VERS-TLS1.3",
    };
    let mut command = visit.desk.tool("gnutls-cli");
    command
        .env("GNUTLS_PIN", PIN)
        .arg("--provider")
        .arg(token::module())
        .arg("--x509cafile")
        .arg(&visit.server.root)
        .args(["--x509keyfile", &url, "--x509certfile"])
        .arg(&visit.chain)
        .args([
            "--priority",
            version,
            "--port",
            &visit.server.port.to_string(),
        ])
        .arg("127.0.0.1");
    command
}

fn java(visit: &Visit<'_>) -> Command {
    let program = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/program/clients/Login.java"
    );
    let version = match visit.version {
        Version::Tls12 => "TLSv1.2",
        Version::Tls13 => "TLSv1.3",
    };
    let mut command = visit.desk.tool("java");
    command
        .args(["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", program])
        .arg(keytool_configuration(visit.desk))
        .arg(visit.desk.path().join("pin"))
        .arg(&visit.server.root)
        .args([&visit.server.port.to_string(), version]);
    command
}

fn tstclnt(visit: &Visit<'_>) -> Command {
    let database = nss(visit.desk);
    let mut trust = visit.desk.tool("certutil");
    trust.args([
        "-A",
        "-n",
        "server root",
        "-t",
        "C,,",
        "-d",
        &database,
        "-i",
    ]);
    tools::run(trust.arg(&visit.server.root));
    let version = match visit.version {
        Version::Tls12 => "tls1.2:tls1.2",
        Version::Tls13 => "tls1.3:tls1.3",
    };
    let mut command = visit.desk.tool("tstclnt");
    command
        .args(["-h", "127.0.0.1", "-p", &visit.server.port.to_string()])
        .args(["-d", &database, "-n", &format!("desk-01:{NAME}")])
        .args(["-w", PIN, "-V", version]);
    command
}

#[test]
fn openssl_logs_in_through_the_engine() {
    needs!("openssl", "pkcs11-tool", engine());
    logs_in(openssl);
}

#[test]
fn curl_logs_in_through_the_engine() {
    needs!("openssl", "pkcs11-tool", "curl", engine());
    logs_in(curl);
}

#[test]
fn gnutls_logs_in() {
    needs!("openssl", "pkcs11-tool", "gnutls-cli");
    logs_in(gnutls);
}

#[test]
fn java_logs_in_through_sunpkcs11() {
    needs!("openssl", "pkcs11-tool", "java", "javac");
    logs_in(java);
}

#[test]
fn nss_logs_in() {
    needs!("openssl", "pkcs11-tool", "certutil", "modutil", "tstclnt");
    logs_in(tstclnt);
}
