//! The calls that make a key on the token from another one: pairs, derived keys, keys that come in wrapped.

use std::ffi::c_void;
use std::ptr;

use cryptoki_sys::{
    CK_ATTRIBUTE_TYPE, CK_ECDH1_DERIVE_PARAMS, CK_MECHANISM, CK_MECHANISM_TYPE,
    CK_RSA_AES_KEY_WRAP_PARAMS, CK_RSA_PKCS_OAEP_PARAMS, CK_RSA_PKCS_PSS_PARAMS, CK_SESSION_HANDLE,
    CK_ULONG, CKD_NULL, CKG_MGF1_SHA1, CKG_MGF1_SHA256, CKG_MGF1_SHA384, CKG_MGF1_SHA512,
    CKM_ECDH1_DERIVE, CKM_SHA_1, CKM_SHA256, CKM_SHA384, CKM_SHA512, CKR_BUFFER_TOO_SMALL,
    CKR_FUNCTION_NOT_SUPPORTED, CKZ_DATA_SPECIFIED,
};
use zeroize::Zeroizing;

use super::{Functions, Template, Value, answered, lent, narrow, wide};
use crate::certificate::SignatureHash;
use crate::token::{Handle, SlotId, TokenError};

/// More than any token has; NSS has 161.
const MECHANISMS: usize = 512;

/// More than a wrapped RSA key of 16,384 bits.
const WRAPPED_BUFFER: usize = 12_288;

/// The hash of RSA-OAEP, for label and mask alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::token::pkcs11) enum OaepHash {
    /// SHA-1, which every module knows.
    Sha1,
    /// SHA-256.
    Sha256,
}

impl OaepHash {
    fn parameter(self) -> CK_RSA_PKCS_OAEP_PARAMS {
        let (hash, mask) = match self {
            Self::Sha1 => (CKM_SHA_1, CKG_MGF1_SHA1),
            Self::Sha256 => (CKM_SHA256, CKG_MGF1_SHA256),
        };
        CK_RSA_PKCS_OAEP_PARAMS {
            hashAlg: hash,
            mgf: mask,
            source: CKZ_DATA_SPECIFIED,
            pSourceData: ptr::null_mut(),
            ulSourceDataLen: 0,
        }
    }
}

/// The parameters of RSA-PSS: one hash for message and mask, the salt as long as the hash (RFC 8446 §4.2.3).
fn pss(hash: SignatureHash) -> CK_RSA_PKCS_PSS_PARAMS {
    let (hash, mask, salt) = match hash {
        SignatureHash::Sha256 => (CKM_SHA256, CKG_MGF1_SHA256, 32),
        SignatureHash::Sha384 => (CKM_SHA384, CKG_MGF1_SHA384, 48),
        SignatureHash::Sha512 => (CKM_SHA512, CKG_MGF1_SHA512, 64),
    };
    CK_RSA_PKCS_PSS_PARAMS {
        hashAlg: hash,
        mgf: mask,
        sLen: salt,
    }
}

/// What a mechanism is told beside its number.
#[derive(Clone, Copy)]
pub(in crate::token::pkcs11) enum Parameter<'a> {
    /// Nothing.
    None,
    /// An initialisation vector.
    Vector(&'a [u8; 16]),
    /// The hash of RSA-OAEP.
    Oaep(OaepHash),
    /// The hash of the RSA-OAEP around an AES key of 256 bits.
    RsaAes(OaepHash),
    /// The hash of RSA-PSS.
    Pss(SignatureHash),
}

/// A mechanism with its parameter.
#[derive(Clone, Copy)]
pub(in crate::token::pkcs11) struct Mechanism<'a> {
    /// Its number.
    pub(in crate::token::pkcs11) kind: CK_MECHANISM_TYPE,
    /// What it is told.
    pub(in crate::token::pkcs11) parameter: Parameter<'a>,
}

impl Mechanism<'_> {
    /// Lends the mechanism in its C form for one call.
    pub(super) fn lend<T>(
        &self,
        function: &'static str,
        call: impl FnOnce(*mut CK_MECHANISM) -> Result<T, TokenError>,
    ) -> Result<T, TokenError> {
        let mut oaep = match self.parameter {
            Parameter::Oaep(hash) | Parameter::RsaAes(hash) => hash.parameter(),
            Parameter::None | Parameter::Vector(_) | Parameter::Pss(_) => {
                OaepHash::Sha1.parameter()
            }
        };
        let mut signing = match self.parameter {
            Parameter::Pss(hash) => pss(hash),
            Parameter::None | Parameter::Vector(_) | Parameter::Oaep(_) | Parameter::RsaAes(_) => {
                pss(SignatureHash::Sha256)
            }
        };
        let mut rsa_aes = CK_RSA_AES_KEY_WRAP_PARAMS {
            ulAESKeyBits: 256,
            pOAEPParams: &raw mut oaep,
        };
        let (parameter, length): (*mut c_void, usize) = match self.parameter {
            Parameter::None => (ptr::null_mut(), 0),
            Parameter::Vector(vector) => (vector.as_ptr().cast_mut().cast(), vector.len()),
            Parameter::Oaep(_) => ((&raw mut oaep).cast(), size_of::<CK_RSA_PKCS_OAEP_PARAMS>()),
            Parameter::RsaAes(_) => (
                (&raw mut rsa_aes).cast(),
                size_of::<CK_RSA_AES_KEY_WRAP_PARAMS>(),
            ),
            Parameter::Pss(_) => (
                (&raw mut signing).cast(),
                size_of::<CK_RSA_PKCS_PSS_PARAMS>(),
            ),
        };
        let mut mechanism = CK_MECHANISM {
            mechanism: self.kind,
            pParameter: parameter,
            ulParameterLen: narrow(function, length)?,
        };
        call(&raw mut mechanism)
    }
}

