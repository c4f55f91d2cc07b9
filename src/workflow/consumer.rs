//! How other programs would find each identity on a token, by the rules that were measured on them. Pure.

use super::inventory::{Identity, Inventory, Sight};
use crate::certificate::{ExpiryMargin, Sha256Digest};
use crate::clock::Now;
use crate::token::uri::object_uri;
use crate::token::{Object, ObjectClass, TokenFacts};

/// A program, or a family that finds identities in one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consumer {
    /// Firefox and NSS's own tools.
    Firefox,
    /// Chromium over NSS: it needs a label besides.
    Chromium,
    /// Java's SunPKCS11.
    Java,
    /// OpenVPN and others over pkcs11-helper.
    OpenVpn,
    /// Programs that are given a PKCS#11 URI: OpenSSL, curl, GnuTLS.
    Uri,
}

impl Consumer {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Firefox,
        Self::Chromium,
        Self::Java,
        Self::OpenVpn,
        Self::Uri,
    ];

    /// The stable word for JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Firefox => "firefox",
            Self::Chromium => "chromium",
            Self::Java => "java",
            Self::OpenVpn => "openvpn",
            Self::Uri => "uri",
        }
    }
}

/// Whether a program finds an identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finds {
    /// It does.
    Yes,
    /// It does not.
    No(WhyNot),
    /// Without a login nothing can be said of private keys.
    Unknown,
}

/// Why a program does not find an identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNot {
    /// The certificate has no CKA_ID.
    NoId,
    /// No private key has the certificate's CKA_ID.
    NoKeyOfId,
    /// Several certificates or keys have that CKA_ID.
    SeveralOfId,
    /// The certificate has no label.
    NoLabel,
    /// The certificate shows only after a login.
    PrivateCertificate,
}

impl WhyNot {
    /// The stable word for JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NoId => "no-id",
            Self::NoKeyOfId => "no-key-of-id",
            Self::SeveralOfId => "several-of-id",
            Self::NoLabel => "no-label",
            Self::PrivateCertificate => "private-certificate",
        }
    }
}

/// An identity as other programs would find it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The certificate.
    pub certificate: Sha256Digest,
    /// Its label, by which Java and NSS name it.
    pub label: String,
    /// Its CKA_ID.
    pub id: Vec<u8>,
    /// The URI that names key and certificate (RFC 7512).
    pub uri: String,
    /// What each program makes of it.
    pub by: Vec<(Consumer, Finds)>,
}

/// How each identity that stays on the token would be found, the one that lasts longest first.
#[must_use]
pub fn find(
    inventory: &Inventory,
    token: &TokenFacts,
    margin: ExpiryMargin,
    now: Now,
) -> Vec<Found> {
    let mut staying = inventory.identities();
    staying.retain(|identity| !identity.certificate.is_expired_beyond(margin, now));
    staying.sort_by_key(|identity| std::cmp::Reverse(identity.certificate.not_after()));
    staying
        .iter()
        .map(|identity| {
            let object = identity.object;
            let by = Consumer::ALL.map(|consumer| (consumer, finds(consumer, identity, inventory)));
            Found {
                certificate: identity.certificate.sha256(),
                label: object.label.clone(),
                id: object.id.clone(),
                uri: object_uri(token, &object.id, &object.label),
                by: by.into(),
            }
        })
        .collect()
}

fn finds(consumer: Consumer, identity: &Identity<'_>, inventory: &Inventory) -> Finds {
    let leaf = identity.object;
    let of_id = |class: ObjectClass| {
        let same = inventory.of_class(class);
        same.filter(|object| object.id == leaf.id).count()
    };
    // A URI goes by the label where there is no id: then it is the key's that must be the same.
    let by_label = consumer == Consumer::Uri && leaf.id.is_empty();
    if leaf.id.is_empty() && !by_label {
        return Finds::No(WhyNot::NoId);
    }
    if consumer == Consumer::Chromium && leaf.label.is_empty() {
        return Finds::No(WhyNot::NoLabel);
    }
    if consumer == Consumer::OpenVpn && leaf.is_private == Some(true) {
        return Finds::No(WhyNot::PrivateCertificate);
    }
    // NSS looks on where one of several does not fit; the others take one of them.
    let is_picky = matches!(consumer, Consumer::Java | Consumer::OpenVpn | Consumer::Uri);
    if is_picky && !by_label && of_id(ObjectClass::Certificate) > 1 {
        return Finds::No(WhyNot::SeveralOfId);
    }
    if inventory.sight() == Sight::Public {
        return Finds::Unknown;
    }
    let is_its_key = |key: &&Object| {
        if by_label {
            key.label == leaf.label && !leaf.label.is_empty()
        } else {
            key.id == leaf.id
        }
    };
    if !identity.private_keys.iter().any(is_its_key) {
        return Finds::No(WhyNot::NoKeyOfId);
    }
    if is_picky && !by_label && of_id(ObjectClass::PrivateKey) > 1 {
        return Finds::No(WhyNot::SeveralOfId);
    }
    Finds::Yes
}
