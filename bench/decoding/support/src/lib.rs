//! What the two ways that use serde share, prebuilt as serde itself is; and the way into ours.

pub mod json;
pub mod ours;
pub mod xml;

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};

/// Reads a structure's key: the index of the name, or the number of names for one that is not
/// among them. Members mostly come in order, so the search begins at `hint`.
pub struct Key<'a> {
    pub names: &'static [&'static str],
    pub hint: &'a mut usize,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = usize;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<usize, E> {
        let (before, after) = self.names.split_at(*self.hint);
        let found = match after.iter().position(|other| *other == name) {
            Some(index) => Some(before.len() + index),
            None => before.iter().position(|other| *other == name),
        };
        *self.hint = found.map_or(*self.hint, |index| index + 1);
        Ok(found.unwrap_or(self.names.len()))
    }
}

/// Reads what is made from text.
pub fn text<'de, T: for<'a> From<&'a str>, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    from.deserialize_str(Text(PhantomData))
}

struct Text<T>(PhantomData<T>);

impl<T: for<'a> From<&'a str>> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        Ok(T::from(text))
    }
}
