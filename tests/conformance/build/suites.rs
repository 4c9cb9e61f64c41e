//! Suites to services: the shapes of the suite, and the operation that its cases give.

use std::io;
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::unit::{Unit, Use, files, list, text};

/// The suites of a direction. Cases of a suite that give different operations become several
/// services, as the operations may have the same name.
pub(crate) fn read(cases: &Path, direction: &str) -> io::Result<Vec<Unit>> {
    let mut units = Vec::new();
    for (file, suites) in files(&cases.join(direction))? {
        for suite in suites.as_array().into_iter().flatten() {
            let mut given: Vec<(Value, Vec<Use>)> = Vec::new();
            for case in list(suite, "cases") {
                add(&mut given, &format!("{direction}/{file}"), case);
            }
            for (operation, uses) in given {
                let service = format!("{direction}_{file}_{}", units.len());
                let definition = Some(definition(suite, &operation));
                let is_input = direction == "input";
                units.push(Unit { service, definition, uses, is_input });
            }
        }
    }
    Ok(units)
}

fn add(given: &mut Vec<(Value, Vec<Use>)>, file: &str, case: &Value) {
    let operation = case.get("given").cloned().unwrap_or_default();
    let one = Use {
        case: format!("{file}/{}", text(case, "id")),
        operation: text(&operation, "name").to_owned(),
    };
    match given.iter_mut().find(|(known, _)| *known == operation) {
        Some((_, uses)) => uses.push(one),
        None => given.push((operation, vec![one])),
    }
}

/// A definition with what the suites leave out because none of their requests shows it.
fn definition(suite: &Value, operation: &Value) -> Value {
    let mut metadata = Map::new();
    metadata.insert("endpointPrefix".to_owned(), json!("conformance"));
    metadata.insert("serviceId".to_owned(), json!("Conformance"));
    let stated = suite.get("metadata").and_then(Value::as_object).cloned();
    metadata.extend(stated.unwrap_or_default());
    let name = text(operation, "name");
    let mut operation = operation.clone();
    if text(suite.get("metadata").unwrap_or(&Value::Null), "protocol") == "query" {
        wrap_result(suite, name, &mut operation);
    }
    json!({
        "version": "2.0",
        "metadata": metadata,
        "operations": {name: operation},
        "shapes": suite.get("shapes"),
    })
}

/// Real definitions of the query protocol name the element around an output's members; the suites
/// leave it to the reader to know what it is called.
fn wrap_result(suite: &Value, name: &str, operation: &mut Value) {
    let Some(Value::Object(output)) = operation.get_mut("output") else { return };
    let shape = output.get("shape").and_then(Value::as_str).unwrap_or_default();
    let members = suite.pointer(&format!("/shapes/{shape}/members")).and_then(Value::as_object);
    if members.is_some_and(|members| !members.is_empty()) {
        output.insert("resultWrapper".to_owned(), json!(format!("{name}Result")));
    }
}
