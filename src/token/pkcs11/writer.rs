//! Writing to a token through its session.

use super::raw;
use super::template::{Encodings, template};
use super::{Access, Session, reading};
use crate::token::{Handle, Leanness, NewObject, Object, TokenError, TokenWriter};

impl TokenWriter for Session {
    fn create(&mut self, object: &NewObject<'_>, leanness: Leanness) -> Result<Handle, TokenError> {
        const FUNCTION: &str = "C_CreateObject";
        self.may_write(FUNCTION)?;
        let encodings = Encodings::of(object);
        let template = template(object, &encodings, leanness).ok_or(TokenError::Call {
            function: FUNCTION,
            code: raw::code(raw::CKR_KEY_TYPE_INCONSISTENT),
        })?;
        let handle = self.functions().create(self.handle()?, &template)?;
        if handle == Handle(0) {
            return Err(TokenError::Nonsense {
                function: FUNCTION,
                reason: "success without a handle",
            });
        }
        Ok(handle)
    }

    fn destroy(&mut self, object: &Object) -> Result<(), TokenError> {
        self.may_write("C_DestroyObject")?;
        let session = self.handle()?;
        let now = reading::object(self.functions(), session, object.handle)?;
        if !is_the_same(&now, object) {
            let what = "the object under the handle";
            return Err(TokenError::Changed { what });
        }
        self.functions().destroy(session, object.handle)
    }

    fn reconnect(&mut self) -> Result<(), TokenError> {
        self.regain_with_login()
    }
}

impl Session {
    /// Refuses by itself what would fail halfway: OpenSC writes the file of an object without a login and then
    /// cannot list it, which blocks every later write of that kind.
    fn may_write(&self, function: &'static str) -> Result<(), TokenError> {
        let refused = |code| {
            Err(TokenError::Call {
                function,
                code: raw::code(code),
            })
        };
        match self.access() {
            Access::ReadOnly => refused(raw::CKR_SESSION_READ_ONLY),
            Access::ReadWrite if !self.is_logged_in() => refused(raw::CKR_USER_NOT_LOGGED_IN),
            Access::ReadWrite => Ok(()),
        }
    }
}

fn is_the_same(now: &Object, expected: &Object) -> bool {
    now.class == expected.class && now.id == expected.id && now.sha256() == expected.sha256()
}
