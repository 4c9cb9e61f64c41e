//! Endpoint rules: what becomes of them, and what is refused.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use maitred_build::{File, Memory, Selection, ServiceSelection, Sources, compile};
use serde_json::{Value, json};

/// A service with an operation on `/{Bucket}`, and these rules.
fn compiled(rules: Option<&Value>, operation: &Value) -> Result<Vec<File>, String> {
    let mut get = json!({
        "http": { "method": "GET", "requestUri": "/{Bucket}?list" },
        "input": { "shape": "In" },
    });
    for (key, value) in operation.as_object().unwrap() {
        get[key] = value.clone();
    }
    let service = json!({
        "metadata": { "apiVersion": "1", "endpointPrefix": "s", "protocol": "rest-json" },
        "operations": { "Get": get },
        "shapes": {
            "In": { "type": "structure", "members": {
                "Bucket": {
                    "shape": "T", "location": "uri", "locationName": "Bucket",
                    "contextParam": { "name": "Bucket" },
                },
                "Items": { "shape": "L" },
            } },
            "L": { "type": "list", "member": { "shape": "T" } },
            "T": { "type": "string" },
        },
    });
    let mut files = Memory::default().with("d/tiny/1/service-2.json", service.to_string());
    if let Some(rules) = rules {
        files = files.with("d/tiny/1/endpoint-rule-set-1.json", rules.to_string());
    }
    let sources = Sources { definitions: vec!["d".into()], models: Vec::new() };
    let wanted = ServiceSelection::default().operation("Get");
    let mut selection = Selection::default();
    selection.add("tiny", wanted);
    compile(&files, &sources, &selection, "::maitred").map_err(|problems| problems.to_string())
}

fn content(files: &[File], name: &str) -> String {
    let file = files.iter().find(|file| file.path.ends_with(name));
    file.unwrap_or_else(|| panic!("no {name}")).content.split_whitespace().collect()
}

fn rules(rules: &Value) -> Value {
    let text = |builtin: &str| json!({ "type": "string", "builtIn": builtin });
    json!({
        "version": "1.0",
        "parameters": {
            "Region": text("AWS::Region"),
            "Bucket": { "type": "string" },
            "Names": { "type": "stringArray" },
            "Flag": { "type": "boolean" },
            "Unused": { "type": "string" },
        },
        "rules": rules,
    })
}

fn end(url: &str) -> Value {
    json!({ "type": "endpoint", "conditions": [], "endpoint": { "url": url } })
}

/// One rule with this condition.
fn asked(condition: &Value) -> Value {
    rules(&json!([{
        "type": "endpoint", "conditions": [condition], "endpoint": { "url": "https://a" },
    }]))
}

fn refused(rules: &Value) -> String {
    compiled(Some(rules), &json!({})).expect_err("rules that make no sense")
}

