//! How lists and maps are given and looked at in generated code.

use std::fmt;

use super::Map;

/// A list from anything that can be iterated over and converted.
pub fn list<T, I>(items: I) -> Vec<T>
where
    I: IntoIterator,
    I::Item: Into<T>,
{
    items.into_iter().map(Into::into).collect()
}

/// A map from anything that gives keys and values.
pub fn map<T, I, K, V>(entries: I) -> Map<T>
where
    I: IntoIterator<Item = (K, V)>,
    K: Into<String>,
    V: Into<T>,
{
    entries.into_iter().map(|(key, value)| (key.into(), value.into())).collect()
}

/// A map member, seen as an empty map where it is missing.
///
/// Whether it is missing or empty, the field itself tells.
pub struct MapView<'a, V>(Option<&'a Map<V>>);

impl<'a, V> MapView<'a, V> {
    #[doc(hidden)]
    pub fn new(map: Option<&'a Map<V>>) -> Self {
        MapView(map)
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&'a V> {
        self.0?.get(key)
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.0.map_or(0, Map::len)
    }

    /// Is there no entry?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entries, in the order of the wire.
    pub fn iter(&self) -> impl Iterator<Item = (&'a str, &'a V)> + use<'a, V> {
        self.0.into_iter().flatten().map(|(key, value)| (key.as_str(), value))
    }
}

impl<V> Clone for MapView<'_, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V> Copy for MapView<'_, V> {}

impl<V: fmt::Debug> fmt::Debug for MapView<'_, V> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_map().entries(self.iter()).finish()
    }
}
