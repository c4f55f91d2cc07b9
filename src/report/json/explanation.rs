//! What a code or an id means, as JSON.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::report::explain;

/// What a code or an id means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    /// The name, such as `CKR_PIN_INCORRECT` or `orphans`.
    pub id: String,
    /// The number of a CKR_ value; null for an id.
    pub value: Option<u64>,
    /// What it means.
    pub meaning: String,
    /// What to do.
    pub remedy: String,
}

impl From<&explain::Explanation> for Explanation {
    fn from(found: &explain::Explanation) -> Self {
        Self {
            id: found.id.clone(),
            value: found.value,
            meaning: found.meaning.clone(),
            remedy: found.remedy.clone(),
        }
    }
}
