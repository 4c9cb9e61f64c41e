//! Expressions as deep and as large as anybody may write them: code or an error, and that soon.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use maitred_build::{Memory, Selection, ServiceSelection, Sources, compile};
use serde_json::json;

/// An expression may be as deep as it likes: what comes out is code or an error, never a crash.
#[test]
fn deep_expressions_do_not_exhaust_the_stack() {
    let service = json!({
        "metadata": { "apiVersion": "1", "endpointPrefix": "x", "protocol": "json" },
        "operations": { "Get": { "output": { "shape": "Out" } } },
        "shapes": { "Out": { "type": "structure", "members": { "a": { "shape": "Out" } } } },
    });
    for opening in ["(", "!", "[", "a.", "a[", "a||", "a&&", "a==", "a[?", "{a:", "&", "length("] {
        let expression = opening.repeat(5_000) + "a";
        let acceptor = json!({ "state": "success", "matcher": "path", "argument": expression, "expected": true });
        let waiter =
            json!({ "operation": "Get", "delay": 1, "maxAttempts": 1, "acceptors": [acceptor] });
        let memory = Memory::default().with("d/s/1/service-2.json", service.to_string()).with(
            "d/s/1/waiters-2.json",
            json!({ "version": 2, "waiters": { "W": waiter } }).to_string(),
        );
        let sources = Sources { definitions: vec!["d".into()], models: Vec::new() };
        let mut selection = Selection::default();
        selection.add("s", ServiceSelection::default().waiter("W"));
        let problems = compile(&memory, &sources, &selection, "::maitred").unwrap_err();
        assert!(problems.to_string().contains("/waiters/W/acceptors/0/argument"), "{opening}");
    }
}

/// The largest expressions that are let through give code or an error, and that soon.
#[test]
fn large_expressions_neither_exhaust_the_stack_nor_grow_without_end() {
    let service = json!({
        "metadata": { "apiVersion": "1", "endpointPrefix": "x", "protocol": "json" },
        "operations": { "Get": { "output": { "shape": "Out" } } },
        "shapes": {
            "Out": { "type": "structure", "members": {
                "a": { "shape": "Out" }, "l": { "shape": "List" }, "s": { "shape": "Text" },
                "d": { "shape": "Document" },
            } },
            "List": { "type": "list", "member": { "shape": "Out" } },
            "Text": { "type": "string" },
            "Document": { "type": "structure", "document": true, "members": {} },
        },
    });
    let repeated = [
        ("(", "a", ")"),
        ("!", "a", ""),
        ("[", "a", "]"),
        ("a.", "a", ""),
        ("*.", "a", ""),
        ("a||", "a", ""),
        ("s&&l||", "s", ""),
        ("a==", "a", ""),
        ("l[?", "a", "]"),
        ("l[?s&&l&&", "s", "]"),
        ("{x:", "a", "}"),
        ("length(", "s", ")"),
        ("to_array(", "s", ")"),
        ("to_string(", "a", ")"),
        ("l[*].", "s", ""),
        ("l[]|", "l", ""),
        ("l[?s]|", "l", ""),
        ("[a,", "s", "]"),
        ("d.x[*].", "y", ""),
        ("sort_by(l,&", "s", ")"),
        ("not_null(a,", "a", ")"),
        ("[s,s]|", "[0]", ""),
        ("[s,s][].", "[s,s]", ""),
        ("{x:a,y:a}.", "x", ""),
        ("a.{a:@,l:@}.a.", "a", ""),
        ("map(&a,l)|", "[0]", ""),
        ("merge({s:s},", "{s:s}", ")"),
        ("@[*]|", "l", ""),
        ("[@]|", "@", ""),
        ("[@,@]|", "@", ""),
        ("{a:@,l:l}|", "@", ""),
    ];
    let memory = Memory::default().with("d/s/1/service-2.json", service.to_string());
    let sources = Sources { definitions: vec!["d".into()], models: Vec::new() };
    for (opening, inner, closing) in repeated {
        for times in [4, 10, 13, 16, 20, 23, 30, 38, 45, 58, 75, 95, 118] {
            let text = opening.repeat(times) + inner + &closing.repeat(times);
            let mut selection = Selection::default();
            selection.add("s", ServiceSelection::default().search("Get", "found", text));
            match compile(&memory, &sources, &selection, "::maitred") {
                Ok(files) => {
                    let size: usize = files.iter().map(|file| file.content.len()).sum();
                    assert!(size < 3_000_000, "{opening} {times} times: {size} bytes");
                }
                Err(problems) => {
                    let problems = problems.to_string();
                    assert!(problems.starts_with("build.rs: service(\"s\").search("), "{problems}");
                }
            }
        }
    }
}
