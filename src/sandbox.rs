//! Putting a test token into a known state: for test suites of programs that use tokens.
//!
//! Everything is judged by the instant that is handed in, so that a token can hold what would otherwise
//! take two years to come about. What is added is looked for and proved as in a run of the program.
//!
//! ```no_run
//! use std::path::Path;
//!
//! use tokendesk::clock::Now;
//! use tokendesk::sandbox::Sandbox;
//! use tokendesk::secret::{BundlePassword, Pin, SecretText};
//! use tokendesk::token::TokenChoice;
//!
//! let pin = || Pin::new(SecretText::new("123456".to_owned()));
//! let password = BundlePassword::new(SecretText::new("bought".to_owned()));
//! let two_years_ago = Now::at("2024-11-22T00:00:00Z".parse()?);
//! let module = Path::new("/usr/lib/softhsm/libsofthsm2.so");
//! let mut token = Sandbox::open(module, &TokenChoice::default(), pin(), two_years_ago)?;
//! token.add(&std::fs::read("expired-since.p12")?, &password)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::path::Path;

use crate::audit::{Journal, JournalError, MemoryJournal, RunStart};
use crate::bundle::{BundleError, BundleIdentity, LeafChoice, SealedBundle};
use crate::clock::Now;
use crate::secret::{BundlePassword, Pin};
use crate::token::pkcs11::{Access, Module, PinEntry, Session};
use crate::token::selection::{self, SelectionError};
use crate::token::{TokenChoice, TokenError, TokenReader};
use crate::ui::Answer;
use crate::workflow::consent::{self, GivenConsent};
use crate::workflow::pairing::kind_of;
use crate::workflow::{
    Applied, Failure, Ground, Ports, Removal, Rules, Sight, Unwatched, Wish, apply, draft, look,
};

/// A test token, logged in, and the instant that it is judged by.
#[derive(Debug)]
pub struct Sandbox {
    session: Session,
    journal: MemoryJournal,
    now: Now,
}

/// Why a test token could not be put into a state.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// The module does not load, or a call failed.
    #[error(transparent)]
    Token(#[from] TokenError),
    /// No token, or more than one, is the one that was meant.
    #[error(transparent)]
    Selection(#[from] SelectionError),
    /// The bundle cannot be opened, or holds no one identity that could be meant.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// The journal in memory refused.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The workflow failed; it says what has happened to the token.
    #[error(transparent)]
    Failure(Box<Failure>),
}

impl From<Failure> for SandboxError {
    fn from(failure: Failure) -> Self {
        Self::Failure(Box::new(failure))
    }
}

impl Sandbox {
    /// Loads `module`, finds the token and logs in.
    ///
    /// # Errors
    /// [`SandboxError::Token`] and [`SandboxError::Selection`].
    pub fn open(
        module: &Path,
        choice: &TokenChoice,
        pin: Pin,
        now: Now,
    ) -> Result<Self, SandboxError> {
        let mut module = Module::load(module)?;
        let token = selection::choose(&module.tokens()?, choice)?;
        let mut session = module.open(&token, Access::ReadWrite)?;
        session.login(PinEntry::Pin(pin))?;
        Ok(Self {
            session,
            journal: MemoryJournal::new(now),
            now,
        })
    }

    /// Adds the only identity of a PKCS#12, whatever its dates, and proves it. Removes nothing.
    ///
    /// # Errors
    /// [`SandboxError::Bundle`] for the file, the others for the token.
    pub fn add(
        &mut self,
        bundle: &[u8],
        password: &BundlePassword,
    ) -> Result<Applied, SandboxError> {
        let opened = SealedBundle::from_bytes(bundle.to_vec())?.open(password, &mut |_| ())?;
        let bundle = opened.choose(&LeafChoice::default())?;
        self.change("import", Some(&bundle.identity), Removal::Nothing)
    }

    /// Removes what has expired at this sandbox's instant.
    ///
    /// # Errors
    /// Those of the token and of the workflow.
    pub fn remove_expired(&mut self) -> Result<Applied, SandboxError> {
        self.change("wipe", None, Removal::Expired)
    }

    fn change(
        &mut self,
        command: &str,
        identity: Option<&BundleIdentity>,
        removal: Removal,
    ) -> Result<Applied, SandboxError> {
        let facts = self.session.facts()?;
        let start = RunStart::new(command, facts.serial.as_str(), self.now);
        self.journal.begin(start)?;
        let kind = identity.and_then(|identity| kind_of(identity.leaf().public_key()));
        let key_range = match kind {
            Some(kind) => self.session.key_range(kind)?,
            None => None,
        };
        let ground = Ground {
            facts: &facts,
            inventory: look(&mut self.session, Sight::Whole)?,
            profile: self.session.profile(),
            key_range,
        };
        let wish = Wish {
            identity,
            removal,
            rules: Rules::default(),
            label: None,
        };
        let plan = draft(ground, &wish, self.now)?;
        let confirmed = consent::obtain(plan, &GivenConsent::default(), &mut |_| Answer::Yes)?;
        let mut ports = Ports {
            token: &mut self.session,
            journal: &mut self.journal,
            watch: &mut Unwatched,
        };
        Ok(apply(confirmed, identity, &mut ports)?)
    }
}
