//! What every CKR_ value means: its messages, by the standard's name.

use super::Entry;

/// PKCS#11 3.2, return values; what modules mean by them besides was measured.
pub(super) static CODES: &[Entry] = &[
    Entry {
        id: "CKR_OK",
        meaning: "explain-ckr-ok",
        advice: "advice-nothing",
    },
    Entry {
        id: "CKR_CANCEL",
        meaning: "explain-ckr-cancel",
        advice: "advice-run-again",
    },
    Entry {
        id: "CKR_HOST_MEMORY",
        meaning: "explain-ckr-host-memory",
        advice: "advice-free-memory",
    },
    Entry {
        id: "CKR_SLOT_ID_INVALID",
        meaning: "explain-ckr-slot-id-invalid",
        advice: "remedy-token-removed",
    },
    Entry {
        id: "CKR_GENERAL_ERROR",
        meaning: "explain-ckr-general-error",
        advice: "advice-general-error",
    },
    Entry {
        id: "CKR_FUNCTION_FAILED",
        meaning: "explain-ckr-function-failed",
        advice: "remedy-call-failed",
    },
    Entry {
        id: "CKR_ARGUMENTS_BAD",
        meaning: "explain-ckr-arguments-bad",
        advice: "advice-close-programs",
    },
    Entry {
        id: "CKR_NO_EVENT",
        meaning: "explain-ckr-no-event",
        advice: "advice-nothing",
    },
    Entry {
        id: "CKR_NEED_TO_CREATE_THREADS",
        meaning: "explain-ckr-need-to-create-threads",
        advice: "advice-other-module",
    },
    Entry {
        id: "CKR_CANT_LOCK",
        meaning: "explain-ckr-cant-lock",
        advice: "advice-other-module",
    },
    Entry {
        id: "CKR_ATTRIBUTE_READ_ONLY",
        meaning: "explain-ckr-attribute-read-only",
        advice: "remedy-template-refused",
    },
    Entry {
        id: "CKR_ATTRIBUTE_SENSITIVE",
        meaning: "explain-ckr-attribute-sensitive",
        advice: "advice-nothing-unless-write",
    },
    Entry {
        id: "CKR_ATTRIBUTE_TYPE_INVALID",
        meaning: "explain-ckr-attribute-type-invalid",
        advice: "remedy-template-refused",
    },
    Entry {
        id: "CKR_ATTRIBUTE_VALUE_INVALID",
        meaning: "explain-ckr-attribute-value-invalid",
        advice: "remedy-template-refused",
    },
    Entry {
        id: "CKR_COPY_PROHIBITED",
        meaning: "explain-ckr-copy-prohibited",
        advice: "remedy-not-supported",
    },
    Entry {
        id: "CKR_ACTION_PROHIBITED",
        meaning: "explain-ckr-action-prohibited",
        advice: "advice-administrator",
    },
    Entry {
        id: "CKR_DATA_INVALID",
        meaning: "explain-ckr-data-invalid",
        advice: "remedy-data-invalid",
    },
    Entry {
        id: "CKR_DATA_LEN_RANGE",
        meaning: "explain-ckr-data-len-range",
        advice: "remedy-not-supported",
    },
    Entry {
        id: "CKR_DEVICE_ERROR",
        meaning: "explain-ckr-device-error",
        advice: "remedy-call-failed",
    },
    Entry {
        id: "CKR_DEVICE_MEMORY",
        meaning: "explain-ckr-device-memory",
        advice: "remedy-token-full",
    },
    Entry {
        id: "CKR_DEVICE_REMOVED",
        meaning: "explain-ckr-device-removed",
        advice: "remedy-token-removed",
    },
    Entry {
        id: "CKR_ENCRYPTED_DATA_INVALID",
        meaning: "explain-ckr-encrypted-data-invalid",
        advice: "remedy-not-supported",
    },
    Entry {
        id: "CKR_ENCRYPTED_DATA_LEN_RANGE",
        meaning: "explain-ckr-encrypted-data-len-range",
        advice: "remedy-not-supported",
    },
    Entry {
        id: "CKR_AEAD_DECRYPT_FAILED",
        meaning: "explain-ckr-aead-decrypt-failed",
        advice: "remedy-not-supported",
    },
    Entry {
        id: "CKR_FUNCTION_CANCELED",
        meaning: "explain-ckr-function-canceled",
        advice: "advice-run-again",
    },
    Entry {
        id: "CKR_FUNCTION_NOT_PARALLEL",
        meaning: "explain-ckr-function-not-parallel",
        advice: "advice-nothing",
    },
    Entry {
        id: "CKR_FUNCTION_NOT_SUPPORTED",
        meaning: "explain-ckr-function-not-supported",
        advice: "remedy-not-supported",
    },
    Entry {
        id: "CKR_KEY_HANDLE_INVALID",
        meaning: "explain-ckr-key-handle-invalid",
        advice: "remedy-object-not-there",
    },
    Entry {
        id: "CKR_KEY_SIZE_RANGE",
        meaning: "explain-ckr-key-size-range",
        advice: "advice-other-key",
    },
    Entry {
        id: "CKR_KEY_TYPE_INCONSISTENT",
        meaning: "explain-ckr-key-type-inconsistent",
        advice: "advice-other-key",
    },
    Entry {
        id: "CKR_KEY_NOT_NEEDED",
        meaning: "explain-ckr-key-not-needed",
        advice: "advice-own-fault",
    },
    Entry {
        id: "CKR_KEY_CHANGED",
        meaning: "explain-ckr-key-changed",
        advice: "advice-close-programs",
    },
    Entry {
        id: "CKR_KEY_NEEDED",
        meaning: "explain-ckr-key-needed",
        advice: "advice-own-fault",
    },
    Entry {
        id: "CKR_KEY_INDIGESTIBLE",
        meaning: "explain-ckr-key-indigestible",
        advice: "remedy-not-supported",
    },
    Entry {
        id: "CKR_KEY_FUNCTION_NOT_PERMITTED",
        meaning: "explain-ckr-key-function-not-permitted",
        advice: "advice-key-without-use",
    },
    Entry {
        id: "CKR_KEY_NOT_WRAPPABLE",
        meaning: "explain-ckr-key-not-wrappable",
        advice: "advice-nothing-key-stays",
    },
    Entry {
        id: "CKR_KEY_UNEXTRACTABLE",
        meaning: "explain-ckr-key-unextractable",
        advice: "advice-nothing-key-stays",
    },
    Entry {
        id: "CKR_MECHANISM_INVALID",
        meaning: "explain-ckr-mechanism-invalid",
        advice: "remedy-not-supported",
    },
    Entry {
        id: "CKR_MECHANISM_PARAM_INVALID",
        meaning: "explain-ckr-mechanism-param-invalid",
        advice: "remedy-not-supported",
    },
    Entry {
        id: "CKR_OBJECT_HANDLE_INVALID",
        meaning: "explain-ckr-object-handle-invalid",
        advice: "remedy-object-not-there",
    },
    Entry {
        id: "CKR_OPERATION_ACTIVE",
        meaning: "explain-ckr-operation-active",
        advice: "advice-run-again",
    },
    Entry {
        id: "CKR_OPERATION_NOT_INITIALIZED",
        meaning: "explain-ckr-operation-not-initialized",
        advice: "advice-run-again",
    },
    Entry {
        id: "CKR_PIN_INCORRECT",
        meaning: "explain-ckr-pin-incorrect",
        advice: "remedy-pin-refused",
    },
    Entry {
        id: "CKR_PIN_INVALID",
        meaning: "explain-ckr-pin-invalid",
        advice: "remedy-pin-form",
    },
    Entry {
        id: "CKR_PIN_LEN_RANGE",
        meaning: "explain-ckr-pin-len-range",
        advice: "remedy-pin-form",
    },
    Entry {
        id: "CKR_PIN_EXPIRED",
        meaning: "explain-ckr-pin-expired",
        advice: "remedy-pin-expired",
    },
    Entry {
        id: "CKR_PIN_LOCKED",
        meaning: "explain-ckr-pin-locked",
        advice: "advice-pin-locked",
    },
    Entry {
        id: "CKR_SESSION_CLOSED",
        meaning: "explain-ckr-session-closed",
        advice: "remedy-token-removed",
    },
    Entry {
        id: "CKR_SESSION_COUNT",
        meaning: "explain-ckr-session-count",
        advice: "advice-close-programs",
    },
    Entry {
        id: "CKR_SESSION_HANDLE_INVALID",
        meaning: "explain-ckr-session-handle-invalid",
        advice: "remedy-token-removed",
    },
    Entry {
        id: "CKR_SESSION_PARALLEL_NOT_SUPPORTED",
        meaning: "explain-ckr-session-parallel-not-supported",
        advice: "advice-own-fault",
    },
    Entry {
        id: "CKR_SESSION_READ_ONLY",
        meaning: "explain-ckr-session-read-only",
        advice: "advice-read-only",
    },
    Entry {
        id: "CKR_SESSION_EXISTS",
        meaning: "explain-ckr-session-exists",
        advice: "advice-close-programs",
    },
    Entry {
        id: "CKR_SESSION_READ_ONLY_EXISTS",
        meaning: "explain-ckr-session-read-only-exists",
        advice: "advice-close-programs",
    },
    Entry {
        id: "CKR_SESSION_READ_WRITE_SO_EXISTS",
        meaning: "explain-ckr-session-read-write-so-exists",
        advice: "advice-close-programs",
    },
    Entry {
        id: "CKR_SIGNATURE_INVALID",
        meaning: "explain-ckr-signature-invalid",
        advice: "advice-defective",
    },
    Entry {
        id: "CKR_SIGNATURE_LEN_RANGE",
        meaning: "explain-ckr-signature-len-range",
        advice: "advice-defective",
    },
    Entry {
        id: "CKR_TEMPLATE_INCOMPLETE",
        meaning: "explain-ckr-template-incomplete",
        advice: "remedy-template-refused",
    },
    Entry {
        id: "CKR_TEMPLATE_INCONSISTENT",
        meaning: "explain-ckr-template-inconsistent",
        advice: "remedy-template-refused",
    },
    Entry {
        id: "CKR_TOKEN_NOT_PRESENT",
        meaning: "explain-ckr-token-not-present",
        advice: "remedy-no-token",
    },
    Entry {
        id: "CKR_TOKEN_NOT_RECOGNIZED",
        meaning: "explain-ckr-token-not-recognized",
        advice: "advice-other-format",
    },
    Entry {
        id: "CKR_TOKEN_WRITE_PROTECTED",
        meaning: "explain-ckr-token-write-protected",
        advice: "remedy-write-protected",
    },
    Entry {
        id: "CKR_UNWRAPPING_KEY_HANDLE_INVALID",
        meaning: "explain-ckr-unwrapping-key-handle-invalid",
        advice: "advice-custody-direct",
    },
    Entry {
        id: "CKR_UNWRAPPING_KEY_SIZE_RANGE",
        meaning: "explain-ckr-unwrapping-key-size-range",
        advice: "advice-custody-direct",
    },
    Entry {
        id: "CKR_UNWRAPPING_KEY_TYPE_INCONSISTENT",
        meaning: "explain-ckr-unwrapping-key-type-inconsistent",
        advice: "advice-custody-direct",
    },
    Entry {
        id: "CKR_USER_ALREADY_LOGGED_IN",
        meaning: "explain-ckr-user-already-logged-in",
        advice: "advice-close-programs",
    },
    Entry {
        id: "CKR_USER_NOT_LOGGED_IN",
        meaning: "explain-ckr-user-not-logged-in",
        advice: "remedy-not-logged-in",
    },
    Entry {
        id: "CKR_USER_PIN_NOT_INITIALIZED",
        meaning: "explain-ckr-user-pin-not-initialized",
        advice: "remedy-pin-unset",
    },
    Entry {
        id: "CKR_USER_TYPE_INVALID",
        meaning: "explain-ckr-user-type-invalid",
        advice: "advice-administrator",
    },
    Entry {
        id: "CKR_USER_ANOTHER_ALREADY_LOGGED_IN",
        meaning: "explain-ckr-user-another-already-logged-in",
        advice: "advice-close-programs",
    },
    Entry {
        id: "CKR_USER_TOO_MANY_TYPES",
        meaning: "explain-ckr-user-too-many-types",
        advice: "advice-close-programs",
    },
    Entry {
        id: "CKR_WRAPPED_KEY_INVALID",
        meaning: "explain-ckr-wrapped-key-invalid",
        advice: "advice-custody-direct",
    },
    Entry {
        id: "CKR_WRAPPED_KEY_LEN_RANGE",
        meaning: "explain-ckr-wrapped-key-len-range",
        advice: "advice-custody-direct",
    },
    Entry {
        id: "CKR_WRAPPING_KEY_HANDLE_INVALID",
        meaning: "explain-ckr-wrapping-key-handle-invalid",
        advice: "advice-custody-direct",
    },
    Entry {
        id: "CKR_WRAPPING_KEY_SIZE_RANGE",
        meaning: "explain-ckr-wrapping-key-size-range",
        advice: "advice-custody-direct",
    },
    Entry {
        id: "CKR_WRAPPING_KEY_TYPE_INCONSISTENT",
        meaning: "explain-ckr-wrapping-key-type-inconsistent",
        advice: "advice-custody-direct",
    },
    Entry {
        id: "CKR_RANDOM_SEED_NOT_SUPPORTED",
        meaning: "explain-ckr-random-seed-not-supported",
        advice: "advice-nothing",
    },
    Entry {
        id: "CKR_RANDOM_NO_RNG",
        meaning: "explain-ckr-random-no-rng",
        advice: "remedy-not-supported",
    },
    Entry {
        id: "CKR_DOMAIN_PARAMS_INVALID",
        meaning: "explain-ckr-domain-params-invalid",
        advice: "advice-other-key",
    },
    Entry {
        id: "CKR_CURVE_NOT_SUPPORTED",
        meaning: "explain-ckr-curve-not-supported",
        advice: "advice-other-key",
    },
    Entry {
        id: "CKR_BUFFER_TOO_SMALL",
        meaning: "explain-ckr-buffer-too-small",
        advice: "advice-own-fault",
    },
    Entry {
        id: "CKR_SAVED_STATE_INVALID",
        meaning: "explain-ckr-saved-state-invalid",
        advice: "advice-own-fault",
    },
    Entry {
        id: "CKR_INFORMATION_SENSITIVE",
        meaning: "explain-ckr-information-sensitive",
        advice: "advice-nothing",
    },
    Entry {
        id: "CKR_STATE_UNSAVEABLE",
        meaning: "explain-ckr-state-unsaveable",
        advice: "advice-nothing",
    },
    Entry {
        id: "CKR_CRYPTOKI_NOT_INITIALIZED",
        meaning: "explain-ckr-cryptoki-not-initialized",
        advice: "advice-run-again",
    },
    Entry {
        id: "CKR_CRYPTOKI_ALREADY_INITIALIZED",
        meaning: "explain-ckr-cryptoki-already-initialized",
        advice: "advice-name-module",
    },
    Entry {
        id: "CKR_MUTEX_BAD",
        meaning: "explain-ckr-mutex-bad",
        advice: "advice-own-fault",
    },
    Entry {
        id: "CKR_MUTEX_NOT_LOCKED",
        meaning: "explain-ckr-mutex-not-locked",
        advice: "advice-own-fault",
    },
    Entry {
        id: "CKR_NEW_PIN_MODE",
        meaning: "explain-ckr-new-pin-mode",
        advice: "advice-administrator",
    },
    Entry {
        id: "CKR_NEXT_OTP",
        meaning: "explain-ckr-next-otp",
        advice: "advice-administrator",
    },
    Entry {
        id: "CKR_EXCEEDED_MAX_ITERATIONS",
        meaning: "explain-ckr-exceeded-max-iterations",
        advice: "remedy-call-failed",
    },
    Entry {
        id: "CKR_FIPS_SELF_TEST_FAILED",
        meaning: "explain-ckr-fips-self-test-failed",
        advice: "advice-defective",
    },
    Entry {
        id: "CKR_LIBRARY_LOAD_FAILED",
        meaning: "explain-ckr-library-load-failed",
        advice: "advice-reinstall",
    },
    Entry {
        id: "CKR_PIN_TOO_WEAK",
        meaning: "explain-ckr-pin-too-weak",
        advice: "remedy-pin-form",
    },
    Entry {
        id: "CKR_PUBLIC_KEY_INVALID",
        meaning: "explain-ckr-public-key-invalid",
        advice: "remedy-key-mismatch",
    },
    Entry {
        id: "CKR_FUNCTION_REJECTED",
        meaning: "explain-ckr-function-rejected",
        advice: "advice-run-again",
    },
    Entry {
        id: "CKR_TOKEN_RESOURCE_EXCEEDED",
        meaning: "explain-ckr-token-resource-exceeded",
        advice: "advice-close-programs",
    },
    Entry {
        id: "CKR_OPERATION_CANCEL_FAILED",
        meaning: "explain-ckr-operation-cancel-failed",
        advice: "advice-run-again",
    },
    Entry {
        id: "CKR_KEY_EXHAUSTED",
        meaning: "explain-ckr-key-exhausted",
        advice: "advice-other-key",
    },
    Entry {
        id: "CKR_PENDING",
        meaning: "explain-ckr-pending",
        advice: "advice-run-again",
    },
    Entry {
        id: "CKR_SESSION_ASYNC_NOT_SUPPORTED",
        meaning: "explain-ckr-session-async-not-supported",
        advice: "remedy-not-supported",
    },
    Entry {
        id: "CKR_SEED_RANDOM_REQUIRED",
        meaning: "explain-ckr-seed-random-required",
        advice: "advice-administrator",
    },
    Entry {
        id: "CKR_OPERATION_NOT_VALIDATED",
        meaning: "explain-ckr-operation-not-validated",
        advice: "advice-other-key",
    },
    Entry {
        id: "CKR_TOKEN_NOT_INITIALIZED",
        meaning: "explain-ckr-token-not-initialized",
        advice: "remedy-none-initialised",
    },
    Entry {
        id: "CKR_PARAMETER_SET_NOT_SUPPORTED",
        meaning: "explain-ckr-parameter-set-not-supported",
        advice: "advice-other-key",
    },
    Entry {
        id: "CKR_VENDOR_DEFINED",
        meaning: "explain-ckr-vendor-defined",
        advice: "advice-vendor-code",
    },
    Entry {
        id: "CKR_CONTAINER_EXIST",
        meaning: "explain-ckr-container-exist",
        advice: "remedy-id-taken",
    },
    Entry {
        id: "CKR_CONTAINER_NOT_EXIST",
        meaning: "explain-ckr-container-not-exist",
        advice: "remedy-object-not-there",
    },
];
