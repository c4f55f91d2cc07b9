//! The port to a PKCS#11 token: reading apart from writing, objects as content and never as bare handles.

pub mod atr;
pub mod discovery;
pub mod error;
pub mod facts;
pub mod helper_id;
pub mod new_object;
pub mod object;
pub mod observer;
pub mod pkcs11;
pub mod profile;
pub mod reader_service;
pub mod selection;
pub mod uri;
pub mod wrapping;

pub use error::{ReturnCode, TokenError, Trouble};
pub use facts::{
    FreeMemory, KeyKind, KeyRange, ModuleFacts, PinLimits, PinState, SlotFailure, SlotId,
    TokenFacts, TokenSerial,
};
pub use new_object::{KeyUse, Leanness, NewObject, Optional, PrivateMaterial};
pub use object::{Content, Handle, KeyFlags, Object, ObjectClass};
pub use observer::{Observer, observer};
pub use profile::Profile;
pub use selection::{SelectionError, TokenChoice};
pub use wrapping::{Carriage, Kept, TransportKind, Transports, WrapPath, Wrapping};

use crate::certificate::{PublicKey, SignatureScheme};
use crate::secret::SecretBytes;

/// A signature made inside the token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenSignature {
    /// The mechanism that worked, such as `CKM_RSA_PKCS`.
    pub mechanism: &'static str,
    /// The hash the message was digested with, such as `SHA-256`.
    pub digest: &'static str,
    /// RSASSA-PKCS1-v1_5, RSASSA-PSS, or ECDSA as `r ‖ s`.
    pub bytes: Vec<u8>,
}

/// Whether the private parts of a key can be read out of the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exposure {
    /// Every private part was refused.
    Refused,
    /// At least one private part came out: the key is not protected.
    Readable,
}

/// What may be asked of a token without changing it.
pub trait TokenReader {
    /// Reads the token's own information again (`C_GetTokenInfo`): serial, flags, memory.
    ///
    /// # Errors
    /// [`TokenError`] when the token does not answer, [`Trouble::Removed`] when it is gone.
    fn facts(&mut self) -> Result<TokenFacts, TokenError>;

    /// Lists every object that this session sees, drained to an empty answer, each read whole.
    ///
    /// # Errors
    /// [`TokenError`] when the listing did not reach its end: a part of an inventory is no inventory.
    fn objects(&mut self) -> Result<Vec<Object>, TokenError>;

    /// Lists the handles only: cheap, and enough to see that an object came or went.
    ///
    /// # Errors
    /// [`TokenError`] when the listing did not reach its end.
    fn handles(&mut self) -> Result<Vec<Handle>, TokenError>;

    /// Signs `message` with the private key `key`, whose public key is expected to be `public`.
    ///
    /// The message is hashed on the host where the token can sign a bare digest: SHA-256 with RSA,
    /// the hash of the curve's size with ECDSA. Where a mechanism gives a signature that `public` does not
    /// verify, the next one is tried; the caller verifies what it gets all the same, as it may be the last
    /// one that does not.
    ///
    /// # Errors
    /// [`TokenError`] when no mechanism worked.
    fn sign(
        &mut self,
        key: Handle,
        public: &PublicKey,
        message: &[u8],
    ) -> Result<TokenSignature, TokenError>;

    /// Signs `message` as a TLS client does by `scheme`, with the private key `key` whose public key is `public`.
    ///
    /// The mechanisms that can make such a signature are tried until one verifies, as [`TokenReader::sign`] does:
    /// for RSA-PSS also the bare RSA operation, with the padding made on the host.
    ///
    /// # Errors
    /// [`TokenError`] when no mechanism worked: what the token answered to the first one.
    fn sign_by(
        &mut self,
        key: Handle,
        public: &PublicKey,
        scheme: SignatureScheme,
        message: &[u8],
    ) -> Result<TokenSignature, TokenError> {
        if SignatureScheme::usual(public) == Some(scheme) {
            return self.sign(key, public, message);
        }
        Err(TokenError::Call {
            function: "C_SignInit",
            code: ReturnCode(0x70),
        })
    }

    /// Asks for the private parts of a key, wiping whatever comes.
    ///
    /// # Errors
    /// [`TokenError`] when the answer says neither.
    fn exposure(&mut self, key: Handle) -> Result<Exposure, TokenError>;

