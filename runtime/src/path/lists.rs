//! Lists in compiled JMESPath: `Vec`s of what was found, and iterators over it.

use std::cmp::Ordering;

use super::Fault;
use crate::shape::Document;

/// Text that was made.
pub fn owned_text<T: AsRef<str>>(text: Option<T>) -> Option<String> {
    text.map(|text| text.as_ref().to_owned())
}

/// The elements of a sparse list, each of which may be null.
pub fn options<'a, T: 'a>(
    elements: Option<impl Iterator<Item = &'a Option<T>>>,
) -> Option<impl Iterator<Item = Option<&'a T>>> {
    elements.map(|elements| elements.map(Option::as_ref))
}

/// `[n]` of a list that was made, counted from the end when negative.
pub fn take<T>(list: Option<Vec<T>>, index: Option<i64>) -> Option<T> {
    let list = list?;
    let at = place(index?, list.len())?;
    list.into_iter().nth(at)
}

/// Where an index leads in a list of this length; `None` before its beginning.
fn place(index: i64, length: usize) -> Option<usize> {
    let distance = usize::try_from(index.unsigned_abs()).ok()?;
    if index < 0 { length.checked_sub(distance) } else { Some(distance) }
}

/// `[start:stop:step]`; a step of 0, which no build lets through, gives nothing.
pub fn slice<T>(
    list: Option<Vec<T>>,
    start: Option<i64>,
    stop: Option<i64>,
    step: Option<i64>,
) -> Option<Vec<T>> {
    let mut list: Vec<Option<T>> = list?.into_iter().map(Some).collect();
    let places = places(list.len(), start, stop, step.unwrap_or(1));
    Some(places.into_iter().filter_map(|at| list.get_mut(at)?.take()).collect())
}

/// The places that a slice names, in its order.
fn places(length: usize, start: Option<i64>, stop: Option<i64>, step: i64) -> Vec<usize> {
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    // The bounds that a text leaves out, and those that lie outside.
    let (least, most) = if step < 0 { (-1, length - 1) } else { (0, length) };
    let bound = |bound: i64| {
        let bound = if bound < 0 { bound.saturating_add(length) } else { bound };
        bound.clamp(least, most)
    };
    let (first, end) = if step < 0 { (most, least) } else { (least, most) };
    let (mut at, stop) = (start.map_or(first, bound), stop.map_or(end, bound));
    let mut places = Vec::new();
    while (step > 0 && at < stop) || (step < 0 && at > stop) {
        places.extend(usize::try_from(at));
        at = at.saturating_add(step);
    }
    places
}

/// `contains()` of a list.
pub fn contains<T: PartialEq>(list: Option<Vec<Option<T>>>, search: Option<T>) -> Option<bool> {
    Some(list?.contains(&search))
}

/// `reverse()` of a list.
pub fn reverse<T>(list: Option<Vec<T>>) -> Option<Vec<T>> {
    let mut list = list?;
    list.reverse();
    Some(list)
}

/// `to_array()` of a list: a null becomes a list of it.
pub fn list_or_null<T>(list: Option<Vec<Option<T>>>) -> Option<Vec<Option<T>>> {
    Some(list.unwrap_or_else(|| vec![None]))
}

/// Each element with its key; raises the fault for a null list, and for a key that is null.
fn keyed<T: Clone, K>(
    fault: &Fault,
    function: &'static str,
    list: Option<Vec<T>>,
    key: impl Fn(T) -> Option<K>,
) -> Option<Vec<(K, T)>> {
    let Some(list) = list else {
        fault.raise(function, "a list, not null");
        return None;
    };
    let keyed = list.into_iter().map(|element| Some((key(element.clone())?, element)));
    let keyed = keyed.collect::<Option<Vec<(K, T)>>>();
    if keyed.is_none() {
        fault.raise(function, KEYS);
    }
    keyed
}

/// What elements are sorted by.
const KEYS: &str = "numbers only or texts only, and no null";

/// The order of two keys; raises the fault where they have none.
fn order<K: PartialOrd>(fault: &Fault, function: &'static str, one: &K, other: &K) -> Ordering {
    one.partial_cmp(other).unwrap_or_else(|| {
        fault.raise(function, KEYS);
        Ordering::Equal
    })
}

/// `sort_by()` and `sort()`: elements of one key stay in their order.
pub fn sort_by<T: Clone, K: PartialOrd>(
    fault: &Fault,
    function: &'static str,
    list: Option<Vec<T>>,
    key: impl Fn(T) -> Option<K>,
) -> Option<Vec<T>> {
    let mut list = keyed(fault, function, list, key)?;
    // The library may panic where keys have no order. Keys that can be compared with the first one can
    // be compared with each other; the first one itself shows it in a list of one.
    if let Some((first, _)) = list.first() {
        list.iter().for_each(|(key, _)| {
            order(fault, function, first, key);
        });
    }
    if fault.is_raised() {
        return None;
    }
    list.sort_by(|(one, _), (other, _)| order(fault, function, one, other));
    Some(list.into_iter().map(|(_, element)| element).collect())
}

/// `max_by()` and `max()`: the first of those with the greatest key; null for an empty list.
pub fn max_by<T: Clone, K: PartialOrd>(
    fault: &Fault,
    function: &'static str,
    list: Option<Vec<T>>,
    key: impl Fn(T) -> Option<K>,
) -> Option<T> {
    best(keyed(fault, function, list, key)?, |one, other| {
        order(fault, function, one, other) == Ordering::Greater
    })
}

