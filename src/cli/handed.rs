//! What a worker of a batch is handed by the process that started it: PIN and password through its standard input,
//! and the digest of the bundle that was checked.

use std::cell::RefCell;

use tokendesk::certificate::Sha256Digest;
use tokendesk::secret::SecretText;
use tokendesk::ui::NoAnswer;
use tokendesk::ui::secret_source::{SecretSourceError, handover};
use tokendesk::workflow::{Cause, Failure, Stage};

use super::desk;

/// What a worker was handed; each secret can be taken once.
#[derive(Debug)]
pub struct Handed {
    bundle: Sha256Digest,
    pin: RefCell<Option<SecretText>>,
    password: RefCell<Option<SecretText>>,
}

impl Handed {
    /// Reads PIN and password from standard input; `bundle` is the digest that the option gives.
    pub fn read(bundle: &str) -> Result<Self, Failure> {
        let bundle = desk::digest(bundle, "--worker")?;
        let broken = |source| {
            let cause = SecretSourceError::Descriptor {
                descriptor: 0,
                source,
            };
            Failure::untouched(Stage::CommandLine, Cause::SecretSource(cause))
        };
        let mut pipe = handover::standard_input().map_err(broken)?;
        let pin = handover::take(&mut pipe).map_err(broken)?;
        let password = handover::take(&mut pipe).map_err(broken)?;
        Ok(Self {
            bundle,
            pin: RefCell::new(pin),
            password: RefCell::new(password),
        })
    }

    /// Refuses a bundle that is not the one that was checked.
    pub fn admit(&self, found: Sha256Digest) -> Result<(), Failure> {
        if found == self.bundle {
            return Ok(());
        }
        let cause = Cause::OtherBundle {
            wanted: self.bundle,
            found,
        };
        Err(Failure::untouched(Stage::Bundle, cause))
    }

    /// Whether a PIN was handed over; without one it is typed on the token's own pad.
    pub fn has_pin(&self) -> bool {
        self.pin.borrow().is_some()
    }

    /// Takes the PIN.
    pub fn pin(&self) -> Result<SecretText, Cause> {
        taken(&self.pin)
    }

    /// Takes the password.
    pub fn password(&self) -> Result<SecretText, Cause> {
        taken(&self.password)
    }
}

fn taken(secret: &RefCell<Option<SecretText>>) -> Result<SecretText, Cause> {
    let nobody = || SecretSourceError::from(NoAnswer::NobodyToAsk);
    secret.borrow_mut().take().ok_or_else(|| nobody().into())
}
