//! What is told of a slow key derivation before it begins.

use super::password::PasswordForm;

/// What a slow derivation is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Checking the MAC.
    Integrity,
    /// Decrypting a part, mostly the certificates.
    Contents,
    /// Decrypting a private key.
    PrivateKey,
}

/// A key derivation that takes noticeably long and is about to begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Derivation {
    /// What it is for.
    pub purpose: Purpose,
    /// Its iterations; scrypt's work is told as N·r·p.
    pub iterations: u64,
    /// The form of the password that is tried.
    pub form: PasswordForm,
}
