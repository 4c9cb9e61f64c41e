//! Values to the form bodies of the query-like protocols.
//!
//! A value is written at a path: `Filter.1.Value.2=a`. How lists stand in the path is the one thing
//! in which EC2 differs from plain query: [`Lists`] says which way it is.

#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::encoding::{encode_blob, special_text};
use super::{Elements, Entries, Writer};
use crate::shape::{Document, Fields, Member, Timestamp, TimestampFormat};

/// Everything but letters, digits and `_.-~`; a space, which becomes a plus, is not in it.
const ENCODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'_').remove(b'.').remove(b'-').remove(b'~').remove(b' ');

/// How lists stand in the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lists {
    /// EC2: the elements are numbered right behind the list's name, and an empty list is nothing.
    Numbered,
    /// Plain query: the element's name stands before its number, unless the list is flattened, and
    /// an empty list is an empty parameter.
    Named,
}

/// Writes a form body.
#[derive(Debug)]
pub(crate) struct QueryWriter {
    lists: Lists,
    body: String,
    path: String,
}

impl QueryWriter {
    /// A body that begins with the action and the version of the API.
    pub(crate) fn new(lists: Lists, action: &str, version: &str) -> Self {
        let mut writer = QueryWriter { lists, body: String::new(), path: String::new() };
        writer.at("Action", |writer| writer.text(action));
        writer.at("Version", |writer| writer.text(version));
        writer
    }

    /// What was written.
    pub(crate) fn finish(self) -> String {
        self.body
    }

    /// Writes with one more segment in the path.
    fn at(&mut self, segment: impl std::fmt::Display, write: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        let dot = if length == 0 { "" } else { "." };
        // Writing to a string cannot fail.
        let _ = write!(self.path, "{dot}{segment}");
        write(self);
        self.path.truncate(length);
    }

    /// The value, at the path.
    fn pair(&mut self, value: &str) {
        if !self.body.is_empty() {
            self.body.push('&');
        }
        encode(&self.path, &mut self.body);
        self.body.push('=');
        encode(value, &mut self.body);
    }
}

impl Writer for QueryWriter {
    /// A form has no nulls; the parameter is empty.
    fn null(&mut self) {
        self.pair("");
    }

    fn text(&mut self, value: &str) {
        self.pair(value);
    }

    fn boolean(&mut self, value: bool) {
        self.pair(if value { "true" } else { "false" });
    }

    fn integer(&mut self, value: i64) {
        self.pair(&value.to_string());
    }

    fn float(&mut self, value: f64) {
        match special_text(value) {
            Some(text) => self.pair(text),
            None => self.pair(&value.to_string()),
        }
    }

    fn blob(&mut self, value: &[u8]) {
        self.pair(&encode_blob(value));
    }

    fn timestamp(&mut self, value: Timestamp, format: TimestampFormat) {
        self.pair(&value.format(format));
    }

    fn document(&mut self, value: &Document) {
        self.pair(&value.to_string());
    }

    fn list(&mut self, list: &Member, elements: &dyn Elements) {
        match self.lists {
            Lists::Named if elements.count() == 0 => self.pair(""),
            Lists::Named if !list.is_flattened() => {
                let name = list.first().written_or("member");
                self.at(name, |writer| writer.elements(list, elements));
            }
            Lists::Named | Lists::Numbered => self.elements(list, elements),
        }
    }

    fn map(&mut self, map: &Member, entries: &dyn Entries) {
        if map.is_flattened() {
            return self.entries(map, entries);
        }
        self.at("entry", |writer| writer.entries(map, entries));
    }

    fn structure(&mut self, fields: &dyn Fields) {
        for (index, member) in fields.schema().members.iter().enumerate() {
            if let Some(value) = fields.field(index) {
                self.at(self.name(member), |writer| value.put(writer, member));
            }
        }
    }
}

impl QueryWriter {
    /// The name of a member in the path. A flattened list has the name of its elements, unless the
    /// definition gives it one of its own.
    fn name(&self, member: &'static Member) -> &'static str {
        let takes_name = self.lists == Lists::Named
            && member.is_flattened()
            && member.inner.len() == 1
            && member.write == member.name;
        if takes_name { member.first().written_or(member.write) } else { member.write }
    }

    fn elements(&mut self, list: &Member, elements: &dyn Elements) {
        for index in 0..elements.count() {
            if let Some(value) = elements.element(index) {
                self.at(index + 1, |writer| value.put(writer, list.first()));
            }
        }
    }

    fn entries(&mut self, map: &Member, entries: &dyn Entries) {
        let key_name = map.first().written_or("key");
        let value_name = map.second().written_or("value");
        for index in 0..entries.count() {
            let Some((key, value)) = entries.entry(index) else { continue };
            self.at(index + 1, |writer| {
                writer.at(key_name, |writer| writer.text(key));
                writer.at(value_name, |writer| value.put(writer, map.second()));
            });
        }
    }
}

fn encode(text: &str, output: &mut String) {
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            output.push('+');
        }
        output.extend(utf8_percent_encode(word, ENCODED));
    }
}
