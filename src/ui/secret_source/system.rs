//! What opening a secret needs of the system.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
pub(super) use unix::{descriptor, open, privacy, shell, standard_input};
#[cfg(windows)]
pub(super) use windows::{descriptor, open, privacy, shell, standard_input};
