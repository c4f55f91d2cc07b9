//! Errors of the safe binding turned into the port's: the code verbatim, the C function by its name.

use cryptoki::context::Function;
use cryptoki::error::{Error, RvError};

use super::raw;
use crate::token::{ReturnCode, TokenError};

/// The functions that are called through the safe binding.
const FUNCTIONS: &[&str] = &[
    "C_Initialize",
    "C_Finalize",
    "C_GetSlotList",
    "C_GetMechanismInfo",
    "C_OpenSession",
    "C_CloseSession",
];

/// The port's error for one of the binding's, which happened in `function` if it does not say where.
pub(super) fn error(function: &'static str, error: &Error) -> TokenError {
    let unsupported = raw::code(raw::CKR_FUNCTION_NOT_SUPPORTED);
    match error {
        Error::Pkcs11(value, place) => TokenError::Call {
            function: name(*place).unwrap_or(function),
            code: code(*value),
        },
        Error::NullFunctionPointer => TokenError::Call {
            function,
            code: unsupported,
        },
        _ => TokenError::Nonsense {
            function,
            reason: "an answer that the binding cannot hold",
        },
    }
}

fn name(function: Function) -> Option<&'static str> {
    let debug = format!("{function:?}");
    let known = FUNCTIONS.iter().copied();
    known
        .into_iter()
        .find(|name| name.strip_prefix("C_") == Some(debug.as_str()))
}

/// The number of a code: the binding keeps only its name, in camel case.
pub(super) fn code(value: RvError) -> ReturnCode {
    if let RvError::VendorDefined(number) | RvError::UnknownErrorCode(number) = value {
        return raw::code(number);
    }
    let mut name = String::from("CKR");
    for character in format!("{value:?}").chars() {
        if character.is_ascii_uppercase() {
            name.push('_');
        }
        name.push(character.to_ascii_uppercase());
    }
    // A name that the table lacks would be a newer standard's; the worst code of all is the honest one.
    ReturnCode::from_name(&name).unwrap_or(ReturnCode(0x05))
}

#[cfg(test)]
mod tests {
    use cryptoki::error::Rv;

    use super::*;
    use crate::token::error::RETURN_CODES;

    #[test]
    fn keeps_every_code_of_the_standard_through_the_binding() {
        for (number, name, _) in RETURN_CODES.iter().skip(1) {
            match Rv::from(raw::CK_ULONG::try_from(*number).unwrap()) {
                Rv::Error(value) => assert_eq!(code(value), ReturnCode(*number), "{name}"),
                Rv::Ok => panic!("{name} taken for success"),
            }
        }
    }

    #[test]
    fn names_the_function_that_failed() {
        let failed = Error::Pkcs11(RvError::SlotIdInvalid, Function::OpenSession);
        let error = error("C_GetSlotList", &failed);
        assert_eq!(
            error.to_string(),
            "C_OpenSession answered CKR_SLOT_ID_INVALID"
        );
    }
}
