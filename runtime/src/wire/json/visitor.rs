//! The serde visitors behind the reader: one for all scalars, one for all containers.
//!
//! An error of ours does not travel as serde's text, where each level would wrap the one below, but
//! in a place beside it; serde is only told that there is one.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::reader::JsonReader;
use crate::shape::Schema;
use crate::wire::encoding::too_large;
use crate::wire::lookup::{self, Names};
use crate::wire::{Malformed, Reader, Visit, VisitEntry, VisitMember};

/// Where an error of ours waits while serde's goes up.
pub(super) type Failure = Option<Malformed>;

/// A value of JSON, as far as it is known without reading into it.
pub(super) enum Found<'a> {
    Null,
    Boolean(bool),
    Integer(i64),
    /// An integer above the range of `i64`.
    Large(u64),
    Float(f64),
    Text(&'a str),
    List,
    Object,
}

impl fmt::Display for Found<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Found::Null => "null",
            Found::Boolean(_) => "a boolean",
            Found::Integer(_) | Found::Large(_) | Found::Float(_) => "a number",
            Found::Text(_) => "text",
            Found::List => "a list",
            Found::Object => "an object",
        })
    }
}

/// Notes an error of ours and tells serde.
fn fail<E: Error>(failure: &mut Failure, error: Malformed) -> E {
    *failure = Some(error);
    E::custom("malformed")
}

/// Reads one scalar through a function of what was found.
pub(super) struct Scalar<'f, F> {
    pub(super) failure: &'f mut Failure,
    pub(super) read: F,
}

impl<T, F: FnOnce(Found<'_>) -> Result<T, Malformed>> Scalar<'_, F> {
    fn found<E: Error>(self, found: Found<'_>) -> Result<T, E> {
        (self.read)(found).map_err(|error| fail(self.failure, error))
    }
}

impl<'de, T, F: FnOnce(Found<'_>) -> Result<T, Malformed>> Visitor<'de> for Scalar<'_, F> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<T, E> {
        self.found(Found::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<T, E> {
        self.found(Found::Boolean(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        self.found(Found::Integer(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        self.found(i64::try_from(value).map_or(Found::Large(value), Found::Integer))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        self.found(Found::Float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
        self.found(Found::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<T, A::Error> {
        self.found(Found::List)
    }

    /// With serde_json's feature `arbitrary_precision`, which any crate of a program may turn on, a
    /// number comes as a map that only `Number` can read.
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        match serde_json::Number::deserialize(MapAccessDeserializer::new(map)) {
            Ok(number) => match of_number(&number) {
                Some(found) => self.found(found),
                None => Err(fail(self.failure, too_large())),
            },
            Err(_) => self.found(Found::Object),
        }
    }
}

fn of_number(number: &serde_json::Number) -> Option<Found<'static>> {
    match (number.as_i64(), number.as_u64()) {
        (Some(value), _) => Some(Found::Integer(value)),
        (None, Some(value)) => Some(Found::Large(value)),
        (None, None) => number.as_f64().map(Found::Float),
    }
}

/// Reads one list, map or structure through the caller's function; `false` for a null.
pub(super) struct Container<'f, 'v> {
    pub(super) failure: &'f mut Failure,
    pub(super) into: Into<'v>,
}

/// Who takes the contents.
pub(super) enum Into<'v> {
    List(Visit<'v>),
    Map(VisitEntry<'v>),
    Structure(&'static Schema, VisitMember<'v>, Names),
}

impl Container<'_, '_> {
    fn wrong<E: Error>(self, found: Found<'_>) -> Result<bool, E> {
        let expected = match self.into {
            Into::List(_) => "a list",
            Into::Map(_) | Into::Structure(..) => "an object",
        };
        Err(fail(self.failure, Malformed::expected(expected, found)))
    }
}

impl<'de> Visitor<'de> for Container<'_, '_> {
    type Value = bool;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list or an object")
    }

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<bool, E> {
        self.wrong(Found::Boolean(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<bool, E> {
        self.wrong(Found::Integer(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<bool, E> {
        self.wrong(Found::Large(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<bool, E> {
        self.wrong(Found::Float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<bool, E> {
        self.wrong(Found::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<bool, A::Error> {
        match self.into {
            Into::List(visit) => read_list(list, self.failure, visit),
            _ => self.wrong(Found::List),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<bool, A::Error> {
        match self.into {
            Into::Map(visit) => read_map(map, self.failure, visit),
            Into::Structure(schema, visit, names) => {
                read_members(map, self.failure, (schema, names), visit)
            }
            Into::List(_) => self.wrong(Found::Object),
        }
    }
}

fn read_list<'de, A: SeqAccess<'de>>(
    mut list: A,
    failure: &mut Failure,
    visit: Visit<'_>,
) -> Result<bool, A::Error> {
    let mut index = 0_usize;
    loop {
        let read = list.next_element_seed(Nested { failure, visit: &mut *visit });
        match read.map_err(|error| note(failure, error, || index.to_string()))? {
            Some(()) => index += 1,
            None => return Ok(true),
        }
    }
}

fn read_map<'de, A: MapAccess<'de>>(
    mut map: A,
    failure: &mut Failure,
    visit: VisitEntry<'_>,
) -> Result<bool, A::Error> {
    let mut index = 0_usize;
    while let Some(key) = map.next_key_seed(Text)? {
        let mut entry = |reader: &mut dyn Reader| visit(&key, reader);
        map.next_value_seed(Nested { failure, visit: &mut entry })
            // Not the key, which is data.
            .map_err(|error| note(failure, error, || index.to_string()))?;
        index += 1;
    }
    Ok(true)
}

fn read_members<'de, A: MapAccess<'de>>(
    mut map: A,
    failure: &mut Failure,
    (schema, names): (&'static Schema, Names),
    visit: VisitMember<'_>,
) -> Result<bool, A::Error> {
    let mut hint = 0;
    while let Some(found) = map.next_key_seed(Key { schema, hint, names })? {
        let Some(index) = found else {
            map.next_value::<IgnoredAny>()?;
            continue;
        };
        hint = index + 1;
        let mut member = |reader: &mut dyn Reader| visit(index, reader);
        map.next_value_seed(Nested { failure, visit: &mut member })
            .map_err(|error| note(failure, error, || lookup::name_of(schema, index).to_owned()))?;
    }
    Ok(true)
}

/// Adds where the value stood to an error that came from within it.
#[cold]
fn note<E>(failure: &mut Failure, error: E, segment: impl FnOnce() -> String) -> E {
    *failure = failure.take().map(|inner| inner.within(segment()));
    error
}

/// Reads a nested value through the caller's function.
struct Nested<'f, 'v> {
    failure: &'f mut Failure,
    visit: Visit<'v>,
}

impl<'de> DeserializeSeed<'de> for Nested<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let mut reader = JsonReader::new(deserializer, Names::Exact);
        match (self.visit)(&mut reader) {
            Ok(()) => reader.skip(),
            Err(error) => Err(fail(self.failure, error)),
        }
    }
}

/// Reads a structure's key: the index of the member.
struct Key {
    schema: &'static Schema,
    hint: usize,
    names: Names,
}

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = Option<usize>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a member's name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(lookup::find(self.schema, name, self.hint, self.names))
    }
}

/// Reads a map's key, without a copy where the body has it as it is.
struct Text;

impl<'de> DeserializeSeed<'de> for Text {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Text {
    type Value = Cow<'de, str>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_borrowed_str<E: Error>(self, key: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(key))
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(key.to_owned()))
    }
}
