//! A panic says where it happened, and nothing of the values it happened on.

use std::io::Write as _;
use std::panic;

/// Replaces the panic hook by one that writes `line` of the place to standard error.
///
/// The payload of a panic is formatted from values at hand, such as the bytes that were no UTF-8;
/// backtraces of debug builds are left out with it.
pub fn hide_panic_payloads(line: impl Fn(&str) -> String + Send + Sync + 'static) {
    panic::set_hook(Box::new(move |information| {
        let place = information.location().map(ToString::to_string);
        let line = line(place.as_deref().unwrap_or("?"));
        // Standard error may be what is broken.
        let _ = writeln!(std::io::stderr(), "{line}");
    }));
}
