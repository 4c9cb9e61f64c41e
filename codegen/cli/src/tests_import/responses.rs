//! Recorded XML responses and what they are parsed to: a pair of files each, here a case a line.
//!
//! The file names say service and operation: `ec2-describe-instances.xml`, with `#1` and the like
//! behind it where an operation has several.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Converted;
use super::sdist::{self, Entries, refused};
use crate::error::Result;
use crate::layout::lines;

const DIRECTORY: &str = "tests/unit/response_parsing/xml/";

/// Converts the pairs, one file a service.
pub(super) fn convert(entries: &Entries) -> Result<Converted> {
    let mut services: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    let directories = [("responses/", 200), ("errors/", 400)];
    for (directory, status) in directories {
        let place = format!("{DIRECTORY}{directory}");
        let pairs = entries.iter().filter_map(|(path, body)| {
            Some((path, path.strip_prefix(&place)?.strip_suffix(".xml")?, body))
        });
        for (path, stem, body) in pairs {
            let (service, operation) = named(path, stem)?;
            let expected = format!("{place}{stem}.json");
            let result = entries.get(&expected).map(|json| sdist::json(&expected, json));
            let result = result.ok_or_else(|| refused(path, "there is no JSON beside it"))??;
            let body = str::from_utf8(body).map_err(|_| refused(path, "expected UTF-8"))?;
            services.entry(service).or_default().push(json!({
                "id": format!("{directory}{stem}"),
                "operation": operation,
                "status_code": status,
                "body": body,
                "result": result,
            }));
        }
    }
    Ok(collected(services))
}

fn named<'a>(path: &str, stem: &'a str) -> Result<(&'a str, &'a str)> {
    let (service, rest) = stem
        .split_once('-')
        .ok_or_else(|| refused(path, "expected a name such as ec2-describe-instances.xml"))?;
    Ok((service, rest.split_once('#').map_or(rest, |(operation, _)| operation)))
}

fn collected(services: BTreeMap<&str, Vec<Value>>) -> Converted {
    let mut converted = Converted::default();
    let count: usize = services.values().map(Vec::len).sum();
    converted.counts.push(format!("xml-responses: {count} cases"));
    for (service, cases) in services {
        let mut text = String::new();
        lines(&mut text, 0, ['[', ']'], cases.iter(), |text, case| {
            text.push_str(&case.to_string());
        });
        text.push('\n');
        converted.files.insert(format!("cases/xml-responses/{service}.json"), text.into_bytes());
    }
    converted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(list: &[(&str, &str)]) -> Entries {
        let full =
            |(path, text): &(&str, &str)| (format!("{DIRECTORY}{path}"), text.as_bytes().to_vec());
        list.iter().map(full).collect()
    }

    #[test]
    fn a_pair_is_a_case() {
        let found = convert(&entries(&[
            ("responses/ec2-get-it#1.xml", "<a/>"),
            ("responses/ec2-get-it#1.json", r#"{"b": 1}"#),
            ("errors/ec2-get-it.xml", "<e/>"),
            ("errors/ec2-get-it.json", "{}"),
            ("errors/sqs-alone.json", "{}"),
        ]));
        let files = found.unwrap().files;
        let text = String::from_utf8(files["cases/xml-responses/ec2.json"].clone()).unwrap();
        let expected = r#"[
  {"id":"responses/ec2-get-it#1","operation":"get-it","status_code":200,"body":"<a/>","result":{"b":1}},
  {"id":"errors/ec2-get-it","operation":"get-it","status_code":400,"body":"<e/>","result":{}}
]
"#;
        assert_eq!((files.len(), text.as_str()), (1, expected));
    }

    #[test]
    fn a_response_without_its_result_is_refused() {
        let error = convert(&entries(&[("responses/ec2-get.xml", "<a/>")])).unwrap_err();
        assert!(error.to_string().contains("ec2-get.xml: there is no JSON beside it"), "{error}");
    }
}
