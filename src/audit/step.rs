//! A change of a token as the journal announces it, and how it ended.

use serde::{Deserialize, Serialize};

use super::wire;
use crate::certificate::Sha256Digest;

/// What is done to an object or to the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// An object is created (C_CreateObject, C_UnwrapKey, C_CopyObject).
    Create,
    /// An object is removed (C_DestroyObject).
    Destroy,
    /// An attribute of an object is changed (C_SetAttributeValue).
    SetAttribute,
    /// A PIN is changed or set (C_SetPIN, C_InitPIN).
    PinChange,
}

/// The kind of object that a step or an inventory names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ObjectClass {
    /// CKO_CERTIFICATE.
    Certificate,
    /// CKO_PRIVATE_KEY.
    PrivateKey,
    /// CKO_PUBLIC_KEY.
    PublicKey,
    /// CKO_SECRET_KEY.
    SecretKey,
    /// CKO_DATA.
    Data,
    /// Any other class.
    Other,
    /// No object: the step changes the token itself, such as its PIN.
    Token,
}

/// Why a step is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// The bundle's identity or chain is written.
    Write,
    /// What this run created is taken back.
    Undo,
    /// What has expired is removed.
    RemoveExpired,
    /// What a person named by its digest is removed.
    RemoveNamed,
    /// What an interrupted run left is finished or taken back.
    Recover,
    /// What a refused template left behind is removed before the next one is tried.
    ClearGhost,
    /// A PIN is changed or unblocked.
    PinChange,
}

/// One change of a token, named by content so that it can be found again without a handle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What is done.
    pub action: Action,
    /// The kind of object.
    pub class: ObjectClass,
    /// CKA_LABEL, decoded.
    pub label: String,
    /// CKA_ID, raw bytes; hexadecimal in the file.
    #[serde(with = "wire::bytes")]
    pub cka_id: Vec<u8>,
    /// What the content is known by: SHA-256 of a certificate's DER, of a key's public part
    /// ([`crate::certificate::PublicKey::sha256`]), of a data object's value; `None` where there is none.
    #[serde(with = "wire::digest_option")]
    pub sha256: Option<Sha256Digest>,
    /// Why it is done.
    pub purpose: Purpose,
}

/// How a step ended, as far as a look at the token could tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum StepOutcome {
    /// It was done.
    Done,
    /// What was to be removed was not there any more.
    AlreadyGone,
    /// What was to be created was there already.
    AlreadyThere,
    /// It failed and did not happen.
    Failed {
        /// The return code, such as `CKR_DEVICE_MEMORY`.
        code: String,
        /// The C function, such as `C_CreateObject`.
        function: String,
    },
    /// It may or may not have happened.
    Unknown {
        /// The return code, where there was one.
        code: Option<String>,
        /// The C function, where one is known.
        function: Option<String>,
    },
}

/// An object that the token held before a run, named by content.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct HeldObject {
    /// The kind of object.
    pub class: ObjectClass,
    /// What the content is known by, as in [`Step::sha256`].
    #[serde(with = "wire::digest")]
    pub sha256: Sha256Digest,
}
