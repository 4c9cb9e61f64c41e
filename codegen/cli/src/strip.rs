//! Takes the documentation text out of a definition and leaves the facts.
//!
//! A key is documentation only where the format has documentation: a member, shape, operation or
//! parameter that happens to be called `documentation` stays.

use serde_json::{Map, Value};

use crate::catalog::{EXTRAS, PARTITIONS};

/// Keys of a `service-2` definition that hold prose.
const SERVICE_PROSE: [&str; 3] = ["documentation", "documentationUrl", "deprecatedMessage"];

/// Keys of a `service-2` definition under which the keys are names given by the service.
const NAMES: [&str; 6] = [
    "operations",
    "shapes",
    "members",
    "clientContextParams",
    "staticContextParams",
    "operationContextParams",
];

/// Removes the documentation from the definition `file` (such as `service-2.json`), or from what
/// extras merge over it.
///
/// The error texts of endpoint rules stay: they are what a user is told at run time.
pub(crate) fn strip(file: &str, value: &mut Value) {
    if let Some(stem) = file.strip_suffix(EXTRAS) {
        let patch = value.get_mut("merge");
        return patch.into_iter().for_each(|patch| strip(&format!("{stem}.json"), patch));
    }
    match file {
        PARTITIONS => partitions(value),
        "service-2.json" => object(value),
        "waiters-2.json" => waiters(value),
        "endpoint-rule-set-1.json" => rule_set(value),
        _ => {}
    }
}

