//! Lists in compiled JMESPath: `Vec`s of what was found, and iterators over it.

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
    fn an_index_of_a_made_list_counts_from_either_end() {
        let list = || Some(vec![1, 2, 3]);
        assert_eq!(take(list(), Some(0)), Some(1));
        assert_eq!(take(list(), Some(-1)), Some(3));
        assert_eq!(take(list(), Some(3)), None);
        assert_eq!(take(list(), Some(-4)), None);
        assert_eq!(take::<u8>(None, Some(0)), None);
    }
}
