//! Two pages' results → one, whatever they are made of.
//!
//! The slots of results are [`Aggregate`] objects, and only they: what a type needs for this is
//! compiled for the results of paginators alone, not for each member of each structure.

use std::any::Any;

use super::{Slot, Value};

/// The slot of a result: it can take over the same result of a later page.
pub trait Aggregate: Slot {
    /// Takes the value out of another slot of the same type and adds it to this one's, by
    /// [`Value::add`]. A slot of another type is left alone.
    fn take_over(&mut self, later: &mut dyn Aggregate);

    /// The slot for what knows its type.
    fn as_any(&mut self) -> &mut dyn Any;
}

impl<T: Value + 'static> Aggregate for Option<T> {
    fn take_over(&mut self, later: &mut dyn Aggregate) {
        let Some(later) = later.as_any().downcast_mut::<Self>() else { return };
        match (&mut *self, later.take()) {
            (Some(value), Some(later)) => value.add(later),
            (None, later) => *self = later,
            (Some(_), None) => {}
        }
    }

    fn as_any(&mut self) -> &mut dyn Any {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::{Map, Timestamp};

    fn both<T: Value + 'static>(first: T, later: T) -> T {
        let (mut first, mut later) = (Some(first), Some(later));
        first.take_over(&mut later);
        assert!(later.is_none(), "what is taken over is taken, not copied");
        first.unwrap()
    }

    fn map<T: Clone>(entries: &[(&str, T)]) -> Map<T> {
        entries.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect()
    }

    #[test]
    fn p33_lists_are_joined_numbers_added_and_texts_strung_together() {
        assert_eq!(both(vec![1_i64, 2], vec![3]), [1, 2, 3]);
        assert_eq!(both(vec![1_i64], vec![]), [1]);
        assert_eq!(both(1_i64, 2), 3);
        assert_eq!(both(1_i32, 2), 3);
        assert_eq!(both(1.0_f64, 2.5), 3.5);
        assert_eq!(both(1.0_f32, 2.5), 3.5);
        assert_eq!(both("x".to_owned(), "y".to_owned()), "xy");
    }

    #[test]
    fn p33_sums_that_do_not_fit_stop_at_the_end_of_the_type() {
        assert_eq!(both(i32::MAX, 1), i32::MAX);
        assert_eq!(both(i64::MIN, -1), i64::MIN);
    }

    #[test]
    fn p33_of_what_cannot_be_joined_the_first_page_counts() {
        let (first, later) = (bytes::Bytes::from_static(b"a"), bytes::Bytes::from_static(b"b"));
        assert_eq!(both(first.clone(), later), first);
        let (first, later) = (Timestamp::from_unix(1), Timestamp::from_unix(2));
        assert_eq!(both(first, later), first);
    }

    #[test]
    fn p33_a_boolean_is_true_if_any_page_says_so() {
        assert!(both(false, true) && both(true, false) && !both(false, false));
    }

    #[test]
    fn d10_maps_are_joined_key_by_key() {
        let joined = both(map(&[("a", 1_i64), ("b", 2)]), map(&[("b", 3), ("c", 4)]));
        assert_eq!(joined, map(&[("a", 1), ("b", 3), ("c", 4)]), "the later value of a key counts");
        let lists = both(map(&[("a", vec![1_i64])]), map(&[("a", vec![2]), ("b", vec![3])]));
        assert_eq!(lists, map(&[("a", vec![1, 2]), ("b", vec![3])]), "lists of a key are joined");
        let maps = both(map(&[("a", map(&[("x", 1_i64)]))]), map(&[("a", map(&[("y", 2)]))]));
        assert_eq!(maps, map(&[("a", map(&[("x", 1), ("y", 2)]))]));
    }

    #[test]
    fn p33_what_only_a_later_page_has_is_taken_from_there() {
        let (mut first, mut later) = (None::<Vec<i64>>, Some(vec![1_i64]));
        first.take_over(&mut later);
        assert_eq!(first, Some(vec![1]));
        first.take_over(&mut None::<Vec<i64>>);
        assert_eq!(first, Some(vec![1]));
    }

    #[test]
    fn slots_of_other_types_are_left_alone() {
        let (mut first, mut later) = (Some(1_i64), Some("x".to_owned()));
        first.take_over(&mut later);
        assert_eq!((first, later.as_deref()), (Some(1), Some("x")));
    }
}
