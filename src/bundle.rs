//! PKCS#12 files (RFC 7292): sealed, then opened with a password, then one identity of them.
//!
//! The reader is BER-tolerant and bounded: what a file may cost is checked before the work is done.
//!
//! ```
//! use tokendesk::bundle::{BundleError, SealedBundle};
//!
//! let refusal = SealedBundle::from_bytes(b"<!doctype html>".to_vec());
//! assert!(matches!(refusal, Err(BundleError::NotPkcs12 { .. })));
//! ```

mod armour;
mod bag;
pub mod ber;
mod chain;
mod choice;
mod cipher;
mod der;
mod error;
pub mod fitness;
mod hash;
mod identity;
mod integrity;
mod key;
mod layout;
mod limits;
mod looks;
mod oid;
mod opened;
mod password;
mod plain;
mod progress;
mod remark;
mod rounds;
mod scheme;
mod unlock;

use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use zeroize::Zeroize;

pub use armour::Armour;
pub use choice::LeafChoice;
pub use error::{BundleError, Candidate, CostUnit, NeededFor, PasswordCheck};
pub use identity::{BundleIdentity, KeyFacts};
pub use key::{EcPrivateKey, OtherPrivateKey, PrivateKey, RsaPrivateKey};
pub use limits::{MAX_FILE_BYTES, MAX_ITERATIONS};
pub use looks::LooksLike;
pub use opened::{Bundle, Encryption, OpenedBundle};
pub use password::{Encoding, PasswordForm, Spelling};
pub use progress::{Derivation, Purpose};
pub use remark::Remark;

use crate::certificate::Sha256Digest;
use crate::secret::BundlePassword;
use layout::Layout;

/// A PKCS#12 file whose structure was read and that is not decrypted yet.
pub struct SealedBundle {
    sha256: Sha256Digest,
    layout: Layout,
}

impl SealedBundle {
    /// Reads a bundle's structure, its text armour taken off, and checks what opening it would cost.
    ///
    /// # Errors
    /// Everything that can be told without a password: [`BundleError::Empty`],
    /// [`BundleError::TooLarge`], [`BundleError::NotPkcs12`], [`BundleError::Damaged`],
    /// [`BundleError::NeedsAlgorithm`], [`BundleError::TooCostly`].
    pub fn from_bytes(mut bytes: Vec<u8>) -> Result<Self, BundleError> {
        let sealed = Self::read_bytes(&bytes);
        // Bags may lie in it unencrypted.
        bytes.zeroize();
        sealed
    }

    fn read_bytes(bytes: &[u8]) -> Result<Self, BundleError> {
        if bytes.is_empty() {
            return Err(BundleError::Empty);
        }
        check_size(u64::try_from(bytes.len()).unwrap_or(u64::MAX))?;
        let sha256 = Sha256Digest::of(bytes);
        let budget = ber::Budget::default();
        let armoured = if bytes.first() == Some(&0x30) {
            None
        } else {
            armour::open(bytes)
        };
        let layout = match armoured {
            None => Layout::read(bytes, &budget)?,
            Some((armour, inside)) => {
                let mut layout = Layout::read(&inside, &budget)?;
                layout.remarks.insert(0, Remark::Armoured(armour));
                layout
            }
        };
        limits::check_cost(unlock::declared_cost(&layout))?;
        Ok(Self { sha256, layout })
    }

    /// Reads the file at `path`; its size is checked before its bytes are read.
    ///
    /// # Errors
    /// [`BundleError::Unreadable`] when the system does not give the bytes, and those of
    /// [`SealedBundle::from_bytes`].
    pub fn read(path: &Path) -> Result<Self, BundleError> {
        let unreadable = |source| BundleError::Unreadable { source };
        let file = File::open(path).map_err(unreadable)?;
        let length = file.metadata().map_err(unreadable)?.len();
        check_size(length)?;
        // One more than it has, so that its end is seen without asking for more room.
        let mut bytes = Vec::with_capacity(
            usize::try_from(length).map_or(0, |length| length.saturating_add(1)),
        );
        // A file may grow, or tell no size at all.
        file.take(MAX_FILE_BYTES.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(unreadable)?;
        Self::from_bytes(bytes)
    }

    /// SHA-256 of the file as it was, armour included.
    #[must_use]
    pub fn sha256(&self) -> Sha256Digest {
        self.sha256
    }

    /// Whether anything in it depends on a password.
    #[must_use]
    pub fn needs_password(&self) -> bool {
        unlock::depends_on_password(&self.layout)
    }

    /// The iterations of key derivations that opening it asks for, as far as shows from outside.
    #[must_use]
    pub fn declared_cost(&self) -> u64 {
        unlock::declared_cost(&self.layout)
    }

    /// Decrypts the bundle and joins its keys with its certificates.
    ///
    /// `observer` is told before each derivation that takes noticeably long. Other forms of the
    /// password are tried only when the one typed does not fit.
    ///
    /// # Errors
    /// [`BundleError::WrongPassword`], [`BundleError::ContentDamaged`], and
    /// [`BundleError::NeedsAlgorithm`] and [`BundleError::TooCostly`] for what shows only inside.
    pub fn open(
        &self,
        password: &BundlePassword,
        observer: &mut dyn FnMut(Derivation),
    ) -> Result<OpenedBundle, BundleError> {
        let unlocked = unlock::unlock(&self.layout, password.expose(), observer)?;
        Ok(OpenedBundle::join(
            self.sha256,
            unlocked.found,
            unlocked.encryption,
            unlocked.remarks,
        ))
    }
}

fn check_size(bytes: u64) -> Result<(), BundleError> {
    if bytes > MAX_FILE_BYTES {
        return Err(BundleError::TooLarge {
            bytes,
            limit: MAX_FILE_BYTES,
        });
    }
    Ok(())
}

impl fmt::Debug for SealedBundle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SealedBundle")
            .field("sha256", &self.sha256)
            .finish_non_exhaustive()
    }
}
