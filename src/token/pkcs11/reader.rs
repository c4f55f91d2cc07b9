//! Reading a token through its session.

use super::raw::{self, Answer};
use super::transport::Transport;
use super::{Session, decode, reading, session, signing};
use crate::certificate::{PublicKey, SignatureScheme};
use crate::token::{
    Exposure, Handle, KeyKind, KeyRange, Object, Profile, TokenError, TokenFacts, TokenReader,
    TokenSignature, TransportKind, Trouble,
};

impl TokenReader for Session {
    fn facts(&mut self) -> Result<TokenFacts, TokenError> {
        let slot = self.token().slot;
        let info = self.functions().token_info(slot)?;
        let mut facts = decode::token(slot, &info);
        if facts.serial != self.token().serial {
            let what = "the token in the slot";
            return Err(TokenError::Changed { what });
        }
        session::believe(self.module(), &mut facts);
        Ok(facts)
    }

    fn objects(&mut self) -> Result<Vec<Object>, TokenError> {
        let session = self.handle()?;
        let handles = self.handles()?;
        let mut objects = Vec::with_capacity(handles.len());
        let mut has_vanished = false;
        for handle in handles {
            objects.push(match reading::object(self.functions(), session, handle) {
                Err(error) if error.trouble() == Trouble::NoSuchObject => {
                    has_vanished = true;
                    reading::unreadable(handle)
                }
                read => read?,
            });
        }
        // A private object in the list shows that the login held; without one, absent and invisible look the same.
        let shows_private = objects.iter().any(|object| object.is_private == Some(true));
        if self.is_logged_in() && (has_vanished || !shows_private) {
            self.refuse_without_login()?;
        }
        Ok(objects)
    }

    fn handles(&mut self) -> Result<Vec<Handle>, TokenError> {
        let mut handles = self.functions().handles(self.handle()?)?;
        // Objects of this session that no plan knows and no undo may touch.
        let own = self.transport.as_ref().map_or(&[][..], Transport::objects);
        handles.retain(|handle| !own.contains(handle));
        Ok(handles)
    }

    fn sign(
        &mut self,
        key: Handle,
        public: &PublicKey,
        message: &[u8],
    ) -> Result<TokenSignature, TokenError> {
        signing::sign(self.functions(), self.handle()?, key, public, message)
    }

    fn sign_by(
        &mut self,
        key: Handle,
        public: &PublicKey,
        scheme: SignatureScheme,
        message: &[u8],
    ) -> Result<TokenSignature, TokenError> {
        let session = self.handle()?;
        signing::sign_by(self.functions(), session, key, public, scheme, message)
    }

    fn exposure(&mut self, key: Handle) -> Result<Exposure, TokenError> {
        // Of RSA and of EC in one question: what the key has not is absent.
        const ASKED: [raw::CK_ATTRIBUTE_TYPE; 3] =
            [raw::CKA_PRIVATE_EXPONENT, raw::CKA_PRIME_1, raw::CKA_VALUE];
        let wanted = ASKED.map(|kind| (kind, 2048));
        let (code, answers) = self.functions().attributes(self.handle()?, key, &wanted)?;
        let came_out = ASKED
            .iter()
            .any(|kind| matches!(answers.get(*kind), Answer::Filled(value) if !value.is_empty()));
        let is = |known| raw::code(known) == code;
        // A buffer that was too small: the module would have filled a larger one.
        if came_out || is(raw::CKR_BUFFER_TOO_SMALL) {
            return Ok(Exposure::Readable);
        }
        let is_refusal = is(raw::CKR_OK)
            || is(raw::CKR_ATTRIBUTE_SENSITIVE)
            || is(raw::CKR_ATTRIBUTE_TYPE_INVALID);
        if is_refusal {
            return Ok(Exposure::Refused);
        }
        Err(TokenError::Call {
            function: "C_GetAttributeValue",
            code,
        })
    }

    fn key_range(&mut self, kind: KeyKind) -> Result<Option<KeyRange>, TokenError> {
        let mechanisms: &[raw::CK_MECHANISM_TYPE] = match kind {
            KeyKind::Rsa => &[raw::CKM_RSA_PKCS, raw::CKM_SHA256_RSA_PKCS],
            KeyKind::Ec => &[
                raw::CKM_ECDSA,
                raw::CKM_ECDSA_SHA256,
                raw::CKM_ECDSA_SHA384,
                raw::CKM_ECDSA_SHA512,
            ],
        };
        for mechanism in mechanisms {
            let sizes = self
                .functions()
                .signing_range(self.token().slot, *mechanism)?;
            if let Some((min, max)) = sizes {
                return Ok(Some(range(kind, min, max)));
            }
        }
        Ok(None)
    }

    fn transports(&mut self) -> Result<Vec<TransportKind>, TokenError> {
        self.possible_transports()
    }

    fn profile(&self) -> &'static Profile {
        self.chosen_profile()
    }
}

/// Takes the limits that make sense: a largest RSA key below 512 bits is none (some count bytes), nor is one
/// beyond any key that was ever made.
fn range(kind: KeyKind, min: u64, max: u64) -> KeyRange {
    const LARGEST: u64 = 65_536;
    let smallest = match kind {
        KeyKind::Rsa => 512,
        KeyKind::Ec => 112,
    };
    let max = Some(max).filter(|max| (smallest..=LARGEST).contains(max));
    let min = Some(min).filter(|min| (1..=max.unwrap_or(LARGEST)).contains(min));
    KeyRange { min, max }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_out_limits_that_make_no_sense() {
        let none = KeyRange {
            min: None,
            max: None,
        };
        assert_eq!(range(KeyKind::Rsa, 0, 0), none);
        assert_eq!(range(KeyKind::Ec, 0, u64::MAX), none);
        assert_eq!(range(KeyKind::Rsa, 128, 256).max, None);
        assert_eq!(
            range(KeyKind::Rsa, 4096, 2048),
            KeyRange {
                min: None,
                max: Some(2048)
            }
        );
        assert_eq!(
            range(KeyKind::Rsa, 1024, 2048),
            KeyRange {
                min: Some(1024),
                max: Some(2048)
            }
        );
    }
}
