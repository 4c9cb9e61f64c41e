//! Fixtures: a small definition and what becomes of it, as `tests/fixtures/README.md` describes.

use std::path::{Path, PathBuf};

use flate2::{Compression, write::GzEncoder};
use maitred_build::{File, Memory, Selection, ServiceSelection, Sources, compile_with_warnings};
use serde_json::{Map, Value, json};

/// The directory of all fixtures.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// What a fixture comes to: Rust and its warnings, or every diagnostic, each on its line.
pub(crate) enum Outcome {
    Rust { text: String, warnings: String },
    Errors(String),
}

/// Compiles the fixture in a directory.
pub(crate) fn run(directory: &Path) -> Outcome {
    let path = directory.join("fixture.json");
    let text = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let fixture: Map<String, Value> =
        serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    check_keys(&path, &fixture);
    let sources = Sources { definitions: roots("definitions"), models: roots("models") };
    match compile_with_warnings(&files(&fixture), &sources, &selection(&fixture), "::maitred") {
        Ok(output) => Outcome::Rust {
            text: inlined(&output.files),
            warnings: output.warnings.iter().map(|warning| format!("{warning}\n")).collect(),
        },
        Err(problems) => Outcome::Errors(format!("{problems}\n")),
    }
}

/// Two roots of each kind, the first of which wins.
fn roots(kind: &str) -> Vec<PathBuf> {
    vec![kind.into(), format!("more-{kind}").into()]
}

fn check_keys(path: &Path, fixture: &Map<String, Value>) {
    const KEYS: [&str; 11] = [
        "about",
        "select",
        "services",
        "metadata",
        "operations",
        "shapes",
        "pagination",
        "waiters",
        "searches",
        "waiter_version",
        "files",
    ];
    for key in fixture.keys() {
        assert!(KEYS.contains(&key.as_str()), "{}: unknown key `{key}`", path.display());
    }
    assert!(fixture["about"].is_string(), "{}: say what it is about", path.display());
}

fn files(fixture: &Map<String, Value>) -> Memory {
    let mut files = Memory::default();
    let directory = Path::new("definitions/tiny/2020-01-01");
    let mut add = |name: &str, content: Value| {
        files = std::mem::take(&mut files).with(directory.join(name), content.to_string());
    };
    if fixture.contains_key("operations") {
        add("service-2.json", service(fixture));
    }
    if let Some(pagination) = fixture.get("pagination") {
        add("paginators-1.json", json!({ "pagination": pagination }));
    }
    if let Some(waiters) = fixture.get("waiters") {
        let version = fixture.get("waiter_version").cloned().unwrap_or(json!(2));
        add("waiters-2.json", json!({ "version": version, "waiters": waiters }));
    }
    for (path, content) in fixture.get("files").and_then(Value::as_object).into_iter().flatten() {
        files = files.with(path, bytes(path, content));
    }
    files
}

/// A file's content: text as it stands, JSON as text, packed where the name says so.
fn bytes(path: &str, content: &Value) -> Vec<u8> {
    let text = content.as_str().map_or_else(|| content.to_string(), str::to_owned);
    if path.ends_with(".gz") { packed(text.as_bytes()) } else { text.into_bytes() }
}

/// gzip.
fn packed(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    std::io::Write::write_all(&mut encoder, content).unwrap();
    encoder.finish().unwrap()
}

/// A `service-2.json` from the compact form.
fn service(fixture: &Map<String, Value>) -> Value {
    let mut metadata = json!({
        "apiVersion": "2020-01-01", "endpointPrefix": "tiny", "protocol": "json",
        "jsonVersion": "1.0", "targetPrefix": "Tiny", "serviceId": "Tiny",
        "serviceFullName": "A Tiny Service", "uid": "tiny-2020-01-01",
    });
    for (key, value) in fixture.get("metadata").and_then(Value::as_object).into_iter().flatten() {
        metadata[key] = value.clone();
    }
    let mut shapes = scalars();
    for (name, shape) in fixture.get("shapes").and_then(Value::as_object).into_iter().flatten() {
        shapes[name] = expanded_shape(shape.clone());
    }
    let mut operations = fixture["operations"].clone();
    for (name, operation) in operations.as_object_mut().into_iter().flatten() {
        expand_operation(name, operation);
    }
    json!({ "version": "2.0", "metadata": metadata, "operations": operations, "shapes": shapes })
}

