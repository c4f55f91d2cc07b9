//! `show`: one token, whole; with a PIN what only a login shows.

use std::path::Path;

use base64::Engine;
use tokendesk::report::{Outcome, Result as Came};
use tokendesk::token::Object;
use tokendesk::token::pkcs11::{Access, Session};
use tokendesk::workflow::{Cause, Failure, Inventory, Sight, Stage, look};

use crate::cli::desk::Desk;
use crate::cli::{opening, secrets};

/// Shows one token; certificates go to `pem` when asked for.
pub fn show(desk: &Desk<'_>, pem: Option<&Path>, outcome: &mut Outcome) -> Result<Came, Failure> {
    let (mut module, token) = opening::find(desk, outcome)?;
    let (mut session, sight) = open_as_far_as_possible(desk, &mut module, &token, outcome)?;
    let inventory =
        look(&mut session, sight).map_err(|error| Failure::untouched(Stage::Look, error))?;
    opening::refresh(&mut session, outcome);
    if let Some(folder) = pem {
        outcome.written = write_pem(&inventory, folder)?;
    }
    outcome.before = Some(inventory);
    Ok(Came::Done)
}

/// Logs in where a PIN source was named; without one the public objects must do.
pub fn open_as_far_as_possible(
    desk: &Desk<'_>,
    module: &mut tokendesk::token::pkcs11::Module,
    token: &tokendesk::token::TokenFacts,
    outcome: &Outcome,
) -> Result<(Session, Sight), Failure> {
    if secrets::pin_source(desk).is_some() {
        let session = opening::log_in_to_look(desk, module, token, outcome)?;
        return Ok((session, Sight::Whole));
    }
    let session = module
        .open(token, Access::ReadOnly)
        .map_err(|error| Failure::untouched(Stage::Look, error))?;
    Ok((session, Sight::Public))
}

fn write_pem(inventory: &Inventory, folder: &Path) -> Result<Vec<std::path::PathBuf>, Failure> {
    let fail = |path: &Path, source: std::io::Error| {
        let cause = Cause::NotWritable {
            path: path.to_path_buf(),
            source,
        };
        Failure::untouched(Stage::CommandLine, cause)
    };
    std::fs::create_dir_all(folder).map_err(|source| fail(folder, source))?;
    let mut written = Vec::new();
    for certificate in inventory.objects().iter().filter_map(Object::certificate) {
        let path = folder.join(format!("{}.pem", certificate.sha256()));
        std::fs::write(&path, pem(certificate.der())).map_err(|source| fail(&path, source))?;
        written.push(path);
    }
    Ok(written)
}

/// PEM as RFC 7468 writes it: lines of 64 characters.
fn pem(der: &[u8]) -> String {
    let text = base64::engine::general_purpose::STANDARD.encode(der);
    let mut lines = vec!["-----BEGIN CERTIFICATE-----".to_owned()];
    let mut rest = text.as_str();
    while let Some((line, more)) = rest.split_at_checked(64) {
        lines.push(line.to_owned());
        rest = more;
    }
    if !rest.is_empty() {
        lines.push(rest.to_owned());
    }
    lines.push("-----END CERTIFICATE-----\n".to_owned());
    lines.join("\n")
}
