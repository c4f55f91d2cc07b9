//! How times, digests and bytes are written in a line of the journal.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serializer};

use crate::certificate::Sha256Digest;

/// Cuts a moment to what a line shows of it, milliseconds: never later than it was.
pub(super) fn cut(time: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(time.as_millisecond()).unwrap_or(time)
}

/// RFC 3339, UTC, three decimals.
fn time_text(time: Timestamp) -> String {
    format!("{:.3}", cut(time))
}

pub(super) mod time {
    use super::{Deserialize, Deserializer, Serializer, Timestamp, time_text};
    use serde::de::Error as _;

    pub fn serialize<S: Serializer>(time: &Timestamp, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(&time_text(*time))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Timestamp, D::Error> {
        let text = String::deserialize(input)?;
        text.parse().map_err(D::Error::custom)
    }
}

pub(super) mod digest {
    use super::{Deserialize, Deserializer, Serializer, Sha256Digest, parsed};

    pub fn serialize<S: Serializer>(digest: &Sha256Digest, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(digest)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Sha256Digest, D::Error> {
        parsed(&String::deserialize(input)?)
    }
}

pub(super) mod digest_option {
    use super::{Deserialize, Deserializer, Serializer, Sha256Digest, parsed};

    pub fn serialize<S: Serializer>(
        digest: &Option<Sha256Digest>,
        out: S,
    ) -> Result<S::Ok, S::Error> {
        match digest {
            Some(digest) => out.collect_str(digest),
            None => out.serialize_none(),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        input: D,
    ) -> Result<Option<Sha256Digest>, D::Error> {
        match Option::<String>::deserialize(input)? {
            Some(text) => parsed(&text).map(Some),
            None => Ok(None),
        }
    }
}

pub(super) mod bytes {
    use super::{Deserialize, Deserializer, Serializer};
    use serde::de::Error as _;

    pub fn serialize<S: Serializer>(bytes: &[u8], out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(&hex::encode(bytes))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<u8>, D::Error> {
        hex::decode(String::deserialize(input)?).map_err(D::Error::custom)
    }
}

fn parsed<E: serde::de::Error>(text: &str) -> Result<Sha256Digest, E> {
    Sha256Digest::parse(text).ok_or_else(|| E::custom("not a SHA-256 digest"))
}
