//! Secret files and the shell on Windows.

use std::fs::File;
use std::io;
use std::os::windows::io::AsHandle;
use std::os::windows::process::CommandExt;
use std::path::Path;
use std::process::Command;

use super::super::Privacy;

pub(in super::super) fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// Access lists are not modes, and what they allow depends on groups and policies: not judged.
pub(in super::super) fn privacy(_file: &File) -> io::Result<Privacy> {
    Ok(Privacy::NotKnown)
}

/// Windows hands no descriptors on by number.
pub(in super::super) fn descriptor(_number: u32) -> Option<io::Result<File>> {
    None
}

/// A duplicate of standard input, read without a buffer in between.
pub(in super::super) fn standard_input() -> io::Result<File> {
    let duplicate = io::stdin().as_handle().try_clone_to_owned();
    duplicate.map(File::from)
}

/// The command goes to `cmd` as it was typed: its rules of quoting are not those of other programs.
pub(in super::super) fn shell(command: &str) -> Command {
    let mut shell = Command::new("cmd");
    shell.raw_arg("/D /S /C \"").raw_arg(command).raw_arg("\"");
    shell
}