#[test]
fn without_rules_there_is_nothing_but_the_prefix() {
    let files = compiled(None, &json!({})).unwrap();
    assert!(!content(&files, "tiny/mod.rs").contains("endpoints("));
    assert!(content(&files, "tiny/operation.rs").contains(r#""GET","/{Bucket}?list""#));
    assert!(files.iter().all(|file| !file.path.ends_with("endpoint.rs")));
}

#[test]
fn rules_become_a_table_and_take_the_bucket_out_of_the_path() {
    let url = "https://{Bucket}.x.{Region}.{{y}}";
    let files = compiled(Some(&rules(&json!([end(url)]))), &json!({})).unwrap();
    assert!(content(&files, "tiny/mod.rs").contains(r#".endpoints("",&endpoint::RULES)"#));
    let table = content(&files, "tiny/endpoint.rs");
    assert!(!table.contains("Unused") && !table.contains("Names"), "{table}");
    let join = r#"e::Term::Join(&[e::Term::Text("https://"),e::Term::Slot(0),e::Term::Text(".x."),e::Term::Slot(1),e::Term::Text(".{y}"),],)"#;
    assert!(
        table.contains(&join.replace(",]", "]").replace(",)", ")")) || table.contains(join),
        "{table}"
    );
    let operation = content(&files, "tiny/operation.rs");
    assert!(operation.contains(r#""GET","/?list""#), "{operation}");
    assert!(operation.contains(r#"Step::Member("Bucket")"#), "{operation}");
}

#[test]
fn what_the_rules_do_not_look_at_is_not_given_to_them() {
    let fixed = json!({ "staticContextParams": { "Flag": { "value": true } } });
    let files = compiled(Some(&rules(&json!([end("https://a")]))), &fixed).unwrap();
    assert!(!content(&files, "tiny/operation.rs").contains(".endpoint("));
}

#[test]
fn operations_give_what_their_expressions_reach() {
    let wanted = rules(&json!([{
        "type": "endpoint",
        "conditions": [{ "fn": "getAttr", "argv": [{ "ref": "Names" }, "[0]"], "assign": "first" }],
        "endpoint": { "url": "https://{first}" },
    }]));
    let path = |path: &str| json!({ "operationContextParams": { "Names": { "path": path } } });
    let files = compiled(Some(&wanted), &path("Items[*]")).unwrap();
    let operation = content(&files, "tiny/operation.rs");
    assert!(operation.contains(r#"Step::Member("Items")"#) && operation.contains("Step::Each"));
    for (expression, expected) in [
        ("Itms[*]", "there is no member `Itms`; did you mean `Items`?"),
        ("length(Items)", "is not supported for endpoints"),
        ("keys(Items)", "is not supported for endpoints"),
        ("Bucket[*]", "is not supported for endpoints"),
        ("Items[", "is no JMESPath expression"),
        (&"!".repeat(100_000), "is too large to be compiled"),
    ] {
        let error = compiled(Some(&wanted), &path(expression)).unwrap_err();
        let place = "service-2.json: /operations/Get/operationContextParams/Names/path: ";
        assert!(error.contains(place) && error.contains(expected), "{expression}: {error}");
    }
    let fixed = json!({ "staticContextParams": { "Names": { "value": true } } });
    let error = compiled(Some(&wanted), &fixed).unwrap_err();
    assert!(error.contains("gives no fit value to `Names`: expected a list of texts"), "{error}");
}

#[test]
fn rules_that_make_no_sense_are_refused_with_their_place() {
    for (condition, expected) in [
        (
            json!({ "fn": "isSett", "argv": [{ "ref": "Region" }] }),
            "fn: there is no function `isSett`; did you mean `isSet`?",
        ),
        (
            json!({ "fn": "isSet", "argv": [{ "ref": "Regio" }] }),
            "argv/0/ref: there is no parameter or variable `Regio`; did you mean `Region`?",
        ),
        (json!({ "fn": "isSet", "argv": [] }), "fn: expected 1 arguments, found 0"),
        (
            json!({ "fn": "booleanEquals", "argv": [{ "ref": "Region" }, true] }),
            "expected true or false, found text",
        ),
        (
            json!({ "fn": "stringEquals", "argv": [{ "ref": "Flag" }, "a"] }),
            "expected text, found true or false",
        ),
        (
            json!({ "fn": "getAttr", "argv": [{ "ref": "Region" }, "name"] }),
            "text has no part `name`",
        ),
        (
            json!({ "fn": "stringEquals", "argv": [{ "ref": "Region" }, "{Region"] }),
            "a brace without its other one",
        ),
        (
            json!({ "fn": "stringEquals", "argv": [{ "ref": "Region" }, "{Flag}"] }),
            "`Flag` is true or false: expected text",
        ),
        (
            json!({ "fn": "substring", "argv": [{ "ref": "Region" }, 0, "1", false] }),
            "expected a text, two numbers, and true or false",
        ),
        (json!({ "fn": "isSet", "argv": [null] }), "expected a value, a reference or a call"),
        (json!({ "argv": [] }), "expected a key `fn`"),
    ] {
        let error = refused(&asked(&condition));
        let place = "endpoint-rule-set-1.json: /rules/0/conditions/0";
        assert!(error.contains(place) && error.contains(expected), "{condition}: {error}");
    }
}

#[test]
fn parameters_that_make_no_sense_are_refused() {
    for (parameter, expected) in [
        (json!({ "type": "number" }), "unknown type `number`; the types are string, boolean and"),
        (
            json!({ "type": "string", "builtIn": "AWS::Regio" }),
            "unknown setting `AWS::Regio`; did you mean `AWS::Region`?",
        ),
        (json!({ "type": "string", "default": true }), "the default is not text"),
        (json!({ "type": "string", "default": 1 }), "expected text, true or false"),
        (json!({}), "expected a key `type`"),
    ] {
        let mut wanted = rules(&json!([end("https://{Other}")]));
        wanted["parameters"]["Other"] = parameter.clone();
        let error = refused(&wanted);
        assert!(error.contains("/parameters/Other") && error.contains(expected), "{error}");
    }
    let error = refused(&json!({ "parameters": {}, "rules": [{ "type": "leaf" }] }));
    assert!(error.contains("/rules/0/type: expected tree, endpoint or error"), "{error}");
}

#[test]
fn names_of_a_branch_are_not_seen_beside_it() {
    let branch = json!({
        "type": "tree",
        "conditions": [{ "fn": "aws.partition", "argv": [{ "ref": "Region" }], "assign": "p" }],
        "rules": [end("https://a.{p#dnsSuffix}")],
    });
    assert!(compiled(Some(&rules(&json!([branch]))), &json!({})).is_ok());
    let error = refused(&rules(&json!([branch, end("https://a.{p#dnsSuffix}")])));
    assert!(error.contains("/rules/1/endpoint/url: there is no parameter or variable `p`"));
}

#[test]
fn more_conditions_than_a_table_holds_are_refused() {
    let rule = |number: usize| {
        json!({
            "type": "error",
            "error": "none",
            "conditions": [{ "fn": "stringEquals", "argv": [{ "ref": "Region" }, number.to_string()] }],
        })
    };
    let many: Vec<Value> = (0..4097).map(rule).collect();
    let error = compiled(Some(&rules(&json!(many))), &json!({})).unwrap_err();
    let place = "/rules/4096/conditions/0/fn: too many conditions or ends";
    assert!(error.contains(place), "{error}");
}
