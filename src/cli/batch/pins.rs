//! The PINs of a batch: one that all share, one a token from a secret file, or one asked for in turn.

use std::path::PathBuf;

use tokendesk::secret::Pin;
use tokendesk::token::TokenFacts;
use tokendesk::ui::SecretSource;
use tokendesk::ui::words;
use tokendesk::workflow::batch::{Offer, PinGate};
use tokendesk::workflow::{Cause, Failure, Stage};

use crate::cli::desk::Desk;
use crate::cli::secrets;

/// Where the PIN of one token comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PinFrom {
    /// The option that names one for all.
    Shared,
    /// The file that the list names.
    File(PathBuf),
    /// The token's own pad.
    Pad,
    /// The person at the terminal.
    Person,
}

/// Whether the PIN that all share can be had from its file, as far as a look that costs nothing tells: a descriptor
/// and a command are left for the real run.
///
/// # Errors
/// A [`Failure`] when it cannot.
pub fn try_shared(desk: &Desk<'_>) -> Result<(), Failure> {
    let Some(source @ SecretSource::File(_)) = secrets::pin_source(desk) else {
        return Ok(());
    };
    secrets::read(desk, Some(source), "")
        .map(|_| ())
        .map_err(|cause| Failure::untouched(Stage::Login, cause))
}

/// The PINs of a batch.
pub struct Pins<'a> {
    desk: &'a Desk<'a>,
    shared: Option<Pin>,
    /// What is known of the shared PIN.
    pub gate: PinGate,
}

impl<'a> Pins<'a> {
    /// The PINs that the options name.
    pub fn new(desk: &'a Desk<'a>) -> Self {
        Self {
            desk,
            shared: None,
            gate: PinGate::default(),
        }
    }

    /// Reads the PIN that all share, where an option names one: once, since a descriptor gives it only once.
    ///
    /// # Errors
    /// A [`Failure`] when it cannot be had.
    pub fn read_shared(&mut self) -> Result<(), Failure> {
        if secrets::pin_source(self.desk).is_some() {
            // The source is no prompt, so that nothing is said of a token.
            let pin = secrets::pin(self.desk, "");
            let pin = pin.map_err(|cause| Failure::untouched(Stage::Login, cause))?;
            self.shared = Some(pin);
        }
        Ok(())
    }

    /// Where the PIN of the token comes from that gets `offer`.
    pub fn source(&self, token: &TokenFacts, offer: &Offer) -> PinFrom {
        let listed = offer.row.as_ref().and_then(|row| row.pin_file.as_ref());
        if let Some(file) = listed {
            PinFrom::File(file.clone())
        } else if secrets::pin_source(self.desk).is_some() {
            PinFrom::Shared
        } else if token.has_pin_pad {
            PinFrom::Pad
        } else {
            PinFrom::Person
        }
    }

    /// Hands the PIN to `with`; without one for a PIN pad. `owner` is whose token it is, for the prompt.
    pub fn with<T>(
        &self,
        from: &PinFrom,
        token: &TokenFacts,
        owner: &str,
        with: impl FnOnce(Option<&Pin>) -> T,
    ) -> Result<T, Cause> {
        let named = format!("{} ({owner})", token.serial);
        let prompt = words::pin_prompt(self.desk.catalogue, &named);
        match from {
            PinFrom::Pad => Ok(with(None)),
            PinFrom::Person => Ok(with(Some(&secrets::pin(self.desk, &prompt)?))),
            PinFrom::File(path) => {
                let source = SecretSource::File(path.clone());
                let pin = secrets::read(self.desk, Some(source), &prompt).map(Pin::new)?;
                Ok(with(Some(&pin)))
            }
            PinFrom::Shared => Ok(with(self.shared.as_ref())),
        }
    }
}
