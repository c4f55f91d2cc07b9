//! Fixed-size fields of the standard made readable: lossily, never failing on what a token writes into them.

use std::path::Path;

use super::raw;
use crate::token::{FreeMemory, ModuleFacts, PinLimits, PinState, SlotId, TokenFacts, TokenSerial};

/// Decodes UTF-8 lossily, takes the padding off and shows control characters as U+FFFD, so that no token
/// writes escape sequences to a terminal.
pub(super) fn text(bytes: &[u8]) -> String {
    let end = bytes.iter().position(|byte| *byte == 0);
    let bytes = end.and_then(|end| bytes.get(..end)).unwrap_or(bytes);
    let text = String::from_utf8_lossy(bytes);
    let replaced = text.trim_end_matches(' ').chars().map(|character| {
        if character.is_control() {
            char::REPLACEMENT_CHARACTER
        } else {
            character
        }
    });
    replaced.collect()
}

fn version(version: raw::CK_VERSION) -> String {
    format!("{}.{}", version.major, version.minor)
}

/// What the module says of itself.
pub(super) fn module(path: &Path, info: &raw::CK_INFO) -> ModuleFacts {
    ModuleFacts {
        path: path.to_owned(),
        manufacturer: text(&info.manufacturerID),
        description: text(&info.libraryDescription),
        version: version(info.libraryVersion),
        cryptoki: version(info.cryptokiVersion),
    }
}

/// What the token says of itself; the clock string is not looked at.
pub(super) fn token(slot: SlotId, info: &raw::CK_TOKEN_INFO) -> TokenFacts {
    let flags = info.flags;
    let has = |flag| flags & flag != 0;
    TokenFacts {
        serial: TokenSerial::new(&text(&info.serialNumber)),
        slot,
        label: text(&info.label),
        model: text(&info.model),
        manufacturer: text(&info.manufacturerID),
        firmware: version(info.firmwareVersion),
        is_initialised: has(raw::CKF_TOKEN_INITIALIZED),
        is_write_protected: has(raw::CKF_WRITE_PROTECTED),
        needs_login: has(raw::CKF_LOGIN_REQUIRED),
        has_pin_pad: has(raw::CKF_PROTECTED_AUTHENTICATION_PATH),
        pin_state: pin_state(flags),
        pin_limits: PinLimits::sensible(raw::wide(info.ulMinPinLen), raw::wide(info.ulMaxPinLen)),
        free: FreeMemory {
            public: memory(info.ulFreePublicMemory, info.ulTotalPublicMemory),
            private: memory(info.ulFreePrivateMemory, info.ulTotalPrivateMemory),
        },
    }
}

fn pin_state(flags: raw::CK_ULONG) -> PinState {
    let has = |flag| flags & flag != 0;
    // The worst first: a token may raise several.
    if has(raw::CKF_USER_PIN_LOCKED) {
        PinState::Locked
    } else if !has(raw::CKF_USER_PIN_INITIALIZED) {
        PinState::Unset
    } else if has(raw::CKF_USER_PIN_FINAL_TRY) {
        PinState::Final
    } else if has(raw::CKF_USER_PIN_TO_BE_CHANGED) {
        PinState::ToBeChanged
    } else if has(raw::CKF_USER_PIN_COUNT_LOW) {
        PinState::Low
    } else {
        PinState::Ok
    }
}

/// What the flags say of the security officer's PIN, the worst first.
pub(super) fn officer_pin_state(flags: raw::CK_ULONG) -> PinState {
    let has = |flag| flags & flag != 0;
    if has(raw::CKF_SO_PIN_LOCKED) {
        PinState::Locked
    } else if has(raw::CKF_SO_PIN_FINAL_TRY) {
        PinState::Final
    } else if has(raw::CKF_SO_PIN_COUNT_LOW) {
        PinState::Low
    } else {
        PinState::Ok
    }
}

/// Free memory, unless the token does not tell, tells nothing of its size, or shows NSS's single byte.
fn memory(free: raw::CK_ULONG, total: raw::CK_ULONG) -> Option<u64> {
    let total = raw::known(total);
    raw::known(free).filter(|free| *free > 1 || total.is_some_and(|total| total > 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn info() -> raw::CK_TOKEN_INFO {
        raw::CK_TOKEN_INFO {
            flags: raw::CKF_TOKEN_INITIALIZED | raw::CKF_USER_PIN_INITIALIZED,
            utcTime: [0xff; 16],
            ..raw::CK_TOKEN_INFO::default()
        }
    }

    fn padded<const N: usize>(text: &[u8], padding: u8) -> [u8; N] {
        let mut field = [padding; N];
        field[..text.len()].copy_from_slice(text);
        field
    }

    #[test]
    fn cuts_blanks_and_nuls_and_what_follows_a_nul() {
        assert_eq!(text(b"ePass2003   "), "ePass2003");
        assert_eq!(text(b"ePass2003\0\0\0"), "ePass2003");
        assert_eq!(text(b"ePass2003\0junk"), "ePass2003");
        assert_eq!(text(b""), "");
    }

    #[test]
    fn decodes_what_is_no_utf8_and_disarms_escape_sequences() {
        assert_eq!(text(b"\x93\xfa\x96\x7b"), "\u{fffd}\u{fffd}\u{fffd}{");
        assert_eq!(text(b"a\x1b[2Jb"), "a\u{fffd}[2Jb");
        assert_eq!(text("電力".as_bytes()), "電力");
    }

    #[test]
    fn reads_a_token_with_a_bad_clock() {
        let mut info = info();
        info.serialNumber = padded(b"26F63B6F002F0001", b' ');
        info.label = padded(b"ePass2003", 0);
        let facts = token(SlotId(1), &info);
        assert_eq!(facts.serial.as_str(), "26F63B6F002F0001");
        assert_eq!(facts.label, "ePass2003");
        assert!(facts.is_initialised && !facts.is_write_protected);
    }

    #[test]
    fn tells_the_worst_of_several_pin_flags() {
        let set = raw::CKF_USER_PIN_INITIALIZED;
        let low = raw::CKF_USER_PIN_COUNT_LOW;
        let last = raw::CKF_USER_PIN_FINAL_TRY;
        let change = raw::CKF_USER_PIN_TO_BE_CHANGED;
        for (flags, state) in [
            (set, PinState::Ok),
            (0, PinState::Unset),
            (set | low, PinState::Low),
            (set | low | last, PinState::Final),
            (set | change, PinState::ToBeChanged),
            (
                set | low | last | raw::CKF_USER_PIN_LOCKED,
                PinState::Locked,
            ),
        ] {
            assert_eq!(pin_state(flags), state);
        }
    }

    #[test]
    fn takes_figures_that_mean_nothing_for_none() {
        let unavailable = raw::CK_ULONG::MAX;
        assert_eq!(memory(unavailable, unavailable), None);
        assert_eq!(memory(1, 1), None);
        assert_eq!(memory(0, 0), None);
        assert_eq!(memory(0, 30_000), Some(0));
        assert_eq!(memory(15_000, 30_000), Some(15_000));
    }
}
