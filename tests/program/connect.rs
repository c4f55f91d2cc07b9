//! What `check --connect` says of servers: OpenSSL's, which demands a client certificate.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::Command;

use serde_json::Value;

use crate::support::authority::{self, Authority, CURRENT, EXPIRED, Identity, LONG};
use crate::support::fault::Training;
use crate::support::keys::{self, Kind};
use crate::support::program::{finish, program, text};
use crate::support::server::{Server, Wanted};
use crate::support::token::{CERTIFICATE, Desk};
use crate::support::tools::needs;

fn identity(kind: Kind) -> Identity {
    authority::issuer().issue("operator", CURRENT, &keys::key(kind, 41))
}

fn desk_with(identity: &Identity) -> Desk {
    let desk = Desk::blank();
    desk.put(identity, "operator", "01");
    for (number, above) in identity.chain.iter().enumerate() {
        desk.put_object(CERTIFICATE, above, "CA", &format!("a{number}"));
    }
    desk
}

/// Adds what every connection needs.
fn towards(command: &mut Command, address: &str, root: Option<&std::path::Path>) {
    command.args(["--pin-file", "pin", "check", "--json", "--connect", address]);
    if let Some(root) = root {
        command.arg("--ca").arg(root);
    }
}

/// The connection that the document tells of.
#[track_caller]
fn tried(desk: &Desk, address: &str, root: Option<&std::path::Path>, status: i32) -> Value {
    let mut command = program(desk);
    towards(&mut command, address, root);
    only(finish(&mut command).expect(status).json())
}

#[track_caller]
fn only(document: Value) -> Value {
    let connections = document["connection"].as_array().unwrap();
    assert_eq!(connections.len(), 1, "{document}");
    let checks = document["checks"].as_array().unwrap();
    let found = checks.iter().find(|check| check["id"] == "connection");
    assert_eq!(found.unwrap()["message"], connections[0]["message"]);
    connections[0].clone()
}

fn clients_root() -> &'static [u8] {
    authority::issuer().root_certificate()
}

#[test]
fn a_server_takes_the_certificate_of_the_token() {
    needs!("openssl", "pkcs11-tool");
    for kind in [Kind::Rsa2048, Kind::P256, Kind::P384] {
        let desk = desk_with(&identity(kind));
        for (option, version) in [("-tls1_2", "1.2"), ("-tls1_3", "1.3")] {
            let mut server = Server::start(
                &desk,
                Wanted {
                    trusts: Some(clients_root()),
                    openssl: &[option],
                    ..Wanted::default()
                },
            );
            let root = server.root.clone();
            let came = tried(&desk, &server.address(), Some(&root), 0);
            assert_eq!(came["result"], "accepted", "{came}");
            assert_eq!(came["version"], version, "{came}");
            assert!(text(&came["suite"]).starts_with("TLS"), "{came}");
            let log = server.log();
            assert!(log.contains("CN = operator"), "{log}");
            assert!(log.contains("verify return:1"), "{log}");
        }
    }
}

#[test]
fn a_server_that_does_not_know_the_issuer_refuses_it_in_either_version() {
    needs!("openssl", "pkcs11-tool");
    let desk = desk_with(&identity(Kind::P256));
    let other = Authority::root("Another Root", LONG, keys::key(Kind::P256, 42));
    for option in ["-tls1_2", "-tls1_3"] {
        let wanted = Wanted {
            trusts: Some(&other.certificate),
            openssl: &[option],
            ..Wanted::default()
        };
        let server = Server::start(&desk, wanted);
        let came = tried(&desk, &server.address(), Some(&server.root), 1);
        assert_eq!(came["result"], "certificate-refused", "{option}: {came}");
        assert_eq!(came["alert"], "UnknownCA", "{option}: {came}");
    }
}

#[test]
fn a_server_that_asks_for_nothing_proves_nothing() {
    needs!("openssl", "pkcs11-tool");
    let desk = desk_with(&identity(Kind::P256));
    let server = Server::start(&desk, Wanted::default());
    let came = tried(&desk, &server.address(), Some(&server.root), 0);
    assert_eq!(came["result"], "not-asked", "{came}");
}

