//! One identity on offer: what is known of it without its key.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

use super::row::Row;
use crate::bundle::fitness::Finding;
use crate::certificate::{Name, SerialNumber, Sha256Digest};
use crate::secret::BundlePassword;
use crate::token::TokenSerial;

/// Where the password of a bundle comes from when it is opened again.
#[derive(Debug, Clone)]
pub enum PasswordFrom {
    /// The bundle needs none.
    Nowhere,
    /// The one password of the whole batch.
    Shared,
    /// A secret file of its own.
    File(PathBuf),
    /// The list itself, where that was explicitly allowed.
    List(Arc<BundlePassword>),
}

/// One identity of one bundle, checked and fit. It holds no key: the bundle is opened again when a token takes it.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The bundle's file, as it can be opened.
    pub path: PathBuf,
    /// The bundle's file below the source's folder: what a person and the digest call it, `/` between folders.
    pub name: String,
    /// SHA-256 of the file.
    pub bundle: Sha256Digest,
    /// SHA-256 of the leaf: what chooses the identity within the bundle.
    pub leaf: Sha256Digest,
    /// The leaf's subject.
    pub subject: Name,
    /// The leaf's serial number.
    pub serial: SerialNumber,
    /// The first second of its validity, UTC.
    pub not_before: Timestamp,
    /// The last second of its validity, UTC.
    pub not_after: Timestamp,
    /// What was found about it; nothing that makes it unfit.
    pub findings: Vec<Finding>,
    /// Where the password comes from.
    pub password: PasswordFrom,
    /// The line of the list that names it; `None` without a list.
    pub row: Option<Row>,
}

impl Offer {
    /// The name that people know it by: the subject's common name, else all of the subject.
    #[must_use]
    pub fn owner(&self) -> String {
        let common = self.subject.common_name().map(str::to_owned);
        common.unwrap_or_else(|| self.subject.to_string())
    }

    /// The token that the list names for it.
    #[must_use]
    pub fn listed_token(&self) -> Option<&TokenSerial> {
        self.row.as_ref()?.token.as_ref()
    }
}
