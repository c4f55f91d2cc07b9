//! One cell as a person sees it, and whether digits were lost on its way.

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing, or blanks alone.
    Empty,
    /// Text, blanks around it cut off; a whole number of up to 15 digits as its digits.
    Text(String),
    /// A number that a spreadsheet has rounded: what it was cannot be told any more.
    LostDigits {
        /// As it is shown.
        shown: String,
    },
}

/// A spreadsheet keeps 15 significant decimal digits; from here on digits are lost.
const FIRST_LOSSY: f64 = 1e15;

impl Cell {
    /// Takes a text.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let text = without_formula(text.trim()).trim();
        if text.is_empty() {
            Self::Empty
        } else if is_rounded(text) {
            Self::LostDigits {
                shown: text.to_owned(),
            }
        } else {
            Self::Text(text.to_owned())
        }
    }

    /// Takes a number as a workbook keeps it.
    #[must_use]
    pub fn of_number(number: f64) -> Self {
        let shown = format!("{number}");
        // Numbers below the bound are kept exactly.
        if number.fract() == 0.0 && number.abs() < FIRST_LOSSY {
            Self::Text(shown)
        } else {
            Self::LostDigits { shown }
        }
    }

    /// The text, where there is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Empty | Self::LostDigits { .. } => None,
        }
    }

    /// Whether nothing stands in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }
}

/// `="0123"` is how a CSV file keeps a spreadsheet from taking digits for a number.
fn without_formula(text: &str) -> &str {
    let inside = text.strip_prefix("=\"");
    inside
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or(text)
}

/// Whether a text is a number in the form that a spreadsheet gives to long ones, such as `1.23457E+15`.
fn is_rounded(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let Some(exponent) = exponent.strip_prefix('+') else {
        return false;
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    digits(exponent) && digits(whole) && digits(fraction)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_whole_numbers_of_fifteen_digits() {
        let text = Cell::of_number(999_999_999_999_999.0);
        assert_eq!(text, Cell::Text("999999999999999".to_owned()));
    }

    #[test]
    fn says_that_longer_numbers_and_fractions_are_not_what_they_were() {
        for number in [1e15, 1.234_567_890_123_456_8e18, 0.5] {
            let cell = Cell::of_number(number);
            assert!(matches!(cell, Cell::LostDigits { .. }), "{cell:?}");
        }
    }

    #[test]
    fn knows_a_number_that_was_rounded_on_its_way_through_a_spreadsheet() {
        for text in ["1.23457E+15", "1E+20", "4.5e+7"] {
            assert!(matches!(Cell::of_text(text), Cell::LostDigits { .. }));
        }
        for text in ["1E20", "3e", "12:E+1", "1.5", "E+5"] {
            assert_eq!(Cell::of_text(text), Cell::Text(text.to_owned()));
        }
    }

    #[test]
    fn takes_the_text_out_of_a_formula_that_protects_it() {
        let cell = Cell::of_text("=\"00123\"");
        assert_eq!(cell, Cell::Text("00123".to_owned()));
    }
}
