//! What `check --snippets` gives to paste logs in where it is pasted: with OpenVPN and with curl, the PIN typed in.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use expectrl::{Eof, Expect, Session};

use super::clients::engine;
use crate::support::authority;
use crate::support::bundle::{self, pem};
use crate::support::keys::{self, Kind};
use crate::support::program::{reuse, snippet};
use crate::support::server::{self, Server, Wanted, end_with_the_test};
use crate::support::token::{self, Desk, PIN};
use crate::support::tools::{self, needs};

const PATIENCE: Duration = Duration::from_secs(30);

/// A token after a reuse, named in Japanese as well: names are what the pieces have to escape.
fn reused() -> Desk {
    let desk = Desk::empty();
    desk.add_token("desk-01 (電力)");
    let name = "operator 0003";
    let key = keys::key(Kind::Rsa2048, 3);
    let identity = authority::issuer().issue(name, authority::CURRENT, &key);
    let _ = reuse(&desk, &bundle::usual(&desk, &identity)).expect(0);
    desk
}

/// A program that runs until it is dropped.
struct Running(Child);

impl Running {
    fn start(command: &mut Command, log: &Path) -> Self {
        end_with_the_test(command);
        let log = std::fs::File::create(log).unwrap();
        let command = command.stdin(Stdio::null()).stderr(Stdio::null());
        Self(command.stdout(log).spawn().unwrap())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn openvpn(desk: &Desk, port: u16) -> Command {
    let mut command = desk.tool("openvpn");
    command.args(["--dev", "null", "--verb", "3"]);
    command.args(["--data-ciphers", "AES-256-GCM"]);
    let port = port.to_string();
    command.args(["--local", "127.0.0.1", "--port", &port]);
    command
}

#[test]
fn openvpn_lists_the_id_that_is_printed() {
    needs!("openssl", "pkcs11-tool", "openvpn");
    let desk = reused();
    let pasted = snippet(&desk, "openvpn");
    let (_, id) = pasted.split_once("pkcs11-id '").unwrap();
    let (id, _) = id.split_once('\'').unwrap();
    let mut list = desk.tool("openvpn");
    list.arg("--show-pkcs11-ids").arg(token::module());
    let listed = tools::run(&mut list);
    let listed: Vec<&str> = listed
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Serialized id:"))
        .map(str::trim)
        .collect();
    // Debian's pkcs11-helper writes its own form, later ones a URI, and all read the former.
    assert_eq!(listed, [id]);
}

#[test]
fn openvpn_logs_in_with_the_configuration_that_is_printed() {
    needs!("openssl", "pkcs11-tool", "openvpn");
    let desk = reused();
    let (certificate, key) = server::identity("127.0.0.1", authority::CURRENT);
    let issuer = authority::issuer();
    let file = |name, kind, der: &[u8]| desk.write_secret(name, &pem(kind, der));
    // Free a moment ago: OpenVPN tells nobody which one it would take by itself.
    let ports = [0, 0].map(|port| TcpListener::bind(("127.0.0.1", port)).unwrap());
    let [port, own] = ports.map(|port| port.local_addr().unwrap().port());
    let mut server = openvpn(&desk, port);
    server.args(["--tls-server", "--dh", "none", "--proto", "tcp-server"]);
    server.arg("--ca");
    server.arg(file(
        "clients.pem",
        "CERTIFICATE",
        issuer.root_certificate(),
    ));
    server.arg("--cert");
    server.arg(file("server.pem", "CERTIFICATE", &certificate));
    server.arg("--key");
    server.arg(file("server.key", "PRIVATE KEY", &key.serialize_der()));
    let log = desk.path().join("server.log");
    let _server = Running::start(&mut server, &log);
    wait_for(&log, "Listening for incoming TCP connection");

    let management = desk.path().join("management");
    let configuration = desk.write("client.ovpn", snippet(&desk, "openvpn"));
    let mut client = openvpn(&desk, own);
    client.args(["--tls-client", "--proto", "tcp-client", "--remote"]);
    client.args(["127.0.0.1", &port.to_string(), "--ca"]);
    client.arg(file("root.pem", "CERTIFICATE", server::root_certificate()));
    // It sends the leaf alone.
    client.arg("--extra-certs");
    client.arg(file("above.pem", "CERTIFICATE", &issuer.certificate));
    client.arg("--management").arg(&management).arg("unix");
    client.arg("--management-query-passwords");
    client.arg("--config").arg(configuration);
    let told = desk.path().join("client.log");
    let _client = Running::start(&mut client, &told);
    give_pin(&management, &told);
    wait_for(&log, "VERIFY OK: depth=0");
    let log = wait_for(&log, "Peer Connection Initiated");
    assert!(log.contains("[operator 0003] Peer Connection"), "{log}");
}

/// Answers OpenVPN's question for the PIN, as its front ends do.
fn give_pin(management: &Path, log: &Path) {
    let until = Instant::now() + PATIENCE;
    let mut connection = loop {
        match UnixStream::connect(management) {
            Ok(connection) => break connection,
            Err(_) if Instant::now() < until => std::thread::sleep(Duration::from_millis(100)),
            Err(error) => panic!("{error}: {}", std::fs::read_to_string(log).unwrap()),
        }
    };
    connection.set_read_timeout(Some(PATIENCE)).unwrap();
    let reader = BufReader::new(connection.try_clone().unwrap());
    for line in reader.lines().map_while(Result::ok) {
        if let Some(asked) = line.strip_prefix(">PASSWORD:Need '") {
            let (name, _) = asked.split_once('\'').unwrap();
            writeln!(connection, "password \"{name}\" {PIN}").unwrap();
            return;
        }
    }
    panic!("no PIN asked: {}", std::fs::read_to_string(log).unwrap());
}

/// Waits until a log contains `text`, and returns all of it.
#[track_caller]
fn wait_for(log: &Path, text: &str) -> String {
    let until = Instant::now() + PATIENCE;
    loop {
        let said = std::fs::read_to_string(log).unwrap();
        if said.contains(text) {
            return said;
        }
        assert!(Instant::now() < until, "no {text:?} in\n{said}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn curl_logs_in_with_the_command_that_is_printed() {
    needs!("openssl", "pkcs11-tool", "curl", engine());
    let desk = reused();
    let issuer = authority::issuer();
    let wanted = Wanted {
        trusts: Some(issuer.root_certificate()),
        openssl: &["-www"],
        ..Wanted::default()
    };
    let server = Server::start(&desk, wanted);
    // curl completes the chain from what it trusts: the engine gives the leaf alone.
    let trusted = std::fs::read_to_string(&server.root).unwrap();
    let trusted = desk.write(
        "trusted.pem",
        trusted + &pem("CERTIFICATE", &issuer.certificate),
    );
    let command = snippet(&desk, "curl").replace("https://HOST/", "-s https://$HOST/");
    let mut shell = desk.tool("sh");
    shell.args(["-c", &command]);
    shell.env("HOST", server.address());
    shell.env("CURL_CA_BUNDLE", trusted);
    let mut session = Session::spawn(shell).unwrap();
    session.set_expect_timeout(Some(PATIENCE));
    session.expect("Enter PKCS#11 token PIN").unwrap();
    session.expect(":").unwrap();
    session.send_line(PIN).unwrap();
    let page = session.expect(Eof).unwrap();
    let page = String::from_utf8_lossy(page.as_bytes()).into_owned();
    assert!(page.contains("Client certificate"), "{page}");
    assert!(page.contains("operator 0003"), "{page}");
}
