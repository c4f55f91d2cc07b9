//! Every CKR_ value of PKCS#11 2.20 to 3.2: its name, and what kind of trouble it means.

use super::Trouble;

/// The value, the name and the kind of trouble of each return code, by value.
///
/// PKCS#11 3.2, header `pkcs11t.h`; the last two are Feitian's own (`cryptoki_ext.h`).
pub static RETURN_CODES: &[(u64, &str, Trouble)] = &[
    (0x0000_0000, "CKR_OK", Trouble::Other),
    (0x0000_0001, "CKR_CANCEL", Trouble::Other),
    (0x0000_0002, "CKR_HOST_MEMORY", Trouble::Other),
    (0x0000_0003, "CKR_SLOT_ID_INVALID", Trouble::Removed),
    (0x0000_0005, "CKR_GENERAL_ERROR", Trouble::Other),
    (0x0000_0006, "CKR_FUNCTION_FAILED", Trouble::Other),
    (0x0000_0007, "CKR_ARGUMENTS_BAD", Trouble::Other),
    (0x0000_0008, "CKR_NO_EVENT", Trouble::Other),
    (0x0000_0009, "CKR_NEED_TO_CREATE_THREADS", Trouble::Other),
    (0x0000_000a, "CKR_CANT_LOCK", Trouble::Other),
    (0x0000_0010, "CKR_ATTRIBUTE_READ_ONLY", Trouble::Template),
    (0x0000_0011, "CKR_ATTRIBUTE_SENSITIVE", Trouble::Template),
    (0x0000_0012, "CKR_ATTRIBUTE_TYPE_INVALID", Trouble::Template),
    (
        0x0000_0013,
        "CKR_ATTRIBUTE_VALUE_INVALID",
        Trouble::Template,
    ),
    (0x0000_001a, "CKR_COPY_PROHIBITED", Trouble::Other),
    (0x0000_001b, "CKR_ACTION_PROHIBITED", Trouble::Other),
    (0x0000_0020, "CKR_DATA_INVALID", Trouble::DataInvalid),
    (0x0000_0021, "CKR_DATA_LEN_RANGE", Trouble::Other),
    (0x0000_0030, "CKR_DEVICE_ERROR", Trouble::Other),
    (0x0000_0031, "CKR_DEVICE_MEMORY", Trouble::Full),
    (0x0000_0032, "CKR_DEVICE_REMOVED", Trouble::Removed),
    (0x0000_0040, "CKR_ENCRYPTED_DATA_INVALID", Trouble::Other),
    (0x0000_0041, "CKR_ENCRYPTED_DATA_LEN_RANGE", Trouble::Other),
    (0x0000_0042, "CKR_AEAD_DECRYPT_FAILED", Trouble::Other),
    (0x0000_0050, "CKR_FUNCTION_CANCELED", Trouble::Other),
    (0x0000_0051, "CKR_FUNCTION_NOT_PARALLEL", Trouble::Other),
    (
        0x0000_0054,
        "CKR_FUNCTION_NOT_SUPPORTED",
        Trouble::Unsupported,
    ),
    (0x0000_0060, "CKR_KEY_HANDLE_INVALID", Trouble::NoSuchObject),
    (0x0000_0062, "CKR_KEY_SIZE_RANGE", Trouble::Unsupported),
    (
        0x0000_0063,
        "CKR_KEY_TYPE_INCONSISTENT",
        Trouble::Unsupported,
    ),
    (0x0000_0064, "CKR_KEY_NOT_NEEDED", Trouble::Other),
    (0x0000_0065, "CKR_KEY_CHANGED", Trouble::Other),
    (0x0000_0066, "CKR_KEY_NEEDED", Trouble::Other),
    (0x0000_0067, "CKR_KEY_INDIGESTIBLE", Trouble::Other),
    (
        0x0000_0068,
        "CKR_KEY_FUNCTION_NOT_PERMITTED",
        Trouble::Unsupported,
    ),
    (0x0000_0069, "CKR_KEY_NOT_WRAPPABLE", Trouble::Other),
    (0x0000_006a, "CKR_KEY_UNEXTRACTABLE", Trouble::Other),
    (0x0000_0070, "CKR_MECHANISM_INVALID", Trouble::Unsupported),
    (
        0x0000_0071,
        "CKR_MECHANISM_PARAM_INVALID",
        Trouble::Unsupported,
    ),
    (
        0x0000_0082,
        "CKR_OBJECT_HANDLE_INVALID",
        Trouble::NoSuchObject,
    ),
    (0x0000_0090, "CKR_OPERATION_ACTIVE", Trouble::Other),
    (0x0000_0091, "CKR_OPERATION_NOT_INITIALIZED", Trouble::Other),
    (0x0000_00a0, "CKR_PIN_INCORRECT", Trouble::PinRefused),
    (0x0000_00a1, "CKR_PIN_INVALID", Trouble::PinForm),
    (0x0000_00a2, "CKR_PIN_LEN_RANGE", Trouble::PinForm),
    (0x0000_00a3, "CKR_PIN_EXPIRED", Trouble::PinExpired),
    (0x0000_00a4, "CKR_PIN_LOCKED", Trouble::PinLocked),
    (0x0000_00b0, "CKR_SESSION_CLOSED", Trouble::Removed),
    (0x0000_00b1, "CKR_SESSION_COUNT", Trouble::Other),
    (0x0000_00b3, "CKR_SESSION_HANDLE_INVALID", Trouble::Removed),
    (
        0x0000_00b4,
        "CKR_SESSION_PARALLEL_NOT_SUPPORTED",
        Trouble::Unsupported,
    ),
    (
        0x0000_00b5,
        "CKR_SESSION_READ_ONLY",
        Trouble::WriteProtected,
    ),
    (0x0000_00b6, "CKR_SESSION_EXISTS", Trouble::Other),
    (0x0000_00b7, "CKR_SESSION_READ_ONLY_EXISTS", Trouble::Other),
    (
        0x0000_00b8,
        "CKR_SESSION_READ_WRITE_SO_EXISTS",
        Trouble::Other,
    ),
    (0x0000_00c0, "CKR_SIGNATURE_INVALID", Trouble::Other),
    (0x0000_00c1, "CKR_SIGNATURE_LEN_RANGE", Trouble::Other),
    (0x0000_00d0, "CKR_TEMPLATE_INCOMPLETE", Trouble::Template),
    (0x0000_00d1, "CKR_TEMPLATE_INCONSISTENT", Trouble::Template),
    (0x0000_00e0, "CKR_TOKEN_NOT_PRESENT", Trouble::Removed),
    (0x0000_00e1, "CKR_TOKEN_NOT_RECOGNIZED", Trouble::Other),
    (
        0x0000_00e2,
        "CKR_TOKEN_WRITE_PROTECTED",
        Trouble::WriteProtected,
    ),
    (
        0x0000_00f0,
        "CKR_UNWRAPPING_KEY_HANDLE_INVALID",
        Trouble::Other,
    ),
    (0x0000_00f1, "CKR_UNWRAPPING_KEY_SIZE_RANGE", Trouble::Other),
    (
        0x0000_00f2,
        "CKR_UNWRAPPING_KEY_TYPE_INCONSISTENT",
        Trouble::Other,
    ),
    (0x0000_0100, "CKR_USER_ALREADY_LOGGED_IN", Trouble::Other),
    (0x0000_0101, "CKR_USER_NOT_LOGGED_IN", Trouble::NotLoggedIn),
    (0x0000_0102, "CKR_USER_PIN_NOT_INITIALIZED", Trouble::Other),
    (0x0000_0103, "CKR_USER_TYPE_INVALID", Trouble::Other),
    (
        0x0000_0104,
        "CKR_USER_ANOTHER_ALREADY_LOGGED_IN",
        Trouble::Other,
    ),
    (0x0000_0105, "CKR_USER_TOO_MANY_TYPES", Trouble::Other),
    (0x0000_0110, "CKR_WRAPPED_KEY_INVALID", Trouble::Other),
    (0x0000_0112, "CKR_WRAPPED_KEY_LEN_RANGE", Trouble::Other),
    (
        0x0000_0113,
        "CKR_WRAPPING_KEY_HANDLE_INVALID",
        Trouble::Other,
    ),
    (0x0000_0114, "CKR_WRAPPING_KEY_SIZE_RANGE", Trouble::Other),
    (
        0x0000_0115,
        "CKR_WRAPPING_KEY_TYPE_INCONSISTENT",
        Trouble::Other,
    ),
    (
        0x0000_0120,
        "CKR_RANDOM_SEED_NOT_SUPPORTED",
        Trouble::Unsupported,
    ),
    (0x0000_0121, "CKR_RANDOM_NO_RNG", Trouble::Unsupported),
    (
        0x0000_0130,
        "CKR_DOMAIN_PARAMS_INVALID",
        Trouble::Unsupported,
    ),
    (0x0000_0140, "CKR_CURVE_NOT_SUPPORTED", Trouble::Unsupported),
    (0x0000_0150, "CKR_BUFFER_TOO_SMALL", Trouble::Other),
    (0x0000_0160, "CKR_SAVED_STATE_INVALID", Trouble::Other),
    (0x0000_0170, "CKR_INFORMATION_SENSITIVE", Trouble::Other),
    (0x0000_0180, "CKR_STATE_UNSAVEABLE", Trouble::Other),
    (0x0000_0190, "CKR_CRYPTOKI_NOT_INITIALIZED", Trouble::Other),
    (
        0x0000_0191,
        "CKR_CRYPTOKI_ALREADY_INITIALIZED",
        Trouble::Other,
    ),
    (0x0000_01a0, "CKR_MUTEX_BAD", Trouble::Other),
    (0x0000_01a1, "CKR_MUTEX_NOT_LOCKED", Trouble::Other),
    (0x0000_01b0, "CKR_NEW_PIN_MODE", Trouble::Other),
    (0x0000_01b1, "CKR_NEXT_OTP", Trouble::Other),
    (0x0000_01b5, "CKR_EXCEEDED_MAX_ITERATIONS", Trouble::Other),
    (0x0000_01b6, "CKR_FIPS_SELF_TEST_FAILED", Trouble::Other),
    (0x0000_01b7, "CKR_LIBRARY_LOAD_FAILED", Trouble::Other),
    (0x0000_01b8, "CKR_PIN_TOO_WEAK", Trouble::PinForm),
    (0x0000_01b9, "CKR_PUBLIC_KEY_INVALID", Trouble::Other),
    (0x0000_0200, "CKR_FUNCTION_REJECTED", Trouble::Unsupported),
    (0x0000_0201, "CKR_TOKEN_RESOURCE_EXCEEDED", Trouble::Full),
    (0x0000_0202, "CKR_OPERATION_CANCEL_FAILED", Trouble::Other),
    (0x0000_0203, "CKR_KEY_EXHAUSTED", Trouble::Other),
    (0x0000_0204, "CKR_PENDING", Trouble::Other),
    (
        0x0000_0205,
        "CKR_SESSION_ASYNC_NOT_SUPPORTED",
        Trouble::Unsupported,
    ),
    (0x0000_0206, "CKR_SEED_RANDOM_REQUIRED", Trouble::Other),
    (0x0000_0207, "CKR_OPERATION_NOT_VALIDATED", Trouble::Other),
    (0x0000_0208, "CKR_TOKEN_NOT_INITIALIZED", Trouble::Other),
    (
        0x0000_0209,
        "CKR_PARAMETER_SET_NOT_SUPPORTED",
        Trouble::Unsupported,
    ),
    (0x8000_0000, "CKR_VENDOR_DEFINED", Trouble::Other),
    (0x8043_544e, "CKR_CONTAINER_EXIST", Trouble::Other),
    (0x8043_544f, "CKR_CONTAINER_NOT_EXIST", Trouble::Other),
];

