//! Sorted maps and sets. `collect` would sort first, and a compiler builds that sort once more for each
//! type that is collected: a tenth of this crate, which every user's build script compiles.

use std::collections::{BTreeMap, BTreeSet};

/// A map; the last of several values of a key.
pub(crate) fn map<K: Ord, V>(entries: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    for (key, value) in entries {
        map.insert(key, value);
    }
    map
}

/// A set.
pub(crate) fn set<T: Ord>(things: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    for thing in things {
        set.insert(thing);
    }
    set
}
