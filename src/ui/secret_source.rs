//! Where a PIN or a password comes from: a file, a descriptor, a command, or a person.
//!
//! Never from an argument's value and never from the environment: both can be read by others.

pub mod handover;
mod system;

use std::io;
use std::path::{Path, PathBuf};

use super::secret_buffer::{LIMIT, NotASecret, SecretBuffer};
use super::{NoAnswer, Ui};
use crate::secret::SecretText;

/// Where one secret comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecretSource {
    /// `--pin-file`, `--password-file`: a regular file that only its owner may read.
    File(PathBuf),
    /// `--pin-fd`, `--password-fd`: an open descriptor, read to its end; Unix only.
    Descriptor(u32),
    /// `--pin-command`, `--password-command`: run by the shell, its standard output is the secret.
    Command(String),
    /// A person at the terminal.
    Prompt,
}

/// A secret, and what is to be told about how it is kept.
#[derive(Debug)]
pub struct Obtained {
    /// The secret, without the line break at its end.
    pub secret: SecretText,
    /// What the person should know.
    pub warning: Option<SecretFileWarning>,
}

/// What is wrong with a secret file that is used all the same.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SecretFileWarning {
    /// The medium has no modes, so that whoever gets hold of it can read the file.
    #[error("{path:?} lies on a medium without file modes ({medium}): anybody may read it")]
    NoModes {
        /// The file.
        path: PathBuf,
        /// The kind of file system, such as `vfat`.
        medium: &'static str,
    },
}

