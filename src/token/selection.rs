//! Which of the tokens present is meant: exactly one, or a refusal that lists them.
//!
//! ```
//! use tokendesk::token::selection::{SelectionError, TokenChoice, choose};
//!
//! assert_eq!(choose(&[], &TokenChoice::default()), Err(SelectionError::None));
//! ```

use super::uri::TokenUri;
use super::{SlotId, TokenFacts, TokenSerial};

/// What was said of the token that is meant; everything given must fit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TokenChoice {
    /// Its serial number.
    pub serial: Option<TokenSerial>,
    /// Its label.
    pub label: Option<String>,
    /// The slot it is in.
    pub slot: Option<SlotId>,
    /// A URI that names it.
    pub uri: Option<TokenUri>,
}

/// Why no token was chosen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SelectionError {
    /// No token is present.
    #[error("no token is present")]
    None,
    /// Tokens are present, and none of them was ever initialised.
    #[error("no token present is initialised")]
    NoneInitialised {
        /// The tokens present.
        present: Vec<TokenFacts>,
    },
    /// None of the tokens present is the one that was asked for.
    #[error("none of the {} tokens present is the one asked for", present.len())]
    NoMatch {
        /// The tokens present.
        present: Vec<TokenFacts>,
    },
    /// More than one could be meant.
    #[error("{} tokens could be meant", candidates.len())]
    Several {
        /// Those that could.
        candidates: Vec<TokenFacts>,
    },
    /// The serial number does not tell the token from the others: the slot must be named as well.
    #[error("the serial number {serial:?} does not tell the token from others: name its slot")]
    SlotNeeded {
        /// The serial number.
        serial: TokenSerial,
        /// The tokens it could be.
        candidates: Vec<TokenFacts>,
    },
}

impl TokenChoice {
    /// Whether the token fits everything that was said.
    #[must_use]
    pub fn fits(&self, token: &TokenFacts) -> bool {
        let serial = self.serial.as_ref();
        let label = self.label.as_deref();
        serial.is_none_or(|serial| *serial == token.serial)
            && label.is_none_or(|label| is_labelled(token, label))
            && self.slot.is_none_or(|slot| slot == token.slot)
            && self.uri.as_ref().is_none_or(|uri| uri.matches(token))
    }

    fn names_a_slot(&self) -> bool {
        self.slot.is_some() || self.uri.as_ref().is_some_and(|uri| uri.slot().is_some())
    }
}

/// Chooses the one token that is meant; with nothing said, the only initialised one present.
///
/// # Errors
/// [`SelectionError`] when there is none, more than one, or one that only its slot tells from others.
pub fn choose(tokens: &[TokenFacts], wanted: &TokenChoice) -> Result<TokenFacts, SelectionError> {
    if tokens.is_empty() {
        return Err(SelectionError::None);
    }
    let initialised: Vec<_> = tokens.iter().filter(|token| token.is_initialised).collect();
    if initialised.is_empty() {
        return Err(SelectionError::NoneInitialised {
            present: tokens.to_vec(),
        });
    }
    let fitting: Vec<_> = initialised
        .iter()
        .filter(|token| wanted.fits(token))
        .collect();
    let [token] = fitting.as_slice() else {
        let candidates: Vec<_> = fitting.into_iter().copied().cloned().collect();
        return Err(refusal(&initialised, candidates));
    };
    let alike: Vec<_> = initialised
        .iter()
        .filter(|other| is_taken_for(other, token))
        .collect();
    if alike.len() > 1 && !wanted.names_a_slot() {
        return Err(SelectionError::SlotNeeded {
            serial: token.serial.clone(),
            candidates: alike.into_iter().copied().cloned().collect(),
        });
    }
    Ok((**token).clone())
}

fn refusal(present: &[&TokenFacts], candidates: Vec<TokenFacts>) -> SelectionError {
    let Some((first, rest)) = candidates.split_first() else {
        return SelectionError::NoMatch {
            present: present.iter().copied().cloned().collect(),
        };
    };
    if rest.iter().all(|other| is_taken_for(other, first)) {
        return SelectionError::SlotNeeded {
            serial: first.serial.clone(),
            candidates,
        };
    }
    SelectionError::Several { candidates }
}

/// Whether the serial number leaves open which of the two a token is.
fn is_taken_for(other: &TokenFacts, token: &TokenFacts) -> bool {
    other.serial == token.serial || (other.serial.is_meaningless() && token.serial.is_meaningless())
}

/// What OpenSC writes behind the label of a token.
const OPENSC_SUFFIX: &str = " (User PIN)";

/// The length of a token's label, bytes (PKCS#11, token information).
const LABEL_LENGTH: usize = 32;

