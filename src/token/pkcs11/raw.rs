//! The calls to the module, through the one function list that it gave.
//!
//! The only file that names `cryptoki-sys`, and the only one of the token layer with `unsafe` in it (a module for
//! tests apart). There is no safe binding beside it: p11-kit's proxy gives whoever asks for a function list one
//! with sessions of its own.

use std::ffi::c_void;
use std::marker::PhantomData;
use std::path::Path;
use std::ptr;

use cryptoki_sys::{
    CK_ATTRIBUTE, CK_C_INITIALIZE_ARGS, CK_FUNCTION_LIST, CK_MECHANISM_INFO, CK_RV,
    CK_SESSION_INFO, CK_UNAVAILABLE_INFORMATION, CKF_RW_SESSION, CKF_SERIAL_SESSION,
};
use zeroize::Zeroizing;

pub(super) use cryptoki_sys::{
    CK_ATTRIBUTE_TYPE, CK_INFO, CK_MECHANISM_TYPE, CK_SESSION_HANDLE, CK_STATE, CK_TOKEN_INFO,
    CK_ULONG, CK_USER_TYPE, CK_VERSION, CKA_CERTIFICATE_TYPE, CKA_CLASS, CKA_COEFFICIENT,
    CKA_DECRYPT, CKA_DERIVE, CKA_EC_PARAMS, CKA_EC_POINT, CKA_ENCRYPT, CKA_EXPONENT_1,
    CKA_EXPONENT_2, CKA_EXTRACTABLE, CKA_ID, CKA_ISSUER, CKA_KEY_TYPE, CKA_LABEL, CKA_MODULUS,
    CKA_MODULUS_BITS, CKA_PRIME_1, CKA_PRIME_2, CKA_PRIVATE, CKA_PRIVATE_EXPONENT,
    CKA_PUBLIC_EXPONENT, CKA_SENSITIVE, CKA_SERIAL_NUMBER, CKA_SIGN, CKA_SUBJECT, CKA_TOKEN,
    CKA_UNWRAP, CKA_VALUE, CKA_VALUE_LEN, CKA_VERIFY, CKA_WRAP, CKC_X_509, CKF_LOGIN_REQUIRED,
    CKF_PROTECTED_AUTHENTICATION_PATH, CKF_SO_PIN_COUNT_LOW, CKF_SO_PIN_FINAL_TRY,
    CKF_SO_PIN_LOCKED, CKF_TOKEN_INITIALIZED, CKF_USER_PIN_COUNT_LOW, CKF_USER_PIN_FINAL_TRY,
    CKF_USER_PIN_INITIALIZED, CKF_USER_PIN_LOCKED, CKF_USER_PIN_TO_BE_CHANGED, CKF_WRITE_PROTECTED,
    CKK_AES, CKK_EC, CKK_RSA, CKM_AES_CBC_PAD, CKM_AES_KEY_WRAP, CKM_AES_KEY_WRAP_KWP,
    CKM_AES_KEY_WRAP_PAD, CKM_EC_KEY_PAIR_GEN, CKM_ECDH1_DERIVE, CKM_ECDSA, CKM_ECDSA_SHA256,
    CKM_ECDSA_SHA384, CKM_ECDSA_SHA512, CKM_RSA_AES_KEY_WRAP, CKM_RSA_PKCS,
    CKM_RSA_PKCS_KEY_PAIR_GEN, CKM_RSA_PKCS_OAEP, CKM_RSA_PKCS_PSS, CKM_RSA_X_509,
    CKM_SHA256_RSA_PKCS, CKM_SHA256_RSA_PKCS_PSS, CKM_SHA384_RSA_PKCS, CKM_SHA384_RSA_PKCS_PSS,
    CKM_SHA512_RSA_PKCS, CKM_SHA512_RSA_PKCS_PSS, CKO_CERTIFICATE, CKO_DATA, CKO_PRIVATE_KEY,
    CKO_PUBLIC_KEY, CKO_SECRET_KEY, CKR_ATTRIBUTE_SENSITIVE, CKR_ATTRIBUTE_TYPE_INVALID,
    CKR_BUFFER_TOO_SMALL, CKR_CRYPTOKI_ALREADY_INITIALIZED, CKR_CRYPTOKI_NOT_INITIALIZED,
    CKR_DATA_LEN_RANGE, CKR_DEVICE_ERROR, CKR_FUNCTION_NOT_SUPPORTED, CKR_HOST_MEMORY,
    CKR_KEY_NOT_WRAPPABLE, CKR_KEY_TYPE_INCONSISTENT, CKR_KEY_UNEXTRACTABLE, CKR_MECHANISM_INVALID,
    CKR_OK, CKR_SESSION_HANDLE_INVALID, CKR_SESSION_READ_ONLY, CKR_TOKEN_NOT_PRESENT,
    CKR_USER_ALREADY_LOGGED_IN, CKR_USER_NOT_LOGGED_IN, CKS_RO_PUBLIC_SESSION,
    CKS_RW_PUBLIC_SESSION, CKU_SO, CKU_USER,
};