#[test]
fn nothing_is_signed_for_a_server_that_is_not_trusted() {
    needs!("openssl", "pkcs11-tool");
    let training = Training::beside(desk_with(&identity(Kind::P256)));
    let desk = &training.desk;
    let server = |name, validity| {
        let wanted = Wanted {
            name,
            validity,
            trusts: Some(clients_root()),
            openssl: &[],
        };
        Server::start(desk, wanted)
    };
    let signatures = |address: &str, root: Option<&std::path::Path>| {
        let mut command = training.program();
        towards(&mut command, address, root);
        let came = only(finish(&mut command).expect(1).json());
        assert_eq!(came["result"], "server-not-trusted", "{came}");
        let calls = training.calls();
        let signatures = calls.iter().filter(|call| *call == "C_Sign").count();
        // The pairing of a key that shows no public part, and the two handshakes inside the process.
        assert_eq!(signatures, 3, "{calls:?}");
        text(&came["message"]).to_owned()
    };
    let right = server("127.0.0.1", CURRENT);
    let message = signatures(&right.address(), None);
    assert!(message.contains("--ca"), "{message}");
    let misnamed = server("grid.example", CURRENT);
    let message = signatures(&misnamed.address(), Some(&misnamed.root));
    assert!(message.contains("another name"), "{message}");
    let old = server("127.0.0.1", EXPIRED);
    let message = signatures(&old.address(), Some(&old.root));
    assert!(message.contains("expired"), "{message}");
}

#[test]
fn a_token_without_rsa_pss_is_told_that_the_server_wants_it() {
    needs!("openssl", "pkcs11-tool");
    let training = Training::beside(desk_with(&identity(Kind::Rsa2048)));
    for (option, status, result) in [
        ("-tls1_2", 0, "accepted"),
        ("-tls1_3", 1, "no-common-signature"),
    ] {
        let wanted = Wanted {
            trusts: Some(clients_root()),
            openssl: &[option],
            ..Wanted::default()
        };
        let server = Server::start(&training.desk, wanted);
        let mut command = training.program();
        command.env("EPASS2003_REFUSE", "0xd,0x43,0x44,0x45,0x3");
        towards(&mut command, &server.address(), Some(&server.root));
        let came = only(finish(&mut command).expect(status).json());
        assert_eq!(came["result"], result, "{came}");
    }
}

#[test]
fn what_cannot_be_reached_is_told_case_by_case() {
    needs!("openssl", "pkcs11-tool");
    let desk = desk_with(&identity(Kind::P256));
    let came = tried(&desk, "no-such-host.invalid:443", None, 1);
    assert_eq!(came["result"], "name-not-found", "{came}");
    let closed = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = closed.local_addr().unwrap().to_string();
    drop(closed);
    let came = tried(&desk, &address, None, 1);
    assert_eq!(came["result"], "connection-refused", "{came}");
}

/// A server of a few lines that answers each connection with `answer` and then does as `then` says.
fn plain(answer: &'static [u8], then: fn(std::net::TcpStream)) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut hello = [0; 4096];
        let _ = stream.read(&mut hello);
        let _ = stream.write_all(answer);
        then(stream);
    });
    address
}

#[test]
fn what_speaks_no_tls_or_nothing_at_all_is_told() {
    needs!("openssl", "pkcs11-tool");
    let desk = desk_with(&identity(Kind::P256));
    let http = plain(b"HTTP/1.0 400 Bad Request\r\n\r\n", drop);
    let came = tried(&desk, &http, None, 1);
    assert_eq!(came["result"], "not-tls", "{came}");
    let came = tried(&desk, &plain(b"", drop), None, 1);
    assert_eq!(came["result"], "closed", "{came}");
    let silent =
        |_stream: std::net::TcpStream| std::thread::sleep(std::time::Duration::from_secs(30));
    let came = tried(&desk, &plain(b"", silent), None, 1);
    assert_eq!(came["result"], "timeout", "{came}");
}

#[test]
fn a_target_without_a_port_and_a_file_without_roots_are_wrong_command_lines() {
    needs!("pkcs11-tool");
    let desk = desk_with(&identity(Kind::P256));
    let mut command = program(&desk);
    towards(&mut command, "127.0.0.1", None);
    finish(&mut command).expect(2);
    let empty = desk.write("empty.pem", "");
    let mut command = program(&desk);
    towards(&mut command, "127.0.0.1:443", Some(&empty));
    let document = finish(&mut command).expect(2).json();
    assert_eq!(document["failure"]["cause"], "not-roots");
}