/// An object whose keys belong to the format.
fn object(value: &mut Value) {
    match value {
        Value::Object(map) => {
            remove(map, &SERVICE_PROSE);
            for (key, inner) in map {
                if NAMES.contains(&key.as_str()) { names(inner) } else { object(inner) }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(object),
        _ => {}
    }
}

/// An object whose keys are names.
fn names(value: &mut Value) {
    match value {
        Value::Object(map) => map.values_mut().for_each(object),
        other => object(other),
    }
}

fn waiters(value: &mut Value) {
    const PROSE: [&str; 2] = ["description", "documentation"];
    without(value, &PROSE);
    for waiter in children(value, "waiters") {
        without(waiter, &PROSE);
        children(waiter, "acceptors").for_each(|acceptor| without(acceptor, &PROSE));
    }
}

fn rule_set(value: &mut Value) {
    without(value, &["documentation"]);
    for parameter in children(value, "parameters") {
        without(parameter, &["documentation"]);
        // {"message": …, "since": …}: the message is prose, that it is deprecated is a fact.
        parameter.get_mut("deprecated").into_iter().for_each(|note| without(note, &["message"]));
    }
    rules(value);
}

/// The rules under `value`, which nest.
fn rules(value: &mut Value) {
    for rule in children(value, "rules") {
        without(rule, &["documentation"]);
        rules(rule);
    }
}

/// A region's description is its name on a map.
fn partitions(value: &mut Value) {
    for partition in children(value, "partitions") {
        children(partition, "regions").for_each(|region| without(region, &["description"]));
    }
}

/// The values under `key`, be it an object or an array.
fn children<'a>(value: &'a mut Value, key: &str) -> Box<dyn Iterator<Item = &'a mut Value> + 'a> {
    match value.get_mut(key) {
        Some(Value::Object(map)) => Box::new(map.values_mut()),
        Some(Value::Array(list)) => Box::new(list.iter_mut()),
        _ => Box::new(std::iter::empty()),
    }
}

fn without(value: &mut Value, keys: &[&str]) {
    if let Value::Object(map) = value {
        remove(map, keys);
    }
}

/// Only texts are removed: anything else under such a key is no prose.
fn remove(map: &mut Map<String, Value>, keys: &[&str]) {
    map.retain(|key, value| !(value.is_string() && keys.contains(&key.as_str())));
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn stripped(file: &str, mut value: Value) -> Value {
        strip(file, &mut value);
        value
    }

    #[test]
    fn service_prose_goes_everywhere() {
        let found = stripped(
            "service-2.json",
            json!({
                "documentation": "a", "deprecated": true, "deprecatedMessage": "b",
                "operations": {"Get": {
                    "documentation": "c", "documentationUrl": "d", "deprecatedMessage": "e",
                    "input": {"shape": "In", "documentation": "f"},
                    "errors": [{"shape": "Bad", "documentation": "g"}],
                }},
                "shapes": {"In": {
                    "type": "structure", "documentation": "h",
                    "members": {"Key": {"shape": "Text", "documentation": "i"}},
                }, "Many": {"type": "list", "member": {"shape": "Text", "documentation": "j"}}},
                "clientContextParams": {"Fast": {"type": "boolean", "documentation": "k"}},
            }),
        );
        let expected = json!({
            "deprecated": true,
            "operations": {"Get": {"input": {"shape": "In"}, "errors": [{"shape": "Bad"}]}},
            "shapes": {
                "In": {"type": "structure", "members": {"Key": {"shape": "Text"}}},
                "Many": {"type": "list", "member": {"shape": "Text"}},
            },
            "clientContextParams": {"Fast": {"type": "boolean"}},
        });
        assert_eq!(found, expected);
    }

    #[test]
    fn names_are_no_prose() {
        let definition = json!({
            "operations": {"documentation": {"name": "documentation"}},
            "shapes": {
                "documentation": {"type": "structure", "members": {
                    "documentation": {"shape": "documentationUrl"},
                    "deprecatedMessage": {"shape": "S"},
                    "members": {"shape": "S"},
                    "shapes": {"shape": "S"},
                }},
                "members": {"type": "structure", "members": {"documentation": {"shape": "S"}}},
                "documentationUrl": {"type": "string", "enum": ["documentation"]},
            },
        });
        assert_eq!(stripped("service-2.json", definition.clone()), definition);
    }

    #[test]
    fn a_member_called_documentation_loses_its_own_documentation() {
        let shapes =
            json!({"S": {"members": {"documentation": {"shape": "T", "documentation": "x"}}}});
        let found = stripped("service-2.json", json!({"shapes": shapes}));
        assert_eq!(found["shapes"]["S"]["members"], json!({"documentation": {"shape": "T"}}));
    }

    #[test]
    fn waiters_lose_their_descriptions() {
        let found = stripped(
            "waiters-2.json",
            json!({"version": 2, "waiters": {"description": {
                "description": "x", "delay": 1,
                "acceptors": [{"matcher": "error", "expected": "description", "description": "y"}],
            }}}),
        );
        let acceptors = json!([{"matcher": "error", "expected": "description"}]);
        let expected =
            json!({"version": 2, "waiters": {"description": {"delay": 1, "acceptors": acceptors}}});
        assert_eq!(found, expected);
    }

    #[test]
    fn rule_sets_keep_what_matters_at_run_time() {
        let found = stripped(
            "endpoint-rule-set-1.json",
            json!({
                "parameters": {"documentation": {"type": "String", "documentation": "x"}},
                "rules": [{"documentation": "x", "type": "tree", "rules": [
                    {"documentation": "y", "error": "keep me", "type": "error"},
                    {"endpoint": {"url": "u", "properties": {"documentation": "kept"}}},
                ]}],
            }),
        );
        let expected = json!({
            "parameters": {"documentation": {"type": "String"}},
            "rules": [{"type": "tree", "rules": [
                {"error": "keep me", "type": "error"},
                {"endpoint": {"url": "u", "properties": {"documentation": "kept"}}},
            ]}],
        });
        assert_eq!(found, expected);
    }

    #[test]
    fn extras_are_stripped_as_what_they_are_merged_over() {
        let merge =
            json!({"shapes": {"S": {"members": {"documentation": {"documentation": "x"}}}}});
        let found = stripped("service-2.sdk-extras.json", json!({"version": 1.0, "merge": merge}));
        let shapes = json!({"S": {"members": {"documentation": {}}}});
        assert_eq!(found, json!({"version": 1.0, "merge": {"shapes": shapes}}));
        let definition = json!({"merge": {"pagination": {"documentation": {"description": "x"}}}});
        let found = stripped("paginators-1.sdk-extras.json", definition.clone());
        assert_eq!(found, definition);
    }

    #[test]
    fn regions_lose_their_descriptions() {
        let regions = json!({"description": {"description": "x", "code": "y"}});
        let found = stripped("partitions.json", json!({"partitions": [{"regions": regions}]}));
        let regions = json!({"description": {"code": "y"}});
        assert_eq!(found, json!({"partitions": [{"regions": regions}]}));
    }

    #[test]
    fn other_definitions_stay() {
        let definition = json!({"pagination": {"documentation": {"documentation": "x"}}});
        assert_eq!(stripped("paginators-1.json", definition.clone()), definition);
    }
}
