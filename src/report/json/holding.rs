//! What a token holds as JSON: identities, chain, orphans, other objects.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::scalar::{Hex, Instant, Sha256};
use crate::certificate;
use crate::clock::Now;
use crate::report::presence;
use crate::token;
use crate::workflow::{Inventory, Named};

/// A certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// SHA-256 of its DER bytes.
    pub sha256: Sha256,
    /// Its serial number, hexadecimal.
    pub serial: Hex,
    /// Its subject, RFC 4514.
    pub subject: String,
    /// Its issuer, RFC 4514.
    pub issuer: String,
    /// The first second of its validity.
    pub not_before: Instant,
    /// The last second of its validity.
    pub not_after: Instant,
    /// Its place in time at `now`.
    #[schemars(extend("enum" = ["not-yet-valid", "current", "expired"]))]
    pub standing: String,
}

impl Certificate {
    pub(super) fn of(certificate: &certificate::Certificate, now: Now) -> Self {
        Self {
            sha256: certificate.sha256().into(),
            serial: Hex(certificate.serial_hex()),
            subject: certificate.subject().to_string(),
            issuer: certificate.issuer().to_string(),
            not_before: certificate.not_before().into(),
            not_after: certificate.not_after().into(),
            standing: certificate.standing(now).word().to_owned(),
        }
    }
}

/// A leaf certificate with what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// The certificate.
    pub certificate: Certificate,
    /// CKA_ID of the certificate object.
    pub cka_id: Hex,
    /// CKA_LABEL of the certificate object.
    pub label: String,
    /// Whether its private key is on the token; null where that cannot be known.
    pub private_key: Option<bool>,
    /// Whether its public key is there as an object of its own; null where that cannot be known.
    pub public_key: Option<bool>,
}

/// An object, with the certificate that it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its class.
    #[schemars(extend("enum" = ["certificate", "private-key", "public-key", "secret-key", "data", "other"]))]
    pub class: String,
    /// CKA_LABEL.
    pub label: String,
    /// CKA_ID.
    pub cka_id: Hex,
    /// SHA-256 of a certificate, of a key's public material, of a value.
    pub sha256: Sha256,
    /// The certificate; null where the object holds none, or none that can be read.
    pub certificate: Option<Certificate>,
}

impl Entry {
    pub(super) fn of(object: &token::Object, now: Now) -> Self {
        Self {
            class: object.class.word().to_owned(),
            label: object.label.clone(),
            cka_id: object.id.as_slice().into(),
            sha256: object.sha256().into(),
            certificate: object
                .certificate()
                .map(|certificate| Certificate::of(certificate, now)),
        }
    }
}

/// An object by name: enough to recognise it by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Object {
    /// Its class.
    #[schemars(extend("enum" = ["certificate", "private-key", "public-key", "secret-key", "data", "other"]))]
    pub class: String,
    /// CKA_LABEL.
    pub label: String,
    /// CKA_ID.
    pub cka_id: Hex,
    /// SHA-256 of a certificate, of a key's public material, of a value.
    pub sha256: Sha256,
}

impl From<&Named> for Object {
    fn from(named: &Named) -> Self {
        Self {
            class: named.class.word().to_owned(),
            label: named.label.clone(),
            cka_id: named.id.as_slice().into(),
            sha256: named.sha256.into(),
        }
    }
}

pub(super) fn identities(inventory: &Inventory, now: Now) -> Vec<Identity> {
    let identities = inventory.identities();
    identities
        .iter()
        .map(|identity| Identity {
            certificate: Certificate::of(identity.certificate, now),
            cka_id: identity.object.id.as_slice().into(),
            label: identity.object.label.clone(),
            private_key: presence::private_key(inventory, identity),
            public_key: presence::public_key(inventory, identity),
        })
        .collect()
}

pub(super) fn orphans(inventory: &Inventory, now: Now) -> Option<Vec<Entry>> {
    let orphans = inventory.orphans()?;
    Some(
        orphans
            .into_iter()
            .map(|object| Entry::of(object, now))
            .collect(),
    )
}

pub(super) fn chain(inventory: &Inventory, now: Now) -> Vec<Entry> {
    let chain = inventory.chain();
    chain
        .into_iter()
        .map(|(object, _)| Entry::of(object, now))
        .collect()
}

pub(super) fn others(inventory: &Inventory, now: Now) -> Vec<Entry> {
    let others = inventory.others();
    others
        .into_iter()
        .map(|object| Entry::of(object, now))
        .collect()
}
