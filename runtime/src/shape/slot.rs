//! Values and the places they stand in.

use super::Member;
use crate::wire::{Malformed, Reader, Writer};

/// A type that can stand in a member: it reads itself and writes itself, whatever the protocol.
pub trait Value: std::fmt::Debug + Sized {
    /// Reads one value; `None` for a null.
    fn read(reader: &mut dyn Reader, member: &Member) -> Result<Option<Self>, Malformed>;

    /// Reads an element of a list. It is mostly as large as the one before, which saves a map the
    /// growing.
    fn read_next(
        _previous: Option<&Self>,
        reader: &mut dyn Reader,
        member: &Member,
    ) -> Result<Option<Self>, Malformed> {
        Self::read(reader, member)
    }

    /// Writes the value.
    fn write(&self, writer: &mut dyn Writer, member: &Member);

    /// Reads into a slot that may hold something already. Only flattened containers add to it.
    fn read_over(
        slot: &mut Option<Self>,
        reader: &mut dyn Reader,
        member: &Member,
    ) -> Result<(), Malformed> {
        read_anew(slot, reader, member)
    }

    /// How many items paging counts here: elements, characters, entries; 0 for what has no length.
    fn length(&self) -> usize {
        0
    }

    /// Cuts what the slot holds; what has no length is either kept or unset.
    fn cut(slot: &mut Option<Self>, cut: Cut) {
        if matches!(cut, Cut::Everything | Cut::Content) {
            *slot = None;
        }
    }

    /// Adds the same result of a later page (botocore rule P33): lists grow, numbers are added, texts
    /// strung together, maps joined key by key; of everything else the first page counts.
    fn add(&mut self, _later: Self) {}

    /// Adds the value of the same key in the map of a later page: lists and maps as by
    /// [`add`](Value::add); of everything else the later one counts.
    fn add_entry(&mut self, later: Self) {
        *self = later;
    }
}

/// Reads into a slot whatever it holds.
pub(super) fn read_anew<T: Value>(
    slot: &mut Option<T>,
    reader: &mut dyn Reader,
    member: &Member,
) -> Result<(), Malformed> {
    match T::read(reader, member) {
        Ok(read) => *slot = read,
        Err(error) => return Err(error),
    }
    Ok(())
}

/// What is taken away from a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// The value: the slot is unset.
    Everything,
    /// The first items (contract P28).
    First(usize),
    /// All items but the first (contract P22).
    AllBut(usize),
    /// What a secondary result loses when a page is resumed in its middle (contract P29): lists and
    /// strings become empty, numbers stay, everything else goes.
    Content,
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

    /// [`Value::length`]; 0 when unset.
    fn length(&self) -> usize;

    /// [`Value::cut`].
    fn cut(&mut self, cut: Cut);
}

// Each function here is compiled for each type of each service: a `match` where a combinator would
// be compiled for each of them too.
impl<T: Value> Slot for Option<T> {
    fn read(&mut self, reader: &mut dyn Reader, member: &Member) -> Result<(), Malformed> {
        T::read_over(self, reader, member)
    }

    fn get(&self) -> Option<&dyn Put> {
        match self {
            Some(value) => Some(value),
            None => None,
        }
    }

    fn length(&self) -> usize {
        match self {
            Some(value) => value.length(),
            None => 0,
        }
    }

    fn cut(&mut self, cut: Cut) {
        T::cut(self, cut);
    }
}
