//! Partitions and regions: where programs may call at all.

use serde_json::{Map, Value, json};

use super::api::text;
use super::{Finding, Kind, entries};

/// Compares the partitions of two releases.
pub(super) fn compare(old: &Value, new: &Value, found: &mut Vec<Finding>) {
    let (old, new) = (places(old), places(new));
    entries(Kind::Region, [&old, &new], found, |notes, before, after| {
        if before != after {
            notes.fine("has other settings".to_owned());
        }
    });
}

/// Partitions and regions by name, with what is said about each.
fn places(partitions: &Value) -> Map<String, Value> {
    let mut found = Map::new();
    let all = partitions.get("partitions").and_then(Value::as_array);
    for partition in all.into_iter().flatten() {
        let id = text(partition, "id");
        let settings = json!([partition.get("outputs"), partition.get("regionRegex")]);
        found.insert(format!("partition {id}"), settings);
        let regions = partition.get("regions").and_then(Value::as_object);
        let regions = regions.into_iter().flatten();
        found
            .extend(regions.map(|(name, value)| (format!("region {name} of {id}"), value.clone())));
    }
    found
}
