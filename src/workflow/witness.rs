//! The second person who agrees to what cannot be taken back.

use unicode_normalization::UnicodeNormalization;

use crate::audit::Witnessed;

use super::failure::Cause;

/// What a desk demands where something is removed by name, or the old goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WitnessRule {
    /// A second person must be named.
    Named,
    /// A second person must answer at the terminal.
    Present,
}

/// What the options say of a second person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WitnessOptions {
    /// Whether that person is to be asked at the terminal.
    pub ask: bool,
    /// The name that the operator states.
    pub stated: Option<String>,
    /// What the desk demands.
    pub rule: Option<WitnessRule>,
}

/// How the second person comes into a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WitnessWish {
    /// There is none.
    None,
    /// That person is asked at the terminal, after the operator.
    Ask,
    /// The operator says who it is.
    Stated(String),
}

/// A second person who agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// The name, as it was typed.
    pub name: String,
    /// How that person agreed.
    pub how: Witnessed,
}

/// Whether the run is of the kind that a desk may demand a second person for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gravity {
    /// Something is removed by its name, or the old before the new is proved.
    Grave,
    /// Only what has expired goes, and the new is proved before.
    Usual,
}

/// Decides, before anything is asked, how the second person comes in.
///
/// # Errors
/// [`Cause::WitnessNotPresent`] when one was named who must be there to answer.
pub fn wish(options: &WitnessOptions, gravity: Gravity) -> Result<WitnessWish, Cause> {
    let rule = options.rule.filter(|_| gravity == Gravity::Grave);
    match (options.ask, &options.stated, rule) {
        (true, _, _) | (false, None, Some(_)) => Ok(WitnessWish::Ask),
        (false, Some(_), Some(WitnessRule::Present)) => Err(Cause::WitnessNotPresent),
        (false, Some(name), Some(WitnessRule::Named) | None) => {
            Ok(WitnessWish::Stated(name.clone()))
        }
        (false, None, None) => Ok(WitnessWish::None),
    }
}

/// Takes a name for that of a second person.
///
/// # Errors
/// [`Cause::WitnessDeclined`] when it is empty, [`Cause::WitnessIsOperator`] when it is the operator's own.
pub fn admit(name: &str, operator: &str) -> Result<String, Cause> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Cause::WitnessDeclined);
    }
    if folded(name) == folded(operator) {
        let name = name.to_owned();
        return Err(Cause::WitnessIsOperator { name });
    }
    Ok(name.to_owned())
}

fn folded(name: &str) -> String {
    let plain: String = name.nfkc().collect::<String>().to_lowercase();
    plain.split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(ask: bool, stated: Option<&str>, rule: Option<WitnessRule>) -> WitnessOptions {
        WitnessOptions {
            ask,
            stated: stated.map(str::to_owned),
            rule,
        }
    }

    #[test]
    fn a_desk_that_demands_one_has_that_person_asked_only_where_it_is_grave() {
        let demanded = options(false, None, Some(WitnessRule::Named));
        assert!(matches!(
            wish(&demanded, Gravity::Grave),
            Ok(WitnessWish::Ask)
        ));
        assert!(matches!(
            wish(&demanded, Gravity::Usual),
            Ok(WitnessWish::None)
        ));
    }

    #[test]
    fn a_name_alone_does_not_do_where_that_person_must_be_there() {
        let stated = |rule| options(false, Some("kato"), Some(rule));
        let present = wish(&stated(WitnessRule::Present), Gravity::Grave);
        assert!(matches!(present, Err(Cause::WitnessNotPresent)));
        let named = wish(&stated(WitnessRule::Named), Gravity::Grave);
        assert!(matches!(named, Ok(WitnessWish::Stated(name)) if name == "kato"));
    }

    #[test]
    fn nobody_is_a_second_person_to_themselves_however_the_name_is_spelt() {
        for name in ["sato", " Sato ", "ＳＡＴＯ", "sa to"] {
            let refused = admit(name, "sato");
            assert!(
                matches!(refused, Err(Cause::WitnessIsOperator { .. })),
                "{name}"
            );
        }
        assert!(matches!(admit(" ", "sato"), Err(Cause::WitnessDeclined)));
        assert!(matches!(admit("加藤 ", "sato"), Ok(name) if name == "加藤"));
    }
}
