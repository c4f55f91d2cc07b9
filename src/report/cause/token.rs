//! What a token or its module answered, in words; the code and the C function stand beside it.

use super::{Told, Voice};
use crate::say;
use crate::token::{TokenError, Trouble};
use crate::ui::visible::visible;

pub(super) fn tell(error: &TokenError, voice: &Voice<'_>) -> Told {
    let c = voice.catalogue;
    match error {
        TokenError::Call { .. } => trouble(error.trouble(), voice),
        TokenError::NotLoadable { path, reason } => Told::new(
            "module-not-loadable",
            say!(
                c,
                "cause-module-not-loadable",
                path = voice.path(path),
                reason = visible(reason).into_owned()
            ),
            say!(c, "remedy-module-not-loadable"),
        ),
        TokenError::NotAModule { path, reason } => Told::new(
            "not-a-module",
            say!(
                c,
                "cause-not-a-module",
                path = voice.path(path),
                reason = visible(reason).into_owned()
            ),
            say!(c, "remedy-not-a-module"),
        ),
        TokenError::Gone { serial } => Told::new(
            "token-gone",
            say!(
                c,
                "cause-token-gone",
                serial = visible(serial.as_str()).into_owned()
            ),
            say!(c, "remedy-token-gone"),
        ),
        TokenError::Changed { what } => Told::new(
            "token-changed",
            say!(c, "cause-token-changed", what = (*what)),
            say!(c, "remedy-token-changed"),
        ),
        TokenError::Nonsense { reason, .. } => Told::new(
            "module-nonsense",
            say!(c, "cause-module-nonsense", reason = (*reason)),
            say!(c, "remedy-module-nonsense"),
        ),
    }
}

/// The few kinds of trouble that a person can act on.
fn trouble(trouble: Trouble, voice: &Voice<'_>) -> Told {
    let c = voice.catalogue;
    match trouble {
        Trouble::Removed => Told::new(
            "token-removed",
            say!(c, "cause-token-removed"),
            say!(c, "remedy-token-removed"),
        ),
        Trouble::PinRefused => Told::new(
            "pin-refused",
            say!(c, "cause-pin-refused"),
            say!(c, "remedy-pin-refused"),
        ),
        Trouble::PinLocked => Told::new(
            "pin-locked",
            say!(c, "cause-pin-locked"),
            say!(c, "remedy-pin-locked"),
        ),
        Trouble::PinExpired => Told::new(
            "pin-expired",
            say!(c, "cause-pin-expired"),
            say!(c, "remedy-pin-expired"),
        ),
        Trouble::PinForm => Told::new(
            "pin-form",
            say!(c, "cause-pin-form"),
            say!(c, "remedy-pin-form"),
        ),
        Trouble::WriteProtected => Told::new(
            "write-protected",
            say!(c, "cause-write-protected"),
            say!(c, "remedy-write-protected"),
        ),
        Trouble::Full => Told::new(
            "token-full",
            say!(c, "cause-token-full"),
            say!(c, "remedy-token-full"),
        ),
        Trouble::Template => Told::new(
            "template-refused",
            say!(c, "cause-template-refused"),
            say!(c, "remedy-template-refused"),
        ),
        Trouble::Unsupported => Told::new(
            "not-supported",
            say!(c, "cause-not-supported"),
            say!(c, "remedy-not-supported"),
        ),
        Trouble::DataInvalid => Told::new(
            "data-invalid",
            say!(c, "cause-data-invalid"),
            say!(c, "remedy-data-invalid"),
        ),
        Trouble::NoSuchObject => Told::new(
            "object-not-there",
            say!(c, "cause-object-not-there"),
            say!(c, "remedy-object-not-there"),
        ),
        Trouble::NotLoggedIn => Told::new(
            "not-logged-in",
            say!(c, "cause-not-logged-in"),
            say!(c, "remedy-not-logged-in"),
        ),
        Trouble::Other => Told::new(
            "call-failed",
            say!(c, "cause-call-failed"),
            say!(c, "remedy-call-failed"),
        ),
    }
}
