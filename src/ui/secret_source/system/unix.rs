//! Secret files, descriptors and the shell on Unix.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::fd::{AsFd, BorrowedFd, RawFd};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;
use std::process::Command;

use rustix::fs::{OFlags, StatFs, fstatfs};

use super::super::Privacy;

/// Opens without waiting: a named pipe without a writer would hold the program for ever.
pub(in super::super) fn open(path: &Path) -> io::Result<File> {
    let flags = (OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC).bits();
    let flags = i32::try_from(flags).map_err(io::Error::other)?;
    let mut options = OpenOptions::new();
    options.read(true).custom_flags(flags).open(path)
}

/// Judges the opened file, so that nothing can be put in its place in between.
pub(in super::super) fn privacy(file: &File) -> io::Result<Privacy> {
    let mode = file.metadata()?.mode() & 0o7777;
    if mode & 0o044 == 0 {
        return Ok(Privacy::OwnerOnly);
    }
    Ok(match without_modes(&fstatfs(file)?) {
        Some(medium) => Privacy::NoModes { medium },
        None => Privacy::Shared { mode },
    })
}

/// File systems whose modes the kernel makes up (linux/magic.h and the drivers' own headers).
///
/// FUSE is not among them: it also carries file systems with real modes, so it is held to them.
#[cfg(target_os = "linux")]
fn without_modes(statistics: &StatFs) -> Option<&'static str> {
    // The field's type differs between processors; the magic numbers have 32 bits.
    let magic = u64::try_from(statistics.f_type).unwrap_or_default() & 0xffff_ffff;
    Some(match magic {
        0x4d44 => "vfat",
        0x2011_bab0 => "exfat",
        0x9660 => "iso9660",
        0x1501_3346 => "udf",
        0x5346_544e | 0x7366_746e => "ntfs",
        0xff53_4d42 | 0xfe53_4d42 => "smb",
        0x0102_1997 => "9p",
        0x786f_4256 => "vboxsf",
        _ => return None,
    })
}

/// File systems whose modes macOS makes up, by name (statfs(2)).
#[cfg(target_os = "macos")]
fn without_modes(statistics: &StatFs) -> Option<&'static str> {
    let name = statistics.f_fstypename.iter();
    let name: Vec<u8> = name.map(|c| c.to_ne_bytes()[0]).collect();
    ["msdos", "exfat", "cd9660", "udf", "ntfs", "smbfs"]
        .into_iter()
        .find(|known| name.split(|byte| *byte == 0).next() == Some(known.as_bytes()))
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn without_modes(_statistics: &StatFs) -> Option<&'static str> {
    None
}

/// A duplicate of an inherited descriptor; closing it leaves the original alone.
///
/// Opening `/dev/fd/N` instead would fail in a process that is not dumpable.
pub(in super::super) fn descriptor(number: u32) -> Option<io::Result<File>> {
    let duplicate = |number: RawFd| {
        // SAFETY: the number is not negative; a descriptor that is not open is refused by the
        // system when it is duplicated, and nothing else is done with the borrowed one.
        let borrowed = unsafe { BorrowedFd::borrow_raw(number) };
        borrowed.try_clone_to_owned().map(File::from)
    };
    let number = RawFd::try_from(number).map_err(io::Error::other);
    Some(number.and_then(duplicate))
}

/// A duplicate of standard input, read without a buffer in between.
pub(in super::super) fn standard_input() -> io::Result<File> {
    let duplicate = io::stdin().as_fd().try_clone_to_owned();
    duplicate.map(File::from)
}

pub(in super::super) fn shell(command: &str) -> Command {
    let mut shell = Command::new("/bin/sh");
    shell.arg("-c").arg(command);
    shell
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn knows_a_file_system_with_modes_from_one_without() {
        let mut statistics = fstatfs(File::open("/proc/self/stat").unwrap()).unwrap();
        assert_eq!(without_modes(&statistics), None);
        for (magic, medium) in [(0x4d44, "vfat"), (0x9660, "iso9660")] {
            statistics.f_type = magic;
            assert_eq!(without_modes(&statistics), Some(medium));
        }
    }
}
