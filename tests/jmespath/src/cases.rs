//! The cases as they lie in `cases/`, and whether what came of one is what it says.

use std::io;
use std::path::{Path, PathBuf};

use maitred::Error;
use serde_json::{Value, json};

use crate::road::Road;

/// One case.
#[derive(Debug, Clone)]
pub struct Case {
    /// `filters/0/12`: file, suite, position; the same as in the table of searches.
    pub id: String,
    /// The file without its extension.
    pub file: String,
    /// The expression, as the case has it.
    pub expression: String,
    /// The answer of the service: the document, in a member if it is no object.
    pub body: String,
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
        for (index, suite) in suites.iter().enumerate() {
            let list = suite["cases"].as_array().into_iter().flatten().enumerate();
            let id = |position: usize| format!("{file}/{index}/{position}");
            cases.extend(list.map(|(position, value)| case(&file, id(position), suite, value)));
        }
    }
    Ok(cases)
}

fn case(file: &str, id: String, suite: &Value, value: &Value) -> Case {
    let given = &suite["given"];
    let body = if given.is_object() { given.clone() } else { json!({ "root": given }) };
    let error = value["error"].as_str().map(|kind| Expected::Error(kind.to_owned()));
    Case {
        id,
        file: file.to_owned(),
        expression: value["expression"].as_str().unwrap_or_default().to_owned(),
        body: body.to_string(),
        expected: error.unwrap_or_else(|| Expected::Found(value["result"].clone())),
    }
}

/// What differs from what the case expects, if anything does.
pub fn difference(case: &Case, road: &Road) -> Option<String> {
    match (road, &case.expected) {
        (Road::Search(search), expected) => found(&search(&case.body), expected),
        (Road::Refused(text), Expected::Found(_)) => Some(format!("is refused: {text}")),
        (Road::Refused(text), Expected::Error(kind)) => {
            (!is_of_kind(text, kind)).then(|| format!("is refused, but not for its {kind}: {text}"))
        }
    }
}

fn found(found: &Result<Value, Error>, expected: &Expected) -> Option<String> {
    match (found, expected) {
        (Ok(found), Expected::Found(expected)) => {
            (!same(found, expected)).then(|| format!("expected {expected}, found {found}"))
        }
        (Ok(found), Expected::Error(kind)) => Some(format!("expected {kind}, found {found}")),
        // Types that only the answer shows: everything else is known when the search is compiled.
        (Err(error), Expected::Error(kind)) if error.is_search() && kind == "invalid-type" => None,
        (Err(error), _) => Some(format!("fails: {error}")),
    }
}

/// Does the generator's text speak of what is wrong?
fn is_of_kind(text: &str, kind: &str) -> bool {
    let words: &[&str] = match kind {
        "syntax" => &["parse"],
        "unknown-function" => &["function"],
        "invalid-arity" => &["argument"],
        "invalid-type" => &["expected"],
        "invalid-value" => &["step"],
        _ => return false,
    };
    words.iter().any(|word| text.contains(word))
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
        assert_eq!(found(&Ok(json!({"a": [1.0, null]})), &expected), None);
        for other in [json!({"a": [1]}), json!({"a": [null, 1]}), json!({}), json!(null)] {
            assert!(found(&Ok(other), &expected).is_some());
        }
        assert!(found(&Ok(json!(1)), &Expected::Error("syntax".into())).is_some());
    }

    #[test]
    fn a_refusal_for_another_reason_is_seen() {
        let case = |expected| Case {
            id: String::new(),
            file: String::new(),
            expression: String::new(),
            body: String::new(),
            expected,
        };
        let refused = Road::Refused("no member `a`");
        assert!(difference(&case(Expected::Error("syntax".into())), &refused).is_some());
        assert!(difference(&case(Expected::Found(json!(null))), &refused).is_some());
    }
}
