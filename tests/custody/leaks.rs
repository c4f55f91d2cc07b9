//! Whole runs under strace, at the highest log level: no secret in any form leaves the process but to the module.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::stage::{PIN, Stage};
use crate::support::keys::Kind;
use crate::support::program;
use crate::support::sentinel::{Hit, Sentinels};
use crate::support::token;
use crate::support::tools::{self, needs};

/// What a run under strace showed.
struct Traced {
    status: i32,
    stdout: Vec<u8>,
    stderr: Vec<u8>,
    /// The strings of every traced call: arguments, environment, paths, and whatever was written or sent.
    calls: Vec<Vec<u8>>,
    /// The files that were opened for writing and are still there.
    files: Vec<PathBuf>,
}

/// Runs `command` under strace, children included.
fn trace(stage: &Stage, command: &Command) -> Traced {
    let log = stage.desk.path().join("strace");
    let mut strace = tools::command("strace");
    strace.env_clear();
    for (name, value) in command.get_envs() {
        strace.env(name, value.unwrap_or_default());
    }
    strace
        .args(["-f", "-xx", "-v", "-s", "1000000", "-e"])
        .arg("trace=execve,open,openat,creat,write,writev,pwrite64,pwritev,sendto,sendmsg,rename,renameat,renameat2")
        .arg("-o")
        .arg(&log)
        .arg(command.get_program())
        .args(command.get_args())
        .current_dir(stage.desk.path())
        .stdin(std::process::Stdio::null());
    let output = strace.output().expect("strace starts");
    let text = fs::read_to_string(log).unwrap();
    let is_writing = |line: &str| {
        ["O_WRONLY", "O_RDWR", "creat("]
            .iter()
            .any(|how| line.contains(how))
            && !line.contains(") = -1")
    };
    let mut files: Vec<PathBuf> = text
        .lines()
        .filter(|line| is_writing(line))
        .filter_map(|line| strings(line).into_iter().next())
        .map(|path| stage.desk.path().join(String::from_utf8(path).unwrap()))
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files.dedup();
    Traced {
        status: output.status.code().unwrap_or(-1),
        stdout: output.stdout,
        stderr: output.stderr,
        calls: text.lines().flat_map(strings).collect(),
        files,
    }
}

/// The strings of a line of strace's, which writes every byte as `\x41`.
fn strings(line: &str) -> Vec<Vec<u8>> {
    line.split('"')
        .skip(1)
        .step_by(2)
        .map(|text| {
            let bytes = text.split("\\x").skip(1);
            bytes
                .map(|byte| u8::from_str_radix(byte, 16).unwrap())
                .collect()
        })
        .collect()
}

impl Traced {
    /// Every place where a secret turned up.
    fn hits(&self, secrets: &Sentinels) -> Vec<(String, Hit)> {
        let mut places = vec![
            ("standard output".to_owned(), self.stdout.clone()),
            ("standard error".to_owned(), self.stderr.clone()),
            ("a system call".to_owned(), self.calls.join(&0)),
        ];
        for file in &self.files {
            places.push((file.display().to_string(), fs::read(file).unwrap()));
        }
        places
            .into_iter()
            .flat_map(|(place, bytes)| {
                let hits = secrets.search(&bytes);
                hits.into_iter().map(move |hit| (place.clone(), hit))
            })
            .collect()
    }
}

/// Runs the program with `arguments` at the highest log level; nothing may leak. Returns the exit status.
fn watch(stage: &Stage, mut command: Command, arguments: &[std::ffi::OsString]) -> i32 {
    command.args(arguments).args(["-vvv"]);
    let traced = trace(stage, &command);
    let error = String::from_utf8_lossy(&traced.stderr);
    assert!(
        traced.calls.len() > 10 && error.contains("DEBUG"),
        "{error}"
    );
    let hits = traced.hits(&stage.sentinels());
    assert!(hits.is_empty(), "{arguments:?}: {hits:?}");
    let journal = program::journal(&stage.desk);
    // A bundle that does not open ends the run before there is a journal.
    if arguments.first().is_some_and(|command| command == "import") && traced.status != 8 {
        assert!(traced.files.contains(&journal), "{:?}", traced.files);
    }
    traced.status
}

#[test]
fn nothing_leaks_from_an_import() {
    needs!("strace");
    for kind in [Kind::Rsa2048, Kind::P256] {
        for custody in ["wrapped", "direct"] {
            let stage = Stage::new(kind);
            let arguments = stage.import(&["--custody", custody]);
            let status = watch(&stage, program::program(&stage.desk), &arguments);
            assert_eq!(status, 0, "{kind:?} {custody}");
        }
    }
}

