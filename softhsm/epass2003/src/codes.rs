//! Names of return values and attributes, as the standard spells them.

use cryptoki_sys::{CK_ATTRIBUTE_TYPE, CK_RV};

/// The name of a return value, or its number in hexadecimal.
pub fn name(code: CK_RV) -> String {
    CODES
        .iter()
        .find(|(_, value)| *value == code)
        .map_or_else(|| format!("0x{code:08X}"), |(name, _)| (*name).to_owned())
}

/// The return value that a name or a number (`0x…` or decimal) stands for.
pub fn parse(text: &str) -> Option<CK_RV> {
    look_up(CODES, text)
}

/// The attribute that a name or a number stands for.
pub fn parse_attribute(text: &str) -> Option<CK_ATTRIBUTE_TYPE> {
    look_up(ATTRIBUTES, text)
}

fn look_up(names: &[(&str, CK_RV)], text: &str) -> Option<CK_RV> {
    if let Some((_, value)) = names.iter().find(|(name, _)| *name == text) {
        return Some(*value);
    }
    match text.strip_prefix("0x") {
        Some(digits) => CK_RV::from_str_radix(digits, 16).ok(),
        None => text.parse().ok(),
    }
}

const CODES: &[(&str, CK_RV)] = &[
    ("CKR_OK", cryptoki_sys::CKR_OK),
    ("CKR_CANCEL", cryptoki_sys::CKR_CANCEL),
    ("CKR_HOST_MEMORY", cryptoki_sys::CKR_HOST_MEMORY),
    ("CKR_SLOT_ID_INVALID", cryptoki_sys::CKR_SLOT_ID_INVALID),
    ("CKR_GENERAL_ERROR", cryptoki_sys::CKR_GENERAL_ERROR),
    ("CKR_FUNCTION_FAILED", cryptoki_sys::CKR_FUNCTION_FAILED),
    ("CKR_ARGUMENTS_BAD", cryptoki_sys::CKR_ARGUMENTS_BAD),
    ("CKR_NO_EVENT", cryptoki_sys::CKR_NO_EVENT),
    (
        "CKR_NEED_TO_CREATE_THREADS",
        cryptoki_sys::CKR_NEED_TO_CREATE_THREADS,
    ),
    ("CKR_CANT_LOCK", cryptoki_sys::CKR_CANT_LOCK),
    (
        "CKR_ATTRIBUTE_READ_ONLY",
        cryptoki_sys::CKR_ATTRIBUTE_READ_ONLY,
    ),
    (
        "CKR_ATTRIBUTE_SENSITIVE",
        cryptoki_sys::CKR_ATTRIBUTE_SENSITIVE,
    ),
    (
        "CKR_ATTRIBUTE_TYPE_INVALID",
        cryptoki_sys::CKR_ATTRIBUTE_TYPE_INVALID,
    ),
    (
        "CKR_ATTRIBUTE_VALUE_INVALID",
        cryptoki_sys::CKR_ATTRIBUTE_VALUE_INVALID,
    ),
    ("CKR_ACTION_PROHIBITED", cryptoki_sys::CKR_ACTION_PROHIBITED),
    ("CKR_DATA_INVALID", cryptoki_sys::CKR_DATA_INVALID),
    ("CKR_DATA_LEN_RANGE", cryptoki_sys::CKR_DATA_LEN_RANGE),
    ("CKR_DEVICE_ERROR", cryptoki_sys::CKR_DEVICE_ERROR),
    ("CKR_DEVICE_MEMORY", cryptoki_sys::CKR_DEVICE_MEMORY),
    ("CKR_DEVICE_REMOVED", cryptoki_sys::CKR_DEVICE_REMOVED),
    (
        "CKR_ENCRYPTED_DATA_INVALID",
        cryptoki_sys::CKR_ENCRYPTED_DATA_INVALID,
    ),
    (
        "CKR_ENCRYPTED_DATA_LEN_RANGE",
        cryptoki_sys::CKR_ENCRYPTED_DATA_LEN_RANGE,
    ),
    (
        "CKR_AEAD_DECRYPT_FAILED",
        cryptoki_sys::CKR_AEAD_DECRYPT_FAILED,
    ),
    ("CKR_FUNCTION_CANCELED", cryptoki_sys::CKR_FUNCTION_CANCELED),
    (
        "CKR_FUNCTION_NOT_PARALLEL",
        cryptoki_sys::CKR_FUNCTION_NOT_PARALLEL,
    ),
    (
        "CKR_FUNCTION_NOT_SUPPORTED",
        cryptoki_sys::CKR_FUNCTION_NOT_SUPPORTED,
    ),
    (
        "CKR_KEY_HANDLE_INVALID",
        cryptoki_sys::CKR_KEY_HANDLE_INVALID,
    ),
    ("CKR_KEY_SIZE_RANGE", cryptoki_sys::CKR_KEY_SIZE_RANGE),
    (
        "CKR_KEY_TYPE_INCONSISTENT",
        cryptoki_sys::CKR_KEY_TYPE_INCONSISTENT,
    ),
    ("CKR_KEY_NOT_NEEDED", cryptoki_sys::CKR_KEY_NOT_NEEDED),
    ("CKR_KEY_CHANGED", cryptoki_sys::CKR_KEY_CHANGED),
    ("CKR_KEY_NEEDED", cryptoki_sys::CKR_KEY_NEEDED),
    ("CKR_KEY_INDIGESTIBLE", cryptoki_sys::CKR_KEY_INDIGESTIBLE),
    (
        "CKR_KEY_FUNCTION_NOT_PERMITTED",
        cryptoki_sys::CKR_KEY_FUNCTION_NOT_PERMITTED,
    ),
    ("CKR_KEY_NOT_WRAPPABLE", cryptoki_sys::CKR_KEY_NOT_WRAPPABLE),
    ("CKR_KEY_UNEXTRACTABLE", cryptoki_sys::CKR_KEY_UNEXTRACTABLE),
    ("CKR_MECHANISM_INVALID", cryptoki_sys::CKR_MECHANISM_INVALID),
    (
        "CKR_MECHANISM_PARAM_INVALID",
        cryptoki_sys::CKR_MECHANISM_PARAM_INVALID,
    ),
    (
        "CKR_OBJECT_HANDLE_INVALID",
        cryptoki_sys::CKR_OBJECT_HANDLE_INVALID,
    ),
    ("CKR_OPERATION_ACTIVE", cryptoki_sys::CKR_OPERATION_ACTIVE),
    (
        "CKR_OPERATION_NOT_INITIALIZED",
        cryptoki_sys::CKR_OPERATION_NOT_INITIALIZED,
    ),
    ("CKR_PIN_INCORRECT", cryptoki_sys::CKR_PIN_INCORRECT),
    ("CKR_PIN_INVALID", cryptoki_sys::CKR_PIN_INVALID),
    ("CKR_PIN_LEN_RANGE", cryptoki_sys::CKR_PIN_LEN_RANGE),
    ("CKR_PIN_EXPIRED", cryptoki_sys::CKR_PIN_EXPIRED),
    ("CKR_PIN_LOCKED", cryptoki_sys::CKR_PIN_LOCKED),
    ("CKR_SESSION_CLOSED", cryptoki_sys::CKR_SESSION_CLOSED),
    ("CKR_SESSION_COUNT", cryptoki_sys::CKR_SESSION_COUNT),
    (
        "CKR_SESSION_HANDLE_INVALID",
        cryptoki_sys::CKR_SESSION_HANDLE_INVALID,
    ),
    (
        "CKR_SESSION_PARALLEL_NOT_SUPPORTED",
        cryptoki_sys::CKR_SESSION_PARALLEL_NOT_SUPPORTED,
    ),
    ("CKR_SESSION_READ_ONLY", cryptoki_sys::CKR_SESSION_READ_ONLY),
    ("CKR_SESSION_EXISTS", cryptoki_sys::CKR_SESSION_EXISTS),
    (
        "CKR_SESSION_READ_ONLY_EXISTS",
        cryptoki_sys::CKR_SESSION_READ_ONLY_EXISTS,
    ),
    (
        "CKR_SESSION_READ_WRITE_SO_EXISTS",
        cryptoki_sys::CKR_SESSION_READ_WRITE_SO_EXISTS,
    ),
    ("CKR_SIGNATURE_INVALID", cryptoki_sys::CKR_SIGNATURE_INVALID),
    (
        "CKR_SIGNATURE_LEN_RANGE",
        cryptoki_sys::CKR_SIGNATURE_LEN_RANGE,
    ),
    (
        "CKR_TEMPLATE_INCOMPLETE",
        cryptoki_sys::CKR_TEMPLATE_INCOMPLETE,
    ),
    (
        "CKR_TEMPLATE_INCONSISTENT",
        cryptoki_sys::CKR_TEMPLATE_INCONSISTENT,
    ),
    ("CKR_TOKEN_NOT_PRESENT", cryptoki_sys::CKR_TOKEN_NOT_PRESENT),
    (
        "CKR_TOKEN_NOT_RECOGNIZED",
        cryptoki_sys::CKR_TOKEN_NOT_RECOGNIZED,
    ),
    (
        "CKR_TOKEN_WRITE_PROTECTED",
        cryptoki_sys::CKR_TOKEN_WRITE_PROTECTED,
    ),
    (
        "CKR_UNWRAPPING_KEY_HANDLE_INVALID",
        cryptoki_sys::CKR_UNWRAPPING_KEY_HANDLE_INVALID,
    ),
    (
        "CKR_UNWRAPPING_KEY_SIZE_RANGE",
        cryptoki_sys::CKR_UNWRAPPING_KEY_SIZE_RANGE,
    ),
    (
        "CKR_UNWRAPPING_KEY_TYPE_INCONSISTENT",
        cryptoki_sys::CKR_UNWRAPPING_KEY_TYPE_INCONSISTENT,
    ),
    (
        "CKR_USER_ALREADY_LOGGED_IN",
        cryptoki_sys::CKR_USER_ALREADY_LOGGED_IN,
    ),
    (
        "CKR_USER_NOT_LOGGED_IN",
        cryptoki_sys::CKR_USER_NOT_LOGGED_IN,
    ),
    (
        "CKR_USER_PIN_NOT_INITIALIZED",
        cryptoki_sys::CKR_USER_PIN_NOT_INITIALIZED,
    ),
    ("CKR_USER_TYPE_INVALID", cryptoki_sys::CKR_USER_TYPE_INVALID),
    (
        "CKR_USER_ANOTHER_ALREADY_LOGGED_IN",
        cryptoki_sys::CKR_USER_ANOTHER_ALREADY_LOGGED_IN,
    ),
    (
        "CKR_USER_TOO_MANY_TYPES",
        cryptoki_sys::CKR_USER_TOO_MANY_TYPES,
    ),
    (
        "CKR_WRAPPED_KEY_INVALID",
        cryptoki_sys::CKR_WRAPPED_KEY_INVALID,
    ),
    (
        "CKR_WRAPPED_KEY_LEN_RANGE",
        cryptoki_sys::CKR_WRAPPED_KEY_LEN_RANGE,
    ),
    (
        "CKR_WRAPPING_KEY_HANDLE_INVALID",
        cryptoki_sys::CKR_WRAPPING_KEY_HANDLE_INVALID,
    ),
    (
        "CKR_WRAPPING_KEY_SIZE_RANGE",
        cryptoki_sys::CKR_WRAPPING_KEY_SIZE_RANGE,
    ),
    (
        "CKR_WRAPPING_KEY_TYPE_INCONSISTENT",
        cryptoki_sys::CKR_WRAPPING_KEY_TYPE_INCONSISTENT,
    ),
    (
        "CKR_RANDOM_SEED_NOT_SUPPORTED",
        cryptoki_sys::CKR_RANDOM_SEED_NOT_SUPPORTED,
    ),
    ("CKR_RANDOM_NO_RNG", cryptoki_sys::CKR_RANDOM_NO_RNG),
    (
        "CKR_DOMAIN_PARAMS_INVALID",
        cryptoki_sys::CKR_DOMAIN_PARAMS_INVALID,
    ),
    (
        "CKR_CURVE_NOT_SUPPORTED",
        cryptoki_sys::CKR_CURVE_NOT_SUPPORTED,
    ),
    ("CKR_BUFFER_TOO_SMALL", cryptoki_sys::CKR_BUFFER_TOO_SMALL),
    (
        "CKR_SAVED_STATE_INVALID",
        cryptoki_sys::CKR_SAVED_STATE_INVALID,
    ),
    (
        "CKR_INFORMATION_SENSITIVE",
        cryptoki_sys::CKR_INFORMATION_SENSITIVE,
    ),
    ("CKR_STATE_UNSAVEABLE", cryptoki_sys::CKR_STATE_UNSAVEABLE),
    (
        "CKR_CRYPTOKI_NOT_INITIALIZED",
        cryptoki_sys::CKR_CRYPTOKI_NOT_INITIALIZED,
    ),
    (
        "CKR_CRYPTOKI_ALREADY_INITIALIZED",
        cryptoki_sys::CKR_CRYPTOKI_ALREADY_INITIALIZED,
    ),
    ("CKR_MUTEX_BAD", cryptoki_sys::CKR_MUTEX_BAD),
    ("CKR_MUTEX_NOT_LOCKED", cryptoki_sys::CKR_MUTEX_NOT_LOCKED),
    ("CKR_NEW_PIN_MODE", cryptoki_sys::CKR_NEW_PIN_MODE),
    ("CKR_NEXT_OTP", cryptoki_sys::CKR_NEXT_OTP),
    (
        "CKR_EXCEEDED_MAX_ITERATIONS",
        cryptoki_sys::CKR_EXCEEDED_MAX_ITERATIONS,
    ),
    (
        "CKR_FIPS_SELF_TEST_FAILED",
        cryptoki_sys::CKR_FIPS_SELF_TEST_FAILED,
    ),
    (
        "CKR_LIBRARY_LOAD_FAILED",
        cryptoki_sys::CKR_LIBRARY_LOAD_FAILED,
    ),
    ("CKR_PIN_TOO_WEAK", cryptoki_sys::CKR_PIN_TOO_WEAK),
    (
        "CKR_PUBLIC_KEY_INVALID",
        cryptoki_sys::CKR_PUBLIC_KEY_INVALID,
    ),
    ("CKR_FUNCTION_REJECTED", cryptoki_sys::CKR_FUNCTION_REJECTED),
    (
        "CKR_TOKEN_RESOURCE_EXCEEDED",
        cryptoki_sys::CKR_TOKEN_RESOURCE_EXCEEDED,
    ),
    (
        "CKR_OPERATION_CANCEL_FAILED",
        cryptoki_sys::CKR_OPERATION_CANCEL_FAILED,
    ),
    ("CKR_KEY_EXHAUSTED", cryptoki_sys::CKR_KEY_EXHAUSTED),
    ("CKR_PENDING", cryptoki_sys::CKR_PENDING),
    (
        "CKR_SESSION_ASYNC_NOT_SUPPORTED",
        cryptoki_sys::CKR_SESSION_ASYNC_NOT_SUPPORTED,
    ),
    (
        "CKR_SEED_RANDOM_REQUIRED",
        cryptoki_sys::CKR_SEED_RANDOM_REQUIRED,
    ),
    (
        "CKR_OPERATION_NOT_VALIDATED",
        cryptoki_sys::CKR_OPERATION_NOT_VALIDATED,
    ),
    (
        "CKR_TOKEN_NOT_INITIALIZED",
        cryptoki_sys::CKR_TOKEN_NOT_INITIALIZED,
    ),
    (
        "CKR_PARAMETER_SET_NOT_SUPPORTED",
        cryptoki_sys::CKR_PARAMETER_SET_NOT_SUPPORTED,
    ),
];

