//! The tests of endpoint rules: parameters, and the endpoint or error that they come to.
//!
//! What the cases say of operations is left out: they are run on the rules themselves.

use serde_json::Value;

use super::sdist::{Entries, json, refused};
use super::{Converted, remove};
use crate::error::Result;
use crate::layout::lines;

const DIRECTORY: &str = "tests/functional/endpoint-rules/";

const FILE: &str = "/endpoint-tests-1.json";

/// Converts the cases, one file a service, a case a line.
pub(super) fn convert(entries: &Entries) -> Result<Converted> {
    let mut converted = Converted::default();
    let (mut services, mut count) = (0, 0);
    for (path, content) in entries {
        let service = path.strip_prefix(DIRECTORY).and_then(|path| path.strip_suffix(FILE));
        let Some(service) = service.filter(|service| !service.contains('/')) else { continue };
        let mut file = json(path, content)?;
        let Some(Value::Array(cases)) = file.get_mut("testCases") else {
            return Err(refused(path, "expected an array \"testCases\""));
        };
        for case in cases.iter_mut() {
            remove(case, "documentation");
            remove(case, "operationInputs");
        }
        let name = format!("cases/endpoints/{service}.json");
        converted.files.insert(name, layout(cases).into_bytes());
        (services, count) = (services + 1, count + cases.len());
    }
    converted.counts.push(format!("endpoints: {count} cases of {services} services"));
    Ok(converted)
}

fn layout(cases: &[Value]) -> String {
    let mut text = String::new();
    lines(&mut text, 0, ['[', ']'], cases.iter(), |text, case| text.push_str(&case.to_string()));
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_a_line_without_sentences() {
        let content = r#"{"version":"1.0","testCases":[
            {"documentation":"x","params":{"Region":"r"},"expect":{"error":"e"},"operationInputs":[]},
            {"params":{},"expect":{"endpoint":{"url":"u"}}}]}"#;
        let path = format!("{DIRECTORY}tiny{FILE}");
        let entries = Entries::from([(path, content.as_bytes().to_vec())]);
        let converted = convert(&entries).unwrap();
        assert_eq!(converted.counts, ["endpoints: 2 cases of 1 services"]);
        let text = String::from_utf8(converted.files["cases/endpoints/tiny.json"].clone()).unwrap();
        let expected = "[\n  {\"params\":{\"Region\":\"r\"},\"expect\":{\"error\":\"e\"}},\n  \
                        {\"params\":{},\"expect\":{\"endpoint\":{\"url\":\"u\"}}}\n]\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn a_file_without_cases_is_refused() {
        let entries = Entries::from([(format!("{DIRECTORY}tiny{FILE}"), b"{}".to_vec())]);
        assert!(convert(&entries).unwrap_err().to_string().contains("testCases"));
    }
}
