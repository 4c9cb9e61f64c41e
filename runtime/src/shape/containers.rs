//! Lists, maps and boxes of values.

use super::{Map, Member, Put, Value};
use crate::wire::{Elements, Entries, Malformed, Reader, Writer};

impl<T: Value> Value for Vec<T> {
    fn read(reader: &mut dyn Reader, member: &Member) -> Result<Option<Self>, Malformed> {
        let mut slot = None;
        read_list(&mut slot, reader, member)?;
        Ok(slot)
    }

    fn write(&self, writer: &mut dyn Writer, member: &Member) {
        writer.list(member, self);
    }

    fn read_over(
        slot: &mut Option<Self>,
        reader: &mut dyn Reader,
        member: &Member,
    ) -> Result<(), Malformed> {
        if !member.is_flattened() {
            *slot = None;
        }
        read_list(slot, reader, member)
    }

    fn length(&self) -> usize {
        self.len()
    }

    fn keep_first(&mut self, count: usize) {
        self.truncate(count);
    }

    fn drop_first(&mut self, count: usize) {
        self.drain(..count.min(self.len()));
    }

    fn emptied(self) -> Option<Self> {
        Some(Vec::new())
    }
}

/// Reads a list, after what the slot holds. A null leaves the slot as it is; null elements are
/// skipped, as no protocol gives them a meaning.
fn read_list<T: Value>(
    slot: &mut Option<Vec<T>>,
    reader: &mut dyn Reader,
    member: &Member,
) -> Result<(), Malformed> {
    let mut list = slot.take();
    let element = member.first();
    let target = list.get_or_insert_default();
    let present = reader.list(member, &mut |reader| {
        target.extend(T::read(reader, element)?);
        Ok(())
    })?;
    if present || list.as_ref().is_some_and(|list| !list.is_empty()) {
        *slot = list;
    }
    Ok(())
}

impl<T: Value> Elements for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn element(&self, index: usize) -> Option<&dyn Put> {
        self.get(index).map(|value| value as &dyn Put)
    }
}

impl<T: Value> Value for Map<T> {
    fn read(reader: &mut dyn Reader, member: &Member) -> Result<Option<Self>, Malformed> {
        let mut slot = None;
        read_map(&mut slot, reader, member)?;
        Ok(slot)
    }

    fn write(&self, writer: &mut dyn Writer, member: &Member) {
        writer.map(member, self);
    }

    fn read_over(
        slot: &mut Option<Self>,
        reader: &mut dyn Reader,
        member: &Member,
    ) -> Result<(), Malformed> {
        if !member.is_flattened() {
            *slot = None;
        }
        read_map(slot, reader, member)
    }

    fn length(&self) -> usize {
        self.len()
    }

    fn keep_first(&mut self, count: usize) {
        self.truncate(count);
    }

    fn drop_first(&mut self, count: usize) {
        self.drain(..count.min(self.len()));
    }
}

/// Reads a map, after what the slot holds; a repeated key keeps its last value.
fn read_map<T: Value>(
    slot: &mut Option<Map<T>>,
    reader: &mut dyn Reader,
    member: &Member,
) -> Result<(), Malformed> {
    let mut map = slot.take();
    let element = member.second();
    let target = map.get_or_insert_default();
    let present = reader.map(member, &mut |key, reader| {
        if let Some(value) = T::read(reader, element)? {
            target.insert(key.to_owned(), value);
        }
        Ok(())
    })?;
    if present || map.as_ref().is_some_and(|map| !map.is_empty()) {
        *slot = map;
    }
    Ok(())
}

impl<T: Value> Entries for Map<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn entry(&self, index: usize) -> Option<(&str, &dyn Put)> {
        self.get_index(index).map(|(key, value)| (key.as_str(), value as &dyn Put))
    }
}

/// Members whose type contains itself are boxed.
impl<T: Value> Value for Box<T> {
    fn read(reader: &mut dyn Reader, member: &Member) -> Result<Option<Self>, Malformed> {
        Ok(T::read(reader, member)?.map(Box::new))
    }

    fn write(&self, writer: &mut dyn Writer, member: &Member) {
        T::write(self, writer, member);
    }

    fn length(&self) -> usize {
        T::length(self)
    }
}
