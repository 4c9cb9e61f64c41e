//! The reader of one JSON value.

use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes;
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny};

use super::visitor::{Container, Failure, Found, Into, Scalar};
use crate::shape::{Document, Member, Schema, Timestamp, TimestampFormat};
use crate::wire::encoding::{decode_blob, integral, special_float, too_large};
use crate::wire::lookup::Names;
use crate::wire::{Malformed, Reader, Visit, VisitEntry, VisitMember};

/// One value, not read yet. The only deserializer that it is ever made with is serde_json's, by
/// reference; the parameter is there because serde_json hands nested values to generic code.
pub(super) struct JsonReader<'de, D> {
    value: Option<D>,
    names: Names,
    body: PhantomData<&'de [u8]>,
}

impl<'de, D: Deserializer<'de>> JsonReader<'de, D> {
    pub(super) fn new(value: D, names: Names) -> Self {
        JsonReader { value: Some(value), names, body: PhantomData }
    }

    /// Passes over the value if nobody has read it.
    pub(super) fn skip(&mut self) -> Result<(), D::Error> {
        match self.value.take() {
            Some(value) => IgnoredAny::deserialize(value).map(|_| ()),
            None => Ok(()),
        }
    }

    fn take(&mut self) -> Result<D, Malformed> {
        self.value.take().ok_or_else(|| Malformed::new("the value has been read before"))
    }

    fn scalar<T>(
        &mut self,
        read: impl FnOnce(Found<'_>) -> Result<T, Malformed>,
    ) -> Result<T, Malformed> {
        let mut failure = None;
        let visitor = Scalar { failure: &mut failure, read };
        self.take()?.deserialize_any(visitor).map_err(|error| settle(error, failure))
    }

    fn container(&mut self, into: Into<'_>) -> Result<bool, Malformed> {
        let mut failure = None;
        let visitor = Container { failure: &mut failure, into };
        self.take()?.deserialize_any(visitor).map_err(|error| settle(error, failure))
    }
}

impl<'de, D: Deserializer<'de>> Reader for JsonReader<'de, D> {
    fn text(&mut self, sink: &mut dyn FnMut(&str)) -> Result<bool, Malformed> {
        self.scalar(|found| match found {
            Found::Null => Ok(false),
            Found::Text(text) => {
                sink(text);
                Ok(true)
            }
            other => Err(Malformed::expected("text", other)),
        })
    }

    fn boolean(&mut self) -> Result<Option<bool>, Malformed> {
        self.scalar(|found| match found {
            Found::Null => Ok(None),
            Found::Boolean(value) => Ok(Some(value)),
            other => Err(Malformed::expected("a boolean", other)),
        })
    }

    fn integer(&mut self) -> Result<Option<i64>, Malformed> {
        self.scalar(|found| match found {
            Found::Null => Ok(None),
            Found::Integer(value) => Ok(Some(value)),
            Found::Large(_) => Err(too_large()),
            Found::Float(value) => integral(value).map(Some),
            other => Err(Malformed::expected("an integer", other)),
        })
    }

    fn float(&mut self) -> Result<Option<f64>, Malformed> {
        self.scalar(|found| match found {
            Found::Null => Ok(None),
            Found::Text(text) => match special_float(text) {
                Some(value) => Ok(Some(value)),
                None => Err(Malformed::expected("a number", found)),
            },
            _ => number(&found).map(Some).ok_or_else(|| Malformed::expected("a number", found)),
        })
    }

    fn blob(&mut self) -> Result<Option<Bytes>, Malformed> {
        self.scalar(|found| match found {
            Found::Null => Ok(None),
            Found::Text(text) => decode_blob(text).map(Some),
            other => Err(Malformed::expected("base64 text", other)),
        })
    }

    fn timestamp(&mut self, format: TimestampFormat) -> Result<Option<Timestamp>, Malformed> {
        self.scalar(|found| match found {
            Found::Null => Ok(None),
            Found::Integer(seconds) => Ok(Some(Timestamp::from_unix(seconds))),
            Found::Float(seconds) => Timestamp::from_float(seconds).map(Some).ok_or_else(too_large),
            Found::Large(_) => Err(too_large()),
            Found::Text(text) => match Timestamp::parse(text, format) {
                Ok(time) => Ok(Some(time)),
                Err(_) => Err(Malformed::expected("a timestamp", "text that is none")),
            },
            other => Err(Malformed::expected("a timestamp", other)),
        })
    }

    fn document(&mut self) -> Result<Option<Document>, Malformed> {
        Option::deserialize(self.take()?).map_err(not_json)
    }

    fn list(&mut self, _: &Member, element: Visit<'_>) -> Result<bool, Malformed> {
        self.container(Into::List(element))
    }

    fn map(&mut self, _: &Member, entry: VisitEntry<'_>) -> Result<bool, Malformed> {
        self.container(Into::Map(entry))
    }

    fn structure(
        &mut self,
        schema: &'static Schema,
        member: VisitMember<'_>,
    ) -> Result<bool, Malformed> {
        self.container(Into::Structure(schema, member, self.names))
    }
}

fn number(found: &Found<'_>) -> Option<f64> {
    match *found {
        Found::Integer(value) => Some(value as f64),
        Found::Large(value) => Some(value as f64),
        Found::Float(value) => Some(value),
        _ => None,
    }
}

/// An error of the grammar, as serde_json words it, with its position apart.
pub(super) fn not_json(error: impl fmt::Display) -> Malformed {
    let text = error.to_string();
    match position(&text) {
        Some((what, position)) => Malformed::new(format!("invalid JSON: {what}")).at(position),
        None => Malformed::new(format!("invalid JSON: {text}")),
    }
}

/// Our own error, if there is one, with the position that serde_json knows; or serde_json's.
#[cold]
fn settle(error: impl fmt::Display, failure: Failure) -> Malformed {
    let Some(inner) = failure else { return not_json(error) };
    match position(&error.to_string()) {
        Some((_, position)) => inner.at(position),
        None => inner,
    }
}

/// serde_json's texts end in ` at line 1 column 20`.
fn position(text: &str) -> Option<(&str, &str)> {
    let (what, _) = text.rsplit_once(" at line ")?;
    let position = text.get(what.len() + " at ".len()..)?;
    Some((what, position))
}
