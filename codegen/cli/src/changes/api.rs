//! A service's definition with its extras, as JSON, and what it says about a shape.

use serde_json::{Map, Value};

use crate::store::Definitions;

/// The JSON of one service. What is missing or makes no sense counts as empty: this is a report,
/// and a build complains.
pub(super) struct Api {
    service: Value,
    paginators: Value,
    waiters: Value,
    empty: Map<String, Value>,
}

impl Api {
    pub(super) fn read(definitions: &Definitions) -> Self {
        let service = merged(definitions, "service-2");
        Self { service, ..Self::without_operations(definitions) }
    }

    /// Only paginators and waiters, which are read much faster.
    pub(super) fn without_operations(definitions: &Definitions) -> Self {
        Self {
            service: Value::Null,
            paginators: merged(definitions, "paginators-1"),
            waiters: merged(definitions, "waiters-2"),
            empty: Map::new(),
        }
    }

    pub(super) fn operations(&self) -> &Map<String, Value> {
        self.entries(&self.service, "operations")
    }

    pub(super) fn paginators(&self) -> &Map<String, Value> {
        self.entries(&self.paginators, "pagination")
    }

    pub(super) fn waiters(&self) -> &Map<String, Value> {
        self.entries(&self.waiters, "waiters")
    }

    pub(super) fn shapes(&self) -> &Map<String, Value> {
        self.entries(&self.service, "shapes")
    }

    pub(super) fn shape(&self, name: &str) -> &Value {
        self.shapes().get(name).unwrap_or(&Value::Null)
    }

    /// The members of a shape.
    pub(super) fn members(&self, shape: &str) -> &Map<String, Value> {
        self.entries(self.shape(shape), "members")
    }

    fn entries<'a>(&'a self, value: &'a Value, key: &str) -> &'a Map<String, Value> {
        value.get(key).and_then(Value::as_object).unwrap_or(&self.empty)
    }

    /// What stands between a user and the shape: `None` for what is no type of its own.
    pub(super) fn named(&self, shape: &str) -> Option<&'static str> {
        let value = self.shape(shape);
        match text(value, "type") {
            "structure" if flag(value, "document") => None,
            "structure" if flag(value, "exception") || value.get("error").is_some() => {
                Some("error")
            }
            "structure" if flag(value, "eventstream") => None,
            "structure" if flag(value, "union") && !self.members(shape).is_empty() => Some("union"),
            "structure" => Some("structure"),
            "string" if value.get("enum").is_some() => Some("enum"),
            _ => None,
        }
    }

    /// The type of a member, or of what a list or map holds, in words.
    pub(super) fn ty(&self, member: &Value) -> String {
        self.type_of(member, 0)
    }

    fn type_of(&self, member: &Value, depth: usize) -> String {
        let name = target(member);
        let shape = self.shape(name);
        if self.named(name).is_some() {
            return name.to_owned();
        }
        let kind = match text(shape, "type") {
            "blob" if flag(member, "streaming") || flag(shape, "streaming") => "streaming body",
            "structure" if flag(shape, "eventstream") => "event stream",
            "structure" => "document",
            kind @ ("list" | "map") => return self.container(kind, shape, depth),
            "string" | "character" => "text",
            "short" | "byte" => "integer",
            "biginteger" => "long",
            "bigdecimal" => "double",
            other => other,
        };
        kind.to_owned()
    }

    fn container(&self, kind: &str, shape: &Value, depth: usize) -> String {
        // Deeper ones are refused by a build.
        if depth > 16 {
            return kind.to_owned();
        }
        let held = shape.get(if kind == "list" { "member" } else { "value" });
        let held = self.type_of(held.unwrap_or(&Value::Null), depth + 1);
        let null = if flag(shape, "sparse") { " or null" } else { "" };
        format!("{kind} of {held}{null}")
    }
}

/// The shape that a member, an input or an output is of.
pub(super) fn target(reference: &Value) -> &str {
    text(reference, "shape")
}

pub(super) fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

pub(super) fn flag(value: &Value, key: &str) -> bool {
    value.get(key).and_then(Value::as_bool).unwrap_or_default()
}

/// The texts of a list, or the one text that stands in its place.
pub(super) fn texts<'a>(value: &'a Value, key: &str) -> Vec<&'a str> {
    match value.get(key) {
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(one)) => vec![one],
        _ => Vec::new(),
    }
}

fn merged(definitions: &Definitions, kind: &str) -> Value {
    let read = |end: &str| {
        let bytes = definitions.files.get(&format!("{kind}{end}"))?;
        serde_json::from_slice::<Value>(bytes).ok()
    };
    let mut base = read(".json").unwrap_or_default();
    if let Some(patch) = read(".sdk-extras.json").as_ref().and_then(|extras| extras.get("merge")) {
        merge(&mut base, patch);
    }
    base
}

/// Maps merge, everything else replaces, as botocore has it.
fn merge(base: &mut Value, patch: &Value) {
    match (base, patch) {
        (Value::Object(base), Value::Object(patch)) => {
            for (key, value) in patch {
                merge(base.entry(key).or_insert(Value::Null), value);
            }
        }
        (base, patch) => *base = patch.clone(),
    }
}
