//! Documents in compiled JMESPath: what no definition gives a type is looked into at run time.
//!
//! A null never stands for a value here: it is `None`.

use serde_json::Number;

use crate::shape::Document;

/// A document, null where it is a null.
pub fn document(document: &Document) -> Option<&Document> {
    (!document.is_null()).then_some(document)
}

fn present(document: Document) -> Option<Document> {
    (!document.is_null()).then_some(document)
}

/// A member of a document.
pub fn get<'a>(of: Option<&'a Document>, key: Option<&str>) -> Option<&'a Document> {
    of?.get(key?).and_then(document)
}

/// A member of a document that was made.
pub fn into_get(of: Option<Document>, key: Option<&str>) -> Option<Document> {
    match of? {
        Document::Object(mut object) => object.remove(key?).and_then(present),
        _ => None,
    }
}

/// The elements of a document that is a list.
pub fn elements<'a>(
    of: Option<&'a Document>,
) -> Option<impl Iterator<Item = Option<&'a Document>> + use<'a>> {
    Some(of?.as_array()?.iter().map(document))
}

/// The elements of a made document that is a list.
pub fn into_elements(
    of: Option<Document>,
) -> Option<impl Iterator<Item = Option<Document>> + use<>> {
    match of? {
        Document::Array(list) => Some(list.into_iter().map(present)),
        _ => None,
    }
}

/// The values of a document that is an object.
pub fn values(of: Option<&Document>) -> Option<Vec<Option<&Document>>> {
    Some(of?.as_object()?.values().map(document).collect())
}

/// The values of a made document that is an object.
pub fn into_values(of: Option<Document>) -> Option<Vec<Option<Document>>> {
    match of? {
        Document::Object(object) => {
            Some(object.into_iter().map(|(_, value)| present(value)).collect())
        }
        _ => None,
    }
}

/// `[]`: elements that are lists give way to their own elements, one level deep.
pub fn flatten(list: Option<Vec<Option<Document>>>) -> Option<Vec<Option<Document>>> {
    let inner = |element: Option<Document>| match element {
        Some(Document::Array(list)) => list.into_iter().map(present).collect(),
        element => vec![element],
    };
    Some(list?.into_iter().flat_map(inner).collect())
}

/// Is a document true, by JMESPath's falsiness?
pub fn truth(document: &Document) -> bool {
    match document {
        Document::Null => false,
        Document::Bool(value) => *value,
        Document::Number(_) => true,
        Document::String(text) => !text.is_empty(),
        Document::Array(list) => !list.is_empty(),
        Document::Object(object) => !object.is_empty(),
    }
}

/// A document as a number; null for anything else.
pub fn as_number(document: Option<Document>) -> Option<f64> {
    document?.as_f64()
}

/// A document that equals another one if their numbers have one value, whatever their type.
#[derive(Debug, Clone)]
pub struct Comparable(Document);

/// A document to be compared.
pub fn comparable(document: Option<Document>) -> Option<Comparable> {
    document.map(Comparable)
}

impl PartialEq for Comparable {
    fn eq(&self, other: &Self) -> bool {
        same(&self.0, &other.0)
    }
}

/// Equality of JMESPath.
pub(super) fn same(one: &Document, other: &Document) -> bool {
    match (one, other) {
        (Document::Number(one), Document::Number(other)) => same_number(one, other),
        (Document::Array(one), Document::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Document::Object(one), Document::Object(other)) => {
            let is_there = |(key, one): (&String, &Document)| {
                other.get(key).is_some_and(|other| same(one, other))
            };
            one.len() == other.len() && one.iter().all(is_there)
        }
        _ => one == other,
    }
}

fn same_number(one: &Number, other: &Number) -> bool {
    one == other || (one.is_f64() || other.is_f64()) && one.as_f64() == other.as_f64()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn w20_documents_are_equal_by_value() {
        let equal = |one, other| comparable(Some(one)) == comparable(Some(other));
        assert!(equal(json!({"a": [1, 2.0], "b": null}), json!({"b": null, "a": [1.0, 2]})));
        assert!(!equal(json!({"a": 1}), json!({"a": 1, "b": null})));
        assert!(!equal(json!([1, 2]), json!([2, 1])));
        assert!(!equal(json!("1"), json!(1)));
    }

    #[test]
    fn w20_zero_is_true_and_what_is_empty_is_not() {
        for (document, expected) in [
            (json!(0), true),
            (json!(""), false),
            (json!([]), false),
            (json!({}), false),
            (json!({"a": null}), true),
            (json!(false), false),
        ] {
            assert_eq!(truth(&document), expected, "{document}");
        }
    }

    #[test]
    fn flattening_goes_one_level_deep_and_keeps_what_is_no_list() {
        let list = json!([[1, [2]], 3, null]);
        let flat = flatten(into_elements(Some(list)).map(Iterator::collect));
        assert_eq!(flat, Some(vec![Some(json!(1)), Some(json!([2])), Some(json!(3)), None]));
    }
}
