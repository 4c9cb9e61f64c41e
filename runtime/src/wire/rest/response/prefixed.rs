//! The reader of headers with a prefix.

use bytes::Bytes;
use http::HeaderMap;

use super::reader::HeaderReader;
use super::value;
use crate::shape::{Document, Member, Schema, Timestamp, TimestampFormat};
use crate::wire::{Malformed, Reader, Visit, VisitEntry, VisitMember};

/// The headers whose names begin with a prefix, as a map with the rest of the names as keys. The
/// transport has the names in lower case, so the keys are; the order is that of the response.
pub(super) struct Prefixed<'a> {
    headers: &'a HeaderMap,
    prefix: &'a str,
}

impl<'a> Prefixed<'a> {
    pub(super) fn new(headers: &'a HeaderMap, prefix: &'a str) -> Self {
        Prefixed { headers, prefix }
    }

    fn key<'n>(&self, name: &'n str) -> Option<&'n str> {
        let (start, key) = name.split_at_checked(self.prefix.len())?;
        start.eq_ignore_ascii_case(self.prefix).then_some(key)
    }
}

impl Reader for Prefixed<'_> {
    fn text(&mut self, _: &mut dyn FnMut(&str)) -> Result<bool, Malformed> {
        no_map()
    }

    fn boolean(&mut self) -> Result<Option<bool>, Malformed> {
        no_map()
    }

    fn integer(&mut self) -> Result<Option<i64>, Malformed> {
        no_map()
    }

    fn float(&mut self) -> Result<Option<f64>, Malformed> {
        no_map()
    }

    fn blob(&mut self) -> Result<Option<Bytes>, Malformed> {
        no_map()
    }

    fn timestamp(&mut self, _: TimestampFormat) -> Result<Option<Timestamp>, Malformed> {
        no_map()
    }

    fn document(&mut self) -> Result<Option<Document>, Malformed> {
        no_map()
    }

    fn list(&mut self, _: &Member, _: Visit<'_>) -> Result<bool, Malformed> {
        no_map()
    }

    fn map(&mut self, _: &Member, entry: VisitEntry<'_>) -> Result<bool, Malformed> {
        for name in self.headers.keys() {
            let Some(key) = self.key(name.as_str()) else { continue };
            // Not the whole name, of which the rest is data.
            let at = |error: Malformed| error.at(format!("header {}", self.prefix));
            let text = value(self.headers, name.as_str()).map_err(at)?.unwrap_or_default();
            entry(key, &mut HeaderReader::new(&text, false)).map_err(at)?;
        }
        Ok(true)
    }

    fn structure(&mut self, _: &'static Schema, _: VisitMember<'_>) -> Result<bool, Malformed> {
        no_map()
    }
}

fn no_map<T>() -> Result<T, Malformed> {
    Err(Malformed::new("headers with a prefix are a map, and the definition has something else"))
}
