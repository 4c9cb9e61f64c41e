//! Functions of objects in compiled JMESPath, and what documents are to functions.

use super::Fault;
use super::dynamic::same;
use crate::shape::{Document, Map};

/// `keys()` of a map.
pub fn map_keys<V>(map: Option<&Map<V>>) -> Option<Vec<&str>> {
    map.map(|map| map.keys().map(String::as_str).collect())
}

/// `keys()` of a document, or of a structure that was made one.
pub fn document_keys(fault: &Fault, document: Option<Document>) -> Option<Vec<String>> {
    match document {
        Some(Document::Object(object)) => Some(object.into_iter().map(|(key, _)| key).collect()),
        _ => raised(fault, "keys", "an object, nothing else"),
    }
}

/// `length()` of a document.
pub fn document_length(fault: &Fault, document: Option<Document>) -> Option<i64> {
    let length = match document {
        Some(Document::String(text)) => text.chars().count(),
        Some(Document::Array(list)) => list.len(),
        Some(Document::Object(object)) => object.len(),
        _ => return raised(fault, "length", "text, a list or an object, nothing else"),
    };
    Some(i64::try_from(length).unwrap_or(i64::MAX))
}

/// `merge()`: of several values of one key the last is kept.
pub fn merge(fault: &Fault, objects: Option<Vec<Option<Document>>>) -> Option<Document> {
    let mut merged = serde_json::Map::new();
    for object in objects? {
        match object {
            Some(Document::Object(object)) => merged.extend(object),
            _ => return raised(fault, "merge", "objects, nothing else"),
        }
    }
    Some(Document::Object(merged))
}

/// `not_null()`.
pub fn not_null<T>(values: Option<Vec<Option<T>>>) -> Option<T> {
    values?.into_iter().flatten().next()
}

/// `contains()` of a document.
pub fn contains_document(
    fault: &Fault,
    document: Option<Document>,
    search: Option<Document>,
) -> Option<bool> {
    match (document, search) {
        (Some(Document::Array(list)), search) => {
            let search = search.unwrap_or_default();
            Some(list.iter().any(|element| same(element, &search)))
        }
        (Some(Document::String(text)), Some(Document::String(part))) => Some(text.contains(&part)),
        // Text holds nothing but text.
        (Some(Document::String(_)), Some(_)) => Some(false),
        _ => raised(fault, "contains", "text or a list, nothing else"),
    }
}

/// `reverse()` of a document.
pub fn reverse_document(fault: &Fault, document: Option<Document>) -> Option<Document> {
    match document {
        Some(Document::String(text)) => Some(text.chars().rev().collect::<String>().into()),
        Some(Document::Array(mut list)) => {
            list.reverse();
            Some(Document::Array(list))
        }
        _ => raised(fault, "reverse", "text or a list, nothing else"),
    }
}

/// `to_array()` of a document.
pub fn to_array_document(document: Option<Document>) -> Option<Document> {
    Some(match document {
        Some(Document::Array(list)) => Document::Array(list),
        other => Document::Array(vec![other.unwrap_or_default()]),
    })
}

/// `type()` of a document.
pub fn document_type(document: Option<Document>) -> Option<&'static str> {
    Some(match document {
        None | Some(Document::Null) => "null",
        Some(Document::Bool(_)) => "boolean",
        Some(Document::Number(_)) => "number",
        Some(Document::String(_)) => "string",
        Some(Document::Array(_)) => "array",
        Some(Document::Object(_)) => "object",
    })
}

/// `type()` of what is of this type, or null.
pub fn type_name<T>(name: Option<&'static str>, value: Option<T>) -> Option<&'static str> {
    if value.is_some() { name } else { Some("null") }
}

fn raised<T>(fault: &Fault, function: &'static str, takes: &'static str) -> Option<T> {
    fault.raise(function, takes);
    None
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_last_value_of_a_key_is_kept() {
        let fault = Fault::new();
        let objects = vec![Some(json!({"a": 1, "b": 1})), Some(json!({"b": null}))];
        assert_eq!(merge(&fault, Some(objects)), Some(json!({"a": 1, "b": null})));
        assert!(!fault.is_raised());
        assert_eq!(merge(&fault, Some(vec![Some(json!([]))])), None);
        assert!(fault.is_raised());
    }

    #[test]
    fn a_document_of_another_type_is_a_fault() {
        let raises = |test: fn(&Fault) -> bool| {
            let fault = Fault::new();
            let found = test(&fault);
            assert_ne!(found, fault.is_raised());
            !found
        };
        assert!(raises(|fault| document_length(fault, Some(json!(5))).is_some()));
        assert!(raises(|fault| document_keys(fault, Some(json!("x"))).is_some()));
        assert!(raises(|fault| contains_document(fault, Some(json!(1)), Some(json!(1))).is_some()));
        assert!(raises(|fault| reverse_document(fault, None).is_some()));
        assert!(!raises(
            |fault| contains_document(fault, Some(json!("a")), Some(json!(1))).is_some()
        ));
    }
}