use super::Access;
use crate::token::{Handle, ReturnCode, SlotId, TokenError, Trouble};

mod answers;
#[cfg(all(test, target_os = "linux"))]
pub(super) mod fake;

pub(super) use answers::{Answer, Answers};
use answers::{Field, UNTOUCHED};

/// More than any token holds; a module that goes on listing beyond it never ends.
const MOST_OBJECTS: usize = 65_536;

/// More than any module has; what is beyond it is not looked at.
const MOST_SLOTS: usize = 4_096;

/// Larger than an 8192-bit RSA signature.
const SIGNATURE_BUFFER: usize = 1_056;

/// A value of an object that is to be created.
#[derive(Clone, Copy)]
pub(super) enum Value<'a> {
    /// A CK_BBOOL.
    Flag(bool),
    /// A CK_ULONG.
    Number(CK_ULONG),
    /// Bytes, handed over from where they lie.
    Bytes(&'a [u8]),
}

/// The module's functions, and the library that keeps them in memory.
pub(super) struct Functions {
    list: CK_FUNCTION_LIST,
    _library: cryptoki_sys::Pkcs11,
}

impl std::fmt::Debug for Functions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Functions")
    }
}

/// The version of the header that the bindings were made from.
pub(super) fn built_to() -> String {
    let (major, minor) = (
        cryptoki_sys::CRYPTOKI_VERSION_MAJOR,
        cryptoki_sys::CRYPTOKI_VERSION_MINOR,
    );
    format!("{major}.{minor}")
}

fn answered(function: &'static str, value: CK_RV) -> Result<(), TokenError> {
    if value == CKR_OK {
        return Ok(());
    }
    let code = code(value);
    Err(TokenError::Call { function, code })
}

/// A CK_RV as the rest of the program holds it.
#[allow(clippy::useless_conversion, reason = "CK_ULONG has 32 bit on Windows")]
pub(super) fn code(value: CK_RV) -> ReturnCode {
    ReturnCode(u64::from(value))
}

/// A CK_ULONG as the rest of the program holds it.
#[allow(clippy::useless_conversion, reason = "CK_ULONG has 32 bit on Windows")]
pub(super) fn wide(value: CK_ULONG) -> u64 {
    u64::from(value)
}

/// A CK_ULONG that may say CK_UNAVAILABLE_INFORMATION, whatever its width.
pub(super) fn known(value: CK_ULONG) -> Option<u64> {
    (value != CK_UNAVAILABLE_INFORMATION).then(|| wide(value))
}

fn narrow<T: TryInto<CK_ULONG>>(function: &'static str, value: T) -> Result<CK_ULONG, TokenError> {
    let reason = "a number of this program does not fit its CK_ULONG";
    let nonsense = TokenError::Nonsense { function, reason };
    value.try_into().map_err(|_| nonsense)
}

/// Calls a function of the list; a module without it does not support it.
macro_rules! call {
    ($self:ident . $name:ident ( $($argument:expr),* $(,)? )) => {{
        // Copied out: the list is a packed structure on Windows.
        let function = $self.list.$name;
        match function {
            // SAFETY: the pointer comes from the function list of a library that `self` keeps loaded and has
            // the signature that PKCS#11 gives it; each caller passes pointers to live memory of the lengths
            // that it states and keeps it alive over the call.
            Some(function) => answered(stringify!($name), unsafe { function($($argument),*) }),
            None => answered(stringify!($name), CKR_FUNCTION_NOT_SUPPORTED),
        }
    }};
}

