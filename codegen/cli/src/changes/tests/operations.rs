//! Operations, their inputs, outputs and errors.

use super::*;

#[test]
fn operations_come_and_go() {
    assert_eq!(of_operations("New", json!({})), ["New: added"]);
    assert_eq!(of_operations("Put", Value::Null), ["Put: removed (breaking)"]);
}

#[test]
fn inputs_and_outputs_come_go_and_are_replaced() {
    assert_eq!(
        of_operations("Put/output", json!({"shape": "GetOut"})),
        ["Put: gives an output now, GetOut"]
    );
    assert_eq!(
        of_operations("Get/output", Value::Null),
        ["Get: gives no output any more, was GetOut (breaking)"]
    );
    assert_eq!(
        of_operations("Put/input", Value::Null),
        ["Put: takes no input any more, was PutIn (breaking)"]
    );
    let replaced = of_operations("Put/input", json!({"shape": "Unused"}));
    assert!(replaced.contains(&"Put: input was PutIn, is now Unused (breaking)".to_owned()));
    assert!(replaced.contains(&"Put: input member Filter removed (breaking)".to_owned()));
}

#[test]
fn a_first_input_breaks_only_if_it_must_be_filled() {
    let with = |input: &str| {
        let mut old = service();
        put(&mut old, "/operations/Put/input", Value::Null);
        let mut new = old.clone();
        put(&mut new, "/operations/Put/input", json!({"shape": input}));
        let files =
            |service| definitions([(FILES[0], service), ("b", json!({})), ("c", json!({}))]);
        lines(&compare(Some(&files(old)), &files(new)).0)
    };
    assert!(with("Unused").contains(&"Put: takes an input now, Unused".to_owned()));
    let text = "Put: takes an input now, GetIn, with required members (breaking)".to_owned();
    assert!(with("GetIn").contains(&text));
}

#[test]
fn members_of_inputs() {
    let member = json!({"shape": "Text"});
    assert_eq!(of_shapes("GetIn/members/New", member), ["Get: input member New added"]);
    assert_eq!(
        of_shapes("GetIn/members/Filter", Value::Null),
        ["Get: input member Filter removed (breaking)"]
    );
    assert_eq!(
        of_shapes("GetIn/members/Max", json!({"shape": "Text"})),
        ["Get: input member Max was integer, is now text (breaking)"]
    );
    assert_eq!(
        of_shapes("GetIn/required", json!(["Id", "Max"])),
        ["Get: input member Max is now required (breaking)"]
    );
    assert_eq!(
        of_shapes("GetIn/required", json!([])),
        ["Get: input member Id is no longer required (breaking)"]
    );
    assert_eq!(of_shapes("GetIn/required", json!(["Id", "Once"])), NONE, "fills itself in");
}

#[test]
fn a_new_member_that_is_required_breaks() {
    let whole = json!({"type": "structure", "required": ["Must"], "members": {
        "Filter": {"shape": "Filter"}, "Must": {"shape": "Text"},
    }});
    assert_eq!(
        of_shapes("PutIn", whole),
        ["Put: input member Must added, and required (breaking)"]
    );
}

#[test]
fn members_of_outputs() {
    assert_eq!(
        of_shapes("GetOut/members/New", json!({"shape": "Text"})),
        ["Get: output member New added"]
    );
    assert_eq!(
        of_shapes("GetOut/members/Next", Value::Null),
        ["Get: output member Next removed (breaking)"]
    );
    assert_eq!(of_shapes("GetOut/required", json!(["Next"])), NONE, "outputs promise nothing");
}

#[test]
fn errors_come_and_go() {
    assert_eq!(of_operations("Get/errors", json!([])), ["Get: error Bad removed (breaking)"]);
    assert_eq!(of_operations("Put/errors", json!([{"shape": "Bad"}])), ["Put: error Bad added"]);
    assert_eq!(
        of_shapes("Bad/members/Why", Value::Null),
        ["type Bad: member Why removed, in Get (breaking)"]
    );
}

#[test]
fn what_is_sent_elsewhere_breaks_nothing() {
    let http = json!({"method": "GET", "requestUri": "/x"});
    assert_eq!(of_operations("Get/http", http), ["Get: was sent as POST /, is now GET /x"]);
    assert_eq!(of_operations("Get/deprecated", json!(true)), ["Get: is now deprecated"]);
}
