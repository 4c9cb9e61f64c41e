//! The cases as they lie in `cases/`.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;

/// What a case is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Parameters to a request.
    Input,
    /// An answer to an output or error.
    Output,
    /// A recorded answer of a real service.
    Recorded,
}

impl Kind {
    /// The directory.
    pub fn directory(self) -> &'static str {
        match self {
            Kind::Input => "input",
            Kind::Output => "output",
            Kind::Recorded => "xml-responses",
        }
    }
}

/// One case.
#[derive(Debug, Clone)]
pub struct Case {
    /// `input/ec2/Ec2Lists`; the same as in the table of operations.
    pub id: String,
    /// What it is about.
    pub kind: Kind,
    /// The file without its extension: `rest-json`.
    pub file: String,
    /// The suite with its shapes; null for recorded answers.
    pub suite: Arc<Value>,
    /// The case itself.
    pub value: Value,
}

impl Case {
    /// What stands under a key; null where there is nothing.
    pub fn get(&self, key: &str) -> &Value {
        self.value.get(key).unwrap_or(&Value::Null)
    }

    /// The protocol of the suite's service.
    pub fn protocol(&self) -> &str {
        self.suite.pointer("/metadata/protocol").and_then(Value::as_str).unwrap_or_default()
    }

    /// A shape of the suite.
    pub fn shape(&self, name: &Value) -> Option<&Value> {
        self.suite.get("shapes")?.get(name.as_str()?)
    }
}

/// Where this package lies.
pub fn home() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every case, in the order of the files.
///
/// # Errors
///
/// A file that cannot be read, or is no JSON.
pub fn all() -> io::Result<Vec<Case>> {
    let mut cases = Vec::new();
    for kind in [Kind::Input, Kind::Output, Kind::Recorded] {
        let directory = home().join("cases").join(kind.directory());
        for path in json_files(&directory)? {
            let file = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let content: Value = serde_json::from_slice(&std::fs::read(&path)?)?;
            read(kind, &file, &content, &mut cases);
        }
    }
    Ok(cases)
}

fn json_files(directory: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(directory)? {
        paths.push(entry?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    Ok(paths)
}

fn read(kind: Kind, file: &str, content: &Value, cases: &mut Vec<Case>) {
    let entries = content.as_array().into_iter().flatten();
    if kind == Kind::Recorded {
        let none = Arc::new(Value::Null);
        cases.extend(entries.map(|value| case(kind, file, &none, value)));
        return;
    }
    for suite in entries {
        let suite = Arc::new(suite.clone());
        let values = suite.get("cases").and_then(Value::as_array).into_iter().flatten();
        cases.extend(values.map(|value| case(kind, file, &suite, value)));
    }
}

fn case(kind: Kind, file: &str, suite: &Arc<Value>, value: &Value) -> Case {
    let own = value.get("id").and_then(Value::as_str).unwrap_or_default();
    // The ids of recorded answers name the service already.
    let id = match kind {
        Kind::Recorded => format!("{}/{own}", kind.directory()),
        _ => format!("{}/{file}/{own}", kind.directory()),
    };
    Case { id, kind, file: file.to_owned(), suite: Arc::clone(suite), value: value.clone() }
}