impl Functions {
    /// Loads the file and takes its function list; nothing is initialized yet.
    pub(super) fn load(path: &Path) -> Result<Self, TokenError> {
        // SAFETY: loading runs the library's initialisers, which is what choosing a module means.
        let library = unsafe { cryptoki_sys::Pkcs11::new(path) }.map_err(|error| {
            TokenError::NotLoadable {
                path: path.to_owned(),
                reason: error.to_string(),
            }
        })?;
        let no_module = |reason: String| TokenError::NotAModule {
            path: path.to_owned(),
            reason,
        };
        let Ok(get_function_list) = library.C_GetFunctionList.as_ref() else {
            return Err(no_module("it has no C_GetFunctionList".to_owned()));
        };
        let mut list: *mut CK_FUNCTION_LIST = ptr::null_mut();
        // SAFETY: the symbol has this signature in every PKCS#11 module; `list` outlives the call.
        let value = unsafe { get_function_list(&raw mut list) };
        if value != CKR_OK {
            let code = code(value);
            return Err(no_module(format!("C_GetFunctionList answered {code}")));
        }
        if list.is_null() {
            return Err(no_module("C_GetFunctionList gave no list".to_owned()));
        }
        // SAFETY: C_GetFunctionList answered CKR_OK and a pointer to the module's static list, which has at
        // least the members of version 2; unaligned, as nothing promises an alignment.
        let list = unsafe { list.read_unaligned() };
        Ok(Self {
            list,
            _library: library,
        })
    }

    /// The functions of a module that is part of a test.
    #[cfg(all(test, target_os = "linux"))]
    fn of(list: CK_FUNCTION_LIST) -> Self {
        // SAFETY: the C library is loaded already; nothing of it is called.
        let library = unsafe { cryptoki_sys::Pkcs11::new("libc.so.6") }.unwrap();
        Self {
            list,
            _library: library,
        }
    }

    /// Initializes the module; one that cannot lock will do, as one thread calls at a time here.
    pub(super) fn initialize(&self) -> Result<(), TokenError> {
        match self.initialize_with(cryptoki_sys::CKF_OS_LOCKING_OK) {
            Err(error) if error.code() == Some(code(cryptoki_sys::CKR_CANT_LOCK)) => {
                self.initialize_with(0)
            }
            other => other,
        }
    }

    fn initialize_with(&self, flags: CK_ULONG) -> Result<(), TokenError> {
        let mut arguments = CK_C_INITIALIZE_ARGS {
            flags,
            ..CK_C_INITIALIZE_ARGS::default()
        };
        call!(self.C_Initialize((&raw mut arguments).cast::<c_void>()))
    }

    pub(super) fn finalize(&self) -> Result<(), TokenError> {
        call!(self.C_Finalize(ptr::null_mut()))
    }

    /// Lists the slots with a token in them.
    pub(super) fn slots(&self) -> Result<Vec<SlotId>, TokenError> {
        const PRESENT: u8 = cryptoki_sys::CK_TRUE;
        let mut count: CK_ULONG = 0;
        call!(self.C_GetSlotList(PRESENT, ptr::null_mut(), &raw mut count))?;
        // Room for a few that are put in between the two questions.
        let room = usize::try_from(count)
            .unwrap_or(usize::MAX)
            .saturating_add(8);
        let mut slots: Vec<CK_ULONG> = vec![0; room.min(MOST_SLOTS)];
        count = narrow("C_GetSlotList", slots.len())?;
        call!(self.C_GetSlotList(PRESENT, slots.as_mut_ptr(), &raw mut count))?;
        slots.truncate(usize::try_from(count).unwrap_or(usize::MAX));
        Ok(slots.into_iter().map(|slot| SlotId(wide(slot))).collect())
    }

