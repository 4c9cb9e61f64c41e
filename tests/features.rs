//! The features of the generated crate against the definitions: each is a service that there is,
//! is documented with its name, and brings a module that is called as the table says.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../generated/features.rs"]
mod features;

use std::collections::BTreeSet;
use std::path::PathBuf;

use maitred_build::{Disk, Selection, ServiceSelection, Sources, compile, specs};
use serde_json::Value;

const MANIFEST: &str = include_str!("../Cargo.toml");
const DOCUMENTATION: &str = include_str!("../generated/src/lib.rs");

/// As many features as a registry allows a crate.
const MOST: usize = 300;

/// The features of the manifest that are services; none of them brings others.
fn listed() -> Vec<&'static str> {
    let (_, section) = MANIFEST.split_once("[features]\n").expect("there are features");
    let section = section.split("\n[").next().unwrap_or_default();
    let lines = section.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let services = lines.filter(|line| !is_passed_on(line));
    services.map(|line| line.strip_suffix(" = []").expect("a feature without others")).collect()
}

/// Is it one of the features that are maitred's, or the two together?
fn is_passed_on(line: &str) -> bool {
    let passed_on = features::PASSED_ON;
    line == format!("default = {passed_on:?}")
        || passed_on.iter().any(|name| line == format!("{name} = [\"maitred/{name}\"]"))
}

fn variable(feature: &str) -> String {
    format!("CARGO_FEATURE_{}", feature.to_uppercase().replace('-', "_"))
}

/// The directory of a service's newest version.
fn directory(service: &str) -> PathBuf {
    let versions = std::fs::read_dir(specs::dir().join(service))
        .unwrap_or_else(|error| panic!("feature {service}: no such service in specs/: {error}"));
    versions.map(|version| version.unwrap().path()).max().unwrap()
}

/// A definition of a service; `null` where there is none of this kind.
fn definition(service: &str, kind: &str) -> Value {
    let text = std::fs::read(directory(service).join(format!("{kind}.json")));
    text.map_or(Value::Null, |text| serde_json::from_slice(&text).unwrap())
}

/// The names of a service's paginators, or waiters.
fn names(service: &str, kind: &str, key: &str) -> Vec<String> {
    let definition = definition(service, kind);
    let entries = definition.get(key).and_then(Value::as_object);
    entries.map(|entries| entries.keys().cloned().collect()).unwrap_or_default()
}

#[test]
fn the_features_are_sorted_and_few_enough_for_a_registry() {
    let features = listed();
    assert!(features.len() >= 60 && features.len() < MOST, "{} features", features.len());
    assert!(features.is_sorted_by(|one, next| one < next), "{features:?}");
}

#[test]
fn the_build_script_knows_the_service_of_each_feature() {
    for feature in listed() {
        assert_eq!(features::service(&variable(feature)).as_deref(), Some(feature));
    }
    for other in ["CARGO_FEATURE_DEFAULT", "CARGO_MANIFEST_DIR", "PATH"] {
        assert_eq!(features::service(other), None, "{other}");
    }
}

#[test]
fn operations_are_all_there_is_of_services_without_paginators_and_waiters() {
    let is_bare = |service: &&str| {
        names(service, "paginators-1", "pagination").is_empty()
            && names(service, "waiters-2", "waiters").is_empty()
    };
    let bare: BTreeSet<&str> = listed().into_iter().filter(is_bare).collect();
    assert_eq!(bare, BTreeSet::from(features::OPERATIONS_ALONE));
}

#[test]
fn the_documentation_lists_each_with_its_full_name() {
    let row = |feature: &str| {
        let metadata = &definition(feature, "service-2")["metadata"];
        let name = metadata["serviceFullName"].as_str().unwrap();
        format!("//! | `{feature}` | `{}` | {name} |", feature.replace('-', "_"))
    };
    let expected: Vec<String> = listed().into_iter().map(row).collect();
    let rows = DOCUMENTATION.lines().filter(|line| line.starts_with("//! | `"));
    assert_eq!(rows.collect::<Vec<_>>(), expected);
}

/// One paginator of a service, or waiter, or its operations: enough to see the module.
fn a_little(service: &str) -> ServiceSelection {
    let some = ServiceSelection::default();
    let first = |kind, key| names(service, kind, key).into_iter().min();
    match (first("paginators-1", "pagination"), first("waiters-2", "waiters")) {
        (Some(paginator), _) => some.paginator(paginator),
        (None, Some(waiter)) => some.waiter(waiter),
        (None, None) => features::wanted(service, some),
    }
}

#[test]
fn each_brings_the_module_that_the_documentation_names() {
    let sources = Sources { definitions: vec![specs::dir().to_owned()], models: Vec::new() };
    let mut selection = Selection::default();
    for feature in listed() {
        selection.add(feature, a_little(feature));
    }
    let files = compile(&Disk::default(), &sources, &selection, "::maitred");
    let files = files.unwrap_or_else(|problems| panic!("{problems}"));
    let modules: BTreeSet<PathBuf> = files.into_iter().map(|file| file.path).collect();
    for feature in listed() {
        let module = PathBuf::from(feature.replace('-', "_")).join("mod.rs");
        assert!(modules.contains(&module), "{} for the feature {feature}", module.display());
    }
}
