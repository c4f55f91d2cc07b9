//! One line of the issuer's list, read.

use std::path::PathBuf;

use crate::certificate::SpeltSerial;
use crate::token::TokenSerial;

/// A line of the list that names one identity.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// Its line in the file, from 1, as a spreadsheet counts.
    pub line: u32,
    /// The certificate's serial number.
    pub certificate: Option<SpeltSerial>,
    /// The issuer's name for the certificate (証明書ID).
    pub certificate_id: Option<String>,
    /// The token that the identity is meant for.
    pub token: Option<TokenSerial>,
    /// Who uses it.
    pub person: Option<String>,
    /// The bundle's file, as the list writes it.
    pub bundle: Option<PathBuf>,
    /// The file that holds the token's PIN, as it can be opened.
    pub pin_file: Option<PathBuf>,
    /// The file that holds the bundle's password, as it can be opened.
    pub password_file: Option<PathBuf>,
}
