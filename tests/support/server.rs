//! A TLS server that demands a client certificate: OpenSSL's, on the loopback, ended with the test.

use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use rcgen::KeyPair;

use super::authority::{Authority, CURRENT, LONG, Validity};
use super::bundle::pem;
use super::keys::{self, Kind};
use super::token::Desk;

/// What kind of server is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The name or address in its certificate.
    pub name: &'a str,
    /// The validity of its certificate.
    pub validity: Validity,
    /// DER of the root that it trusts for its clients; `None` asks for no certificate.
    pub trusts: Option<&'a [u8]>,
    /// What OpenSSL is told besides, such as `-tls1_2`.
    pub openssl: &'a [&'a str],
}

impl Default for Wanted<'_> {
    fn default() -> Self {
        Self {
            name: "127.0.0.1",
            validity: CURRENT,
            trusts: None,
            openssl: &[],
        }
    }
}

/// Who issues servers' certificates: somebody else than the clients' issuer, and always the same.
fn authority() -> &'static Authority {
    static AUTHORITY: OnceLock<Authority> = OnceLock::new();
    AUTHORITY.get_or_init(|| Authority::root("Server Root", LONG, keys::key(Kind::P256, 221)))
}

/// DER of the root that issued every server's certificate: another one than the clients'.
pub fn root_certificate() -> &'static [u8] {
    &authority().certificate
}

/// A server's certificate, DER, and its key.
pub fn identity(name: &str, validity: Validity) -> (Vec<u8>, KeyPair) {
    let key = keys::key(Kind::P256, 220);
    (authority().issue_to_server(&[name], validity, &key), key)
}

/// A server that runs until it is dropped.
pub struct Server {
    child: Child,
    lines: Receiver<String>,
    pub port: u16,
    /// PEM of the root that issued its certificate: another one than the clients'.
    pub root: PathBuf,
}

impl Server {
    pub fn start(desk: &Desk, wanted: Wanted<'_>) -> Self {
        let (certificate, key) = identity(wanted.name, wanted.validity);
        let root = desk.write("server-root.pem", pem("CERTIFICATE", root_certificate()));
        let own = desk.write("server.pem", pem("CERTIFICATE", &certificate));
        let private = desk.write_secret("server.key", &pem("PRIVATE KEY", &key.serialize_der()));
        let mut command = desk.tool("openssl");
        command
            .args(["s_server", "-accept", "127.0.0.1:0"])
            .arg("-cert")
            .arg(own)
            .arg("-key")
            .arg(private)
            .args(wanted.openssl);
        if let Some(root) = wanted.trusts {
            let trusted = desk.write("clients-root.pem", pem("CERTIFICATE", root));
            command
                .args(["-Verify", "5", "-verify_return_error", "-CAfile"])
                .arg(trusted);
        }
        end_with_the_test(&mut command);
        let mut child = command
            // An end of its input would end the server.
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("openssl starts");
        let (sender, lines) = channel();
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
        let mut server = Self {
            child,
            lines,
            port: 0,
            root,
        };
        let ready = server.wait_for("ACCEPT");
        let port = ready
            .rsplit(':')
            .next()
            .and_then(|port| port.trim().parse().ok());
        server.port = port.unwrap_or_else(|| panic!("no port in {ready}"));
        server
    }

    /// `HOST:PORT` of the server.
    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Waits for a line of its log that contains `text`.
    #[track_caller]
    pub fn wait_for(&mut self, text: &str) -> String {
        let mut seen = Vec::new();
        while let Ok(line) = self.lines.recv_timeout(Duration::from_secs(20)) {
            if line.contains(text) {
                return line;
            }
            seen.push(line);
        }
        panic!("{text:?} is not in the log: {seen:#?}");
    }

    /// Everything that it says until it is quiet.
    pub fn log(&mut self) -> String {
        let mut log = String::new();
        while let Ok(line) = self.lines.recv_timeout(Duration::from_millis(500)) {
            log.push_str(&line);
            log.push('\n');
        }
        log
    }
}

/// Ends the server with the thread that started it, even where the test was killed.
pub fn end_with_the_test(command: &mut Command) {
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::process::CommandExt;
        // SAFETY: prctl is a single system call that may be made between fork and exec.
        let _ = unsafe {
            command.pre_exec(|| {
                let kill = Some(rustix::process::Signal::KILL);
                let _ = rustix::process::set_parent_process_death_signal(kill);
                Ok(())
            })
        };
    }
    #[cfg(not(target_os = "linux"))]
    let _ = command;
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
