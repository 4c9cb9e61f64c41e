//! A list in a header: elements with commas between them.
//!
//! An element in quotes may have commas in it. So may a timestamp that is not in quotes, and that
//! it is one is known only when it is read: so the reader of an element takes from the text what
//! belongs to it.

use std::borrow::Cow;

use bytes::Bytes;

use super::reader::{boolean, float, integer, timestamp};
use crate::shape::{Document, Member, Schema, Timestamp, TimestampFormat};
use crate::wire::encoding::decode_blob;
use crate::wire::{Malformed, Reader, Visit, VisitEntry, VisitMember};

/// The elements that are not read yet.
pub(super) struct Elements<'a> {
    /// `None` behind the last one.
    rest: Option<&'a str>,
    is_read: bool,
}

impl<'a> Elements<'a> {
    /// Nothing at all is an empty list.
    pub(super) fn new(text: &'a str) -> Self {
        let rest = text.trim();
        Elements { rest: (!rest.is_empty()).then_some(rest), is_read: false }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.rest.is_none()
    }

    /// Passes over the element if nobody has read it.
    pub(super) fn finish_element(&mut self) {
        if !std::mem::take(&mut self.is_read) {
            self.advance();
        }
    }

    fn take(&mut self) -> Cow<'a, str> {
        self.is_read = true;
        self.advance()
    }

    fn advance(&mut self) -> Cow<'a, str> {
        let Some(rest) = self.rest else { return Cow::Borrowed("") };
        if let Some((element, rest)) = in_quotes(rest) {
            self.rest = rest;
            return Cow::Owned(element);
        }
        let (element, rest) = split(rest);
        self.rest = rest;
        Cow::Borrowed(element)
    }

    /// A timestamp up to the next comma, or else up to the one behind that: a date of HTTP has one.
    fn take_timestamp(&mut self, format: TimestampFormat) -> Option<Timestamp> {
        self.is_read = true;
        let text = self.rest?;
        let (element, rest) = split(text);
        self.rest = rest;
        if let Some(time) = timestamp(element, format) {
            return Some(time);
        }
        let (second, rest) = split(rest?);
        self.rest = rest;
        let end = text.len() - rest.map_or(0, |rest| rest.len());
        let both = text.get(..end).filter(|_| !second.is_empty())?;
        timestamp(both.trim_end_matches([',', ' ', '\t']), format)
    }
}

/// An element and what is behind its comma, both without white space around them.
fn split(text: &str) -> (&str, Option<&str>) {
    match text.split_once(',') {
        Some((element, rest)) => (element.trim(), Some(rest.trim_start())),
        None => (text.trim(), None),
    }
}

/// An element in quotes, without them, and what is behind its comma. `None` where no quote opens or
/// closes it: then quotes are text like any other.
fn in_quotes(text: &str) -> Option<(String, Option<&str>)> {
    let inner = text.strip_prefix('"')?;
    let mut element = String::new();
    let mut parts = inner.char_indices();
    while let Some((at, part)) = parts.next() {
        match part {
            '\\' => element.extend(parts.next().map(|(_, escaped)| escaped)),
            '"' => return Some((element, behind(inner.get(at + 1..)?)?)),
            _ => element.push(part),
        }
    }
    None
}

/// What is behind the comma that follows; `None` where something else follows.
fn behind(text: &str) -> Option<Option<&str>> {
    let text = text.trim_start();
    match text.strip_prefix(',') {
        Some(rest) => Some(Some(rest.trim_start())),
        None => text.is_empty().then_some(None),
    }
}

impl Reader for Elements<'_> {
    fn text(&mut self, sink: &mut dyn FnMut(&str)) -> Result<bool, Malformed> {
        sink(&self.take());
        Ok(true)
    }

    fn boolean(&mut self) -> Result<Option<bool>, Malformed> {
        boolean(&self.take()).map(Some)
    }

    fn integer(&mut self) -> Result<Option<i64>, Malformed> {
        integer(&self.take()).map(Some)
    }

    fn float(&mut self) -> Result<Option<f64>, Malformed> {
        float(&self.take()).map(Some)
    }

    fn blob(&mut self) -> Result<Option<Bytes>, Malformed> {
        decode_blob(&self.take()).map(Some)
    }

    fn timestamp(&mut self, format: TimestampFormat) -> Result<Option<Timestamp>, Malformed> {
        match self.take_timestamp(format) {
            Some(time) => Ok(Some(time)),
            None => Err(Malformed::expected("a timestamp", "text that is none")),
        }
    }

    fn document(&mut self) -> Result<Option<Document>, Malformed> {
        no_element()
    }

    fn list(&mut self, _: &Member, _: Visit<'_>) -> Result<bool, Malformed> {
        no_element()
    }

    fn map(&mut self, _: &Member, _: VisitEntry<'_>) -> Result<bool, Malformed> {
        no_element()
    }

    fn structure(&mut self, _: &'static Schema, _: VisitMember<'_>) -> Result<bool, Malformed> {
        no_element()
    }
}

fn no_element<T>() -> Result<T, Malformed> {
    Err(Malformed::new("a list in a header has scalars only"))
}