#[test]
fn nothing_leaks_from_a_run_that_fails() {
    needs!("strace");
    let fault = |function: &str, code: &str| {
        format!(
            "[[fault]]\nfunction = \"{function}\"\ncall = 1\naction = \"error\"\ncode = \"{code}\"\n"
        )
    };
    for (function, code, custody, expected) in [
        ("C_CreateObject", "CKR_FUNCTION_FAILED", "direct", 4),
        ("C_CreateObject", "CKR_DEVICE_MEMORY", "auto", 4),
        ("C_UnwrapKey", "CKR_DEVICE_REMOVED", "wrapped", 4),
        ("C_UnwrapKey", "CKR_WRAPPED_KEY_INVALID", "auto", 0),
        ("C_Sign", "CKR_DEVICE_ERROR", "auto", 4),
        ("C_Login", "CKR_DEVICE_ERROR", "auto", 4),
    ] {
        let stage = Stage::new(Kind::Rsa2048);
        let command = stage.trained(token::module(), "transparent", &fault(function, code));
        let arguments = stage.import(&["--custody", custody]);
        let status = watch(&stage, command, &arguments);
        assert_eq!(status, expected, "{function} {code}");
        assert!(stage.fired().exists(), "{function} {code}");
    }
}

#[test]
fn a_refused_pin_and_a_wrong_password_are_told_nowhere() {
    needs!("strace");
    let stage = Stage::new(Kind::P256);
    let arguments = stage.import(&[]);
    let mut command = stage.desk.tool("pkcs11-tool");
    command.arg("--module").arg(token::module());
    command.args([
        "--login",
        "--pin",
        PIN,
        "--change-pin",
        "--new-pin",
        "975310",
    ]);
    tools::run(&mut command);
    assert_eq!(watch(&stage, program::program(&stage.desk), &arguments), 7);

    let mut command = stage.desk.tool("openssl");
    command
        .args([
            "pkcs12",
            "-export",
            "-passout",
            "pass:something else",
            "-out",
            "new.p12",
        ])
        .args(["-nokeys", "-in", "bundle.pem"]);
    tools::run(&mut command);
    assert_eq!(watch(&stage, program::program(&stage.desk), &arguments), 8);
}

#[test]
fn nothing_leaks_from_commands_that_only_look() {
    needs!("strace");
    let stage = Stage::new(Kind::Rsa2048);
    for command in ["inspect", "check"] {
        let mut arguments = program::on(&stage.bundle, command, &["--json"]);
        arguments.extend(["--pin-file".into(), "pin".into()]);
        watch(&stage, program::program(&stage.desk), &arguments);
    }
}

#[test]
fn being_watched_is_a_warning_and_no_error() {
    needs!("strace");
    let stage = Stage::new(Kind::P256);
    let mut command = program::program(&stage.desk);
    command.args(stage.import(&[]));
    let traced = trace(&stage, &command);
    assert_eq!(traced.status, 0);
    let document: serde_json::Value = serde_json::from_slice(&traced.stdout).unwrap();
    let remarks = document["remarks"].as_array().unwrap();
    let remark = remarks.iter().find(|remark| remark["id"] == "traced");
    assert_eq!(remark.expect("a warning")["status"], "warn");
}

#[test]
fn a_planted_leak_is_found() {
    needs!("strace");
    let stage = Stage::new(Kind::Rsa2048);
    let numbers = crate::support::sentinel::private_numbers(&stage.identity.key);
    let (_, prime) = &numbers[1];
    let utf16: String = PIN
        .bytes()
        .map(|byte| format!("\\{byte:03o}\\000"))
        .collect();
    let list: Vec<String> = prime.iter().map(u8::to_string).collect();
    for (leak, what) in [
        ("cat pin > leaked", "PIN as it is"),
        (
            &format!("printf '{utf16}' > leaked; rm leaked"),
            "PIN as UTF-16LE",
        ),
        ("base64 -w0 pin; echo", "PIN as base64"),
        ("printf x; cat pin | base64 >&2", "PIN as base64"),
        (
            &format!("echo {} >&2", hex::encode_upper(prime)),
            "p[3] as HEX",
        ),
        (
            &format!("echo '[{}]' > log", list.join(", ")),
            "p[0] as a list",
        ),
        (
            "true $(cat pin); exec env -i A=$(cat pin) true",
            "PIN as it is",
        ),
    ] {
        let mut command = stage.desk.tool("sh");
        command.args(["-c", leak]);
        let hits = trace(&stage, &command).hits(&stage.sentinels());
        let is_found = hits.iter().any(|(_, hit)| hit.what == what);
        assert!(is_found, "{leak}: {hits:?}");
    }
}
