//! One object read whole: by one call for every class, and piece by piece where a module will not have that.

use zeroize::Zeroizing;

use super::decode::text;
use super::raw::{self, Answer, Answers, CK_ATTRIBUTE_TYPE, CK_SESSION_HANDLE, Functions};
use crate::certificate::{Certificate, Curve, PublicKey, Sha256Digest};
use crate::token::{
    Content, Handle, KeyFlags, KeyKind, Object, ObjectClass, ReturnCode, TokenError, Trouble,
};

mod wanted;

use wanted::{MIXED, NUMBER, Need, belonging, need};

/// No value of a token is larger; a length beyond it is nonsense and is not allocated.
const LARGEST_VALUE: usize = 1 << 20;

/// Reads one object whole.
///
/// # Errors
/// [`Trouble::NoSuchObject`] when the handle leads nowhere; [`TokenError`] when what the object is could not
/// be read: that is not the same as not being there.
pub(super) fn object(
    functions: &Functions,
    session: CK_SESSION_HANDLE,
    handle: Handle,
) -> Result<Object, TokenError> {
    let mut reading = Reading {
        functions,
        session,
        handle,
        values: Vec::with_capacity(MIXED.len()),
    };
    let class = reading.read()?;
    Ok(reading.object(class))
}

/// An object that is listed and whose handle then leads nowhere: kept in the inventory, as nothing known.
pub(super) fn unreadable(handle: Handle) -> Object {
    Object {
        handle,
        class: ObjectClass::Other(u64::MAX),
        label: String::new(),
        id: Vec::new(),
        is_token_object: None,
        is_private: None,
        content: Content::Other(None),
    }
}

struct Reading<'f> {
    functions: &'f Functions,
    session: CK_SESSION_HANDLE,
    handle: Handle,
    /// Wiped when dropped: the value of a key may have come along.
    values: Vec<(CK_ATTRIBUTE_TYPE, Zeroizing<Vec<u8>>)>,
}