impl Functions {
    /// Lists the mechanisms of the slot. One listed proves nothing; one not listed is not tried.
    pub(in crate::token::pkcs11) fn mechanisms(
        &self,
        slot: SlotId,
    ) -> Result<Vec<CK_MECHANISM_TYPE>, TokenError> {
        const FUNCTION: &str = "C_GetMechanismList";
        let slot = narrow(FUNCTION, slot.0)?;
        let mut listed: Vec<CK_MECHANISM_TYPE> = vec![0; MECHANISMS];
        let mut count = narrow(FUNCTION, listed.len())?;
        call!(self.C_GetMechanismList(slot, listed.as_mut_ptr(), &raw mut count))?;
        listed.truncate(usize::try_from(count).unwrap_or_default());
        Ok(listed)
    }

    /// Makes a key pair; public half first.
    pub(in crate::token::pkcs11) fn generate_pair(
        &self,
        session: CK_SESSION_HANDLE,
        mechanism: Mechanism<'_>,
        public: &[(CK_ATTRIBUTE_TYPE, Value<'_>)],
        private: &[(CK_ATTRIBUTE_TYPE, Value<'_>)],
    ) -> Result<[Handle; 2], TokenError> {
        const FUNCTION: &str = "C_GenerateKeyPair";
        let (mut public, mut private) = (
            Template::new(FUNCTION, public)?,
            Template::new(FUNCTION, private)?,
        );
        let (public, public_count) = public.parts(FUNCTION)?;
        let (private, private_count) = private.parts(FUNCTION)?;
        let mut made: [CK_ULONG; 2] = [0; 2];
        let [first, second] = &mut made;
        let (first, second) = (&raw mut *first, &raw mut *second);
        mechanism.lend(FUNCTION, |mechanism| {
            call!(self.C_GenerateKeyPair(
                session,
                mechanism,
                public,
                public_count,
                private,
                private_count,
                first,
                second
            ))
        })?;
        Ok(made.map(|handle| Handle(wide(handle))))
    }

    /// Derives a key by ECDH without a derivation function (CKD_NULL) from `base` and the point `peer`.
    pub(in crate::token::pkcs11) fn agree(
        &self,
        session: CK_SESSION_HANDLE,
        base: Handle,
        peer: &[u8],
        values: &[(CK_ATTRIBUTE_TYPE, Value<'_>)],
    ) -> Result<Handle, TokenError> {
        const FUNCTION: &str = "C_DeriveKey";
        let base = narrow(FUNCTION, base.0)?;
        let (peer, peer_length) = lent(FUNCTION, Some(peer))?;
        let mut parameter = CK_ECDH1_DERIVE_PARAMS {
            kdf: CKD_NULL,
            ulSharedDataLen: 0,
            pSharedData: ptr::null_mut(),
            ulPublicDataLen: peer_length,
            pPublicData: peer,
        };
        let mut mechanism = CK_MECHANISM {
            mechanism: CKM_ECDH1_DERIVE,
            pParameter: (&raw mut parameter).cast(),
            ulParameterLen: narrow(FUNCTION, size_of::<CK_ECDH1_DERIVE_PARAMS>())?,
        };
        let mut template = Template::new(FUNCTION, values)?;
        let (start, count) = template.parts(FUNCTION)?;
        let mut handle: CK_ULONG = 0;
        call!(self.C_DeriveKey(
            session,
            &raw mut mechanism,
            base,
            start,
            count,
            &raw mut handle
        ))?;
        Ok(Handle(wide(handle)))
    }

    /// Has the token decrypt a key with one of its own and keep it.
    pub(in crate::token::pkcs11) fn unwrap(
        &self,
        session: CK_SESSION_HANDLE,
        mechanism: Mechanism<'_>,
        with: Handle,
        wrapped: &[u8],
        values: &[(CK_ATTRIBUTE_TYPE, Value<'_>)],
    ) -> Result<Handle, TokenError> {
        const FUNCTION: &str = "C_UnwrapKey";
        let with = narrow(FUNCTION, with.0)?;
        let (wrapped, length) = lent(FUNCTION, Some(wrapped))?;
        let mut template = Template::new(FUNCTION, values)?;
        let (start, count) = template.parts(FUNCTION)?;
        let mut handle: CK_ULONG = 0;
        let made = &raw mut handle;
        mechanism.lend(FUNCTION, |mechanism| {
            call!(self.C_UnwrapKey(
                session, mechanism, with, wrapped, length, start, count, made
            ))
        })?;
        Ok(Handle(wide(handle)))
    }

    /// Asks the token to give a key out, encrypted with another: what comes is wiped.
    pub(in crate::token::pkcs11) fn wrap(
        &self,
        session: CK_SESSION_HANDLE,
        mechanism: Mechanism<'_>,
        with: Handle,
        key: Handle,
    ) -> Result<(), TokenError> {
        const FUNCTION: &str = "C_WrapKey";
        let (with, key) = (narrow(FUNCTION, with.0)?, narrow(FUNCTION, key.0)?);
        let mut wrapped = Zeroizing::new(vec![0_u8; WRAPPED_BUFFER]);
        let mut length = narrow(FUNCTION, wrapped.len())?;
        let (buffer, length) = (wrapped.as_mut_ptr(), &raw mut length);
        let answer = mechanism.lend(FUNCTION, |mechanism| {
            call!(self.C_WrapKey(session, mechanism, with, key, buffer, length))
        });
        match answer {
            // It would have been given out, had there been more room.
            Err(error) if error.code() == Some(super::code(CKR_BUFFER_TOO_SMALL)) => Ok(()),
            other => other,
        }
    }
}
