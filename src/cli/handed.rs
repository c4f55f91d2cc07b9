//! What a worker of a batch is handed by the process that started it: PIN and password through its standard input,
//! the digest of the bundle that was checked, and the second person who agreed to the whole batch.

use std::cell::RefCell;

use tokendesk::audit::{Consent, Witnessed};
use tokendesk::certificate::Sha256Digest;
use tokendesk::secret::SecretText;
use tokendesk::ui::NoAnswer;
use tokendesk::ui::secret_source::{SecretSourceError, handover};
use tokendesk::workflow::witness::Witness;
use tokendesk::workflow::{Cause, Failure, Stage};

use super::arguments::Common;
use super::desk;

/// What the command line of a worker says.
#[derive(Debug, Clone, Copy)]
pub struct Work<'a> {
    /// The digest of the bundle that was checked.
    pub bundle: &'a str,
    /// The second person, asked at the terminal of the batch.
    pub agreed_by: Option<&'a str>,
    /// How the operator agreed to the batch.
    pub consent: Consent,
    /// Who is to use the token, as the list says.
    pub person: Option<&'a str>,
}

/// What a worker was handed; each secret can be taken once.
#[derive(Debug)]
pub struct Handed {
    bundle: Sha256Digest,
    witness: Option<Witness>,
    consent: Consent,
    person: Option<String>,
    pin: RefCell<Option<SecretText>>,
    password: RefCell<Option<SecretText>>,
}

impl Handed {
    /// Reads PIN and password from standard input, and the rest from the options.
    pub fn read(work: &Work<'_>, common: &Common) -> Result<Self, Failure> {
        let bundle = desk::digest(work.bundle, "--worker")?;
        let of = |name: &str, how| Witness {
            name: name.to_owned(),
            how,
        };
        let agreed = work.agreed_by.map(|name| of(name, Witnessed::Terminal));
        let stated = common.witnessed_by.as_deref();
        let witness = agreed.or_else(|| stated.map(|name| of(name, Witnessed::Stated)));
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
            witness,
            consent: work.consent,
            person: work.person.map(str::to_owned),
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

    /// The second person who agreed to the whole batch.
    pub fn witness(&self) -> Option<Witness> {
        self.witness.clone()
    }

    /// How the operator agreed to the batch.
    pub fn consent(&self) -> Consent {
        self.consent
    }

    /// Who is to use the token, as the list says.
    pub fn person(&self) -> Option<String> {
        self.person.clone()
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
