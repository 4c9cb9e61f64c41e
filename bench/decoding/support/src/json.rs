//! JSON through serde_json: timestamps are seconds, bytes are base64.

use std::fmt;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes as Body;
use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error, Visitor};

/// Decodes a body, checked to be UTF-8 at once, which is faster than text by text.
pub fn decode<T: DeserializeOwned>(body: &Body) -> Result<T, String> {
    let text = str::from_utf8(body).map_err(|error| error.to_string())?;
    serde_json::from_str(text).map_err(|error| error.to_string())
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Timestamp(pub maitred::Timestamp);

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_f64(Seconds)
    }
}

struct Seconds;

impl Visitor<'_> for Seconds {
    type Value = Timestamp;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("seconds")
    }

    fn visit_u64<E: Error>(self, seconds: u64) -> Result<Timestamp, E> {
        let seconds = i64::try_from(seconds).map_err(E::custom)?;
        Ok(Timestamp(maitred::Timestamp::from_unix(seconds)))
    }

    fn visit_f64<E: Error>(self, seconds: f64) -> Result<Timestamp, E> {
        let whole = seconds.floor();
        let micros = ((seconds - whole) * 1e6).round() as u32;
        Ok(Timestamp(maitred::Timestamp::new(whole as i64, micros * 1000)))
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Bytes(pub Body);

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Base64)
    }
}

struct Base64;

impl Visitor<'_> for Base64 {
    type Value = Bytes;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("base64")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Bytes, E> {
        let bytes = BASE64_STANDARD.decode(text).map_err(E::custom)?;
        Ok(Bytes(Body::from(bytes)))
    }
}

pub mod __private {
    pub mod v1 {
        //! Where generated code looks for types.
        pub use super::super::{Bytes, Timestamp};
        pub use maitred::__private::v1::*;
    }
}
