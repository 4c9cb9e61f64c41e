//! Values to the texts of a path, a query or a header.

use crate::shape::{Document, Fields, Map, Member, Put, Timestamp, TimestampFormat};
use crate::wire::encoding::{encode_blob, special_text};
use crate::wire::{Elements, Entries, Writer};

/// Which of the places a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The path or the query.
    Uri,
    /// A header.
    Header,
}

/// A value as text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Texts {
    /// A scalar.
    One(String),
    /// A list of scalars.
    Many(Vec<String>),
    /// A map of scalars, or of lists of them.
    Map(Map<Vec<String>>),
    /// What has no text: a structure, or no value.
    None,
}

/// The texts of a value.
pub(super) fn texts(place: Place, member: &Member, value: &dyn Put) -> Texts {
    let in_base64 = place == Place::Header && member.is_json_text();
    let mut writer = TextWriter { place, in_base64, in_list: false, found: Texts::None };
    value.put(&mut writer, member);
    writer.found
}

/// The text that a scalar has in a path or query.
pub(crate) fn text_of(member: &Member, value: &dyn Put) -> Option<String> {
    match texts(Place::Uri, member, value) {
        Texts::One(text) => Some(text),
        _ => None,
    }
}

struct TextWriter {
    place: Place,
    /// JSON may have any character, a header not.
    in_base64: bool,
    in_list: bool,
    found: Texts,
}

impl TextWriter {
    fn found(&mut self, text: String) {
        self.found = Texts::One(text);
    }

    fn element(&self, member: &Member, value: &dyn Put) -> Option<String> {
        let (place, in_base64) = (self.place, self.in_base64);
        let mut writer = TextWriter { place, in_base64, in_list: true, found: Texts::None };
        value.put(&mut writer, member);
        match writer.found {
            Texts::One(text) => Some(text),
            _ => None,
        }
    }

    fn values(&self, member: &Member, value: &dyn Put) -> Vec<String> {
        match texts(self.place, member, value) {
            Texts::One(text) => vec![text],
            Texts::Many(texts) => texts,
            Texts::Map(_) | Texts::None => Vec::new(),
        }
    }
}

impl Writer for TextWriter {
    /// An element that is null is left out.
    fn null(&mut self) {}

    fn text(&mut self, value: &str) {
        self.found(match (self.place, self.in_list) {
            _ if self.in_base64 => encode_blob(value.as_bytes()),
            (Place::Header, true) => quoted(value),
            _ => value.to_owned(),
        });
    }

    fn boolean(&mut self, value: bool) {
        self.found(value.to_string());
    }

    fn integer(&mut self, value: i64) {
        self.found(value.to_string());
    }

    fn float(&mut self, value: f64) {
        self.found(special_text(value).map_or_else(|| value.to_string(), str::to_owned));
    }

    fn blob(&mut self, value: &[u8]) {
        self.found(encode_blob(value));
    }

    fn timestamp(&mut self, value: Timestamp, format: TimestampFormat) {
        let format = match (format, self.place) {
            (TimestampFormat::Unstated, Place::Uri) => TimestampFormat::Iso8601,
            (TimestampFormat::Unstated, Place::Header) => TimestampFormat::Rfc822,
            (stated, _) => stated,
        };
        // botocore sends a fraction in ISO 8601 of paths and queries only.
        let value = match (format, self.place) {
            (TimestampFormat::Iso8601, Place::Uri) => value,
            _ => Timestamp::from_unix(value.seconds()),
        };
        self.found(value.format(format));
    }

    /// JSON; in a header base64 of it.
    fn document(&mut self, value: &Document) {
        self.in_base64 = self.place == Place::Header;
        self.text(&value.to_string());
    }

    fn list(&mut self, list: &Member, elements: &dyn Elements) {
        let all = (0..elements.count()).filter_map(|index| elements.element(index));
        let texts = all.filter_map(|value| self.element(list.first(), value)).collect();
        self.found = Texts::Many(texts);
    }

    fn map(&mut self, map: &Member, entries: &dyn Entries) {
        let all = (0..entries.count()).filter_map(|index| entries.entry(index));
        let texts = all.map(|(key, value)| (key.to_owned(), self.values(map.second(), value)));
        self.found = Texts::Map(texts.collect());
    }

    fn structure(&mut self, _: &dyn Fields) {}
}

/// An element of a list in a header: in quotes if it has a comma or a quote.
fn quoted(value: &str) -> String {
    match value.contains(['"', ',']) {
        true => format!("\"{}\"", value.replace('"', "\\\"")),
        false => value.to_owned(),
    }
}
