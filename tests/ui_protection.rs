//! The process's own memory, searched for secrets that were dropped, and what a panic shows.
#![cfg(target_os = "linux")]

use std::fs;
use std::os::unix::fs::{FileExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::process::Command;
use std::sync::Mutex;

use tokendesk::protection::{self, LockState, LockedBytes, Measure, WipingAllocator};
use tokendesk::secret::{SecretBytes, SecretText};
use tokendesk::ui::secret_source::SecretSource;
use tokendesk::ui::{Catalogue, Language, Quiet, words};

#[global_allocator]
static ALLOCATOR: WipingAllocator = protection::wiping_allocator();

/// One search at a time: each would find the other's secrets.
static SEARCHING: Mutex<()> = Mutex::new(());

/// Byte `index` of the secret number `number`: made when needed, so that it lies nowhere else.
fn letter(number: u8, index: usize) -> u8 {
    let index = u8::try_from(index).unwrap();
    b'A' + (number.wrapping_mul(7) ^ index.wrapping_mul(11).wrapping_add(index >> 2)) % 26
}

const LENGTH: usize = 48;

fn fill(bytes: &mut [u8], number: u8) {
    for (index, byte) in bytes.iter_mut().enumerate() {
        *byte = letter(number, index);
    }
}

fn matches_at(window: &[u8], number: u8) -> bool {
    window[0] == letter(number, 0)
        && window
            .iter()
            .enumerate()
            .all(|(index, byte)| *byte == letter(number, index))
}

/// Counts the copies of a secret in every writable page, the search's own buffer left out.
fn copies(number: u8) -> usize {
    let mut buffer = vec![0_u8; 1 << 16];
    let own = buffer.as_ptr().addr()..buffer.as_ptr().addr() + buffer.len();
    let zeros = vec![0_u8; buffer.len()];
    let memory = fs::File::open("/proc/self/mem").unwrap();
    let mut found = 0;
    for line in fs::read_to_string("/proc/self/maps").unwrap().lines() {
        let mut words = line.split(' ');
        let (start, end) = words.next().unwrap().split_once('-').unwrap();
        if !words.next().unwrap().starts_with("rw") {
            continue;
        }
        let end = usize::from_str_radix(end, 16).unwrap();
        let mut at = usize::from_str_radix(start, 16).unwrap();
        while at < end {
            let wanted = buffer.len().min(end - at);
            let Ok(read) = memory.read_at(&mut buffer[..wanted], at as u64) else {
                break;
            };
            // Most pages are zero, and comparing whole buffers is quick in a debug build too.
            if buffer[..read] != zeros[..read] {
                let windows = buffer[..read].windows(LENGTH).enumerate();
                let elsewhere = windows.filter(|(offset, _)| !own.contains(&(at + offset)));
                found += elsewhere
                    .filter(|(_, window)| matches_at(window, number))
                    .count();
            }
            if read < LENGTH || at + read >= end {
                break;
            }
            at += read - (LENGTH - 1);
        }
    }
    buffer.fill(0);
    found
}

#[test]
fn locked_bytes_are_gone_when_they_are_dropped() {
    let _alone = SEARCHING.lock().unwrap();
    let mut key = LockedBytes::zeroed(LENGTH).unwrap();
    fill(key.expose_mut(), 1);
    assert_eq!(copies(1), 1, "the search finds what is there");
    drop(key);
    assert_eq!(copies(1), 0);
}

#[test]
fn locked_bytes_lie_in_locked_pages_that_no_dump_holds() {
    let _alone = SEARCHING.lock().unwrap();
    let key = LockedBytes::zeroed(LENGTH).unwrap();
    let flags = flags_of_mapping(key.expose().as_ptr().addr());
    let is_locked = key.state() == LockState::Locked;
    assert_eq!(flags.contains("lo"), is_locked, "{flags}");
    assert_eq!(key.dump_exclusion(), Measure::InForce);
    assert!(flags.contains("dd"), "{flags}");
}

/// The `VmFlags` of the mapping that holds `address` (proc_pid_smaps(5)).
fn flags_of_mapping(address: usize) -> String {
    let maps = fs::read_to_string("/proc/self/smaps").unwrap();
    let mut inside = false;
    for line in maps.lines() {
        let range = line.split(' ').next().unwrap().split_once('-');
        if let Some((start, end)) = range
            && let (Ok(start), Ok(end)) = (
                usize::from_str_radix(start, 16),
                usize::from_str_radix(end, 16),
            )
        {
            inside = (start..end).contains(&address);
        }
        if inside && let Some(flags) = line.strip_prefix("VmFlags:") {
            return flags.to_owned();
        }
    }
    panic!("no mapping holds the key");
}

#[test]
fn refused_locking_is_told_and_is_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("program");
    fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    let limited = "ulimit -l 0; exec \"$0\" the_program_that_may_lock_nothing --exact --ignored";
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", limited]).arg(&program).current_dir("/");
    // The administrator may lock memory whatever the limit says.
    if rustix::process::geteuid().is_root() {
        for path in [folder.path(), &program] {
            fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        shell.uid(65534).gid(65534);
    }
    let output = shell.output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

#[test]
#[ignore = "the program that another test runs without the right to lock memory"]
fn the_program_that_may_lock_nothing() {
    let key = LockedBytes::copy_of(b"0123456789").unwrap();
    assert_eq!(key.expose(), b"0123456789");
    assert!(matches!(key.state(), LockState::NotLocked { why } if !why.is_empty()));
    assert_eq!(protection::try_locking(), key.state());
}

#[test]
fn a_buffer_that_grew_and_secrets_of_every_type_leave_no_copy() {
    let _alone = SEARCHING.lock().unwrap();
    let mut grown = Vec::new();
    for index in 0..LENGTH {
        grown.push(letter(2, index));
    }
    let bytes = SecretBytes::copy_of(&grown);
    let text = SecretText::new(String::from_utf8(grown.clone()).unwrap());
    assert!(copies(2) >= 3);
    drop((grown, bytes, text));
    assert_eq!(copies(2), 0);
}

#[test]
fn a_secret_from_a_file_leaves_no_copy() {
    let _alone = SEARCHING.lock().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pin");
    let mut written = vec![0; LENGTH];
    fill(&mut written, 3);
    fs::write(&path, &written).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    drop(written);

    let obtained = SecretSource::File(path).obtain(&Quiet, "PIN").unwrap();
    assert_eq!(copies(3), 1);
    drop(obtained);
    assert_eq!(copies(3), 0);
}

#[test]
#[ignore = "the program that another test lets panic"]
fn the_program_that_panics() {
    let catalogue = Catalogue::new(Language::Japanese);
    protection::hide_panic_payloads(words::panic_line(&catalogue));
    panic!("the secret is 135790");
}

#[test]
fn a_panic_shows_its_place_and_nothing_of_its_payload() {
    let mut program = Command::new(std::env::current_exe().unwrap());
    program.args([
        "the_program_that_panics",
        "--exact",
        "--ignored",
        "--nocapture",
    ]);
    let output = program.env("RUST_BACKTRACE", "full").output().unwrap();
    assert!(!output.status.success());
    let shown = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    assert!(shown[1].contains("プログラムの内部で異常が発生しました（tests/ui_protection.rs:"));
    assert!(!shown.concat().contains("135790"), "{shown:?}");
}