/// Whether the token's label is the wanted one, also as OpenSC shows it, and also when it had no room.
fn is_labelled(token: &TokenFacts, wanted: &str) -> bool {
    let shown = token.label.as_str();
    if shown == wanted {
        return true;
    }
    match shown.strip_suffix(OPENSC_SUFFIX) {
        Some(name) => {
            let start = name.strip_suffix("...");
            name == wanted
                || start.is_some_and(|start| !start.is_empty() && wanted.starts_with(start))
        }
        // A label cut by the field's length, which may have halved a character.
        None => {
            let whole = shown.trim_end_matches(char::REPLACEMENT_CHARACTER);
            wanted.len() > LABEL_LENGTH
                && whole.len() > LABEL_LENGTH.saturating_sub(4)
                && wanted.starts_with(whole)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(serial: &str, label: &str, slot: u64) -> TokenFacts {
        TokenFacts {
            serial: TokenSerial::new(serial),
            slot: SlotId(slot),
            label: label.to_owned(),
            model: "ePass2003".to_owned(),
            manufacturer: "EnterSafe".to_owned(),
            firmware: "16.50".to_owned(),
            ..TokenFacts::usual()
        }
    }

    fn blank(slot: u64) -> TokenFacts {
        TokenFacts {
            is_initialised: false,
            ..token("", "", slot)
        }
    }

    fn serial(text: &str) -> TokenChoice {
        TokenChoice {
            serial: Some(TokenSerial::new(text)),
            ..TokenChoice::default()
        }
    }

    fn label(text: &str) -> TokenChoice {
        TokenChoice {
            label: Some(text.to_owned()),
            ..TokenChoice::default()
        }
    }

    fn slot(number: u64) -> TokenChoice {
        TokenChoice {
            slot: Some(SlotId(number)),
            ..TokenChoice::default()
        }
    }

    fn uri(text: &str) -> TokenChoice {
        TokenChoice {
            uri: Some(TokenUri::parse(text).unwrap()),
            ..TokenChoice::default()
        }
    }

    fn slot_chosen(tokens: &[TokenFacts], wanted: &TokenChoice) -> Result<u64, SelectionError> {
        choose(tokens, wanted).map(|token| token.slot.0)
    }

    #[test]
    fn takes_the_only_initialised_token() {
        let tokens = [blank(0), token("A1", "one", 1)];
        assert_eq!(slot_chosen(&tokens, &TokenChoice::default()), Ok(1));
    }

    #[test]
    fn lists_two_tokens_and_takes_neither() {
        let tokens = [token("A1", "one", 1), token("A2", "two", 2)];
        assert_eq!(
            choose(&tokens, &TokenChoice::default()),
            Err(SelectionError::Several {
                candidates: tokens.to_vec()
            })
        );
    }

    #[test]
    fn tells_no_token_from_none_initialised() {
        let wanted = TokenChoice::default();
        assert_eq!(choose(&[], &wanted), Err(SelectionError::None));
        assert_eq!(
            choose(&[blank(0)], &wanted),
            Err(SelectionError::NoneInitialised {
                present: vec![blank(0)]
            })
        );
    }

    #[test]
    fn finds_a_token_by_serial_slot_and_uri() {
        let tokens = [token("A1", "one", 1), token("A2", "two", 2)];
        assert_eq!(slot_chosen(&tokens, &serial("A2")), Ok(2));
        assert_eq!(slot_chosen(&tokens, &slot(1)), Ok(1));
        assert_eq!(slot_chosen(&tokens, &uri("pkcs11:token=two")), Ok(2));
        assert_eq!(slot_chosen(&tokens, &uri("pkcs11:serial=A1")), Ok(1));
    }

    #[test]
    fn lets_nothing_that_was_said_be_wrong() {
        let tokens = [token("A1", "one", 1), token("A2", "two", 2)];
        let wanted = TokenChoice {
            slot: Some(SlotId(1)),
            ..serial("A2")
        };
        assert_eq!(
            choose(&tokens, &wanted),
            Err(SelectionError::NoMatch {
                present: tokens.to_vec()
            })
        );
    }

    #[test]
    fn refuses_a_label_that_two_tokens_have() {
        let tokens = [token("A1", "ePass2003", 1), token("A2", "ePass2003", 2)];
        assert_eq!(
            choose(&tokens, &label("ePass2003")),
            Err(SelectionError::Several {
                candidates: tokens.to_vec()
            })
        );
    }

    #[test]
    fn knows_a_label_as_opensc_shows_it() {
        for (shown, wanted, fits) in [
            ("REUSE01 (User PIN)", "REUSE01", true),
            ("REUSE01 (User PIN)", "REUSE01 (User PIN)", true),
            ("REUSE01 (User PIN)", "REUSE0", false),
            (
                "A label of forty c... (User PIN)",
                "A label of forty characters",
                true,
            ),
            (
                "A label of forty c... (User PIN)",
                "A label of fifty characters",
                false,
            ),
            ("... (User PIN)", "anything", false),
            (
                "12345678901234567890123456789012",
                "123456789012345678901234567890123",
                true,
            ),
            ("12345678901234567890123456789012", "1234567890", false),
            ("REUSE", "REUSE01", false),
        ] {
            assert_eq!(
                is_labelled(&token("1", shown, 1), wanted),
                fits,
                "{shown} {wanted}"
            );
        }
    }

    #[test]
    fn demands_the_slot_where_serials_are_equal_or_mean_nothing() {
        let zeros = [
            token("0000000000000000", "one", 1),
            token("0000000000000000", "two", 2),
        ];
        for wanted in [
            TokenChoice::default(),
            serial("0000000000000000"),
            label("one"),
        ] {
            let error = choose(&zeros, &wanted).unwrap_err();
            assert!(
                matches!(error, SelectionError::SlotNeeded { .. }),
                "{error:?}"
            );
        }
        assert_eq!(slot_chosen(&zeros, &slot(2)), Ok(2));
        let blank_and_zero = [token("", "one", 1), token("000", "two", 2)];
        assert!(choose(&blank_and_zero, &label("one")).is_err());
        assert_eq!(
            slot_chosen(&blank_and_zero, &uri("pkcs11:slot-id=1")),
            Ok(1)
        );
    }

    #[test]
    fn takes_a_lone_token_without_a_serial() {
        let tokens = [token("0000", "one", 1), blank(2)];
        assert_eq!(slot_chosen(&tokens, &TokenChoice::default()), Ok(1));
    }
}
