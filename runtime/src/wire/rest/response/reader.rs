//! The reader of a header's value.

use bytes::Bytes;

use super::list::Elements;
use crate::shape::{Document, Member, Schema, Timestamp, TimestampFormat};
use crate::wire::encoding::{decode_blob, special_float};
use crate::wire::{Malformed, Reader, Visit, VisitEntry, VisitMember};

/// A header's value, or the status, as one value of the definition.
pub(super) struct HeaderReader<'a> {
    text: &'a str,
    /// Is the text base64, of JSON?
    is_json_text: bool,
}

impl<'a> HeaderReader<'a> {
    pub(super) fn new(text: &'a str, is_json_text: bool) -> Self {
        HeaderReader { text, is_json_text }
    }
}

impl Reader for HeaderReader<'_> {
    fn text(&mut self, sink: &mut dyn FnMut(&str)) -> Result<bool, Malformed> {
        if !self.is_json_text {
            sink(self.text);
            return Ok(true);
        }
        let bytes = decode_blob(self.text)?;
        match str::from_utf8(&bytes) {
            Ok(text) => sink(text),
            Err(_) => {
                return Err(Malformed::expected("text in base64", "bytes that are not UTF-8"));
            }
        }
        Ok(true)
    }

    fn boolean(&mut self) -> Result<Option<bool>, Malformed> {
        boolean(self.text).map(Some)
    }

    fn integer(&mut self) -> Result<Option<i64>, Malformed> {
        integer(self.text).map(Some)
    }

    fn float(&mut self) -> Result<Option<f64>, Malformed> {
        float(self.text).map(Some)
    }

    fn blob(&mut self) -> Result<Option<Bytes>, Malformed> {
        decode_blob(self.text).map(Some)
    }

    fn timestamp(&mut self, format: TimestampFormat) -> Result<Option<Timestamp>, Malformed> {
        match timestamp(self.text, format) {
            Some(time) => Ok(Some(time)),
            None => Err(Malformed::expected("a timestamp", "text that is none")),
        }
    }

    fn document(&mut self) -> Result<Option<Document>, Malformed> {
        let json = decode_blob(self.text)?;
        serde_json::from_slice(&json)
            .map_err(|_| Malformed::expected("JSON in base64", "bytes that are none"))
    }

    fn list(&mut self, _: &Member, element: Visit<'_>) -> Result<bool, Malformed> {
        let mut elements = Elements::new(self.text);
        let mut index = 0_usize;
        while !elements.is_at_end() {
            element(&mut elements).map_err(|error| error.within(index.to_string()))?;
            elements.finish_element();
            index += 1;
        }
        Ok(true)
    }

    fn map(&mut self, _: &Member, _: VisitEntry<'_>) -> Result<bool, Malformed> {
        Err(Malformed::new("a header's value is no map"))
    }

    fn structure(&mut self, _: &'static Schema, _: VisitMember<'_>) -> Result<bool, Malformed> {
        Err(Malformed::new("a header's value is no structure"))
    }
}

pub(super) fn boolean(text: &str) -> Result<bool, Malformed> {
    match text {
        _ if text.eq_ignore_ascii_case("true") => Ok(true),
        _ if text.eq_ignore_ascii_case("false") => Ok(false),
        _ => Err(Malformed::expected("true or false", "other text")),
    }
}

pub(super) fn integer(text: &str) -> Result<i64, Malformed> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    match text.parse() {
        Ok(value) => Ok(value),
        Err(_) if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            Err(Malformed::new("the number does not fit 64 bits"))
        }
        Err(_) => Err(Malformed::expected("an integer", "text that is none")),
    }
}

pub(super) fn float(text: &str) -> Result<f64, Malformed> {
    if let Some(value) = special_float(text) {
        return Ok(value);
    }
    // Rust also reads other spellings of infinity.
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    let value = if is_number { text.parse().ok() } else { None };
    value.ok_or_else(|| Malformed::expected("a number", "text that is none"))
}

pub(super) fn timestamp(text: &str, format: TimestampFormat) -> Option<Timestamp> {
    let format = match format {
        TimestampFormat::Unstated => TimestampFormat::Rfc822,
        stated => stated,
    };
    Timestamp::parse(text, format).ok()
}
