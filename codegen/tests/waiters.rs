//! Waiter files: what is read of them, what is refused, and how waiters are found.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use maitred_build::{Memory, Selection, ServiceSelection, Sources, compile};
use serde_json::{Value, json};

/// A service with one operation.
fn service() -> Value {
    json!({
        "metadata": { "apiVersion": "2020-01-01", "endpointPrefix": "s", "protocol": "json" },
        "operations": { "Get": { "output": { "shape": "Out" } } },
        "shapes": {
            "Out": { "type": "structure", "members": { "State": { "shape": "T" } } },
            "T": { "type": "string" },
        },
    })
}

/// Generates from a waiters file; no file where there is none.
fn compiled(file: Option<&Value>, wanted: ServiceSelection) -> Result<String, String> {
    let files = Memory::default().with("a/s/2020-01-01/service-2.json", service().to_string());
    let files = match file {
        Some(file) => files.with("a/s/2020-01-01/waiters-2.json", file.to_string()),
        None => files,
    };
    let sources = Sources { definitions: vec!["a".into()], models: Vec::new() };
    let mut selection = Selection::default();
    selection.add("s", wanted);
    let files = compile(&files, &sources, &selection, "::maitred");
    let files = files.map_err(|problems| problems.to_string())?;
    Ok(files.into_iter().map(|file| file.content).collect())
}

fn all(file: &Value) -> Result<String, String> {
    compiled(Some(file), ServiceSelection::default().all_waiters())
}

/// A waiter whose parts are these.
fn with(parts: Value) -> Value {
    json!({ "version": 2, "waiters": { "ThingReady": parts } })
}

fn acceptor() -> Value {
    json!({ "state": "success", "matcher": "path", "argument": "State", "expected": "UP" })
}

fn parts() -> Value {
    json!({ "operation": "Get", "delay": 3, "maxAttempts": 9, "acceptors": [acceptor()] })
}

/// A value with one key set, or taken out.
fn changed(mut value: Value, key: &str, to: Option<Value>) -> Value {
    let entries = value.as_object_mut().unwrap();
    entries.remove(key);
    entries.extend(to.map(|to| (key.to_owned(), to)));
    value
}

fn refused(file: &Value, texts: &[&str]) {
    let problems = all(file).expect_err("an error");
    for text in texts {
        assert!(problems.contains(text), "{text}: {problems}");
    }
}

#[test]
fn w1_the_version_is_the_number_two() {
    let file = with(parts());
    for fine in [json!(2), json!(2.0)] {
        assert!(all(&changed(file.clone(), "version", Some(fine))).is_ok());
    }
    for wrong in [json!("2"), json!(1), json!(3), json!(null)] {
        let wrong = changed(file.clone(), "version", Some(wrong));
        refused(&wrong, &["/version: expected the waiter version 2, a number, found"]);
    }
    refused(&changed(file.clone(), "version", None), &["expected a key `version`"]);
    refused(&changed(file, "waiters", None), &["expected a key `waiters`"]);
}

#[test]
fn w2_missing_parts_are_all_named() {
    for part in ["operation", "delay", "maxAttempts", "acceptors"] {
        let file = with(changed(parts(), part, None));
        refused(&file, &["/waiters/ThingReady: ", &format!("expected a key `{part}`")]);
    }
    refused(&with(json!({})), &["`operation`", "`delay`", "`maxAttempts`", "`acceptors`"]);
    for part in ["state", "matcher", "expected", "argument"] {
        let acceptors = json!([changed(acceptor(), part, None)]);
        let file = with(changed(parts(), "acceptors", Some(acceptors)));
        refused(&file, &["/acceptors/0: ", &format!("expected a key `{part}`")]);
    }
}