    /// The key sizes of a mechanism that signs, smallest and largest; `None` where the slot has none such.
    pub(super) fn signing_range(
        &self,
        slot: SlotId,
        mechanism: CK_MECHANISM_TYPE,
    ) -> Result<Option<(u64, u64)>, TokenError> {
        let slot = narrow("C_GetMechanismInfo", slot.0)?;
        let mut info = CK_MECHANISM_INFO::default();
        let called = call!(self.C_GetMechanismInfo(slot, mechanism, &raw mut info));
        match called {
            Ok(()) if info.flags & cryptoki_sys::CKF_SIGN != 0 => {
                Ok(Some((wide(info.ulMinKeySize), wide(info.ulMaxKeySize))))
            }
            Ok(()) => Ok(None),
            Err(error) if error.trouble() == Trouble::Unsupported => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub(super) fn open_session(
        &self,
        slot: SlotId,
        access: Access,
    ) -> Result<CK_SESSION_HANDLE, TokenError> {
        let slot = narrow("C_OpenSession", slot.0)?;
        let flags = match access {
            Access::ReadOnly => CKF_SERIAL_SESSION,
            Access::ReadWrite => CKF_SERIAL_SESSION | CKF_RW_SESSION,
        };
        let mut session: CK_SESSION_HANDLE = 0;
        call!(self.C_OpenSession(slot, flags, ptr::null_mut(), None, &raw mut session))?;
        Ok(session)
    }

    pub(super) fn close_session(&self, session: CK_SESSION_HANDLE) -> Result<(), TokenError> {
        call!(self.C_CloseSession(session))
    }

    pub(super) fn info(&self) -> Result<CK_INFO, TokenError> {
        let mut info = CK_INFO::default();
        call!(self.C_GetInfo(&raw mut info)).map(|()| info)
    }

    pub(super) fn token_info(&self, slot: SlotId) -> Result<CK_TOKEN_INFO, TokenError> {
        let slot = narrow("C_GetTokenInfo", slot.0)?;
        let mut info = CK_TOKEN_INFO::default();
        call!(self.C_GetTokenInfo(slot, &raw mut info)).map(|()| info)
    }

    /// Logs in; without a PIN the reader asks for it.
    pub(super) fn login(
        &self,
        session: CK_SESSION_HANDLE,
        user: CK_USER_TYPE,
        pin: Option<&[u8]>,
    ) -> Result<(), TokenError> {
        let (pin, length) = lent("C_Login", pin)?;
        call!(self.C_Login(session, user, pin, length))
    }

    /// The state of a session: who is logged in (CKS_).
    pub(super) fn session_state(&self, session: CK_SESSION_HANDLE) -> Result<CK_STATE, TokenError> {
        let mut info = CK_SESSION_INFO::default();
        call!(self.C_GetSessionInfo(session, &raw mut info))?;
        Ok(info.state)
    }

    pub(super) fn logout(&self, session: CK_SESSION_HANDLE) -> Result<(), TokenError> {
        call!(self.C_Logout(session))
    }

    /// Changes the PIN of whoever is logged in, or the user's; without PINs the reader asks for them.
    pub(super) fn set_pin(
        &self,
        session: CK_SESSION_HANDLE,
        old: Option<&[u8]>,
        new: Option<&[u8]>,
    ) -> Result<(), TokenError> {
        let (old, old_length) = lent("C_SetPIN", old)?;
        let (new, new_length) = lent("C_SetPIN", new)?;
        call!(self.C_SetPIN(session, old, old_length, new, new_length))
    }

    /// Sets the user's PIN with the security officer logged in.
    pub(super) fn init_pin(
        &self,
        session: CK_SESSION_HANDLE,
        new: Option<&[u8]>,
    ) -> Result<(), TokenError> {
        let (new, length) = lent("C_InitPIN", new)?;
        call!(self.C_InitPIN(session, new, length))
    }

    /// Lists every object by an empty template, until an answer is empty: a short one proves nothing.
    pub(super) fn handles(&self, session: CK_SESSION_HANDLE) -> Result<Vec<Handle>, TokenError> {
        call!(self.C_FindObjectsInit(session, ptr::null_mut(), 0))?;
        let found = self.drain(session);
        // What was listed is whole already; a module may have ended the search by itself.
        let ended = call!(self.C_FindObjectsFinal(session));
        if let Err(error) = ended {
            tracing::debug!(%error, "the search was not ended");
        }
        found
    }

    fn drain(&self, session: CK_SESSION_HANDLE) -> Result<Vec<Handle>, TokenError> {
        let nonsense = |reason| TokenError::Nonsense {
            function: "C_FindObjects",
            reason,
        };
        let mut batch: [CK_ULONG; 256] = [0; 256];
        let room = narrow("C_FindObjects", batch.len())?;
        let mut found = Vec::new();
        loop {
            let mut count: CK_ULONG = 0;
            call!(self.C_FindObjects(session, batch.as_mut_ptr(), room, &raw mut count))?;
            let count = usize::try_from(count).ok();
            match count.and_then(|count| batch.get(..count)) {
                Some([]) => return Ok(found),
                Some(handles) => found.extend(handles.iter().map(|handle| Handle(wide(*handle)))),
                None => return Err(nonsense("more handles than there was room for")),
            }
            if found.len() > MOST_OBJECTS {
                return Err(nonsense("the listing never ends"));
            }
        }
    }

    /// Reads attributes with buffers of the given sizes in one call: the code and whatever was filled.
    pub(super) fn attributes(
        &self,
        session: CK_SESSION_HANDLE,
        object: Handle,
        wanted: &[(CK_ATTRIBUTE_TYPE, usize)],
    ) -> Result<(ReturnCode, Answers), TokenError> {
        const FUNCTION: &str = "C_GetAttributeValue";
        let object = narrow(FUNCTION, object.0)?;
        let size = wanted
            .iter()
            .map(|(_, room)| *room)
            .fold(0, usize::saturating_add);
        let mut bytes = Zeroizing::new(vec![UNTOUCHED; size]);
        let mut template = Vec::with_capacity(wanted.len());
        let mut rest = bytes.as_mut_slice();
        for (kind, room) in wanted {
            let (buffer, after) = rest.split_at_mut_checked(*room).unwrap_or_default();
            template.push(CK_ATTRIBUTE {
                type_: *kind,
                pValue: buffer.as_mut_ptr().cast::<c_void>(),
                ulValueLen: narrow(FUNCTION, *room)?,
            });
            rest = after;
        }
        let count = narrow(FUNCTION, template.len())?;
        let called = call!(self.C_GetAttributeValue(session, object, template.as_mut_ptr(), count));
        let mut start: usize = 0;
        let mut fields = Vec::with_capacity(wanted.len());
        for ((kind, room), attribute) in wanted.iter().zip(&template) {
            fields.push(Field {
                kind: *kind,
                start,
                room: *room,
                length: attribute.ulValueLen,
            });
            start = start.saturating_add(*room);
        }
        let code = match called {
            Ok(()) => code(CKR_OK),
            Err(error) => error.code().unwrap_or(code(CKR_FUNCTION_NOT_SUPPORTED)),
        };
        Ok((code, Answers::new(bytes, fields)))
    }

    /// Asks how long attributes are, bytes; `None` where the module does not tell.
    pub(super) fn lengths(
        &self,
        session: CK_SESSION_HANDLE,
        object: Handle,
        kinds: &[CK_ATTRIBUTE_TYPE],
    ) -> Result<Vec<Option<usize>>, TokenError> {
        let object = narrow("C_GetAttributeValue", object.0)?;
        let mut template: Vec<CK_ATTRIBUTE> = kinds
            .iter()
            .map(|kind| CK_ATTRIBUTE {
                type_: *kind,
                pValue: ptr::null_mut(),
                ulValueLen: CK_UNAVAILABLE_INFORMATION,
            })
            .collect();
        let count = narrow("C_GetAttributeValue", template.len())?;
        let called = call!(self.C_GetAttributeValue(session, object, template.as_mut_ptr(), count));
        if let Err(error) = called {
            // Absent ones among them are no news; their lengths say so.
            tracing::debug!(%error, "lengths were told in part");
        }
        let length = |attribute: &CK_ATTRIBUTE| known(attribute.ulValueLen)?.try_into().ok();
        Ok(template.iter().map(length).collect())
    }

    /// Creates an object; the values are read where they lie, nothing is copied but flags and numbers.
    pub(super) fn create(
        &self,
        session: CK_SESSION_HANDLE,
        values: &[(CK_ATTRIBUTE_TYPE, Value<'_>)],
    ) -> Result<Handle, TokenError> {
        const FUNCTION: &str = "C_CreateObject";
        let mut template = Template::new(FUNCTION, values)?;
        let (start, count) = template.parts(FUNCTION)?;
        let mut handle: CK_ULONG = 0;
        call!(self.C_CreateObject(session, start, count, &raw mut handle))?;
        Ok(Handle(wide(handle)))
    }

    pub(super) fn destroy(
        &self,
        session: CK_SESSION_HANDLE,
        object: Handle,
    ) -> Result<(), TokenError> {
        let object = narrow("C_DestroyObject", object.0)?;
        call!(self.C_DestroyObject(session, object))
    }

    /// Signs `data` in one part: C_SignUpdate fails on the vendor's module of the ePass2003.
    pub(super) fn sign(
        &self,
        session: CK_SESSION_HANDLE,
        key: Handle,
        mechanism: Mechanism<'_>,
        data: &[u8],
    ) -> Result<Vec<u8>, TokenError> {
        let key = narrow("C_SignInit", key.0)?;
        mechanism.lend("C_SignInit", |mechanism| {
            call!(self.C_SignInit(session, mechanism, key))
        })?;
        let (data, data_length) = lent("C_Sign", Some(data))?;
        let mut signature = vec![0_u8; SIGNATURE_BUFFER];
        let mut length = narrow("C_Sign", signature.len())?;
        let buffer = signature.as_mut_ptr();
        call!(self.C_Sign(session, data, data_length, buffer, &raw mut length))?;
        let length = usize::try_from(length).ok();
        let length = length.filter(|length| *length <= signature.len());
        signature.truncate(length.ok_or(TokenError::Nonsense {
            function: "C_Sign",
            reason: "a signature longer than its buffer",
        })?);
        Ok(signature)
    }
}

/// Bytes as the standard's functions take what they only read.
fn lent(function: &'static str, bytes: Option<&[u8]>) -> Result<(*mut u8, CK_ULONG), TokenError> {
    let Some(bytes) = bytes else {
        return Ok((ptr::null_mut(), 0));
    };
    Ok((bytes.as_ptr().cast_mut(), narrow(function, bytes.len())?))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::fake::{self, Manner};
    use super::*;

    #[test]
    fn drains_a_listing_that_comes_one_handle_a_call() {
        let handles = fake::module(Manner::OneHandleACall).handles(1).unwrap();
        assert_eq!(handles, [Handle(1), Handle(2), Handle(3)]);
    }

    #[test]
    fn takes_no_part_of_a_listing_for_the_whole() {
        for manner in [Manner::TooManyHandles, Manner::EndlessListing] {
            let error = fake::module(manner).handles(1).unwrap_err();
            assert!(matches!(error, TokenError::Nonsense { .. }), "{manner:?}");
        }
    }

    #[test]
    fn says_of_a_function_that_the_module_lacks_that_it_is_unsupported() {
        let error = fake::module(Manner::OneHandleACall).slots().unwrap_err();
        let text = "C_GetSlotList answered CKR_FUNCTION_NOT_SUPPORTED";
        assert_eq!(error.to_string(), text);
    }
}

/// Attributes as C takes them, pointing at flags and numbers of its own and at bytes where they lie.
struct Template<'a> {
    attributes: Vec<CK_ATTRIBUTE>,
    _numbers: Vec<CK_ULONG>,
    _values: PhantomData<&'a [u8]>,
}

impl<'a> Template<'a> {
    fn new(
        function: &'static str,
        values: &[(CK_ATTRIBUTE_TYPE, Value<'a>)],
    ) -> Result<Self, TokenError> {
        static FLAGS: [u8; 2] = [cryptoki_sys::CK_FALSE, cryptoki_sys::CK_TRUE];
        let numbers: Vec<CK_ULONG> = values
            .iter()
            .map(|(_, value)| match value {
                Value::Number(number) => *number,
                Value::Flag(_) | Value::Bytes(_) => 0,
            })
            .collect();
        let [no, yes] = &FLAGS;
        let mut attributes = Vec::with_capacity(values.len());
        for ((kind, value), number) in values.iter().zip(&numbers) {
            let (pointer, length): (*const c_void, usize) = match value {
                Value::Flag(flag) => (ptr::from_ref(if *flag { yes } else { no }).cast(), 1),
                Value::Number(_) => (ptr::from_ref(number).cast(), size_of::<CK_ULONG>()),
                Value::Bytes(bytes) => (bytes.as_ptr().cast(), bytes.len()),
            };
            attributes.push(CK_ATTRIBUTE {
                type_: *kind,
                // The standard's type is not const; functions that take a template for a new object only read.
                pValue: pointer.cast_mut(),
                ulValueLen: narrow(function, length)?,
            });
        }
        Ok(Self {
            attributes,
            _numbers: numbers,
            _values: PhantomData,
        })
    }

    /// Where it starts and how many attributes it has.
    fn parts(
        &mut self,
        function: &'static str,
    ) -> Result<(*mut CK_ATTRIBUTE, CK_ULONG), TokenError> {
        let count = narrow(function, self.attributes.len())?;
        Ok((self.attributes.as_mut_ptr(), count))
    }
}

// Below the macro, which they use.
mod keys;

pub(super) use keys::{Mechanism, OaepHash, Parameter};
