//! Our values as JSON, the way `boto_side.py` writes boto3's.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use maitred::Timestamp;
use serde_json::{Value, json};

/// Bytes.
pub(crate) fn bytes(bytes: &Bytes) -> Value {
    json!({ "$bytes": STANDARD.encode(bytes) })
}

/// A point in time.
pub(crate) fn time(time: Option<Timestamp>) -> Value {
    match time {
        Some(time) => {
            json!({ "$time": time.seconds() * 1000 + i64::from(time.nanoseconds() / 1_000_000) })
        }
        None => Value::Null,
    }
}
