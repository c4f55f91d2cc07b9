//! A private key that crosses encrypted: made ready for, unwrapped by the token, read back, tried to get out again.

use super::Session;
use super::raw::{self, Answer, CK_ATTRIBUTE_TYPE};
use super::template::{Wording, unwrapped};
use super::transport::{self, Transport};
use crate::secret::SecretBytes;
use crate::token::{
    Exposure, Handle, Kept, KeyUse, Leanness, NewObject, Optional, PrivateMaterial, TokenError,
    TransportKind, Transports, WrapPath,
};

impl Session {
    /// The kinds of transport key that the token may make, by its profile and its list of mechanisms.
    pub(super) fn possible_transports(&mut self) -> Result<Vec<TransportKind>, TokenError> {
        if self.chosen_profile().transports == Transports::Never {
            return Ok(Vec::new());
        }
        Ok(transport::kinds(self.listed_mechanisms()?))
    }

    fn listed_mechanisms(&mut self) -> Result<&[raw::CK_MECHANISM_TYPE], TokenError> {
        if self.mechanisms.is_none() {
            self.mechanisms = Some(self.functions().mechanisms(self.token().slot)?);
        }
        Ok(self.mechanisms.as_deref().unwrap_or_default())
    }

    pub(super) fn ready_transport(
        &mut self,
        kind: TransportKind,
    ) -> Result<Vec<WrapPath>, TokenError> {
        self.may_write("C_GenerateKeyPair")?;
        self.put_transport_away();
        let listed = self.listed_mechanisms()?.to_vec();
        let mut transport = self.transport.take().unwrap_or_else(Transport::empty);
        let made = transport.make(kind, self.functions(), self.handle()?, &listed);
        self.transport = Some(transport);
        if made.is_err() {
            self.put_transport_away();
            self.sweep_transports();
        }
        made
    }

    pub(super) fn put_transport_away(&mut self) {
        let (Some(mut transport), Ok(session)) = (self.transport.take(), self.handle()) else {
            return;
        };
        transport.destroy(self.functions(), session);
        if !transport.objects().is_empty() {
            self.transport = Some(transport);
        }
    }

    /// Destroys transport keys that were made although the call said otherwise: nobody told us their handles.
    fn sweep_transports(&self) {
        let Ok(session) = self.handle() else { return };
        let handles = self.functions().handles(session).unwrap_or_default();
        for handle in handles {
            if transport::is_left_over(self.functions(), session, handle)
                && let Err(error) = self.functions().destroy(session, handle)
            {
                tracing::warn!(%error, "a transport key was not destroyed; it ends with the session");
            }
        }
    }

    pub(super) fn unwrap_private_key(
        &mut self,
        path: WrapPath,
        object: &NewObject<'_>,
        pkcs8: &SecretBytes,
        leanness: Leanness,
    ) -> Result<Handle, TokenError> {
        const FUNCTION: &str = "C_UnwrapKey";
        self.may_write(FUNCTION)?;
        let nonsense = |reason| TokenError::Nonsense {
            function: FUNCTION,
            reason,
        };
        let wording = Wording::of(leanness, self.chosen_profile());
        let template = unwrapped(object, wording).ok_or(nonsense("no private key"))?;
        let transport = self.transport.as_ref();
        let transport = transport.ok_or(nonsense("there is no transport key"))?;
        let session = self.handle()?;
        let handle = transport.unwrap(path, self.functions(), session, pkcs8, &template)?;
        if handle == Handle(0) {
            return Err(nonsense("success without a handle"));
        }
        Ok(handle)
    }

