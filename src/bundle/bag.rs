//! The bags of a SafeContents: what each holds, still encrypted where it is (RFC 7292 §4.2).

use super::ber::{self, BerError, Element, Reader, Tag};
use super::error::BundleError;
use super::limits;
use super::oid::{self, Oid};
use super::scheme::Scheme;
use crate::secret::SecretBytes;

/// How deep a SafeContents may lie in another.
const MAX_NESTING: u32 = 8;

/// What a bag's attributes say about it.
#[derive(Debug, Default, Clone)]
pub(super) struct Attributes {
    pub friendly_name: Option<String>,
    pub local_key_id: Option<Vec<u8>>,
}

/// One bag. It has no `Debug`: a key may lie in it unencrypted.
pub(super) enum Bag {
    /// A PrivateKeyInfo, DER or BER.
    Key {
        info: SecretBytes,
        attributes: Attributes,
    },
    /// An encrypted PrivateKeyInfo.
    ShroudedKey {
        scheme: Scheme,
        ciphertext: Vec<u8>,
        attributes: Attributes,
    },
    /// An X.509 certificate.
    Certificate {
        der: Vec<u8>,
        attributes: Attributes,
    },
    /// A revocation list.
    RevocationList,
    /// A secret.
    Secret,
    /// Anything else.
    Unknown { kind: Oid },
}

/// Reads the SafeContents that `reader` stands before; nested ones are laid out flat.
pub(super) fn read(reader: &mut Reader<'_>, bags: &mut Vec<Bag>) -> Result<(), BundleError> {
    read_nested(reader, bags, 0)
}

fn read_nested(
    reader: &mut Reader<'_>,
    bags: &mut Vec<Bag>,
    nesting: u32,
) -> Result<(), BundleError> {
    let contents = reader.expect(ber::SEQUENCE, "bags were expected")?;
    if nesting > MAX_NESTING {
        return Err(contents.error("bags nested too deep").into());
    }
    let mut contents = contents.elements()?;
    while !contents.is_at_end() {
        let bag = contents.expect(ber::SEQUENCE, "a bag was expected")?;
        let mut inside = bag.elements()?;
        let kind = inside.expect(ber::OBJECT_IDENTIFIER, "a bag without kind")?;
        let kind = Oid::read(&kind)?;
        let value = inside.expect(Tag::Context(0), "a bag without content")?;
        let mut value = value.elements()?;
        if kind.dotted() == oid::SAFE_CONTENTS_BAG {
            read_nested(&mut value, bags, nesting.saturating_add(1))?;
            continue;
        }
        bag.spend(limits::ELEMENTS_A_BAG)?;
        let attributes = match inside.optional(ber::SET)? {
            Some(set) => read_attributes(&set)?,
            None => Attributes::default(),
        };
        bags.push(read_one(kind, &mut value, attributes)?);
    }
    Ok(())
}

fn read_one(kind: Oid, value: &mut Reader<'_>, attributes: Attributes) -> Result<Bag, BundleError> {
    Ok(match kind.dotted().as_str() {
        oid::KEY_BAG => {
            let written = value.rest();
            value.expect(ber::SEQUENCE, "a private key was expected")?;
            Bag::Key {
                info: SecretBytes::copy_of(written),
                attributes,
            }
        }
        oid::SHROUDED_KEY_BAG => {
            let info = value.expect(ber::SEQUENCE, "an encrypted key was expected")?;
            let mut info = info.elements()?;
            let scheme = info.expect(ber::SEQUENCE, "an encryption scheme was expected")?;
            let data = info.expect(ber::OCTET_STRING, "an encrypted key without content")?;
            let scheme = Scheme::read(&scheme)?;
            Bag::ShroudedKey {
                ciphertext: scheme.ciphertext(&data)?,
                scheme,
                attributes,
            }
        }
        oid::CERT_BAG => {
            let bag = value.expect(ber::SEQUENCE, "a certificate bag was expected")?;
            let mut bag = bag.elements()?;
            let format = bag.expect(ber::OBJECT_IDENTIFIER, "a certificate without format")?;
            let format = Oid::read(&format)?;
            if format.dotted() != oid::X509_CERTIFICATE {
                return Ok(Bag::Unknown { kind: format });
            }
            let wrapped = bag.expect(Tag::Context(0), "a certificate bag without content")?;
            let mut wrapped = wrapped.elements()?;
            let written = wrapped.expect(ber::OCTET_STRING, "a certificate was expected")?;
            Bag::Certificate {
                der: written.octets()?.as_ref().to_vec(),
                attributes,
            }
        }
        oid::CRL_BAG => Bag::RevocationList,
        oid::SECRET_BAG => Bag::Secret,
        _ => Bag::Unknown { kind },
    })
}

fn read_attributes(set: &Element<'_>) -> Result<Attributes, BerError> {
    let mut attributes = Attributes::default();
    let mut inside = set.elements()?;
    while !inside.is_at_end() {
        let attribute = inside.expect(ber::SEQUENCE, "an attribute was expected")?;
        let mut parts = attribute.elements()?;
        let kind = parts.expect(ber::OBJECT_IDENTIFIER, "an attribute without kind")?;
        let Some(values) = parts.optional(ber::SET)? else {
            continue;
        };
        let mut values = values.elements()?;
        if values.is_at_end() {
            continue;
        }
        let value = values.read()?;
        match Oid::read(&kind)?.dotted().as_str() {
            oid::FRIENDLY_NAME => attributes.friendly_name = text(&value),
            oid::LOCAL_KEY_ID if value.tag() == ber::OCTET_STRING => {
                attributes.local_key_id = Some(value.octets()?.as_ref().to_vec());
            }
            _ => {}
        }
    }
    Ok(attributes)
}

/// A friendly name: a BMPString by the standard, UTF-8 in the field now and then.
fn text(value: &Element<'_>) -> Option<String> {
    let bytes = value.content();
    let text = match value.tag() {
        ber::BMP_STRING => {
            let units = bytes.chunks_exact(2).map(|pair| match pair {
                [high, low] => u16::from_be_bytes([*high, *low]),
                _ => 0,
            });
            char::decode_utf16(units)
                .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect()
        }
        _ => String::from_utf8_lossy(bytes).into_owned(),
    };
    let text = text.trim_end_matches('\0').to_owned();
    (!text.is_empty()).then_some(text)
}
