//! The files of cases → services: an operation for each document, a search for each expression.

use std::io;
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::shapes::Ty;

/// A file of cases.
pub(crate) struct File {
    /// Its name without extension, and the service's.
    pub(crate) name: String,
    pub(crate) suites: Vec<Suite>,
}

/// A document, and the expressions that are evaluated on it.
pub(crate) struct Suite {
    /// `Suite0`
    pub(crate) operation: String,
    given: Value,
    pub(crate) cases: Vec<Case>,
}

/// A case.
pub(crate) struct Case {
    /// `filters/0/12`
    pub(crate) id: String,
    /// The search's name.
    pub(crate) search: String,
    /// The expression, from the root of the output on.
    pub(crate) expression: String,
}

pub(crate) fn read(directory: &Path) -> io::Result<Vec<File>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(directory)? {
        paths.push(entry?.path());
    }
    paths.sort();
    paths.iter().map(|path| file(path)).collect()
}

fn file(path: &Path) -> io::Result<File> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let suites: Vec<Value> =
        serde_json::from_slice(&std::fs::read(path)?).map_err(io::Error::other)?;
    let suites = suites.iter().enumerate().map(|(index, value)| suite(&name, index, value));
    Ok(File { suites: suites.collect(), name })
}

fn suite(file: &str, index: usize, value: &Value) -> Suite {
    let given = value.get("given").cloned().unwrap_or_default();
    let cases = value.get("cases").and_then(Value::as_array).into_iter().flatten().enumerate();
    let cases = cases.map(|(position, case)| {
        let expression = case.get("expression").and_then(Value::as_str).unwrap_or_default();
        Case {
            id: format!("{file}/{index}/{position}"),
            search: format!("search{index}_{position}"),
            expression: rooted(&given, expression),
        }
    });
    Suite { operation: format!("Suite{index}"), cases: cases.collect(), given }
}

/// An output is a structure: what is no object stands in a member, from which a pipe leads on.
fn rooted(given: &Value, expression: &str) -> String {
    if given.is_object() { expression.to_owned() } else { format!("root | {expression}") }
}

/// A definition with an operation for each of the suites.
pub(crate) fn definition<'a>(suites: impl IntoIterator<Item = &'a Suite>) -> Value {
    let (mut operations, mut shapes) = (Map::new(), Map::new());
    for suite in suites {
        let ty = match Ty::of(&suite.given) {
            structure @ Ty::Structure(_) => structure,
            other => Ty::Structure(vec![("root".to_owned(), other)]),
        };
        let output = ty.add(&mut shapes);
        let name = &suite.operation;
        let http = json!({"method": "POST", "requestUri": "/"});
        let operation = json!({"name": name, "http": http, "output": {"shape": output}});
        operations.insert(name.clone(), operation);
    }
    json!({
        "version": "2.0",
        "metadata": {
            "apiVersion": "1", "endpointPrefix": "suite", "protocol": "json", "jsonVersion": "1.0",
            "targetPrefix": "Suite", "serviceId": "Suite", "serviceFullName": "Suite",
            "signatureVersion": "v4",
        },
        "operations": operations,
        "shapes": shapes,
    })
}
