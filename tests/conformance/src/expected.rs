//! An expected result, as JSON, against what was seen: by meaning, and nothing may be left over.

use maitred::__private::v1::{Timestamp, TimestampFormat};
use serde_json::{Map, Value};

use crate::seen::Seen;

/// What differs, each with its path; nothing if all is as expected.
pub fn differences(expected: &Value, seen: &Seen) -> Vec<String> {
    let mut found = Vec::new();
    compare(expected, seen, "", &mut found);
    found
}

fn compare(expected: &Value, seen: &Seen, path: &str, found: &mut Vec<String>) {
    match (expected, seen) {
        (Value::Object(expected), Seen::Map(seen)) => object(expected, seen, path, found),
        (Value::Array(expected), Seen::List(seen)) if expected.len() == seen.len() => {
            for (index, (expected, seen)) in expected.iter().zip(seen).enumerate() {
                compare(expected, seen, &format!("{path}[{index}]"), found);
            }
        }
        _ if is_scalar(expected, seen) => {}
        _ => found.push(format!("{path}: expected {expected}, found {seen:?}")),
    }
}

fn object(
    expected: &Map<String, Value>,
    seen: &[(String, Seen)],
    path: &str,
    found: &mut Vec<String>,
) {
    for (key, expected) in expected {
        match seen.iter().find(|(name, _)| name == key) {
            Some((_, seen)) => compare(expected, seen, &format!("{path}.{key}"), found),
            None => found.push(format!("{path}.{key}: expected {expected}, found nothing")),
        }
    }
    for (name, seen) in seen.iter().filter(|(name, _)| !expected.contains_key(name)) {
        found.push(format!("{path}.{name}: expected nothing, found {seen:?}"));
    }
}

fn is_scalar(expected: &Value, seen: &Seen) -> bool {
    match (expected, seen) {
        (Value::Null, Seen::Null) => true,
        (Value::Bool(expected), Seen::Boolean(seen)) => expected == seen,
        (Value::Number(expected), Seen::Integer(seen)) => expected.as_i64() == Some(*seen),
        (Value::Number(expected), Seen::Float(seen)) => expected.as_f64() == Some(*seen),
        (Value::String(expected), Seen::Float(seen)) => is_special(expected, *seen),
        (Value::String(expected), Seen::Text(seen)) => expected == seen,
        (Value::String(expected), Seen::Blob(seen)) => expected.as_bytes() == seen,
        (Value::Number(expected), Seen::Time(seen)) => is_time(&expected.to_string(), *seen),
        (Value::String(expected), Seen::Time(seen)) => is_time(expected, *seen),
        (Value::Object(_), Seen::Text(seen)) => is_json(expected, seen),
        (expected, Seen::Document(seen)) => crate::body::same_json(expected, seen),
        _ => false,
    }
}

/// The cases write as text what JSON has no number for.
fn is_special(expected: &str, seen: f64) -> bool {
    match expected {
        "NaN" => seen.is_nan(),
        "Infinity" => seen == f64::INFINITY,
        "-Infinity" => seen == f64::NEG_INFINITY,
        _ => false,
    }
}

/// boto3 reads the template in an answer of CloudFormation, which is a text here.
fn is_json(expected: &Value, seen: &str) -> bool {
    serde_json::from_str(seen).is_ok_and(|seen| crate::body::same_json(expected, &seen))
}

fn is_time(expected: &str, seen: Timestamp) -> bool {
    Timestamp::parse(expected, TimestampFormat::UnixTimestamp) == Ok(seen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn map(entries: &[(&str, Seen)]) -> Seen {
        Seen::Map(entries.iter().map(|(name, seen)| ((*name).to_owned(), seen.clone())).collect())
    }

    #[test]
    fn what_is_the_same_differs_in_nothing() {
        let pairs = [
            (json!(null), Seen::Null),
            (json!(1), Seen::Integer(1)),
            (json!(1), Seen::Float(1.0)),
            (json!(0.1), Seen::Float(0.1)),
            (json!("NaN"), Seen::Float(f64::NAN)),
            (json!("a"), Seen::Text("a".into())),
            (json!("a"), Seen::Blob(b"a".to_vec())),
            (json!(1.5), Seen::Time(Timestamp::new(1, 500_000_000))),
            (json!("1970-01-01T00:00:01Z"), Seen::Time(Timestamp::from_unix(1))),
            (json!({"a": [1.0]}), Seen::Document(json!({"a": [1]}))),
            (json!([1]), Seen::List(vec![Seen::Integer(1)])),
            (json!({"a": 1}), Seen::Text(r#"{"a": 1}"#.into())),
            (json!({"a": true}), map(&[("a", Seen::Boolean(true))])),
        ];
        for (expected, seen) in pairs {
            assert_eq!(differences(&expected, &seen), [""; 0], "{expected}");
        }
    }

    #[test]
    fn what_differs_is_said_with_its_place() {
        let seen = map(&[("a", Seen::List(vec![Seen::Integer(1), Seen::Integer(2)]))]);
        assert_eq!(
            differences(&json!({"a": [1, 3]}), &seen),
            [".a[1]: expected 3, found Integer(2)"]
        );
        assert_eq!(
            differences(&json!({"a": [1, 2], "b": 1}), &seen),
            [".b: expected 1, found nothing"]
        );
        let left_over = ".a: expected nothing, found List([Integer(1), Integer(2)])";
        assert_eq!(differences(&json!({}), &seen), [left_over]);
    }

    #[test]
    fn types_are_not_mixed_up() {
        let pairs = [
            (json!("1"), Seen::Integer(1)),
            (json!(1), Seen::Text("1".into())),
            (json!(1.5), Seen::Integer(1)),
            (json!(null), map(&[])),
            (json!({}), Seen::Null),
            (json!({"a": 1}), Seen::Text("{}".into())),
            (json!([1]), Seen::Text("[1]".into())),
            (json!(2), Seen::Time(Timestamp::from_unix(1))),
            (json!("Infinity"), Seen::Float(f64::NEG_INFINITY)),
            (json!([]), Seen::List(vec![Seen::Null])),
        ];
        for (expected, seen) in pairs {
            assert_eq!(differences(&expected, &seen).len(), 1, "{expected} {seen:?}");
        }
    }
}
