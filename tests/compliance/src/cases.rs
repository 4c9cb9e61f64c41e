//! The cases as they lie in `cases/`, and whether what came of one is what it says.

use std::io;
use std::path::{Path, PathBuf};

use maitred::Error;
use serde_json::{Value, json};

use crate::road::Road;

/// One case.
#[derive(Debug, Clone)]
pub struct Case {
    /// `filters/0/12`: file, suite, position; `document/filters/0/12` where no shape describes the
    /// document. The same as in the table of searches.
    pub id: String,
    /// What stands before suite and position.
    pub file: String,
    /// Does a shape describe the document?
    pub is_typed: bool,
    /// The expression, as the case has it.
    pub expression: String,
    /// The document.
    pub given: Value,
    /// What is expected.
    pub expected: Expected,
}

/// What a case expects.
#[derive(Debug, Clone, PartialEq)]
pub enum Expected {
    /// This is found.
    Found(Value),
    /// An error of this kind: `syntax`, `invalid-type`, …
    Error(String),
}

impl Case {
    /// The answer of the service: the document, in a member if it is no object.
    fn body(&self) -> String {
        let is_output = self.is_typed && self.given.is_object();
        if is_output { self.given.to_string() } else { json!({ "root": self.given }).to_string() }
    }
}

/// The directory of this package.
pub fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// All cases, file by file.
///
/// # Errors
/// A file cannot be read.
pub fn all() -> io::Result<Vec<Case>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(home().join("cases"))? {
        paths.push(entry?.path());
    }
    paths.sort();
    let mut cases = Vec::new();
    for path in paths {
        let file = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let suites: Vec<Value> = serde_json::from_slice(&std::fs::read(&path)?)?;
        for is_typed in [true, false] {
            cases.extend(
                suites.iter().enumerate().flat_map(|suite| of_suite(&file, is_typed, suite)),
            );
        }
    }
    Ok(cases)
}

fn of_suite(name: &str, is_typed: bool, (index, suite): (usize, &Value)) -> Vec<Case> {
    let file = if is_typed { name.to_owned() } else { format!("document/{name}") };
    let list = suite["cases"].as_array().into_iter().flatten().enumerate();
    let case = |(position, value)| {
        let id = format!("{file}/{index}/{position}");
        Case { is_typed, ..case(&file, id, suite, value) }
    };
    list.map(case).collect()
}

fn case(file: &str, id: String, suite: &Value, value: &Value) -> Case {
    let error = value["error"].as_str().map(|kind| Expected::Error(kind.to_owned()));
    Case {
        id,
        file: file.to_owned(),
        is_typed: true,
        expression: value["expression"].as_str().unwrap_or_default().to_owned(),
        given: suite["given"].clone(),
        expected: error.unwrap_or_else(|| Expected::Found(value["result"].clone())),
    }
}

/// What differs from what the case expects, if anything does.
pub fn difference(case: &Case, road: &Road) -> Option<String> {
    match (road, &case.expected) {
        (Road::Search(search), expected) => {
            let nothing = Value::Null;
            let typed = if case.is_typed { &case.given } else { &nothing };
            found(typed, &search(&case.body()), expected)
        }
        (Road::Refused(text), Expected::Found(_)) => Some(format!("is refused: {text}")),
        (Road::Refused(text), Expected::Error(kind)) => {
            (!is_of_kind(text, kind)).then(|| format!("is refused, but not for its {kind}: {text}"))
        }
    }
}

/// Null and missing are the same in what is `typed` only.
fn found(typed: &Value, found: &Result<Value, Error>, expected: &Expected) -> Option<String> {
    match (found, expected) {
        (Ok(found), Expected::Found(expected)) => (!same(found, &shown(typed, expected)))
            .then(|| format!("expected {expected}, found {found}")),
        (Ok(found), Expected::Error(kind)) => Some(format!("expected {kind}, found {found}")),
        // Types that only the answer shows: everything else is known when the search is compiled.
        (Err(error), Expected::Error(kind)) if error.is_search() && kind == "invalid-type" => None,
        (Err(error), _) => Some(format!("fails: {error}")),
    }
}

/// Does the generator's text speak of what is wrong? A wrong type is every error but those that have
/// a kind of their own: what JMESPath finds when it evaluates is then known before.
fn is_of_kind(text: &str, kind: &str) -> bool {
    const SYNTAX: &str = "is no JMESPath expression";
    const FUNCTION: &str = "is no function";
    const ARITY: &str = "argument";
    match kind {
        "syntax" => text.contains(SYNTAX),
        "unknown-function" => text.contains(FUNCTION),
        "invalid-arity" => text.contains(ARITY),
        "invalid-value" => text.contains("step"),
        "invalid-type" => ![SYNTAX, FUNCTION, ARITY].iter().any(|other| text.contains(other)),
        _ => false,
    }
}

/// What is expected, as a typed output shows it: a member that is null and one that is not there are
/// the same. That is so in objects of the document only; those that an expression makes have nulls.
fn shown(given: &Value, expected: &Value) -> Value {
    match expected {
        Value::Object(object) => {
            let is_given = holds(given, expected);
            let kept = object.iter().filter(|(_, value)| !(is_given && value.is_null()));
            kept.map(|(key, value)| (key.clone(), shown(given, value))).collect()
        }
        Value::Array(list) => list.iter().map(|value| shown(given, value)).collect(),
        scalar => scalar.clone(),
    }
}

/// Is the value anywhere in the document?
fn holds(document: &Value, value: &Value) -> bool {
    let is_in = match document {
        Value::Object(object) => object.values().any(|inner| holds(inner, value)),
        Value::Array(list) => list.iter().any(|inner| holds(inner, value)),
        _ => false,
    };
    is_in || document == value
}

/// Equal as JSON, whatever the types of its numbers.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, one)| other.get(key).is_some_and(|other| same(one, other)))
        }
        _ => one == other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_result_is_seen() {
        let expected = Expected::Found(json!({"a": [1, null]}));
        assert_eq!(found(&json!({}), &Ok(json!({"a": [1.0, null]})), &expected), None);
        for other in [json!({"a": [1]}), json!({"a": [null, 1]}), json!({}), json!(null)] {
            assert!(found(&json!({}), &Ok(other), &expected).is_some());
        }
        let syntax = Expected::Error("syntax".into());
        assert!(found(&json!({}), &Ok(json!(1)), &syntax).is_some());
    }

    #[test]
    fn null_is_missing_only_where_the_document_has_it() {
        let given = json!({"a": [{"b": null, "c": 1}]});
        let in_document = Expected::Found(json!([{"b": null, "c": 1}]));
        assert_eq!(found(&given, &Ok(json!([{"c": 1}])), &in_document), None);
        let made = Expected::Found(json!([{"x": null}]));
        assert!(found(&given, &Ok(json!([{}])), &made).is_some());
    }

    #[test]
    fn a_refusal_for_another_reason_is_seen() {
        let case = |expected| Case {
            id: String::new(),
            file: String::new(),
            is_typed: true,
            expression: String::new(),
            given: Value::Null,
            expected,
        };
        let refused = Road::Refused("no member `a`");
        assert!(difference(&case(Expected::Error("syntax".into())), &refused).is_some());
        assert!(difference(&case(Expected::Found(json!(null))), &refused).is_some());
        assert!(difference(&case(Expected::Error("invalid-type".into())), &refused).is_none());
    }
}
