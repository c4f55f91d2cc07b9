//! Which attributes are asked for, with how much room, and how much each matters to which class.

use super::super::raw::{self, CK_ATTRIBUTE_TYPE};
use crate::token::{KeyKind, ObjectClass};

const FLAG: usize = 1;
pub(super) const NUMBER: usize = size_of::<raw::CK_ULONG>();

/// What is asked of every object in one call, with room that ordinary values do not fill.
pub(super) const MIXED: &[(CK_ATTRIBUTE_TYPE, usize)] = &[
    (raw::CKA_CLASS, NUMBER),
    (raw::CKA_TOKEN, FLAG),
    (raw::CKA_PRIVATE, FLAG),
    (raw::CKA_LABEL, 256),
    (raw::CKA_ID, 256),
    (raw::CKA_KEY_TYPE, NUMBER),
    (raw::CKA_CERTIFICATE_TYPE, NUMBER),
    (raw::CKA_VALUE, 4096),
    (raw::CKA_MODULUS, 1032),
    (raw::CKA_PUBLIC_EXPONENT, 64),
    (raw::CKA_EC_PARAMS, 256),
    (raw::CKA_EC_POINT, 256),
    (raw::CKA_SENSITIVE, FLAG),
    (raw::CKA_EXTRACTABLE, FLAG),
    (raw::CKA_SIGN, FLAG),
];

/// How much an attribute matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// Without it the object cannot be judged: asked for again, and an error is an error.
    Vital,
    /// Nearly every object has it: asked for again, as it may only have been too long for its buffer
    /// (SoftHSM2 answers the last of several troubles).
    Usual,
    /// It may be missing.
    Useful,
}

/// How much an attribute of an object of the class matters.
pub(super) fn need(class: ObjectClass, key: Option<KeyKind>, kind: CK_ATTRIBUTE_TYPE) -> Need {
    let is_vital = match class {
        ObjectClass::Certificate => kind == raw::CKA_VALUE,
        ObjectClass::PublicKey => match key {
            Some(KeyKind::Rsa) => matches!(kind, raw::CKA_MODULUS | raw::CKA_PUBLIC_EXPONENT),
            Some(KeyKind::Ec) => matches!(kind, raw::CKA_EC_PARAMS | raw::CKA_EC_POINT),
            None => kind == raw::CKA_KEY_TYPE,
        },
        // The public point of an EC private key is absent nearly everywhere.
        ObjectClass::PrivateKey => match key {
            Some(KeyKind::Rsa) => kind == raw::CKA_MODULUS,
            Some(KeyKind::Ec) => false,
            None => kind == raw::CKA_KEY_TYPE,
        },
        ObjectClass::SecretKey | ObjectClass::Data | ObjectClass::Other(_) => false,
    };
    let is_usual = match class {
        ObjectClass::Data | ObjectClass::Other(_) => {
            matches!(kind, raw::CKA_LABEL | raw::CKA_VALUE)
        }
        _ => matches!(kind, raw::CKA_LABEL | raw::CKA_ID),
    };
    match (is_vital, is_usual) {
        (true, _) => Need::Vital,
        (false, true) => Need::Usual,
        (false, false) => Need::Useful,
    }
}

/// What an object of the class has that is of use here; the kind of a key before what depends on it.
pub(super) fn belonging(class: ObjectClass) -> &'static [CK_ATTRIBUTE_TYPE] {
    use raw::{
        CKA_CERTIFICATE_TYPE, CKA_EC_PARAMS, CKA_EC_POINT, CKA_EXTRACTABLE, CKA_ID, CKA_KEY_TYPE,
        CKA_LABEL, CKA_MODULUS, CKA_PRIVATE, CKA_PUBLIC_EXPONENT, CKA_SENSITIVE, CKA_SIGN,
        CKA_TOKEN, CKA_VALUE,
    };
    match class {
        ObjectClass::Certificate => &[
            CKA_TOKEN,
            CKA_PRIVATE,
            CKA_LABEL,
            CKA_ID,
            CKA_CERTIFICATE_TYPE,
            CKA_VALUE,
        ],
        ObjectClass::PrivateKey => &[
            CKA_KEY_TYPE,
            CKA_TOKEN,
            CKA_PRIVATE,
            CKA_LABEL,
            CKA_ID,
            CKA_SENSITIVE,
            CKA_EXTRACTABLE,
            CKA_SIGN,
            CKA_MODULUS,
            CKA_PUBLIC_EXPONENT,
            CKA_EC_PARAMS,
            CKA_EC_POINT,
        ],
        ObjectClass::PublicKey => &[
            CKA_KEY_TYPE,
            CKA_TOKEN,
            CKA_PRIVATE,
            CKA_LABEL,
            CKA_ID,
            CKA_MODULUS,
            CKA_PUBLIC_EXPONENT,
            CKA_EC_PARAMS,
            CKA_EC_POINT,
        ],
        ObjectClass::SecretKey => &[CKA_TOKEN, CKA_PRIVATE, CKA_LABEL, CKA_ID],
        ObjectClass::Data | ObjectClass::Other(_) => {
            &[CKA_TOKEN, CKA_PRIVATE, CKA_LABEL, CKA_VALUE]
        }
    }
}
