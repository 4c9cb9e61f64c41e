//! Recorded XML responses to the operations of bundled definitions that they are for.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use serde_json::Value;

use crate::unit::{Unit, Use, files, text};

/// A unit for each service. Operations that the definition lacks get the name of the file, so that
/// the generator says that there is no such operation.
pub(crate) fn read(cases: &Path) -> io::Result<Vec<Unit>> {
    let mut units = Vec::new();
    for (service, cases) in files(&cases.join("xml-responses"))? {
        let names = operations(&service)?;
        let uses = cases.as_array().into_iter().flatten().map(|case| {
            let file = text(case, "operation");
            let operation = names.get(&file.replace('-', "")).cloned();
            Use {
                case: format!("xml-responses/{}", text(case, "id")),
                operation: operation.unwrap_or_else(|| file.to_owned()),
            }
        });
        let uses = uses.collect();
        units.push(Unit { service, definition: None, uses, is_input: false });
    }
    Ok(units)
}

/// The operations of a bundled definition, by their names in lower case.
fn operations(service: &str) -> io::Result<BTreeMap<String, String>> {
    let directory = maitred_build::specs::dir().join(service);
    println!("cargo::rerun-if-changed={}", directory.display());
    let Ok(versions) = std::fs::read_dir(&directory) else { return Ok(BTreeMap::new()) };
    let newest = versions.filter_map(|entry| entry.ok().map(|entry| entry.path())).max();
    let Some(newest) = newest else { return Ok(BTreeMap::new()) };
    let definition = std::fs::read(newest.join("service-2.json"))?;
    let definition: Value = serde_json::from_slice(&definition).map_err(io::Error::other)?;
    let names = definition.get("operations").and_then(Value::as_object);
    let names = names.into_iter().flatten().map(|(name, _)| (name.to_lowercase(), name.clone()));
    Ok(names.collect())
}
