//! Templates for `C_CreateObject`: everything stated, nothing that some module is known to choke on.
//!
//! No CKA_ALWAYS_AUTHENTICATE (OpenSC: the token can never be written again), no vendor attributes, nothing
//! read-only. Keys' bytes stay where they are: a template holds references.

use super::raw::{self, CK_ATTRIBUTE_TYPE, Value};
use crate::certificate::{Certificate, PublicKey};
use crate::token::{KeyUse, Leanness, NewObject, Optional, PrivateMaterial, Profile};

/// Public encodings that a template points to and nobody else keeps.
#[derive(Debug)]
pub(super) struct Encodings {
    /// A certificate's serial as DER INTEGER, or a point as DER OCTET STRING.
    der: Vec<u8>,
}

impl Encodings {
    pub(super) fn of(object: &NewObject<'_>) -> Self {
        let der = match object {
            NewObject::Certificate { certificate, .. } => certificate.serial_der(),
            NewObject::PublicKey {
                key: PublicKey::Ec { point, .. },
                ..
            } => octet_string(point),
            NewObject::PublicKey { .. } | NewObject::PrivateKey { .. } => Vec::new(),
        };
        Self { der }
    }
}

/// Wraps a point into a DER OCTET STRING; the points of the curves known here are shorter than 256 bytes.
fn octet_string(point: &[u8]) -> Vec<u8> {
    let mut der = match u8::try_from(point.len()) {
        Ok(length @ 0..0x80) => vec![0x04, length],
        Ok(length) => vec![0x04, 0x81, length],
        Err(_) => return point.to_vec(),
    };
    der.extend_from_slice(point);
    der
}

/// What of the optional attributes is said: what is lean enough for a retry, and not left out for the module.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wording {
    leanness: Leanness,
    leaves_out: &'static [Optional],
}

impl Wording {
    pub(super) fn of(leanness: Leanness, profile: &'static Profile) -> Self {
        Self {
            leanness,
            leaves_out: profile.leaves_out,
        }
    }

    pub(super) fn says(self, optional: Optional) -> bool {
        self.leanness.says(optional) && !self.leaves_out.contains(&optional)
    }
}

type Template<'a> = Vec<(CK_ATTRIBUTE_TYPE, Value<'a>)>;

/// The template of `object`; `None` for a public key of a kind that cannot be written.
pub(super) fn template<'a>(
    object: &NewObject<'a>,
    encodings: &'a Encodings,
    wording: Wording,
) -> Option<Template<'a>> {
    match object {
        NewObject::PrivateKey {
            material,
            label,
            id,
            key_use,
        } => Some(private_key(material, label, id, *key_use, wording)),
        NewObject::PublicKey {
            key,
            label,
            id,
            key_use,
        } => public_key(key, &encodings.der, label, id, *key_use, wording),
        NewObject::Certificate {
            certificate,
            label,
            id,
        } => Some(certificate_template(certificate, &encodings.der, label, id)),
    }
}

/// The template of a private key whose numbers come wrapped: CKA_EXTRACTABLE is always stated; `None` for
/// anything else.
pub(super) fn unwrapped<'a>(object: &NewObject<'a>, wording: Wording) -> Option<Template<'a>> {
    let NewObject::PrivateKey {
        material,
        label,
        id,
        key_use,
    } = object
    else {
        return None;
    };
    let wording = Wording {
        leanness: wording.leanness.min(Leanness::WithoutUsage),
        ..wording
    };
    Some(terms(material, label, id, *key_use, wording))
}

/// What a private key is told beside its numbers.
fn terms<'a>(
    material: &PrivateMaterial<'a>,
    label: &'a str,
    id: &'a [u8],
    key_use: KeyUse,
    wording: Wording,
) -> Template<'a> {
    let kind = match material {
        PrivateMaterial::Rsa { .. } => raw::CKK_RSA,
        PrivateMaterial::Ec { .. } => raw::CKK_EC,
    };
    let mut template = vec![
        (raw::CKA_CLASS, Value::Number(raw::CKO_PRIVATE_KEY)),
        (raw::CKA_KEY_TYPE, Value::Number(kind)),
        (raw::CKA_TOKEN, Value::Flag(true)),
        (raw::CKA_PRIVATE, Value::Flag(true)),
        (raw::CKA_SENSITIVE, Value::Flag(true)),
    ];
    if wording.says(Optional::Extractable) {
        template.push((raw::CKA_EXTRACTABLE, Value::Flag(false)));
    }
    template.push((raw::CKA_SIGN, Value::Flag(true)));
    if wording.says(Optional::Usage) {
        template.extend(match material {
            PrivateMaterial::Rsa { .. } => vec![
                (raw::CKA_DECRYPT, Value::Flag(key_use.decrypts)),
                (raw::CKA_UNWRAP, Value::Flag(key_use.decrypts)),
            ],
            PrivateMaterial::Ec { .. } => vec![(raw::CKA_DERIVE, Value::Flag(key_use.derives))],
        });
    }
    template.extend([
        (raw::CKA_LABEL, Value::Bytes(label.as_bytes())),
        (raw::CKA_ID, Value::Bytes(id)),
    ]);
    template
}

