//! The PINs of a batch: one that all share, one a token from a secret file, or one asked for in turn.

use std::path::{Path, PathBuf};

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

/// The PINs of a batch.
pub struct Pins<'a> {
    desk: &'a Desk<'a>,
    /// The folder that the list's relative paths start from.
    folder: Option<PathBuf>,
    shared: Option<Pin>,
    /// What is known of the shared PIN.
    pub gate: PinGate,
}

impl<'a> Pins<'a> {
    /// The PINs that the options name; `list` is the list's file.
    pub fn new(desk: &'a Desk<'a>, list: Option<&Path>) -> Self {
        Self {
            desk,
            folder: list.and_then(Path::parent).map(Path::to_path_buf),
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
            let folder = self.folder.clone().unwrap_or_default();
            PinFrom::File(folder.join(file))
        } else if secrets::pin_source(self.desk).is_some() {
            PinFrom::Shared
        } else if token.has_pin_pad {
            PinFrom::Pad
        } else {
            PinFrom::Person
        }
    }

    /// Hands the PIN to `with`; without one for a PIN pad.
    pub fn with<T>(
        &self,
        from: &PinFrom,
        token: &TokenFacts,
        with: impl FnOnce(Option<&Pin>) -> T,
    ) -> Result<T, Cause> {
        let prompt = words::pin_prompt(self.desk.catalogue, token.serial.as_str());
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
