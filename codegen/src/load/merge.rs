//! Extras: `<type>.sdk-extras` files, merged into the definition they stand beside.

use serde_json::Value;

use super::RawFile;
use crate::diagnostics::Diagnostic;

/// Applies the `merge` part of an extras file: maps merge, everything else replaces (botocore rule
/// L6).
pub(super) fn apply(base: &mut RawFile, extras: &RawFile) -> Result<(), Diagnostic> {
    let Some(patch) = extras.json.get("merge") else { return Ok(()) };
    if !patch.is_object() {
        return Err(extras.place.at("merge").problem("expected an object to merge"));
    }
    if !base.json.is_object() {
        return Err(base.place.problem("expected a JSON object, to merge extras into"));
    }
    merge(&mut base.json, patch);
    Ok(())
}

/// Applies extras to several files that are merged entry by entry later on: what they say of an
/// entry goes to the last file that has the entry, which is the one that counts, and what nobody
/// has yet to the first.
pub(super) fn apply_to_owner(files: &mut [RawFile], extras: &RawFile) -> Result<(), Diagnostic> {
    if let [file] = files {
        return apply(file, extras);
    }
    let Some(patch) = extras.json.get("merge") else { return Ok(()) };
    let sections = patch.as_object();
    let sections =
        sections.ok_or_else(|| extras.place.at("merge").problem("expected an object to merge"))?;
    for (section, entries) in sections {
        for (entry, patch) in entries.as_object().into_iter().flatten() {
            let has = |file: &RawFile| {
                file.json.get(section).is_some_and(|entries| entries.get(entry).is_some())
            };
            let owner = files.iter().rposition(has).unwrap_or(0);
            if let Some(file) = files.get_mut(owner) {
                let patch = serde_json::json!({ section: { entry: patch } });
                merge(&mut file.json, &patch);
            }
        }
    }
    Ok(())
}

fn merge(base: &mut Value, patch: &Value) {
    match (base, patch) {
        (Value::Object(base), Value::Object(patch)) => {
            for (key, value) in patch {
                match base.get_mut(key) {
                    Some(present) => merge(present, value),
                    None => drop(base.insert(key.clone(), value.clone())),
                }
            }
        }
        (base, patch) => *base = patch.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn merged(mut base: Value, patch: Value) -> Value {
        merge(&mut base, &patch);
        base
    }

    #[test]
    fn l6_maps_merge_and_everything_else_replaces() {
        assert_eq!(merged(json!({"a": 1}), json!({"b": 2})), json!({"a": 1, "b": 2}));
        assert_eq!(merged(json!({"l": [1]}), json!({"l": [2]})), json!({"l": [2]}));
        assert_eq!(merged(json!({"m": {"a": 1}}), json!({"m": "x"})), json!({"m": "x"}));
    }
}
