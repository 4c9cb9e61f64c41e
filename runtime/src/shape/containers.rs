//! Lists, maps and boxes of values.
//!
//! What is generic here is compiled for each type of list of each service, so there is little of it:
//! the functions around it take objects, and a `match` stands where a combinator would be compiled
//! along.

use indexmap::map::Entry;

use super::slot::read_anew;
use super::{Cut, Map, Member, Put, Value};
use crate::wire::{Elements, Entries, Malformed, Reader, Writer};

/// Where the elements of a list go.
trait GrowingList {
    /// Reads one element. Null elements are skipped, as no protocol gives them a meaning.
    fn grow(&mut self, reader: &mut dyn Reader, element: &Member) -> Result<(), Malformed>;
}

/// Reads a list, after what it holds; `false` for a null.
fn read_list(
    list: &mut dyn GrowingList,
    reader: &mut dyn Reader,
    member: &Member,
) -> Result<bool, Malformed> {
    let element = member.first();
    reader.list(member, &mut |reader| list.grow(reader, element))
}

impl<T: Value> GrowingList for Vec<T> {
    fn grow(&mut self, reader: &mut dyn Reader, element: &Member) -> Result<(), Malformed> {
        match T::read_next(self.last(), reader, element) {
            Ok(Some(value)) => self.push(value),
            Ok(None) => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }
}

impl<T: Value> Value for Vec<T> {
    fn read(reader: &mut dyn Reader, member: &Member) -> Result<Option<Self>, Malformed> {
        let mut list = Vec::new();
        match read_list(&mut list, reader, member) {
            Ok(true) => Ok(Some(list)),
            Ok(false) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn write(&self, writer: &mut dyn Writer, member: &Member) {
        writer.list(member, self);
    }

    fn read_over(
        slot: &mut Option<Self>,
        reader: &mut dyn Reader,
        member: &Member,
    ) -> Result<(), Malformed> {
        match slot {
            Some(list) if member.is_flattened() => match read_list(list, reader, member) {
                Ok(_) => Ok(()),
                Err(error) => Err(error),
            },
            _ => read_anew(slot, reader, member),
        }
    }

    fn length(&self) -> usize {
        self.len()
    }

    fn cut(slot: &mut Option<Self>, cut: Cut) {
        match (cut, &mut *slot) {
            (Cut::Everything, _) | (_, None) => *slot = None,
            (Cut::Content, Some(list)) => list.truncate(0),
            (Cut::First(count), Some(list)) => *list = list.split_off(count.min(list.len())),
            (Cut::AllBut(count), Some(list)) => list.truncate(count),
        }
    }

    fn add(&mut self, mut later: Self) {
        self.append(&mut later);
    }

    fn add_entry(&mut self, later: Self) {
        self.add(later);
    }
}

impl<T: Value> Elements for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn element(&self, index: usize) -> Option<&dyn Put> {
        match self.get(index) {
            Some(value) => Some(value),
            None => None,
        }
    }
}

/// Where the entries of a map go.
trait GrowingMap {
    /// Reads one value. A repeated key keeps its last value; null values are skipped.
    fn grow(&mut self, key: &str, reader: &mut dyn Reader, value: &Member)
    -> Result<(), Malformed>;
}

/// Reads a map, after what it holds; `false` for a null.
fn read_map(
    map: &mut dyn GrowingMap,
    reader: &mut dyn Reader,
    member: &Member,
) -> Result<bool, Malformed> {
    let value = member.second();
    reader.map(member, &mut |key, reader| map.grow(key, reader, value))
}

impl<T: Value> GrowingMap for Map<T> {
    fn grow(
        &mut self,
        key: &str,
        reader: &mut dyn Reader,
        value: &Member,
    ) -> Result<(), Malformed> {
        match T::read(reader, value) {
            Ok(Some(value)) => drop(self.insert(key.to_owned(), value)),
            Ok(None) => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }
}

impl<T: Value> Value for Map<T> {
    fn read(reader: &mut dyn Reader, member: &Member) -> Result<Option<Self>, Malformed> {
        Self::read_next(None, reader, member)
    }

    fn read_next(
        previous: Option<&Self>,
        reader: &mut dyn Reader,
        member: &Member,
    ) -> Result<Option<Self>, Malformed> {
        let mut map = Map::with_capacity(previous.map_or(0, Map::len));
        match read_map(&mut map, reader, member) {
            Ok(true) => Ok(Some(map)),
            Ok(false) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn write(&self, writer: &mut dyn Writer, member: &Member) {
        writer.map(member, self);
    }

    fn read_over(
        slot: &mut Option<Self>,
        reader: &mut dyn Reader,
        member: &Member,
    ) -> Result<(), Malformed> {
        match slot {
            Some(map) if member.is_flattened() => match read_map(map, reader, member) {
                Ok(_) => Ok(()),
                Err(error) => Err(error),
            },
            _ => read_anew(slot, reader, member),
        }
    }

    fn length(&self) -> usize {
        self.len()
    }

    fn cut(slot: &mut Option<Self>, cut: Cut) {
        match (cut, &mut *slot) {
            (Cut::Everything | Cut::Content, _) | (_, None) => *slot = None,
            (Cut::First(count), Some(map)) => drop(map.drain(..count.min(map.len()))),
            (Cut::AllBut(count), Some(map)) => map.truncate(count),
        }
    }

    fn add(&mut self, later: Self) {
        for (key, value) in later {
            match self.entry(key) {
                Entry::Occupied(mut entry) => entry.get_mut().add_entry(value),
                Entry::Vacant(entry) => drop(entry.insert(value)),
            }
        }
    }

    fn add_entry(&mut self, later: Self) {
        self.add(later);
    }
}

impl<T: Value> Entries for Map<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn entry(&self, index: usize) -> Option<(&str, &dyn Put)> {
        match self.get_index(index) {
            Some((key, value)) => Some((key, value)),
            None => None,
        }
    }
}

/// An element of a sparse list, or a value of a sparse map: a null there means something.
impl<T: Value> Value for Option<T> {
    fn read(reader: &mut dyn Reader, member: &Member) -> Result<Option<Self>, Malformed> {
        T::read(reader, member).map(Some)
    }

    fn write(&self, writer: &mut dyn Writer, member: &Member) {
        match self {
            Some(value) => value.write(writer, member),
            None => writer.null(),
        }
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

    fn add(&mut self, later: Self) {
        T::add(self, *later);
    }
}
