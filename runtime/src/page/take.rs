//! A page → the items that a stream hands out of it, and from which of them on a token can count.

/// How the items are taken out of a page.
pub(super) enum Take<P, T> {
    /// Those of one result, by its index.
    One(usize, fn(&mut P) -> Option<Vec<T>>),
    /// Those of all results that are lists, by their indices.
    All(fn(&mut P, usize) -> Option<Vec<T>>),
}

/// The items of a page.
pub(super) struct Taken<T> {
    pub(super) items: Vec<T>,
    /// How many of them come before the first one that a token counts. A token counts primary items
    /// only, and stands for a page whose other results were all delivered (P28, P29).
    pub(super) uncounted: usize,
}

impl<P, T> Take<P, T> {
    /// Takes the items of a page with so many results.
    pub(super) fn items(&self, page: &mut P, results: usize) -> Taken<T> {
        match self {
            Take::One(key, take) => {
                let uncounted = if *key == 0 { 0 } else { usize::MAX };
                Taken { items: take(page).unwrap_or_default(), uncounted }
            }
            Take::All(take) => all(page, results, *take),
        }
    }

    /// The index of the result, if it is one.
    pub(super) fn key(&self) -> Option<usize> {
        match self {
            Take::One(key, _) => Some(*key),
            Take::All(_) => None,
        }
    }
}

/// The primary items last: a token that counts them can then take the others as delivered. The other
/// way round, stopping at a primary item would lose the others of its page, or repeat it whole.
fn all<P, T>(page: &mut P, results: usize, take: fn(&mut P, usize) -> Option<Vec<T>>) -> Taken<T> {
    let mut items = Vec::new();
    for key in 1..results {
        items.append(&mut take(page, key).unwrap_or_default());
    }
    let others = items.len();
    match take(page, 0) {
        Some(primary) => {
            items.extend(primary);
            Taken { items, uncounted: others }
        }
        // Nothing that a token counts, or nothing of it on this page.
        None => Taken { items, uncounted: usize::MAX },
    }
}

/// The elements of a list as items of one type; generated code calls it with a variant of an enum.
pub fn each<E, T>(list: Option<Vec<E>>, item: fn(E) -> T) -> Option<Vec<T>> {
    Some(list?.into_iter().map(item).collect())
}
