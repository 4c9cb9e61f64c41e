//! Reads every definition once, on all processors, and keeps of each service only what the tests
//! ask: there are more than thirty megabytes.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use std::thread;

use serde_json::{Map, Value};

use super::prose;

/// What the tests want to know of a service.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    pub(crate) service: String,
    pub(crate) versions: Vec<String>,
    pub(crate) files: BTreeSet<String>,
    pub(crate) api_version: String,
    pub(crate) operations: BTreeSet<String>,
    pub(crate) shapes: BTreeSet<String>,
    /// The shapes that something names.
    pub(crate) named: BTreeSet<String>,
    pub(crate) paginators: BTreeSet<String>,
    /// Waiters and their operations.
    pub(crate) waiters: Vec<(String, String)>,
    /// Endpoint rules, at any depth.
    pub(crate) rules: usize,
    /// Documentation text that is left, with its place.
    pub(crate) prose: Vec<String>,
    /// Files with less lines than entries.
    pub(crate) crowded: Vec<String>,
    /// What could not be read.
    pub(crate) broken: Vec<String>,
}

/// The facts of all services, by name.
pub(crate) fn all() -> &'static [Facts] {
    static ALL: LazyLock<Vec<Facts>> = LazyLock::new(read_all);
    &ALL
}

fn read_all() -> Vec<Facts> {
    let services: Vec<String> = names(maitred_specs::dir())
        .into_iter()
        .filter(|name| !names(&maitred_specs::dir().join(name)).is_empty())
        .collect();
    let workers = thread::available_parallelism().map_or(2, usize::from);
    // Neighbours are alike in size: every worker takes every nth.
    let part = |worker: usize| services.iter().skip(worker).step_by(workers);
    let mut all: Vec<Facts> = thread::scope(|scope| {
        let started: Vec<_> = (0..workers)
            .map(|worker| {
                scope.spawn(move || part(worker).map(|name| read(name)).collect::<Vec<_>>())
            })
            .collect();
        started.into_iter().flat_map(|worker| worker.join().unwrap_or_default()).collect()
    });
    all.retain(|facts| !facts.files.is_empty());
    all.sort_by(|a, b| a.service.cmp(&b.service));
    all
}

fn read(service: &str) -> Facts {
    let dir = maitred_specs::dir().join(service);
    let mut facts = Facts { service: service.to_owned(), ..Facts::default() };
    for version in names(&dir) {
        let json = names(&dir.join(&version)).into_iter().filter(|name| name.ends_with(".json"));
        for name in json {
            facts.file(&name, &dir.join(&version).join(&name));
            facts.files.insert(name);
        }
        facts.versions.push(version);
    }
    facts
}

/// The names in a directory, none if it is not one; sorted.
fn names(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

impl Facts {
    fn file(&mut self, name: &str, path: &Path) {
        let text = fs::read_to_string(path).unwrap_or_default();
        let value: Value = match serde_json::from_str(&text) {
            Ok(value) => value,
            Err(error) => return self.broken.push(format!("{}: {error}", path.display())),
        };
        self.prose.extend(prose::left(&value).into_iter().map(|found| format!("{name}{found}")));
        let entries = match name {
            "service-2.json" => self.definition(&value),
            "paginators-1.json" => {
                self.paginators = keys(&value["pagination"]);
                self.paginators.len()
            }
            "waiters-2.json" => self.waiting(&value["waiters"]),
            "endpoint-rule-set-1.json" => {
                self.rules = rules(&value);
                self.rules
            }
            _ => 0,
        };
        if text.lines().count() < entries {
            self.crowded.push(name.to_owned());
        }
    }

    fn definition(&mut self, value: &Value) -> usize {
        self.api_version = value["metadata"]["apiVersion"].as_str().unwrap_or_default().to_owned();
        self.operations = keys(&value["operations"]);
        self.shapes = keys(&value["shapes"]);
        references(value, &mut self.named);
        self.operations.len() + self.shapes.len()
    }

    fn waiting(&mut self, waiters: &Value) -> usize {
        let operation =
            |waiter: &Value| waiter["operation"].as_str().unwrap_or_default().to_owned();
        let waiters = waiters.as_object().into_iter().flatten();
        self.waiters = waiters.map(|(name, waiter)| (name.clone(), operation(waiter))).collect();
        self.waiters.len()
    }
}

fn keys(value: &Value) -> BTreeSet<String> {
    value.as_object().into_iter().flat_map(Map::keys).cloned().collect()
}

/// The values of all `"shape": "…"`.
fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            found.extend(map.get("shape").and_then(Value::as_str).map(str::to_owned));
            map.values().for_each(|inner| references(inner, found));
        }
        Value::Array(list) => list.iter().for_each(|inner| references(inner, found)),
        _ => {}
    }
}

fn rules(value: &Value) -> usize {
    let rules = value["rules"].as_array().into_iter().flatten();
    rules.map(|rule| 1 + rules_below(rule)).sum()
}

fn rules_below(rule: &Value) -> usize {
    if rule["rules"].is_array() { rules(rule) } else { 0 }
}