pub(super) fn name(code: u64) -> Option<&'static str> {
    RETURN_CODES
        .iter()
        .find(|(value, ..)| *value == code)
        .map(|(_, name, _)| *name)
}

pub(super) fn value(name: &str) -> Option<u64> {
    RETURN_CODES
        .iter()
        .find(|(_, known, _)| *known == name)
        .map(|(value, ..)| *value)
}

pub(super) fn trouble(code: u64) -> Trouble {
    let known = RETURN_CODES.iter().find(|(value, ..)| *value == code);
    known.map_or(Trouble::Other, |(.., trouble)| *trouble)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_each_value_once() {
        let values: BTreeSet<_> = RETURN_CODES.iter().map(|(value, ..)| value).collect();
        let names: BTreeSet<_> = RETURN_CODES.iter().map(|(_, name, _)| name).collect();
        assert_eq!(values.len(), RETURN_CODES.len());
        assert_eq!(names.len(), RETURN_CODES.len());
        assert!(RETURN_CODES.is_sorted_by_key(|(value, ..)| *value));
    }

    #[test]
    fn finds_a_value_by_its_name_and_back() {
        for (number, known, _) in RETURN_CODES {
            assert_eq!(value(known), Some(*number));
            assert_eq!(name(*number), Some(*known));
        }
    }

    #[test]
    fn takes_an_unknown_code_for_other_trouble() {
        assert_eq!(trouble(0x8000_0001), Trouble::Other);
        assert_eq!(name(0x8000_0001), None);
    }

    #[test]
    fn tells_the_troubles_apart_that_people_act_on() {
        for (code, expected) in [
            (0x32, Trouble::Removed),
            (0xe0, Trouble::Removed),
            (0xa0, Trouble::PinRefused),
            (0xa4, Trouble::PinLocked),
            (0xa3, Trouble::PinExpired),
            (0xa2, Trouble::PinForm),
            (0x31, Trouble::Full),
            (0xb5, Trouble::WriteProtected),
            (0xe2, Trouble::WriteProtected),
            (0x12, Trouble::Template),
            (0xd0, Trouble::Template),
            (0x70, Trouble::Unsupported),
            (0x20, Trouble::DataInvalid),
            (0x82, Trouble::NoSuchObject),
            (0x101, Trouble::NotLoggedIn),
            (0x05, Trouble::Other),
        ] {
            assert_eq!(trouble(code), expected, "{code:#x}");
        }
    }
}