/// Why a secret was not obtained.
#[derive(Debug, thiserror::Error)]
pub enum SecretSourceError {
    /// The file cannot be opened or read.
    #[error("the secret file {path:?} cannot be read")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// It is a folder, a pipe or a device.
    #[error("the secret file {path:?} is not a regular file")]
    NotRegular {
        /// What was given as a file.
        path: PathBuf,
    },
    /// Group or others may read the file.
    #[error("the secret file {path:?} may be read by others (mode {mode:04o})")]
    ReadableByOthers {
        /// The file.
        path: PathBuf,
        /// Its mode: the lowest twelve bits.
        mode: u32,
    },
    /// The descriptor is not open, or cannot be read.
    #[error("descriptor {descriptor} cannot be read")]
    Descriptor {
        /// Its number.
        descriptor: u32,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// This system has no descriptors with numbers.
    #[error("descriptors are not supported on this system")]
    NoDescriptors,
    /// The shell cannot be started, or its output cannot be read.
    #[error("the command for the secret cannot be run")]
    Command {
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The command ended with a failure.
    #[error("the command for the secret failed: {status}")]
    CommandFailed {
        /// How it ended.
        status: std::process::ExitStatus,
    },
    /// There is more than any PIN or password has.
    #[error("the secret is longer than {limit} bytes")]
    TooLong {
        /// The most that is taken, bytes.
        limit: usize,
    },
    /// There is more than one line.
    #[error("the secret has several lines")]
    SeveralLines,
    /// The bytes are no UTF-8 text.
    #[error("the secret is not UTF-8 text")]
    NotUtf8,
    /// Nobody answered the prompt.
    #[error("nobody typed the secret")]
    Unanswered(#[from] NoAnswer),
}

impl SecretSourceError {
    /// Whether there was nobody to ask, or nobody who answered (exit status 3, not 2).
    #[must_use]
    pub fn is_unanswered(&self) -> bool {
        matches!(self, Self::Unanswered(_))
    }
}

impl SecretSource {
    /// Gets the secret; `prompt` is what a person is asked for.
    ///
    /// A file, a descriptor and a command give one line: one line break at the end, and a byte
    /// order mark at the start, are not part of it. A file behind a symbolic link is judged itself.
    ///
    /// # Errors
    /// [`SecretSourceError`], by what the source is and what is wrong with it.
    pub fn obtain(&self, ui: &dyn Ui, prompt: &str) -> Result<Obtained, SecretSourceError> {
        match self {
            Self::File(path) => from_file(path),
            Self::Descriptor(descriptor) => from_descriptor(*descriptor),
            Self::Command(command) => from_command(command),
            Self::Prompt => Ok(without_warning(ui.ask_secret(prompt)?)),
        }
    }
}

fn from_file(path: &Path) -> Result<Obtained, SecretSourceError> {
    let unreadable = |source| SecretSourceError::File {
        path: path.to_owned(),
        source,
    };
    let mut file = system::open(path).map_err(unreadable)?;
    if !file.metadata().map_err(unreadable)?.is_file() {
        return Err(SecretSourceError::NotRegular {
            path: path.to_owned(),
        });
    }
    let warning = match system::privacy(&file).map_err(unreadable)? {
        Privacy::OwnerOnly | Privacy::NotKnown => None,
        Privacy::NoModes { medium } => Some(SecretFileWarning::NoModes {
            path: path.to_owned(),
            medium,
        }),
        Privacy::Shared { mode } => {
            return Err(SecretSourceError::ReadableByOthers {
                path: path.to_owned(),
                mode,
            });
        }
    };
    let mut buffer = SecretBuffer::new();
    buffer.read_from(&mut file).map_err(unreadable)?;
    let secret = buffer.into_line()?;
    Ok(Obtained { secret, warning })
}

fn from_descriptor(descriptor: u32) -> Result<Obtained, SecretSourceError> {
    let unreadable = |source| SecretSourceError::Descriptor { descriptor, source };
    let Some(opened) = system::descriptor(descriptor) else {
        return Err(SecretSourceError::NoDescriptors);
    };
    let mut buffer = SecretBuffer::new();
    buffer
        .read_from(&mut opened.map_err(unreadable)?)
        .map_err(unreadable)?;
    Ok(without_warning(buffer.into_line()?))
}

fn from_command(command: &str) -> Result<Obtained, SecretSourceError> {
    use std::process::Stdio;
    let broken = |source| SecretSourceError::Command { source };
    // Its standard error is ours, so that the person sees what a password store says.
    let mut child = system::shell(command)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(broken)?;
    let mut buffer = SecretBuffer::new();
    let read = match child.stdout.take() {
        // Closed after this: a command that goes on writing past the limit ends by itself.
        Some(mut output) => buffer.read_from(&mut output),
        None => Ok(()),
    };
    let status = child.wait().map_err(broken)?;
    read.map_err(broken)?;
    let secret = match buffer.into_line() {
        Err(NotASecret::TooLong) => return Err(NotASecret::TooLong.into()),
        _ if !status.success() => return Err(SecretSourceError::CommandFailed { status }),
        secret => secret?,
    };
    Ok(without_warning(secret))
}

fn without_warning(secret: SecretText) -> Obtained {
    Obtained {
        secret,
        warning: None,
    }
}

/// Who may read a secret file, as far as the file system can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Privacy {
    /// Its owner alone.
    #[cfg_attr(
        windows,
        expect(dead_code, reason = "Windows has access lists, not modes")
    )]
    OwnerOnly,
    /// Others too.
    #[cfg_attr(
        windows,
        expect(dead_code, reason = "Windows has access lists, not modes")
    )]
    Shared { mode: u32 },
    /// The mode is made up by the file system.
    #[cfg_attr(
        windows,
        expect(dead_code, reason = "Windows has access lists, not modes")
    )]
    NoModes { medium: &'static str },
    /// The system keeps something other than modes.
    #[cfg_attr(unix, expect(dead_code, reason = "Unix has modes"))]
    NotKnown,
}

impl From<NotASecret> for SecretSourceError {
    fn from(fault: NotASecret) -> Self {
        match fault {
            NotASecret::TooLong => Self::TooLong { limit: LIMIT },
            NotASecret::NotUtf8 => Self::NotUtf8,
            NotASecret::SeveralLines => Self::SeveralLines,
        }
    }
}
