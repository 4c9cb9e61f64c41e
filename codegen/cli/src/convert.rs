//! One definition of a release → the text of the same definition in specs/.
//!
//! Documentation goes, and what is left is laid out anew.

use serde_json::Value;

use crate::error::{Error, Result};
use crate::{layout, strip};

/// The text of the definition `file`, which is the content of the wheel's `entry`.
pub(crate) fn convert(file: &str, entry: &str, bytes: &[u8]) -> Result<Vec<u8>> {
    let parsed = serde_json::from_slice(bytes);
    let mut value: Value =
        parsed.map_err(|source| Error::Json { file: entry.to_owned(), source })?;
    strip::strip(file, &mut value);
    Ok(layout::layout(&value).into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extras_are_stripped_too() {
        let text = br#" {"merge": {"shapes": {"A": {"documentation": "x"}}}}"#.to_vec();
        let wanted = "{\n  \"merge\": {\n    \"shapes\": {\n      \"A\": {}\n    }\n  }\n}\n";
        let found = convert("service-2.sdk-extras.json", "e", &text).unwrap();
        assert_eq!(String::from_utf8(found).unwrap(), wanted);
    }

    #[test]
    fn definitions_are_stripped_and_laid_out() {
        let text = br#"{"documentation":"x","shapes":{"B":{"type":"string"},"A":{}}}"#.to_vec();
        let wanted =
            "{\n  \"shapes\": {\n    \"B\": {\"type\":\"string\"},\n    \"A\": {}\n  }\n}\n";
        assert_eq!(
            String::from_utf8(convert("service-2.json", "e", &text).unwrap()).unwrap(),
            wanted
        );
    }

    #[test]
    fn broken_json_names_the_entry() {
        for file in ["service-2.json", "service-2.sdk-extras.json"] {
            let error = convert(file, "botocore/data/a", b"{").unwrap_err();
            assert!(error.to_string().starts_with("botocore/data/a in the wheel is not JSON"));
        }
    }
}
