//! How a private key crossed into the token, told.

use super::Voice;
use crate::say;
use crate::token::ReturnCode;
use crate::workflow::{Crossing, WhyDirect};

/// The sentence that says how the key crossed, and why not otherwise.
#[must_use]
pub fn tell(crossing: Crossing, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    match crossing {
        Crossing::Wrapped { path, .. } => say!(
            c,
            "report-crossed-wrapped",
            transport = path.carriage.mechanism(),
            mechanism = path.wrapping.mechanism()
        ),
        Crossing::Direct(why) => say!(c, "report-crossed-direct", why = self::why(why, voice)),
    }
}

/// Why a key did not cross encrypted: the end of a sentence.
#[must_use]
pub fn why(why: WhyDirect, voice: &Voice<'_>) -> String {
    let c = voice.catalogue;
    let code = |code: Option<ReturnCode>| code.map_or_else(|| "?".to_owned(), ReturnCode::name);
    match why {
        WhyDirect::Asked => say!(c, "crossing-asked"),
        WhyDirect::NotOffered => say!(c, "crossing-not-offered"),
        WhyDirect::Slow => say!(c, "crossing-slow"),
        WhyDirect::NoTransport {
            function,
            code: answered,
        } => say!(
            c,
            "crossing-no-transport",
            function = function.unwrap_or("?"),
            code = code(answered)
        ),
        WhyDirect::Refused {
            path,
            code: answered,
        } => say!(
            c,
            "crossing-refused",
            mechanism = path.wrapping.mechanism(),
            code = code(answered)
        ),
        WhyDirect::NotKept { path, attribute } => say!(
            c,
            "crossing-not-kept",
            mechanism = path.wrapping.mechanism(),
            attribute = attribute
        ),
    }
}
