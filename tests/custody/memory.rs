//! The memory of a run, read from outside while it is stopped: what is left of the secrets, and where they lie before.

use std::fs::{self, File};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::stage::{PIN, Stage};
use crate::support::keys::Kind;
use crate::support::sentinel::Sentinels;
use crate::support::token;
use crate::support::tools::{self, needs};

/// Something that is no secret and lies in memory: the label that is asked for.
const PLANTED: &str = "planted-label-93-Kx";

/// A process that is stopped, and let go and waited for when dropped.
struct Stopped {
    child: Child,
}

/// One mapping of a process.
struct Mapping {
    start: u64,
    end: u64,
    is_readable: bool,
    name: String,
    flags: String,
}

impl Stopped {
    /// Starts `command`, whose scenario stalls at one call, and stops it there.
    fn at_the_stall(stage: &Stage, command: &mut Command) -> Self {
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().unwrap();
        let stopped = Self { child };
        let deadline = Instant::now() + Duration::from_secs(60);
        while fs::read_to_string(stage.fired())
            .unwrap_or_default()
            .is_empty()
        {
            assert!(Instant::now() < deadline, "the call did not come");
            std::thread::sleep(Duration::from_millis(20));
        }
        stopped.signal(Signal::STOP);
        let mappings = stopped.mappings();
        let is_wiped = mappings
            .iter()
            .any(|mapping| mapping.name.ends_with("wiper.so"));
        assert!(is_wiped, "the wiper was loaded");
        stopped
    }

    fn signal(&self, signal: Signal) {
        let id = Pid::from_raw(i32::try_from(self.child.id()).unwrap()).unwrap();
        kill_process(id, signal).unwrap();
    }

    fn file(&self, name: &str) -> Vec<u8> {
        fs::read(format!("/proc/{}/{name}", self.child.id())).unwrap()
    }

    fn mappings(&self) -> Vec<Mapping> {
        let text = String::from_utf8(self.file("smaps")).unwrap();
        let mut mappings: Vec<Mapping> = Vec::new();
        for line in text.lines() {
            if let Some(flags) = line.strip_prefix("VmFlags:") {
                mappings.last_mut().unwrap().flags = flags.to_owned();
                continue;
            }
            let mut words = line.split_whitespace();
            let range = words.next().and_then(|word| word.split_once('-'));
            let Some((start, end)) = range else { continue };
            let number = |text| u64::from_str_radix(text, 16);
            let (Ok(start), Ok(end)) = (number(start), number(end)) else {
                continue;
            };
            mappings.push(Mapping {
                start,
                end,
                is_readable: words.next().unwrap_or_default().starts_with('r'),
                name: words.nth(3).unwrap_or_default().to_owned(),
                flags: String::new(),
            });
        }
        mappings
    }

    /// Every place in memory where a secret lies: what, in which mapping.
    fn search(&self, secrets: &Sentinels) -> Vec<(String, String)> {
        let memory = File::open(format!("/proc/{}/mem", self.child.id())).unwrap();
        let mut found = Vec::new();
        let mut searched = 0;
        for mapping in self.mappings() {
            let is_special = mapping.name.starts_with("[v");
            if !mapping.is_readable || is_special {
                continue;
            }
            let length = usize::try_from(mapping.end - mapping.start).unwrap();
            let mut bytes = vec![0; length];
            memory.read_exact_at(&mut bytes, mapping.start).unwrap();
            searched += length;
            for hit in secrets.search(&bytes) {
                let place = format!("{} {}", mapping.name, mapping.flags);
                found.push((hit.what, place));
            }
        }
        assert!(searched > 1 << 20, "{searched} bytes were searched");
        found
    }
}

impl Drop for Stopped {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn stall(function: &str) -> String {
    format!(
        "[[fault]]\nfunction = \"{function}\"\ncall = 1\naction = \"stall\"\nmilliseconds = 60000\n"
    )
}

/// The library that wipes what modules free, built for the test; `None`, said, where there is no compiler.
fn wiper() -> Option<&'static PathBuf> {
    static BUILT: OnceLock<Option<PathBuf>> = OnceLock::new();
    let build = || {
        if !tools::are_here(&["cc"]) {
            return None;
        }
        let library = std::env::current_exe().unwrap().with_extension("wiper.so");
        let mut command = tools::command(tools::find("cc")?);
        command
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .arg(&library);
        command.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/custody/heap.c"));
        tools::run(&mut command);
        Some(library)
    };
    BUILT.get_or_init(build).as_ref()
}

/// A run stopped at `function`, SoftHSM2 in the same process, what it frees wiped.
fn stopped(stage: &Stage, function: &str, custody: &str, wiper: &Path) -> Stopped {
    let mut command = stage.trained(token::module(), "transparent", &stall(function));
    command.env("LD_PRELOAD", wiper);
    command.args(stage.import(&["--custody", custody, "--object-label", PLANTED]));
    Stopped::at_the_stall(stage, &mut command)
}

