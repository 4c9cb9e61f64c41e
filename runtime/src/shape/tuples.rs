//! Tuples of options: what a search gives for a multi-select list of different types. They are
//! lists on the wire.

use super::{Member, PLAIN, Put, Slot, Value};
use crate::wire::{Elements, Malformed, Reader, Writer};

/// Reads the elements of a list into the slots, in order; `false` for a null.
fn read_slots(
    slots: &mut [&mut dyn Slot],
    reader: &mut dyn Reader,
    member: &Member,
) -> Result<bool, Malformed> {
    let mut next = 0;
    reader.list(member, &mut |reader| {
        let slot = slots.get_mut(next);
        next += 1;
        slot.map_or(Ok(()), |slot| slot.read(reader, &PLAIN))
    })
}

macro_rules! tuples {
    ($($count:literal: $($name:ident $index:tt)+;)*) => {
        $(
            impl<$($name: Value),+> Value for ($(Option<$name>,)+) {
                fn read(
                    reader: &mut dyn Reader,
                    member: &Member,
                ) -> Result<Option<Self>, Malformed> {
                    let mut value: Self = ($(None::<$name>,)+);
                    let is_there = read_slots(&mut [$(&mut value.$index),+], reader, member)?;
                    Ok(is_there.then_some(value))
                }

                fn write(&self, writer: &mut dyn Writer, member: &Member) {
                    writer.list(member, self);
                }

                fn length(&self) -> usize {
                    $count
                }
            }

            impl<$($name: Value),+> Elements for ($(Option<$name>,)+) {
                fn count(&self) -> usize {
                    $count
                }

                fn element(&self, index: usize) -> Option<&dyn Put> {
                    match index {
                        $($index => Some(&self.$index),)+
                        _ => None,
                    }
                }
            }
        )*
    };
}

tuples! {
    1: A 0;
    2: A 0 B 1;
    3: A 0 B 1 C 2;
    4: A 0 B 1 C 2 D 3;
    5: A 0 B 1 C 2 D 3 E 4;
    6: A 0 B 1 C 2 D 3 E 4 F 5;
    7: A 0 B 1 C 2 D 3 E 4 F 5 G 6;
    8: A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7;
    9: A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8;
    10: A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9;
    11: A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10;
    12: A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11;
}
