//! The protocol tests: suites of cases, each suite with the shapes that its cases speak of.
//!
//! Sentences go, facts stay. A shape and a case stand on a line of their own.

use serde_json::{Map, Value};

use super::sdist::{self, Entries, refused};
use super::{Converted, remove, sdist::json};
use crate::error::Result;
use crate::layout::{block, lines, push_key};
use crate::strip;

/// Converts the suites of requests and of responses, one file a protocol.
pub(super) fn convert(entries: &Entries) -> Result<Converted> {
    let mut converted = Converted::default();
    for direction in ["input", "output"] {
        let directory = format!("tests/unit/protocols/{direction}/");
        let mut cases = 0;
        for (path, stem, content) in sdist::within(entries, &directory, ".json") {
            let mut suites = json(path, content)?;
            cases += strip_suites(path, &mut suites)?;
            let name = format!("cases/{direction}/{stem}.json");
            converted.files.insert(name, layout(&suites).into_bytes());
        }
        converted.counts.push(format!("{direction}: {cases} cases"));
    }
    Ok(converted)
}

/// Takes the sentences out and gives every case an id; the number of cases.
fn strip_suites(path: &str, suites: &mut Value) -> Result<usize> {
    let Value::Array(suites) = suites else {
        return Err(refused(path, "expected an array of suites"));
    };
    let mut count = 0;
    for (index, suite) in suites.iter_mut().enumerate() {
        remove(suite, "description");
        if let Some(shapes) = suite.get_mut("shapes") {
            strip_shapes(shapes);
        }
        let Some(Value::Array(cases)) = suite.get_mut("cases") else {
            return Err(refused(path, &format!("suite {index} has no array \"cases\"")));
        };
        for (position, case) in cases.iter_mut().enumerate() {
            strip_case(case, index, position);
        }
        count += cases.len();
    }
    Ok(count)
}

/// Shapes are stripped as those of a definition are.
fn strip_shapes(shapes: &mut Value) {
    let mut definition = Map::new();
    definition.insert("shapes".to_owned(), shapes.take());
    let mut definition = Value::Object(definition);
    strip::strip("service-2.json", &mut definition);
    *shapes = definition.get_mut("shapes").map(Value::take).unwrap_or_default();
}

/// Older cases have no id: suite and position make one.
fn strip_case(case: &mut Value, suite: usize, position: usize) {
    remove(case, "description");
    case.get_mut("given").into_iter().for_each(|given| strip::strip("service-2.json", given));
    if let Value::Object(case) = case
        && !case.contains_key("id")
    {
        let mut named = Map::new();
        named.insert("id".to_owned(), Value::from(format!("{suite}:{position}")));
        named.append(case);
        *case = named;
    }
}

/// The text of suites; parsing it gives them back.
fn layout(suites: &Value) -> String {
    let mut text = String::new();
    let suites = suites.as_array().map(Vec::as_slice).unwrap_or_default();
    lines(&mut text, 0, ['[', ']'], suites.iter(), |text, suite| match suite {
        Value::Object(suite) => block(text, 1, suite, part),
        other => text.push_str(&other.to_string()),
    });
    text.push('\n');
    text
}

fn part(text: &mut String, _: &str, value: &Value) {
    match value {
        Value::Object(map) => lines(text, 2, ['{', '}'], map.iter(), |text, (key, value)| {
            push_key(text, key, ": ");
            text.push_str(&value.to_string());
        }),
        Value::Array(list) => lines(text, 2, ['[', ']'], list.iter(), |text, value| {
            text.push_str(&value.to_string());
        }),
        other => text.push_str(&other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn sentences_go_and_facts_stay() {
        let mut suites = json!([{
            "description": "a sentence",
            "shapes": {"S": {"documentation": "x", "members": {"description": {"shape": "T"}}}},
            "cases": [
                {"id": "A", "description": "x", "given": {"name": "Op", "documentation": "y"},
                 "params": {"description": "a value"}},
                {"given": {"name": "Op"}},
            ],
        }]);
        assert_eq!(strip_suites("f", &mut suites).unwrap(), 2);
        let expected = json!([{
            "shapes": {"S": {"members": {"description": {"shape": "T"}}}},
            "cases": [
                {"id": "A", "given": {"name": "Op"}, "params": {"description": "a value"}},
                {"id": "0:1", "given": {"name": "Op"}},
            ],
        }]);
        assert_eq!(suites, expected);
    }

    #[test]
    fn one_case_a_line() {
        let suites = json!([{"metadata": {"protocol": "json"}, "clientEndpoint": "e", "shapes": {},
            "cases": [{"id": "A", "params": {"a": [1, 2]}}, {"id": "B"}]}]);
        let expected = r#"[
  {
    "metadata": {
      "protocol": "json"
    },
    "clientEndpoint": "e",
    "shapes": {},
    "cases": [
      {"id":"A","params":{"a":[1,2]}},
      {"id":"B"}
    ]
  }
]
"#;
        assert_eq!(layout(&suites), expected);
        assert_eq!(serde_json::from_str::<Value>(expected).unwrap(), suites);
    }

    #[test]
    fn what_is_no_suite_is_refused_with_its_file() {
        let error = strip_suites("a/b.json", &mut json!({})).unwrap_err().to_string();
        assert_eq!(error, "a/b.json: expected an array of suites; nothing was written");
        let error = strip_suites("a/b.json", &mut json!([{}])).unwrap_err().to_string();
        assert_eq!(error, "a/b.json: suite 0 has no array \"cases\"; nothing was written");
    }
}
