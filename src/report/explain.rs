//! What a CKR_ value, a finding or the cause of a failure means, and what to do: looked up by name, number or id.
//!
//! ```
//! use tokendesk::report::explain::explain;
//! use tokendesk::ui::{Catalogue, Language};
//!
//! let catalogue = Catalogue::new(Language::English);
//! let found = explain("0xA0", &catalogue).map_err(|near| near.join(", "));
//! assert_eq!(found.map(|found| found.id), Ok("CKR_PIN_INCORRECT".to_owned()));
//! ```

mod codes;
mod findings;

use crate::token::ReturnCode;
use crate::ui::Catalogue;

use codes::CODES;
use findings::FINDINGS;

/// The messages of a code or an id.
#[derive(Debug, Clone, Copy)]
struct Entry {
    id: &'static str,
    meaning: &'static str,
    advice: &'static str,
}

/// What a code or an id means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The name, such as `CKR_PIN_INCORRECT` or `orphans`.
    pub id: String,
    /// The number, where it is a CKR_ value.
    pub value: Option<u64>,
    /// What it means.
    pub meaning: String,
    /// What to do.
    pub remedy: String,
}

/// Where modules' makers begin to give meanings of their own (`CKR_VENDOR_DEFINED`).
const VENDOR_DEFINED: u64 = 0x8000_0000;

/// How many similar names are told.
const MOST_SIMILAR: usize = 3;

/// Explains a CKR_ value (its name with or without `CKR_`, decimal, or hexadecimal with `0x`), or the id of a
/// finding or a cause.
///
/// # Errors
/// The names that are most like it, where it is none.
pub fn explain(text: &str, catalogue: &Catalogue) -> Result<Explanation, Vec<String>> {
    let text = text.trim();
    let told = match number(text) {
        Some(value) => by_value(value, catalogue),
        None => by_name(text, catalogue),
    };
    told.ok_or_else(|| similar(text, catalogue))
}

/// What to do about a finding; `None` where there is nothing to do.
pub(super) fn advice(id: &str, catalogue: &Catalogue) -> Option<String> {
    let entry = FINDINGS.iter().find(|entry| entry.id == id)?;
    (entry.advice != "advice-nothing").then(|| catalogue.sentences().get(entry.advice))
}

fn number(text: &str) -> Option<u64> {
    let digits = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
    match digits {
        Some(digits) => u64::from_str_radix(digits, 16).ok(),
        None => text.parse().ok(),
    }
}

fn by_value(value: u64, catalogue: &Catalogue) -> Option<Explanation> {
    let code = ReturnCode(value);
    let name = code.name();
    if let Some(entry) = CODES.iter().find(|entry| entry.id == name) {
        return Some(told(entry, Some(value), catalogue));
    }
    let vendor = Entry {
        id: "",
        meaning: "explain-vendor-code",
        advice: "advice-vendor-code",
    };
    // A CK_RV has 32 bits that count; some modules extend the sign into the upper half.
    let is_vendors = value & VENDOR_DEFINED != 0;
    is_vendors.then(|| Explanation {
        id: name,
        ..told(&vendor, Some(value), catalogue)
    })
}

fn by_name(text: &str, catalogue: &Catalogue) -> Option<Explanation> {
    let id = text.to_lowercase();
    let finding = FINDINGS.iter().find(|entry| entry.id == id);
    if let Some(found) = finding
        .map(|entry| told(entry, None, catalogue))
        .or_else(|| cause(&id, catalogue))
    {
        return Some(found);
    }
    let upper = text.to_uppercase();
    let name = if upper.starts_with("CKR_") {
        upper
    } else {
        format!("CKR_{upper}")
    };
    let entry = CODES.iter().find(|entry| entry.id == name)?;
    let value = ReturnCode::from_name(entry.id).map(|code| code.0);
    Some(told(entry, value, catalogue))
}

fn told(entry: &Entry, value: Option<u64>, catalogue: &Catalogue) -> Explanation {
    let sentences = catalogue.sentences();
    Explanation {
        id: entry.id.to_owned(),
        value,
        meaning: sentences.get(entry.meaning),
        remedy: sentences.get(entry.advice),
    }
}

/// The cause of a failure: its own message, the details left open.
fn cause(id: &str, catalogue: &Catalogue) -> Option<Explanation> {
    let sentences = catalogue.sentences();
    let (message, remedy) = (format!("cause-{id}"), format!("remedy-{id}"));
    (sentences.has(&message) && sentences.has(&remedy)).then(|| Explanation {
        id: id.to_owned(),
        value: None,
        meaning: without_details(&sentences.get(&message)),
        remedy: without_details(&sentences.get(&remedy)),
    })
}

/// Puts an ellipsis where Fluent left the name of a detail.
fn without_details(message: &str) -> String {
    let mut text = String::with_capacity(message.len());
    let mut rest = message;
    while let Some((before, after)) = rest.split_once("{$") {
        text.push_str(before);
        text.push('…');
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text
}

/// The names that are most like a text, the most similar first.
fn similar(text: &str, catalogue: &Catalogue) -> Vec<String> {
    let text = text.to_lowercase();
    let sentences = catalogue.sentences();
    let causes = sentences
        .ids()
        .filter_map(|id| id.strip_prefix("cause-"))
        .map(str::to_owned);
    let own = CODES
        .iter()
        .chain(FINDINGS)
        .map(|entry| entry.id.to_owned());
    let mut names: Vec<(f64, String)> = own
        .chain(causes)
        .map(|name| {
            let lower = name.to_lowercase();
            let bare = lower.trim_start_matches("ckr_");
            let likeness =
                strsim::jaro_winkler(&text, &lower).max(strsim::jaro_winkler(&text, bare));
            (likeness, name)
        })
        .collect();
    names.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    names.dedup_by(|(_, one), (_, other)| one == other);
    let names = names.into_iter().map(|(_, name)| name);
    names.take(MOST_SIMILAR).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::Language;

    fn english(text: &str) -> Result<String, Vec<String>> {
        let catalogue = Catalogue::new(Language::English);
        explain(text, &catalogue).map(|found| found.id)
    }

    #[test]
    fn finds_a_code_by_every_way_of_writing_it() {
        for text in [
            "CKR_PIN_INCORRECT",
            "ckr_pin_incorrect",
            "PIN_INCORRECT",
            "0xA0",
            "0xa0",
            "0x000000A0",
            "160",
            " 160 ",
        ] {
            assert_eq!(english(text), Ok("CKR_PIN_INCORRECT".to_owned()), "{text}");
        }
    }

    #[test]
    fn recognises_a_makers_own_code_and_knows_feitians() {
        assert_eq!(english("0x80001234"), Ok("0x80001234".to_owned()));
        assert_eq!(english("0x8043544E"), Ok("CKR_CONTAINER_EXIST".to_owned()));
        assert!(english("0x7fffffff").is_err());
    }

    #[test]
    fn suggests_what_was_meant() {
        let near = english("CKR_PIN_INCORECT").unwrap_err();
        assert_eq!(near.first().map(String::as_str), Some("CKR_PIN_INCORRECT"));
        let near = english("orfans").unwrap_err();
        assert_eq!(near.first().map(String::as_str), Some("orphans"));
    }

    #[test]
    fn leaves_the_details_of_a_cause_open() {
        let catalogue = Catalogue::new(Language::English);
        let found = explain("bundle-damaged", &catalogue).unwrap();
        assert_eq!(found.meaning, "The bundle is damaged at byte …: …");
    }
}
