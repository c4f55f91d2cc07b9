//! Where PIN and password come from: the option that names a source, else the terminal.

use tokendesk::say;
use tokendesk::secret::{BundlePassword, Pin, SecretText};
use tokendesk::ui::secret_source::{SecretFileWarning, SecretSource};
use tokendesk::workflow::Cause;

use super::arguments::NewPin;
use super::desk::Desk;

/// Where the PIN comes from, when an option says.
pub fn pin_source(desk: &Desk<'_>) -> Option<SecretSource> {
    let common = desk.common;
    source(
        common.pin_file.as_deref(),
        common.pin_fd,
        common.pin_command.as_deref(),
    )
}

/// Whether the PIN comes from anywhere but a person.
pub fn has_pin(desk: &Desk<'_>) -> bool {
    match desk.handed {
        Some(handed) => handed.has_pin(),
        None => pin_source(desk).is_some(),
    }
}

/// Reads the PIN from its source, or asks for it with `prompt`.
pub fn pin(desk: &Desk<'_>, prompt: &str) -> Result<Pin, Cause> {
    match desk.handed {
        Some(handed) => handed.pin().map(Pin::new),
        None => read(desk, pin_source(desk), prompt).map(Pin::new),
    }
}

/// Reads the bundle's password from its source, or asks for it with `prompt`.
pub fn password(desk: &Desk<'_>, prompt: &str) -> Result<BundlePassword, Cause> {
    if let Some(handed) = desk.handed {
        return handed.password().map(BundlePassword::new);
    }
    let common = desk.common;
    let source = source(
        common.password_file.as_deref(),
        common.password_fd,
        common.password_command.as_deref(),
    );
    read(desk, source, prompt).map(BundlePassword::new)
}

/// Whether an option says where the new PIN comes from.
pub fn has_new_pin_source(new: &NewPin) -> bool {
    new.new_pin_file.is_some() || new.new_pin_fd.is_some() || new.new_pin_command.is_some()
}

/// Reads the new PIN from its source, or asks for it with `prompt`.
pub fn new_pin(desk: &Desk<'_>, new: &NewPin, prompt: &str) -> Result<Pin, Cause> {
    let source = source(
        new.new_pin_file.as_deref(),
        new.new_pin_fd,
        new.new_pin_command.as_deref(),
    );
    read(desk, source, prompt).map(Pin::new)
}

/// Reads the SO PIN from its source, or asks for it with `prompt`.
pub fn officer_pin(desk: &Desk<'_>, new: &NewPin, prompt: &str) -> Result<Pin, Cause> {
    let source = source(
        new.so_pin_file.as_deref(),
        new.so_pin_fd,
        new.so_pin_command.as_deref(),
    );
    read(desk, source, prompt).map(Pin::new)
}

fn source(
    file: Option<&std::path::Path>,
    descriptor: Option<u32>,
    command: Option<&str>,
) -> Option<SecretSource> {
    let file = file.map(|path| SecretSource::File(path.to_path_buf()));
    file.or_else(|| descriptor.map(SecretSource::Descriptor))
        .or_else(|| command.map(|command| SecretSource::Command(command.to_owned())))
}

/// Reads a secret from its source, or asks for it with `prompt`; tells how a file is kept where that matters.
pub fn read(
    desk: &Desk<'_>,
    source: Option<SecretSource>,
    prompt: &str,
) -> Result<SecretText, Cause> {
    let obtained = source
        .unwrap_or(SecretSource::Prompt)
        .obtain(desk.ui, prompt)?;
    if let Some(warning) = obtained.warning {
        desk.ui.warn(&secret_warning(desk, &warning));
    }
    Ok(obtained.secret)
}

fn secret_warning(desk: &Desk<'_>, warning: &SecretFileWarning) -> String {
    match warning {
        SecretFileWarning::NoModes { path, medium } => {
            let file = path.display().to_string();
            say!(
                desk.catalogue,
                "notice-secret-without-modes",
                file = file,
                medium = (*medium).to_owned()
            )
        }
    }
}
