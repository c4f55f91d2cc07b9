//! The outer structure of a bundle: PFX, AuthenticatedSafe, its parts, the MAC (RFC 7292 §4).

use super::bag::{self, Bag};
use super::ber::{self, Budget, Octets, Reader, Tag};
use super::error::BundleError;
use super::integrity::Integrity;
use super::looks;
use super::oid::{self, Oid};
use super::remark::Remark;
use super::scheme::Scheme;
use crate::secret::SecretBytes;

/// A part of the AuthenticatedSafe that is still encrypted.
pub(super) struct EncryptedPart {
    pub scheme: Scheme,
    pub ciphertext: Vec<u8>,
}

/// One part of the AuthenticatedSafe.
pub(super) enum Part {
    Plain(Vec<Bag>),
    Encrypted(EncryptedPart),
}

/// A bundle's structure, nothing decrypted yet.
pub(super) struct Layout {
    /// The bytes the MAC is made over, as written.
    pub authenticated: SecretBytes,
    pub parts: Vec<Part>,
    pub integrity: Option<Integrity>,
    pub remarks: Vec<Remark>,
}

impl Layout {
    pub(super) fn read(bytes: &[u8], budget: &Budget) -> Result<Self, BundleError> {
        let not_pkcs12 = || BundleError::NotPkcs12 {
            looks_like: looks::look_at(bytes),
        };
        if bytes.first() != Some(&0x30) {
            return Err(not_pkcs12());
        }
        let mut outer = Reader::new(bytes, 0, budget);
        if let Some(other) = looks::look_at(bytes) {
            return Err(BundleError::NotPkcs12 {
                looks_like: Some(other),
            });
        }
        let pfx = outer.expect(ber::SEQUENCE, "a SEQUENCE was expected")?;
        let mut inside = pfx.elements()?;
        match inside.optional(ber::INTEGER)? {
            Some(version) if version.content() == [3] => {}
            _ => return Err(not_pkcs12()),
        }
        let content = inside.expect(ber::SEQUENCE, "the contents were expected")?;
        let mut content = content.elements()?;
        let kind = content.expect(ber::OBJECT_IDENTIFIER, "contents without kind")?;
        let kind = Oid::read(&kind)?;
        if kind.dotted() != oid::DATA {
            return Err(BundleError::needs(&kind));
        }
        let wrapped = content.expect(Tag::Context(0), "contents without content")?;
        let string = wrapped
            .elements()?
            .expect(ber::OCTET_STRING, "the contents are no OCTET STRING")?;
        let authenticated = string.octets()?;
        // Whatever stands in the MAC's place must be one: a changed tag would else take the check away.
        let integrity = if inside.is_at_end() {
            None
        } else {
            let mac = inside.expect(ber::SEQUENCE, "a MAC was expected")?;
            Some(Integrity::read(&mac)?)
        };
        if !inside.is_at_end() {
            return Err(inside.error("something follows the MAC").into());
        }
        let base = match authenticated {
            Octets::Borrowed(_) => string.content_at(),
            // Its pieces lie apart; the string's own place is the nearest that can be told.
            Octets::Joined(_) => string.at(),
        };
        let mut reader = Reader::new(authenticated.as_ref(), base, budget);
        let parts = read_parts(&mut reader, budget)?;
        Ok(Self {
            authenticated: SecretBytes::copy_of(authenticated.as_ref()),
            parts,
            integrity,
            remarks: trailing(outer.rest()).into_iter().collect(),
        })
    }
}

fn trailing(rest: &[u8]) -> Option<Remark> {
    let padding = |byte: &u8| matches!(byte, 0 | b'\n' | b'\r' | b' ' | 0x1a);
    match rest.len() {
        0 => None,
        bytes if rest.iter().all(padding) => Some(Remark::TrailingPadding { bytes }),
        bytes => Some(Remark::TrailingBytes { bytes }),
    }
}

fn read_parts(reader: &mut Reader<'_>, budget: &Budget) -> Result<Vec<Part>, BundleError> {
    let safe = reader.expect(ber::SEQUENCE, "the parts were expected")?;
    let mut safe = safe.elements()?;
    let mut parts = Vec::new();
    while !safe.is_at_end() {
        let part = safe.expect(ber::SEQUENCE, "a part was expected")?;
        let mut part = part.elements()?;
        let kind = part.expect(ber::OBJECT_IDENTIFIER, "a part without kind")?;
        let kind = Oid::read(&kind)?;
        match kind.dotted().as_str() {
            oid::DATA => {
                let wrapped = part.expect(Tag::Context(0), "a part without content")?;
                let string = wrapped
                    .elements()?
                    .expect(ber::OCTET_STRING, "a part that is no OCTET STRING")?;
                let octets = string.octets()?;
                let mut bags = Vec::new();
                let at = string.content_at();
                bag::read(&mut Reader::new(octets.as_ref(), at, budget), &mut bags)?;
                parts.push(Part::Plain(bags));
            }
            oid::ENCRYPTED_DATA => {
                let wrapped = part.expect(Tag::Context(0), "a part without content")?;
                parts.push(Part::Encrypted(read_encrypted(&mut wrapped.elements()?)?));
            }
            _ => return Err(BundleError::needs(&kind)),
        }
    }
    Ok(parts)
}

/// Reads EncryptedData (RFC 2315 §13).
fn read_encrypted(reader: &mut Reader<'_>) -> Result<EncryptedPart, BundleError> {
    let data = reader.expect(ber::SEQUENCE, "encrypted data were expected")?;
    let mut data = data.elements()?;
    data.expect(ber::INTEGER, "encrypted data without version")?;
    let info = data.expect(ber::SEQUENCE, "encrypted data without content")?;
    let mut info = info.elements()?;
    info.expect(ber::OBJECT_IDENTIFIER, "encrypted data without kind")?;
    let scheme = info.expect(ber::SEQUENCE, "an encryption scheme was expected")?;
    let content = info.expect(Tag::Context(0), "encrypted data without bytes")?;
    let scheme = Scheme::read(&scheme)?;
    Ok(EncryptedPart {
        ciphertext: scheme.ciphertext(&content)?,
        scheme,
    })
}
