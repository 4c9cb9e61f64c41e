//! The scalar types of the models: text, numbers, booleans, blobs, timestamps, documents, enums.

use bytes::Bytes;

use super::{Cut, Document, Member, Timestamp, Value};
use crate::wire::{Malformed, Reader, Writer};

impl Value for String {
    fn read(reader: &mut dyn Reader, _: &Member) -> Result<Option<Self>, Malformed> {
        let mut text = None;
        reader.text(&mut |part| text = Some(part.to_owned()))?;
        Ok(text)
    }

    fn write(&self, writer: &mut dyn Writer, _: &Member) {
        writer.text(self);
    }

    fn length(&self) -> usize {
        self.chars().count()
    }

    fn cut(slot: &mut Option<Self>, cut: Cut) {
        match (cut, &mut *slot) {
            (Cut::Everything, _) | (_, None) => *slot = None,
            (Cut::Content, Some(text)) => text.clear(),
            (Cut::First(count), Some(text)) => drop(text.drain(..end_of(text, count))),
            (Cut::AllBut(count), Some(text)) => text.truncate(end_of(text, count)),
        }
    }

    fn add(&mut self, later: Self) {
        self.push_str(&later);
    }
}

/// Where the first `count` characters end.
fn end_of(text: &str, count: usize) -> usize {
    text.char_indices().nth(count).map_or(text.len(), |(end, _)| end)
}

impl Value for bool {
    fn read(reader: &mut dyn Reader, _: &Member) -> Result<Option<Self>, Malformed> {
        reader.boolean()
    }

    fn write(&self, writer: &mut dyn Writer, _: &Member) {
        writer.boolean(*self);
    }

    fn cut(slot: &mut Option<Self>, cut: Cut) {
        cut_number(slot, cut);
    }

    fn add(&mut self, later: Self) {
        *self |= later;
    }
}

impl Value for i32 {
    fn read(reader: &mut dyn Reader, _: &Member) -> Result<Option<Self>, Malformed> {
        let Some(wide) = reader.integer()? else { return Ok(None) };
        match i32::try_from(wide) {
            Ok(value) => Ok(Some(value)),
            Err(_) => Err(Malformed::new("the number does not fit 32 bits")),
        }
    }

    fn write(&self, writer: &mut dyn Writer, _: &Member) {
        writer.integer(i64::from(*self));
    }

    fn cut(slot: &mut Option<Self>, cut: Cut) {
        cut_number(slot, cut);
    }

    fn add(&mut self, later: Self) {
        *self = self.saturating_add(later);
    }
}

impl Value for i64 {
    fn read(reader: &mut dyn Reader, _: &Member) -> Result<Option<Self>, Malformed> {
        reader.integer()
    }

    fn write(&self, writer: &mut dyn Writer, _: &Member) {
        writer.integer(*self);
    }

    fn cut(slot: &mut Option<Self>, cut: Cut) {
        cut_number(slot, cut);
    }

    fn add(&mut self, later: Self) {
        *self = self.saturating_add(later);
    }
}

impl Value for f32 {
    fn read(reader: &mut dyn Reader, _: &Member) -> Result<Option<Self>, Malformed> {
        Ok(reader.float()?.map(|wide| wide as f32))
    }

    fn write(&self, writer: &mut dyn Writer, _: &Member) {
        writer.single(*self);
    }

    fn cut(slot: &mut Option<Self>, cut: Cut) {
        cut_number(slot, cut);
    }

    fn add(&mut self, later: Self) {
        *self += later;
    }
}

impl Value for f64 {
    fn read(reader: &mut dyn Reader, _: &Member) -> Result<Option<Self>, Malformed> {
        reader.float()
    }

    fn write(&self, writer: &mut dyn Writer, _: &Member) {
        writer.float(*self);
    }

    fn cut(slot: &mut Option<Self>, cut: Cut) {
        cut_number(slot, cut);
    }

    fn add(&mut self, later: Self) {
        *self += later;
    }
}

impl Value for Bytes {
    fn read(reader: &mut dyn Reader, _: &Member) -> Result<Option<Self>, Malformed> {
        reader.blob()
    }

    fn write(&self, writer: &mut dyn Writer, _: &Member) {
        writer.blob(self);
    }
}

impl Value for Timestamp {
    fn read(reader: &mut dyn Reader, member: &Member) -> Result<Option<Self>, Malformed> {
        reader.timestamp(member.timestamp)
    }

    fn write(&self, writer: &mut dyn Writer, member: &Member) {
        writer.timestamp(*self, member.timestamp);
    }
}

/// A document that a definition calls JSON text is text to every protocol.
impl Value for Document {
    fn read(reader: &mut dyn Reader, member: &Member) -> Result<Option<Self>, Malformed> {
        match member.is_json_text() {
            true => read_json_text(reader),
            false => reader.document(),
        }
    }

    fn write(&self, writer: &mut dyn Writer, member: &Member) {
        match member.is_json_text() {
            true => writer.text(&self.to_string()),
            false => writer.document(self),
        }
    }
}

fn read_json_text(reader: &mut dyn Reader) -> Result<Option<Document>, Malformed> {
    let mut json = None;
    reader.text(&mut |text| json = Some(serde_json::from_str(text)))?;
    // Not the cause: it may repeat a part of the text.
    json.transpose().map_err(|_| Malformed::expected("text that is JSON", "other text"))
}

/// A number is all content, and stays when content goes.
fn cut_number<T>(slot: &mut Option<T>, cut: Cut) {
    if cut == Cut::Everything {
        *slot = None;
    }
}

/// A generated enum: the texts that a model lists, and any other text.
pub trait StringEnum: Sized {
    /// The variant for a text; never fails, since enums are open.
    fn from_wire(text: &str) -> Self;

    /// The text of the variant.
    fn as_wire(&self) -> &str;
}

/// Reads a generated enum.
pub fn read_enum<E: StringEnum>(reader: &mut dyn Reader) -> Result<Option<E>, Malformed> {
    let mut value = None;
    match read_text(reader, &mut value) {
        Ok(()) => Ok(value),
        Err(error) => Err(error),
    }
}

/// Where text goes. Unlike a closure of its own for each enum, it costs one function.
trait Sink {
    fn take(&mut self, text: &str);
}

impl<E: StringEnum> Sink for Option<E> {
    fn take(&mut self, text: &str) {
        *self = Some(E::from_wire(text));
    }
}

fn read_text(reader: &mut dyn Reader, sink: &mut dyn Sink) -> Result<(), Malformed> {
    reader.text(&mut |text| sink.take(text)).map(|_| ())
}

/// Writes a generated enum.
pub fn write_enum(text: &str, writer: &mut dyn Writer) {
    writer.text(text);
}
