//! A case's input as a reader: JSON keyed by members' names, blobs in base64, timestamps in seconds.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use maitred::__private::v1::{
    Document, Malformed, Member, Reader, Schema, Timestamp, TimestampFormat, Visit, VisitEntry,
    VisitMember,
};
use serde_json::Value;

/// One value of the input.
#[derive(Debug)]
pub(crate) struct Given<'a>(pub(crate) &'a Value);

impl Given<'_> {
    fn wrong<T>(&self, expected: &str) -> Result<T, Malformed> {
        Err(Malformed::expected(expected, self.0))
    }
}

impl Reader for Given<'_> {
    fn text(&mut self, sink: &mut dyn FnMut(&str)) -> Result<bool, Malformed> {
        let Some(text) = self.0.as_str() else { return self.wrong("text") };
        sink(text);
        Ok(true)
    }

    fn boolean(&mut self) -> Result<Option<bool>, Malformed> {
        self.0.as_bool().map_or_else(|| self.wrong("a boolean"), |value| Ok(Some(value)))
    }

    fn integer(&mut self) -> Result<Option<i64>, Malformed> {
        self.0.as_i64().map_or_else(|| self.wrong("an integer"), |value| Ok(Some(value)))
    }

    fn float(&mut self) -> Result<Option<f64>, Malformed> {
        self.0.as_f64().map_or_else(|| self.wrong("a number"), |value| Ok(Some(value)))
    }

    fn blob(&mut self) -> Result<Option<Bytes>, Malformed> {
        let bytes = self.0.as_str().and_then(|text| BASE64_STANDARD.decode(text).ok());
        bytes.map_or_else(|| self.wrong("base64"), |bytes| Ok(Some(Bytes::from(bytes))))
    }

    fn timestamp(&mut self, _: TimestampFormat) -> Result<Option<Timestamp>, Malformed> {
        let seconds = self.0.to_string();
        Timestamp::parse(&seconds, TimestampFormat::UnixTimestamp)
            .map_or_else(|_| self.wrong("seconds"), |time| Ok(Some(time)))
    }

    fn document(&mut self) -> Result<Option<Document>, Malformed> {
        Ok(Some(self.0.clone()))
    }

    fn list(&mut self, _: &Member, element: Visit<'_>) -> Result<bool, Malformed> {
        let Some(list) = self.0.as_array() else { return self.wrong("a list") };
        list.iter().try_for_each(|value| element(&mut Given(value)))?;
        Ok(true)
    }

    fn map(&mut self, _: &Member, entry: VisitEntry<'_>) -> Result<bool, Malformed> {
        let Some(map) = self.0.as_object() else { return self.wrong("a map") };
        map.iter().try_for_each(|(key, value)| entry(key, &mut Given(value)))?;
        Ok(true)
    }

    fn structure(
        &mut self,
        schema: &'static Schema,
        member: VisitMember<'_>,
    ) -> Result<bool, Malformed> {
        let map = match self.0 {
            Value::Null => return Ok(true),
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
