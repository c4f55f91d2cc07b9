//! PKCS#11 URIs (RFC 7512) as far as they name a token.
//!
//! ```
//! use tokendesk::token::uri::{TokenUri, UriError};
//!
//! assert!(TokenUri::parse("pkcs11:token=REUSE%2001;serial=26F63B6F002F0001").is_ok());
//! assert_eq!(TokenUri::parse("pkcs11:?pin-value=1234"), Err(UriError::HoldsPin));
//! ```

mod write;

pub use write::object_uri;

use std::path::{Path, PathBuf};

use super::{SlotId, TokenFacts, TokenSerial};

/// Why a text is no PKCS#11 URI that can name a token here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UriError {
    /// It does not begin with `pkcs11:`.
    #[error("a PKCS#11 URI begins with pkcs11:")]
    Scheme,
    /// An attribute is not of the form `name=value`, or a `%` is not followed by two hexadecimal digits, or
    /// the value is no UTF-8.
    #[error("{attribute} cannot be read")]
    Unreadable {
        /// The attribute as it stands in the URI.
        attribute: String,
    },
    /// An attribute is there twice (RFC 7512 §2.3 allows each once).
    #[error("{name} is there twice")]
    Twice {
        /// The attribute.
        name: String,
    },
    /// The path has an attribute that is not known, or that needs what is not asked of a slot here.
    #[error("{name} is not understood")]
    Unknown {
        /// The attribute.
        name: String,
    },
    /// It holds a PIN: other programs of the computer can read arguments.
    #[error("the URI holds a PIN")]
    HoldsPin,
}

/// A PKCS#11 URI that names a token. Attributes that name an object of it are let pass.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TokenUri {
    token: Option<String>,
    manufacturer: Option<String>,
    serial: Option<TokenSerial>,
    model: Option<String>,
    slot: Option<SlotId>,
    module: Option<PathBuf>,
}

impl TokenUri {
    /// Reads a URI.
    ///
    /// # Errors
    /// [`UriError`] when it is none, is ambiguous, asks for what is not understood or carries a PIN.
    pub fn parse(text: &str) -> Result<Self, UriError> {
        let rest = text
            .get(..7)
            .filter(|scheme| scheme.eq_ignore_ascii_case("pkcs11:"));
        let rest = rest.and(text.get(7..)).ok_or(UriError::Scheme)?;
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let mut uri = Self::default();
        for (name, value) in attributes(path, ';')? {
            uri.take_path(&name, value)?;
        }
        for (name, value) in attributes(query, '&')? {
            match name.as_str() {
                "pin-value" => return Err(UriError::HoldsPin),
                "module-path" => uri.module = Some(PathBuf::from(value)),
                // What the query adds does not name a token.
                _ => {}
            }
        }
        Ok(uri)
    }

    fn take_path(&mut self, name: &str, value: String) -> Result<(), UriError> {
        match name {
            "token" => self.token = Some(value),
            "manufacturer" => self.manufacturer = Some(value),
            "serial" => self.serial = Some(TokenSerial::new(&value)),
            "model" => self.model = Some(value),
            "slot-id" => {
                let attribute = format!("slot-id={value}");
                let number = value
                    .parse()
                    .map_err(|_| UriError::Unreadable { attribute })?;
                self.slot = Some(SlotId(number));
            }
            // They name an object, or the module that was chosen otherwise.
            "object"
            | "type"
            | "id"
            | "library-manufacturer"
            | "library-description"
            | "library-version" => {}
            _ => {
                return Err(UriError::Unknown {
                    name: name.to_owned(),
                });
            }
        }
        Ok(())
    }

    /// Whether the token is one that the URI names: every attribute given is equal (RFC 7512, matching guidelines).
    #[must_use]
    pub fn matches(&self, token: &TokenFacts) -> bool {
        fn fits<T: PartialEq>(wanted: Option<&T>, found: &T) -> bool {
            wanted.is_none_or(|wanted| wanted == found)
        }
        fits(self.token.as_ref(), &token.label)
            && fits(self.manufacturer.as_ref(), &token.manufacturer)
            && fits(self.serial.as_ref(), &token.serial)
            && fits(self.model.as_ref(), &token.model)
            && fits(self.slot.as_ref(), &token.slot)
    }