    /// Reads in one call every flag that was asked for, and asks for the private parts.
    pub(super) fn read_back(
        &mut self,
        key: Handle,
        object: &NewObject<'_>,
        leanness: Leanness,
    ) -> Result<Kept, TokenError> {
        let NewObject::PrivateKey {
            material,
            id,
            key_use,
            ..
        } = object
        else {
            return Ok(Kept::AsAsked);
        };
        let wording = Wording::of(leanness, self.chosen_profile());
        let mut wanted = vec![(raw::CKA_ID, 256)];
        wanted.extend(flags(material, *key_use, wording).map(|flag| (flag.kind, 1)));
        wanted.extend(PRIVATE_PARTS.map(|(kind, _)| (kind, 2_048)));
        let (code, answers) = self.functions().attributes(self.handle()?, key, &wanted)?;
        let answered = [
            raw::CKR_OK,
            raw::CKR_ATTRIBUTE_SENSITIVE,
            raw::CKR_ATTRIBUTE_TYPE_INVALID,
            raw::CKR_BUFFER_TOO_SMALL,
        ];
        if !answered.iter().any(|known| raw::code(*known) == code) {
            return Err(TokenError::Call {
                function: "C_GetAttributeValue",
                code,
            });
        }
        let came_out = PRIVATE_PARTS.iter().find(
            |(kind, _)| matches!(answers.get(*kind), Answer::Filled(value) if !value.is_empty()),
        );
        if let Some((_, attribute)) = came_out {
            return Ok(Kept::Otherwise { attribute });
        }
        for flag in flags(material, *key_use, wording) {
            let is_as_asked = match answers.get(flag.kind) {
                Answer::Filled([value]) => (*value != 0) == flag.asked,
                // What is not shown is not known to be wrong, but for what everything rests on.
                _ => !flag.is_vital,
            };
            if !is_as_asked {
                let attribute = flag.name;
                return Ok(Kept::Otherwise { attribute });
            }
        }
        match answers.get(raw::CKA_ID) {
            Answer::Filled(found) if found == *id => Ok(Kept::AsAsked),
            _ => Ok(Kept::Otherwise {
                attribute: "CKA_ID",
            }),
        }
    }

    /// Whether the token gives the key out under the transport key.
    pub(super) fn try_to_wrap(
        &mut self,
        path: WrapPath,
        key: Handle,
    ) -> Result<Option<Exposure>, TokenError> {
        let session = self.handle()?;
        let Some(transport) = self.transport.as_ref() else {
            return Ok(None);
        };
        match transport.wrap(path.wrapping, self.functions(), session, key) {
            None => Ok(None),
            Some(Ok(())) => Ok(Some(Exposure::Readable)),
            Some(Err(error)) => {
                let is = |code| error.code() == Some(raw::code(code));
                let names_the_key =
                    is(raw::CKR_KEY_UNEXTRACTABLE) || is(raw::CKR_KEY_NOT_WRAPPABLE);
                // Any other refusal may be about the question and not about the key.
                Ok(names_the_key.then_some(Exposure::Refused))
            }
        }
    }
}

const PRIVATE_PARTS: [(CK_ATTRIBUTE_TYPE, &str); 3] = [
    (raw::CKA_PRIVATE_EXPONENT, "CKA_PRIVATE_EXPONENT"),
    (raw::CKA_PRIME_1, "CKA_PRIME_1"),
    (raw::CKA_VALUE, "CKA_VALUE"),
];

/// A flag that was asked for.
struct Flag {
    kind: CK_ATTRIBUTE_TYPE,
    name: &'static str,
    asked: bool,
    is_vital: bool,
}

fn flags(
    material: &PrivateMaterial<'_>,
    key_use: KeyUse,
    wording: Wording,
) -> impl Iterator<Item = Flag> {
    let (decrypts, derives) = match material {
        // Left out of the template: what the module makes of them is its own affair.
        _ if !wording.says(Optional::Usage) => (None, None),
        PrivateMaterial::Rsa { .. } => (Some(key_use.decrypts), None),
        PrivateMaterial::Ec { .. } => (None, Some(key_use.derives)),
    };
    let vital = |kind, name, asked| Flag {
        kind,
        name,
        asked,
        is_vital: true,
    };
    let told = |kind, name, asked: Option<bool>| {
        asked.map(|asked| Flag {
            kind,
            name,
            asked,
            is_vital: false,
        })
    };
    [
        Some(vital(raw::CKA_TOKEN, "CKA_TOKEN", true)),
        Some(vital(raw::CKA_EXTRACTABLE, "CKA_EXTRACTABLE", false)),
        told(raw::CKA_PRIVATE, "CKA_PRIVATE", Some(true)),
        told(raw::CKA_SIGN, "CKA_SIGN", Some(true)),
        told(raw::CKA_DECRYPT, "CKA_DECRYPT", decrypts),
        told(raw::CKA_UNWRAP, "CKA_UNWRAP", decrypts),
        told(raw::CKA_DERIVE, "CKA_DERIVE", derives),
    ]
    .into_iter()
    .flatten()
}
