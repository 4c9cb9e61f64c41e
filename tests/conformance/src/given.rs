//! A case's parameters as a reader: what a program would set, from JSON keyed by members' names.
//!
//! Text stands for blobs too, seconds since 1970 for timestamps, as in botocore's tests.

use bytes::Bytes;
use maitred::__private::v1::{
    Document, Malformed, Member, Reader, Schema, Timestamp, TimestampFormat, Visit, VisitEntry,
    VisitMember,
};
use serde_json::Value;

/// One value of the parameters.
#[derive(Debug)]
pub struct Given<'a>(pub &'a Value);

impl Given<'_> {
    fn wrong<T>(&self, expected: &str) -> Result<T, Malformed> {
        Err(Malformed::expected(expected, self.0))
    }
}

impl Reader for Given<'_> {
    fn text(&mut self, sink: &mut dyn FnMut(&str)) -> Result<bool, Malformed> {
        match self.0 {
            Value::Null => Ok(false),
            Value::String(text) => {
                sink(text);
                Ok(true)
            }
            _ => self.wrong("text"),
        }
    }

    fn boolean(&mut self) -> Result<Option<bool>, Malformed> {
        match self.0 {
            Value::Null => Ok(None),
            Value::Bool(value) => Ok(Some(*value)),
            _ => self.wrong("a boolean"),
        }
    }

    fn integer(&mut self) -> Result<Option<i64>, Malformed> {
        match (self.0, self.0.as_i64()) {
            (Value::Null, _) => Ok(None),
            (_, Some(value)) => Ok(Some(value)),
            _ => self.wrong("an integer"),
        }
    }

    fn float(&mut self) -> Result<Option<f64>, Malformed> {
        match self.0 {
            Value::Null => Ok(None),
            Value::Number(number) => Ok(number.as_f64()),
            Value::String(text) => match text.as_str() {
                "NaN" => Ok(Some(f64::NAN)),
                "Infinity" => Ok(Some(f64::INFINITY)),
                "-Infinity" => Ok(Some(f64::NEG_INFINITY)),
                _ => self.wrong("a number"),
            },
            _ => self.wrong("a number"),
        }
    }

    fn blob(&mut self) -> Result<Option<Bytes>, Malformed> {
        match self.0 {
            Value::Null => Ok(None),
            Value::String(text) => Ok(Some(Bytes::copy_from_slice(text.as_bytes()))),
            _ => self.wrong("text for a blob"),
        }
    }

    fn timestamp(&mut self, format: TimestampFormat) -> Result<Option<Timestamp>, Malformed> {
        match self.0 {
            Value::Null => Ok(None),
            Value::Number(_) => {
                Timestamp::parse(&self.0.to_string(), TimestampFormat::UnixTimestamp)
                    .map_or_else(|_| self.wrong("seconds"), |time| Ok(Some(time)))
            }
            Value::String(text) => Timestamp::parse(text, format)
                .map_or_else(|_| self.wrong("a timestamp"), |time| Ok(Some(time))),
            _ => self.wrong("a timestamp"),
        }
    }

    fn document(&mut self) -> Result<Option<Document>, Malformed> {
        Ok((!self.0.is_null()).then(|| self.0.clone()))
    }

    fn list(&mut self, _: &Member, element: Visit<'_>) -> Result<bool, Malformed> {
        match self.0 {
            Value::Null => Ok(false),
            Value::Array(list) => {
                list.iter().try_for_each(|value| element(&mut Given(value)))?;
                Ok(true)
            }
            _ => self.wrong("a list"),
        }
    }

    fn map(&mut self, _: &Member, entry: VisitEntry<'_>) -> Result<bool, Malformed> {
        match self.0 {
            Value::Null => Ok(false),
            Value::Object(map) => {
                map.iter().try_for_each(|(key, value)| entry(key, &mut Given(value)))?;
                Ok(true)
            }
            _ => self.wrong("a map"),
        }
    }

    fn structure(
        &mut self,
        schema: &'static Schema,
        member: VisitMember<'_>,
    ) -> Result<bool, Malformed> {
        let map = match self.0 {
            Value::Null => return Ok(false),
            Value::Object(map) => map,
            _ => return self.wrong("a structure"),
        };
        for (name, value) in map {
            let index = schema.members.iter().position(|known| known.name == name);
            let index = index
                .ok_or_else(|| Malformed::new(format!("{} has no member {name}", schema.name)))?;
            member(index, &mut Given(value)).map_err(|error| error.within(name))?;
        }
        Ok(true)
    }
}
