//! JMESPath's own test suite: documents, and expressions with what they find in them.
//!
//! A case stands on a line of its own, without its comment. Cases that are there to be timed say
//! nothing of what is found, and are left out.

use serde_json::Value;

use super::sdist::{self, Entries, json, refused};
use super::{Converted, remove};
use crate::error::Result;
use crate::layout::{block, lines};

/// Converts the suites, a file each.
pub(super) fn convert(entries: &Entries) -> Result<Converted> {
    let mut converted = Converted::default();
    for (path, stem, content) in sdist::within(entries, "tests/compliance/", ".json") {
        let mut suites = json(path, content)?;
        let count = strip(path, &mut suites)?;
        if count > 0 {
            converted.counts.push(format!("{stem}: {count} cases"));
            converted.files.insert(format!("cases/{stem}.json"), layout(&suites).into_bytes());
        }
    }
    Ok(converted)
}

/// Takes out sentences and cases without a result; the number of cases.
fn strip(path: &str, suites: &mut Value) -> Result<usize> {
    let Value::Array(suites) = suites else {
        return Err(refused(path, "expected an array of suites"));
    };
    let mut count = 0;
    for (index, suite) in suites.iter_mut().enumerate() {
        remove(suite, "comment");
        let Some(Value::Array(cases)) = suite.get_mut("cases") else {
            return Err(refused(path, &format!("suite {index} has no array \"cases\"")));
        };
        cases.retain(|case| case.get("result").is_some() || case.get("error").is_some());
        cases.iter_mut().for_each(|case| remove(case, "comment"));
        count += cases.len();
    }
    Ok(count)
}

/// The text of suites; parsing it gives them back.
fn layout(suites: &Value) -> String {
    let mut text = String::new();
    let suites = suites.as_array().map(Vec::as_slice).unwrap_or_default();
    lines(&mut text, 0, ['[', ']'], suites.iter(), |text, suite| match suite {
        Value::Object(suite) => block(text, 1, suite, |text, key, value| match value {
            Value::Array(cases) if key == "cases" => {
                lines(text, 2, ['[', ']'], cases.iter(), |text, case| {
                    text.push_str(&case.to_string());
                });
            }
            other => text.push_str(&other.to_string()),
        }),
        other => text.push_str(&other.to_string()),
    });
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn converted(content: &str) -> Result<Converted> {
        let path = "tests/compliance/tiny.json".to_owned();
        convert(&Entries::from([(path, content.as_bytes().to_vec())]))
    }

    #[test]
    fn a_case_is_a_line_without_sentences() {
        let content = r#"[{"comment": "x", "given": {"comment": [1]}, "cases": [
            {"comment": "x", "expression": "comment", "result": [1]},
            {"expression": "a", "bench": "full"},
            {"expression": "]", "error": "syntax"}]}]"#;
        let converted = converted(content).unwrap();
        assert_eq!(converted.counts, ["tiny: 2 cases"]);
        let text = String::from_utf8(converted.files["cases/tiny.json"].clone()).unwrap();
        let expected = r#"[
  {
    "given": {"comment":[1]},
    "cases": [
      {"expression":"comment","result":[1]},
      {"expression":"]","error":"syntax"}
    ]
  }
]
"#;
        assert_eq!(text, expected);
    }

    #[test]
    fn what_is_no_suite_is_refused_and_what_is_only_timed_left_out() {
        assert!(converted("{}").unwrap_err().to_string().contains("array of suites"));
        assert!(converted("[{}]").unwrap_err().to_string().contains("suite 0"));
        let timed = r#"[{"given": {}, "cases": [{"expression": "a", "bench": "full"}]}]"#;
        assert!(converted(timed).unwrap().files.is_empty());
    }
}