/// `min_by()` and `min()`: the first of those with the least key; null for an empty list.
pub fn min_by<T: Clone, K: PartialOrd>(
    fault: &Fault,
    function: &'static str,
    list: Option<Vec<T>>,
    key: impl Fn(T) -> Option<K>,
) -> Option<T> {
    best(keyed(fault, function, list, key)?, |one, other| {
        order(fault, function, one, other) == Ordering::Less
    })
}

fn best<T, K>(list: Vec<(K, T)>, wins: impl Fn(&K, &K) -> bool) -> Option<T> {
    let best =
        list.into_iter().reduce(|best, next| if wins(&next.0, &best.0) { next } else { best });
    best.map(|(_, element)| element)
}

/// What a document is sorted by.
#[derive(Debug, PartialEq)]
pub enum DocumentKey {
    /// A number.
    Number(f64),
    /// Text.
    Text(String),
}

/// Numbers and texts have no order among each other.
impl PartialOrd for DocumentKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (DocumentKey::Number(one), DocumentKey::Number(other)) => one.partial_cmp(other),
            (DocumentKey::Text(one), DocumentKey::Text(other)) => one.partial_cmp(other),
            _ => None,
        }
    }
}

/// A document as a key; null for what is neither a number nor text.
pub fn key(document: Option<Document>) -> Option<DocumentKey> {
    match document? {
        Document::Number(number) => number.as_f64().map(DocumentKey::Number),
        Document::String(text) => Some(DocumentKey::Text(text)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_are_those_of_jmespath() {
        let cut = |start, stop, step| slice(Some((0..10).collect()), start, stop, Some(step));
        let cases = [
            (Some(0), Some(4), 1, vec![0, 1, 2, 3]),
            (None, Some(3), 1, vec![0, 1, 2]),
            (Some(8), None, 1, vec![8, 9]),
            (None, None, 3, vec![0, 3, 6, 9]),
            (None, None, -1, vec![9, 8, 7, 6, 5, 4, 3, 2, 1, 0]),
            (Some(8), Some(2), -2, vec![8, 6, 4]),
            (Some(-3), None, 1, vec![7, 8, 9]),
            (Some(-100), Some(2), 1, vec![0, 1]),
            (Some(100), Some(7), -1, vec![9, 8]),
            (Some(5), Some(2), 1, vec![]),
            (Some(0), Some(i64::MAX), i64::MAX, vec![0]),
        ];
        for (start, stop, step, expected) in cases {
            assert_eq!(cut(start, stop, step), Some(expected), "{start:?}:{stop:?}:{step}");
        }
        assert_eq!(slice::<u8>(None, None, None, Some(1)), None);
    }

    #[test]
    fn sorting_is_stable_and_mixed_keys_are_a_fault() {
        let fault = Fault::new();
        let list = vec![("b", 2), ("a", 1), ("c", 1)];
        let sorted = sort_by(&fault, "sort_by", Some(list), |(_, key)| Some(key));
        assert_eq!(sorted, Some(vec![("a", 1), ("c", 1), ("b", 2)]));
        assert!(!fault.is_raised());
        let mixed = vec![Document::from(1), Document::from("a")];
        sort_by(&fault, "sort", Some(mixed), |element| key(Some(element)));
        assert!(fault.is_raised());
    }

    #[test]
    fn the_first_of_the_greatest_and_of_the_least_is_taken() {
        let fault = Fault::new();
        let list = || Some(vec![("a", 1), ("b", 2), ("c", 2), ("d", 1)]);
        assert_eq!(max_by(&fault, "max_by", list(), |(_, key)| Some(key)), Some(("b", 2)));
        assert_eq!(min_by(&fault, "min_by", list(), |(_, key)| Some(key)), Some(("a", 1)));
        assert_eq!(max_by(&fault, "max", Some(Vec::<i64>::new()), Some), None);
        assert!(!fault.is_raised());
        assert_eq!(max_by(&fault, "max", None::<Vec<i64>>, Some), None);
        assert!(fault.is_raised());
    }

    #[test]
    fn an_index_of_a_made_list_counts_from_either_end() {
        let list = || Some(vec![1, 2, 3]);
        assert_eq!(take(list(), Some(0)), Some(1));
        assert_eq!(take(list(), Some(-1)), Some(3));
        assert_eq!(take(list(), Some(3)), None);
        assert_eq!(take(list(), Some(-4)), None);
        assert_eq!(take::<u8>(None, Some(0)), None);
    }

    /// A number or a text, which have no order between them.
    #[derive(Debug, Clone, PartialEq)]
    enum Mixed {
        Number(i32),
        Text,
    }

    impl PartialOrd for Mixed {
        fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
            match (self, other) {
                (Mixed::Number(one), Mixed::Number(other)) => one.partial_cmp(other),
                (Mixed::Text, Mixed::Text) => Some(Ordering::Equal),
                _ => None,
            }
        }
    }

    #[test]
    fn long_lists_of_mixed_keys_are_a_fault_and_no_panic() {
        for text in 0..48 {
            for step in [1, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47] {
                let number = |at: i32| Mixed::Number(at * step % 48);
                let list = (0..48).map(|at| if at == text { Mixed::Text } else { number(at) });
                let fault = Fault::new();
                assert_eq!(sort_by(&fault, "sort", Some(list.collect()), Some), None);
                assert!(fault.is_raised(), "{text} {step}");
            }
        }
    }
}
