//! Our values as JSON, the way `boto_side.py` writes boto3's, and names as AWS writes them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use maitred::Timestamp;
use serde_json::{Value, json};

/// Bytes.
pub(crate) fn bytes(bytes: &Bytes) -> Value {
    json!({ "$bytes": STANDARD.encode(bytes) })
}

/// A value of an enumeration that may be missing, as a word.
macro_rules! word {
    ($value:expr) => {
        $value.as_ref().map(|value| value.as_str())
    };
}
pub(crate) use word;

/// A map of texts.
pub(crate) fn map(map: Option<&maitred::Map<String>>) -> Value {
    match map {
        Some(map) => {
            map.iter().map(|(name, text)| (name.clone(), Value::from(text.as_str()))).collect()
        }
        None => Value::Null,
    }
}

/// A point in time.
pub(crate) fn time(time: Option<Timestamp>) -> Value {
    match time {
        Some(time) => {
            // Microseconds are what Python counts.
            json!({ "$time": time.seconds() * 1_000_000 + i64::from((time.nanoseconds() + 500) / 1000) })
        }
        None => Value::Null,
    }
}

/// `list_tables` as AWS says it.
pub(crate) fn pascal(operation: &str) -> String {
    let capital = |word: &str| {
        let (first, rest) = word.split_at(1.min(word.len()));
        first.to_uppercase() + rest
    };
    operation.split('_').map(capital).collect()
}
