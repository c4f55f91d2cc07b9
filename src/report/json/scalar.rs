//! Texts with a form of their own: digests, identifiers, instants.

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::certificate::Sha256Digest;

/// A SHA-256 digest, 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Sha256(#[schemars(regex(pattern = "^[0-9a-f]{64}$"))] pub String);

impl From<Sha256Digest> for Sha256 {
    fn from(digest: Sha256Digest) -> Self {
        Self(digest.to_string())
    }
}

/// Bytes as lower-case hexadecimal digits; empty where there are none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Hex(#[schemars(regex(pattern = "^([0-9a-f]{2})*$"))] pub String);

impl From<&[u8]> for Hex {
    fn from(bytes: &[u8]) -> Self {
        Self(hex::encode(bytes))
    }
}

/// A point in time, RFC 3339, UTC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Instant(#[schemars(extend("format" = "date-time"))] pub String);

/// A day where the reader is, as `2026-11-22`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Day(#[schemars(extend("format" = "date"))] pub String);

impl From<Date> for Day {
    fn from(day: Date) -> Self {
        Self(day.to_string())
    }
}

impl From<Timestamp> for Instant {
    fn from(instant: Timestamp) -> Self {
        // Sub-second digits of a clock tell nobody anything.
        let whole = Timestamp::from_second(instant.as_second()).unwrap_or(instant);
        Self(whole.to_string())
    }
}
