//! A payload: bytes and text stand in the body as they are, everything else as a document.

use bytes::Bytes;

use super::Documents;
use crate::shape::{Document, Fields, Member, Put, Schema, Slot, Timestamp, TimestampFormat};
use crate::wire::{Elements, Entries, Malformed, Reader, Visit, VisitEntry, VisitMember, Writer};

/// How a payload is to be written.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Payload {
    Bytes(Bytes),
    Text(String),
    Document,
}

/// Looks at what a value is, and takes it if it is raw.
pub(super) fn written(member: &Member, value: &dyn Put) -> Payload {
    let mut probe = Probe(Payload::Document);
    value.put(&mut probe, member);
    probe.0
}

struct Probe(Payload);

impl Writer for Probe {
    fn null(&mut self) {}

    fn text(&mut self, value: &str) {
        self.0 = Payload::Text(value.to_owned());
    }

    fn boolean(&mut self, _: bool) {}

    fn integer(&mut self, _: i64) {}

    fn float(&mut self, _: f64) {}

    fn blob(&mut self, value: &[u8]) {
        self.0 = Payload::Bytes(Bytes::copy_from_slice(value));
    }

    fn timestamp(&mut self, _: Timestamp, _: TimestampFormat) {}

    fn document(&mut self, _: &Document) {}

    fn list(&mut self, _: &Member, _: &dyn Elements) {}

    fn map(&mut self, _: &Member, _: &dyn Entries) {}

    fn structure(&mut self, _: &dyn Fields) {}
}

/// Reads a body that is not empty into the payload's slot. `true` where it was a structure with
/// none of its members.
pub(super) fn read(
    documents: &dyn Documents,
    body: &Bytes,
    member: &Member,
    slot: &mut dyn Slot,
) -> Result<bool, Malformed> {
    let mut reader = PayloadReader { documents, body, is_bare: false };
    slot.read(&mut reader, member)?;
    Ok(reader.is_bare)
}

/// The body as one value.
struct PayloadReader<'a> {
    documents: &'a dyn Documents,
    body: &'a Bytes,
    /// Was it a structure of which no member was there?
    is_bare: bool,
}

impl PayloadReader<'_> {
    fn document_of<T>(
        &self,
        read: &mut dyn FnMut(&mut dyn Reader) -> Result<T, Malformed>,
    ) -> Result<Option<T>, Malformed> {
        let mut found = None;
        self.documents.with_reader(self.body, &mut |reader| {
            found = Some(read(reader)?);
            Ok(())
        })?;
        Ok(found)
    }
}

impl Reader for PayloadReader<'_> {
    fn text(&mut self, sink: &mut dyn FnMut(&str)) -> Result<bool, Malformed> {
        match str::from_utf8(self.body) {
            Ok(text) => {
                sink(text);
                Ok(true)
            }
            Err(error) => {
                let found = Malformed::expected("text", "bytes that are not UTF-8");
                Err(found.at(format!("byte {}", error.valid_up_to())))
            }
        }
    }

    fn boolean(&mut self) -> Result<Option<bool>, Malformed> {
        self.document_of(&mut |reader| reader.boolean()).map(Option::flatten)
    }

    fn integer(&mut self) -> Result<Option<i64>, Malformed> {
        self.document_of(&mut |reader| reader.integer()).map(Option::flatten)
    }

    fn float(&mut self) -> Result<Option<f64>, Malformed> {
        self.document_of(&mut |reader| reader.float()).map(Option::flatten)
    }

    fn blob(&mut self) -> Result<Option<Bytes>, Malformed> {
        Ok(Some(self.body.clone()))
    }

    fn timestamp(&mut self, format: TimestampFormat) -> Result<Option<Timestamp>, Malformed> {
        self.document_of(&mut |reader| reader.timestamp(format)).map(Option::flatten)
    }

    fn document(&mut self) -> Result<Option<Document>, Malformed> {
        self.document_of(&mut |reader| reader.document()).map(Option::flatten)
    }

    fn list(&mut self, list: &Member, element: Visit<'_>) -> Result<bool, Malformed> {
        self.document_of(&mut |reader| reader.list(list, element)).map(|found| found == Some(true))
    }

    fn map(&mut self, map: &Member, entry: VisitEntry<'_>) -> Result<bool, Malformed> {
        self.document_of(&mut |reader| reader.map(map, entry)).map(|found| found == Some(true))
    }

    fn structure(
        &mut self,
        schema: &'static Schema,
        member: VisitMember<'_>,
    ) -> Result<bool, Malformed> {
        let mut any = false;
        let found = self.document_of(&mut |reader| {
            reader.structure(schema, &mut |index, reader| {
                any = true;
                member(index, reader)
            })
        });
        self.is_bare = !any;
        found.map(|found| found == Some(true))
    }
}
