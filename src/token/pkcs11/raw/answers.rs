//! What a module filled of the buffers that it was given, believed only as far as they reach.

use zeroize::Zeroizing;

use super::{CK_ATTRIBUTE_TYPE, CK_ULONG, CK_UNAVAILABLE_INFORMATION};

/// A byte that no flag and no number of the standard is made of: what still holds it was not filled.
pub(super) const UNTOUCHED: u8 = 0xa5;

/// One attribute as the module answered it.
pub(in crate::token::pkcs11) enum Answer<'a> {
    /// It was filled.
    Filled(&'a [u8]),
    /// The module says that it is absent, sensitive or larger than the buffer.
    Unavailable,
    /// The module did not come to it.
    Untouched,
}

/// What `C_GetAttributeValue` filled. Wiped when dropped: a private scalar may have come along.
pub(in crate::token::pkcs11) struct Answers {
    bytes: Zeroizing<Vec<u8>>,
    fields: Vec<Field>,
}

/// Where an attribute lies in the buffer, and how long the module says it is.
pub(super) struct Field {
    pub(super) kind: CK_ATTRIBUTE_TYPE,
    pub(super) start: usize,
    pub(super) room: usize,
    pub(super) length: CK_ULONG,
}

impl Answers {
    pub(super) fn new(bytes: Zeroizing<Vec<u8>>, fields: Vec<Field>) -> Self {
        Self { bytes, fields }
    }

    /// What was answered for `kind`; lengths beyond the buffer count as not filled.
    pub(in crate::token::pkcs11) fn get(&self, kind: CK_ATTRIBUTE_TYPE) -> Answer<'_> {
        let Some(field) = self.fields.iter().find(|field| field.kind == kind) else {
            return Answer::Untouched;
        };
        if field.length == CK_UNAVAILABLE_INFORMATION {
            return Answer::Unavailable;
        }
        let end = usize::try_from(field.length)
            .ok()
            .filter(|length| *length <= field.room)
            .and_then(|length| field.start.checked_add(length));
        let is_untouched =
            |value: &[u8]| value.len() == field.room && value.iter().all(|byte| *byte == UNTOUCHED);
        match end.and_then(|end| self.bytes.get(field.start..end)) {
            Some(value) if is_untouched(value) => Answer::Untouched,
            Some(value) => Answer::Filled(value),
            None => Answer::Unavailable,
        }
    }
}
