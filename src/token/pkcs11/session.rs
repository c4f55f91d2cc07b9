//! A session with one token: opened, logged in once, closed once, and gained again after the module was restarted.

use std::sync::Arc;

use super::library::Library;
use super::raw::{self, CK_MECHANISM_TYPE, CK_SESSION_HANDLE, Functions};
use super::transport::Transport;
use crate::secret::Pin;
use crate::token::profile::PinCounter;
use crate::token::{ModuleFacts, PinState, Profile, TokenError, TokenFacts, Trouble};

/// What a session may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// It reads.
    ReadOnly,
    /// It reads and writes.
    ReadWrite,
}

/// Where the PIN comes from.
#[derive(Debug)]
pub enum PinEntry {
    /// From us.
    Pin(Pin),
    /// From the keys of the token or its reader.
    Pad,
}

/// Who is logged in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Login {
    Nobody,
    /// The user, by this session.
    User,
    /// The user, by another session of this process: no PIN of ours was looked at.
    Elsewhere,
}

/// A session with one token.
///
/// Logs out and closes when dropped; handles of objects are good until [`TokenWriter::reconnect`] only.
///
/// [`TokenWriter::reconnect`]: crate::token::TokenWriter::reconnect
#[derive(Debug)]
pub struct Session {
    handle: Option<CK_SESSION_HANDLE>,
    login: Login,
    /// The PIN that was accepted in this run.
    accepted: Option<PinEntry>,
    /// Whether a PIN was ever accepted in this run, though it may have been refused since.
    had_login: bool,
    token: TokenFacts,
    access: Access,
    profile: &'static Profile,
    module: ModuleFacts,
    /// The transport keys that are on the token just now.
    pub(super) transport: Option<Transport>,
    /// The slot's mechanisms, once they were asked for.
    pub(super) mechanisms: Option<Vec<CK_MECHANISM_TYPE>>,
    // Last: the module may be finalized only after its sessions are closed.
    library: Arc<Library>,
}

impl Session {
    pub(super) fn open(
        library: &Arc<Library>,
        module: &ModuleFacts,
        token: &TokenFacts,
        access: Access,
    ) -> Result<Self, TokenError> {
        Ok(Self {
            handle: Some(library.functions().open_session(token.slot, access)?),
            login: Login::Nobody,
            accepted: None,
            had_login: false,
            token: token.clone(),
            access,
            profile: Profile::choose(module, token),
            module: module.clone(),
            transport: None,
            mechanisms: None,
            library: Arc::clone(library),
        })
    }

    /// What the token said of itself when the session was opened or gained again.
    #[must_use]
    pub fn token(&self) -> &TokenFacts {
        &self.token
    }

