//! Models that are wrong in every way: what is said, and that it is said soon.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod large;
mod odd;
mod wrong;

use std::path::Path;

use maitred_build::{Check, Checked, Files, Lint, Memory, Sources};
use serde_json::{Value, json};

fn service() -> Value {
    json!({
        "metadata": { "apiVersion": "1", "endpointPrefix": "s", "protocol": "json" },
        "operations": { "Get": { "input": { "shape": "In" }, "output": { "shape": "Out" } } },
        "shapes": {
            "In": { "type": "structure", "members": { "Token": { "shape": "T" } } },
            "Out": { "type": "structure", "members": {
                "State": { "shape": "T" }, "Next": { "shape": "T" }, "Items": { "shape": "L" } } },
            "T": { "type": "string" },
            "L": { "type": "list", "member": { "shape": "T" } },
        },
    })
}

fn acceptor(state: &str, expected: &str) -> Value {
    json!({ "state": state, "matcher": "path", "argument": "State", "expected": expected })
}

fn waiter(acceptors: Value) -> Value {
    json!({ "operation": "Get", "delay": 1, "maxAttempts": 2, "acceptors": acceptors })
}

fn waiters(name: &str) -> Value {
    json!({ "version": 2, "waiters": { name: waiter(json!([acceptor("success", "UP")])) } })
}

/// A bundled service `s`, and files below `mine`.
fn files(own: &[(&str, &[u8])]) -> Memory {
    let bundled = Memory::default().with("bundled/s/1/service-2.json", service().to_string());
    own.iter().fold(bundled, |files, (path, content)| files.with(format!("mine/{path}"), *content))
}

fn checked(files: &dyn Files, definitions: &Path, models: &Path) -> Checked {
    let sources = Sources { definitions: vec![definitions.into()], models: vec![models.into()] };
    let check = Check::new(files, &sources);
    let mut all = check.layout();
    for name in check.services() {
        let one = check.service(&name);
        all.errors.extend(one.errors);
        all.warnings.extend(one.warnings);
    }
    all
}

fn check(own: &[(&str, &[u8])]) -> Checked {
    checked(&files(own), Path::new("bundled"), Path::new("mine"))
}

/// The one error.
fn error(own: &[(&str, &[u8])]) -> String {
    let found = check(own);
    assert_eq!(found.errors.len(), 1, "{found:#?}");
    found.errors[0].to_string()
}

/// The one warning, of this kind.
fn warning(lint: Lint, own: &[(&str, &[u8])]) -> String {
    let found = check(own);
    assert_eq!((found.errors.len(), found.warnings.len()), (0, 1), "{found:#?}");
    assert_eq!(found.warnings[0].lint, Some(lint));
    found.warnings[0].to_string()
}