impl Reading<'_> {
    fn read(&mut self) -> Result<ObjectClass, TokenError> {
        let (code, answers) = self
            .functions
            .attributes(self.session, self.handle, MIXED)?;
        let was_answered = is_an_answer(code);
        if !was_answered && is_fatal(code) {
            return Err(failed(code));
        }
        if was_answered {
            self.take(&answers, MIXED);
        }
        if code == raw::code(raw::CKR_BUFFER_TOO_SMALL) {
            let absent = |kind| matches!(answers.get(kind), Answer::Unavailable);
            let kinds: Vec<_> = MIXED
                .iter()
                .filter(|(kind, room)| *room > NUMBER && absent(*kind))
                .map(|(kind, _)| *kind)
                .collect();
            self.read_long(&kinds)?;
        }
        if self.get(raw::CKA_CLASS).is_none() {
            match self.read_alone(raw::CKA_CLASS, Need::Vital) {
                // It has no class: SoftHSM2 keeps such a thing where it was killed while it wrote it.
                Err(error) if error.trouble() == Trouble::Template => {
                    return Ok(ObjectClass::Other(u64::MAX));
                }
                read => read?,
            }
        }
        let class = self
            .number(raw::CKA_CLASS)
            .map_or(ObjectClass::Other(u64::MAX), class);
        if matches!(class, ObjectClass::PrivateKey | ObjectClass::SecretKey) {
            self.values.retain(|(kind, _)| *kind != raw::CKA_VALUE);
        }
        self.read_what_is_left(class, |kind| {
            !was_answered || matches!(answers.get(kind), Answer::Untouched)
        })?;
        Ok(class)
    }

    /// Asks again, one by one, for what belongs to the class and was passed over.
    fn read_what_is_left(
        &mut self,
        class: ObjectClass,
        was_passed_over: impl Fn(CK_ATTRIBUTE_TYPE) -> bool,
    ) -> Result<(), TokenError> {
        for kind in belonging(class) {
            let other_kind: &[_] = match self.key_kind() {
                Some(KeyKind::Rsa) => &[raw::CKA_EC_PARAMS, raw::CKA_EC_POINT],
                Some(KeyKind::Ec) => &[raw::CKA_MODULUS, raw::CKA_PUBLIC_EXPONENT],
                None => &[],
            };
            if self.get(*kind).is_some() || other_kind.contains(kind) {
                continue;
            }
            let need = need(class, self.key_kind(), *kind);
            if need != Need::Useful || was_passed_over(*kind) {
                self.read_alone(*kind, need)?;
            }
        }
        Ok(())
    }

    fn read_alone(&mut self, kind: CK_ATTRIBUTE_TYPE, need: Need) -> Result<(), TokenError> {
        let room = MIXED.iter().find(|(known, _)| *known == kind);
        let wanted = [(kind, room.map_or(NUMBER, |(_, room)| *room))];
        let (code, answers) = self
            .functions
            .attributes(self.session, self.handle, &wanted)?;
        if code == raw::code(raw::CKR_BUFFER_TOO_SMALL) {
            return self.read_long(&[kind]);
        }
        if is_an_answer(code) {
            self.take(&answers, &wanted);
            return Ok(());
        }
        // Some modules answer an attribute that they do not know with any code at all.
        if need == Need::Vital || is_fatal(code) {
            return Err(failed(code));
        }
        Ok(())
    }

    /// Reads values that are longer than usual: their lengths first.
    fn read_long(&mut self, kinds: &[CK_ATTRIBUTE_TYPE]) -> Result<(), TokenError> {
        let lengths = self.functions.lengths(self.session, self.handle, kinds)?;
        let known = kinds.iter().zip(lengths);
        let wanted: Vec<_> = known
            .filter_map(|(kind, length)| Some((*kind, length?)))
            .filter(|(_, length)| *length <= LARGEST_VALUE)
            .collect();
        if wanted.is_empty() {
            return Ok(());
        }
        let (code, answers) = self
            .functions
            .attributes(self.session, self.handle, &wanted)?;
        if !is_an_answer(code) {
            return Err(failed(code));
        }
        self.take(&answers, &wanted);
        Ok(())
    }

    fn take(&mut self, answers: &Answers, wanted: &[(CK_ATTRIBUTE_TYPE, usize)]) {
        for (kind, _) in wanted {
            if let Answer::Filled(value) = answers.get(*kind) {
                self.values.push((*kind, Zeroizing::new(value.to_vec())));
            }
        }
    }

    fn get(&self, kind: CK_ATTRIBUTE_TYPE) -> Option<&[u8]> {
        let found = self.values.iter().find(|(known, _)| *known == kind);
        found.map(|(_, value)| value.as_slice())
    }

    fn filled(&self, kind: CK_ATTRIBUTE_TYPE) -> Option<&[u8]> {
        self.get(kind).filter(|value| !value.is_empty())
    }

    fn number(&self, kind: CK_ATTRIBUTE_TYPE) -> Option<raw::CK_ULONG> {
        let bytes = self.get(kind)?.try_into().ok()?;
        Some(raw::CK_ULONG::from_ne_bytes(bytes))
    }

    fn flag(&self, kind: CK_ATTRIBUTE_TYPE) -> Option<bool> {
        match self.get(kind)? {
            [byte] => Some(*byte != 0),
            _ => None,
        }
    }

    fn key_kind(&self) -> Option<KeyKind> {
        match self.number(raw::CKA_KEY_TYPE)? {
            raw::CKK_RSA => Some(KeyKind::Rsa),
            raw::CKK_EC => Some(KeyKind::Ec),
            _ => None,
        }
    }

    fn object(&self, class: ObjectClass) -> Object {
        Object {
            handle: self.handle,
            class,
            label: self.get(raw::CKA_LABEL).map(text).unwrap_or_default(),
            id: self.get(raw::CKA_ID).unwrap_or_default().to_vec(),
            is_token_object: self.flag(raw::CKA_TOKEN),
            is_private: self.flag(raw::CKA_PRIVATE),
            content: self.content(class),
        }
    }

    fn content(&self, class: ObjectClass) -> Content {
        match class {
            ObjectClass::Certificate => self.certificate(),
            ObjectClass::PrivateKey => Content::PrivateKey {
                public: self.public_key(),
                kind: self.key_kind(),
                flags: KeyFlags {
                    sensitive: self.flag(raw::CKA_SENSITIVE),
                    extractable: self.flag(raw::CKA_EXTRACTABLE),
                    sign: self.flag(raw::CKA_SIGN),
                },
            },
            ObjectClass::PublicKey => Content::PublicKey {
                public: self.public_key(),
            },
            // A digest of a short secret would tell it.
            ObjectClass::SecretKey => Content::Other(None),
            ObjectClass::Data | ObjectClass::Other(_) => {
                Content::Other(self.filled(raw::CKA_VALUE).map(Sha256Digest::of))
            }
        }
    }

    fn certificate(&self) -> Content {
        let Some(value) = self.filled(raw::CKA_VALUE) else {
            return Content::Other(None);
        };
        let kind = self.number(raw::CKA_CERTIFICATE_TYPE);
        let is_x509 = kind.is_none_or(|kind| kind == raw::CKC_X_509);
        match Certificate::from_der(value) {
            Ok(certificate) if is_x509 => Content::Certificate(Box::new(certificate)),
            _ => Content::UnreadableCertificate(Sha256Digest::of(value)),
        }
    }

    fn public_key(&self) -> Option<PublicKey> {
        match self.key_kind()? {
            KeyKind::Rsa => Some(PublicKey::rsa(
                self.filled(raw::CKA_MODULUS)?,
                self.filled(raw::CKA_PUBLIC_EXPONENT)?,
            )),
            KeyKind::Ec => {
                let curve = Curve::from_oid_der(self.filled(raw::CKA_EC_PARAMS)?)?;
                point(curve, self.filled(raw::CKA_EC_POINT)?)
            }
        }
    }
}

