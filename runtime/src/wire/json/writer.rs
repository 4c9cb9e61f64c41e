//! The writer of JSON values, one after the other, into one buffer.

use serde::Serialize;

use crate::shape::{Document, Fields, Member, Timestamp, TimestampFormat};
use crate::wire::encoding::{encode_blob, special_text};
use crate::wire::{Elements, Entries, Writer};

/// Writes values without spaces; members in the order of their table.
#[derive(Debug, Default)]
pub(crate) struct JsonWriter {
    output: Vec<u8>,
}

impl JsonWriter {
    /// What was written.
    pub(crate) fn finish(self) -> Vec<u8> {
        self.output
    }

    /// Numbers, text and documents, as serde_json writes them.
    fn plain(&mut self, value: &(impl Serialize + ?Sized)) {
        // Neither writing to memory nor these types can fail.
        let _ = serde_json::to_writer(&mut self.output, value);
    }

    fn bracket(&mut self, bracket: u8) {
        self.output.push(bracket);
    }

    /// A comma before every item but the first.
    fn next(&mut self, first: &mut bool) {
        if !std::mem::take(first) {
            self.output.push(b',');
        }
    }

    fn key(&mut self, name: &str) {
        self.plain(name);
        self.output.push(b':');
    }
}

impl Writer for JsonWriter {
    fn null(&mut self) {
        self.plain(&());
    }

    fn text(&mut self, value: &str) {
        self.plain(value);
    }

    fn boolean(&mut self, value: bool) {
        self.plain(&value);
    }

    fn integer(&mut self, value: i64) {
        self.plain(&value);
    }

    fn float(&mut self, value: f64) {
        match special_text(value) {
            Some(text) => self.plain(text),
            None => self.plain(&value),
        }
    }

    fn blob(&mut self, value: &[u8]) {
        self.plain(&encode_blob(value));
    }

    fn timestamp(&mut self, value: Timestamp, format: TimestampFormat) {
        match format {
            TimestampFormat::Unstated | TimestampFormat::UnixTimestamp => {
                let digits = value.format(TimestampFormat::UnixTimestamp);
                self.output.extend_from_slice(digits.as_bytes());
            }
            TimestampFormat::Iso8601 | TimestampFormat::Rfc822 => self.plain(&value.format(format)),
        }
    }

    fn document(&mut self, value: &Document) {
        self.plain(value);
    }

    fn list(&mut self, list: &Member, elements: &dyn Elements) {
        let mut first = true;
        self.bracket(b'[');
        for value in (0..elements.count()).filter_map(|index| elements.element(index)) {
            self.next(&mut first);
            value.put(self, list.first());
        }
        self.bracket(b']');
    }

    fn map(&mut self, map: &Member, entries: &dyn Entries) {
        let mut first = true;
        self.bracket(b'{');
        for (key, value) in (0..entries.count()).filter_map(|index| entries.entry(index)) {
            self.next(&mut first);
            self.key(key);
            value.put(self, map.second());
        }
        self.bracket(b'}');
    }

    fn structure(&mut self, fields: &dyn Fields) {
        let mut first = true;
        self.bracket(b'{');
        for (index, member) in fields.schema().members.iter().enumerate() {
            if let Some(value) = fields.field(index) {
                self.next(&mut first);
                self.key(member.write);
                value.put(self, member);
            }
        }
        self.bracket(b'}');
    }
}
