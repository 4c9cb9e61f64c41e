//! XML through quick-xml: lists are elements around elements, timestamps are text.

use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes as Body;
use serde::de::{Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, Error, IgnoredAny};
use serde::de::{MapAccess, Visitor};

/// Decodes a body; the name of the root element does not matter.
pub fn decode<T: DeserializeOwned>(body: &Body) -> Result<T, String> {
    let text = str::from_utf8(body).map_err(|error| error.to_string())?;
    quick_xml::de::from_str(text).map_err(|error| error.to_string())
}

/// Reads a list, for serde's derive.
pub fn list<'de, T, D>(deserializer: D) -> Result<Option<Vec<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    List::new().deserialize(deserializer)
}

/// Reads a list.
pub struct List<T>(PhantomData<T>);

impl<T> List<T> {
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        List(PhantomData)
    }
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for List<T> {
    type Value = Option<Vec<T>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self).map(Some)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for List<T> {
    type Value = Vec<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vec<T>, A::Error> {
        let mut list = Vec::new();
        while map.next_key::<IgnoredAny>()?.is_some() {
            list.push(map.next_value()?);
        }
        Ok(list)
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Timestamp(pub maitred::Timestamp);

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Iso8601)
    }
}

struct Iso8601;

impl Visitor<'_> for Iso8601 {
    type Value = Timestamp;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a timestamp")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Timestamp, E> {
        text.parse().map(Timestamp).map_err(E::custom)
    }
}

pub mod __private {
    pub mod v1 {
        //! Where generated code looks for types.
        pub use super::super::Timestamp;
        pub use maitred::__private::v1::*;
    }
}