fn planted() -> Sentinels {
    Sentinels::new().with_text("planted", PLANTED)
}

#[test]
fn nothing_secret_is_left_when_the_module_is_let_go() {
    let Some(wiper) = wiper() else { return };
    for kind in [Kind::Rsa2048, Kind::P256] {
        for custody in ["wrapped", "direct"] {
            let stage = Stage::new(kind);
            let run = stopped(&stage, "C_Finalize", custody, wiper);
            let found = run.search(&stage.sentinels());
            assert!(found.is_empty(), "{kind:?} {custody}: {found:?}");
            assert!(
                !run.search(&planted()).is_empty(),
                "the search finds what is there"
            );
            for file in ["cmdline", "environ"] {
                let hits = stage.sentinels().search(&run.file(file));
                assert!(hits.is_empty(), "{file}: {hits:?}");
            }
            let limits = String::from_utf8(run.file("limits")).unwrap();
            let core = limits
                .lines()
                .find(|line| line.starts_with("Max core file size"));
            let words: Vec<&str> = core.unwrap().split_whitespace().collect();
            assert_eq!(words[4..6], ["0", "0"], "{limits}");
        }
    }
}

/// SoftHSM2 in another process, reached through p11-kit; ended when dropped.
struct Remote {
    server: Child,
    socket: PathBuf,
}

const SERVER: &str = "/usr/libexec/p11-kit/p11-kit-server";

fn client() -> PathBuf {
    let places = [
        "/usr/lib/x86_64-linux-gnu",
        "/usr/lib/aarch64-linux-gnu",
        "/usr/lib64",
        "/usr/lib",
    ];
    let mut modules = places
        .iter()
        .map(|folder| PathBuf::from(folder).join("pkcs11/p11-kit-client.so"));
    modules
        .find(|path| path.exists())
        .expect("p11-kit-modules is installed")
}

impl Remote {
    fn serve(stage: &Stage) -> Self {
        let socket = stage.desk.path().join("socket");
        let mut command = stage.desk.tool(SERVER);
        command
            .args(["-f", "-n"])
            .arg(&socket)
            .arg("-p")
            .arg(token::module());
        let server = command
            .arg("pkcs11:")
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let deadline = Instant::now() + Duration::from_secs(30);
        while !socket.exists() {
            assert!(Instant::now() < deadline, "p11-kit-server did not start");
            std::thread::sleep(Duration::from_millis(20));
        }
        Self { server, socket }
    }
}

impl Drop for Remote {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

#[test]
fn the_key_and_the_password_are_gone_while_the_pin_is_still_needed() {
    needs!("/usr/libexec/p11-kit/p11-kit-server");
    let Some(wiper) = wiper() else { return };
    for kind in [Kind::Rsa2048, Kind::P256] {
        let stage = Stage::new(kind);
        let remote = Remote::serve(&stage);
        let arguments = stage.import(&["--object-label", PLANTED]);
        let mut command = stage.trained(client(), "transparent", &stall("C_Logout"));
        let address = format!("unix:path={}", remote.socket.display());
        command
            .env("P11_KIT_SERVER_ADDRESS", address)
            .args(arguments);
        // p11-kit's client and the training module leave copies in what they free.
        command.env("LD_PRELOAD", wiper);
        let run = Stopped::at_the_stall(&stage, &mut command);
        let found = run.search(&stage.key_and_password());
        assert!(found.is_empty(), "{kind:?}: {found:?}");
        let pin = Sentinels::new().with_text("PIN", PIN);
        let found = run.search(&pin);
        assert_eq!(found.len(), 1, "kept once, to log in again with: {found:?}");
        assert!(!run.search(&planted()).is_empty());
    }
}

#[test]
fn before_it_crosses_the_key_lies_in_locked_pages_only() {
    let Some(wiper) = wiper() else { return };
    for (function, custody) in [("C_CreateObject", "direct"), ("C_UnwrapKey", "wrapped")] {
        let stage = Stage::new(Kind::Rsa2048);
        let run = stopped(&stage, function, custody, wiper);
        let key = Sentinels::new().with_key(&stage.identity.key);
        let found = run.search(&key);
        assert!(!found.is_empty(), "{custody}: the key is still needed");
        for (what, place) in found {
            // Locked in memory, left out of core dumps (proc(5), VmFlags).
            let flags: Vec<&str> = place.split_whitespace().collect();
            assert!(
                flags.contains(&"lo") && flags.contains(&"dd"),
                "{custody}: {what} in {place}"
            );
        }
    }
}
