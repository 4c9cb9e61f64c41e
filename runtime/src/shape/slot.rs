//! Values and the places they stand in.

use super::Member;
use crate::wire::{Malformed, Reader, Writer};

/// A type that can stand in a member: it reads itself and writes itself, whatever the protocol.
pub trait Value: std::fmt::Debug + Sized {
    /// Reads one value; `None` for a null.
    fn read(reader: &mut dyn Reader, member: &Member) -> Result<Option<Self>, Malformed>;

    /// Writes the value.
    fn write(&self, writer: &mut dyn Writer, member: &Member);

    /// Reads into a slot that may hold something already. Only flattened containers add to it.
    fn read_over(
        slot: &mut Option<Self>,
        reader: &mut dyn Reader,
        member: &Member,
    ) -> Result<(), Malformed> {
        *slot = Self::read(reader, member)?;
        Ok(())
    }

    /// How many items paging counts here: elements, characters, entries; 0 for what has no length.
    fn length(&self) -> usize {
        0
    }

    /// Keeps the first `count` items (contract P22).
    fn keep_first(&mut self, _count: usize) {}

    /// Drops the first `count` items (contract P28).
    fn drop_first(&mut self, _count: usize) {}

    /// What is left of a secondary result when a page is resumed in its middle (contract P29):
    /// lists and strings become empty, numbers stay, everything else goes.
    fn emptied(self) -> Option<Self> {
        None
    }
}

/// The write side of a [`Value`], as an object.
pub trait Put {
    /// Writes the value.
    fn put(&self, writer: &mut dyn Writer, member: &Member);

    /// The value for `Debug`.
    fn as_debug(&self) -> &dyn std::fmt::Debug;
}

impl<T: Value> Put for T {
    fn put(&self, writer: &mut dyn Writer, member: &Member) {
        self.write(writer, member);
    }

    fn as_debug(&self) -> &dyn std::fmt::Debug {
        self
    }
}

/// A member's place in a structure: an `Option` of a [`Value`], as an object.
pub trait Slot {
    /// Reads a value into the slot.
    fn read(&mut self, reader: &mut dyn Reader, member: &Member) -> Result<(), Malformed>;

    /// The value, if the slot is set.
    fn get(&self) -> Option<&dyn Put>;

    /// Unsets the slot.
    fn clear(&mut self);

    /// [`Value::length`]; 0 when unset.
    fn length(&self) -> usize;

    /// [`Value::keep_first`].
    fn keep_first(&mut self, count: usize);

    /// [`Value::drop_first`].
    fn drop_first(&mut self, count: usize);

    /// [`Value::emptied`].
    fn reset(&mut self);
}

impl<T: Value> Slot for Option<T> {
    fn read(&mut self, reader: &mut dyn Reader, member: &Member) -> Result<(), Malformed> {
        T::read_over(self, reader, member)
    }

    fn get(&self) -> Option<&dyn Put> {
        self.as_ref().map(|value| value as &dyn Put)
    }

    fn clear(&mut self) {
        *self = None;
    }

    fn length(&self) -> usize {
        self.as_ref().map_or(0, Value::length)
    }

    fn keep_first(&mut self, count: usize) {
        if let Some(value) = self {
            value.keep_first(count);
        }
    }

    fn drop_first(&mut self, count: usize) {
        if let Some(value) = self {
            value.drop_first(count);
        }
    }

    fn reset(&mut self) {
        *self = self.take().and_then(Value::emptied);
    }
}