/// Reads CKA_EC_POINT: a DER OCTET STRING by the standard, the bare point in older modules.
fn point(curve: Curve, value: &[u8]) -> Option<PublicKey> {
    PublicKey::ec(curve, value).or_else(|| match value {
        [0x04, 0x81, length, point @ ..] | [0x04, length, point @ ..]
            if usize::from(*length) == point.len() =>
        {
            PublicKey::ec(curve, point)
        }
        _ => None,
    })
}

fn class(number: raw::CK_ULONG) -> ObjectClass {
    match number {
        raw::CKO_CERTIFICATE => ObjectClass::Certificate,
        raw::CKO_PRIVATE_KEY => ObjectClass::PrivateKey,
        raw::CKO_PUBLIC_KEY => ObjectClass::PublicKey,
        raw::CKO_SECRET_KEY => ObjectClass::SecretKey,
        raw::CKO_DATA => ObjectClass::Data,
        other => ObjectClass::Other(raw::wide(other)),
    }
}

/// Whether the code lets the rest of the template be believed (PKCS#11, C_GetAttributeValue).
fn is_an_answer(code: ReturnCode) -> bool {
    [
        raw::CKR_OK,
        raw::CKR_ATTRIBUTE_SENSITIVE,
        raw::CKR_ATTRIBUTE_TYPE_INVALID,
        raw::CKR_BUFFER_TOO_SMALL,
    ]
    .into_iter()
    .any(|known| raw::code(known) == code)
}

/// Whether asking for less cannot help.
fn is_fatal(code: ReturnCode) -> bool {
    let named = [
        raw::CKR_CRYPTOKI_NOT_INITIALIZED,
        raw::CKR_DEVICE_ERROR,
        raw::CKR_HOST_MEMORY,
    ];
    matches!(
        code.trouble(),
        Trouble::Removed | Trouble::NoSuchObject | Trouble::NotLoggedIn
    ) || named.into_iter().any(|known| raw::code(known) == code)
}

fn failed(code: ReturnCode) -> TokenError {
    TokenError::Call {
        function: "C_GetAttributeValue",
        code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_point_with_and_without_its_header() {
        for curve in Curve::ALL {
            let mut bare = vec![0x61; curve.field_bytes() * 2 + 1];
            bare[0] = 0x04;
            let key = PublicKey::ec(curve, &bare);
            assert!(key.is_some());
            let length = u8::try_from(bare.len()).unwrap();
            let header = if length < 0x80 {
                vec![0x04, length]
            } else {
                vec![0x04, 0x81, length]
            };
            assert_eq!(point(curve, &bare), key);
            assert_eq!(point(curve, &[header, bare.clone()].concat()), key);
            assert_eq!(point(curve, &bare[1..]), None);
        }
        assert_eq!(point(Curve::P256, &[]), None);
        assert_eq!(point(Curve::P256, &[0x04]), None);
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests_with_bad_manners {
    use super::super::raw::fake::{self, Manner};
    use super::*;

    fn read(manner: Manner) -> Result<Object, TokenError> {
        object(&fake::module(manner), 1, Handle(1))
    }

    fn assert_whole(object: &Object) {
        let key = PublicKey::rsa(&[0xc5; 256], &[1, 0, 1]);
        assert_eq!(object.class, ObjectClass::PublicKey);
        assert_eq!(object.public_key(), Some(&key));
        assert_eq!(
            (object.label.as_str(), object.id.as_slice()),
            ("key", &b"1"[..])
        );
        assert_eq!(object.is_token_object, Some(true));
        assert_eq!(object.is_private, None);
    }

    #[test]
    fn reads_an_ordinary_object_in_one_call() {
        assert_whole(&read(Manner::OneHandleACall).unwrap());
        assert_eq!(fake::calls(), 1);
    }

    #[test]
    fn asks_one_by_one_where_the_mixed_template_is_refused() {
        assert_whole(&read(Manner::OneAttributeACall).unwrap());
    }

    #[test]
    fn asks_again_for_what_was_passed_over() {
        assert_whole(&read(Manner::StopsAtTheUnknown).unwrap());
    }

    #[test]
    fn believes_no_length_beyond_the_buffer() {
        let object = read(Manner::LengthsBeyondTheBuffer).unwrap();
        assert_eq!(object.class, ObjectClass::Other(u64::MAX));
        assert_eq!(object.content, Content::Other(None));
    }

    #[test]
    fn says_that_a_handle_leads_nowhere() {
        let error = read(Manner::Vanishing).unwrap_err();
        assert_eq!(error.trouble(), Trouble::NoSuchObject);
    }
}