#[test]
fn w2_unknown_matchers_and_bad_expressions_are_errors_of_the_build() {
    let with = |part: &str, value: &str| {
        let acceptors = json!([changed(acceptor(), part, Some(json!(value)))]);
        with(changed(parts(), "acceptors", Some(acceptors)))
    };
    refused(&with("matcher", "zz"), &["/acceptors/0/matcher: unknown matcher `zz`"]);
    refused(&with("matcher", "pathany"), &["did you mean `pathAny`?"]);
    refused(&with("argument", "State["), &["/acceptors/0/argument"]);
    refused(&with("argument", ""), &["/acceptors/0/argument"]);
    refused(&with("argument", "Stat"), &["/acceptors/0/argument", "State"]);
}

#[test]
fn w2_descriptions_and_other_keys_are_ignored() {
    let described = changed(parts(), "description", Some(json!("Until it is up.")));
    let code = all(&with(changed(described, "comment", Some(json!([1]))))).unwrap();
    assert_eq!(code, all(&with(parts())).unwrap());
}

#[test]
fn w3_what_botocore_checks_late_or_never_is_checked_in_the_build() {
    let part = |part: &str, value: Value| with(changed(parts(), part, Some(value)));
    let at = "/waiters/ThingReady";
    refused(&part("delay", json!(-1)), &[&format!("{at}/delay: expected a whole number")]);
    refused(&part("delay", json!("3")), &[&format!("{at}/delay: expected a whole number")]);
    refused(&part("maxAttempts", json!(0)), &[&format!("{at}/maxAttempts: ")]);
    refused(&part("maxAttempts", json!(2.5)), &[&format!("{at}/maxAttempts: ")]);
    refused(&part("operation", json!("Gte")), &["there is no operation `Gte`"]);
    let one =
        |key: &str, value: Value| part("acceptors", json!([changed(acceptor(), key, Some(value))]));
    refused(&one("state", json!("sucess")), &["unknown state `sucess`; did you mean `success`?"]);
    refused(&one("expected", json!(["UP"])), &["/acceptors/0/expected"]);
    refused(&one("matcher", json!("pathAll")), &["/acceptors/0/argument"]);
    let named = json!({ "version": 2, "waiters": { "thing ready": parts() } });
    refused(&named, &["`thing ready` is no name for a waiter"]);
}

#[test]
fn w4_waiters_are_found_by_their_name_and_the_nearest_is_named() {
    let select = |name: &str| ServiceSelection::default().waiter(name);
    let file = with(parts());
    let code = compiled(Some(&file), select("ThingReady")).unwrap();
    assert!(code.contains("pub fn wait_until_thing_ready(self)"));
    assert!(code.contains("pub static THING_READY: ::maitred::Waiter<super::operation::Get>"));
    let problems = compiled(Some(&file), select("ThingRaedy")).unwrap_err();
    assert!(problems.contains("no waiter `ThingRaedy`; did you mean `ThingReady`?"), "{problems}");
    let none = json!({ "version": 2, "waiters": {} });
    for file in [None, Some(&none)] {
        let problems = compiled(file, select("ThingReady")).unwrap_err();
        assert!(problems.contains("`s` has no waiter `ThingReady`"), "{problems}");
        let wanted = ServiceSelection::default().operation("Get").all_waiters();
        assert!(!compiled(file, wanted).unwrap().contains("wait_until_"));
    }
}

#[test]
fn w4_all_waiters_come_in_the_order_of_their_names() {
    let file = json!({ "version": 2, "waiters": { "B": parts(), "C": parts(), "A": parts() } });
    let code = all(&file).unwrap();
    let place = |name: &str| code.find(&format!("pub static {name}:")).unwrap();
    assert!(place("A") < place("B") && place("B") < place("C"));
}

#[test]
fn w5_delay_and_attempts_of_the_definition_are_the_defaults() {
    let code = all(&with(parts())).unwrap();
    let code: String = code.split_whitespace().collect();
    assert!(code.contains(r#"Waiter::new("ThingReady",3u64,9u32,"#), "{code}");
}
