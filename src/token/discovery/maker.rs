//! Whose module a file is: the ePass2003 vendor's of either generation, OpenSC's, or another one.

use std::path::Path;

use crate::token::ModuleFacts;

/// Whose module it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Maker {
    /// The vendor of the ePass2003.
    Vendor(Generation),
    /// OpenSC.
    OpenSc,
    /// Somebody else, or not known.
    Other,
}

/// The generations of the vendor's module; each drives tokens that the other does not (OpenSC issue 2424).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Generation {
    /// `libcastle.so.1.0.0`, `eps2003csp11.dll`.
    First,
    /// `libcastle_v2.so.1.0.0`, `eps2003csp11v2.dll`.
    Second,
}

impl Maker {
    /// Tells it by the file's name, and by what the module says of itself where it says something.
    #[must_use]
    pub fn of(path: &Path, module: Option<&ModuleFacts>) -> Self {
        let name = path.file_name().unwrap_or_default();
        let name = name.to_string_lossy().to_lowercase();
        let is_opensc = module.is_some_and(|module| module.description.contains("OpenSC"));
        if is_opensc || name.contains("opensc-pkcs11") {
            return Self::OpenSc;
        }
        if name.contains("castle") || name.contains("eps2003csp11") {
            let is_second = name.contains("castle_v2") || name.contains("csp11v2");
            return Self::Vendor(if is_second {
                Generation::Second
            } else {
                Generation::First
            });
        }
        Self::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_generations_by_every_name_that_the_vendor_gave_them() {
        for (name, expected) in [
            ("libcastle.so.1.0.0", Maker::Vendor(Generation::First)),
            ("libcastle.1.0.0.dylib", Maker::Vendor(Generation::First)),
            ("libcastle_v2.so.1.0.0", Maker::Vendor(Generation::Second)),
            (
                "libcastle_v2.1.0.0.dylib",
                Maker::Vendor(Generation::Second),
            ),
            ("eps2003csp11.dll", Maker::Vendor(Generation::First)),
            ("EPS2003CSP11V2.DLL", Maker::Vendor(Generation::Second)),
            ("eps2003csp11v2_s.dll", Maker::Vendor(Generation::Second)),
            ("opensc-pkcs11.so", Maker::OpenSc),
            ("libsofthsm2.so", Maker::Other),
        ] {
            assert_eq!(Maker::of(Path::new(name), None), expected, "{name}");
        }
    }
}
