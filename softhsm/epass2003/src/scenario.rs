//! The scenario file: which calls go wrong, and how.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use cryptoki_sys::{CK_ATTRIBUTE_TYPE, CK_RV, CKR_ATTRIBUTE_VALUE_INVALID, CKR_GENERAL_ERROR};
use serde::Deserialize;

use crate::codes;

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    fault: Vec<Written>,
}

/// One `[[fault]]` as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: Option<String>,
    call: Option<u64>,
    function: Option<OneOrMany>,
    serial: Option<String>,
    #[serde(default)]
    when: When,
    times: Option<Times>,
    #[serde(default)]
    count: Count,
    action: Kind,
    code: Option<String>,
    status: Option<i32>,
    reinsert_after: Option<u64>,
    #[serde(default)]
    lasting: bool,
    #[serde(default)]
    listed: bool,
    attributes: Option<BTreeMap<String, Shown>>,
    to: Option<String>,
    milliseconds: Option<u64>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Error,
    Removal,
    Exit,
    Nothing,
    Show,
    LoseNeighbour,
    Ghost,
    BadSignature,
    ChangeSerial,
    ForgetLogin,
    RefuseSameId,
    Stall,
}

/// Whether a fault strikes before the call is really made, or after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// The real module is not reached where the fault prevents it.
    #[default]
    Before,
    /// The real module has done its work.
    After,
}

/// How often a fault strikes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Times {
    /// One time.
    Once,
    /// From then on, for good.
    Always,
}

/// Over what calls are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Count {
    /// Each process counts from one.
    #[default]
    Process,
    /// All processes that share the state folder count together.
    Shared,
}

/// A value shown in place of the real one.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Shown {
    /// A `CK_BBOOL`.
    Flag(bool),
    /// Bytes, in hexadecimal.
    Bytes(String),
}

impl Shown {
    /// The bytes that the caller receives.
    fn bytes(&self) -> Option<Vec<u8>> {
        match self {
            Self::Flag(flag) => Some(vec![u8::from(*flag)]),
            Self::Bytes(digits) => (0..digits.len())
                .step_by(2)
                .map(|at| {
                    let end = at.saturating_add(2);
                    digits
                        .get(at..end)
                        .and_then(|pair| u8::from_str_radix(pair, 16).ok())
                })
                .collect(),
        }
    }
}

/// What a fault does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Answers with this code.
    Error(CK_RV),
    /// The token is pulled; it comes back after so many calls, or never.
    Removal {
        /// Answer of the call that met it, when not the usual one.
        code: Option<CK_RV>,
        /// C calls until the token is put back.
        reinsert_after: Option<u64>,
        /// The token stays away for later processes too.
        lasting: bool,
    },
    /// The process ends at once with this status.
    Exit(i32),
    /// Answers OK and does nothing.
    Nothing,
    /// Shows private keys with these attributes.
    Show(Vec<(CK_ATTRIBUTE_TYPE, Vec<u8>)>),
    /// Another object of the same class is lost when one is created.
    LoseNeighbour {
        /// It stays listed, as a ghost.
        listed: bool,
    },
    /// The object stays listed and can neither be used nor destroyed.
    Ghost(CK_RV),
    /// A signature comes out with one bit wrong.
    BadSignature,
    /// The token shows this serial from here on.
    ChangeSerial(String),
    /// The token logs everybody out.
    ForgetLogin,
    /// A second object of the same class and id is refused with this code.
    RefuseSameId(CK_RV),
    /// The call takes longer.
    Stall(Duration),
}

impl Action {
    /// Whether the fault has its effect in the midst of a call, where the call itself decides if it fires.
    pub fn is_within_call(&self) -> bool {
        match self {
            Self::Show(_)
            | Self::LoseNeighbour { .. }
            | Self::Ghost(_)
            | Self::BadSignature
            | Self::RefuseSameId(_) => true,
            Self::Error(_)
            | Self::Removal { .. }
            | Self::Exit(_)
            | Self::Nothing
            | Self::ChangeSerial(_)
            | Self::ForgetLogin
            | Self::Stall(_) => false,
        }
    }
}