fn scalars() -> Value {
    json!({
        "String": { "type": "string" }, "Boolean": { "type": "boolean" },
        "Integer": { "type": "integer" }, "Long": { "type": "long" },
        "Float": { "type": "float" }, "Double": { "type": "double" },
        "Blob": { "type": "blob" }, "Timestamp": { "type": "timestamp" },
        "Strings": { "type": "list", "member": { "shape": "String" } },
    })
}

fn expand_operation(name: &str, operation: &mut Value) {
    let Some(operation) = operation.as_object_mut() else { return };
    operation.entry("name").or_insert(json!(name));
    operation.entry("http").or_insert(json!({ "method": "POST", "requestUri": "/" }));
    for key in ["input", "output"] {
        operation.entry(key).and_modify(expand_reference);
    }
    let errors = operation.get_mut("errors").and_then(Value::as_array_mut);
    errors.into_iter().flatten().for_each(expand_reference);
}

fn expanded_shape(mut shape: Value) -> Value {
    for key in ["member", "key", "value"] {
        if let Some(member) = shape.get_mut(key) {
            expand_reference(member);
        }
    }
    let members = shape.get_mut("members").and_then(Value::as_object_mut);
    members.into_iter().flatten().for_each(|(_, member)| expand_reference(member));
    shape
}

/// `"Name"` is short for `{"shape": "Name"}`.
fn expand_reference(reference: &mut Value) {
    if let Some(shape) = reference.as_str() {
        *reference = json!({ "shape": shape });
    }
}

fn selection(fixture: &Map<String, Value>) -> Selection {
    let mut selection = Selection::default();
    let all = json!({ "operations": "all", "paginators": "all", "waiters": "all" });
    match fixture.get("services").and_then(Value::as_object) {
        Some(services) => {
            services.iter().for_each(|(name, wanted)| selection.add(name, wanted_of(wanted)));
        }
        None => selection.add("tiny", wanted_of(fixture.get("select").unwrap_or(&all))),
    }
    for search in fixture.get("searches").and_then(Value::as_array).into_iter().flatten() {
        let [operation, name, expression] =
            [0, 1, 2].map(|at| search[at].as_str().expect("operation, name and expression"));
        let wanted = ServiceSelection::default().search(operation, name, expression);
        selection.add("tiny", wanted);
    }
    selection
}

fn wanted_of(select: &Value) -> ServiceSelection {
    let mut wanted = ServiceSelection::default();
    for (key, value) in select.as_object().expect("`select` is an object") {
        wanted = match (key.as_str(), value.as_str()) {
            ("api_version", Some(version)) => wanted.api_version(version),
            ("operations", Some("all")) => wanted.all_operations(),
            ("paginators", Some("all")) => wanted.all_paginators(),
            ("waiters", Some("all")) => wanted.all_waiters(),
            ("operations", None) => names(value).fold(wanted, ServiceSelection::operation),
            ("paginators", None) => names(value).fold(wanted, ServiceSelection::paginator),
            ("waiters", None) => names(value).fold(wanted, ServiceSelection::waiter),
            _ => panic!("`select` cannot hold {key}: {value}"),
        };
    }
    wanted
}

fn names(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().expect("a list of names").iter().filter_map(Value::as_str)
}

/// Every generated file in one text: each `include!` gives way to the file that it names.
fn inlined(files: &[File]) -> String {
    let mut left: Vec<&Path> = files.iter().map(|file| file.path.as_path()).collect();
    let text = inline(files, Path::new("services.rs"), &mut left);
    assert!(left.is_empty(), "files that nothing includes: {left:?}");
    format!("{}\n", text.trim_end())
}

fn inline(files: &[File], path: &Path, left: &mut Vec<&Path>) -> String {
    const INCLUDE: &str = "::core::include!(\"";
    let file = files.iter().find(|file| file.path == path);
    let file = file.unwrap_or_else(|| panic!("{} is included but not there", path.display()));
    left.retain(|other| *other != path);
    let (header, mut rest) = file.content.split_once("\n\n").expect("a header");
    assert_eq!(header, format!("// @generated by maitred-build {}", env!("CARGO_PKG_VERSION")));
    let mut text = format!("// ---- {}\n", path.display());
    while let Some((before, after)) = rest.split_once(INCLUDE) {
        let (name, after) = after.split_once("\");").expect("the end of an include");
        let inner = inline(files, &path.with_file_name("").join(name), left);
        text = format!("{}{}\n{inner}", text, before.trim_end());
        rest = after.strip_prefix('\n').unwrap_or(after).trim_start();
    }
    text + rest
}