fn private_key<'a>(
    material: &PrivateMaterial<'a>,
    label: &'a str,
    id: &'a [u8],
    key_use: KeyUse,
    wording: Wording,
) -> Template<'a> {
    let mut template = terms(material, label, id, key_use, wording);
    match *material {
        PrivateMaterial::Rsa {
            modulus,
            public_exponent,
            private_exponent,
            prime_1,
            prime_2,
            exponent_1,
            exponent_2,
            coefficient,
        } => template.extend([
            (raw::CKA_MODULUS, Value::Bytes(modulus)),
            (raw::CKA_PUBLIC_EXPONENT, Value::Bytes(public_exponent)),
            (raw::CKA_PRIVATE_EXPONENT, Value::Bytes(private_exponent)),
            (raw::CKA_PRIME_1, Value::Bytes(prime_1)),
            (raw::CKA_PRIME_2, Value::Bytes(prime_2)),
            (raw::CKA_EXPONENT_1, Value::Bytes(exponent_1)),
            (raw::CKA_EXPONENT_2, Value::Bytes(exponent_2)),
            (raw::CKA_COEFFICIENT, Value::Bytes(coefficient)),
        ]),
        PrivateMaterial::Ec { curve, scalar } => template.extend([
            (raw::CKA_EC_PARAMS, Value::Bytes(curve.oid_der())),
            (raw::CKA_VALUE, Value::Bytes(scalar)),
        ]),
    }
    template
}

fn public_key<'a>(
    key: &'a PublicKey,
    point_der: &'a [u8],
    label: &'a str,
    id: &'a [u8],
    key_use: KeyUse,
    wording: Wording,
) -> Option<Template<'a>> {
    let (kind, material) = match key {
        PublicKey::Rsa { modulus, exponent } => (
            raw::CKK_RSA,
            [
                (raw::CKA_MODULUS, Value::Bytes(modulus)),
                (raw::CKA_PUBLIC_EXPONENT, Value::Bytes(exponent)),
            ],
        ),
        PublicKey::Ec { curve, .. } => (
            raw::CKK_EC,
            [
                (raw::CKA_EC_PARAMS, Value::Bytes(curve.oid_der())),
                (raw::CKA_EC_POINT, Value::Bytes(point_der)),
            ],
        ),
        PublicKey::Other { .. } => return None,
    };
    let mut template = vec![
        (raw::CKA_CLASS, Value::Number(raw::CKO_PUBLIC_KEY)),
        (raw::CKA_KEY_TYPE, Value::Number(kind)),
        (raw::CKA_TOKEN, Value::Flag(true)),
        (raw::CKA_PRIVATE, Value::Flag(false)),
        (raw::CKA_VERIFY, Value::Flag(true)),
    ];
    if wording.says(Optional::Usage) && kind == raw::CKK_RSA {
        template.push((raw::CKA_ENCRYPT, Value::Flag(key_use.decrypts)));
    }
    template.extend([
        (raw::CKA_LABEL, Value::Bytes(label.as_bytes())),
        (raw::CKA_ID, Value::Bytes(id)),
    ]);
    template.extend(material);
    Some(template)
}

fn certificate_template<'a>(
    certificate: &'a Certificate,
    serial_der: &'a [u8],
    label: &'a str,
    id: &'a [u8],
) -> Template<'a> {
    vec![
        (raw::CKA_CLASS, Value::Number(raw::CKO_CERTIFICATE)),
        (raw::CKA_CERTIFICATE_TYPE, Value::Number(raw::CKC_X_509)),
        (raw::CKA_TOKEN, Value::Flag(true)),
        (raw::CKA_PRIVATE, Value::Flag(false)),
        (raw::CKA_LABEL, Value::Bytes(label.as_bytes())),
        (raw::CKA_ID, Value::Bytes(id)),
        (raw::CKA_SUBJECT, Value::Bytes(certificate.subject().der())),
        (raw::CKA_ISSUER, Value::Bytes(certificate.issuer().der())),
        (raw::CKA_SERIAL_NUMBER, Value::Bytes(serial_der)),
        (raw::CKA_VALUE, Value::Bytes(certificate.der())),
    ]
}
