//! Of all paginators with several results those with several lists, and they only, hand out the items
//! of all lists in one pass.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::path::Path;

use maitred_build::{Disk, Selection, ServiceSelection, Sources, compile, specs};
use serde_json::Value;

/// The only directory in it that sorts last, or a file in that one.
fn newest(service: &Path, file: &str) -> Option<Value> {
    let versions = std::fs::read_dir(service).unwrap().map(|version| version.unwrap().path());
    let text = std::fs::read(versions.max()?.join(file)).ok()?;
    Some(serde_json::from_slice(&text).unwrap())
}

/// The operations with several results, by service.
fn several() -> BTreeMap<String, Vec<String>> {
    let mut found = BTreeMap::new();
    for service in std::fs::read_dir(specs::dir()).unwrap().map(|service| service.unwrap().path()) {
        if !service.is_dir() {
            continue;
        }
        let definition = newest(&service, "paginators-1.json").unwrap_or_default();
        let paginators = definition["pagination"].as_object().into_iter().flatten();
        let several = paginators.filter(|(_, paginator)| {
            paginator["result_key"].as_array().is_some_and(|keys| keys.len() > 1)
        });
        let names: Vec<String> = several.map(|(name, _)| name.clone()).collect();
        if !names.is_empty() {
            found.insert(service.file_name().unwrap().to_str().unwrap().to_owned(), names);
        }
    }
    found
}

/// The variants of the enum of this name.
fn variants(code: &str, name: &str) -> Option<Vec<String>> {
    let (_, body) = code.split_once(&format!("pub enum {name} {{"))?;
    let (body, _) = body.split_once("\n}")?;
    let lines = body.lines().map(str::trim).filter(|line| !line.starts_with("///"));
    Some(lines.filter_map(|line| Some(line.split_once('(')?.0.to_owned())).collect())
}

#[test]
fn every_paginator_with_several_lists_has_an_enum_of_their_items() {
    let several = several();
    let mut selection = Selection::default();
    for (service, operations) in &several {
        let wanted = operations.iter().fold(ServiceSelection::default(), |wanted, operation| {
            wanted.paginator(operation.as_str())
        });
        selection.add(service.as_str(), wanted);
    }
    let sources = Sources { definitions: vec![specs::dir().to_owned()], models: Vec::new() };
    let files = compile(&Disk::default(), &sources, &selection, "::maitred").unwrap();
    let code: String = files
        .into_iter()
        .filter(|file| file.path.ends_with("paginator.rs"))
        .map(|file| file.content)
        .collect();
    assert_eq!(several.values().map(Vec::len).sum::<usize>(), 29, "with several results");
    assert_eq!(code.matches("pub fn all_items(").count(), 25, "with several lists");
    assert_eq!(
        variants(&code, "ListObjectVersionsItem").unwrap(),
        ["Versions", "DeleteMarkers", "CommonPrefixes"]
    );
    assert_eq!(
        variants(&code, "GetResourceCollectionItem").unwrap(),
        ["StackNames", "Tags"],
        "by the last name of a path"
    );
    for name in ["ScanItem", "GetOfferingStatusItem", "ListAnomalousLogGroupsItem"] {
        assert!(variants(&code, name).is_none(), "{name}");
    }
}