    /// The slot, where the URI names one.
    #[must_use]
    pub fn slot(&self) -> Option<SlotId> {
        self.slot
    }

    /// The module's file (`module-path`), where the URI names one.
    #[must_use]
    pub fn module(&self) -> Option<&Path> {
        self.module.as_deref()
    }
}

fn attributes(part: &str, separator: char) -> Result<Vec<(String, String)>, UriError> {
    let mut found: Vec<(String, String)> = Vec::new();
    for attribute in part.split(separator).filter(|text| !text.is_empty()) {
        let unreadable = || UriError::Unreadable {
            attribute: attribute.to_owned(),
        };
        let (name, value) = attribute.split_once('=').ok_or_else(unreadable)?;
        if name == "pin-value" {
            return Err(UriError::HoldsPin);
        }
        if found.iter().any(|(known, _)| known == name) {
            return Err(UriError::Twice {
                name: name.to_owned(),
            });
        }
        // An object's id is bytes, not text, and is not looked at.
        let value = if name == "id" {
            String::new()
        } else {
            decoded(value).ok_or_else(unreadable)?
        };
        found.push((name.to_owned(), value));
    }
    Ok(found)
}

/// Takes percent encoding off (RFC 3986 §2.1).
fn decoded(value: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first == b'%' {
            let mut byte = [0];
            hex::decode_to_slice(after.get(..2)?, &mut byte).ok()?;
            bytes.extend(byte);
            rest = after.get(2..)?;
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_percent_encoded_text() {
        let uri = TokenUri::parse("pkcs11:token=My%20token%3b;serial=0A%20;slot-id=7").unwrap();
        assert_eq!(uri.token.as_deref(), Some("My token;"));
        assert_eq!(uri.serial, Some(TokenSerial::new("0A")));
        assert_eq!(uri.slot(), Some(SlotId(7)));
        let uri = TokenUri::parse("PKCS11:token=%E9%9B%BB%E5%8A%9B").unwrap();
        assert_eq!(uri.token.as_deref(), Some("電力"));
    }

    #[test]
    fn lets_an_object_of_the_token_be_named_as_well() {
        let text = "pkcs11:token=one;object=key;type=private;id=%69%00%ff?module-path=/m.so&x-a=1";
        let uri = TokenUri::parse(text).unwrap();
        assert_eq!(uri.module(), Some(Path::new("/m.so")));
    }

    #[test]
    fn names_any_token_when_it_is_empty() {
        assert_eq!(TokenUri::parse("pkcs11:"), Ok(TokenUri::default()));
    }

    #[test]
    fn refuses_what_it_cannot_read_or_would_misunderstand() {
        let unreadable = |attribute: &str| UriError::Unreadable {
            attribute: attribute.to_owned(),
        };
        let name = |name: &str| name.to_owned();
        for (text, error) in [
            ("", UriError::Scheme),
            ("token=one", UriError::Scheme),
            ("電電電電", UriError::Scheme),
            ("pkcs11:token", unreadable("token")),
            ("pkcs11:token=%4", unreadable("token=%4")),
            ("pkcs11:token=%zz", unreadable("token=%zz")),
            ("pkcs11:token=%ff", unreadable("token=%ff")),
            ("pkcs11:slot-id=one", unreadable("slot-id=one")),
            (
                "pkcs11:token=a;token=a",
                UriError::Twice {
                    name: name("token"),
                },
            ),
            (
                "pkcs11:colour=red",
                UriError::Unknown {
                    name: name("colour"),
                },
            ),
            ("pkcs11:token=a?pin-value=1234", UriError::HoldsPin),
            ("pkcs11:token=a;pin-value=1234", UriError::HoldsPin),
        ] {
            assert_eq!(TokenUri::parse(text), Err(error), "{text}");
        }
    }
}
