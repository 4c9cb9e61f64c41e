//! Finds documentation text: texts under the keys that hold it, tags, and what reads like a
//! sentence where no sentence belongs.

use serde_json::Value;

/// Keys that hold prose wherever they hold a text; as names they hold objects.
const PROSE: [&str; 6] = [
    "documentation",
    "documentationUrl",
    "deprecatedMessage",
    "description",
    "message",
    "examples",
];

/// Keys whose texts are long for other reasons: errors of endpoint rules are told at run time,
/// patterns and expressions are code, and the values of enums and the names of services are names.
const LONG: [&str; 5] = ["error", "pattern", "argument", "enum", "serviceFullName"];

/// More words than a name has.
const WORDS: usize = 8;

/// The places of prose in a definition.
pub(crate) fn left(definition: &Value) -> Vec<String> {
    let mut found = Vec::new();
    search(definition, "", "", &mut found);
    found
}

fn search(value: &Value, key: &str, place: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, inner)| {
            search(inner, key, &format!("{place}/{key}"), found);
        }),
        Value::Array(list) => list.iter().for_each(|inner| search(inner, key, place, found)),
        Value::String(text) if is_prose(key, text) => found.push(format!("{place}: {text}")),
        _ => {}
    }
}

fn is_prose(key: &str, text: &str) -> bool {
    let tags = ["</", "<p>", "<a ", "<code>"].iter().any(|tag| text.contains(tag));
    let long = text.split(' ').filter(|word| !word.is_empty()).count() >= WORDS;
    PROSE.contains(&key) || (tags && key != "pattern") || (long && !LONG.contains(&key))
}

#[test]
fn prose_is_told_from_facts() {
    let definition = serde_json::json!({
        "shapes": {"documentation": {"members": {"description": {"shape": "examples"}}}},
        "error": "the region that was given is not one that this service has",
        "enum": ["description", "a b c d e f g h i"],
    });
    assert_eq!(left(&definition), [""; 0]);
    let texts = [("documentation", "x"), ("other", "<p>x</p>"), ("other", "a b c d e f g h")];
    for (key, text) in texts {
        assert_eq!(left(&serde_json::json!({"a": [{key: text}]})), [format!("/a/{key}: {text}")]);
    }
}