/// One fault, understood.
#[derive(Debug)]
pub struct Rule {
    /// Its name in the fired file.
    pub name: String,
    /// The number of the call that it strikes, counted from one; every call when `None`.
    pub call: Option<u64>,
    /// The functions that are counted; all when empty.
    pub functions: Vec<String>,
    /// The token that is meant; every token when `None`.
    pub serial: Option<String>,
    /// Before or after the real call.
    pub when: When,
    /// Once or for good.
    pub times: Times,
    /// Over what calls are counted.
    pub count: Count,
    /// What happens.
    pub action: Action,
}

/// Reads a scenario: JSON when the name ends in `.json`, TOML otherwise.
///
/// # Errors
///
/// A sentence that says what cannot be read or understood.
pub fn read(path: &Path) -> Result<Vec<Rule>, String> {
    let named = |reason: &dyn std::fmt::Display| format!("{}: {reason}", path.display());
    let text = fs::read_to_string(path).map_err(|reason| named(&reason))?;
    let file: File = if path.extension().is_some_and(|ending| ending == "json") {
        serde_json::from_str(&text).map_err(|reason| named(&reason))?
    } else {
        toml::from_str(&text).map_err(|reason| named(&reason))?
    };
    file.fault
        .into_iter()
        .enumerate()
        .map(|(index, written)| understand(index, written).map_err(|reason| named(&reason)))
        .collect()
}

fn understand(index: usize, written: Written) -> Result<Rule, String> {
    let name = written
        .name
        .unwrap_or_else(|| format!("fault-{}", index.saturating_add(1)));
    let code = written
        .code
        .as_deref()
        .map(|text| codes::parse(text).ok_or(format!("{name}: unknown code {text}")))
        .transpose()?;
    if written.call == Some(0) {
        return Err(format!("{name}: calls are counted from 1"));
    }
    let missing = |field: &str| format!("{name}: {field} is missing");
    let action = match written.action {
        Kind::Error => Action::Error(code.unwrap_or(CKR_GENERAL_ERROR)),
        Kind::Removal => Action::Removal {
            code,
            reinsert_after: written.reinsert_after,
            lasting: written.lasting,
        },
        Kind::Exit => Action::Exit(written.status.unwrap_or(99)),
        Kind::Nothing => Action::Nothing,
        Kind::Show => Action::Show(
            written
                .attributes
                .ok_or_else(|| missing("attributes"))?
                .iter()
                .map(|(attribute, shown)| {
                    Some((codes::parse_attribute(attribute)?, shown.bytes()?))
                })
                .collect::<Option<_>>()
                .ok_or_else(|| format!("{name}: an attribute cannot be understood"))?,
        ),
        Kind::LoseNeighbour => Action::LoseNeighbour {
            listed: written.listed,
        },
        Kind::Ghost => Action::Ghost(code.unwrap_or(CKR_GENERAL_ERROR)),
        Kind::BadSignature => Action::BadSignature,
        Kind::ChangeSerial => Action::ChangeSerial(written.to.ok_or_else(|| missing("to"))?),
        Kind::ForgetLogin => Action::ForgetLogin,
        Kind::RefuseSameId => Action::RefuseSameId(code.unwrap_or(CKR_ATTRIBUTE_VALUE_INVALID)),
        Kind::Stall => Action::Stall(Duration::from_millis(
            written
                .milliseconds
                .ok_or_else(|| missing("milliseconds"))?,
        )),
    };
    Ok(Rule {
        name,
        call: written.call,
        functions: match written.function {
            None => Vec::new(),
            Some(OneOrMany::One(function)) => vec![function],
            Some(OneOrMany::Many(functions)) => functions,
        },
        serial: written.serial,
        when: written.when,
        times: written.times.unwrap_or(if written.call.is_some() {
            Times::Once
        } else {
            Times::Always
        }),
        count: written.count,
        action,
    })
}
