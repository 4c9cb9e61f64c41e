//! What is generated together: one service, and the cases that use it.

use std::io;
use std::path::Path;

use serde_json::Value;

/// A service to generate.
pub(crate) struct Unit {
    /// Its module.
    pub(crate) service: String,
    /// Its definition, where it is not one of the bundled ones.
    pub(crate) definition: Option<Value>,
    pub(crate) uses: Vec<Use>,
    /// Do the cases say what is sent, or what is read?
    pub(crate) is_input: bool,
}

/// A case, and the operation that it is about.
pub(crate) struct Use {
    /// `input/ec2/Ec2Lists`
    pub(crate) case: String,
    /// As the definition calls it.
    pub(crate) operation: String,
}

/// The JSON files of a directory, by their names without extension, in order.
pub(crate) fn files(directory: &Path) -> io::Result<Vec<(String, Value)>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(directory)? {
        paths.push(entry?.path());
    }
    paths.sort();
    let mut files = Vec::new();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|is| is == "json")) {
        let value = serde_json::from_slice(&std::fs::read(path)?).map_err(io::Error::other)?;
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        files.push((stem, value));
    }
    Ok(files)
}

/// The text under a key; empty where there is none.
pub(crate) fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The list under a key; empty where there is none.
pub(crate) fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}
