//! The writer of CBOR values, one after the other, into one buffer.

use std::convert::Infallible;

use cbor4ii::core::enc::{Encode, Write};
use cbor4ii::core::types::{Array, Bytes, Map, Null, Tag};

use crate::shape::{Document, Fields, Member, Timestamp, TimestampFormat};
use crate::wire::{Elements, Entries, Writer};

/// Seconds since 1970 follow.
const EPOCH: u64 = 1;

/// Writes every length before what has it, and members in the order of their table.
#[derive(Debug, Default)]
pub(crate) struct CborWriter {
    output: Output,
}

#[derive(Debug, Default)]
struct Output(Vec<u8>);

impl Write for Output {
    type Error = Infallible;

    fn push(&mut self, input: &[u8]) -> Result<(), Infallible> {
        self.0.extend_from_slice(input);
        Ok(())
    }
}

impl CborWriter {
    /// What was written.
    pub(crate) fn finish(self) -> Vec<u8> {
        self.output.0
    }

    fn plain(&mut self, value: impl Encode) {
        // Writing to memory cannot fail.
        let _ = value.encode(&mut self.output);
    }

    fn begin_map(&mut self, count: usize) {
        let _ = Map::bounded(count, &mut self.output);
    }
}

impl Writer for CborWriter {
    fn null(&mut self) {
        self.plain(Null);
    }

    fn text(&mut self, value: &str) {
        self.plain(value);
    }

    fn boolean(&mut self, value: bool) {
        self.plain(value);
    }

    fn integer(&mut self, value: i64) {
        self.plain(value);
    }

    fn float(&mut self, value: f64) {
        self.plain(value);
    }

    fn single(&mut self, value: f32) {
        self.plain(value);
    }

    fn blob(&mut self, value: &[u8]) {
        self.plain(Bytes(value));
    }

    /// Always seconds since 1970, whatever the format of the definition: as an integer where that
    /// loses nothing.
    fn timestamp(&mut self, value: Timestamp, _: TimestampFormat) {
        match value.nanoseconds() {
            0 => self.plain(Tag(EPOCH, value.seconds())),
            _ => self.plain(Tag(EPOCH, fractional(value))),
        }
    }

    /// CBOR has no documents, and no definition of this protocol has one.
    fn document(&mut self, value: &Document) {
        self.plain(value.to_string().as_str());
    }

    fn list(&mut self, list: &Member, elements: &dyn Elements) {
        let _ = Array::bounded(elements.count(), &mut self.output);
        for value in (0..elements.count()).filter_map(|index| elements.element(index)) {
            value.put(self, list.first());
        }
    }

    fn map(&mut self, map: &Member, entries: &dyn Entries) {
        self.begin_map(entries.count());
        for (key, value) in (0..entries.count()).filter_map(|index| entries.entry(index)) {
            self.plain(key);
            value.put(self, map.second());
        }
    }

    fn structure(&mut self, fields: &dyn Fields) {
        let members = fields.schema().members;
        self.begin_map((0..members.len()).filter(|index| fields.field(*index).is_some()).count());
        for (index, member) in members.iter().enumerate() {
            if let Some(value) = fields.field(index) {
                self.plain(member.write);
                value.put(self, member);
            }
        }
    }
}

/// The float that is nearest to the time.
fn fractional(time: Timestamp) -> f64 {
    let text = time.format(TimestampFormat::UnixTimestamp);
    text.parse().unwrap_or(time.seconds() as f64)
}
