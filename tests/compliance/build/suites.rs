//! The files of cases → services: an operation for each document, a search for each expression.

use std::io;
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::shapes::Ty;

/// A file of cases.
pub(crate) struct File {
    /// The service's name.
    pub(crate) service: String,
    pub(crate) suites: Vec<Suite>,
}

/// A document, and the expressions that are evaluated on it.
pub(crate) struct Suite {
    /// `Suite0`
    pub(crate) operation: String,
    output: Ty,
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

/// What a document is to the generator.
#[derive(Clone, Copy, PartialEq)]
enum Typing {
    /// Structures and lists.
    Shapes,
    /// A value of which nothing is known.
    Document,
}

/// Every file twice: its documents with shapes, and as what they are.
pub(crate) fn read(directory: &Path) -> io::Result<Vec<File>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(directory)? {
        paths.push(entry?.path());
    }
    paths.sort();
    let all = [Typing::Shapes, Typing::Document];
    let files = all.iter().flat_map(|typing| paths.iter().map(|path| file(path, *typing)));
    files.collect()
}

fn file(path: &Path, typing: Typing) -> io::Result<File> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let suites: Vec<Value> =
        serde_json::from_slice(&std::fs::read(path)?).map_err(io::Error::other)?;
    let (service, ids) = match typing {
        Typing::Shapes => (name.clone(), name),
        Typing::Document => (format!("document-{name}"), format!("document/{name}")),
    };
    let suites = suites.iter().enumerate().map(|(index, value)| suite(&ids, index, value, typing));
    Ok(File { suites: suites.collect(), service })
}

fn suite(ids: &str, index: usize, value: &Value, typing: Typing) -> Suite {
    let given = value.get("given").cloned().unwrap_or_default();
    let (output, root) = output(&given, typing);
    let cases = value.get("cases").and_then(Value::as_array).into_iter().flatten().enumerate();
    let cases = cases.map(|(position, case)| {
        let expression = case.get("expression").and_then(Value::as_str).unwrap_or_default();
        Case {
            id: format!("{ids}/{index}/{position}"),
            search: format!("search{index}_{position}"),
            expression: format!("{root}{expression}"),
        }
    });
    Suite { operation: format!("Suite{index}"), cases: cases.collect(), output }
}

/// The type of an output, and what leads to the document in it. An output is a structure: what is
/// none stands in a member.
fn output(given: &Value, typing: Typing) -> (Ty, &'static str) {
    let member = |ty| (Ty::Structure(vec![("root".to_owned(), ty)]), "root | ");
    match (typing, Ty::of(given)) {
        (Typing::Document, _) => member(Ty::Document),
        (Typing::Shapes, structure @ Ty::Structure(_)) => (structure, ""),
        (Typing::Shapes, other) => member(other),
    }
}

/// A definition with an operation for each of the suites.
pub(crate) fn definition<'a>(suites: impl IntoIterator<Item = &'a Suite>) -> Value {
    let (mut operations, mut shapes) = (Map::new(), Map::new());
    for suite in suites {
        let output = suite.output.add(&mut shapes);
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
