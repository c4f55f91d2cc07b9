//! Writing to a token through its session.

use super::raw;
use super::template::{Encodings, Wording, template};
use super::{Access, Session, reading};
use crate::secret::SecretBytes;
use crate::token::{
    Exposure, Handle, Kept, Leanness, NewObject, Object, TokenError, TokenWriter, TransportKind,
    WrapPath,
};

impl TokenWriter for Session {
    fn create(&mut self, object: &NewObject<'_>, leanness: Leanness) -> Result<Handle, TokenError> {
        const FUNCTION: &str = "C_CreateObject";
        self.may_write(FUNCTION)?;
        let encodings = Encodings::of(object);
        let wording = Wording::of(leanness, self.chosen_profile());
        let template = template(object, &encodings, wording).ok_or(TokenError::Call {
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

    fn make_transport(&mut self, kind: TransportKind) -> Result<Vec<WrapPath>, TokenError> {
        self.ready_transport(kind)
    }

    fn unwrap_key(
        &mut self,
        path: WrapPath,
        object: &NewObject<'_>,
        pkcs8: &SecretBytes,
        leanness: Leanness,
    ) -> Result<Handle, TokenError> {
        self.unwrap_private_key(path, object, pkcs8, leanness)
    }

    fn kept(
        &mut self,
        key: Handle,
        object: &NewObject<'_>,
        leanness: Leanness,
    ) -> Result<Kept, TokenError> {
        self.read_back(key, object, leanness)
    }

    fn wrapped_exposure(
        &mut self,
        path: WrapPath,
        key: Handle,
    ) -> Result<Option<Exposure>, TokenError> {
        self.try_to_wrap(path, key)
    }

    fn end_transport(&mut self) {
        self.put_transport_away();
    }

    fn reconnect(&mut self) -> Result<(), TokenError> {
        self.regain_with_login()
    }
}

impl Session {
    /// Refuses by itself what would fail halfway: OpenSC writes the file of an object without a login and then
    /// cannot list it, which blocks every later write of that kind.
    pub(super) fn may_write(&self, function: &'static str) -> Result<(), TokenError> {
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