    /// Logs the user in. A PIN that is refused is not kept and never sent again; one that is accepted is kept,
    /// wiped when the session ends, for [`TokenWriter::reconnect`].
    ///
    /// `CKR_DATA_INVALID`, by which OpenSC says that it lost the thread and no try was counted, is answered by
    /// restarting the module and trying once more.
    ///
    /// # Errors
    /// [`Trouble::PinRefused`], [`Trouble::PinLocked`], [`Trouble::PinForm`], [`Trouble::PinExpired`], or
    /// whatever else the module answers.
    ///
    /// [`TokenWriter::reconnect`]: crate::token::TokenWriter::reconnect
    pub fn login(&mut self, entry: PinEntry) -> Result<(), TokenError> {
        let mut answer = self.call_login(&entry);
        if let Err(error) = &answer
            && error.trouble() == Trouble::DataInvalid
            && self.login == Login::Nobody
        {
            match self.regain() {
                Ok(()) => answer = self.call_login(&entry),
                // Another part of the process works with the module: the first answer stands.
                Err(denied) if is(&denied, raw::CKR_CRYPTOKI_ALREADY_INITIALIZED) => {}
                Err(error) => return Err(error),
            }
        }
        match answer {
            Ok(()) => {
                self.login = Login::User;
                self.had_login = true;
                self.accepted = Some(entry);
            }
            Err(error) if is(&error, raw::CKR_USER_ALREADY_LOGGED_IN) => {
                if self.login == Login::Nobody {
                    self.login = Login::Elsewhere;
                }
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Whether the user is logged in, as far as this session knows.
    #[must_use]
    pub fn is_logged_in(&self) -> bool {
        self.login != Login::Nobody
    }

    /// Logs out and closes the session; the same happens when it is dropped, errors unseen.
    ///
    /// # Errors
    /// [`TokenError::Call`] when the module does not take the farewell.
    pub fn close(mut self) -> Result<(), TokenError> {
        self.end()
    }

    pub(super) fn end(&mut self) -> Result<(), TokenError> {
        let Some(handle) = self.handle.take() else {
            return Ok(());
        };
        let login = std::mem::replace(&mut self.login, Login::Nobody);
        let logged_out = match login {
            Login::User => self.functions().logout(handle),
            Login::Nobody | Login::Elsewhere => Ok(()),
        };
        let closed = self.functions().close_session(handle);
        logged_out.and(closed)
    }

    /// Restarts the module, finds the token again and logs in with what was accepted before.
    ///
    /// What was accepted is kept when the token is away just now: it may be looked for again.
    pub(super) fn regain_with_login(&mut self) -> Result<(), TokenError> {
        let before = self.login;
        self.regain()?;
        if before == Login::Elsewhere {
            return Err(TokenError::Call {
                function: "C_Login",
                code: raw::code(raw::CKR_USER_NOT_LOGGED_IN),
            });
        }
        let Some(entry) = self.accepted.take() else {
            // A login once stood and its PIN was refused since: what can be seen now is not the whole.
            return if self.had_login {
                Err(TokenError::Call {
                    function: "C_Login",
                    code: raw::code(raw::CKR_USER_NOT_LOGGED_IN),
                })
            } else {
                Ok(())
            };
        };
        let answer = self.call_login(&entry);
        if !answer.as_ref().err().is_some_and(is_about_the_pin) {
            self.accepted = Some(entry);
        }
        answer?;
        self.login = Login::User;
        Ok(())
    }

    /// Restarts the module and opens a session with the same token, wherever it is now.
    fn regain(&mut self) -> Result<(), TokenError> {
        let restarted = self.library.restart();
        if self.library.is_ours() {
            // Restarting closed the session, if it came that far; closing it after that would be an error.
            self.handle = None;
            self.transport = None;
            self.login = Login::Nobody;
        }
        restarted?;
        let (mut tokens, _) = self.library.tokens()?;
        tokens.retain(|token| token.serial == self.token.serial);
        if tokens.len() > 1 || self.token.serial.is_meaningless() {
            // Equal serials (tpm2-pkcs11, NSS): then the slot is part of what the token is.
            tokens.retain(|token| token.slot == self.token.slot && token.label == self.token.label);
        }
        let Some(mut token) = tokens.pop() else {
            let serial = self.token.serial.clone();
            return Err(TokenError::Gone { serial });
        };
        believe(&self.module, &mut token);
        if matches!(token.pin_state, PinState::Locked | PinState::Final) {
            let what = "the PIN's state on the token";
            return Err(TokenError::Changed { what });
        }
        self.handle = Some(self.functions().open_session(token.slot, self.access)?);
        self.token = token;
        Ok(())
    }

    fn call_login(&self, entry: &PinEntry) -> Result<(), TokenError> {
        let pin = match entry {
            PinEntry::Pin(pin) => Some(pin.expose()),
            PinEntry::Pad => None,
        };
        let session = self.handle()?;
        self.functions().login(session, raw::CKU_USER, pin)?;
        Ok(())
    }

    /// Refuses to go on when nobody is logged in any more: private objects cannot be seen then, and would be taken
    /// for absent. A module that does not tell the state is believed.
    pub(super) fn refuse_without_login(&self) -> Result<(), TokenError> {
        match self.functions().session_state(self.handle()?) {
            Ok(raw::CKS_RO_PUBLIC_SESSION | raw::CKS_RW_PUBLIC_SESSION) => Err(TokenError::Call {
                function: "C_Login",
                code: raw::code(raw::CKR_USER_NOT_LOGGED_IN),
            }),
            _ => Ok(()),
        }
    }

    pub(super) fn functions(&self) -> &Functions {
        self.library.functions()
    }

    pub(super) fn module(&self) -> &ModuleFacts {
        &self.module
    }

    pub(super) fn access(&self) -> Access {
        self.access
    }

    pub(super) fn chosen_profile(&self) -> &'static Profile {
        self.profile
    }

    pub(super) fn handle(&self) -> Result<CK_SESSION_HANDLE, TokenError> {
        self.handle.ok_or(TokenError::Call {
            function: "C_OpenSession",
            code: raw::code(raw::CKR_SESSION_HANDLE_INVALID),
        })
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if let Err(error) = self.end() {
            tracing::debug!(%error, "the session was not closed");
        }
    }
}

/// Takes back what a module claims of the PIN though it never knows.
pub(super) fn believe(module: &ModuleFacts, token: &mut TokenFacts) {
    let profile = Profile::choose(module, token);
    if token.pin_state == PinState::Ok && profile.pin_counter == PinCounter::Hidden {
        token.pin_state = PinState::Hidden;
    }
}

fn is(error: &TokenError, code: raw::CK_ULONG) -> bool {
    error.code() == Some(raw::code(code))
}

fn is_about_the_pin(error: &TokenError) -> bool {
    matches!(
        error.trouble(),
        Trouble::PinRefused | Trouble::PinLocked | Trouble::PinForm | Trouble::PinExpired
    )
}