    /// The key sizes the token takes for signing with keys of this kind, bits; `None` when the token has no
    /// mechanism for them. Limits that make no sense are left out.
    ///
    /// # Errors
    /// [`TokenError`] when the token does not answer.
    fn key_range(&mut self, kind: KeyKind) -> Result<Option<KeyRange>, TokenError>;

    /// The kinds of transport key that the token may be able to make for a wrapped import, the quick one first;
    /// by its list of mechanisms, which proves nothing, and its profile.
    ///
    /// # Errors
    /// [`TokenError`] when the token does not answer.
    fn transports(&mut self) -> Result<Vec<TransportKind>, TokenError> {
        Ok(Vec::new())
    }

    /// The quirks of the module and the token.
    fn profile(&self) -> &'static Profile;
}

/// What may be done to a token. One file of the workflow calls it, and journals each call.
pub trait TokenWriter: TokenReader {
    /// Creates one token object by `C_CreateObject` from a template of the given leanness.
    ///
    /// # Errors
    /// [`TokenError`]; after [`Trouble::Template`] a half-made object may have stayed (SoftHSM2).
    fn create(&mut self, object: &NewObject<'_>, leanness: Leanness) -> Result<Handle, TokenError>;

    /// Makes a transport key on the token, for this session alone, and shares an AES key with it: the ways in
    /// which a private key may cross then, in the order in which they should be tried. An earlier one is destroyed.
    ///
    /// Listings leave its objects out.
    ///
    /// # Errors
    /// [`TokenError`] when the token makes none; nothing of it stays.
    fn make_transport(&mut self, kind: TransportKind) -> Result<Vec<WrapPath>, TokenError> {
        let _ = kind;
        Ok(Vec::new())
    }

    /// Has the token unwrap a private key with the transport key (`C_UnwrapKey`): `pkcs8` is encrypted on the
    /// host as `path` says, and the template states CKA_EXTRACTABLE false.
    ///
    /// # Errors
    /// [`TokenError`]; after [`Trouble::Template`] a half-made object may have stayed (SoftHSM2).
    fn unwrap_key(
        &mut self,
        path: WrapPath,
        object: &NewObject<'_>,
        pkcs8: &SecretBytes,
        leanness: Leanness,
    ) -> Result<Handle, TokenError> {
        let _ = (path, object, pkcs8, leanness);
        Err(TokenError::Nonsense {
            function: "C_UnwrapKey",
            reason: "there is no transport key",
        })
    }

    /// Reads an unwrapped key back in one call: its id and flags, and whether a private part comes out.
    ///
    /// # Errors
    /// [`TokenError`] when the token does not answer.
    fn kept(
        &mut self,
        key: Handle,
        object: &NewObject<'_>,
        leanness: Leanness,
    ) -> Result<Kept, TokenError> {
        let _ = (key, object, leanness);
        Ok(Kept::AsAsked)
    }

    /// Asks the token to give a key out under the transport key (`C_WrapKey`), wiping whatever comes; `None`
    /// where there is nothing to ask with, or the refusal does not name the key.
    ///
    /// # Errors
    /// [`TokenError`] when the session is gone.
    fn wrapped_exposure(
        &mut self,
        path: WrapPath,
        key: Handle,
    ) -> Result<Option<Exposure>, TokenError> {
        let _ = (path, key);
        Ok(None)
    }

    /// Destroys the transport key. What does not go ends with the session.
    fn end_transport(&mut self) {}

    /// Destroys an object, after reading it again: another content under the handle is never destroyed.
    ///
    /// # Errors
    /// [`TokenError::Changed`] when the handle holds something else now, [`TokenError`] otherwise.
    fn destroy(&mut self, object: &Object) -> Result<(), TokenError>;

    /// Finalizes and initializes the module, finds the token by its serial, opens a session and logs in with
    /// the PIN that was accepted in this run, serial and flags read first. All handles are void afterwards.
    ///
    /// # Errors
    /// [`TokenError::Gone`] when no token with that serial is there, [`TokenError`] otherwise.
    fn reconnect(&mut self) -> Result<(), TokenError>;
}
