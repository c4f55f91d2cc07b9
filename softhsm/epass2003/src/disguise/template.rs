//! Reads the attributes that callers hand in, and those that the real module holds.

use cryptoki_sys::{
    CK_ATTRIBUTE, CK_ATTRIBUTE_TYPE, CK_OBJECT_CLASS, CK_OBJECT_HANDLE, CK_SESSION_HANDLE,
    CK_ULONG, CK_UNAVAILABLE_INFORMATION, CKA_CLASS, CKA_ID, CKR_OK,
};

use crate::real::{Real, call};

/// A caller's template, copied.
#[derive(Debug, Clone, Default)]
pub struct Template(Vec<(CK_ATTRIBUTE_TYPE, Vec<u8>)>);

impl Template {
    /// Copies `count` attributes.
    ///
    /// # Safety
    ///
    /// `template` is null or points to so many attributes, whose values are null or as long as they say.
    pub unsafe fn copy(template: *const CK_ATTRIBUTE, count: CK_ULONG) -> Self {
        let count = usize::try_from(count).unwrap_or(0);
        if template.is_null() {
            return Self::default();
        }
        Self(
            (0..count)
                .map(|at| {
                    // SAFETY: within the template; the layout may be packed, so it is copied out.
                    let attribute = unsafe { template.add(at).read_unaligned() };
                    let length = usize::try_from(attribute.ulValueLen).unwrap_or(0);
                    let value = if attribute.pValue.is_null() || length > 0x100_0000 {
                        Vec::new()
                    } else {
                        // SAFETY: the caller says so.
                        unsafe { std::slice::from_raw_parts(attribute.pValue.cast::<u8>(), length) }
                            .to_vec()
                    };
                    (attribute.type_, value)
                })
                .collect(),
        )
    }

    /// The same, with one more attribute where the caller left it open.
    pub fn or(mut self, kind: CK_ATTRIBUTE_TYPE, value: CK_ULONG) -> Self {
        if self.bytes(kind).is_none() {
            self.0.push((kind, value.to_ne_bytes().to_vec()));
        }
        self
    }

    /// The value of one attribute.
    pub fn bytes(&self, wanted: CK_ATTRIBUTE_TYPE) -> Option<&[u8]> {
        self.0
            .iter()
            .find(|(kind, _)| *kind == wanted)
            .map(|(_, value)| value.as_slice())
    }

    /// The value of a numeric attribute.
    pub fn number(&self, wanted: CK_ATTRIBUTE_TYPE) -> Option<CK_ULONG> {
        number(self.bytes(wanted)?)
    }

    /// The value of a `CK_BBOOL`.
    pub fn flag(&self, wanted: CK_ATTRIBUTE_TYPE) -> Option<bool> {
        self.bytes(wanted)?.first().map(|byte| *byte != 0)
    }

    /// Length of one attribute's value; 0 when absent.
    pub fn length(&self, wanted: CK_ATTRIBUTE_TYPE) -> u64 {
        self.bytes(wanted).map_or(0, |value| value.len() as u64)
    }
}

/// A `CK_ULONG` as it lies in memory.
fn number(bytes: &[u8]) -> Option<CK_ULONG> {
    Some(CK_ULONG::from_ne_bytes(bytes.try_into().ok()?))
}

/// Length of one attribute of an object, or `None` when absent or not to be read.
pub fn length(
    real: Real,
    session: CK_SESSION_HANDLE,
    object: CK_OBJECT_HANDLE,
    wanted: CK_ATTRIBUTE_TYPE,
) -> Option<CK_ULONG> {
    let mut attribute = CK_ATTRIBUTE {
        type_: wanted,
        pValue: std::ptr::null_mut(),
        ulValueLen: 0,
    };
    let answer = call!(
        real,
        C_GetAttributeValue(session, object, &raw mut attribute, 1)
    );
    let length = attribute.ulValueLen;
    (answer == CKR_OK && length != CK_UNAVAILABLE_INFORMATION).then_some(length)
}

/// One attribute of an object, or `None` when absent or not to be read.
pub fn value(
    real: Real,
    session: CK_SESSION_HANDLE,
    object: CK_OBJECT_HANDLE,
    wanted: CK_ATTRIBUTE_TYPE,
) -> Option<Vec<u8>> {
    let length = length(real, session, object, wanted)?;
    let mut value = vec![0_u8; usize::try_from(length).ok()?];
    let mut attribute = CK_ATTRIBUTE {
        type_: wanted,
        pValue: value.as_mut_ptr().cast(),
        ulValueLen: length,
    };
    let answer = call!(
        real,
        C_GetAttributeValue(session, object, &raw mut attribute, 1)
    );
    (answer == CKR_OK).then_some(value)
}

/// The class of an object.
pub fn class(
    real: Real,
    session: CK_SESSION_HANDLE,
    object: CK_OBJECT_HANDLE,
) -> Option<CK_OBJECT_CLASS> {
    number(&value(real, session, object, CKA_CLASS)?)
}

/// An object's class and id as `CLASS:ID`, in hexadecimal.
pub fn class_and_id(
    real: Real,
    session: CK_SESSION_HANDLE,
    object: CK_OBJECT_HANDLE,
) -> Option<String> {
    let class = class(real, session, object)?;
    let id = value(real, session, object, CKA_ID)?;
    let digits: String = id.iter().map(|byte| format!("{byte:02x}")).collect();
    Some(format!("{class:x}:{digits}"))
}

/// All objects that match the attributes given, in a session that has no search open.
pub fn find(
    real: Real,
    session: CK_SESSION_HANDLE,
    wanted: &[(CK_ATTRIBUTE_TYPE, &[u8])],
) -> Vec<CK_OBJECT_HANDLE> {
    let mut template: Vec<CK_ATTRIBUTE> = wanted
        .iter()
        .map(|(kind, value)| CK_ATTRIBUTE {
            type_: *kind,
            pValue: value.as_ptr().cast_mut().cast(),
            ulValueLen: CK_ULONG::try_from(value.len()).unwrap_or(0),
        })
        .collect();
    let count = CK_ULONG::try_from(template.len()).unwrap_or(0);
    if call!(
        real,
        C_FindObjectsInit(session, template.as_mut_ptr(), count)
    ) != CKR_OK
    {
        return Vec::new();
    }
    let mut found = Vec::new();
    loop {
        let mut handle = 0;
        let mut count = 0;
        let answer = call!(
            real,
            C_FindObjects(session, &raw mut handle, 1, &raw mut count)
        );
        if answer != CKR_OK || count == 0 {
            break;
        }
        found.push(handle);
    }
    call!(real, C_FindObjectsFinal(session));
    found
}
