//! The scalar types of the models: text, numbers, booleans, blobs, timestamps, documents, enums.

use bytes::Bytes;

use super::{Document, Member, Timestamp, Value};
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

    fn keep_first(&mut self, count: usize) {
        if let Some((end, _)) = self.char_indices().nth(count) {
            self.truncate(end);
        }
    }

    fn drop_first(&mut self, count: usize) {
        match self.char_indices().nth(count) {
            Some((start, _)) => drop(self.drain(..start)),
            None => self.clear(),
        }
    }

    fn emptied(self) -> Option<Self> {
        Some(String::new())
    }
}

impl Value for bool {
    fn read(reader: &mut dyn Reader, _: &Member) -> Result<Option<Self>, Malformed> {
        reader.boolean()
    }

    fn write(&self, writer: &mut dyn Writer, _: &Member) {
        writer.boolean(*self);
    }

    fn emptied(self) -> Option<Self> {
        Some(self)
    }
}

impl Value for i32 {
    fn read(reader: &mut dyn Reader, _: &Member) -> Result<Option<Self>, Malformed> {
        let Some(wide) = reader.integer()? else { return Ok(None) };
        match i32::try_from(wide) {
            Ok(value) => Ok(Some(value)),
            Err(_) => Err(Malformed::new(format!("{wide} does not fit a 32-bit integer"))),
        }
    }

    fn write(&self, writer: &mut dyn Writer, _: &Member) {
        writer.integer(i64::from(*self));
    }

    fn emptied(self) -> Option<Self> {
        Some(self)
    }
}

impl Value for i64 {
    fn read(reader: &mut dyn Reader, _: &Member) -> Result<Option<Self>, Malformed> {
        reader.integer()
    }

    fn write(&self, writer: &mut dyn Writer, _: &Member) {
        writer.integer(*self);
    }

    fn emptied(self) -> Option<Self> {
        Some(self)
    }
}

impl Value for f32 {
    fn read(reader: &mut dyn Reader, _: &Member) -> Result<Option<Self>, Malformed> {
        Ok(reader.float()?.map(|wide| wide as f32))
    }

    fn write(&self, writer: &mut dyn Writer, _: &Member) {
        // Through text, so that 0.1 stays 0.1 and does not become 0.10000000149011612.
        writer.float(self.to_string().parse().unwrap_or(f64::from(*self)));
    }

    fn emptied(self) -> Option<Self> {
        Some(self)
    }
}

impl Value for f64 {
    fn read(reader: &mut dyn Reader, _: &Member) -> Result<Option<Self>, Malformed> {
        reader.float()
    }

    fn write(&self, writer: &mut dyn Writer, _: &Member) {
        writer.float(*self);
    }

    fn emptied(self) -> Option<Self> {
        Some(self)
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

impl Value for Document {
    fn read(reader: &mut dyn Reader, _: &Member) -> Result<Option<Self>, Malformed> {
        reader.document()
    }

    fn write(&self, writer: &mut dyn Writer, _: &Member) {
        writer.document(self);
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
    reader.text(&mut |text| value = Some(E::from_wire(text)))?;
    Ok(value)
}

/// Writes a generated enum.
pub fn write_enum(text: &str, writer: &mut dyn Writer) {
    writer.text(text);
}
