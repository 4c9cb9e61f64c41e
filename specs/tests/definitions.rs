//! The bundled definitions, checked as a whole: every file parses, agrees with the others of its
//! service, and holds no documentation text.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// Operations, paginators and waiters that a service has had once. Fewer means that an update
/// lost some, which breaks programs; more is fine.
const AT_LEAST: [(&str, usize, usize, usize); 5] = [
    ("dynamodb", 62, 6, 7),
    ("dynamodbstreams", 4, 0, 0),
    ("ec2", 830, 177, 43),
    ("ecs", 88, 12, 9),
    ("kinesis", 57, 6, 3),
];

/// Files of a service by name.
type Files = BTreeMap<String, Value>;

/// Every service: name, version, files.
fn services() -> Outcome<Vec<(String, String, Files)>> {
    let mut found = Vec::new();
    for service in names(maitred_specs::dir())? {
        for version in names(&maitred_specs::dir().join(&service))? {
            let files = files(&maitred_specs::dir().join(&service).join(&version))?;
            if files.contains_key("service-2.json") {
                found.push((service.clone(), version, files));
            }
        }
    }
    Ok(found)
}

/// The names in a directory, none if it is not one.
fn names(dir: &Path) -> Outcome<Vec<String>> {
    let entries = if dir.is_dir() { fs::read_dir(dir)?.collect::<Result<_, _>>()? } else { vec![] };
    Ok(entries.iter().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect())
}

fn files(dir: &Path) -> Outcome<Files> {
    let json = names(dir)?.into_iter().filter(|name| name.ends_with(".json"));
    json.map(|name| {
        let value = serde_json::from_slice(&fs::read(dir.join(&name))?);
        Ok((name.clone(), value.map_err(|error| format!("{}/{name}: {error}", dir.display()))?))
    })
    .collect()
}

/// The entries under a key of a file; none if the service has no such file.
fn entries<'a>(files: &'a Files, file: &str, key: &str) -> Vec<(&'a String, &'a Value)> {
    let map = files.get(file).and_then(|file| file[key].as_object());
    map.into_iter().flat_map(Map::iter).collect()
}

#[test]
fn nothing_is_lost() -> Outcome {
    let services = services()?;
    for (name, operations, paginators, waiters) in AT_LEAST {
        let (.., files) = services.iter().find(|(service, ..)| service == name).ok_or(name)?;
        let count = |file, key| entries(files, file, key).len();
        assert!(count("service-2.json", "operations") >= operations, "operations of {name}");
        assert!(count("paginators-1.json", "pagination") >= paginators, "paginators of {name}");
        assert!(count("waiters-2.json", "waiters") >= waiters, "waiters of {name}");
    }
    Ok(())
}

#[test]
fn every_service_has_one_version_which_is_its_models() -> Outcome {
    let mut seen = BTreeMap::new();
    for (service, version, files) in services()? {
        assert_eq!(files["service-2.json"]["metadata"]["apiVersion"], *version, "{service}");
        assert_eq!(seen.insert(service.clone(), version), None, "two versions of {service}");
        assert!(files.contains_key("endpoint-rule-set-1.json"), "{service}");
    }
    Ok(())
}

#[test]
fn paginators_and_waiters_name_operations() -> Outcome {
    for (service, _, files) in services()? {
        let operations = &files["service-2.json"]["operations"];
        for (name, _) in entries(&files, "paginators-1.json", "pagination") {
            assert!(operations.get(name).is_some(), "{service}: paginator {name}");
        }
        for (name, waiter) in entries(&files, "waiters-2.json", "waiters") {
            let operation = waiter["operation"].as_str().unwrap_or_default();
            assert!(operations.get(operation).is_some(), "{service}: waiter {name}");
        }
    }
    Ok(())
}

#[test]
fn every_shape_that_is_named_is_there() -> Outcome {
    for (service, _, files) in services()? {
        let definition = &files["service-2.json"];
        let mut named = Vec::new();
        references(definition, &mut named);
        for shape in named {
            assert!(definition["shapes"].get(shape).is_some(), "{service}: {shape}");
        }
    }
    Ok(())
}

/// The values of all `"shape": "…"`.
fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(map) => {
            found.extend(map.get("shape").and_then(Value::as_str));
            map.values().for_each(|inner| references(inner, found));
        }
        Value::Array(list) => list.iter().for_each(|inner| references(inner, found)),
        _ => {}
    }
}

#[test]
fn no_documentation_text_is_left() -> Outcome {
    const PROSE: [&str; 4] =
        ["documentation", "documentationUrl", "deprecatedMessage", "description"];
    for (service, _, files) in services()? {
        for (file, definition) in files.iter().filter(|(file, _)| !file.contains("sdk-extras")) {
            let mut keys = Vec::new();
            texts(definition, &mut keys);
            let left: Vec<_> = keys.iter().filter(|key| PROSE.contains(key)).collect();
            assert!(left.is_empty(), "{service}/{file}: {left:?}");
        }
    }
    Ok(())
}

/// All keys that hold a text.
fn texts<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, inner)| {
            found.extend(inner.is_string().then_some(key.as_str()));
            texts(inner, found);
        }),
        Value::Array(list) => list.iter().for_each(|inner| texts(inner, found)),
        _ => {}
    }
}

#[test]
fn one_operation_or_shape_a_line() -> Outcome {
    for (service, version, files) in services()? {
        let path = maitred_specs::dir().join(&service).join(version).join("service-2.json");
        let text = fs::read_to_string(path)?;
        let lines = text.lines().filter(|line| line.starts_with("    \"")).count();
        let keys = ["metadata", "operations", "shapes"];
        let wanted = keys.map(|key| entries(&files, "service-2.json", key).len());
        assert!(lines >= wanted.iter().sum(), "{service}");
    }
    Ok(())
}

#[test]
fn the_release_is_told_everywhere() -> Outcome {
    let dir = maitred_specs::dir();
    let record: Value = serde_json::from_slice(&fs::read(dir.join("release.json"))?)?;
    assert_eq!(record["release"], maitred_specs::RELEASE);
    let readme = fs::read_to_string(dir.join("README.md"))?;
    for field in ["release", "file", "sha256"] {
        let value = record[field].as_str().ok_or(field)?;
        assert!(readme.contains(value), "{field} in the README");
    }
    Ok(())
}
