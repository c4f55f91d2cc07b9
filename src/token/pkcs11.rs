//! The port to a token carried out by a PKCS#11 module.
//!
//! ```no_run
//! use std::path::Path;
//!
//! use tokendesk::token::TokenReader;
//! use tokendesk::token::pkcs11::{Access, Module};
//!
//! let mut module = Module::load(Path::new("/usr/lib/softhsm/libsofthsm2.so"))?;
//! for token in module.tokens()? {
//!     let mut session = module.open(&token, Access::ReadOnly)?;
//!     println!("{}: {} public objects", token.serial, session.objects()?.len());
//! }
//! # Ok::<(), tokendesk::token::TokenError>(())
//! ```

use std::path::Path;
use std::sync::Arc;

mod decode;
mod envelope;
mod library;
mod padding;
mod pin;
mod raw;
mod reader;
mod reading;
mod session;
mod signing;
mod template;
mod transport;
mod wrapping;
mod writer;

pub use session::{Access, PinEntry, Session};

use super::{ModuleFacts, SlotFailure, SlotId, TokenError, TokenFacts};
use library::Library;

/// The version of PKCS#11 that this program was built to, `major.minor`.
#[must_use]
pub fn built_to() -> String {
    raw::built_to()
}

/// A loaded and initialized PKCS#11 module.
///
/// Sessions hold on to it; whoever is the last of them and the module finalizes it, if it was not
/// initialized before by another part of the process.
#[derive(Debug)]
pub struct Module {
    library: Arc<Library>,
    facts: ModuleFacts,
    failures: Vec<SlotFailure>,
}

impl Module {
    /// Loads the module and initializes it (`C_Initialize`, `C_GetInfo`).
    ///
    /// # Errors
    /// [`TokenError::NotLoadable`] when the system does not load the file, [`TokenError::NotAModule`] when it
    /// is a library of another kind, [`TokenError::Call`] when the module refuses to start.
    pub fn load(path: &Path) -> Result<Self, TokenError> {
        let library = Library::load(path)?;
        let info = library.functions().info()?;
        Ok(Self {
            facts: decode::module(path, &info),
            library: Arc::new(library),
            failures: Vec::new(),
        })
    }

    /// What the module says of itself.
    #[must_use]
    pub fn facts(&self) -> &ModuleFacts {
        &self.facts
    }

    /// Reads which tokens are present, uninitialised ones included.
    ///
    /// A slot whose token does not answer is no error: see [`Module::failures`].
    ///
    /// # Errors
    /// [`TokenError::Call`] when the slots cannot be listed.
    pub fn tokens(&mut self) -> Result<Vec<TokenFacts>, TokenError> {
        let (mut tokens, failures) = self.library.tokens()?;
        self.failures = failures;
        for token in &mut tokens {
            session::believe(&self.facts, token);
        }
        Ok(tokens)
    }

    /// The slots with a token, in the module's order.
    ///
    /// # Errors
    /// [`TokenError::Call`] when they cannot be listed.
    pub fn slots(&mut self) -> Result<Vec<SlotId>, TokenError> {
        self.library.functions().slots()
    }

    /// Reads the token in one slot, uninitialised ones included; `None` where there is none. The slots must have been
    /// listed once.
    ///
    /// # Errors
    /// [`TokenError::Call`] when the token does not tell what it is.
    pub fn token_at(&mut self, slot: SlotId) -> Result<Option<TokenFacts>, TokenError> {
        let mut token = self.library.token_at(slot)?;
        if let Some(token) = &mut token {
            session::believe(&self.facts, token);
        }
        Ok(token)
    }

    /// The slots that said to hold a token when [`Module::tokens`] looked last, and did not show it.
    #[must_use]
    pub fn failures(&self) -> &[SlotFailure] {
        &self.failures
    }

    /// Lets the module go and keeps what was learnt of it: what it says of itself and the slots that failed.
    #[must_use]
    pub fn into_findings(self) -> (ModuleFacts, Vec<SlotFailure>) {
        (self.facts, self.failures)
    }

    /// Opens a session with a token. Before a login it sees public objects only.
    ///
    /// # Errors
    /// [`TokenError::Call`] when the module opens none.
    pub fn open(&mut self, token: &TokenFacts, access: Access) -> Result<Session, TokenError> {
        Session::open(&self.library, &self.facts, token, access)
    }
}
