//! One small definition, one change at a time, and what is said of it.

mod operations;
mod others;
mod types;

use serde_json::{Value, json};

use super::{Finding, compare, compare_regions};
use crate::store::Definitions;

/// A definition in which inputs, outputs, shared types, unions, enums and errors occur.
fn service() -> Value {
    json!({
        "operations": {
            "Get": {
                "http": {"method": "POST", "requestUri": "/"},
                "input": {"shape": "GetIn"}, "output": {"shape": "GetOut"},
                "errors": [{"shape": "Bad"}],
            },
            "Put": {"input": {"shape": "PutIn"}},
        },
        "shapes": {
            "GetIn": {"type": "structure", "required": ["Id"], "members": {
                "Id": {"shape": "Text"}, "Once": {"shape": "Text", "idempotencyToken": true},
                "Filter": {"shape": "Filter"}, "Max": {"shape": "Number"},
            }},
            "GetOut": {"type": "structure", "members": {
                "Things": {"shape": "Things"}, "State": {"shape": "State"},
                "Choice": {"shape": "Choice"}, "Next": {"shape": "Text"},
            }},
            "PutIn": {"type": "structure", "members": {"Filter": {"shape": "Filter"}}},
            "Filter": {"type": "structure", "required": ["Name"], "members": {
                "Name": {"shape": "Text"}, "Values": {"shape": "Texts"}, "Kind": {"shape": "Text"},
            }},
            "Thing": {"type": "structure", "members": {
                "Name": {"shape": "Text"}, "Tags": {"shape": "Texts"}, "Part": {"shape": "Part"},
            }},
            "Part": {"type": "structure", "members": {"Size": {"shape": "Number"}}},
            "Things": {"type": "list", "member": {"shape": "Thing"}},
            "Texts": {"type": "list", "member": {"shape": "Text"}},
            "State": {"type": "string", "enum": ["on", "off"]},
            "Choice": {"type": "structure", "union": true, "members": {
                "One": {"shape": "Text"}, "Other": {"shape": "Number"},
            }},
            "Bad": {"type": "structure", "exception": true, "members": {"Why": {"shape": "Text"}}},
            "Unused": {"type": "structure", "members": {"Text": {"shape": "Text"}}},
            "Text": {"type": "string"}, "Number": {"type": "integer"},
        },
    })
}

fn paginators() -> Value {
    json!({"pagination": {"Get": {
        "input_token": "Token", "output_token": "Next", "limit_key": "Max",
        "result_key": "Things", "more_results": "More",
    }}})
}

fn waiters() -> Value {
    let acceptor = json!({"state": "success", "matcher": "status", "expected": 200});
    let ready = json!({"operation": "Get", "delay": 5, "maxAttempts": 4, "acceptors": [acceptor]});
    json!({"waiters": {"Ready": ready}})
}

fn definitions(files: [(&str, Value); 3]) -> Definitions {
    let files = files.map(|(name, value)| (name.to_owned(), value.to_string().into_bytes()));
    Definitions { service: "a".into(), version: "1".into(), files: files.into() }
}

const FILES: [&str; 3] = ["service-2.json", "paginators-1.json", "waiters-2.json"];

/// What is said when a value of a file is exchanged; `null` takes it away.
fn told(file: &str, pointer: &str, value: Value) -> Vec<String> {
    let old = [service(), paginators(), waiters()];
    let mut new = old.clone();
    let index = FILES.iter().position(|name| *name == file).unwrap();
    put(&mut new[index], pointer, value);
    let [old, new] = [old, new].map(|[service, paginators, waiters]| {
        definitions([(FILES[0], service), (FILES[1], paginators), (FILES[2], waiters)])
    });
    lines(&compare(Some(&old), &new).0)
}

fn lines(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(Finding::to_string).collect()
}

fn put(root: &mut Value, pointer: &str, value: Value) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = root.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    match value {
        Value::Null => assert!(parent.remove(key).is_some(), "{pointer}"),
        value => drop(parent.insert(key.to_owned(), value)),
    }
}

fn of_shapes(pointer: &str, value: Value) -> Vec<String> {
    told(FILES[0], &format!("/shapes/{pointer}"), value)
}

fn of_operations(pointer: &str, value: Value) -> Vec<String> {
    told(FILES[0], &format!("/operations/{pointer}"), value)
}

const NONE: [&str; 0] = [];