const ATTRIBUTES: &[(&str, CK_ATTRIBUTE_TYPE)] = &[
    ("CKA_CLASS", cryptoki_sys::CKA_CLASS),
    ("CKA_TOKEN", cryptoki_sys::CKA_TOKEN),
    ("CKA_PRIVATE", cryptoki_sys::CKA_PRIVATE),
    ("CKA_LABEL", cryptoki_sys::CKA_LABEL),
    ("CKA_VALUE", cryptoki_sys::CKA_VALUE),
    ("CKA_ID", cryptoki_sys::CKA_ID),
    ("CKA_SENSITIVE", cryptoki_sys::CKA_SENSITIVE),
    ("CKA_EXTRACTABLE", cryptoki_sys::CKA_EXTRACTABLE),
    ("CKA_ALWAYS_SENSITIVE", cryptoki_sys::CKA_ALWAYS_SENSITIVE),
    ("CKA_NEVER_EXTRACTABLE", cryptoki_sys::CKA_NEVER_EXTRACTABLE),
    ("CKA_LOCAL", cryptoki_sys::CKA_LOCAL),
    ("CKA_MODIFIABLE", cryptoki_sys::CKA_MODIFIABLE),
    ("CKA_SIGN", cryptoki_sys::CKA_SIGN),
    ("CKA_DECRYPT", cryptoki_sys::CKA_DECRYPT),
    ("CKA_UNWRAP", cryptoki_sys::CKA_UNWRAP),
    ("CKA_DERIVE", cryptoki_sys::CKA_DERIVE),
    ("CKA_TRUSTED", cryptoki_sys::CKA_TRUSTED),
    ("CKA_KEY_TYPE", cryptoki_sys::CKA_KEY_TYPE),
    ("CKA_MODULUS", cryptoki_sys::CKA_MODULUS),
    ("CKA_MODULUS_BITS", cryptoki_sys::CKA_MODULUS_BITS),
    ("CKA_PUBLIC_EXPONENT", cryptoki_sys::CKA_PUBLIC_EXPONENT),
    ("CKA_PRIVATE_EXPONENT", cryptoki_sys::CKA_PRIVATE_EXPONENT),
    ("CKA_PRIME_1", cryptoki_sys::CKA_PRIME_1),
    ("CKA_PRIME_2", cryptoki_sys::CKA_PRIME_2),
    ("CKA_EXPONENT_1", cryptoki_sys::CKA_EXPONENT_1),
    ("CKA_EXPONENT_2", cryptoki_sys::CKA_EXPONENT_2),
    ("CKA_COEFFICIENT", cryptoki_sys::CKA_COEFFICIENT),
    ("CKA_EC_PARAMS", cryptoki_sys::CKA_EC_PARAMS),
    ("CKA_EC_POINT", cryptoki_sys::CKA_EC_POINT),
    ("CKA_SUBJECT", cryptoki_sys::CKA_SUBJECT),
    ("CKA_ISSUER", cryptoki_sys::CKA_ISSUER),
    ("CKA_SERIAL_NUMBER", cryptoki_sys::CKA_SERIAL_NUMBER),
    (
        "CKA_ALWAYS_AUTHENTICATE",
        cryptoki_sys::CKA_ALWAYS_AUTHENTICATE,
    ),
    ("CKA_CERTIFICATE_TYPE", cryptoki_sys::CKA_CERTIFICATE_TYPE),
    ("CKA_DESTROYABLE", cryptoki_sys::CKA_DESTROYABLE),
];
